"""Images dragged out of the grid and classes dropped on it.

The offscreen platform ends every drag at once: what begins one is real here, the events of one that arrives are sent.
"""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets import drags
from desktop_app.widgets.grid_drag import stack_picture
from desktop_app.widgets.grid_groups import Group
from desktop_app.widgets.image_grid import ImageGrid
from tests.desktop_app.pictures import pixels

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def grid(qtbot):
    theme.apply(QApplication.instance(), "light")
    grid = ImageGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 320)
    grid.set_size(80)
    grid.set_order(np.arange(50))
    grid.set_selection(np.arange(50) < 3)
    grid.show()
    return grid


@pytest.fixture
def said(grid: ImageGrid) -> list[tuple[list[int], str]]:
    """What was asked for; the answer is given back as the owner of the selection does."""
    heard: list[tuple[list[int], str]] = []

    def answer(rows: np.ndarray, mode: str) -> None:
        heard.append((sorted(rows.tolist()), mode))
        mask = np.zeros(50, bool) if mode == "replace" else grid._selected.copy()
        mask[rows] = mode != "remove"
        grid.set_selection(mask)

    grid.selection_requested.connect(answer)
    return heard


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch, grid: ImageGrid) -> list[list[int]]:
    """What was selected when each drag of images began."""
    begun: list[list[int]] = []

    def begin(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        assert drag.mimeData().formats() == [drags.IMAGES]
        assert not drag.pixmap().isNull()
        begun.append(np.flatnonzero(grid._selected).tolist())
        return actions

    monkeypatch.setattr(QDrag, "exec", begin)
    return begun


@pytest.fixture
def dropped(grid: ImageGrid) -> list[tuple[int, int]]:
    heard: list[tuple[int, int]] = []
    grid.class_dropped.connect(lambda row, class_id: heard.append((row, class_id)))
    return heard


def drag(qtbot, grid: ImageGrid, row: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press on a tile and pull: at first too little to mean it. The release goes to where it is dropped."""
    begin = grid._tile(grid.position_of(row)).center()
    qtbot.mousePress(grid.viewport(), LEFT, modifiers, begin)
    for way in (QPoint(3, 0), QPoint(12, 4)):
        at = QPointF(begin + way)
        move = QMouseEvent(QMouseEvent.Type.MouseMove, at, grid.viewport().mapToGlobal(at), LEFT, LEFT, modifiers)
        QApplication.sendEvent(grid.viewport(), move)


def hold(grid: ImageGrid, data: QMimeData, place: QPoint) -> bool:
    """Something is dragged to a place; True if it may be dropped there."""
    arguments = (place, Qt.DropAction.CopyAction, data, LEFT, NONE)
    enter = QDragEnterEvent(*arguments)
    QApplication.sendEvent(grid.viewport(), enter)
    if not enter.isAccepted():
        return False
    move = QDragMoveEvent(*arguments)
    QApplication.sendEvent(grid.viewport(), move)
    return move.isAccepted()


def drop(grid: ImageGrid, data: QMimeData, place: QPoint) -> bool:
    event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(grid.viewport(), event)
    return event.isAccepted()


def test_a_selected_tile_drags_all_that_is_selected(qtbot, grid: ImageGrid, said, dragged) -> None:
    drag(qtbot, grid, 1)
    assert dragged == [[0, 1, 2]]
    assert said == []


def test_a_tile_that_is_not_selected_is_dragged_alone(qtbot, grid: ImageGrid, said, dragged) -> None:
    drag(qtbot, grid, 5)
    assert dragged == [[5]]
    assert said == [([5], "replace")]


def test_control_adds_a_tile_and_drags_it_with_the_others(qtbot, grid: ImageGrid, said, dragged) -> None:
    drag(qtbot, grid, 5, CTRL)
    drag(qtbot, grid, 0, CTRL)
    assert dragged == [[0, 1, 2, 5]] * 2
    assert said == [([5], "add")]


def test_a_click_on_a_selected_tile_chooses_it_on_release(qtbot, grid: ImageGrid, said, dragged) -> None:
    place = grid._tile(1).center()
    qtbot.mousePress(grid.viewport(), LEFT, pos=place)
    assert said == []
    assert grid.current == 1
    qtbot.mouseRelease(grid.viewport(), LEFT, pos=place)
    qtbot.mouseClick(grid.viewport(), LEFT, CTRL, place)
    assert said == [([1], "replace"), ([1], "remove")]
    assert dragged == []


def test_after_a_drag_the_mouse_is_free_again(qtbot, grid: ImageGrid, said, dragged) -> None:
    drag(qtbot, grid, 5)
    hovered: list[int] = []
    grid.hovered.connect(hovered.append)
    qtbot.mouseMove(grid.viewport(), grid._tile(2).center())
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid._tile(2).center())
    assert hovered[-1:] == [2]
    assert said == [([5], "replace"), ([2], "replace")]
    assert len(dragged) == 1


def test_a_class_is_dropped_on_the_tile_under_the_pointer(grid: ImageGrid, dropped) -> None:
    tile, data = grid._tile(6), drags.class_dragged(7)
    quiet = pixels(grid.viewport().grab().toImage())
    assert hold(grid, data, tile.center())
    lit = pixels(grid.viewport().grab().toImage())
    assert drop(grid, data, tile.center())
    assert dropped == [(6, 7)]
    ys, xs = np.nonzero((lit != quiet).any(axis=2))
    around = tile.adjusted(-4, -4, 4, 4)
    assert len(ys) > 1000
    assert around.contains(QPoint(int(xs.min()), int(ys.min())))
    assert around.contains(QPoint(int(xs.max()), int(ys.max())))
    assert (pixels(grid.viewport().grab().toImage()) == quiet).all()  # nothing is left of it
    assert not grid._scroller.isActive()


def test_a_class_that_leaves_the_grid_leaves_nothing_behind(grid: ImageGrid, dropped) -> None:
    quiet = pixels(grid.viewport().grab().toImage())
    hold(grid, drags.class_dragged(7), grid._tile(6).center())
    QApplication.sendEvent(grid.viewport(), QDragLeaveEvent())
    assert (pixels(grid.viewport().grab().toImage()) == quiet).all()
    assert not grid._scroller.isActive()
    assert dropped == []


def test_between_tiles_on_headers_and_with_something_else_nothing_is_dropped(grid: ImageGrid, dropped) -> None:
    something = QMimeData()
    something.setText("12")
    for data in (something, drags.images_dragged()):
        assert not hold(grid, data, grid._tile(6).center())
    data = drags.class_dragged(7)
    grid.set_order(np.arange(50), (Group("moth", 50),))
    for place in (QPoint(2, 60), grid._header(0).center()):
        assert not hold(grid, data, place)
        assert not drop(grid, data, place)
    assert dropped == []


def test_a_class_held_at_the_edge_scrolls_on(qtbot, grid: ImageGrid, dropped) -> None:
    data, place = drags.class_dragged(3), QPoint(60, grid.viewport().height() - 4)
    hold(grid, data, place)
    begun = grid._at(QPointF(place))
    qtbot.waitUntil(lambda: grid._target > begun + 4)
    assert drop(grid, data, place)
    assert dropped == [(grid._at(QPointF(place)), 3)]
    assert not grid._scroller.isActive()


@pytest.mark.parametrize(("said", "found"), [(b"12", 12), (b"0", 0), (b"-3", -1), (b"1e3", -1), (b"", -1), (b"9" * 40, -1)])
def test_only_digits_are_a_class(said: bytes, found: int) -> None:
    data = QMimeData()
    data.setData(drags.CLASS, said)
    assert drags.class_in(data) == found
    assert drags.class_in(drags.class_dragged(12)) == 12
    assert drags.class_in(drags.images_dragged()) == -1


def test_the_dragged_picture_shows_a_stack_and_a_count(qtbot) -> None:
    def one(colour: str) -> QPixmap:
        made = QPixmap(32, 32)
        made.fill(QColor(colour))
        return made

    font, light = QApplication.font(), theme.LIGHT
    colours = {}
    for number in (1, 3):
        stack = stack_picture([one(c) for c in ("#ff0000", "#00ff00", "#0000ff")][:number], number, font, 1.0, light)
        image = stack.toImage()
        colours[number] = {image.pixelColor(x, y).hue() for x in range(image.width()) for y in range(image.height())}
    assert {120, 240} <= colours[3]
    assert not {120, 240} & colours[1]
    assert QColor(light.accent).hue() in colours[3]  # the count
    assert QColor(light.accent).hue() not in colours[1]
    assert not stack_picture([], 4, font, 2.0, light).isNull()
