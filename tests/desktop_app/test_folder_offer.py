"""Names of sub-folders as labels: offered after the first look, once, and only where there are no labels."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from core.operations.importing import offer
from core.project import labels
from core.project.project import Project
from core.specs import IngestSpec
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from tests.core.pixels.pictures import put

MACHINE = '{"devices": [{"id": "cpu", "name": "cpu"}]}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind, name in enumerate(("cat", "dog")):
        for n in range(3):
            put(tmp_path / "pictures" / name / f"{n}.png", 10 * kind + n, 16)
    return tmp_path / "pictures"


@pytest.fixture
def window(qtbot: QtBot, qapp, monkeypatch: pytest.MonkeyPatch):
    """What follows a look by itself is another matter, and takes seconds."""
    monkeypatch.setattr(Session, "_start_due", lambda *_: None)
    window = MainWindow(Session(), QSettings())
    window.resize(1200, 800)
    window.show()
    yield window
    window.session.close()
    window.close()


def look(qtbot: QtBot, window: MainWindow, count: int = 6) -> None:
    """Through the folder once more, until it is known whether there is something to offer."""
    window.session.start("ingest", IngestSpec())
    seen(qtbot, window, count)


def seen(qtbot: QtBot, window: MainWindow, count: int = 6) -> None:
    session = window.session
    qtbot.waitUntil(lambda: len(session.snapshot.images) == count and not session.busy, timeout=60_000)
    session._background.wait()
    qtbot.wait(50)


def opened(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    path = folder.parent / "p.labelight"
    with Project.create(path, folder) as project:
        project.set("machine", MACHINE)
    assert window.session.open(path)
    qtbot.waitUntil(lambda: window._looked_at)
    return window


def test_they_are_offered_after_the_first_look_and_come_in_through_the_dialog(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    opened(qtbot, window, folder)
    look(qtbot, window)
    qtbot.waitUntil(window._offer.isVisible)
    assert "2 sub-folders that look like classes" in window._offer.text
    qtbot.mouseClick(window._offer.take, Qt.MouseButton.LeftButton)
    assert not window._offer.isVisible()
    dialog = window._importer.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.snapshot.label_counts() == {1: 3, 2: 3})
    window.session.undo()
    qtbot.waitUntil(lambda: not window.session.snapshot.label_counts() and not window.session.snapshot.classes)


def test_they_are_offered_once(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    look(qtbot, window)
    qtbot.waitUntil(window._offer.isVisible)
    qtbot.mouseClick(window._offer.put_away, Qt.MouseButton.LeftButton)
    put(folder / "cat" / "more.png", 99, 16)
    look(qtbot, window, 7)
    assert not window._offer.isVisible()
    path = window.session.project.path
    window.session.close()
    with Project.open(path) as project:
        assert offer.find(project) is None


def test_they_are_not_offered_where_there_is_a_label_or_folders_are_no_classes(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    for file in (*folder.glob("dog/*"), folder / "dog"):
        file.rmdir() if file.is_dir() else file.unlink()
    opened(qtbot, window, folder)
    look(qtbot, window, 3)
    assert not window._offer.isVisible()
    window.session.edit(lambda project: labels.mark(project, images=[1], mark="skip"))
    qtbot.waitUntil(lambda: bool(window.session.snapshot.label_counts()))
    for n in range(3):
        put(folder / "dog" / f"{n}.png", 10 + n, 16)
    look(qtbot, window)
    assert not window._offer.isVisible()
    assert window.session.project.get("folders offered") == ""


def test_the_offer_goes_with_the_first_label_and_with_the_project(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    opened(qtbot, window, folder)
    look(qtbot, window)
    qtbot.waitUntil(window._offer.isVisible)
    window.session.edit(lambda project: labels.mark(project, images=[1], mark="skip"))
    qtbot.waitUntil(lambda: not window._offer.isVisible())
    window.session.undo()
    qtbot.waitUntil(lambda: not window.session.snapshot.label_counts())
    window._offer.show_offer("again", "take", "folder")
    window.session.close()
    assert not window._offer.isVisible()
