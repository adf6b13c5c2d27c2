"""How many points lie where: a shade over the points, as soft as a blur makes it. Arithmetic and painting; knows no widget.

Where points cover each other, a thousand of them look like ten. The shade leaves crowds as they are and lets what is sparse
fade into the background, and the densest places stand out in the colour of text. Coming nearer, it dissolves by itself.
"""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.theme import Theme
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_index import SIDE, PointIndex
from desktop_app.widgets.map_picture import as_image

Floats = npt.NDArray[np.float32]
_BLUR = 1.6  # cells: standard deviation
_FEW, _MANY = 0.02, 4.0  # points to a pixel: where the shade begins and where it is strongest
_VEIL, _INK = 0.62, 0.34  # opacity over what is sparse, and over what is densest


class DensityShade:
    """One small picture of the whole map for each scale, painted enlarged."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._index: PointIndex | None = None
        self._density: Floats = np.empty((0, 0), np.float32)
        self._pixels: npt.NDArray[np.uint32] = np.empty((0, 0), np.uint32)
        self._image = QImage()

    def draw(self, painter: QPainter, index: PointIndex, camera: Camera, theme: Theme) -> None:
        if self._index is not index:
            self._index, self._key = index, ()
            self._density = blurred(index.counts.reshape(SIDE, SIDE).astype(np.float32), _BLUR)
        left, top, right, bottom = index.box_of_cells()
        cell = (right - left) * (bottom - top) / SIDE**2 * camera.scale**2  # square pixels
        key = (cell, theme.name)
        if key != self._key:
            self._pixels = shade(self._density / np.float32(cell), theme)
            self._image, self._key = as_image(self._pixels), key
        x, y = camera.to_screen(np.array([left, right]) + index.middle[0], index.middle[1] - np.array([top, bottom]))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(x[0], y[0], x[1] - x[0], y[1] - y[0]), self._image)


def shade(density: Floats, theme: Theme) -> npt.NDArray[np.uint32]:
    """Premultiplied ARGB, uint32, of points to a pixel, float32 [H, W]. What is empty is covered by the background's own
    colour and so stays as it is."""
    strength = np.log(np.maximum(density, _FEW) / _FEW) / np.log(_MANY / _FEW)
    crowded = bool(density.max(initial=0.0) > 4 * _FEW)
    veil = _VEIL * np.clip(1 - 2.2 * strength, 0, 1) if crowded else np.zeros_like(strength)
    ink = _INK * np.clip(2 * strength - 1, 0, 1)
    out = np.zeros(density.shape, np.uint32)
    for opacity, colour in ((veil, QColor(theme.map_background)), (ink, QColor(theme.text))):
        for shift, channel in ((24, 1.0), (16, colour.redF()), (8, colour.greenF()), (0, colour.blueF())):
            out += np.rint(opacity * channel * 255).astype(np.uint32) << np.uint32(shift)
    return out


def blurred(values: Floats, sigma: float) -> Floats:
    """A Gaussian blur along both axes, what is outside being empty."""
    reach = int(np.ceil(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights = (weights / weights.sum()).astype(np.float32)
    for _ in range(2):
        padded = np.pad(values, ((reach, reach), (0, 0)))
        values = sum(weight * padded[n : n + len(values)] for n, weight in enumerate(weights)).T
    return np.ascontiguousarray(values, np.float32)
