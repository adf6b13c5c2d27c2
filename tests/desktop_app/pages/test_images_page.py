"""The Images page: the welcome is readable, the pictures can be opened, and an empty folder is told from an unread one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from core.project.project import Project
from core.records import Run
from desktop_app import theme
from desktop_app.main_window import MainWindow
from desktop_app.pages.images_page import ImagesPage
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.recent_list import RecentProject
from desktop_app.worker_thread import WorkerThread


@pytest.fixture
def page(qtbot, qapp) -> ImagesPage:
    theme.apply(qapp, "light")
    session = Session()
    page = ImagesPage(session, Pictures(session))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_the_words_of_the_welcome_are_not_cut(page: ImagesPage) -> None:
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    assert len(buttons) == 3
    for button in buttons:
        assert button.width() >= button.sizeHint().width()


def test_the_list_of_projects_is_as_high_as_its_projects(qtbot, page: ImagesPage) -> None:
    heights = []
    for count in (1, 3):
        page.set_recent([RecentProject(Path(f"/somewhere/p{n}.labelight")) for n in range(count)])
        rows = page._recent
        qtbot.waitUntil(lambda rows=rows: rows.height() == rows.sizeHint().height())
        assert rows.viewport().rect().contains(rows.visualItemRect(rows.item(count - 1)))
        heights.append(page._recent.height())
        card = page._recent_card
        qtbot.waitUntil(lambda card=card: card.height() >= card.minimumSizeHint().height())
    assert heights[0] < heights[1] < 3 * heights[0] + 20


def test_a_low_window_scrolls_the_list_of_projects_and_cuts_no_words(qtbot, page: ImagesPage) -> None:
    page.set_recent([RecentProject(Path(f"/somewhere/p{n}.labelight")) for n in range(5)])
    page.resize(1000, 480)
    qtbot.waitUntil(lambda: page._recent.verticalScrollBar().maximum() > 0)
    for button in (b for b in page.findChildren(QPushButton) if b.isVisible()):
        assert button.height() >= button.minimumSizeHint().height()
        assert button.mapTo(page, button.rect().bottomLeft()).y() < page._recent_card.y() + page._recent_card.parent().y()


def test_a_picture_is_opened_by_a_double_click(qtbot, window: MainWindow) -> None:
    window.show_page(0)
    grid = window.images_page._grid
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid._tile(2).center())
    viewer = window.images_page._opener.viewer
    qtbot.waitUntil(viewer.isVisible)
    assert viewer.windowTitle() == "02.png"
    viewer.close()


def test_an_empty_folder_is_told_from_one_that_is_being_looked_through(
    qtbot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ImagesPage(session, Pictures(session))
    qtbot.addWidget(page)
    (tmp_path / "empty").mkdir()
    with Project.create(tmp_path / "empty.labelight", tmp_path / "empty") as project:
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
    with qtbot.waitSignal(session.opened):
        session.open(tmp_path / "empty.labelight")
    assert page._grid._empty[0] == "No images in this folder"
    monkeypatch.setattr(session, "running", Run(1, "ingest", {}, "running", 0.0))
    page._refresh_buttons()
    assert page._grid._empty[0] == "Looking for images"


def test_a_new_project_never_says_that_its_folder_is_empty(
    qtbot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, said = ImagesPage(session, Pictures(session)), []
    qtbot.addWidget(page)
    monkeypatch.setattr(WorkerThread, "request", lambda *_: None)
    (tmp_path / "empty").mkdir()
    session.opened.connect(lambda: said.append(page._grid._empty[0]))
    with qtbot.waitSignal(session.opened):
        session.new(tmp_path / "empty.labelight", tmp_path / "empty")
    assert said == ["Looking for images"]


@pytest.mark.parametrize("answer", ["Open it", "Begin another", "Cancel"])
def test_a_folder_with_a_project_is_not_begun_anew_unasked(
    page: ImagesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Choosing the same folder again made an empty "photos 2" beside the project with the labels, without a word."""
    folder = tmp_path / "photos"
    folder.mkdir()
    Project.create(tmp_path / "photos.labelight", folder).close()
    done: list[tuple[str, Path]] = []
    monkeypatch.setattr(page._session, "open", lambda path: done.append(("open", path)))
    monkeypatch.setattr(page._session, "new", lambda path, folder: done.append(("new", path)))

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "photos" in box.text()
        next(b for b in box.buttons() if b.text().replace("&", "") == answer).click()

    QTimer.singleShot(0, press)
    page.begin(folder)
    wanted = {
        "Open it": [("open", tmp_path / "photos.labelight")],
        "Begin another": [("new", tmp_path / "photos 2.labelight")],
        "Cancel": [],
    }
    assert done == wanted[answer]
