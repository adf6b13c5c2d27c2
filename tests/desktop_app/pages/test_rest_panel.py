"""Label the rest, clicked in the real window: the numbers, the pictures behind them, the edit and the way back."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.operations import strangers
from core.project import classifiers, encoders, labels
from core.project.project import Project
from core.records import Change, ClassifierCard, FoundImage
from desktop_app.main_window import MainWindow
from desktop_app.pages.rest_panel import RestPanel
from tests.desktop_app.conftest import add_images
from tests.judged import held_out

LEFT = Qt.MouseButton.LeftButton


def train(project: Project) -> None:
    """Sure of images 5 to 14 and not of 15 to 20. Images 21 to 220 are labelled; left out, two of them were taken wrongly."""
    ids = np.arange(1, 221)
    sure = np.where((ids < 15) | (ids > 20), 0.99, 0.6)
    judged = held_out(range(21, 221), [0] * 200, [0] * 198 + [1] * 2, [0.99] * 200)
    details = {"confusion": [[200, 0], [0, 0]]} | judged
    encoder = encoders.bundled(project).id
    card = ClassifierCard(0, encoder, "linear", (1, 2), ("a", "b"), 200, 1.0, (0.9, 1.0), 0.0, details)
    classifiers.add(project, card, b"weights", ids, np.column_stack([sure, 1 - sure]), None, np.where(ids < 7, 0.01, 0.5))


@pytest.fixture
def path(path: Path) -> Path:
    with Project.open(path) as project:
        names = [f"{n}.png" for n in range(100, 300)]
        add_images(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 8, 8) for n in names], 21)
        labels.assign(project, images=range(21, 221), class_id=1)
    return path


@pytest.fixture
def panel(qtbot, window: MainWindow) -> RestPanel:
    """On the Train page, with a classifier."""
    with qtbot.waitSignal(window.session.changed):
        window.session.edit(lambda project: (train(project), _classifier_change())[1])
    window.show_page(3)
    panel = window.train_page._rest
    qtbot.waitUntil(panel._accept.isEnabled)
    return panel


def _classifier_change() -> Change:
    return Change("finetune", frozenset({"predictions"}))


def labelled(window: MainWindow) -> int:
    return int((window.session.snapshot.images.label_codes > 0).sum())


def test_it_says_how_many_and_labels_them_with_a_way_back(qtbot, window: MainWindow, panel: RestPanel) -> None:
    assert panel._line.text().startswith("10 of 16 unlabelled images are sure enough (confidence 0.990 or more); ")
    qtbot.mouseClick(panel._accept, LEFT)
    qtbot.waitUntil(lambda: labelled(window) == 214)
    origins = [given.origin for given in labels.with_origin(window.session.project).values()]
    assert origins.count("accepted") == 10
    assert window._message.text.startswith("10 predictions are labels now")
    undo = window._message.findChild(QPushButton)
    qtbot.waitUntil(undo.isVisible)
    qtbot.waitUntil(lambda: panel._line.text().startswith("None of 6"))
    assert not panel._accept.isEnabled()
    assert panel._accept.accessibleDescription() == panel._line.text()
    qtbot.mouseClick(undo, LEFT)
    qtbot.waitUntil(lambda: labelled(window) == 204)
    assert not window._message.isVisible()
    qtbot.waitUntil(lambda: panel._line.text().startswith("10 of 16"))


def test_undo_is_offered_for_the_newest_step_only(qtbot, window: MainWindow, panel: RestPanel) -> None:
    qtbot.mouseClick(panel._accept, LEFT)
    undo = window._message.findChild(QPushButton)
    qtbot.waitUntil(undo.isVisible)
    window.session.edit(lambda project: labels.assign(project, images=[20], class_id=2))
    qtbot.waitUntil(lambda: not undo.isVisible())
    assert window._message.isVisible()


def test_a_higher_precision_accepts_less(qtbot, panel: RestPanel) -> None:
    panel._precision.setFocus()
    qtbot.keyClick(panel._precision, Qt.Key.Key_End)
    assert panel.precision == 0.99
    assert panel._line.text().startswith("None of 16 unlabelled images can be accepted at 99%: 200 labels can promise ")
    assert panel._left.isEnabled()


def test_them_and_what_is_left_are_shown_alone(qtbot, window: MainWindow, panel: RestPanel) -> None:
    page = window.label_page
    qtbot.mouseClick(panel._look, LEFT)
    assert page.isVisible()
    assert page._grid.grid.order.tolist() == list(range(4, 14))
    assert window.session.selection.rows.tolist() == list(range(4, 14))
    window.show_page(3)
    qtbot.mouseClick(panel._left, LEFT)
    assert sorted(page._grid.grid.order.tolist()) == list(range(14, 20))
    assert page._grid.tools.wish().sort == "unsure"
    assert not len(window.session.selection.rows)
    assert window.session.selection.current == page._grid.grid.order[0]


def test_newer_labels_come_first(qtbot, window: MainWindow, panel: RestPanel) -> None:
    window.session.edit(lambda project: labels.assign(project, images=[20], class_id=2))
    qtbot.waitUntil(lambda: panel._line.text() == "1 label is newer than the classifier. Train again, then label the rest.")
    for each in (panel._accept, panel._look, panel._left):
        assert not each.isEnabled()
        assert each.toolTip() == panel._line.text()


def test_without_a_classifier_or_a_project_it_says_so(qtbot, window: MainWindow) -> None:
    window.show_page(3)
    panel = window.train_page._rest
    assert panel._line.text().startswith("There is no classifier yet.")
    assert not panel._accept.isEnabled()
    window.session.close()
    assert panel._line.text().startswith("Open a project")


def test_nothing_is_asked_while_it_cannot_be_seen(qtbot, window: MainWindow, panel: RestPanel) -> None:
    window.show_page(2)
    before = panel._line.text()
    with qtbot.waitSignal(window.session.saved, check_params_cb=lambda everything: everything):
        window.session.edit(lambda project: labels.assign(project, images=[20], class_id=2))
    assert panel._line.text() == before
    window.show_page(3)
    qtbot.waitUntil(lambda: panel._line.text().startswith("1 label is newer"))


def test_the_threshold_for_none_of_these_leaves_images_out_and_says_so(qtbot, window: MainWindow, panel: RestPanel) -> None:
    before = panel._line.text()
    with qtbot.waitSignal(window.session.changed):
        window.session.edit(lambda project: strangers.set_none_below(project, 0.05))
    qtbot.waitUntil(lambda: panel._line.text() != before)
    assert panel._line.text().startswith("8 of 16")
    assert panel._line.text().endswith("2 look like nothing labelled (less familiar than 5%) and are left out.")
    qtbot.mouseClick(panel._left, LEFT)
    assert {4, 5} <= set(window.label_page._grid.grid.order.tolist()), "what is left out is left"
