"""“Check it” in the real window: the draw, the images alone on the Label page, and the number once they are labelled."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from core.project import classifiers, encoders, labels, picks
from core.project.project import Project
from core.records import ClassifierCard, FoundImage
from desktop_app.main_window import MainWindow
from desktop_app.pages.check_panel import CheckPanel
from tests.desktop_app.conftest import add_images
from tests.judged import held_out

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def path(path: Path) -> Path:
    """56 images without a label, and a classifier that takes every image for a."""
    with Project.open(path) as project:
        names = [f"{n}.png" for n in range(100, 140)]
        add_images(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 8, 8) for n in names], 21)
        details = {"confusion": [[2, 0], [2, 0]]} | held_out([1, 3], [0, 0], [0, 0])
        encoder = encoders.bundled(project).id
        card = ClassifierCard(0, encoder, "linear", (1, 2), ("a", "b"), 4, 0.5, (0.1, 0.9), 0.0, details)
        classifiers.add(project, card, b"weights", np.arange(1, 61), np.tile([0.9, 0.1], (60, 1)), None)
    return path


@pytest.fixture
def panel(qtbot, window: MainWindow) -> CheckPanel:
    window.show_page(3)
    return window.train_page._check


def test_the_drawn_images_are_shown_alone_and_their_labels_give_the_number(
    qtbot, window: MainWindow, panel: CheckPanel
) -> None:
    qtbot.waitUntil(lambda: panel._say.text().startswith("No label yet is of an image drawn at random"))
    assert panel._number.text() == "–"
    qtbot.mouseClick(panel._draw, LEFT)
    page = window.label_page
    qtbot.waitUntil(lambda: len(page._grid.grid.order) == 30)
    assert window.session.project is not None
    drawn = sorted(pick.image for pick in picks.every(window.session.project))
    assert window.session.snapshot.images.ids[np.sort(page._grid.grid.order)].tolist() == drawn
    assert not len(window.session.selection.rows)  # one key would label all of them

    for class_id, some in ((1, drawn[:18]), (2, drawn[18:24])):
        with qtbot.waitSignal(window.session.changed):
            window.session.edit(lambda project, c=class_id, s=some: labels.assign(project, images=s, class_id=c))
    window.show_page(3)
    qtbot.waitUntil(lambda: panel._number.text() == "75%")
    assert panel._say.text().startswith("right of 24 images drawn at random (55% to 88%)")
    assert "6 more have no label" not in panel._say.text()  # a fifth is not many
    qtbot.mouseClick(panel._draw, LEFT)
    qtbot.waitUntil(lambda: len(picks.every(window.session.project)) == 54)  # the six that wait are shown again
    qtbot.waitUntil(lambda: set(drawn[24:]) <= set(window.session.snapshot.images.ids[page._grid.grid.order].tolist()))


def test_where_everything_is_labelled_there_is_nothing_to_draw(qtbot, window: MainWindow, panel: CheckPanel) -> None:
    assert panel._draw.isEnabled()
    with qtbot.waitSignal(window.session.changed):
        window.session.edit(lambda project: labels.mark(project, images=range(1, 61), mark="skip"))
    assert not panel._draw.isEnabled()
    assert "none left to draw" in panel._draw.accessibleDescription()
    window.session.close()
    assert "Open a project" in panel._draw.accessibleDescription()
