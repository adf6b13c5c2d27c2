"""“Label next” by hand: the key and the button, the walk through what is suggested, and what is said on the way."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.project import labels
from desktop_app import suggestions as module
from desktop_app.main_window import MainWindow
from desktop_app.pages.grid_tools import Wish
from desktop_app.pages.label_page import LabelPage
from desktop_app.widgets.grid_marks import SUGGESTED

CTRL, NO_KEYS, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, window: MainWindow, monkeypatch) -> LabelPage:
    monkeypatch.setattr(module, "NUMBER", 5)
    session = window.session
    qtbot.waitUntil(lambda: session.answer is not None and session.reduced() is not None)
    window.show_page(2)
    return window.label_page


def press(qtbot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def begin(qtbot, page: LabelPage) -> list[int]:
    """Press the key; the rows in the order of the walk."""
    with qtbot.waitSignal(page.suggestions.ready):
        press(qtbot, Qt.Key.Key_J, CTRL)
    return page._grid.grid.order.tolist()


def selected(page: LabelPage) -> list[int]:
    return page._selection.rows.tolist()


def settled(qtbot, page: LabelPage, rows: list[int]) -> None:
    """These rows have a label or a mark on disk."""
    qtbot.waitUntil(lambda: bool((page._session.snapshot.images.label_codes[rows] != 0).all()))


def badges(page: LabelPage) -> list[int]:
    return np.flatnonzero(page._grid.grid._marks.badges & SUGGESTED).tolist()


def test_the_key_shows_what_is_suggested_in_groups_by_reason_from_the_first_on(qtbot, page: LabelPage) -> None:
    rows = begin(qtbot, page)
    grid = page._grid.grid
    assert len(rows) == 5
    assert sorted(rows) == sorted(page.suggestions.rows.tolist())
    assert [group.title for group in grid.groups] == list(dict.fromkeys(page.suggestions.reason(row) for row in rows))
    assert selected(page) == [rows[0]]
    assert page._selection.current == rows[0]
    assert grid.hasFocus()
    assert badges(page) == sorted(rows)
    assert sorted(page._map.view._faintly_ringed) == sorted(rows)
    reason = page.suggestions.reason(rows[0])
    assert page._next.line.text() == f"Suggested (automatic): {reason[0].lower()}{reason[1:]}. 0 of 5 labelled."


def test_labelled_ones_stay_in_place_and_the_walk_goes_on(qtbot, page: LabelPage) -> None:
    rows = begin(qtbot, page)
    press(qtbot, Qt.Key.Key_1)
    assert selected(page) == [rows[1]]
    press(qtbot, Qt.Key.Key_S)
    assert selected(page) == [rows[2]]
    settled(qtbot, page, rows[:2])
    assert page._grid.grid.order.tolist() == rows
    assert badges(page) == sorted(rows[2:])
    assert page._map.view._faintly_ringed == rows[2:]
    assert page._grid.tools.count.text() == "2 of 5"
    assert page._next.line.text() == "Suggested (automatic): typical of an unlabelled group. 2 of 5 labelled."


def test_what_was_left_out_comes_after_the_last(qtbot, page: LabelPage) -> None:
    rows = begin(qtbot, page)
    press(qtbot, Qt.Key.Key_Right)
    for _ in rows[1:]:
        press(qtbot, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: selected(page) == [rows[0]])
    settled(qtbot, page, rows[1:])
    assert page.suggestions.left.tolist() == [rows[0]]


def test_one_that_is_labelled_anew_leads_on_to_the_next_that_is_left(qtbot, page: LabelPage) -> None:
    rows = begin(qtbot, page)
    for _ in range(3):
        press(qtbot, Qt.Key.Key_1)
    settled(qtbot, page, rows[:3])
    page._selection.apply(np.array([rows[0]]), "replace")
    page._selection.set_current(rows[0])
    press(qtbot, Qt.Key.Key_2)
    assert selected(page) == [rows[3]]


def test_after_the_last_one_it_offers_more_with_the_same_key(qtbot, page: LabelPage) -> None:
    rows = begin(qtbot, page)
    for _ in rows:
        press(qtbot, Qt.Key.Key_1)
    settled(qtbot, page, rows)
    assert page._next.line.text() == "All 5 are labelled. Ctrl+J suggests more."
    assert page._next.button.text().strip() == "Suggest more"
    assert page._next.button.property("accent")
    assert page._grid.tools.count.text() == "5 of 5"
    more = begin(qtbot, page)
    assert len(more) == 5
    assert not set(more) & set(rows)
    assert selected(page) == [more[0]]
    assert page._next.button.text().strip() == "Label next"


def test_the_key_goes_back_to_the_same_images_while_some_are_left(qtbot, page: LabelPage) -> None:
    rows = begin(qtbot, page)
    press(qtbot, Qt.Key.Key_1)
    settled(qtbot, page, rows[:1])
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_Escape)
    assert len(page._grid.grid.order) == 20
    assert badges(page) == [], "the grid of all images stays calm"
    assert page._map.view._faintly_ringed == []
    press(qtbot, Qt.Key.Key_J, CTRL)
    assert page._grid.grid.order.tolist() == rows
    assert selected(page) == [rows[1]]


def test_a_new_class_is_named_from_image_to_image(qtbot, page: LabelPage) -> None:
    rows = begin(qtbot, page)
    for name, row in (("moth", rows[0]), ("wasp", rows[1])):
        assert selected(page) == [row]
        page._classes.class_added.emit(name)
        settled(qtbot, page, [row])
    codes = page._session.snapshot.images.label_codes
    assert codes[rows[0]] != codes[rows[1]]
    assert selected(page) == [rows[2]]


def test_the_viewer_says_why_too(qtbot, page: LabelPage) -> None:
    opener = page._grid._opener
    rows = begin(qtbot, page)
    assert opener._caption(rows[1]).position.startswith(f"{page.suggestions.reason(rows[1])} · ")
    page._grid.show_everything()
    assert "·" not in opener._caption(rows[1]).position


def test_order_and_groups_of_before_come_back(qtbot, page: LabelPage) -> None:
    tools = page._grid.tools
    page._grid.set_view(Wish(sort="unsure", group="label"), tools.size)
    before = page._grid.grid.order.tolist()
    begin(qtbot, page)
    assert not tools.sort_choice.isEnabled()
    assert not tools.group_choice.isEnabled()
    page._grid.show_everything()
    assert page._grid.grid.order.tolist() == before
    assert tools.sort_choice.isEnabled()
    assert (page.view().sort, page.view().group) == ("unsure", "label")


def test_f5_suggests_anew(qtbot, page: LabelPage) -> None:
    rows = begin(qtbot, page)
    press(qtbot, Qt.Key.Key_1)
    settled(qtbot, page, rows[:1])
    with qtbot.waitSignal(page.suggestions.ready):
        press(qtbot, Qt.Key.Key_F5)
    now = page._grid.grid.order.tolist()
    assert len(now) == 5
    assert rows[0] not in now
    assert selected(page) == [now[0]]


def test_the_choice_and_the_button_lead_there_too(qtbot, page: LabelPage) -> None:
    choice = page._grid.tools.show_choice
    choice.setCurrentIndex(choice.findData("next"))
    with qtbot.waitSignal(page.suggestions.ready):
        choice.activated.emit(choice.currentIndex())
    assert len(page._grid.grid.order) == 5
    page._grid.show_everything()
    qtbot.mouseClick(page._next.button, LEFT)
    assert len(page._grid.grid.order) == 5
    assert page._grid.grid.hasFocus()


def test_the_button_stands_out_while_there_are_few_labels_and_nothing_is_selected(qtbot, page: LabelPage) -> None:
    button = page._next.button
    assert button.property("accent")
    page._selection.apply(np.array([4]), "replace")
    assert not button.property("accent")
    page._selection.apply(np.array([], np.int64), "replace")
    assert button.property("accent")
    with qtbot.waitSignal(page._session.changed):
        page._session.edit(lambda project: labels.assign(project, images=list(range(1, 21)), class_id=1))
    assert not button.property("accent")


def test_it_says_why_there_is_nothing_to_suggest(qtbot, window: MainWindow, page: LabelPage) -> None:
    session, grid = window.session, page._grid.grid
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=list(range(1, 21)), class_id=1))
    assert begin(qtbot, page) == []
    assert grid._empty[0] == "Everything is labelled"
    assert session._live is not None
    session._live._reduced = None
    press(qtbot, Qt.Key.Key_J, CTRL)
    assert grid._empty[1] == "Suggestions come once the images are embedded."
    session.close()
    assert grid._empty[0] == "No project is open"


def test_the_marks_stay_where_they_are_while_one_walks(qtbot, page: LabelPage) -> None:
    skip = page._classes._marks["skip"]
    places = {skip.mapTo(page, QPoint()).y()}
    for row in begin(qtbot, page):
        page._selection.set_current(row)
        QApplication.processEvents()
        places.add(skip.mapTo(page, QPoint()).y())
    assert len(places) == 1
