"""The arithmetic of groups against a slow version that writes down every line."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from desktop_app.widgets.grid_layout import GAP, HEADER, MARGIN, GridLayout


@dataclass
class Written:
    """Every shown line as (top, its positions), and where each header is."""

    lines: list[tuple[int, list[int]]]
    headers: list[int]
    bottom: int

    @property
    def shown(self) -> list[int]:
        return [position for _, line in self.lines for position in line]


def written(layout: GridLayout) -> Written:
    out, y, first = Written([], [], 0), 0, 0
    for count, folded in zip(layout.counts.tolist(), layout.folded.tolist(), strict=True):
        out.headers.append(y)
        y += HEADER
        for begin in range(0, 0 if folded else count, layout.columns):
            out.lines.append((y, list(range(first + begin, first + min(begin + layout.columns, count)))))
            y += layout.pitch
        first += count
    out.bottom = y
    return out


@st.composite
def grouped(draw: st.DrawFn) -> GridLayout:
    parts = draw(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=9))
    counts = np.array([count for count, _ in parts], np.int64)
    folded = np.array([is_folded for _, is_folded in parts])
    side, width = draw(st.integers(64, 200)), draw(st.integers(40, 700))
    return GridLayout(int(counts.sum()), side, width, draw(st.booleans()), counts, folded)


@given(grouped())
def test_tiles_and_headers_are_where_they_are_written(layout: GridLayout) -> None:
    plain = written(layout)
    for top, line in plain.lines:
        for column, position in enumerate(line):
            tile = layout.tile(position)
            assert (tile.top(), tile.width()) == (top, layout.side)
            assert tile.left() == MARGIN + round(column * (layout.side + layout.gap_x))
            assert layout.at(QPointF(tile.center())) == position
            assert layout.column(position) == column
    for group, top in enumerate(plain.headers):
        assert layout.header_of(group).top() == top
        assert layout.at(QPointF(MARGIN + 1, top + 5)) == -1
    assert layout.lines == len(plain.lines)
    assert layout.height == plain.bottom + MARGIN - GAP
    assert layout.at(QPointF(MARGIN + 1, plain.bottom + 1)) == -1


@given(grouped(), st.integers(0, 2000), st.integers(1, 600))
def test_a_view_shows_the_lines_and_groups_that_reach_into_it(layout: GridLayout, top: int, height: int) -> None:
    plain = written(layout)
    tall = layout.side + layout.caption
    touching = [p for y, line in plain.lines if y < top + height and y + tall > top for p in line]
    near = [p for y, line in plain.lines if y <= top + height and y + layout.pitch >= top for p in line]
    found = layout.visible(top, height).tolist()
    assert set(touching) <= set(found) <= set(near)
    assert found == sorted(found)
    if top < plain.bottom:
        ends = [*plain.headers[1:], plain.bottom]
        inside = [g for g, y in enumerate(plain.headers) if y < top + height and ends[g] > top]
        assert list(layout.groups_in(top, height)) == inside
        assert layout.stuck(top) == (inside[0], min(0, ends[inside[0]] - HEADER - top))


@given(grouped(), st.floats(0, 700), st.floats(0, 1500), st.floats(1, 500), st.floats(1, 900))
def test_a_box_finds_the_tiles_it_touches_in_all_groups(layout: GridLayout, x: float, y: float, w: float, h: float) -> None:
    box = QRectF(x, y, w, h)
    found = layout.within(box).tolist()
    tiles = {position: QRectF(layout.tile(position)) for position in written(layout).shown}
    assert set(found) >= {p for p, tile in tiles.items() if tile.adjusted(1, 1, -1, -1).intersects(box)}
    assert set(found) <= {p for p, tile in tiles.items() if tile.adjusted(-1, -1, 1, 1).intersects(box)}
    assert found == sorted(found)


@given(grouped(), st.data())
def test_keys_walk_over_what_is_shown(layout: GridLayout, data: st.DataObject) -> None:
    plain = written(layout)
    if not plain.lines:
        assert [layout.moved(-1, 0, 1), layout.moved(0, 1, 0), layout.paged(0, 500), layout.first(), layout.last()] == [-1] * 5
        return
    assert (layout.first(), layout.last()) == (plain.shown[0], plain.shown[-1])
    assert layout.moved(-1, 1, 0) == plain.shown[0]
    position = data.draw(st.integers(0, layout.count - 1))
    before = [p for p in plain.shown if p < position] or plain.shown[:1]
    after = [p for p in plain.shown if p > position] or plain.shown[-1:]
    assert layout.moved(position, 0, -1) == before[-1]
    assert layout.moved(position, 0, 1) == after[0]
    above = [line for _, line in plain.lines if line[-1] < position] or [plain.lines[0][1]]
    below = [line for _, line in plain.lines if line[0] > position] or [plain.lines[-1][1]]
    column, wish = layout.column(position), data.draw(st.integers(0, 9))
    assert layout.moved(position, -1, 0) == above[-1][min(column, len(above[-1]) - 1)]
    assert layout.moved(position, 1, 0) == below[0][min(column, len(below[0]) - 1)]
    assert layout.moved(position, 1, 0, wish) == below[0][min(wish, len(below[0]) - 1)]


@given(grouped(), st.integers(1, 900), st.data())
def test_a_page_leads_to_the_last_line_within_it_and_one_line_on_at_least(
    layout: GridLayout, pixels: int, data: st.DataObject
) -> None:
    plain = written(layout)
    if not plain.lines:
        return
    position = data.draw(st.sampled_from(plain.shown))
    tops = [top for top, _ in plain.lines]
    line = next(n for n, (_, line) in enumerate(plain.lines) if position in line)
    reached = max(n for n, top in enumerate(tops) if top <= tops[line] + pixels)
    back = max((n for n, top in enumerate(tops) if top <= tops[line] - pixels), default=0)
    for goal, step in ((max(reached, line + 1), pixels), (min(back, line - 1), -pixels)):
        expected = plain.lines[min(max(goal, 0), len(tops) - 1)][1]
        assert layout.paged(position, step) == expected[min(layout.column(position), len(expected) - 1)]


@given(grouped(), st.data())
def test_a_range_leaves_out_what_is_folded_away(layout: GridLayout, data: st.DataObject) -> None:
    if layout.count:
        first, last = sorted(data.draw(st.tuples(*[st.integers(0, layout.count - 1)] * 2)))
        assert layout.shown_between(first, last).tolist() == [p for p in written(layout).shown if first <= p <= last]
    spans = [list(layout.positions_of(group)) for group in range(len(layout.counts))]
    assert [len(span) for span in spans] == layout.counts.tolist()
    assert all(layout.group_of(position) == group for group, span in enumerate(spans) for position in span)


def test_without_groups_a_page_is_as_many_lines_as_fit() -> None:
    layout = GridLayout(50, 64, 400, False)
    assert layout.columns == 5
    assert layout.paged(7, 3 * layout.pitch) == 22
    assert layout.paged(48, 3 * layout.pitch) == 48
    assert layout.paged(47, -3 * layout.pitch) == 32
