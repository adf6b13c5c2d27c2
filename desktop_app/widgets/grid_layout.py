"""Where tiles of the grid are: pure arithmetic over any number of them. Knows no widget and holds nothing per tile."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF

GAP = 8
MARGIN = 10
CAPTION_FROM = 96
"""Tiles of this size and more have room for words below the picture; smaller ones get a bar."""


@dataclass(frozen=True)
class GridLayout:
    """`count` square pictures of `side` pixels with a caption below each, filling lines of a view `width` wide."""

    count: int
    side: int
    width: int
    captions: bool = True

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
        return -(-self.count // self.columns)

    @property
    def pitch(self) -> int:
        """From one line to the next."""
        return self.side + self.caption + GAP

    @property
    def height(self) -> int:
        """Of everything."""
        return 2 * MARGIN - GAP + self.lines * self.pitch if self.count else 0

    @property
    def gap_x(self) -> float:
        """Columns share what is left of the width, so that both edges are flush."""
        if self.columns < 2 or self.count < self.columns:
            return float(GAP)
        return (self.width - 2 * MARGIN - self.columns * self.side) / (self.columns - 1)

    def tile(self, position: int) -> QRect:
        """The tile with its caption, in content coordinates."""
        line, column = divmod(position, self.columns)
        x = MARGIN + round(column * (self.side + self.gap_x))
        return QRect(x, MARGIN + line * self.pitch, self.side, self.side + self.caption)

    def at(self, place: QPointF) -> int:
        """The position under a content coordinate, -1 between tiles."""
        if not self.count:
            return -1
        line = int((place.y() - MARGIN) // self.pitch)
        column = int((place.x() - MARGIN) // (self.side + self.gap_x))
        position = line * self.columns + column
        if line < 0 or not 0 <= column < self.columns or position >= self.count:
            return -1
        return position if QRectF(self.tile(position)).contains(place) else -1

    def visible(self, top: int, height: int) -> range:
        """Positions on the lines that a view of this height, scrolled to `top`, can show."""
        first = max(0, (top - MARGIN) // self.pitch)
        last = min(self.lines, (top + height - MARGIN) // self.pitch + 1)
        return range(min(first * self.columns, self.count), min(max(last, first) * self.columns, self.count))

    def within(self, box: QRectF) -> npt.NDArray[np.int64]:
        """Positions whose tiles touch a box, ascending."""
        step = self.side + self.gap_x
        first = max(0, int((box.top() - MARGIN) // self.pitch))
        last = min(self.lines - 1, int((box.bottom() - MARGIN) // self.pitch))
        left = max(0, int((box.left() - MARGIN) // step))
        right = min(self.columns - 1, int((box.right() - MARGIN) // step))
        if box.top() > MARGIN + first * self.pitch + self.side + self.caption:
            first += 1
        if box.left() > MARGIN + left * step + self.side:
            left += 1
        if last < first or right < left:
            return np.empty(0, np.int64)
        lines, columns = np.arange(first, last + 1), np.arange(left, right + 1)
        found = (lines[:, None] * self.columns + columns).ravel()
        return found[found < self.count]

    def moved(self, position: int, line_step: int, column_step: int) -> int:
        """One key press away, staying within."""
        if not self.count:
            return -1
        if position < 0:
            return 0
        target = position + line_step * self.columns + column_step
        if line_step and not 0 <= target < self.count:
            column = position % self.columns
            bottom = min((self.lines - 1) * self.columns + column, self.count - 1)
            target = column if target < 0 else bottom
        return int(np.clip(target, 0, self.count - 1))


@dataclass(frozen=True)
class Group:
    title: str
    count: int
    colour: str = ""
    shape: str = "circle"
