"""Several folders in the window: adding one by button or drop, what is said of each, and the way to one that is gone."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from core.jobs.reporter import ListReporter
from core.operations import runs
from core.project import encoders, folders, images, maps
from core.project.project import Project
from core.specs import IngestSpec
from desktop_app import adding, locating
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from desktop_app.widgets.path_label import PathLabel
from tests.core.pixels.pictures import put

MACHINE = '{"devices": [{"id": "cpu", "name": "cpu"}]}'


@pytest.fixture
def here(tmp_path: Path) -> Path:
    put(tmp_path / "here" / "a.png", 1, 16)
    put(tmp_path / "there" / "a.png", 2, 16)
    put(tmp_path / "there" / "b.png", 3, 16)
    return tmp_path / "here"


@pytest.fixture
def window(qtbot, qapp, here: Path, monkeypatch: pytest.MonkeyPatch):
    """With a project of the first folder open. What follows a look by itself is another matter, and takes seconds."""
    monkeypatch.setattr(Session, "_start_due", lambda *_: None)
    with Project.create(here.parent / "p.labelight", here) as project:
        project.set("machine", MACHINE)
        look(project)
    window = MainWindow(Session(), QSettings())
    window.resize(1200, 800)
    window.show()
    assert window.session.open(here.parent / "p.labelight")
    qtbot.waitUntil(lambda: len(window.session.snapshot.images) == 1, timeout=10_000)
    yield window
    window.session.close()
    window.close()


def look(project: Project) -> None:
    runs.run_here(project, "ingest", IngestSpec(), ListReporter())
    ids = images.every_id(project, readable=True)
    encoder = encoders.bundled(project).id
    encoders.add_embeddings(project, encoder, ids, np.eye(len(ids), 4, dtype=np.float16))
    maps.add(project, encoder, "umap", ids, np.zeros((len(ids), 2), np.float32))


def drop(window: MainWindow, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))


def paths(window: MainWindow) -> list[str]:
    return [label.text() for label in window.images_page.folders.findChildren(PathLabel)]


def added(window: MainWindow, count: int = 3) -> bool:
    return len(window.session.snapshot.images) == count and not window.session.busy


def test_a_folder_is_added_by_the_button_and_both_are_listed(
    qtbot, window: MainWindow, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = here.parent / "there"
    assert window.images_page.folders.isHidden()  # the heading speaks of the only one
    assert str(here) in window.images_page._place.toolTip()
    monkeypatch.setattr(locating, "ask_folder", lambda *_: str(there))
    window.show_page(0)
    qtbot.mouseClick(window.images_page._add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: added(window), timeout=60_000)
    assert not window.images_page.folders.isHidden()
    assert paths(window) == [str(here), str(there)]
    assert "2 folders" in window.images_page._place.text()
    assert str(there) in window.images_page._place.toolTip()
    assert [card.images for card in window.session.snapshot.folders] == [1, 2]
    shown = window.session.snapshot.images
    assert all(shown.path(row).is_file() for row in range(3))
    monkeypatch.setattr(locating, "ask_folder", lambda *_: str(there))
    qtbot.mouseClick(window.images_page._add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "already" in window._message.text, timeout=10_000)
    assert len(window.session.snapshot.folders) == 2


@pytest.mark.parametrize("wish", ["add", "new", ""])
def test_a_folder_that_is_dropped_joins_the_project_or_begins_one_as_is_said(
    qtbot, window: MainWindow, here: Path, monkeypatch: pytest.MonkeyPatch, wish: adding.Wish
) -> None:
    asked: list[tuple[str, str]] = []
    begun: list[Path] = []

    def ask(_window: MainWindow, folder: Path, project: str) -> adding.Wish:
        asked.append((folder.name, project))
        return wish

    monkeypatch.setattr(adding, "ask_what", ask)
    monkeypatch.setattr(window._adder, "_begin", begun.append)
    drop(window, here.parent / "there")
    qtbot.waitUntil(lambda: asked == [("there", "p")], timeout=10_000)
    if wish == "add":
        qtbot.waitUntil(lambda: added(window), timeout=60_000)
    assert begun == ([here.parent / "there"] if wish == "new" else [])
    assert len(window.session.snapshot.folders) == (2 if wish == "add" else 1)


def test_a_folder_that_is_dropped_without_a_project_begins_one_unasked(
    qtbot, window: MainWindow, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []
    monkeypatch.setattr(adding, "ask_what", lambda *_: pytest.fail("asked"))
    monkeypatch.setattr(window._adder, "_begin", begun.append)
    window.session.close()
    drop(window, here)
    qtbot.waitUntil(lambda: begun == [here], timeout=10_000)


def test_the_folder_that_is_gone_is_named_and_located_from_its_row(
    qtbot, window: MainWindow, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, moved = here.parent / "there", here.parent / "moved"
    path = window.session.project.path
    window.session.close()
    with Project.open(path) as project:
        folders.add(project, there)
        look(project)
    there.rename(moved)
    window._message.hide()
    assert window.session.open(path)
    qtbot.waitUntil(lambda: str(there) in window._message.text, timeout=10_000)
    window.show_page(0)
    assert "there" in window.images_page._place.text()
    ways = [each for each in window.images_page.folders.findChildren(QPushButton) if each.isVisible()]
    assert [each.accessibleName() for each in ways] == ["Locate there"]
    window.session.start("ingest", IngestSpec())
    qtbot.waitUntil(lambda: "other folders of the project were looked through" in window._message.text, timeout=60_000)
    assert window._message._offer.isVisible()
    monkeypatch.setattr(locating, "ask_folder", lambda *_: str(moved))
    qtbot.waitUntil(lambda: not window.session.busy, timeout=10_000)
    (way,) = [each for each in window.images_page.folders.findChildren(QPushButton) if each.isVisible()]
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: paths(window) == [str(here), str(moved)] and not window.session.busy, timeout=60_000)
    qtbot.waitUntil(lambda: not window.images_page._locate.isVisible(), timeout=10_000)
    assert window.session.snapshot.counts == {"ok": 3, "unreadable": 0, "missing": 0}
