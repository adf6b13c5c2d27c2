"""The picture of all points: arrays in drawing order and the two cached prints of them. Knows no events and no widget."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.theme import SHAPES, Theme, mix
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_raster import ALPHA_LEVELS, Canvas, mixed, point_radius
from desktop_app.widgets.map_stamps import Stamp, stamp

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

_MARGIN = 48  # device pixels: the widest stamp
_SHAPES_UP_TO = 20_000  # coloured points; beyond, shapes are too small to tell apart
_DRAFT = 150_000  # points printed while the view moves; the rest follow when it rests


class MapLayers:
    """Points with colour, opacity, focus and selection. Faint points are printed first, then grey ones, then coloured ones."""

    def __init__(self) -> None:
        self.places: Floats = np.empty((0, 2), np.float32)
        self.finite: Mask = np.empty(0, bool)
        self.colours: Rows = np.empty(0, np.int64)
        self.palette: list[str] = []
        self.shapes: list[str] = list(SHAPES)
        self.alpha: Floats | None = None
        self.shown: Mask | None = None
        self.selected: Mask = np.empty(0, bool)
        self._order: Rows | None = None
        self._inks: Rows = np.empty(0, np.int64)
        self._ends = (0, 0)
        self._key: tuple[object, ...] = ()
        self._canvases: list[Canvas] = []
        self._pictures: list[QImage] = []

    def set_places(self, places: Floats) -> None:
        self.places = places
        if len(self.finite) != len(places):
            self._order = None
        self.finite = np.isfinite(places).all(axis=1)
        self.touch()

    def set_colours(self, colours: Rows, palette: list[str]) -> None:
        self.colours, self.palette, self._order = colours, palette, None
        self.touch()

    def set_alpha(self, alpha: Floats | None) -> None:
        self.alpha, self._order = alpha, None
        self.touch()

    def set_shown(self, shown: Mask | None) -> None:
        self.shown, self._order = shown, None
        self.touch()

    def touch(self) -> None:
        """What was printed is no longer true."""
        self._key = ()

    def pickable(self) -> Mask | None:
        """Which points a gesture may take; None: all."""
        fitting = self.shown is not None and len(self.shown) == len(self.places)
        return self.shown if fitting else None

    def colour_of(self, row: int) -> str | None:
        """The colour of one point, None if it is grey."""
        index = int(self.colours[row]) if row < len(self.colours) else -1
        return self.palette[index] if 0 <= index < len(self.palette) else None

    def radius(self, camera: Camera) -> float:
        """Of a point, in logical pixels."""
        return point_radius(int(self.finite.sum()), camera.width, camera.height, max(camera.zoom, 0.01))

    def needs_draft(self) -> bool:
        """Whether there are too many points to print them all at every move of the hand."""
        return len(self.places) > 2 * _DRAFT

    def draw(self, painter: QPainter, camera: Camera, ratio: float, theme: Theme, draft: bool = False) -> None:
        """Paint the cached prints, making them anew where the view or the data changed."""
        view = (camera.width, camera.height, camera.centre_x, camera.centre_y, camera.scale, ratio, theme.name)
        if self._key[:-1] != view or (self._key[-1] and not draft):
            self._print(camera, ratio, theme, -(-len(self.places) // _DRAFT) if draft else 1)
            self._key = (*view, draft)
        for canvas, picture in zip(self._canvases, self._pictures, strict=True):
            source = QRectF(canvas.margin, canvas.margin, canvas.width, canvas.height)
            painter.drawImage(QRectF(0, 0, canvas.width / ratio, canvas.height / ratio), picture, source)

    def _print(self, camera: Camera, ratio: float, theme: Theme, every: int) -> None:
        if self._order is None or len(self._order) != len(self.places):
            self._arrange()
        assert self._order is not None
        x, y = camera.to_screen(self.places)
        x, y = x * np.float32(ratio), y * np.float32(ratio)
        radius = self.radius(camera)
        size = round(camera.width * ratio), round(camera.height * ratio)
        base = Canvas(*size, _MARGIN)
        faint, grey, coloured = (part[::every] for part in np.split(self._order, self._ends))
        self._plain(base, x, y, faint, mix(theme.context, theme.map_background, 0.72).name(), radius * 0.8 * ratio)
        self._plain(base, x, y, grey, theme.context, radius * 0.86 * ratio)
        self._coloured(base, x, y, coloured, radius * ratio)
        self._canvases = [base]
        chosen = np.flatnonzero(self.selected) if len(self.selected) == len(self.places) else np.empty(0, np.int64)
        if len(chosen):
            top = Canvas(*size, _MARGIN)
            self._ringed(top, x, y, chosen[::every], radius, ratio, theme)
            self._canvases.append(top)
        self._pictures = [_as_image(canvas) for canvas in self._canvases]

    def _plain(self, canvas: Canvas, x: Floats, y: Floats, rows: Rows, colour: str, radius: float) -> None:
        shape = _disc(radius)
        seen = rows[canvas.visible(x[rows], y[rows], shape)]
        inks = mixed(_rgb([colour]), np.ones(1, np.float32), shape)
        canvas.splat(x[seen], y[seen], np.zeros(len(seen), np.int64), inks, shape)

    def _coloured(self, canvas: Canvas, x: Floats, y: Floats, rows: Rows, radius: float) -> None:
        kinds = np.zeros(len(self.palette), np.int64)
        names = ["circle"]
        if self.shapes and len(self.palette) <= 2 * len(self.shapes) and radius >= 3.0 and len(rows) <= _SHAPES_UP_TO:
            names = list(dict.fromkeys(self.shapes))
            kinds = np.array([names.index(self.shapes[i % len(self.shapes)]) for i in range(len(self.palette))], np.int64)
        colours = _rgb(self.palette)
        for number, name in enumerate(names):
            part = rows if len(names) == 1 else rows[kinds[self.colours[rows]] == number]
            shape = _disc(radius, name)
            part = part[canvas.visible(x[part], y[part], shape)]
            if len(part):
                used, ink = _compact(self._inks[part], len(colours) * ALPHA_LEVELS)
                alphas = (used % ALPHA_LEVELS + 1).astype(np.float32) / ALPHA_LEVELS
                canvas.splat(x[part], y[part], ink, mixed(colours[used // ALPHA_LEVELS], alphas, shape), shape)

    def _ringed(self, canvas: Canvas, x: Floats, y: Floats, rows: Rows, radius: float, ratio: float, theme: Theme) -> None:
        core = max(radius, 1.6) * ratio
        shape = stamp("circle", round(min(core, 30.0), 1), ring=round((1.8 if radius > 2.5 else 1.2) * ratio, 1))
        rows = rows[canvas.visible(x[rows], y[rows], shape)]
        colours = _rgb([*self.palette, theme.context])
        ink = np.full(len(rows), len(self.palette), np.int64)
        if len(self.colours) == len(self.places):
            known = (self.colours[rows] >= 0) & (self.colours[rows] < len(self.palette))
            ink[known] = self.colours[rows][known]
        edge = _rgb([theme.text])[0]
        inks = mixed(colours, np.ones(len(colours), np.float32), shape, (float(edge[0]), float(edge[1]), float(edge[2])))
        canvas.splat(x[rows], y[rows], ink, inks, shape)

    def _levels(self) -> Rows:
        if self.alpha is None or len(self.alpha) != len(self.places):
            return np.full(len(self.places), ALPHA_LEVELS - 1, np.int64)
        clean = np.nan_to_num(self.alpha, nan=0.0)
        return np.clip(np.rint(clean * ALPHA_LEVELS).astype(np.int64) - 1, 0, ALPHA_LEVELS - 1)

    def _arrange(self) -> None:
        """The order of drawing: faint, grey, coloured; among coloured ones the sure ones last."""
        count = len(self.places)
        if len(self.colours) != count:
            self.colours = np.full(count, -1, np.int64)
        has_colour = (self.colours >= 0) & (self.colours < len(self.palette))
        shown = self.pickable()
        faint = np.zeros(count, bool) if shown is None else ~shown
        first, second = np.flatnonzero(faint), np.flatnonzero(~has_colour & ~faint)
        third = np.flatnonzero(has_colour & ~faint)
        levels = self._levels()
        if self.alpha is not None:
            third = third[np.argsort(levels[third].astype(np.int8), kind="stable")]
        self._inks = self.colours * ALPHA_LEVELS + levels
        self._order = np.concatenate([first, second, third])
        self._ends = (len(first), len(first) + len(second))


def _compact(inks: Rows, count: int) -> tuple[Rows, Rows]:
    """The inks that occur, and for each point the place of its ink among them."""
    occurs = np.bincount(inks, minlength=count) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[inks]


def _disc(radius: float, kind: str = "circle") -> Stamp:
    size = round(min(radius, 30.0), 1)
    return stamp(kind, size, halo=0.8 if size >= 2.4 else 0.0)


def _rgb(colours: list[str]) -> Floats:
    return np.array([[c.redF(), c.greenF(), c.blueF()] for c in map(QColor, colours)], np.float32).reshape(-1, 3)


def _as_image(canvas: Canvas) -> QImage:
    """A QImage on the canvas's own memory: the canvas must outlive it."""
    height = len(canvas.pixels) // canvas.stride
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(memoryview(canvas.pixels).cast("B"), canvas.stride, height, canvas.stride * 4, form)
