"""The grid's arithmetic against the obvious, rubber band, hover, and what a new order keeps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets.grid_layout import MARGIN, GridLayout
from desktop_app.widgets.grid_marks import Marks
from desktop_app.widgets.image_grid import ImageGrid

LEFT = Qt.MouseButton.LeftButton
layouts = st.builds(GridLayout, st.integers(0, 60), st.integers(64, 320), st.integers(40, 900), st.booleans())


@pytest.fixture
def grid(qtbot):
    theme.apply(QApplication.instance(), "light")
    grid = ImageGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 320)
    grid.set_size(80)
    grid.set_order(np.arange(50))
    grid.set_selection(np.zeros(50, bool))
    grid.show()
    return grid


@given(layouts)
def test_every_tile_is_found_at_its_own_place_and_none_overlap(layout: GridLayout) -> None:
    tiles = [layout.tile(position) for position in range(layout.count)]
    for position, tile in enumerate(tiles):
        assert layout.at(QPointF(tile.center())) == position
        assert not any(tile.intersects(other) for other in tiles[max(0, position - layout.columns) : position])
        assert tile.bottom() < layout.height
    if layout.count and layout.columns > 1:
        last = layout.tile(min(layout.columns, layout.count) - 1)
        assert last.right() < layout.width - MARGIN + 1


@given(layouts, st.integers(0, 3000), st.integers(1, 900))
def test_visible_tiles_are_those_that_touch_the_view(layout: GridLayout, top: int, height: int) -> None:
    view = QRectF(0, top, layout.width + 400, height)
    touching = {p for p in range(layout.count) if QRectF(layout.tile(p)).intersects(view)}
    assert touching <= set(layout.visible(top, height))


@given(layouts, st.floats(0, 900), st.floats(0, 900), st.floats(1, 500), st.floats(1, 500))
def test_a_box_finds_the_tiles_it_touches(layout: GridLayout, x: float, y: float, w: float, h: float) -> None:
    box = QRectF(x, y, w, h)
    found = set(layout.within(box).tolist())
    assert found >= {p for p in range(layout.count) if QRectF(layout.tile(p)).adjusted(1, 1, -1, -1).intersects(box)}
    assert found <= {p for p in range(layout.count) if QRectF(layout.tile(p)).adjusted(-1, -1, 1, 1).intersects(box)}


@given(layouts, st.integers(-1, 59), st.sampled_from([(0, 1), (0, -1), (1, 0), (-1, 0), (4, 0), (-4, 0)]))
def test_keys_stay_within(layout: GridLayout, position: int, step: tuple[int, int]) -> None:
    if layout.count:
        assert 0 <= layout.moved(min(position, layout.count - 1), *step) < layout.count
    else:
        assert layout.moved(position, *step) == -1


def test_rubber_band_selects_what_it_touches(qtbot, grid: ImageGrid) -> None:
    said: list[tuple[list[int], str]] = []
    grid.selection_requested.connect(lambda rows, mode: said.append((rows.tolist(), mode)))
    columns = grid._grid().columns
    first, below = grid._tile(0), grid._tile(columns + 1)
    qtbot.mousePress(grid.viewport(), LEFT, pos=QPoint(2, 2))
    qtbot.mouseMove(grid.viewport(), first.center())
    qtbot.mouseMove(grid.viewport(), below.center())
    qtbot.mouseRelease(grid.viewport(), LEFT, pos=below.center())
    assert said == [([0, 1, columns, columns + 1], "replace")]


def test_a_press_on_empty_space_clears_once(qtbot, grid: ImageGrid) -> None:
    said: list[tuple[list[int], str]] = []
    grid.selection_requested.connect(lambda rows, mode: said.append((rows.tolist(), mode)))
    grid.set_selection(np.arange(50) < 3)
    qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(2, 2))
    assert said == [([], "replace")]


def test_hover_is_said_once_per_change(qtbot, grid: ImageGrid) -> None:
    hovered: list[int] = []
    grid.hovered.connect(hovered.append)
    for row in (0, 0, 1):
        qtbot.mouseMove(grid.viewport(), grid._tile(row).center() + QPoint(row, len(hovered)))
    qtbot.mouseMove(grid.viewport(), QPoint(1, 1))
    qtbot.waitUntil(lambda: hovered == [0, 1, -1])


def test_the_current_image_stays_current_in_a_new_order(grid: ImageGrid) -> None:
    said: list[int] = []
    grid.current_changed.connect(said.append)
    grid.set_current(7)
    grid.set_order(np.arange(50)[::-1])
    assert grid.current == 7
    grid.set_order([1, 2, 3])
    assert grid.current == -1
    assert said == []


def test_enter_and_double_click_activate(qtbot, grid: ImageGrid) -> None:
    opened: list[int] = []
    grid.activated.connect(opened.append)
    grid.set_current(4)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.mouseDClick(grid.viewport(), LEFT, pos=grid._tile(2).center())
    assert opened == [4, 2]


def test_marks_tell_labels_from_predictions_and_decisions() -> None:
    names, palette = ["cat", "dog"], ["#e69f00", "#56b4e9"]
    marks = Marks(np.array([0, -1, -2, -3, -4, -1]), np.array([1, 1, 1, 1, 1]), np.array([0.5, 0.9]), palette, names)
    kinds = [mark.kind if (mark := marks.of(row)) else None for row in range(7)]
    assert kinds == ["label", "prediction", "decision", "decision", "decision", None, None]
    assert marks.in_words(0) == "labelled cat"
    assert marks.in_words(1) == "predicted dog, 90%"
    assert marks.in_words(3) == "not sure"
    assert marks.in_words(6) == "no label"


def test_captions_appear_with_the_first_mark(grid: ImageGrid) -> None:
    before = grid._grid().pitch
    grid.set_marks(np.full(50, -1), (), (), ["#e69f00"], ["cat"])
    assert grid._grid().pitch > before
    grid.grab()


def test_a_range_begins_at_the_image_that_was_made_current_from_outside(qtbot, grid: ImageGrid) -> None:
    said: list[list[int]] = []
    grid.selection_requested.connect(lambda rows, mode: said.append(rows.tolist()))
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid._tile(2).center())
    grid.set_current(5)
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert said == [[2], [5, 6], [5, 6, 7]]


def test_the_scroll_bar_rests_where_there_is_nothing_to_scroll(grid: ImageGrid) -> None:
    assert grid.verticalScrollBar().isEnabled()
    grid.set_order([1, 2])
    assert not grid.verticalScrollBar().isEnabled()
