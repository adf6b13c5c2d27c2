"""The arrow beside “Label next”: another strategy suggests at once, and the project remembers it."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from core.classify.strategies import AUTO, FAR, RANDOM, STRATEGIES
from core.project import labels, picks
from core.project.project import Project
from desktop_app import suggestions as module
from desktop_app.main_window import MainWindow
from desktop_app.pages.label_page import LabelPage
from desktop_app.pages.strategy_menu import StrategyButton
from desktop_app.view_state import KEY, ViewState


@pytest.fixture
def page(qtbot, window: MainWindow, monkeypatch) -> LabelPage:
    monkeypatch.setattr(module, "NUMBER", 6)
    session = window.session
    qtbot.waitUntil(lambda: session.answer is not None and session.reduced() is not None)
    window.show_page(2)
    return window.label_page


def entry(button: StrategyButton, key: str) -> QAction:
    return next(action for action in button.menu().actions() if action.data() == key)


def choose(qtbot, page: LabelPage, key: str) -> list[str]:
    """The reasons of what is suggested then, in the order of the grid."""
    entry(page._next.strategies, key).trigger()
    qtbot.waitUntil(lambda: page.suggestions.state == "there" and len(page._grid.grid.order) == 6)
    return [page.suggestions.reason(row).casefold() for row in page._grid.grid.order.tolist()]


def test_one_entry_per_strategy_with_a_line_each(page: LabelPage) -> None:
    button = page._next.strategies
    actions = button.menu().actions()
    assert [(action.data(), action.text()) for action in actions if action.isCheckable()] == [
        (key, f"{strategy.title}\t{strategy.line}") for key, strategy in STRATEGIES.items()
    ]
    assert [action.data() for action in actions if action.isChecked()] == [AUTO]


def test_a_choice_suggests_at_once_by_this_strategy(qtbot, page: LabelPage) -> None:
    said = choose(qtbot, page, "spread-out")
    assert said == [FAR.casefold()] * 5 + [RANDOM.casefold()]
    assert page._selection.rows.tolist() == [page._grid.grid.order[0]]
    assert page._next.strategies.toolTip().startswith("Far from labels: images least like")
    assert page.view().strategy == "spread-out"


def test_at_random_is_the_draw_that_says_how_good_it_is(qtbot, page: LabelPage) -> None:
    assert choose(qtbot, page, "random") == [RANDOM.casefold()] * 6
    project, first = page._session.project, sorted(page._grid.grid.order.tolist())
    assert project is not None
    assert {pick.image for pick in picks.every(project)} == set(page._session.snapshot.images.ids[first].tolist())
    with qtbot.waitSignal(page.suggestions.ready):
        page._grid.refresh()
    assert sorted(page._grid.grid.order.tolist()) == first, "others in their place would be a choice"


def test_an_answer_for_the_strategy_of_before_is_dropped(qtbot, page: LabelPage) -> None:
    page.label_next()
    assert page.suggestions.state == "coming"
    assert choose(qtbot, page, "spread-out")[0] == FAR.casefold()
    qtbot.wait(50)
    assert page.suggestions.reason(int(page._grid.grid.order[0])).casefold() == FAR.casefold()


def test_a_project_keeps_its_strategy_and_the_next_begins_anew(qtbot, window: MainWindow, page: LabelPage, path: Path) -> None:
    choose(qtbot, page, "dropout")
    window.session.close()
    assert page.suggestions.strategy == AUTO
    with qtbot.waitSignal(window.session.opened):
        assert window.session.open(path)
    assert page.suggestions.strategy == "dropout"
    assert entry(page._next.strategies, "dropout").isChecked()


def test_a_strategy_of_another_version_is_the_first_one(qtbot, window: MainWindow, page: LabelPage, path: Path) -> None:
    window.session.close()
    with Project.open(path) as project:
        project.set(KEY, ViewState(strategy="by the moon").to_json())
    with qtbot.waitSignal(window.session.opened):
        assert window.session.open(path)
    assert page.view().strategy == AUTO


def test_the_line_speaks_of_suggestions_only_where_one_is_at_them(qtbot, page: LabelPage) -> None:
    choose(qtbot, page, "spread-out")
    row, line = int(page._grid.grid.order[0]), page._next.line
    page.label_selection(1)
    qtbot.waitUntil(lambda: not page.suggestions.is_left(row))
    page._selection.apply(np.array([row]), "replace")
    page._selection.set_current(row)
    assert line.text().startswith("Suggested (far from labels): ")
    page._grid.show_everything()
    assert "uggested" not in line.text(), "it is labelled, and what is suggested is not shown"
    left = int(page.suggestions.left[0])
    page._selection.apply(np.array([left]), "replace")
    page._selection.set_current(left)
    assert line.text() == "Suggested (far from labels): far from every labelled image. 1 of 6 labelled."
    page._selection.apply(np.empty(0, np.int64), "replace")
    assert "uggested" not in line.text(), "nothing is selected: one is not at it"
    page._selection.apply(np.array([0]), "replace")
    page._selection.set_current(0)
    assert "uggested" not in line.text()


def test_the_viewer_goes_to_what_is_suggested(qtbot, page: LabelPage) -> None:
    opener, grid = page._grid._opener, page._grid.grid
    opener._stand_in = lambda row: "no picture"  # the files of this project are not there
    opener.open(0)
    qtbot.waitUntil(opener.viewer.isActiveWindow)  # before, the key would be one of the page
    with qtbot.waitSignal(page.suggestions.ready):
        qtbot.keyClick(opener.viewer._canvas, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    first = int(grid.order[0])
    qtbot.waitUntil(lambda: opener._walk.here == int(page._session.snapshot.images.ids[first]))
    assert opener.viewer.windowTitle() == page._session.snapshot.images.paths[first]
    assert page._selection.rows.tolist() == [first]
    with qtbot.waitSignal(page._session.changed):
        page._session.edit(lambda project: labels.assign(project, images=list(range(1, 21)), class_id=1))
    with qtbot.waitSignal(page.suggestions.ready):
        qtbot.keyClick(opener.viewer._canvas, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert "No embedded image is without a label or a mark." in opener.viewer._caption.text


def test_asked_for_in_the_grid_it_leaves_the_viewer_alone(qtbot, page: LabelPage) -> None:
    opener, grid = page._grid._opener, page._grid.grid
    opener._stand_in = lambda row: "no picture"
    opener.open(0)
    qtbot.waitUntil(opener.viewer.isVisible)
    shown = opener.viewer.windowTitle()
    page.suggestions.set_strategy("spread-out")
    with qtbot.waitSignal(page.suggestions.ready):
        page.label_next()
    assert page._selection.rows.tolist() == [grid.order[0]]
    assert opener.viewer.windowTitle() == shown
    assert opener._walk.here == page._session.snapshot.images.ids[0]
