"""From points to pixels: any rectangle of a frame, the same pixels whatever the rectangle. Knows no events and no widget."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor

from desktop_app.theme import Theme, mix
from desktop_app.widgets.map_frame import STEPS, Frame, Rect
from desktop_app.widgets.map_index import PointIndex
from desktop_app.widgets.map_layers import COLOURED, GREY, INK_MASK, LAYER_SHIFT, SELECTED, Styles
from desktop_app.widgets.map_raster import ALPHA_LEVELS, Canvas, Pixels, mixed
from desktop_app.widgets.map_stamps import Stamp, phases_for, stamp

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]

_LARGEST = 30.0  # device pixels: the radius of the largest stamp
_SHAPES_FROM = 3.0  # device pixels: the smallest radius at which shapes can be told apart
_TINT = 0.6  # opacity of what lies between the points of a crowd
_FINE = 2.0**14  # device pixels from the middle of the map; beyond, float32 is no longer good for parts of a pixel


@dataclass(frozen=True)
class Look:
    """How points look at one scale; `radius` in logical pixels, `ratio` device pixels to each of them."""

    theme: Theme
    palette: tuple[str, ...]
    shapes: tuple[str, ...]
    radius: float
    ratio: float
    rings: bool = True  # around what is selected

    @cached_property
    def phases(self) -> int:
        return phases_for(self.radius * self.ratio)

    @cached_property
    def faint(self) -> Stamp:
        return self._disc(0.8)

    @cached_property
    def grey(self) -> Stamp:
        return self._disc(0.86)

    @cached_property
    def coloured(self) -> list[Stamp]:
        """One of each shape in use: the discs alone where points are small, or colours are a ramp."""
        told_apart = self.shapes and len(self.palette) <= 2 * len(self.shapes) and self.radius * self.ratio >= _SHAPES_FROM
        return [self._disc(1.0, shape) for shape in (dict.fromkeys(self.shapes) if told_apart else ("circle",))]

    @cached_property
    def shape_of_colour(self) -> Numbers:
        """Which of `coloured` each colour of the palette has."""
        names = list(dict.fromkeys(self.shapes))
        if len(self.coloured) == 1:
            return np.zeros(len(self.palette), np.int32)
        return np.array([names.index(self.shapes[i % len(self.shapes)]) for i in range(len(self.palette))], np.int32)

    @cached_property
    def under_grey(self) -> Stamp:
        return self._tint(0.86)

    @cached_property
    def under_coloured(self) -> Stamp:
        return self._tint(1.0)

    @cached_property
    def ringed(self) -> Stamp:
        core = round(min(max(self.radius, 1.6) * self.ratio, _LARGEST), 1)
        return stamp("circle", core, self.phases, ring=round((1.8 if self.radius > 2.5 else 1.2) * self.ratio, 1))

    @cached_property
    def reach(self) -> int:
        """How far from its pixel a point can print."""
        return max(each.reach for each in (self.faint, self.grey, self.ringed, *self.coloured))

    @cached_property
    def colours(self) -> Floats:
        """RGB in 0..1 of the palette, and of points without a colour."""
        return _rgb((*self.palette, self.theme.context))

    def _tint(self, share: float) -> Stamp:
        """Half a pixel smaller, so that it does not show around a point alone."""
        return stamp("circle", round(max(min(self.radius * share * self.ratio, _LARGEST) - 0.5, 0.5), 1), 1)

    def _disc(self, share: float, shape: str = "circle") -> Stamp:
        size = round(min(self.radius * share * self.ratio, _LARGEST), 1)
        return stamp(shape, size, self.phases, halo=0.8 if size >= 2.4 else 0.0)


@dataclass
class _Points:
    """Points in the order of printing: index of the pixel, place within it, style."""

    base: Numbers
    phase: Numbers
    style: Styles

    def part(self, which: slice | npt.NDArray[np.int64]) -> "_Points":
        return _Points(self.base[which], self.phase[which], self.style[which])

    @property
    def ink(self) -> Numbers:
        return (self.style & np.uint32(INK_MASK)).astype(np.int32)


def print_part(index: PointIndex, styles: Styles, look: Look, frame: Frame, rect: Rect, every: int = 1) -> Pixels:
    """Premultiplied ARGB, uint32 [H, W], of a rectangle of the frame; of all points only each `every`th."""
    left, top, right, bottom = rect
    canvas = Canvas(right - left, bottom - top, 2 * look.reach)
    points = _placed(index, styles, look, frame, rect, every, canvas)
    layers = (points.style >> np.uint32(LAYER_SHIFT)).astype(np.uint8)
    if len(layers) and layers.min() != layers.max():
        order = np.argsort(layers, kind="stable")
        points, layers = points.part(order), layers[order]
    ends = np.searchsorted(layers, (GREY, COLOURED, SELECTED)).tolist()
    faint, grey, coloured, chosen = (points.part(slice(*ends_)) for ends_ in zip([0, *ends], [*ends, len(layers)], strict=True))
    veiled = mix(look.theme.context, look.theme.map_background, 0.72).name()
    _plain(canvas, faint, veiled, look.faint)
    _plain(canvas, grey, look.theme.context, look.grey)
    _coloured(canvas, coloured, look)
    if look.phases > 2:
        _lay_under(canvas, grey, coloured, look)
    if look.rings:
        _ringed(canvas, chosen, look)
    else:
        _coloured(canvas, chosen, look)
    return canvas.array()


def _lay_under(canvas: Canvas, grey: _Points, coloured: _Points, look: Look) -> None:
    """Fill what the soft edges left empty in a crowd with a tint of it: the larger of two pixels is the more opaque one."""
    under = Canvas(canvas.width, canvas.height, canvas.margin)
    for points, shape in ((grey, look.under_grey), (coloured, look.under_coloured)):
        if len(points.base):
            ink, inks = _inks(points, look, shape, _TINT)
            under.splat(points.base, np.zeros_like(points.base), ink, inks, shape)
    np.maximum(canvas.pixels, under.pixels, out=canvas.pixels)


def _placed(index: PointIndex, styles: Styles, look: Look, frame: Frame, rect: Rect, every: int, canvas: Canvas) -> _Points:
    """The points that print into a rectangle. Where a point is does not depend on the rectangle, to the last bit."""
    left, top, right, bottom = rect
    reach, bits = look.reach, look.phases.bit_length() - 1
    at = index.positions(frame.around(rect, reach + 1), every)
    kind = np.float64 if frame.scale * index.extent > _FINE else np.float32
    x = _grid(index.x[at], kind(frame.scale * look.phases), kind(frame.phase_x * look.phases / STEPS))
    y = _grid(index.y[at], kind(frame.scale * look.phases), kind(frame.phase_y * look.phases / STEPS))
    column = (x >> bits) - np.int32(frame.left + left - reach)
    line = (y >> bits) - np.int32(frame.top + top - reach)
    wide, high = np.uint32(right - left + 2 * reach), np.uint32(bottom - top + 2 * reach)
    near = np.flatnonzero((column.view(np.uint32) < wide) & (line.view(np.uint32) < high))
    base = (line[near] + np.int32(reach)) * np.int32(canvas.stride) + (column[near] + np.int32(reach))
    if look.phases > 1:
        phase = ((y[near] & (look.phases - 1)) << bits) | (x[near] & (look.phases - 1))
    else:
        phase = np.zeros(len(near), np.int32)
    return _Points(base, phase, styles[at][near])


def _grid(values: Floats, scale: np.floating, phase: np.floating) -> Numbers:
    """Map units to parts of a device pixel, whole numbers."""
    scaled = values * scale
    scaled += phase
    return np.floor(scaled, out=scaled).astype(np.int32)


def _plain(canvas: Canvas, points: _Points, colour: str, shape: Stamp) -> None:
    if len(points.base):
        inks = mixed(_rgb((colour,)), np.ones(1, np.float32), shape)
        canvas.splat(points.base, points.phase, np.zeros(len(points.base), np.int32), inks, shape)


def _coloured(canvas: Canvas, points: _Points, look: Look) -> None:
    kinds = look.shape_of_colour[points.ink // ALPHA_LEVELS] if len(look.coloured) > 1 else None
    for number, shape in enumerate(look.coloured):
        part = points if kinds is None else points.part(np.flatnonzero(kinds == number))
        if len(part.base):
            ink, inks = _inks(part, look, shape)
            canvas.splat(part.base, part.phase, ink, inks, shape)


def _inks(points: _Points, look: Look, shape: Stamp, opacity: float = 1.0) -> tuple[Numbers, Pixels]:
    """The ink of each point among those in use, and the pixels of these."""
    used, ink = _compact(points.ink, len(look.colours) * ALPHA_LEVELS)
    alphas = (used % ALPHA_LEVELS + 1).astype(np.float32) * np.float32(opacity / ALPHA_LEVELS)
    return ink, mixed(look.colours[used // ALPHA_LEVELS], alphas, shape)


def _ringed(canvas: Canvas, points: _Points, look: Look) -> None:
    if len(points.base):
        used, ink = _compact(points.ink // ALPHA_LEVELS, len(look.colours))
        red, green, blue = _rgb((look.theme.text,))[0].tolist()
        inks = mixed(look.colours[used], np.ones(len(used), np.float32), look.ringed, (red, green, blue))
        canvas.splat(points.base, points.phase, ink, inks, look.ringed)


def _compact(inks: Numbers, count: int) -> tuple[npt.NDArray[np.int64], Numbers]:
    """The inks that occur, and for each point the place of its ink among them."""
    occurs = np.bincount(inks, minlength=count) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs, dtype=np.int32) - np.int32(1))[inks]


def _rgb(colours: tuple[str, ...]) -> Floats:
    return np.array([[c.redF(), c.greenF(), c.blueF()] for c in map(QColor, colours)], np.float32).reshape(-1, 3)
