"""Where tiles and headings of groups are: pure arithmetic over any number of them. Knows no widget, holds nothing per tile."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF

GAP = 8
MARGIN = 10
HEADING = 32
"""Pixels of the line above a group."""
CAPTION_FROM = 96
"""Tiles of this size and more have room for words below the picture; smaller ones get a bar."""
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Group:
    """Images that follow each other under one heading; a `colour` brings a swatch of this `shape`."""

    title: str
    count: int
    colour: str = ""
    shape: str = "circle"


@dataclass(frozen=True)
class GridLayout:
    """`count` square pictures of `side` pixels with a caption below each, filling lines of a view `width` wide.

    `groups`: how many pictures each group has, in order, adding up to `count`; each has a heading and begins a line. Empty: no
    headings.
    """

    count: int
    side: int
    width: int
    captions: bool = True
    groups: Sequence[int] = ()

    @property
    def caption(self) -> int:
        if not self.captions:
            return 0
        return 24 if self.side >= CAPTION_FROM else 9

    @property
    def columns(self) -> int:
        return max(1, (self.width - 2 * MARGIN + GAP) // (self.side + GAP))

    @property
    def lines(self) -> int:
        return int(self._lines[-1])

    @property
    def pitch(self) -> int:
        """From one line to the next."""
        return self.side + self.caption + GAP

    @property
    def heading(self) -> int:
        return HEADING if len(self.groups) else 0

    @property
    def height(self) -> int:
        """Of everything."""
        return MARGIN - GAP + int(self._tops[-1]) if self.count else 0

    @property
    def gap_x(self) -> float:
        """Columns share what is left of the width, so that both edges are flush."""
        if self.columns < 2 or (self.count < self.columns and not len(self.groups)):
            return float(GAP)
        return (self.width - 2 * MARGIN - self.columns * self.side) / (self.columns - 1)

    def tile(self, position: int) -> QRect:
        """The tile with its caption, in content coordinates."""
        group = self.group_of(position)
        line, column = divmod(position - int(self._starts[group]), self.columns)
        x = MARGIN + round(column * (self.side + self.gap_x))
        y = int(self._tops[group]) + self.heading + line * self.pitch
        return QRect(x, y, self.side, self.side + self.caption)

    def group_of(self, position: int) -> int:
        """The group a position is in; 0 without groups."""
        return int(np.searchsorted(self._starts, position, side="right")) - 1 if len(self.groups) else 0

    def members(self, group: int) -> range:
        """The positions of a group."""
        return range(int(self._starts[group]), int(self._starts[group]) + int(self._counts[group]))

    def heading_of(self, group: int) -> QRect:
        """The line above a group, in content coordinates."""
        return QRect(0, int(self._tops[group]), self.width, self.heading)

    def group_at_height(self, y: float) -> int:
        """The group whose heading or lines are at this height, the last one above it in a gap; -1 above the first."""
        return int(np.searchsorted(self._tops[:-1], y, side="right")) - 1

    def at(self, place: QPointF) -> int:
        """The position under a content coordinate, -1 between tiles."""
        group = self.group_at_height(place.y())
        if not self.count or group < 0:
            return -1
        line = int((place.y() - int(self._tops[group]) - self.heading) // self.pitch)
        column = int((place.x() - MARGIN) // (self.side + self.gap_x))
        within = line * self.columns + column
        if line < 0 or not 0 <= column < self.columns or within >= self._counts[group]:
            return -1
        position = int(self._starts[group]) + within
        return position if QRectF(self.tile(position)).contains(place) else -1

    def visible(self, top: int, height: int) -> range:
        """Positions on the lines that a view of this height, scrolled to `top`, can show."""
        first, last = self._line_at(top), self._line_at(top + height) + 1
        return range(self._line_start(first), max(self._line_start(first), self._line_start(last)))

    def headings(self, top: int, height: int) -> range:
        """The groups whose heading a view of this height, scrolled to `top`, can show."""
        if not len(self.groups):
            return range(0)
        first = max(self.group_at_height(top), 0)
        return range(first, min(max(self.group_at_height(top + height), first) + 1, len(self.groups)))

    def within(self, box: QRectF) -> Integers:
        """Positions whose tiles touch a box, ascending."""
        step = self.side + self.gap_x
        left = max(0, int((box.left() - MARGIN) // step))
        right = min(self.columns - 1, int((box.right() - MARGIN) // step))
        if box.left() > MARGIN + left * step + self.side:
            left += 1
        lines = np.arange(self._line_at(box.top()), self._line_at(box.bottom()) + 1)
        lines = lines[(lines >= 0) & (lines < self.lines)]
        group = np.searchsorted(self._lines, lines, side="right") - 1
        line = lines - self._lines[group]
        tops = self._tops[group] + self.heading + line * self.pitch
        touched = (tops + self.side + self.caption >= box.top()) & (tops <= box.bottom())
        group, line = group[touched], line[touched]
        if not len(line) or right < left:
            return np.empty(0, np.int64)
        found = line[:, None] * self.columns + np.arange(left, right + 1)
        there = found < self._counts[group][:, None]
        return np.asarray((self._starts[group][:, None] + found)[there], np.int64)

    def moved(self, position: int, line_step: int, column_step: int) -> int:
        """One key press away, staying within; up and down to the nearest picture of the line."""
        if not self.count:
            return -1
        if position < 0:
            return 0
        if not line_step:
            return int(np.clip(position + column_step, 0, self.count - 1))
        group = self.group_of(position)
        line, column = divmod(position - int(self._starts[group]), self.columns)
        goal = int(np.clip(int(self._lines[group]) + line + line_step, 0, self.lines - 1))
        return min(self._line_start(goal) + column, self._line_start(goal + 1) - 1)

    @cached_property
    def _counts(self) -> Integers:
        return np.array(self.groups if len(self.groups) else [self.count], np.int64)

    @cached_property
    def _starts(self) -> Integers:
        """The first position of each group."""
        return np.cumsum(self._counts) - self._counts

    @cached_property
    def _lines(self) -> Integers:
        """How many lines are above each group, and last of all how many there are."""
        return np.concatenate([[0], np.cumsum(-(-self._counts // self.columns))])

    @cached_property
    def _tops(self) -> Integers:
        """Where each group begins, and last of all where the next one would."""
        return np.asarray(MARGIN + self._lines * self.pitch + np.arange(len(self._lines)) * self.heading, np.int64)

    def _line_at(self, y: float) -> int:
        """The line of pictures at this height, counted over all groups; in a heading the one below it."""
        group = self.group_at_height(y)
        if group < 0:
            return 0
        within = max(int((y - int(self._tops[group]) - self.heading) // self.pitch), 0)
        return min(int(self._lines[group]) + within, self.lines)

    def _line_start(self, line: int) -> int:
        """The first position of a line counted over all groups."""
        if line >= self.lines:
            return self.count
        group = int(np.searchsorted(self._lines, line, side="right")) - 1
        return int(self._starts[group]) + (line - int(self._lines[group])) * self.columns
