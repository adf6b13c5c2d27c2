"""Versions in the real window: compared with the one in use, used and undone, shown where they differ, and only one."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from core.project import classifiers, encoders
from core.project.project import Project
from core.records import ClassifierCard
from desktop_app.main_window import MainWindow
from desktop_app.pages.versions_panel import VersionsPanel
from tests.judged import held_out


def train(project: Project, said: list[int], predicted: int = 20) -> None:
    """A classifier that said this of images 1 (a), 2 (b), 3 (a) and 4 (b) when left out; takes all for what it said of 1."""
    right = sum(s == g for s, g in zip(said, [0, 1, 0, 1], strict=True)) / 4
    details = {"confusion": [[1, 1], [1, 1]]} | held_out([1, 2, 3, 4], [0, 1, 0, 1], said)
    encoder = encoders.bundled(project).id
    card = ClassifierCard(0, encoder, "linear", (1, 2), ("a", "b"), 4, right, (0.2, 0.9), 0.0, details)
    chances = np.tile([0.9, 0.1] if said[0] == 0 else [0.2, 0.8], (predicted, 1))
    classifiers.add(project, card, b"weights", np.arange(1, predicted + 1), chances, None)


@pytest.fixture
def path(path: Path) -> Path:
    """The first classifier was right on all four, the second on two."""
    with Project.open(path) as project:
        train(project, [0, 1, 0, 1], predicted=18)
        train(project, [1, 1, 0, 0])
    return path


@pytest.fixture
def panel(qtbot, window: MainWindow) -> VersionsPanel:
    window.show_page(3)
    qtbot.mouseClick(window.train_page._open, Qt.MouseButton.LeftButton)
    panel = window.train_page._versions
    qtbot.waitUntil(lambda: panel._facts.text() != "")
    panel._table.setFocus()
    return panel


def cells(panel: VersionsPanel, column: int) -> list[str]:
    return [panel._table.item(place, column).text() for place in range(panel._table.rowCount())]


def go_down(qtbot, panel: VersionsPanel) -> None:
    qtbot.keyClick(panel._table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: panel._sentence.text().startswith("On 4 labels"))


def test_the_newest_comes_first_and_the_one_in_use_is_told(panel: VersionsPanel) -> None:
    assert cells(panel, 0) == ["2, in use", "1"]
    assert cells(panel, 4) == ["50% (20% to 90%)", "100% (20% to 90%)"]
    assert panel.in_use
    assert panel._sentence.text() == "This one is in use. Go to another one to compare it."
    assert not panel._use.isEnabled()
    assert not panel._show.isEnabled()


def test_another_one_is_compared_with_it(qtbot, panel: VersionsPanel) -> None:
    go_down(qtbot, panel)
    assert panel._sentence.text().startswith(
        "On 4 labels that were left out of both, classifier 1 was 100% right, classifier 2 50%:"
    )
    assert panel._classes.text() == "Right by class, where they differ: a: 2 and 1 of 2; b: 2 and 1 of 2."
    assert panel._facts.text().startswith("Classifier 1, 2 classes; linear, on the encoder as it is; bundled")
    assert panel._use.isEnabled()


def test_using_it_is_one_edit_that_every_view_follows(
    qtbot, window: MainWindow, panel: VersionsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, started = window.session, []
    monkeypatch.setattr(session, "start", lambda stage, spec: started.append(stage))
    assert session.snapshot.prediction_ids.tolist() == [2] * 20
    go_down(qtbot, panel)
    qtbot.mouseClick(panel._use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: started == ["predict"])  # two images came in since
    assert session.snapshot.classifier.id == 1
    assert session.snapshot.prediction_ids.tolist() == [1] * 18 + [0] * 2
    assert "2 images came in since it last predicted" in window._message.text
    assert cells(panel, 0) == ["2", "1, in use"]
    assert (panel.card.id, panel.in_use) == (1, True)
    session.undo()
    qtbot.waitUntil(lambda: session.snapshot.classifier.id == 2)
    assert session.snapshot.prediction_ids.tolist() == [2] * 20
    assert (panel.card.id, panel.in_use) == (2, True)
    session.redo()
    qtbot.waitUntil(lambda: session.snapshot.classifier.id == 1)


def test_where_they_differ_is_shown(qtbot, window: MainWindow, panel: VersionsPanel) -> None:
    go_down(qtbot, panel)
    qtbot.mouseClick(panel._show, Qt.MouseButton.LeftButton)
    assert window.label_page.isVisible()
    assert window.label_page._grid.grid.order.tolist() == [0, 3]


def test_a_new_one_is_gone_to(qtbot, window: MainWindow, panel: VersionsPanel) -> None:
    go_down(qtbot, panel)
    project = window.session.project
    train(project, [0, 0, 0, 1])
    with qtbot.waitSignal(window.session.changed):
        window.session.edit(lambda project: classifiers.choose(project, 3))
    assert cells(panel, 0) == ["3, in use", "2", "1"]
    assert panel.card.id == 3


def test_it_can_be_read_aloud(panel: VersionsPanel) -> None:
    seen = QAccessible.queryAccessibleInterface(panel._table)
    assert seen.text(QAccessible.Text.Name) == "Classifiers made so far"
    assert panel._use.accessibleDescription() == panel._sentence.text()  # why it is disabled


class TestOnlyOne:
    @pytest.fixture
    def path(self, path: Path) -> Path:
        with Project.open(path) as project, project.write() as connection:
            connection.exec_driver_sql("DELETE FROM predictions WHERE classifier_id = 1")
            connection.exec_driver_sql("DELETE FROM classifiers WHERE id = 1")
        return path

    def test_it_says_what_to_do(self, window: MainWindow, panel: VersionsPanel) -> None:
        assert window.train_page._open.text() == " Versions"
        assert cells(panel, 0) == ["2, in use"]
        assert panel._sentence.text().startswith("This is the only classifier so far. Train again")
        assert not panel._use.isEnabled()
