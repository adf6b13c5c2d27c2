"""The whole map small in a corner, with the frame of what is seen. Arithmetic and painting; decides nothing."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.theme import Theme, with_alpha
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_frame import frame_of
from desktop_app.widgets.map_layers import MapLayers, Styles
from desktop_app.widgets.map_picture import as_image
from desktop_app.widgets.map_print import Look, print_part
from desktop_app.widgets.map_raster import Pixels, point_radius

_FROM = 1.5  # zoom
_LARGEST = QSizeF(176, 132)
_SHARE = 0.3  # of the view's edges, at most
_SMALLEST = 56.0
_GAP = 10.0
_INSET = 8.0
_POINTS = 30_000  # printed at most: the picture has fewer pixels


class MiniMap:
    """Keeps its print until points or styles change."""

    def __init__(self) -> None:
        self.on = True
        self._key: tuple[object, ...] = ()
        self._styles: Styles | None = None
        self._pixels: Pixels = np.empty((0, 0), np.uint32)

    def box(self, camera: Camera) -> QRectF | None:
        """Where it is in the view, None: it is not shown."""
        size = _LARGEST.boundedTo(QSizeF(camera.width, camera.height) * _SHARE)
        if not self.on or camera.zoom <= _FROM or min(size.width(), size.height()) < _SMALLEST:
            return None
        left = round(camera.width - _GAP - size.width())
        return QRectF(left, _GAP, round(size.width()), round(size.height()))

    def target(self, place: QPointF, layers: MapLayers, camera: Camera) -> tuple[float, float] | None:
        """The place of the map, in map units, under a pixel of the small map."""
        box = self.box(camera)
        if box is None:
            return None
        small = self._camera(box, layers)
        return small.to_map(place.x() - box.left(), place.y() - box.top())

    def draw(self, painter: QPainter, layers: MapLayers, camera: Camera, ratio: float, theme: Theme) -> None:
        box = self.box(camera)
        if box is None:
            return
        small = self._camera(box, layers)
        self._print(small, layers, ratio, theme)
        around = QPainterPath()
        around.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.save()
        painter.setPen(QPen(QColor(theme.line_strong), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawPath(around)
        painter.setClipPath(around)
        image = as_image(self._pixels)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(box.topLeft(), image)
        self._draw_frame(painter, box, small, camera, theme)
        painter.restore()

    @staticmethod
    def _draw_frame(painter: QPainter, box: QRectF, small: Camera, camera: Camera, theme: Theme) -> None:
        """What is seen; never so small that it is lost."""
        corners = np.array([camera.to_map(0, 0), camera.to_map(camera.width, camera.height)])
        x, y = small.to_screen(corners[:, 0], corners[:, 1])
        seen = QRectF(QPointF(x[0], y[0]), QPointF(x[1], y[1])).translated(box.topLeft())
        missing = QSizeF(max(0.0, 8 - seen.width()), max(0.0, 6 - seen.height()))
        seen.adjust(-missing.width() / 2, -missing.height() / 2, missing.width() / 2, missing.height() / 2)
        rest = QPainterPath()
        rest.setFillRule(Qt.FillRule.OddEvenFill)
        rest.addRect(box)
        rest.addRoundedRect(seen, 2, 2)
        painter.fillPath(rest, with_alpha(theme.surface, 0.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.drawRoundedRect(seen, 2, 2)

    @staticmethod
    def _camera(box: QRectF, layers: MapLayers) -> Camera:
        small = Camera(box.width(), box.height())
        small.fit(layers.index.bounds, _INSET)
        return small

    def _print(self, small: Camera, layers: MapLayers, ratio: float, theme: Theme) -> None:
        index, styles = layers.index, layers.styles()
        frame = frame_of(small, index.middle, ratio)
        radius = min(point_radius(len(index), small.width, small.height, 1.0), 1.6)
        look = Look(theme, layers.palette, (), radius, ratio, rings=False)
        key = (frame, look)
        if key != self._key or styles is not self._styles:
            every = -(-max(len(index), 1) // _POINTS)
            self._pixels = np.ascontiguousarray(print_part(index, styles, look, frame, frame.whole(), every))
            self._key, self._styles = key, styles
