"""The grid with real clicks and keys; a million rows cost what is visible."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets.image_grid import ImageGrid
from tests.desktop_app.pictures import check_picture

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def grid(qtbot):
    theme.apply(QApplication.instance(), "light")
    grid = ImageGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 320)
    grid.set_size(80)
    grid.set_thumbnail_provider(picture)
    grid.set_order(np.arange(50)[::-1])
    grid.set_selection(np.zeros(50, bool))
    grid.show()
    return grid


def picture(row: int) -> QPixmap:
    made = QPixmap(32, 32)
    made.fill(QColor.fromHsv(row * 37 % 360, 180, 220))
    return made


def asked(grid: ImageGrid) -> list[tuple[list[int], str]]:
    """What was asked for; the answer is given back as the owner of the selection does."""
    said: list[tuple[list[int], str]] = []
    mask = np.zeros(50, bool)

    def answer(rows: np.ndarray, mode: str) -> None:
        said.append((sorted(rows.tolist()), mode))
        if mode == "replace":
            mask[:] = False
        mask[rows] = mode != "remove"
        grid.set_selection(mask.copy())

    grid.selection_requested.connect(answer)
    return said


def centre(grid: ImageGrid, row: int) -> QPoint:
    return grid._tile(grid.position_of(row)).center()


def test_click_shift_and_control(qtbot, grid: ImageGrid) -> None:
    said = asked(grid)
    qtbot.mouseClick(grid.viewport(), LEFT, pos=centre(grid, 48))
    qtbot.mouseClick(grid.viewport(), LEFT, SHIFT, centre(grid, 45))
    qtbot.mouseClick(grid.viewport(), LEFT, CTRL, centre(grid, 47))
    assert said == [([48], "replace"), ([45, 46, 47, 48], "replace"), ([47], "remove")]
    assert grid.current == 47


def test_keys_move_and_select(qtbot, grid: ImageGrid) -> None:
    said = asked(grid)
    qtbot.mouseClick(grid.viewport(), LEFT, pos=centre(grid, 49))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(grid, key)
    qtbot.keyClick(grid, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert [s[0] for s in said[:4]] == [[49], [48], [0], [49]]
    assert said[4] == (list(range(50)), "replace")
    assert said[5] == ([], "replace")


def test_keys_it_does_not_use_reach_the_page(qtbot, grid: ImageGrid) -> None:
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "3")
    grid.keyPressEvent(event)
    assert not event.isAccepted()


def test_scroll_to_shows_the_row(grid: ImageGrid) -> None:
    grid.scroll_to(0, smooth=False)
    assert grid.viewport().rect().contains(centre(grid, 0))


def test_a_million_rows_paint_what_is_visible(qtbot, grid: ImageGrid) -> None:
    painted: list[int] = []

    def provider(row: int) -> None:
        painted.append(row)

    grid.set_thumbnail_provider(provider)
    grid.set_order(np.arange(1_000_000))
    grid.set_selection(np.zeros(1_000_000, bool))
    grid.scroll_to(500_000, smooth=False)
    painted.clear()
    grid.grab()
    assert 500_000 in painted
    assert len(set(painted)) < 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_picture_of_the_grid(request: pytest.FixtureRequest, grid: ImageGrid, scheme: str) -> None:
    theme.apply(QApplication.instance(), scheme)
    grid.set_selection(np.arange(50) % 7 == 0)
    check_picture(request, grid, f"grid-{scheme}")
    theme.apply(QApplication.instance(), "light")
