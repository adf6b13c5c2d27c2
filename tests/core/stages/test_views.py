"""The preview shows what pretraining would make of the pictures."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import UserError
from core.jobs.previews import PreviewJob
from core.specs import PRESETS, PretrainSpec
from core.stages import views


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    rng = np.random.default_rng(0)
    made = []
    for n in range(3):
        small = rng.integers(0, 256, (4, 4, 3), np.uint8)
        Image.fromarray(small).resize((40, 40)).save(tmp_path / f"{n}.png")
        made.append(str(tmp_path / f"{n}.png"))
    return tuple(made)


def test_each_picture_comes_with_two_views_that_differ(files: tuple[str, ...]) -> None:
    shown = views.make(PreviewJob(PretrainSpec(size=48), files, 40, 0))
    assert shown.shape == (3, 3, 48, 48, 3)
    assert shown.dtype == np.uint8
    for picture, first, second in shown.astype(int):
        assert np.abs(first - second).mean() > 5
        assert np.abs(first - picture).mean() > 5
    whole = np.asarray(Image.open(files[0]).resize((48, 48), Image.Resampling.BILINEAR))
    assert np.abs(shown[0, 0].astype(int) - whole).mean() < 8


def test_a_seed_means_the_same_views(files: tuple[str, ...]) -> None:
    job = PreviewJob(PretrainSpec(size=32), files, 40, 5)
    assert np.array_equal(views.make(job), views.make(job))
    other = views.make(PreviewJob(job.spec, files, 40, 6))
    assert not np.array_equal(views.make(job)[:, 1:], other[:, 1:])


def test_the_kind_of_pictures_is_followed(files: tuple[str, ...]) -> None:
    grey = views.make(PreviewJob(PretrainSpec(size=32, grey_chance=1.0, colour_chance=0.0), files, 40, 0))
    assert np.ptp(grey[:, 1:].astype(int), axis=-1).max() <= 1
    assert np.ptp(grey[:, 0].astype(int), axis=-1).max() > 50
    spec = PretrainSpec(size=32, **PRESETS["documents"])
    assert views.make(PreviewJob(spec, files, 40, 0)).shape[0] == 3


def test_what_cannot_be_read_is_left_out(tmp_path: Path, files: tuple[str, ...]) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    job = PreviewJob(PretrainSpec(size=32), (str(tmp_path / "broken.png"), files[0]), 40, 0)
    assert len(views.make(job)) == 1
    with pytest.raises(UserError, match="None of the pictures"):
        views.make(PreviewJob(PretrainSpec(size=32), (str(tmp_path / "gone.png"),), 40, 0))
