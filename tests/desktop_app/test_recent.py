"""Projects opened last: a closed one is shown as it was, a gone one can be taken off, and no cover takes anything with it."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from core import covers
from core.covers import Cover
from core.pixels.thumbnails import ThumbnailStore
from core.project.project import Project
from desktop_app.main_window import MainWindow
from desktop_app.recent import cover_rows, in_words
from desktop_app.session import Session
from desktop_app.snapshot import Snapshot
from desktop_app.widgets.recent_list import RecentProject

GREYS = {n: 20 + 11 * n for n in range(20)}
DAY = datetime(2024, 5, 31, 12).astimezone()


def shown(window: MainWindow) -> list[RecentProject]:
    return window.images_page._recent.projects()


@pytest.fixture
def thumbnails(path: Path) -> None:
    """Each image of the project has a thumbnail in a grey of its own."""
    with Project.open(path) as project:
        folder = project.cache / "thumbnails"
    made = []
    for n, grey in GREYS.items():
        out = io.BytesIO()
        Image.new("L", (64, 64), grey).save(out, "PNG")
        made.append((f"{n:02d}.png".encode().ljust(16), out.getvalue()))
    store = ThumbnailStore(folder)
    store.add(made)
    store.close()


def test_a_project_that_was_left_shows_its_pictures_and_numbers(qtbot, thumbnails: None, window: MainWindow) -> None:
    window.session.close()
    qtbot.waitUntil(lambda: len(shown(window)) == 1 and shown(window)[0].facts != "")
    left = shown(window)[0]
    assert left.there
    assert left.facts == "20 images, 4 labels, opened today"
    greys = [tile.pixelColor(48, 48).red() for tile in left.tiles]
    assert greys == pytest.approx([GREYS[n] for n in (0, 1, 5, 10)], abs=14), "one of each class, then from all over"


def test_without_thumbnails_there_are_numbers_alone(qtbot, window: MainWindow) -> None:
    window.session.close()
    qtbot.waitUntil(lambda: len(shown(window)) == 1 and shown(window)[0].facts != "")
    assert shown(window)[0].tiles == ()


def test_a_project_that_is_gone_can_be_taken_off_the_list(qtbot, window: MainWindow, path: Path) -> None:
    window.session.close()
    path.unlink()
    window._recent.show()
    qtbot.waitUntil(lambda: len(shown(window)) == 1 and not shown(window)[0].there)
    assert covers.read(path) is not None
    window.images_page._recent.removal_requested.emit(path)
    assert shown(window) == []
    assert not window.images_page._recent_card.isVisible()
    assert window._recent.paths() == []
    qtbot.waitUntil(lambda: covers.read(path) is None)


def test_one_that_was_not_read_yet_keeps_its_cover(qtbot, window: MainWindow, path: Path) -> None:
    window.session.close()
    before = covers.read(path)
    assert before is not None
    assert before.images == 20
    assert window.session.open(path)
    window.session.close()  # before its snapshot came
    assert covers.read(path) == before


def test_the_newest_come_first_and_the_oldest_go(qtbot, window: MainWindow, path: Path, tmp_path: Path) -> None:
    others = [tmp_path / f"{n}.labelight" for n in range(8)]
    for other in others:
        covers.keep(other, Cover(1, 0, 1.0))
    window._settings.setValue("recent", [str(p) for p in [*others[:4], path, *others[4:]]])
    window.session.opened.emit()
    assert window._recent.paths() == [path, *others[:7]]
    qtbot.waitUntil(lambda: covers.read(others[7]) is None)


def test_a_list_that_is_late_is_not_shown_over_a_newer_one(qtbot, session: Session, window: MainWindow) -> None:
    told = []
    window._settings.setValue("recent", ["/nowhere/a.labelight", "/nowhere/b.labelight"])
    window._recent.changed.connect(told.append)
    window._recent.show()
    window._recent.remove(Path("/nowhere/a.labelight"))
    qtbot.waitUntil(lambda: bool(told) and bool(told[-1]) and not told[-1][0].there)
    assert [len(projects) for projects in told] == [2, 1, 1]


def test_the_list_survives_a_closed_window(qtbot, window: MainWindow) -> None:
    window.close()
    window._recent.show()  # no thread is begun again; the guard of all tests looks for one
    assert len(shown(window)) == 1


def test_an_empty_collection_is_no_picture() -> None:
    assert cover_rows(Snapshot.empty()) == []


@pytest.mark.parametrize(
    ("ago", "said"),
    [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (6, "6 days ago"), (7, "on 2024-05-24"), (-3, "on 2024-06-03")],
)
def test_when_it_was_opened_in_words(ago: int, said: str) -> None:
    when = (DAY - timedelta(days=ago)).timestamp()
    assert in_words(Cover(1_000, 1, when), DAY.date()) == f"1,000 images, 1 label, opened {said}"


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1e300])
def test_a_time_that_is_none_has_words_too(seconds: float) -> None:
    assert in_words(Cover(1, 0, seconds), DAY.date()) == "1 image, no labels, opened at some time"


def test_settings_of_one_project_are_a_list(window: MainWindow) -> None:
    window._settings.setValue("recent", "/only/one.labelight")
    assert window._recent.paths() == [Path("/only/one.labelight")]
