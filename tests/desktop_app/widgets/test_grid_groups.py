"""Headers, folding, and keys, ranges and rubber bands across groups, with real clicks and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app import theme
from desktop_app.widgets.grid_groups import Group
from desktop_app.widgets.grid_header import LINE
from desktop_app.widgets.grid_marks import DUPLICATE, SUGGESTED, Marks
from desktop_app.widgets.image_grid import ImageGrid
from tests.desktop_app.pictures import pixels

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
GROUPS = (Group("<b>moth", 6, "#d00000"), Group("fly", 2, "#0000d0", "square"), Group("no label", 42))
FOLD, TITLE = QPoint(12, 0), QPoint(120, 0)


@pytest.fixture
def grid(qtbot):
    """Fifty images in three groups, four columns; row 49 comes first."""
    theme.apply(QApplication.instance(), "light")
    grid = ImageGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 320)
    grid.set_size(80)
    grid.set_order(np.arange(50)[::-1], GROUPS, "class")
    grid.set_selection(np.zeros(50, bool))
    grid.show()
    assert grid._grid().columns == 4
    return grid


@pytest.fixture
def said(grid: ImageGrid) -> list[tuple[list[int], str]]:
    """What was asked for; the answer is given back as the owner of the selection does."""
    heard: list[tuple[list[int], str]] = []
    mask = np.zeros(50, bool)

    def answer(rows: np.ndarray, mode: str) -> None:
        heard.append((sorted(rows.tolist()), mode))
        if mode == "replace":
            mask[:] = False
        mask[rows] = mode != "remove"
        grid.set_selection(mask.copy())

    grid.selection_requested.connect(answer)
    return heard


def click(qtbot, grid: ImageGrid, group: int, where: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mouseClick(grid.viewport(), LEFT, modifiers, QPoint(where.x(), grid._header(group).center().y()))


def header_y(grid: ImageGrid, group: int) -> int:
    """Where a user finds the header: the first height at which it is."""
    heights = (y for y in range(grid.viewport().height()) if grid.group_at(QPointF(200, y)) == group)
    return next(heights, -1)


def shown(grid: ImageGrid) -> list[int]:
    """Every row that scrolling can bring into view, as the provider is asked for them."""
    asked: set[int] = set()
    grid.set_thumbnail_provider(asked.add)
    for value in range(0, grid.verticalScrollBar().maximum() + 1, 100):
        grid.verticalScrollBar().setValue(value)
        grid.grab()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    grid.grab()
    grid.verticalScrollBar().setValue(0)
    return sorted(asked, reverse=True)


def has_colour(grid: ImageGrid, top: int, colour: str) -> bool:
    """Whether a line as high as a header shows a colour."""
    wanted = QColor(colour)
    line = pixels(grid.viewport().grab().toImage())[top : top + LINE]
    return bool((line == [wanted.blue(), wanted.green(), wanted.red()]).all(axis=2).any())


def test_a_header_says_what_its_images_are_and_selects_them(qtbot, grid: ImageGrid, said) -> None:
    moths, flies = [44, 45, 46, 47, 48, 49], [42, 43]
    assert has_colour(grid, header_y(grid, 0), "#d00000")
    click(qtbot, grid, 0, TITLE)
    click(qtbot, grid, 1, TITLE, SHIFT)
    click(qtbot, grid, 0, TITLE, ALT)
    click(qtbot, grid, 1, TITLE, CTRL)
    click(qtbot, grid, 1, TITLE, CTRL)
    assert said == [(moths, "replace"), (flies, "add"), (moths, "remove"), (flies, "remove"), (flies, "add")]
    assert np.flatnonzero(grid._selected).tolist() == flies


def test_the_header_of_the_group_one_is_in_stays_at_the_top(qtbot, grid: ImageGrid, said) -> None:
    bar = grid.verticalScrollBar()
    bar.setValue(60)
    assert has_colour(grid, 0, "#d00000")
    click(qtbot, grid, 0, TITLE)
    assert said.pop() == ([44, 45, 46, 47, 48, 49], "replace")
    bar.setValue(grid._grid().header_of(1).top() - 10)  # the next header pushes it out
    assert header_y(grid, 1) == 10
    assert header_y(grid, 0) == -1 or header_y(grid, 0) < 10
    bar.setValue(bar.maximum())
    click(qtbot, grid, 2, TITLE)
    assert said.pop() == (list(range(42)), "replace")


def test_a_tile_below_the_header_at_the_top_is_not_what_is_clicked(qtbot, grid: ImageGrid, said) -> None:
    grid.verticalScrollBar().setValue(grid._grid().header + 10)
    tile = grid._tile(1)
    assert tile.top() < 5 < LINE < tile.bottom()
    qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(tile.center().x(), 10))
    qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(tile.center().x(), LINE + 10))
    assert said == [([44, 45, 46, 47, 48, 49], "replace"), ([48], "replace")]


def test_the_triangle_folds_and_the_header_stays(qtbot, grid: ImageGrid, said) -> None:
    assert shown(grid) == list(range(49, -1, -1))
    before = header_y(grid, 0)
    click(qtbot, grid, 0, FOLD)
    assert header_y(grid, 0) == before
    assert header_y(grid, 1) - before < 2 * LINE
    assert shown(grid) == list(range(43, -1, -1))
    click(qtbot, grid, 0, FOLD)
    assert shown(grid) == list(range(49, -1, -1))
    assert said == []


def test_folding_from_the_middle_of_a_group_stays_at_its_header(qtbot, grid: ImageGrid) -> None:
    groups = [Group("many", 40), Group("few", 10)]
    grid.set_order(np.arange(50), groups)
    grid.verticalScrollBar().setValue(400)
    click(qtbot, grid, 0, FOLD)
    assert header_y(grid, 0) == 0
    assert header_y(grid, 1) > 0


def test_shift_on_a_triangle_folds_all(qtbot, grid: ImageGrid) -> None:
    click(qtbot, grid, 1, FOLD, SHIFT)
    assert shown(grid) == []
    assert [header_y(grid, group) >= 0 for group in range(3)] == [True] * 3
    click(qtbot, grid, 1, FOLD, SHIFT)
    assert len(shown(grid)) == 50


def test_a_double_click_on_the_triangle_is_two_clicks(qtbot, grid: ImageGrid) -> None:
    opened: list[int] = []
    grid.activated.connect(opened.append)
    place = QPoint(FOLD.x(), grid._header(0).center().y())
    qtbot.mouseClick(grid.viewport(), LEFT, pos=place)
    assert grid.is_folded(0)
    qtbot.mouseDClick(grid.viewport(), LEFT, pos=place)  # the second press
    qtbot.mouseRelease(grid.viewport(), LEFT, pos=place)
    assert not grid.is_folded(0)
    assert opened == []


def test_folding_is_remembered_by_title_while_the_grouping_is_the_same(grid: ImageGrid) -> None:
    grid.fold(1)
    grid.set_order(np.arange(49), (Group("fly", 9), Group("no label", 40)), "class")
    assert [grid.is_folded(0), grid.is_folded(1)] == [True, False]
    grid.set_order([], (), "class")  # a filter that shows nothing for a moment
    grid.set_order(np.arange(50), GROUPS, "class")
    assert grid.is_folded(1)
    grid.set_order(np.arange(50), GROUPS, "prediction")
    assert not grid.is_folded(1)


def test_without_a_name_folding_ends_with_the_groups(grid: ImageGrid) -> None:
    grid.set_order(np.arange(50), GROUPS)
    grid.fold(1)
    grid.set_order(np.arange(50), GROUPS)
    assert grid.is_folded(1)
    grid.set_order(np.arange(50))
    grid.set_order(np.arange(50), GROUPS)
    assert not grid.is_folded(1)


def test_groups_that_do_not_add_up_are_refused(grid: ImageGrid) -> None:
    with pytest.raises(ValueError, match="the groups hold 7 images, the order holds 8"):
        grid.set_order(np.arange(8), (Group("a", 3), Group("b", 4)))
    assert grid.groups == GROUPS
    assert len(grid.order) == 50


def test_arrows_go_over_headers_and_folded_groups(qtbot, grid: ImageGrid, said) -> None:
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid._tile(5).center())  # the second and last of the short line
    for key, row in ((Key.Key_Down, 42), (Key.Key_Down, 40), (Key.Key_Up, 42), (Key.Key_Left, 43), (Key.Key_Left, 44)):
        qtbot.keyClick(grid, key)
        assert grid.current == row
    grid.fold(1)
    qtbot.keyClick(grid, Key.Key_Right)
    assert grid.current == 41
    qtbot.keyClick(grid, Key.Key_Up)
    assert grid.current == 45
    assert [rows for rows, _ in said][-1] == [45]


def test_what_follows_an_image_is_not_folded_away(grid: ImageGrid) -> None:
    assert [grid.following(row) for row in (45, 44, 0, 99)] == [44, 43, -1, -1]
    grid.fold(1)
    assert [grid.following(row) for row in (44, 43)] == [41, 41]
    grid.fold(2)
    assert grid.following(44) == -1
    assert grid.following(43) == -1


def test_up_and_down_remember_their_column(qtbot, grid: ImageGrid, said) -> None:
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid._tile(3).center())
    seen = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Up):
        qtbot.keyClick(grid, key)
        seen.append(grid.current)
    assert seen == [44, 42, 38, 37, 41]  # the ends of two short lines, then the fourth column again; Right begins anew


def test_home_end_and_pages_stay_on_what_is_shown(qtbot, grid: ImageGrid, said) -> None:
    grid.fold(0)
    qtbot.keyClick(grid, Key.Key_Home)
    assert grid.current == 43
    qtbot.keyClick(grid, Key.Key_PageDown)
    page = grid._tile(grid.position_of(grid.current))
    assert grid.viewport().rect().contains(page)
    assert page.top() >= LINE
    assert grid.current < 42
    qtbot.keyClick(grid, Key.Key_PageUp)
    assert grid.current == 43
    grid.fold(0, False)
    grid.fold(2)
    qtbot.keyClick(grid, Key.Key_End)
    assert grid.current == 42


def test_minus_and_plus_fold_the_group_one_is_in_and_keep_the_place(qtbot, grid: ImageGrid, said) -> None:
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid._tile(7).center())
    qtbot.keyClick(grid, Key.Key_Minus)
    assert [grid.is_folded(group) for group in range(3)] == [False, True, False]
    assert grid.current == 42
    qtbot.keyClick(grid, Key.Key_Plus)
    assert not grid.is_folded(1)
    qtbot.keyClick(grid, Key.Key_A, CTRL | SHIFT)
    assert said[-1] == ([42, 43], "replace")
    grid.set_order(np.arange(50))
    assert not _accepts(grid, Key.Key_Minus)


def _accepts(grid: ImageGrid, key: Qt.Key) -> bool:
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, NONE, "-")
    grid.keyPressEvent(event)
    return event.isAccepted()


def test_ranges_and_select_all_leave_out_what_is_folded_away(qtbot, grid: ImageGrid, said) -> None:
    grid.fold(1)
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid._tile(4).center())
    qtbot.mouseClick(grid.viewport(), LEFT, SHIFT, grid._tile(8).center())
    assert said[-1] == ([41, 44, 45], "replace")
    qtbot.keyClick(grid, Key.Key_A, CTRL)
    assert said[-1] == ([*range(42), *range(44, 50)], "replace")


def test_a_rubber_band_reaches_over_groups(qtbot, grid: ImageGrid, said) -> None:
    grid.resize(400, 600)
    begin, end = QPoint(2, LINE + 3), grid._tile(9).center()
    qtbot.mousePress(grid.viewport(), LEFT, pos=begin)
    qtbot.mouseMove(grid.viewport(), grid._tile(0).center())
    qtbot.mouseMove(grid.viewport(), end)
    qtbot.mouseRelease(grid.viewport(), LEFT, pos=end)
    assert said == [([40, 41, 42, 43, 44, 45, 48, 49], "replace")]


def test_a_band_that_begins_on_a_header_is_no_click_on_it(qtbot, grid: ImageGrid, said) -> None:
    begin = QPoint(300, grid._header(0).center().y())
    qtbot.mousePress(grid.viewport(), LEFT, pos=begin)
    qtbot.mouseMove(grid.viewport(), begin + QPoint(0, 20))
    qtbot.mouseMove(grid.viewport(), grid._tile(3).center())
    qtbot.mouseRelease(grid.viewport(), LEFT, pos=grid._tile(3).center())
    assert said == [([46], "replace")]


def test_scroll_to_unfolds_and_shows_the_image_below_the_header(grid: ImageGrid) -> None:
    grid.fold(2)
    assert 5 not in shown(grid)
    grid.scroll_to(5, smooth=False)
    assert not grid.is_folded(2)
    for row in (5, 20, 35, 48):
        grid.scroll_to(row, smooth=False)
        tile = grid._tile(grid.position_of(row))
        assert grid.viewport().rect().contains(tile)
        assert tile.top() >= LINE


def test_another_size_keeps_the_current_image_in_view(grid: ImageGrid) -> None:
    grid.scroll_to(20, smooth=False)
    grid.set_current(20)
    for size in (200, 64, 130):
        grid.set_size(size)
        assert grid.viewport().rect().contains(grid._tile(grid.position_of(20)).center())


def test_another_width_keeps_the_first_images_in_view(qtbot, grid: ImageGrid) -> None:
    grid.scroll_to(20, smooth=False)
    first = int(grid._visible()[0])
    grid.resize(560, 320)
    assert grid._grid().columns > 4
    assert first in grid._visible()
    assert grid.verticalScrollBar().value() > 0


def test_the_header_under_the_pointer_lights_up_and_says_what_a_click_does(qtbot, grid: ImageGrid) -> None:
    quiet = pixels(grid.viewport().grab().toImage())
    place = QPoint(200, grid._header(0).center().y())
    qtbot.mouseMove(grid.viewport(), place)
    assert grid.group_at(QPointF(place)) == 0
    lit = pixels(grid.viewport().grab().toImage())
    changed = np.flatnonzero((quiet != lit).any(axis=(1, 2)))
    assert len(changed)
    assert changed.max() < LINE
    QApplication.sendEvent(grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, grid.viewport().mapToGlobal(place)))
    assert QToolTip.text().startswith("<span>&lt;b&gt;moth, 6 images: select all")
    qtbot.mouseMove(grid.viewport(), grid._tile(1).center())
    after = pixels(grid.viewport().grab().toImage())
    assert (after[:LINE] == quiet[:LINE]).all()
    QToolTip.hideText()


def test_the_current_image_is_said_with_its_group(qtbot, grid: ImageGrid, said) -> None:
    labels = np.full(50, -1)
    labels[43] = 0
    grid.set_marks(labels, palette=["#0000d0"], names=["fly"])
    grid.set_badges((np.arange(50) == 43) * np.uint8(SUGGESTED | DUPLICATE))
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid._tile(6).center())
    assert grid.accessibleDescription() == "labelled fly, suggested, duplicate, in fly, 2 images"
    qtbot.keyClick(grid, Key.Key_Minus)
    assert grid.accessibleDescription().endswith("in fly, 2 images, folded")
    grid.set_marks(np.full(50, -2))
    assert grid.accessibleDescription().startswith("skipped, suggested")
    grid.set_order(np.arange(40))
    assert grid.accessibleDescription().startswith("Arrows move")
    assert Group("one", 1).in_words() == "one, 1 image"


def test_badges_are_in_the_top_left_corner_and_outlive_new_marks(grid: ImageGrid) -> None:
    plain = pixels(grid.viewport().grab().toImage())
    grid.set_badges(np.isin(np.arange(50), [49, 48]) * np.uint8(SUGGESTED))
    badged = pixels(grid.viewport().grab().toImage())
    tile = grid._tile(0)
    ys, xs = np.nonzero((plain != badged).any(axis=2))
    assert {int(x // (tile.width() + 8)) for x in xs} == {0, 1}  # the tiles of rows 49 and 48
    assert ys.min() >= tile.top()
    assert ys.max() < tile.top() + 28
    assert xs[xs < tile.right()].max() < tile.left() + 30
    grid.set_marks(np.full(50, -1), names=["fly"], palette=["#0000d0"])
    assert grid.in_words(49) == "no label, suggested, in <b>moth, 6 images"
    assert Marks(badges=np.array([DUPLICATE], np.uint8)).in_words(0) == "no label, duplicate"
    assert Marks(badges=np.array([DUPLICATE], np.uint8)).in_words(7) == "no label"


def test_a_million_images_in_ten_thousand_groups_paint_what_is_visible(grid: ImageGrid) -> None:
    painted: set[int] = set()
    grid.set_thumbnail_provider(painted.add)
    grid.set_order(np.arange(1_000_000), [Group(f"group {n}", 100) for n in range(10_000)])
    grid.scroll_to(500_050, smooth=False)
    painted.clear()
    grid.grab()
    assert 500_050 in painted
    assert len(painted) < 30
    assert header_y(grid, 5000) == 0


def test_groups_without_images_show_their_headers(grid: ImageGrid) -> None:
    grid.set_order([], (Group("moth", 0, "#d00000"), Group("fly", 0)))
    assert [header_y(grid, 0), header_y(grid, 1) > LINE] == [0, True]
    assert has_colour(grid, 0, "#d00000")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_picture_of_the_groups(request: pytest.FixtureRequest, qtbot, grid: ImageGrid, scheme: str) -> None:
    from tests.desktop_app.pictures import check_picture

    def picture(row: int) -> QPixmap:
        made = QPixmap(32, 32)
        made.fill(QColor.fromHsv(row * 37 % 360, 180, 220))
        return made

    theme.apply(QApplication.instance(), scheme)
    grid.set_thumbnail_provider(picture)
    grid.set_badges((np.arange(50) % 4).astype(np.uint8))
    grid.set_selection(np.arange(50) % 7 == 0)
    grid.fold(1)
    grid.verticalScrollBar().setValue(60)
    check_picture(request, grid, f"grid-groups-{scheme}")
    theme.apply(QApplication.instance(), "light")
