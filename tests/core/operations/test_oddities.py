"""Odd images of a real folder: found by ingest's measures, listed, labelled like their copies, and written as CSV."""

import csv
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from core import cli
from core.operations import oddities
from core.operations.oddities import Columns, Entry, agreement
from core.project import classes, history, labels
from core.project.collection import Collection
from core.project.project import Project
from tests.core.pixels.test_measures import scene


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """25 scenes; a.png has a copy and, as a smaller JPEG, one that is nearly the same; blurred, dark and long ones."""
    base = tmp_path_factory.mktemp("odd")
    folder = base / "pictures"
    folder.mkdir()
    for seed in range(25):
        scene(seed).save(folder / f"{seed:02d}.png")
    (folder / "00 copy.png").write_bytes((folder / "00.png").read_bytes())
    buffer = BytesIO()
    scene(0).resize((180, 135)).save(buffer, "JPEG", quality=60)
    (folder / "00 small.jpg").write_bytes(buffer.getvalue())
    scene(30).filter(ImageFilter.GaussianBlur(5)).save(folder / "blurred.png")
    scene(31).point(lambda value: value // 7).save(folder / "dark.png")
    scene(32, (200, 30)).save(folder / "long.png")
    Image.new("RGB", (200, 150), (90, 90, 90)).save(folder / "flat.png")
    assert cli.main(["new", str(base / "p.labelight"), str(folder)]) == 0
    return base / "p.labelight"


def found(project: Project) -> dict[str, set[str]]:
    shown = Collection.load(project)
    lists = oddities.lists(Columns.read(project, shown, None))
    assert lists.measured == len(shown)
    by_kind = {kind: [i for one in entries for i in one.images] for kind, entries in lists.entries.items()}
    return {kind: {shown.paths[row] for row in shown.rows(np.array(ids, np.int64))} for kind, ids in by_kind.items()}


def test_each_list_has_what_was_planted_and_nothing_else(path: Path) -> None:
    with Project.open(path) as project:
        assert found(project) == {
            "copies": {"00.png", "00 copy.png"},
            "near": {"00.png", "00 copy.png", "00 small.jpg"},
            "blurred": {"blurred.png"},
            "dark": {"dark.png"},
            "bright": set(),
            "flat": {"flat.png"},
            "size": {"long.png"},
            "outlying": set(),
            "changed": set(),
        }


def test_the_command_writes_them(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["odd", str(path), "--csv", str(tmp_path / "odd.csv"), "--json"]) == 0
    assert '"near": 3' in capsys.readouterr().out
    with (tmp_path / "odd.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    near = [row for row in rows if row["kind"] == "near"]
    assert {row["group"] for row in near} == {"1"}
    assert [row["path"] for row in rows if row["kind"] == "blurred"] == ["blurred.png"]


def test_all_of_a_group_get_the_label_of_one_in_one_step(path: Path) -> None:
    with Project.open(path) as project:
        for name in "ab":
            classes.add(project, name=name)
        group = (Entry((1, 2, 3), "", 1.0), Entry((4, 5), "", 1.0))
        labels.assign(project, images=[2], class_id=1)
        labels.mark(project, images=[5], mark="skip")
        now = agreement(group, Collection.load(project))
        assert (now.give, now.mend, now.groups, now.known) == ({1: (1, 3)}, {}, 0, 1)
        oddities.label_alike(project, classes=now.give)
        assert labels.columns(project, [1, 2, 3]).classes.tolist() == [1, 1, 1]
        assert labels.with_origin(project)[1].origin == "person"
        history.undo(project)
        assert labels.columns(project, [1, 2, 3]).ids.tolist() == [2]


def test_of_labels_that_contradict_most_win_and_then_the_first(path: Path) -> None:
    with Project.open(path) as project:
        first, second = (c.id for c in classes.every(project)[:2])
        labels.assign(project, images=[10, 13, 14], class_id=second)
        labels.assign(project, images=[11, 12], class_id=first)
        entries = (Entry((10, 11), "", 1.0), Entry((12, 13, 14), "", 1.0))
        now = agreement(entries, Collection.load(project))
        assert (now.give, now.mend, now.groups) == ({}, {second: (11, 12)}, 2)


def test_an_image_far_from_all_others_is_outlying() -> None:
    rng = np.random.default_rng(0)
    looks = rng.normal(size=(200, 8)) * 0.1 + np.repeat(np.eye(8)[:2], 100, axis=0)
    looks[7] = -np.eye(8)[5]
    looks = (looks / np.linalg.norm(looks, axis=1, keepdims=True)).astype(np.float32)
    far = oddities.distances(np.concatenate([looks, np.full((1, 8), np.nan, np.float32)]))
    assert int(np.nanargmax(far)) == 7
    assert np.isnan(far[200])
    expected = 1 - np.sort(np.delete(looks @ looks[3], 3))[-10:].mean()
    assert far[3] == pytest.approx(expected, abs=1e-5)
