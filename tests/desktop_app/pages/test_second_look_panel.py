"""Second look in the real window: conflicts first, one key each, undo, and a list that outlives its edits."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from core.project import classifiers, encoders, labels
from core.project.project import Project
from core.records import ClassifierCard, FoundImage
from desktop_app.main_window import MainWindow
from desktop_app.pages.second_look_panel import SecondLookPanel
from tests.desktop_app.conftest import add_images
from tests.judged import held_out


@pytest.fixture
def path(path: Path) -> Path:
    """Images 21 and 22 are copies with different labels; 1 (a) and 2 (b) are taken for the other class, 1 more surely."""
    with Project.open(path) as project:
        add_images(project, [FoundImage(f"c{n}.png", 1, 1, b"copy".ljust(16), 8, 8) for n in range(2)], 21)
        labels.assign(project, images=[21], class_id=1)
        labels.assign(project, images=[22], class_id=2)
        ids = [1, 2, 3, 4]
        chances = [[0.05, 0.95], [0.8, 0.2], [0.9, 0.1], [0.1, 0.9]]
        details = {"confusion": [[1, 1], [1, 1]]} | held_out(ids, [0, 1, 0, 1], [1, 0, 0, 1], probabilities=chances)
        encoder = encoders.bundled(project).id
        card = ClassifierCard(0, encoder, "linear", (1, 2), ("a", "b"), 4, 0.5, (0.2, 0.8), 0.0, details)
        classifiers.add(project, card, b"weights", np.arange(1, 23), np.tile([0.3, 0.7], (22, 1)), None)
        with project.write() as connection:
            connection.exec_driver_sql("UPDATE labels SET changed = 0")  # it learnt them all
    return path


@pytest.fixture
def panel(qtbot, window: MainWindow) -> SecondLookPanel:
    window.show_page(3)
    panel = window.train_page._second
    qtbot.waitUntil(lambda: len(keys(panel)) == 3)
    panel.list.setFocus()
    return panel


def keys(panel: SecondLookPanel) -> list[tuple[int, ...]]:
    return [item.key for item in panel.list._items.items]


def codes(panel: SecondLookPanel, *ids: int) -> list[int]:
    shown = panel._session.snapshot.images
    return shown.label_codes[shown.rows(np.array(ids))].tolist()


def test_conflicts_of_copies_come_first_and_say_so(panel: SecondLookPanel) -> None:
    assert keys(panel) == [(21,), (1,), (2,)]
    first, second, _ = panel.list._items.items
    assert (first.given.text, first.suggested.text) == ("a", "b")  # as frequent, and the classifier says b
    assert first.words == "The same file is labelled b elsewhere"
    assert second.in_words() == "a, suggested: b. Left out, it looked like b: its label is 5% likely"
    assert panel._say.text().startswith("3 labels look wrong; one is of a file that has a copy with another label.")


def test_enter_changes_and_k_keeps_and_undo_brings_back(qtbot, panel: SecondLookPanel) -> None:
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.list.current.key == (1,)  # at once: the next press is about the next one
    qtbot.keyClick(panel.list, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: keys(panel) == [(2,)])
    assert codes(panel, 21, 1) == [2, 1]
    assert panel.list.current.key == (2,)
    for left in ([(1,), (2,)], [(21,), (1,), (2,)]):
        panel._session.undo()
        qtbot.waitUntil(lambda left=left: keys(panel) == left)
    assert codes(panel, 21) == [1]


def test_buttons_do_the_same_and_the_end_is_said(qtbot, panel: SecondLookPanel) -> None:
    for left in (2, 1):
        qtbot.mouseClick(panel._keep, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda left=left: len(keys(panel)) == left)
    qtbot.mouseClick(panel._accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: keys(panel) == [])
    assert codes(panel, 21, 1, 2) == [1, 1, 1]
    assert panel._say.text() == "No label looks wrong."
    assert not panel.list.isVisible()
    assert not panel._accept.isVisible()


def test_going_to_a_line_selects_it_everywhere(qtbot, window: MainWindow, panel: SecondLookPanel) -> None:
    place = panel.list.visualRect(panel.list.model().index(2, 0)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.session.selection.rows.tolist() == [1]
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert window.session.selection.rows.tolist() == [0]
    assert window.session.selection.current == 0


def test_a_conflict_is_shown_with_its_copies(qtbot, window: MainWindow, panel: SecondLookPanel) -> None:
    qtbot.mouseClick(panel._show, Qt.MouseButton.LeftButton)
    assert window.label_page.isVisible()
    assert window.label_page._grid.grid.order.tolist() == [20, 21]


def test_a_list_that_changes_elsewhere_moves_no_selection(qtbot, window: MainWindow, panel: SecondLookPanel) -> None:
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    window.session.selection.apply(np.array([9]), "replace")
    window.session.edit(lambda project: labels.assign(project, images=[1], class_id=2))
    qtbot.waitUntil(lambda: keys(panel) == [(21,), (2,)])
    assert window.session.selection.rows.tolist() == [9]
    assert panel.list.current.key == (2,)


def test_it_can_be_read_aloud(panel: SecondLookPanel) -> None:
    seen = QAccessible.queryAccessibleInterface(panel.list)
    assert seen.text(QAccessible.Text.Name) == "Labels to look at again"
    assert seen.child(0).text(QAccessible.Text.Name).startswith("a, suggested: b. The same file")
    assert all(each.accessibleName() or each.text() for each in (panel._accept, panel._keep, panel._show))
