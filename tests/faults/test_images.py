"""Faults 1 to 24: what may lie in a folder of images. One folder with all of it, looked through by the program itself."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import main as labelight
from core.errors import UserError
from core.jobs.manifest import ImageList
from core.jobs.reporter import ListReporter
from core.operations import runs
from core.pixels.cache import open_pixels
from core.pixels.decode import decode_file
from core.pixels.scan import reason_of, scan
from core.pixels.thumbnails import ThumbnailStore
from core.project import encoders, images, imported, labels, maps
from core.project.project import Project
from core.specs import EmbedSpec, FinetuneSpec, IngestSpec, MapSpec, PretrainSpec
from tests.faults import bad_files
from tests.faults.bad_files import noise, saved, scene

SIDE = 64


@dataclass
class Looked:
    """A folder after it was looked through: the project over it, and what was said on the way."""

    folder: Path
    project: Project
    said: str
    reasons: dict[str, str] = field(default_factory=dict)
    readable: ImageList = field(default_factory=ImageList.empty)

    def thumbnail(self, name: str) -> np.ndarray:
        """uint8 [h, w, 3], as the grid shows it."""
        place = self.readable.paths.index(name)
        store = ThumbnailStore(self.project.cache / "thumbnails")
        data = store.get(self.readable.digests[place].tobytes())
        store.close()
        assert data is not None
        return np.asarray(decode_file(BytesIO(data)).image)

    def pixels(self, name: str) -> np.ndarray:
        """uint8 [SIDE, SIDE, 3], as training and prediction see it."""
        place = self.readable.paths.index(name)
        one = self.readable.take(np.array([place]))
        found = open_pixels(self.project.cache, one, self.folder, SIDE, ListReporter())
        assert found.readable.all(), name
        return found.batch(np.array([0]))[0]


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looked]:
    base = tmp_path_factory.mktemp("faults")
    folder = base / "pictures"
    folder.mkdir()
    for name, bad in bad_files.every().items():
        (folder / name).write_bytes(bad.data)
    for name, data in (bad_files.metadata_bombs() | _good()).items():
        (folder / name).write_bytes(data)
    os.link(folder / "00 plain.png", folder / "22 hard link.png")
    for name in ("20 a.avif", "20 b.avif", "21 c.dcm", "21 d.svg", "21 e.mp4"):
        (folder / name).write_bytes(b"whatever it holds")
    said = _said(base, folder)
    project = Project.open(base / "p.labelight")
    listed = {image.path: image.reason for image in images.unreadable(project)}
    yield Looked(folder, project, said, listed, images.image_list(project))
    project.close()


def _said(base: Path, folder: Path) -> str:
    """What the program says to a new project over the folder."""
    with contextlib.redirect_stderr(StringIO()) as err, contextlib.redirect_stdout(StringIO()) as out:
        assert labelight.main(["new", str(base / "p.labelight"), str(folder)]) == 0
    return err.getvalue() + out.getvalue()


def _good() -> dict[str, bytes]:
    """Unusual, but pictures."""
    plain, ramp = scene(), np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (40, 1))
    rgba = np.dstack([np.full((40, 60, 3), (255, 0, 0), np.uint8), np.zeros((40, 60), np.uint8)])
    floats = np.tile(np.linspace(-3, 5, 60).astype(np.float32), (40, 1))
    floats[0, :3] = (np.nan, np.inf, -np.inf)
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "lime", "blue")]
    exif = Image.Exif()
    exif[0x0112] = 6
    good = {
        "00 plain.png": saved(plain, "PNG"),
        "05 png in a jpg name.jpg": saved(noise(40, 1), "PNG"),
        "11 turned.jpg": saved(plain, "JPEG", quality=95, subsampling=0, exif=exif),
        "12 broken exif.jpg": saved(plain, "JPEG", quality=95, exif=b"Exif\0\0MM\0*\0\0\xff\xff" + bytes(9)),
        "13 sixteen bits.png": saved(Image.fromarray(ramp), "PNG"),
        "13 sixteen bits.tif": saved(Image.fromarray(np.flipud(ramp.T).copy()), "TIFF"),
        "14 float.tif": saved(Image.fromarray(floats), "TIFF"),
        "15 cmyk.jpg": saved(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG"),
        "16 hidden colours.png": saved(Image.fromarray(rgba), "PNG"),
        "17 one bit.png": saved(plain.convert("1"), "PNG"),
        "17 one pixel.png": saved(Image.new("RGB", (1, 1), "orange"), "PNG"),
        "17 line.png": saved(Image.new("RGB", (1, 300), "navy"), "PNG"),
        "17 long.png": saved(Image.new("RGB", (10_000, 1), "teal"), "PNG"),
        "18 moving.gif": saved(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "18 moving.webp": saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True),
        "18 moving.png": saved(frames[0], "PNG", save_all=True, append_images=frames[1:]),
        "19 pages.tif": saved(frames[0], "TIFF", save_all=True, append_images=frames[1:]),
        "22 copy.png": saved(plain, "PNG"),
    }
    good["08 panorama.jpg"] = saved(Image.new("L", (12_000, 10_000), 77), "JPEG", quality=30)
    return good


EVERY_BAD = bad_files.every()


@pytest.mark.parametrize("name", EVERY_BAD)
def test_fault_01_02_03_04_06_07_20_21_a_bad_file_is_listed_with_its_reason(looked: Looked, name: str) -> None:
    assert name not in looked.readable.paths
    assert EVERY_BAD[name].reason in looked.reasons[name]
    assert 8 < len(looked.reasons[name]) < 80


@pytest.mark.parametrize("name", ["01 empty.jpg", "02 text.jpg", "03 cut.jpeg", "04 wrong byte.png"])
def test_fault_03_04_grid_training_and_prediction_say_the_same(looked: Looked, name: str) -> None:
    found, unreadable = scan(looked.folder, ListReporter())
    as_predicted = {image.path: image.reason for image in unreadable}
    if name in found.paths:  # sound by its header: prediction learns the rest when it decodes
        one = found.take(np.array([found.paths.index(name)]))
        assert not open_pixels(looked.project.cache, one, looked.folder, SIDE, ListReporter()).readable.any()
        as_predicted[name] = reason_of(looked.folder, name)
    assert as_predicted[name] == looked.reasons[name]


def test_fault_02_twenty_are_named_and_the_rest_counted(looked: Looked) -> None:
    assert f"{len(looked.reasons):,} unreadable" in looked.said
    assert looked.said.count("\n") < 40  # one line each for the first twenty, not a window per file


def test_fault_05_content_counts_not_the_name(looked: Looked) -> None:
    assert (looked.thumbnail("05 png in a jpg name.jpg") == np.asarray(noise(40, 1))).all()


def test_fault_08_a_genuine_panorama_is_shown_and_learnt_from(looked: Looked) -> None:
    assert abs(looked.thumbnail("08 panorama.jpg").astype(int) - 77).max() <= 3
    assert abs(looked.pixels("08 panorama.jpg").astype(int) - 77).max() <= 3
    place = looked.readable.paths.index("08 panorama.jpg")
    assert (looked.readable.widths[place], looked.readable.heights[place]) == (12_000, 10_000)


@pytest.mark.parametrize("name", bad_files.metadata_bombs())
def test_fault_09_what_is_packed_into_the_metadata_ends_no_run(looked: Looked, name: str) -> None:
    """A picture, or listed: either way the look went on behind it."""
    assert (name in looked.readable.paths) != (name in looked.reasons)


def test_fault_11_turned_the_same_way_in_grid_and_training(looked: Looked) -> None:
    upright = np.asarray(scene().transpose(Image.Transpose.ROTATE_270)).astype(int)
    shown = looked.thumbnail("11 turned.jpg").astype(int)
    assert shown.shape == upright.shape
    assert abs(shown - upright).mean() < 8
    learnt = looked.pixels("11 turned.jpg").astype(int)
    assert abs(learnt - np.asarray(Image.fromarray(upright.astype(np.uint8)).resize((SIDE, SIDE)))).mean() < 10


def test_fault_12_broken_exif_leaves_the_picture_as_it_is(looked: Looked) -> None:
    assert abs(looked.thumbnail("12 broken exif.jpg").astype(int) - np.asarray(scene())).mean() < 8


@pytest.mark.parametrize("name", ["13 sixteen bits.png", "13 sixteen bits.tif", "14 float.tif"])
def test_fault_13_14_no_level_is_clipped(looked: Looked, name: str) -> None:
    """A ramp stays a ramp: its ends are far apart and everything between is there."""
    for shown in (looked.thumbnail(name), looked.pixels(name)):
        assert len(np.unique(shown[..., 0])) > 30
        assert (shown.min() < 20, shown.max() > 235) == (True, True)


def test_fault_15_cmyk_has_the_colour_a_viewer_shows(looked: Looked) -> None:
    red, green, blue = looked.thumbnail("15 cmyk.jpg").reshape(-1, 3).mean(axis=0)
    assert red > 200
    assert max(green, blue) < 60


def test_fault_16_hidden_colours_never_show(looked: Looked) -> None:
    for shown in (looked.thumbnail("16 hidden colours.png"), looked.pixels("16 hidden colours.png")):
        assert np.ptp(shown.reshape(-1, 3).mean(axis=0)) < 2  # grey, not the red below the transparency


@pytest.mark.parametrize("name", ["17 one bit.png", "17 one pixel.png", "17 line.png", "17 long.png"])
def test_fault_17_odd_sizes_are_pictures_too(looked: Looked, name: str) -> None:
    assert looked.thumbnail(name).size > 0
    assert looked.pixels(name).shape == (SIDE, SIDE, 3)


@pytest.mark.parametrize("name", ["18 moving.gif", "18 moving.webp", "18 moving.png", "19 pages.tif"])
def test_fault_18_19_the_first_frame_or_page_counts(looked: Looked, name: str) -> None:
    for shown in (looked.thumbnail(name), looked.pixels(name)):
        assert (shown.reshape(-1, 3).mean(axis=0).round() == (255, 0, 0)).all()


def test_fault_20_21_kinds_that_are_not_supported_are_said_once_with_what_to_do(looked: Looked) -> None:
    (line,) = [line for line in looked.said.splitlines() if "not supported (" in line]
    assert "5 files not supported (2 AVIF, 1 DCM, 1 MP4, 1 SVG)" in line
    assert "save them as" in line
    assert not any(name.startswith(("20 a", "21")) and name.endswith((".avif", ".dcm", ".mp4")) for name in looked.reasons)


def test_fault_22_copies_and_hard_links_stay_apart_and_are_learnt_once(looked: Looked) -> None:
    paths = looked.readable.paths
    twins = [paths.index(name) for name in ("00 plain.png", "22 copy.png", "22 hard link.png")]
    assert len(set(looked.readable.ids[twins].tolist())) == 3
    found = open_pixels(looked.project.cache, looked.readable.take(np.array(twins)), looked.folder, SIDE, ListReporter())
    assert len(set(found.rows.tolist())) == 1
    one = int(looked.readable.ids[twins[0]])
    imported.by_path(looked.project, {"00 plain.png": "plain"})
    assert labels.columns(looked.project).ids.tolist() == [one]


def _over(base: Path, *pictures: Image.Image) -> Project:
    folder = base / "pictures"
    folder.mkdir()
    for number, picture in enumerate(pictures):
        picture.save(folder / f"{number:02d}.png")
    project = Project.create(base / "p.labelight", folder)
    runs.run_here(project, "ingest", IngestSpec(), ListReporter())
    return project


@pytest.mark.parametrize("colour", [(0, 0, 0), (120, 130, 140)])
def test_fault_23_images_that_are_all_the_same_have_a_map_and_a_classifier(tmp_path: Path, colour: tuple[int, ...]) -> None:
    with _over(tmp_path, *[Image.new("RGB", (32, 32), colour)] * 12) as project:
        runs.run_here(project, "embed", EmbedSpec(), ListReporter())
        runs.run_here(project, "map", MapSpec(), ListReporter())
        imported.by_path(project, {f"{n:02d}.png": "one" if n % 2 else "two" for n in range(8)})
        runs.run_here(project, "finetune", FinetuneSpec(mode="linear"), ListReporter())
        card = encoders.current(project)
        _, vectors = encoders.embeddings(project, card.id)
        shown = maps.latest(project, card.id)
        assert np.isfinite(vectors).all()
        assert shown is not None
        assert np.isfinite(shown[1]).all()


@pytest.mark.parametrize("count", [0, 1])
def test_fault_24_too_few_images_to_learn_from_are_refused_with_the_reason(tmp_path: Path, count: int) -> None:
    with _over(tmp_path, *[noise()] * count) as project:
        with pytest.raises(UserError, match="image"):
            runs.run_here(project, "pretrain", PretrainSpec(start="random", encoder="tiny", size=32, epochs=1), ListReporter())
        with pytest.raises(UserError):
            runs.run_here(project, "finetune", FinetuneSpec(), ListReporter())


@pytest.mark.parametrize("given", [{"00.png": "one"}, {"00.png": "one", "01.png": "one"}])
def test_fault_24_one_class_is_refused_with_what_to_do(tmp_path: Path, given: dict[str, str]) -> None:
    with _over(tmp_path, *[noise(32, seed) for seed in range(6)]) as project:
        runs.run_here(project, "embed", EmbedSpec(), ListReporter())
        imported.by_path(project, given)
        with pytest.raises(UserError, match="class"):
            runs.run_here(project, "finetune", FinetuneSpec(), ListReporter())


def test_fault_24_one_image_per_class_and_less_than_a_batch_work(tmp_path: Path) -> None:
    with _over(tmp_path, *[noise(32, seed) for seed in range(5)]) as project:
        spec = PretrainSpec(start="random", encoder="tiny", size=32, batch=256, epochs=1, device="cpu")
        runs.run_here(project, "pretrain", spec, ListReporter())
        runs.run_here(project, "embed", EmbedSpec(), ListReporter())
        imported.by_path(project, {"00.png": "one", "01.png": "two"})
        runs.run_here(project, "finetune", FinetuneSpec(mode="linear"), ListReporter())
