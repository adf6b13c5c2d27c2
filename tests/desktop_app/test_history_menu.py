"""The list of steps: what it says, and that a click goes there."""

import pytest

from desktop_app.history_menu import HistoryMenu
from desktop_app.main_window import MainWindow


@pytest.fixture
def menu(qtbot, window: MainWindow) -> HistoryMenu:
    menu = window._undo.menu()
    assert isinstance(menu, HistoryMenu)
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(menu.actions()) == 5)
    return menu


def texts(menu: HistoryMenu) -> list[str]:
    return [a.text().split("\t")[0] for a in menu.actions()]


def test_it_lists_the_steps_newest_first_and_ticks_where_one_is(menu: HistoryMenu) -> None:
    assert texts(menu) == [
        "Label 2 images “b”",
        "New class “b”",
        "Label 2 images “a”",
        "New class “a”",
        "The beginning",
    ]
    assert [a.isChecked() for a in menu.actions()] == [True, False, False, False, False]


def test_a_click_goes_there_and_back(qtbot, window: MainWindow, menu: HistoryMenu) -> None:
    session = window.session
    menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: [c.name for c in session.snapshot.classes] == ["a"])
    assert session.snapshot.label_counts() == {1: 2}
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(menu.actions()) == 5 and menu.actions()[2].isChecked())
    assert texts(menu)[:2] == ["Label 2 images “b” (taken back)", "New class “b” (taken back)"]
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: session.snapshot.label_counts() == {1: 2, 2: 2})


def test_names_are_text(qtbot, window: MainWindow, menu: HistoryMenu) -> None:
    from core.project import classes

    with qtbot.waitSignal(window.session.changed):
        window.session.edit(lambda project: classes.add(project, name="<b>salt & pepper"))
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(menu.actions()) == 6)
    assert menu.actions()[0].text().startswith("New class “<b>salt && pepper”")
