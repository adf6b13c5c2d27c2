"""What was classified in another folder leaves as copies by class and as a page for people."""

from pathlib import Path

import pytest

from core.errors import UserError
from core.operations import prediction_report, sorting, strangers
from core.operations.strangers import STRANGER, Told
from core.project.project import Project

ROWS = [
    {"path": "one.png", "label": "moth", "confidence": 0.95, "familiar": 0.5},
    {"path": "sub/one.png", "label": "moth", "confidence": 0.55, "familiar": 0.4},
    {"path": "two.png", "label": "a|b", "confidence": 0.9, "familiar": 0.3},
    {"path": "odd.png", "label": STRANGER, "confidence": 0.6, "familiar": 0.01},
]
TOLD = Told(ROWS, 1, "1 image looks like none of these (less familiar than 5%).", frozenset({"odd.png"}))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    for row in ROWS:
        place = folder / str(row["path"])
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(str(row["path"]).encode())
    return folder


def test_copies_by_class_leave_out_what_is_none_of_them(project: Project, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "sorted"
    left = sorting.copies(project, source, TOLD, target)
    there = sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file())
    assert there == ["a_b/two.png", "moth/one.png", "moth/sub__one.png"]
    assert (target / "moth" / "sub__one.png").read_bytes() == b"sub/one.png"
    assert left.count == 3
    again = sorting.copies(project, source, TOLD, target)
    assert (again.count, "3 were there already" in again.sentence) == (0, True)
    assert all((source / str(row["path"])).is_file() for row in ROWS)


@pytest.mark.parametrize("place", ["sorted", "deep/sorted"])
def test_nothing_is_written_into_a_folder_of_images(project: Project, source: Path, place: str) -> None:
    for inside in (source / place, project.folder() / place):
        with pytest.raises(UserError, match="never written to"):
            sorting.copies(project, source, TOLD, inside)
        assert not inside.exists()


def test_the_page_says_what_was_found_and_what_to_expect(project: Project, source: Path) -> None:
    text = prediction_report.page(project, source, TOLD, [{"path": "broken.png", "reason": "empty file"}])
    assert "| moth | 2 | 0.75 |" in text
    assert "| a\\|b | 1 | 0.90 |" in text
    assert "4 images; 1 of them below 80% confidence. 1 look like none of the classes." in text
    assert "About 90% right on images it was not trained on (70% to 100%" in text
    assert "images like those of the project" in text
    assert "broken.png: empty file" in text
    assert "to be expected" not in text  # the project has no threshold


def test_far_more_strangers_than_expected_are_a_warning(
    project: Project, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "none_below", lambda _project: 0.05)
    assert "25% of these images look unfamiliar, 5% were to be expected" in prediction_report.page(project, source, TOLD, [])
