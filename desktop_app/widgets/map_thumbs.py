"""Which points show their picture on the map: as many as fit without covering each other. Arithmetic and painting only."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from desktop_app.theme import Theme
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_layers import MapLayers
from desktop_app.widgets.pixmaps import rounded

Floats = npt.NDArray[np.float32]
_MOST = 1500  # points in view; with more they are a crowd, not pictures
_SMALLEST, _LARGEST = 40, 112


def tile_side(count: int, width: float, height: float) -> int:
    """How large pictures can be for this many points in view; 0: too many, show none."""
    if not 0 < count <= _MOST:
        return 0
    spacing = float(np.sqrt(width * height / count))
    return 0 if spacing < _SMALLEST * 0.6 else int(np.clip(0.72 * spacing, _SMALLEST, _LARGEST)) // 8 * 8


def choose(x: Floats, y: Floats, rows: npt.NDArray[np.int64], apart: float) -> list[int]:
    """Places in `rows` whose squares of side `apart` do not overlap. Ranks are fixed, so that panning does not flicker."""
    ranked = np.argsort((rows * 2654435761) & 0xFFFFFFFF, kind="stable")
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    chosen: list[int] = []
    xs, ys = x.tolist(), y.tolist()
    for place in ranked.tolist():
        px, py = xs[place], ys[place]
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
        if self.provider is None:
            return
        key = (camera.width, camera.height, camera.centre_x, camera.centre_y, camera.scale)
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
        x, y = camera.to_screen(layers.places)
        edge = _LARGEST / 2
        inside = (x > -edge) & (x < camera.width + edge) & (y > -edge) & (y < camera.height + edge)
        shown = layers.pickable()
        rows = np.flatnonzero(inside if shown is None else inside & shown)
        self._side = tile_side(len(rows), camera.width, camera.height)
        if self._side:
            for place in choose(x[rows], y[rows], rows, self._side + 8.0):
                self._tiles.append((int(rows[place]), round(float(x[rows[place]])), round(float(y[rows[place]]))))

    @staticmethod
    def _draw_tile(
        painter: QPainter, layers: MapLayers, row: int, square: QRectF, picture: QPixmap, ratio: float, theme: Theme
    ) -> None:
        tile = rounded(picture, int(square.width()), 5, ratio)
        painter.drawPixmap(square.topLeft(), tile)
        selected = row < len(layers.selected) and bool(layers.selected[row])
        colour = layers.colour_of(row)
        edge = 2.5 if colour else 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour or theme.line_strong), edge))
        painter.drawRoundedRect(square.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 5, 5)
        if selected:
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawRoundedRect(square.adjusted(-2, -2, 2, 2), 7, 7)
