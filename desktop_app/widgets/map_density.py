"""How many points lie where: a soft shade over the points. Arithmetic and painting; knows no widget.

Where points cover each other, a thousand of them look like ten. The shade lets what is sparse fade into the background and
deepens what is crowded, in steps like those of a height map. Coming nearer it dissolves by itself: points lie apart then.
"""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.theme import Theme
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_index import Box, PointIndex
from desktop_app.widgets.map_picture import as_image

Floats = npt.NDArray[np.float32]
SIDE = 320  # cells along the longer edge of the map
_EDGE = 8  # empty cells around it
_BLUR = 1.5  # cells: standard deviation
_FEW, _MANY = 0.03, 30.0  # points to a pixel: where the shade begins and where it is strongest
_STEPS = 9
_VEIL, _INK = 0.72, 0.42  # opacity of the background over what is sparse, and of the ink over what is densest


class DensityShade:
    """One small picture of the whole map for each scale, painted enlarged."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._index: PointIndex | None = None
        self._density: Floats = np.empty((0, 0), np.float32)
        self._box: Box = (0.0, 0.0, 1.0, 1.0)
        self._pixels: npt.NDArray[np.uint32] = np.empty((0, 0), np.uint32)
        self._image = QImage()

    def draw(self, index: PointIndex, camera: Camera, theme: Theme, painter: QPainter) -> None:
        if self._index is not index:
            self._index, self._key = index, ()
            self._density, self._box = density_of(index)
        left, top, right, bottom = self._box
        key = (camera.scale, theme.name)
        if key != self._key:
            self._pixels = shade(self._density / np.float32(camera.scale**2), theme)
            self._image, self._key = as_image(self._pixels), key
        x, y = camera.to_screen(np.array([left, right]) + index.middle[0], index.middle[1] - np.array([top, bottom]))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(x[0], y[0], x[1] - x[0], y[1] - y[0]), self._image)


def density_of(index: PointIndex) -> tuple[Floats, Box]:
    """Points to a square map unit, float32 [H, W], blurred, and the box it covers, from the middle of the map."""
    left, bottom, right, top = index.bounds
    cell = max(right - left, top - bottom, 1e-9) / SIDE
    width, height = (int(np.ceil(extent / cell)) + 2 * _EDGE for extent in (right - left, top - bottom))
    x0, y0 = -(right - left) / 2 - _EDGE * cell, -(top - bottom) / 2 - _EDGE * cell
    column = ((index.x - np.float32(x0)) * np.float32(1 / cell)).astype(np.int32)
    line = ((index.y - np.float32(y0)) * np.float32(1 / cell)).astype(np.int32)
    counts = np.bincount(line * np.int32(width) + column, minlength=width * height)
    density = blurred(counts.reshape(height, width).astype(np.float32), _BLUR) / np.float32(cell**2)
    return density, (x0, y0, x0 + width * cell, y0 + height * cell)


def shade(density: Floats, theme: Theme) -> npt.NDArray[np.uint32]:
    """Premultiplied ARGB, uint32 [H, W], for so many points to a pixel: a veil where they are few, ink where they are many."""
    strength = np.clip(np.log(np.maximum(density, 1e-9) / _FEW) / np.log(_MANY / _FEW), 0, 1) * _STEPS
    step = np.floor(strength)
    strength = (step + np.clip((strength - step) * 3, 0, 1)) / _STEPS  # flat, and then a slope to the next step
    crowded = float(np.clip(np.log(max(float(density.max(initial=0.0)), 1e-9) / _FEW) / 3, 0, 1))
    veil = _VEIL * crowded * np.clip(1 - 2 * strength, 0, 1)
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
