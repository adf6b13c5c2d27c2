"""The grid with its tools by hand: search, order, groups, likeness, and what stays where it is."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from core.project import labels
from desktop_app.main_window import MainWindow
from desktop_app.pages.grid_panel import GridPanel


@pytest.fixture
def panel(qtbot, window: MainWindow) -> GridPanel:
    session = window.session
    qtbot.waitUntil(lambda: session.answer is not None and session.reduced() is not None)
    window.show_page(2)
    return window.label_page._grid


def choose(box: QComboBox, key: str) -> None:
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def shown(panel: GridPanel) -> list[int]:
    return panel.grid.order.tolist()


def test_typing_finds_and_esc_brings_all_back(qtbot, window: MainWindow, panel: GridPanel) -> None:
    qtbot.keyClick(panel.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = panel.tools.search
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClicks(search, "1")
    qtbot.waitUntil(lambda: shown(panel) == [1, *range(10, 20)])
    scope = window.session.selection.scope
    assert scope is not None
    assert np.flatnonzero(scope).tolist() == shown(panel)
    assert np.flatnonzero(window.label_page._map.view._layers.shown).tolist() == shown(panel), (
        "the map keeps the rest as context"
    )
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(panel)) == 20)
    assert window.session.selection.scope is None
    assert window.label_page._map.view._layers.shown is None


def test_a_class_key_typed_into_the_search_labels_nothing(qtbot, window: MainWindow, panel: GridPanel) -> None:
    window.session.selection.apply(np.array([7]), "replace")
    panel.focus_search()
    qtbot.keyClicks(panel.tools.search, "1s")
    qtbot.waitUntil(lambda: panel.tools.search.text() == "1s" and shown(panel) == [])
    assert window.session.snapshot.images.label_codes[7] == 0


def test_what_is_not_understood_is_said_and_what_was_shown_stays(qtbot, panel: GridPanel) -> None:
    qtbot.keyClicks(panel.tools.search, "confidence<many")
    qtbot.waitUntil(lambda: "many" in panel.tools.count.text())
    assert len(shown(panel)) == 20


def test_a_search_by_label_follows_the_labels(qtbot, window: MainWindow, panel: GridPanel) -> None:
    qtbot.keyClicks(panel.tools.search, "label:a")
    qtbot.waitUntil(lambda: shown(panel) == [0, 2])
    window.session.edit(lambda project: labels.assign(project, images=[8], class_id=1))
    qtbot.waitUntil(lambda: shown(panel) == [0, 2, 7])


def test_groups_put_alike_images_together(qtbot, panel: GridPanel) -> None:
    panel.tools._clusters.setValue(2)
    choose(panel.tools.group_choice, "cluster")
    assert panel.tools._clusters.isVisible()
    evens, odds = list(range(0, 20, 2)), list(range(1, 20, 2))
    qtbot.waitUntil(lambda: shown(panel) in ([*evens, *odds], [*odds, *evens]))


def test_the_most_alike_come_first_and_colour_the_map(qtbot, window: MainWindow, panel: GridPanel) -> None:
    window.session.selection.apply(np.array([3]), "replace")
    qtbot.keyClick(panel.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(panel)[0] == 3)
    assert set(shown(panel)[:10]) == set(range(1, 20, 2))
    qtbot.waitUntil(lambda: "bright" in window.label_page._map._legend._note.text())


def test_likeness_of_nothing_asks_for_a_selection(qtbot, window: MainWindow, panel: GridPanel) -> None:
    said = []
    window.session.said.connect(lambda kind, text: said.append(text))
    choose(panel.tools.sort_choice, "likeness")
    assert "Select one image" in said[0]
    assert panel.tools.wish().sort == "name"


def test_an_order_by_confidence_stays_while_one_labels_until_it_is_asked_for(
    qtbot, window: MainWindow, panel: GridPanel
) -> None:
    choose(panel.tools.sort_choice, "unsure")
    before = shown(panel)
    with qtbot.waitSignal(window.session.answered):
        window.session.edit(lambda project: labels.assign(project, images=[before[0] + 1], class_id=2))
    assert shown(panel) == before
    assert panel.tools._anew.isEnabled()
    qtbot.mouseClick(panel.tools._anew, Qt.MouseButton.LeftButton)
    confidence = window.session.guesses()[1]
    assert np.all(np.diff(confidence[shown(panel)]) >= 0)
    assert not panel.tools._anew.isEnabled()


def test_the_least_familiar_come_first_and_stay_while_one_labels(qtbot, window: MainWindow, panel: GridPanel) -> None:
    session, fields = window.session, panel._fields
    with qtbot.waitSignal(session.answered):
        session.edit(lambda project: labels.assign(project, images=[5, 7, 9], class_id=1))
    choose(panel.tools.sort_choice, "strange")
    qtbot.waitUntil(lambda: panel._shown.sort == "strange" and not panel.tools._anew.isEnabled())
    assert np.all(np.diff(fields.get("familiar").values[shown(panel)]) >= 0)
    before = shown(panel)
    with qtbot.waitSignals([session.answered, fields.renewed]):
        session.edit(lambda project: labels.assign(project, images=[before[0] + 1], class_id=2))
    assert shown(panel) == before
    assert panel.tools._anew.isEnabled(), "whichever of the two answers came last"
    qtbot.mouseClick(panel.tools._anew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.tools._anew.isEnabled())
    assert np.all(np.diff(fields.get("familiar").values[shown(panel)]) >= 0)


def test_familiar_without_a_label_says_what_to_do(qtbot, window: MainWindow, panel: GridPanel) -> None:
    said = []
    window.session.said.connect(lambda kind, text: said.append(text))
    choose(panel.tools.sort_choice, "strange")
    assert not said
    window.session.edit(lambda project: labels.clear(project, images=[1, 2, 3, 4]))
    qtbot.waitUntil(lambda: window.session.snapshot.labelled_classes() == 0)
    choose(panel.tools.sort_choice, "strange")
    assert "Label a few images" in said[0]
    assert len(shown(panel)) == 20


def test_a_closed_project_leaves_empty_tools(qtbot, window: MainWindow, panel: GridPanel) -> None:
    choose(panel.tools.group_choice, "label")
    qtbot.keyClicks(panel.tools.search, "0")
    window.session.close()
    assert panel.tools.wish().text == ""
    assert panel.tools.wish().group == ""
    assert shown(panel) == []


def test_esc_leaves_likeness_in_grid_and_map(qtbot, window: MainWindow, panel: GridPanel) -> None:
    coloured = window.label_page._map
    coloured.colour_by("label")
    window.session.selection.apply(np.array([3]), "replace")
    panel.grid.setFocus()
    for _ in range(2):  # asked twice, it still knows what the colours were
        qtbot.keyClick(panel.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: shown(panel)[0] == 3 and panel.tools.wish().sort == "likeness")
    assert coloured.coloured_by == "likeness"
    qtbot.keyClick(panel.grid, Qt.Key.Key_Escape)
    assert panel.tools.wish().sort == "likeness", "the first Esc takes back the selection"
    qtbot.keyClick(panel.grid, Qt.Key.Key_Escape)
    assert shown(panel) == list(range(20))
    assert coloured.coloured_by == "label"
