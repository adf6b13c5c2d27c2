"""What the view shows, to be kept as a file: taken on the GUI thread, drawn on any. Knows no widget and asks nobody."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from core.words import tr
from desktop_app.theme import Theme, grown, mix, small_font
from desktop_app.widgets.glyphs import draw_shape
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_density import DensityShade
from desktop_app.widgets.map_frame import frame_of
from desktop_app.widgets.map_layers import COLOURED, FAINT, GREY, INK_MASK, LAYER_SHIFT, SELECTED, MapLayers, Styles
from desktop_app.widgets.map_legend import LegendEntry
from desktop_app.widgets.map_picture import as_image, shaded
from desktop_app.widgets.map_print import Look, print_part
from desktop_app.widgets.map_raster import ALPHA_LEVELS
from desktop_app.widgets.map_svg import SvgGroup, SvgKey, SvgMap, svg_text

RATIO = 2.0  # pixels of the picture to one on the screen
_LINE = 26.0  # logical pixels of the legend
_SIDE = 10.0


@dataclass(frozen=True)
class Sheet:
    """`over` lies over the points (pictures), `legend` below the map; both are RATIO times as large as on the screen."""

    layers: MapLayers
    styles: Styles
    camera: Camera
    theme: Theme
    entries: Sequence[LegendEntry]
    shaded: bool
    over: QImage
    legend: QImage

    def count(self) -> int:
        """How many points are seen."""
        return len(self._seen()[0])

    def image(self) -> QImage:
        """The map and its legend, RATIO times as large as on the screen."""
        camera, layers, theme = self.camera, self.layers, self.theme
        out = _blank(camera.width, camera.height + self.legend.height() / RATIO, theme.map_background)
        look = Look(theme, layers.palette, layers.shapes, layers.radius(camera), RATIO)
        frame = frame_of(camera, layers.index.middle, RATIO)
        pixels = np.ascontiguousarray(print_part(layers.index, self.styles, look, frame, frame.whole()))
        points = as_image(pixels)
        points.setDevicePixelRatio(RATIO)
        if self.shaded:
            points = shaded(points, partial(DensityShade().draw, layers.index, camera, theme))
        painter = QPainter(out)
        painter.drawImage(QPointF(0, 0), points)
        painter.drawImage(QPointF(0, 0), self.over)
        if not self.legend.isNull():
            painter.drawImage(QPointF(0, camera.height), self.legend)
        painter.end()
        return out

    def svg(self) -> str:
        """The same as SVG, without pictures and shade."""
        at, x, y = self._seen()
        camera, layers, theme = self.camera, self.layers, self.theme
        keys = [SvgKey(e.name, e.colour or theme.context, e.shape, e.count) for e in self.entries]
        groups = self._groups(self.styles[at], x, y)
        size = round(camera.width), round(camera.height)
        return svg_text(SvgMap(*size, layers.radius(camera), theme.map_background, theme.text, groups, keys))

    def _seen(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Positions and pixels of the points in view."""
        index, camera = self.layers.index, self.camera
        left, top = index.local(*camera.to_map(0.0, 0.0))
        right, bottom = index.local(*camera.to_map(camera.width, camera.height))
        at = index.inside((left, top, right, bottom))
        return at, (index.x[at] - left) * camera.scale, (index.y[at] - top) * camera.scale

    def _groups(self, styles: Styles, x: np.ndarray, y: np.ndarray) -> list[SvgGroup]:
        """What is not in focus, what has no colour, and each colour by itself."""
        layers, theme = self.layers, self.theme
        layer, ink = styles >> np.uint32(LAYER_SHIFT), (styles & np.uint32(INK_MASK)).astype(np.int64)
        colour, level = ink // ALPHA_LEVELS, ink % ALPHA_LEVELS
        grey = colour == len(layers.palette)
        chosen = layer == SELECTED
        opacity = np.where(chosen, 1.0, (level + 1) / ALPHA_LEVELS)
        known = [entry for entry in self.entries if entry.colour]
        names = [entry.name for entry in known] if len(known) == len(layers.palette) else [""] * len(layers.palette)

        def group(name: str, shade: str, shape: str, mask: np.ndarray, alpha: np.ndarray | None = None) -> SvgGroup:
            rows = np.concatenate([np.flatnonzero(mask & ~chosen), np.flatnonzero(mask & chosen)])
            return SvgGroup(name, shade, shape, x[rows], y[rows], None if alpha is None else alpha[rows], chosen[rows])

        faint = mix(theme.context, theme.map_background, 0.72).name()
        shapes = layers.shapes if len(layers.palette) <= 2 * len(layers.shapes) else ("circle",)
        return [
            group(tr("not in focus"), faint, "circle", layer == FAINT),
            group(tr("no class"), theme.context, "circle", (layer == GREY) | (chosen & grey)),
            *(
                group(names[n], shade, shapes[n % len(shapes)], (layer >= COLOURED) & (colour == n), opacity)
                for n, shade in enumerate(layers.palette)
            ),
        ]


def legend_image(entries: Sequence[LegendEntry], note: str, width: float, font: QFont, theme: Theme) -> QImage:
    """Shape, name and count of each class in as many lines as they need; `note` where there are none."""
    font = small_font(font)
    metrics = QFontMetricsF(font)
    texts = [f"{metrics.elidedText(e.name, Qt.TextElideMode.ElideRight, grown(160))}  {e.count:,}" for e in entries] or [note]
    places, x, line, high = [], _SIDE, 0, grown(_LINE)
    for text in texts:
        wide = metrics.horizontalAdvance(text) + (34 if entries else 16)
        if x + wide > width - _SIDE and x > _SIDE:
            x, line = _SIDE, line + 1
        places.append((x, line * high))
        x += wide
    out = _blank(width, (line + 1) * high + 8 if any(texts) else 0.0, theme.map_background)
    if out.isNull():
        return out
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    for n, (text, (x, y)) in enumerate(zip(texts, places, strict=True)):
        if entries:
            draw_shape(painter, entries[n].shape, QPointF(x + 6, y + high / 2), 4.5, entries[n].colour or theme.context)
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(x + (18 if entries else 0), y, width, high), int(Qt.AlignmentFlag.AlignVCenter), text)
    painter.end()
    return out


def taken(
    layers: MapLayers, camera: Camera, theme: Theme, entries: Sequence[LegendEntry], note: str, font: QFont, shaded_: bool
) -> Sheet:
    """The view as it is now, without pictures over it: the map's setters replace arrays and do not write into them."""
    legend = legend_image(entries, note, camera.width, font, theme)
    over = _blank(camera.width, camera.height, "#00000000")
    return Sheet(copy(layers), layers.styles(), replace(camera), theme, tuple(entries), shaded_, over, legend)


def _blank(width: float, height: float, colour: str) -> QImage:
    out = QImage(round(width * RATIO), round(height * RATIO), QImage.Format.Format_ARGB32_Premultiplied)
    out.setDevicePixelRatio(RATIO)
    out.fill(QColor(colour))
    return out
