"""Where tiles are, with and without groups, against a plain list of all rectangles."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QRectF

from desktop_app.widgets.grid_layout import GAP, HEADING, MARGIN, GridLayout

LAYOUTS = st.builds(
    lambda sizes, grouped, side, width, captions: GridLayout(sum(sizes), side, width, captions, sizes if grouped else ()),
    st.lists(st.integers(1, 9), min_size=1, max_size=5),
    st.booleans(),
    st.sampled_from([64, 100]),
    st.integers(90, 460),
    st.booleans(),
)


def slowly(layout: GridLayout) -> tuple[list[QRect], list[QRect], int]:
    """Tiles, headings and the height, one after the other."""
    y, tiles, headings = MARGIN, [], []
    for size in layout.groups or [layout.count]:
        if layout.groups:
            headings.append(QRect(0, y, layout.width, HEADING))
            y += HEADING
        for first in range(0, size, layout.columns):
            for column in range(min(layout.columns, size - first)):
                x = MARGIN + round(column * (layout.side + layout.gap_x))
                tiles.append(QRect(x, y, layout.side, layout.side + layout.caption))
            y += layout.pitch
    return tiles, headings, y + MARGIN - GAP


@given(LAYOUTS)
def test_tiles_and_headings_follow_each_other(layout: GridLayout) -> None:
    tiles, headings, height = slowly(layout)
    assert [layout.tile(p) for p in range(layout.count)] == tiles
    assert [layout.heading_of(g) for g in range(len(layout.groups))] == headings
    assert layout.height == height
    members = [p for g in range(len(layout.groups)) for p in layout.members(g)]
    assert members == list(range(layout.count)) if layout.groups else members == []


@given(LAYOUTS, st.floats(-20, 500), st.floats(-20, 900))
def test_a_place_is_on_the_tile_that_holds_it(layout: GridLayout, x: float, y: float) -> None:
    tiles, _, _ = slowly(layout)
    place = QPointF(x, y)
    assert layout.at(place) == next((p for p, tile in enumerate(tiles) if QRectF(tile).contains(place)), -1)


@given(LAYOUTS, st.integers(0, 900), st.integers(1, 500))
def test_everything_in_view_is_among_the_visible(layout: GridLayout, top: int, height: int) -> None:
    tiles, headings, _ = slowly(layout)
    view = QRect(0, top, layout.width, height)
    seen = layout.visible(top, height)
    assert {p for p, tile in enumerate(tiles) if tile.intersects(view)} <= set(seen)
    assert len(seen) <= layout.columns * (height // layout.pitch + 3)
    assert {g for g, box in enumerate(headings) if box.intersects(view)} <= set(layout.headings(top, height))


@given(LAYOUTS, st.floats(0, 460), st.floats(0, 900), st.floats(1, 300), st.floats(1, 300))
def test_a_band_takes_the_tiles_it_touches(layout: GridLayout, x: float, y: float, width: float, height: float) -> None:
    tiles, _, _ = slowly(layout)
    box = QRectF(x, y, width, height)
    found = set(layout.within(box).tolist())
    assert {p for p, tile in enumerate(tiles) if QRectF(tile).intersects(box)} <= found
    assert found <= {p for p, tile in enumerate(tiles) if QRectF(tile).adjusted(-2, -2, 2, 2).intersects(box)}


@given(LAYOUTS, st.integers(0, 44), st.sampled_from([-2, -1, 1, 2]))
def test_up_and_down_keep_the_column_across_headings(layout: GridLayout, position: int, step: int) -> None:
    position = min(position, layout.count - 1)
    tiles, _, _ = slowly(layout)
    lines: list[list[int]] = []
    for p, tile in enumerate(tiles):
        if not lines or tiles[lines[-1][0]].y() != tile.y():
            lines.append([])
        lines[-1].append(p)
    here = next(n for n, line in enumerate(lines) if position in line)
    goal = lines[min(max(here + step, 0), len(lines) - 1)]
    assert layout.moved(position, step, 0) == goal[min(lines[here].index(position), len(goal) - 1)]


def test_a_million_images_in_ten_thousand_groups_hold_nothing_per_image() -> None:
    layout = GridLayout(1_000_000, 112, 520, True, [100] * 10_000)
    assert layout.at(QPointF(layout.tile(777_777).center())) == 777_777
    assert len(layout.visible(layout.height // 2, 900)) < 60
    assert sum(value.nbytes for value in vars(layout).values() if hasattr(value, "nbytes")) < 1_000_000
