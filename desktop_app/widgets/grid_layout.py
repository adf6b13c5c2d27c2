"""Where tiles of the grid are: pure arithmetic over any number of them. Knows no widget and holds nothing per tile.

With groups it holds a few sums per group; every question is one search in them. A line is a row of tiles that is shown:
lines are numbered through all groups, and a folded group has none.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF

GAP = 8
MARGIN = 10
HEADER = 36
"""From the top of a group to its first line, beside usual text; the header itself is a little less high."""
_CAPTION = 24
CAPTION_FROM = 96
"""Tiles of this size and more have room for words below the picture; smaller ones get a bar."""
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class GridLayout:
    """`count` square pictures of `side` pixels with a caption below each, filling lines of a view `width` wide.

    `counts` are the images of each group, in order; None: there are no groups and no headers.
    """

    count: int
    side: int
    width: int
    captions: bool = True
    counts: Ints | None = None
    folded: Mask | None = None
    text: float = 1.0  # how much larger the words are than usual

    @cached_property
    def caption(self) -> int:
        if not self.captions:
            return 0
        return round(_CAPTION * self.text) if self.side >= CAPTION_FROM else 9

    @cached_property
    def columns(self) -> int:
        return max(1, (self.width - 2 * MARGIN + GAP) // (self.side + GAP))

    @cached_property
    def lines(self) -> int:
        """Lines of tiles that are shown, in all groups together."""
        return int(self._first_line[-1])

    @cached_property
    def pitch(self) -> int:
        """From one line of a group to the next."""
        return self.side + self.caption + GAP

    @cached_property
    def header(self) -> int:
        """What each group begins with, 0 without groups."""
        return 0 if self.counts is None else round(HEADER * self.text)

    @cached_property
    def height(self) -> int:
        """Of everything."""
        return int(self._tops[-1]) + MARGIN - GAP if self.count or self.header else 0

    @cached_property
    def gap_x(self) -> float:
        """Columns share what is left of the width, so that both edges are flush."""
        if self.columns < 2 or int(self._counts.max(initial=0)) < self.columns:
            return float(GAP)
        return (self.width - 2 * MARGIN - self.columns * self.side) / (self.columns - 1)

    def tile(self, position: int) -> QRect:
        """The tile with its caption, in content coordinates; one in a folded group is flat, just below the header."""
        group = self.group_of(position)
        line, column = divmod(position - int(self._starts[group]), self.columns)
        x = MARGIN + round(column * (self.side + self.gap_x))
        y = int(self._tops[group]) + self.header
        if self._is_folded(group):
            return QRect(x, y, self.side, 0)
        return QRect(x, y + line * self.pitch, self.side, self.side + self.caption)

    def at(self, place: QPointF) -> int:
        """The position under a content coordinate, -1 between tiles."""
        group = self._group_at(place.y())
        if group < 0 or self._is_folded(group):
            return -1
        line = int((place.y() - int(self._tops[group]) - self.header) // self.pitch)
        column = int((place.x() - MARGIN) // (self.side + self.gap_x))
        position = int(self._starts[group]) + line * self.columns + column
        if line < 0 or not 0 <= column < self.columns or position >= int(self._starts[group + 1]):
            return -1
        return position if QRectF(self.tile(position)).contains(place) else -1

    def visible(self, top: int, height: int) -> Ints:
        """Positions on the lines that a view of this height, scrolled to `top`, can show, ascending."""
        lines = np.arange(self._lines_from(top - self.pitch), self._lines_from(top + height))
        found, there = self._on_lines(lines, np.arange(self.columns))
        return found[there]

    def within(self, box: QRectF) -> Ints:
        """Positions whose tiles touch a box, ascending."""
        step, tall = self.side + self.gap_x, self.side + self.caption
        lines = np.arange(self._lines_from(box.top() - tall), self._lines_from(box.bottom()))
        left = max(0, int((box.left() - MARGIN) // step))
        right = min(self.columns - 1, int((box.right() - MARGIN) // step))
        if box.left() > MARGIN + left * step + self.side:
            left += 1
        if not len(lines) or right < left:
            return np.empty(0, np.int64)
        found, there = self._on_lines(lines, np.arange(left, right + 1))
        return found[there]

    def moved(self, position: int, line_step: int, column_step: int, wish: int = -1) -> int:
        """One key press away, staying within and out of folded groups. Up and down keep to the column `wish`, if given."""
        if not self.lines:
            return -1
        if position < 0:
            return self._along(0)
        # What comes after a folded image is one step nearer than it looks: the image itself takes no place.
        folded = int(self._hidden(position) and max(line_step, column_step) > 0)
        if not line_step:
            return self._along(self._ordinal(position) + column_step - folded)
        return self._on_line(self._line_of(position) + line_step - folded, position, wish)

    def paged(self, position: int, pixels: int, wish: int = -1) -> int:
        """The same column about so many pixels below, or above with a negative number; one line away at least."""
        if position < 0 or not self.lines:
            return self.moved(position, 0, 0)
        goal = self._lines_from(self.tile(position).top() + pixels) - 1
        line = self._line_of(position)
        if pixels > 0:
            return self._on_line(max(goal, line + 1 - int(self._hidden(position))), position, wish)
        return self._on_line(min(goal, line - 1), position, wish)

    def first(self) -> int:
        """The first position that is shown, -1: none is."""
        return self._along(0) if self.lines else -1

    def last(self) -> int:
        return self._along(int(self._shown[-1]) - 1) if self.lines else -1

    def column(self, position: int) -> int:
        return (position - int(self._starts[self.group_of(position)])) % self.columns

    def shown_between(self, first: int, last: int) -> Ints:
        """Positions from one to the other, both included, without those in folded groups: what nobody sees is not picked."""
        if self.folded is None or not self.folded.any():
            return np.arange(first, last + 1)
        return first + np.flatnonzero(np.repeat(~self.folded, self._counts)[first : last + 1])

    def group_of(self, position: int) -> int:
        """The group that holds a position."""
        return int(np.searchsorted(self._starts, position, "right")) - 1

    def positions_of(self, group: int) -> range:
        """The positions a group holds, folded or not."""
        return range(int(self._starts[group]), int(self._starts[group + 1]))

    def header_of(self, group: int) -> QRect:
        """Where the header of a group begins, in content coordinates, whatever the view is scrolled to."""
        return QRect(0, int(self._tops[group]), self.width, self.header)

    def groups_in(self, top: int, height: int) -> range:
        """Groups that a view of this height, scrolled to `top`, can show something of."""
        if not self.header or not len(self._counts):
            return range(0)
        first = max(0, self._group_at(max(0, min(top, int(self._tops[-1]) - 1))))
        return range(first, int(np.searchsorted(self._tops[:-1], top + height)))

    def stuck(self, top: int) -> tuple[int, int]:
        """The group at the top of a view scrolled to `top` and how far its header is above it, pushed out by the next."""
        groups = self.groups_in(top, 1)
        if not groups:
            return -1, 0
        return groups[0], min(0, int(self._tops[groups[0] + 1]) - self.header - top)

    @cached_property
    def _counts(self) -> Ints:
        return np.array([self.count], np.int64) if self.counts is None else self.counts

    @cached_property
    def _starts(self) -> Ints:
        """The first position of each group, and the end."""
        return _sums(self._counts)

    @cached_property
    def _lines(self) -> Ints:
        lines = -(-self._counts // self.columns)
        return lines if self.folded is None else np.where(self.folded, 0, lines)

    @cached_property
    def _first_line(self) -> Ints:
        return _sums(self._lines)

    @cached_property
    def _shown(self) -> Ints:
        """How many images before each group are not folded away, and how many in all."""
        return self._starts if self.folded is None else _sums(np.where(self.folded, 0, self._counts))

    @cached_property
    def _tops(self) -> Ints:
        return _sums(self._lines * self.pitch + self.header) + (0 if self.header else MARGIN)

    def _is_folded(self, group: int) -> bool:
        return self.folded is not None and bool(self.folded[group])

    def _hidden(self, position: int) -> bool:
        return self._is_folded(self.group_of(position))

    def _group_at(self, y: float) -> int:
        """The group that reaches over a height, -1: above the first or below the last."""
        group = int(np.searchsorted(self._tops, y, "right")) - 1
        return group if group < len(self._counts) else -1

    def _lines_from(self, y: float) -> int:
        """How many lines begin above a height or at it."""
        group = int(np.searchsorted(self._tops, y, "right")) - 1
        if group < 0 or not len(self._counts):
            return 0
        group = min(group, len(self._counts) - 1)
        inside = int((y - int(self._tops[group]) - self.header) // self.pitch) + 1
        return int(self._first_line[group]) + int(np.clip(inside, 0, self._lines[group]))

    def _on_lines(self, lines: Ints, columns: Ints) -> tuple[Ints, Mask]:
        """The positions on some lines, [lines, columns], and which of these there are: a group's last line may be short."""
        group = np.searchsorted(self._first_line, lines, "right") - 1
        inside = (lines - self._first_line[group]) * self.columns
        offsets = inside[:, None] + columns
        return self._starts[group][:, None] + offsets, offsets < self._counts[group][:, None]

    def _line_of(self, position: int) -> int:
        """The line a position is on; for one that is folded away the first line below."""
        group = self.group_of(position)
        inside = 0 if self._is_folded(group) else (position - int(self._starts[group])) // self.columns
        return int(self._first_line[group]) + inside

    def _on_line(self, line: int, position: int, wish: int) -> int:
        """What is on this line, or the one nearest to it, in the wished column or where the line ends."""
        line = int(np.clip(line, 0, self.lines - 1))
        found, there = self._on_lines(np.array([line]), np.arange(self.columns))
        return int(found[0, min(wish if wish >= 0 else self.column(position), int(there.sum()) - 1)])

    def _ordinal(self, position: int) -> int:
        """How many shown images come before a position."""
        group = self.group_of(position)
        inside = 0 if self._is_folded(group) else position - int(self._starts[group])
        return int(self._shown[group]) + inside

    def _along(self, ordinal: int) -> int:
        """The position of the shown image with this number, or of the nearest."""
        ordinal = int(np.clip(ordinal, 0, int(self._shown[-1]) - 1))
        group = int(np.searchsorted(self._shown, ordinal, "right")) - 1
        return int(self._starts[group]) + ordinal - int(self._shown[group])


def _sums(numbers: Ints) -> Ints:
    """Sums of what comes before each number, and of all."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(numbers)])
