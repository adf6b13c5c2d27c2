"""What a press on the grid began with, and the picture that is dragged. Knows no order and no selection."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from desktop_app.theme import Theme, small_font
from desktop_app.widgets.pixmaps import rounded

STACKED = 3
"""Pictures in a stack; more would not be seen."""
_SIDE, _STEP, _PAD = 72, 7, 8
_CORNER = 7.0


@dataclass(frozen=True)
class Press:
    """Where the left button went down: on a tile, on a header, or on neither (-1)."""

    place: QPointF  # in content coordinates
    tile: int
    header: int
    modifiers: Qt.KeyboardModifier
    waits: bool
    """The tile was selected already: what the click means is decided on release, since it may become a drag of them all."""


def stack_picture(pictures: Sequence[QPixmap], count: int, font: QFont, ratio: float, theme: Theme) -> QPixmap:
    """A small stack with the first picture on top, and how many images it stands for."""
    shown = list(pictures[:STACKED])
    spread = (max(len(shown), 1) - 1) * _STEP
    size = QSize(_SIDE + spread + 2 * _PAD, _SIDE + spread + 2 * _PAD)
    out = QPixmap(size * ratio)
    out.setDevicePixelRatio(ratio)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(0.92)
    for depth in reversed(range(max(len(shown), 1))):
        square = QRectF(_PAD + depth * _STEP, _PAD + depth * _STEP, _SIDE, _SIDE)
        painter.setPen(QPen(QColor(theme.surface), 2))
        painter.setBrush(QColor(theme.line_strong))
        painter.drawRoundedRect(square, _CORNER, _CORNER)
        if shown:
            painter.drawPixmap(square.topLeft(), rounded(shown[depth], _SIDE, _CORNER, ratio))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square, _CORNER, _CORNER)
    painter.setOpacity(1.0)
    if count > 1:
        _paint_count(painter, QPointF(_PAD + _SIDE, _PAD), count, font, theme)
    painter.end()
    return out


def hot_spot(picture: QPixmap) -> QPointF:
    """Where the pointer holds the stack: near the top left, so that it hides little of what is below."""
    return QPointF(picture.deviceIndependentSize().width() * 0.25, picture.deviceIndependentSize().height() * 0.25)


def _paint_count(painter: QPainter, corner: QPointF, count: int, font: QFont, theme: Theme) -> None:
    small = small_font(font, -1.0, bold=True)
    text = f"{count:,}"
    high = max(18.0, QFontMetricsF(small).height() + 2)
    width = max(high, QFontMetricsF(small).horizontalAdvance(text) + 10)
    box = QRectF(min(corner.x() - width + 10, corner.x() + _PAD - width), max(corner.y() - 7, 0.0), width, high)
    painter.setPen(QPen(QColor(theme.surface), 1.5))
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setFont(small)
    painter.setPen(QColor(theme.on_accent))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
