"""The window around the pages: messages, the run bar, undo from anywhere, opening and closing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox

from core.jobs.events import Note, Progress
from core.project.project import Project
from core.records import Run
from desktop_app import theme
from desktop_app.main_window import MainWindow
from desktop_app.pages.grid_tools import Wish
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_message_lies_over_the_page_and_moves_nothing(qtbot, window: MainWindow) -> None:
    view = window.label_page._map.view
    before = view.size(), view.mapToGlobal(view.rect().topLeft())
    window.show_message("info", "Something to read. " * 3)
    qtbot.waitUntil(window._message.isVisible)
    QApplication.processEvents()
    assert (view.size(), view.mapToGlobal(view.rect().topLeft())) == before
    bar = window._message.geometry()
    assert window.centralWidget().rect().contains(bar)
    assert bar.bottom() > window.centralWidget().height() - 20
    assert window.childAt(window._message.mapTo(window, window._message.rect().center())) is window._message._text


def test_undo_belongs_to_the_project_once_a_class_name_was_entered(qtbot, window: MainWindow) -> None:
    session = window.session
    field = next(e for e in window.label_page._classes.findChildren(QLineEdit) if e.isVisible())
    field.setFocus()
    qtbot.keyClicks(field, "moth")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""  # its own typing first
    qtbot.keyClicks(field, "moth")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(session.snapshot.classes) == 3)
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(session.snapshot.classes) == 2)
    assert field.text() == ""
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(session.snapshot.classes) == 3)


def test_the_tips_of_undo_and_redo_name_their_keys(window: MainWindow) -> None:
    assert "Ctrl+Z" in window._undo.toolTip()
    assert "label" in window._undo.toolTip()
    assert "Nothing to redo (Ctrl+Shift+Z)" in window._redo.toolTip()


def test_the_run_bar_does_not_say_the_stage_twice(window: MainWindow) -> None:
    for stage, note, said in (
        ("map", "Laying out the map", ""),
        ("finetune", "Fine-tuning the whole network", "the whole network"),
        ("embed", "Loading the encoder", "Loading the encoder"),
    ):
        window.session.run_updated.emit(RunUpdate(stage, None, Note(note)))
        assert window._run_bar._detail.text() == said


def test_the_run_bar_says_the_time_left_first(window: MainWindow) -> None:
    metrics = {"loss": 5.1, "images_per_second": 43.0, "seconds_left": 1740.0}
    window.session.run_updated.emit(RunUpdate("pretrain", None, Progress(2, 100, metrics)))
    assert window._run_bar._detail.text().startswith("about 29 min left")


def test_a_closing_window_is_gone_before_it_waits_for_the_run(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    close = window.session.close
    monkeypatch.setattr(window.session, "close", lambda: (seen.append(window.isVisible()), close()))
    window.close()
    assert seen == [False]


@pytest.mark.parametrize(("scheme", "offered"), [("dark", "sun"), ("light", "moon")])
def test_the_button_offers_the_other_scheme_from_the_start(qtbot, qapp, scheme: str, offered: str) -> None:
    theme.apply(qapp, scheme)
    window = MainWindow(Session(), QSettings())
    qtbot.addWidget(window)
    assert window._scheme.icon().name() == offered
    window._on_scheme()
    assert window._scheme.icon().name() != offered
    window.close()
    theme.apply(qapp, "light")


def test_a_new_project_is_shown_where_its_images_appear(qtbot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with Project.create(tmp_path / "empty.labelight", tmp_path / "empty") as project:
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
    window.show_page(3)
    with qtbot.waitSignal(window.session.opened):
        window.session.open(tmp_path / "empty.labelight")
    assert window._pages.currentWidget() is window.images_page


@pytest.mark.parametrize(
    ("stage", "said"), [("pretrain", "can be resumed"), ("embed", "opened next"), ("finetune", "started again")]
)
def test_closing_says_what_becomes_of_the_run(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, stage: str, said: str
) -> None:
    asked = []
    monkeypatch.setattr(window.session, "running", Run(1, stage, {}, "running", 0.0))
    monkeypatch.setattr(QMessageBox, "question", lambda *a: (asked.append(a[2]), QMessageBox.StandardButton.Cancel)[1])
    window.close()
    assert window.isVisible()
    assert said in asked[0]
    monkeypatch.setattr(window.session, "running", None)


def test_what_a_paused_run_still_had_to_say_does_not_wake_the_bar(qtbot, window: MainWindow, monkeypatch) -> None:
    session = window.session
    run = Run(1, "map", {}, "running", 0.0)
    window.session.run_updated.emit(RunUpdate("map", run, None))
    window.session.run_updated.emit(RunUpdate("map", run, Progress(1, 2)))
    assert window._run_bar._pause.isVisible()
    monkeypatch.setattr(session, "running", run)
    monkeypatch.setattr(session._worker, "set_paused", lambda paused: None)
    qtbot.mouseClick(window._run_bar._pause, Qt.MouseButton.LeftButton)
    assert session.paused
    window.session.run_updated.emit(RunUpdate("map", run, Progress(2, 2)))
    assert window._run_bar._detail.text() == "Paused"
    qtbot.mouseClick(window._run_bar._pause, Qt.MouseButton.LeftButton)
    assert not session.paused
    window.session.run_updated.emit(RunUpdate("map", run, Progress(2, 2)))
    assert window._run_bar._detail.text() != "Paused"


@pytest.mark.parametrize("width", [1360, 1000, 900])
def test_a_narrow_window_cuts_no_tool_and_no_choice(qtbot, window: MainWindow, width: int) -> None:
    """The order of the grid was "File n" at 1,000 pixels, and a window with a run could not be made so narrow at all."""
    window.show_page(2)
    page = window.label_page
    tools = page._grid.tools
    tools.set_wish(Wish(group="cluster"))
    window._run_bar.set_running("Learning from your images", 0.4, "about 29 min left")
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.width() == width)
    QApplication.processEvents()
    for box in window.label_page.findChildren(QComboBox):
        assert box.width() >= box.minimumSizeHint().width()
    inside = page.rect()
    seen = [tools.search, tools.show_choice, tools._all, tools.sort_choice, tools.group_choice, tools._clusters, tools._anew]
    seen += [tools.count, tools._size, page._map._colour_by, page._map._options, *page._map._tools.buttons()]
    places = [QRect(part.mapTo(page, QPoint()), part.size()) for part in seen]
    for part, place in zip(seen, places, strict=True):
        assert part.isVisible()
        assert inside.contains(place)
        assert place.width() >= min(part.minimumWidth() or part.minimumSizeHint().width(), part.maximumWidth())
    for n, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[:n])
    for tab in window._tabs.buttons():
        assert tab.width() >= tab.fontMetrics().horizontalAdvance(tab.text())
    assert window._run_bar._detail.width() >= 70
    assert window._run_bar._stop.isVisible()


def test_the_tabs_have_their_icons_again_once_there_is_room(qtbot, window: MainWindow) -> None:
    def icons() -> set[bool]:
        return {tab.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon for tab in window._tabs.buttons()}

    assert icons() == {True}
    window._run_bar.set_running("Learning from your images", 0.4, "about 29 min left")
    window.resize(window.minimumSizeHint().width(), 700)
    qtbot.waitUntil(lambda: icons() == {False})
    assert window._run_bar._title.isVisible()  # the header has a second line, with room for both
    assert "Learning from your images" in window._run_bar.toolTip()
    window.resize(1300, 700)
    qtbot.waitUntil(lambda: icons() == {True})
    qtbot.waitUntil(window._run_bar._title.isVisible)
    window._run_bar.set_idle()


def test_tab_reaches_every_field_of_a_page(qtbot, window: MainWindow) -> None:
    """A focus proxy made Tab take the page for one field: search, classes and map could not be reached without a mouse."""
    for index, names in (
        (2, {"Name of a new class", "Classes", "Skip", "Map of the images", "Find images", "Groups", "Grid of images"}),
        (0, {"Grid of images", "Images"}),
    ):
        window.show_page(index)
        assert QApplication.focusWidget().accessibleName() == "Grid of images"
        reached: set[str] = set()
        for _ in range(40):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            reached.add(QApplication.focusWidget().accessibleName())
        assert names <= reached


def test_a_new_window_begins_at_the_first_thing_to_do(qtbot, qapp) -> None:
    window = MainWindow(Session(), QSettings())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert QApplication.focusWidget() is window.images_page._choose


def test_without_a_project_the_first_thing_to_do_has_the_focus(qtbot, window: MainWindow) -> None:
    window.session.close()
    window.show_page(0)
    assert QApplication.focusWidget() is window.images_page._choose


def test_the_first_window_fits_a_small_screen(qtbot, qapp: QApplication) -> None:
    """On a screen of 1280 x 800 its right edge lay outside. The offscreen one has 800 x 800: the height tells."""
    session = Session()
    window = MainWindow(session, QSettings())
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert 600 < window.height() < room.height() < 860
    session.close()
