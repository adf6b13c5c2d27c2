"""Which points show their picture on the map: as many as fit without covering each other. Arithmetic and painting only.

By themselves pictures come where few points are in view. Asked for in one size they are shown however many points there are:
then each square of an even grid shows the image nearest to its middle.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from desktop_app.theme import Theme
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_layers import MapLayers
from desktop_app.widgets.pixmaps import rounded

Numbers = npt.NDArray[np.floating]
Rows = npt.NDArray[np.int64]
SIZES = 24, 160  # pixels: what may be asked for
_GAP = 8.0
_ENOUGH = 16_384  # points in view that are looked at when pictures have one size
_MOST = 1500  # points in view; with more they are a crowd, not pictures
_CROWD = 100_000  # points in view that are not even counted exactly
_SMALLEST, _LARGEST = 40, 112


def tile_side(count: int, width: float, height: float) -> int:
    """How large pictures can be for this many points in view; 0: too many, show none."""
    if not 0 < count <= _MOST:
        return 0
    spacing = float(np.sqrt(width * height / count))
    return 0 if spacing < _SMALLEST * 0.6 else int(np.clip(0.72 * spacing, _SMALLEST, _LARGEST)) // 8 * 8


def choose(x: Numbers, y: Numbers, rows: Rows, apart: float) -> list[int]:
    """Places in `rows` whose squares of side `apart` do not overlap. Ranks are fixed, so that panning does not flicker."""
    return _packed(x, y, np.argsort((rows * 2654435761) & 0xFFFFFFFF, kind="stable"), apart)


def choose_evenly(x: Numbers, y: Numbers, origin: tuple[float, float], apart: float) -> list[int]:
    """The same for any number of places: of each square of a grid through `origin`, which moves with the map, the place
    nearest to its middle comes into question."""
    across, along = (x - origin[0]) / apart, (y - origin[1]) / apart
    column, line = np.floor(across).astype(np.int64), np.floor(along).astype(np.int64)
    away = np.hypot(across - column - 0.5, along - line - 0.5)
    ranked = np.argsort(away, kind="stable")
    _, first = np.unique((line * (1 << 32) + column)[ranked], return_index=True)
    return _packed(x, y, ranked[np.sort(first)], apart)


def _packed(x: Numbers, y: Numbers, ranked: Rows, apart: float) -> list[int]:
    """One after the other, those that touch none before them."""
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    chosen: list[int] = []
    for place, px, py in zip(ranked.tolist(), x[ranked].tolist(), y[ranked].tolist(), strict=True):
        column, line = int(px // apart), int(py // apart)
        near = (p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in taken.get((column + i, line + j), ()))
        if all(abs(px - qx) >= apart or abs(py - qy) >= apart for qx, qy in near):
            taken.setdefault((column, line), []).append((px, py))
            chosen.append(place)
    return chosen


class MapThumbs:
    """Keeps the choice until the view or the places change."""

    def __init__(self) -> None:
        self.provider: Callable[[int], QPixmap | None] | None = None
        self.size: int | None = None  # pixels; None: as large as there is room, 0: no pictures
        self._key: tuple[object, ...] = ()
        self._tiles: list[tuple[int, float, float]] = []
        self._side = 0
        self._squares: dict[int, QRectF] = {}  # of the pictures painted last, by row

    def forget(self) -> None:
        self._key, self._squares = (), {}

    def at(self, place: QPointF) -> int:
        """The image whose picture is under this pixel, -1: none."""
        return next((row for row, square in self._squares.items() if square.contains(place)), -1)

    def square_of(self, row: int) -> QRectF | None:
        """Where the picture of this image is, None: it shows none."""
        return self._squares.get(row)

    def draw(self, painter: QPainter, layers: MapLayers, camera: Camera, ratio: float, theme: Theme) -> None:
        self._squares = {}
        if self.provider is None or self.size == 0:
            return
        key = (camera.width, camera.height, camera.centre_x, camera.centre_y, camera.scale, self.size)
        if key != self._key:
            self._arrange(layers, camera)
            self._key = key
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, x, y in self._tiles:
            picture = self.provider(row)
            if picture is not None and not picture.isNull():
                square = QRectF(x - self._side / 2, y - self._side / 2, self._side, self._side)
                self._squares[row] = square
                self._draw_tile(painter, layers, row, square, picture, ratio, theme)

    def _arrange(self, layers: MapLayers, camera: Camera) -> None:
        self._tiles, self._side = [], 0
        rows, x, y = _in_view(layers, camera, _LARGEST / 2 if self.size is None else self.size / 2, self.size is not None)
        self._side = tile_side(len(rows), camera.width, camera.height) if self.size is None else self.size
        if not self._side or not len(rows):
            return
        apart = self._side + _GAP
        if len(rows) <= _MOST:
            chosen = choose(x, y, rows, apart)
        else:
            middle = layers.index.middle
            origin = camera.to_screen(np.array([middle[0]]), np.array([middle[1]]))
            chosen = choose_evenly(x, y, (float(origin[0][0]), float(origin[1][0])), apart)
        for place in chosen:
            self._tiles.append((int(rows[place]), round(float(x[place])), round(float(y[place]))))

    @staticmethod
    def _draw_tile(
        painter: QPainter, layers: MapLayers, row: int, square: QRectF, picture: QPixmap, ratio: float, theme: Theme
    ) -> None:
        tile = rounded(picture, int(square.width()), 5, ratio)
        painter.drawPixmap(square.topLeft(), tile)
        colour = layers.colour_of(row)
        edge = 2.5 if colour else 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour or theme.line_strong), edge))
        painter.drawRoundedRect(square.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 5, 5)
        if layers.is_selected(row):
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawRoundedRect(square.adjusted(-2, -2, 2, 2), 7, 7)


def _in_view(layers: MapLayers, camera: Camera, edge: float, thinned: bool) -> tuple[Rows, Numbers, Numbers]:
    """Rows that may be picked and are within `edge` pixels of the view, with their pixels. None of a crowd; where `thinned`,
    each 2nd, 4th, 8th ... of it."""
    index = layers.index
    (left, top), (right, bottom) = (
        index.local(*camera.to_map(-edge, -edge)),
        index.local(*camera.to_map(camera.width + edge, camera.height + edge)),
    )
    count = index.count((left, top, right, bottom))
    every = 1
    while thinned and count > every * _ENOUGH:
        every *= 2
    if count > _CROWD * every:
        return np.empty(0, np.int64), np.empty(0), np.empty(0)
    rows = index.rows[index.inside((left, top, right, bottom), every)]
    shown = layers.pickable()
    rows = rows if shown is None else rows[shown[rows]]
    places = layers.places[rows]
    return rows, *camera.to_screen(places[:, 0], places[:, 1])
