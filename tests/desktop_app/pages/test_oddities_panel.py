"""Look at these in the real window: lists, one key each, undo, and what is shown of them on both pages."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from core.pixels.measures import MEASURES, MeasureStore
from core.project import encoders, images, labels
from core.project.project import Project
from core.records import FoundImage
from desktop_app.main_window import MainWindow
from desktop_app.pages.oddities_panel import OdditiesPanel
from tests.desktop_app.conftest import add_images


@pytest.fixture
def path(path: Path) -> Path:
    """Images 21 to 24: 21 is a copy of 1 (a), 22 nearly 2 (b), 23 blurred, 24 dark; all measured."""
    with Project.open(path) as project:
        names = (b"00.png", b"near", b"blurred", b"dark")
        add_images(project, [FoundImage(f"x{n}.png", 1, 1, name.ljust(16), 8, 8) for n, name in enumerate(names)], 21)
        digests = images.shown_columns(project)[2]
        rng = np.random.default_rng(0)
        found = np.zeros(24, MEASURES)
        found["sharpness"], found["brightness"], found["contrast"] = rng.uniform(0.95, 1.05, 24), 0.5, 0.2
        found["hash"] = rng.integers(0, 2**63, 24)
        found["hash"][[0, 21]] = found["hash"][[20, 1]] = found["hash"][[0, 1]]
        found["sharpness"][22], found["brightness"][23] = 0.3, 0.05
        found["hash"][[20, 21]] = found["hash"][[0, 1]]
        MeasureStore(project.cache / "measures").add(digests, found)
        encoder = encoders.bundled(project).id
        vectors = encoders.embeddings(project, encoder)[1]
        encoders.add_embeddings(project, encoder, np.array([22]), vectors[1:2])
    return path


@pytest.fixture
def panel(qtbot, window: MainWindow) -> OdditiesPanel:
    window.show_page(0)
    panel = window.images_page.oddities
    qtbot.waitUntil(lambda: panel._lists is not None)
    return panel


def choose(panel: OdditiesPanel, name: str) -> None:
    found = [n for n in range(panel._kinds.count()) if panel._kinds.item(n).text().startswith(name)]
    panel._kinds.setCurrentRow(found[0])
    panel._entries.setFocus()


def code(panel: OdditiesPanel, image: int) -> int:
    return int(panel._session.snapshot.images.label_codes[image - 1])


def test_kinds_say_how_many_there_are_and_empty_ones_why(panel: OdditiesPanel) -> None:
    texts = [panel._kinds.item(n).text() for n in range(panel._kinds.count())]
    assert texts[:5] == [
        "All images", "Copies of one file  ·  1", "Nearly the same  ·  1", "Blurred  ·  1", "Very dark  ·  1",
    ]  # fmt: skip
    outlying = panel._kinds.item(8)
    assert outlying.toolTip() == "No image lies far from all others."
    assert not outlying.flags() & Qt.ItemFlag.ItemIsEnabled


def test_names_of_kinds_are_whole(qtbot, window: MainWindow, panel: OdditiesPanel) -> None:
    window.resize(1264, 760)
    kinds = panel._kinds
    qtbot.waitUntil(lambda: kinds.viewport().width() >= kinds.sizeHintForColumn(0) + 2 * kinds.spacing())


def test_a_kind_is_shown_alone_selected_and_skipped_with_one_key(qtbot, window: MainWindow, panel: OdditiesPanel) -> None:
    choose(panel, "Blurred")
    assert window.images_page._grid.order.tolist() == [22]
    assert window.session.selection.rows.tolist() == [22]
    assert panel._entries.item(0).text().startswith("x2.png\nEdges 3.")
    qtbot.keyClick(panel._entries, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: code(panel, 23) == -2)
    assert panel._kinds.item(3).text() == "Blurred  ·  0"
    assert len(window.images_page._grid.order) == 24
    window.session.undo()
    qtbot.waitUntil(lambda: panel._kinds.item(3).text() == "Blurred  ·  1")
    assert code(panel, 23) == 0


@pytest.mark.parametrize(("name", "image", "group"), [("Copies", 21, [0, 20]), ("Nearly", 22, [1, 21])])
def test_alike_ones_get_the_label_there_is_with_one_key(
    qtbot, window: MainWindow, panel: OdditiesPanel, name: str, image: int, group: list[int]
) -> None:
    choose(panel, name)
    assert window.images_page._grid.order.tolist() == group
    assert panel._say.text() == "1 group of alike images selected. 1 image can get the label of a copy."
    qtbot.keyClick(panel._entries, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: code(panel, image) > 0)
    assert code(panel, image) == code(panel, group[0] + 1)
    assert not panel._label.isEnabled()
    window.session.undo()
    qtbot.waitUntil(lambda: code(panel, image) == 0)


def test_contradictions_are_said_and_settled(qtbot, window: MainWindow, panel: OdditiesPanel) -> None:
    choose(panel, "Nearly")
    assert not panel._mend.isEnabled()
    window.session.edit(lambda project: labels.assign(project, images=[22], class_id=1))
    qtbot.waitUntil(panel._mend.isEnabled)
    assert "Labels contradict each other in 1 of them." in panel._say.text()
    qtbot.mouseClick(panel._mend, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: code(panel, 22) == code(panel, 2) == 2)


def test_what_is_deselected_is_left_alone(window: MainWindow, panel: OdditiesPanel) -> None:
    choose(panel, "Very dark")
    assert panel._skip.text() == " Skip it (S)"
    window.session.selection.apply(np.array([3]), "replace")
    assert not panel._skip.isEnabled()
    assert panel._skip.toolTip() == "Select some images of this list first."
    assert panel._entries.selectedItems() == []
    panel._entries.item(0).setSelected(True)
    assert window.session.selection.rows.tolist() == [23]


def test_show_opens_them_on_the_label_page_in_their_groups(qtbot, window: MainWindow, panel: OdditiesPanel) -> None:
    choose(panel, "Nearly")
    qtbot.mouseClick(panel._show, Qt.MouseButton.LeftButton)
    grid = window.label_page._grid
    qtbot.waitUntil(lambda: grid.grid.order.tolist() == [1, 21])
    assert window.label_page.isVisible()
    assert [group.title for group in grid.grid.groups] == ["2 alike (1)"]


def test_images_can_be_ordered_and_found_by_sharpness(qtbot, window: MainWindow, panel: OdditiesPanel) -> None:
    tools = window.label_page._grid.tools
    tools.set_wish(replace(tools.wish(), sort="blurred"))
    tools.changed.emit()
    grid = window.label_page._grid.grid
    qtbot.waitUntil(lambda: grid.order[0] == 22)
    tools.set_wish(replace(tools.wish(), text="brightness<20%"))
    tools.changed.emit()
    qtbot.waitUntil(lambda: grid.order.tolist() == [23])


def test_what_is_not_measured_is_said_with_a_way_to_do_it(qtbot, window: MainWindow, panel: OdditiesPanel) -> None:
    assert not panel._measure.isVisible()
    with window.session.project.write() as connection:
        connection.exec_driver_sql("UPDATE images SET digest = x'00112233445566778899aabbccddeeff' WHERE id = 5")
    window.session.edit(lambda project: images.set_missing(project, []))
    qtbot.waitUntil(panel._measure.isVisible)
    assert panel._say.text() == "1 image is not measured yet."
