"""The print of what is seen, and the least work to keep it true: moved, patched, drafted, finished bit by bit.

A hand that pans moves the pixels that are there; only the strips that come in are printed. A changed label prints a few tiles
anew. What is too much for one event is printed as a draft of fewer points first; `work` then makes the whole print in pieces.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from desktop_app.widgets.map_frame import Frame, Rect
from desktop_app.widgets.map_index import PointIndex
from desktop_app.widgets.map_layers import Styles
from desktop_app.widgets.map_print import Look, print_part
from desktop_app.widgets.map_raster import Pixels

Shade = Callable[[QPainter], None]
AT_ONCE = 200_000  # points printed within one event
_DRAFT = 0.6  # of as many are printed while there are too many
_PIECE = 40_000  # points printed between two looks at the clock
_TILE = 64  # device pixels: the side of the least that is printed anew
_TILE_COST = 1_500  # points that could be printed instead of beginning another tile
_MOST_PATCHED = 5_000  # points; more changed ones are everywhere


@dataclass
class Print:
    """Pixels and everything they came from."""

    index: PointIndex
    styles: Styles
    look: Look
    frame: Frame
    every: int
    pixels: Pixels
    stale: bool = False  # some of it is from older styles

    def stamp(self, rect: Rect) -> None:
        """Print one rectangle anew."""
        left, top, right, bottom = rect
        self.pixels[top:bottom, left:right] = print_part(self.index, self.styles, self.look, self.frame, rect, self.every)

    def count(self, rect: Rect) -> int:
        """About how many points print into a rectangle."""
        return self.index.count(self.frame.around(rect, self.look.reach)) // self.every


@dataclass
class _Job:
    """A whole print in the making."""

    made: Print
    left: list[Rect] = field(default_factory=list)


class MapPicture:
    """`show` brings the print up to date as far as one event allows; as long as it is not `complete`, `work` goes on."""

    def __init__(self) -> None:
        self._front: Print | None = None
        self._spare: Pixels | None = None
        self._job: _Job | None = None

    @property
    def complete(self) -> bool:
        return self._front is None or (self._front.every == 1 and not self._front.stale)

    @property
    def stale(self) -> bool:
        """Whether what is painted is the whole print, but with styles of before."""
        return self._front is not None and self._front.stale

    def show(
        self, painter: QPainter, index: PointIndex, styles: Styles, look: Look, frame: Frame, shade: Shade | None = None
    ) -> None:
        """Paint what this frame shows. `shade` paints over it, in logical pixels, where there are points."""
        front = self._front
        if front is None or front.index is not index or front.look != look or not front.frame.same_grid(frame):
            self._print_afresh(index, styles, look, frame)
        else:
            if front.frame != frame:
                self._move_to(front, frame)
            if front.styles is not styles:
                self._restyle(styles)
        assert self._front is not None
        image = as_image(self._front.pixels)
        image.setDevicePixelRatio(look.ratio)
        painter.drawImage(QPointF(0, 0), image if shade is None else shaded(image, shade))

    def work(self, seconds: float) -> bool:
        """Print on for about so long. True: the whole print is there, and is what `show` paints from now on."""
        if self._front is None or self.complete:
            return True
        if self._job is None:
            made = Print(**{**self._front.__dict__, "every": 1, "stale": False, "pixels": self._blank(self._front.frame)})
            self._job = _Job(made, [made.frame.whole()])
        end = perf_counter() + seconds
        while self._job.left:
            self._step(self._job)
            if perf_counter() > end:
                break
        if self._job.left:
            return False
        self._take(self._job.made)
        return True

    def forget(self) -> None:
        """What was printed is no longer true."""
        self._front, self._job = None, None

    @staticmethod
    def _step(job: _Job) -> None:
        rect = job.left.pop()
        halves = _halves(rect) if job.made.count(rect) > _PIECE else []
        if halves:
            job.left += halves
        else:
            job.made.stamp(rect)

    def _print_afresh(self, index: PointIndex, styles: Styles, look: Look, frame: Frame) -> None:
        made = Print(index, styles, look, frame, 1, self._blank(frame))
        count = made.count(frame.whole())
        if count > AT_ONCE:
            made.every = -(-count // int(_DRAFT * AT_ONCE))
        made.stamp(frame.whole())
        self._take(made)

    def _move_to(self, front: Print, frame: Frame) -> None:
        """Keep the pixels both frames show and print the strips that came in."""
        dx, dy = frame.left - front.frame.left, frame.top - front.frame.top
        moved = Print(**{**front.__dict__, "frame": frame})
        strips = _strips(frame.width, frame.height, dx, dy)
        if sum(moved.count(strip) for strip in strips) > AT_ONCE:
            self._print_afresh(front.index, front.styles, front.look, frame)
            return
        moved.pixels = self._blank(frame)
        _copy_moved(front.pixels, moved.pixels, dx, dy)
        for strip in strips:
            moved.stamp(strip)
        self._take(moved)

    def _restyle(self, styles: Styles) -> None:
        """Print anew where points changed; where that is too much, leave it to `work`."""
        front, self._job = self._front, None
        assert front is not None
        changed = np.flatnonzero(front.styles != styles)
        front.styles = styles
        if not len(changed):
            return
        tiles = _tiles_of(front, changed) if len(changed) <= _MOST_PATCHED else []
        if tiles and len(tiles) * _TILE_COST + sum(front.count(tile) for tile in tiles) <= AT_ONCE // 2:
            for tile in tiles:
                front.stamp(tile)
        elif front.count(front.frame.whole()) <= AT_ONCE:
            front.stamp(front.frame.whole())
        else:
            front.stale = True

    def _take(self, made: Print) -> None:
        if self._front is not None and self._front.pixels is not made.pixels:
            self._spare = self._front.pixels
        self._front, self._job = made, None

    def _blank(self, frame: Frame) -> Pixels:
        """Pixels to be filled: fresh memory costs more than the print of a strip, so what is free is used again."""
        spare, self._spare = self._spare, None
        if spare is not None and spare.shape == (frame.height, frame.width):
            return spare
        return np.empty((frame.height, frame.width), np.uint32)


def shaded(image: QImage, shade: Shade) -> QImage:
    """A copy with the shade over what is not transparent."""
    out = image.copy()
    painter = QPainter(out)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    shade(painter)
    painter.end()
    return out


def as_image(pixels: Pixels) -> QImage:
    """A QImage on the array's own memory: the array must outlive it."""
    height, width = pixels.shape
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(memoryview(pixels).cast("B"), width, height, width * 4, form)


def _halves(rect: Rect) -> list[Rect]:
    """A rectangle as two along its longer edge; none if it is small."""
    left, top, right, bottom = rect
    if max(right - left, bottom - top) <= _TILE:
        return []
    if right - left > bottom - top:
        middle = (left + right) // 2
        return [(left, top, middle, bottom), (middle, top, right, bottom)]
    middle = (top + bottom) // 2
    return [(left, top, right, middle), (left, middle, right, bottom)]


def _strips(width: int, height: int, dx: int, dy: int) -> list[Rect]:
    """What a frame shows that it did not show before it moved by (dx, dy)."""
    if abs(dx) >= width or abs(dy) >= height:
        return [(0, 0, width, height)]
    top, bottom = max(0, -dy), height - max(0, dy)
    strips = []
    if dy:
        strips.append((0, 0, width, top) if dy < 0 else (0, bottom, width, height))
    if dx:
        strips.append((0, top, -dx, bottom) if dx < 0 else (width - dx, top, width, bottom))
    return strips


def _copy_moved(source: Pixels, target: Pixels, dx: int, dy: int) -> None:
    """target[y, x] = source[y + dy, x + dx] where both are."""
    height, width = target.shape
    if abs(dx) >= width or abs(dy) >= height:
        return
    target[max(0, -dy) : height - max(0, dy), max(0, -dx) : width - max(0, dx)] = source[
        max(0, dy) : height - max(0, -dy), max(0, dx) : width - max(0, -dx)
    ]


def _tiles_of(front: Print, positions: np.ndarray) -> list[Rect]:
    """The tiles of the frame that these points print into."""
    frame, reach = front.frame, front.look.reach
    columns, lines = -(-frame.width // _TILE), -(-frame.height // _TILE)
    touched = np.zeros((lines + 2, columns + 2), bool)
    x = front.index.x[positions] * frame.scale - frame.left
    y = front.index.y[positions] * frame.scale - frame.top
    for across in (-reach - 2, 0, reach + 2):
        for along in (-reach - 2, 0, reach + 2):
            column = np.clip((x + across) // _TILE, -1, columns).astype(np.int64)
            line = np.clip((y + along) // _TILE, -1, lines).astype(np.int64)
            touched[line + 1, column + 1] = True
    return [rect for line in range(lines) for rect in _runs(touched[line + 1, 1:-1], line, frame)]


def _runs(touched: np.ndarray, line: int, frame: Frame) -> list[Rect]:
    """Neighbouring tiles of one line as one rectangle."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], touched, [False]]).astype(np.int8)))
    top, bottom = line * _TILE, min((line + 1) * _TILE, frame.height)
    return [(start * _TILE, top, min(end * _TILE, frame.width), bottom) for start, end in edges.reshape(-1, 2).tolist()]
