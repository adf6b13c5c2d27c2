"""What lies over the points: lasso, rectangle, rings, the hint line and the preview card. Paints only; decides nothing."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from desktop_app.theme import Theme, grown, small_font, with_alpha
from desktop_app.widgets.map_tools import Gesture
from desktop_app.widgets.pixmaps import rounded

_PICTURE = 168
_PADDING = 8.0


def paint_gesture(painter: QPainter, gesture: Gesture, theme: Theme) -> None:
    """The lasso or rectangle being drawn; red-ish when it will take away."""
    colour = QColor(theme.bad if gesture.mode == "remove" else theme.accent)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(with_alpha(colour, 0.10))
    if gesture.tool == "rectangle":
        painter.drawRect(QRectF(gesture.start, gesture.last).normalized())
    elif gesture.tool == "lasso":
        painter.drawPolygon(QPolygonF(gesture.path))


def paint_ring(painter: QPainter, around: QRectF, corner: float, theme: Theme, strong: bool) -> None:
    """A ring around one point or picture: accent for the current image, thin for the hovered one."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.map_background), 5.0 if strong else 3.5))
    painter.drawRoundedRect(around, corner, corner)
    painter.setPen(QPen(QColor(theme.accent if strong else theme.text), 2.75 if strong else 1.5))
    painter.drawRoundedRect(around, corner, corner)


def paint_hint(painter: QPainter, area: QRectF, font: QFont, text: str, theme: Theme) -> None:
    """A discreet line at the lower left; left out where there is no room for it."""
    small = small_font(font, -1.0)
    metrics = QFontMetricsF(small)
    width = metrics.horizontalAdvance(text) + 20
    if not text or width > area.width() - 16 or area.height() < 120:
        return
    box = QRectF(area.left() + 8, area.bottom() - 8 - metrics.height() - 8, width, metrics.height() + 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(with_alpha(theme.surface, 0.88))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(small)
    painter.setPen(QColor(theme.muted))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def paint_card(
    painter: QPainter, area: QRectF, anchor: QPointF, font: QFont, picture: QPixmap | None, text: str, theme: Theme
) -> None:
    """The preview: the picture, its name, and what is known about it, beside the point and within the view."""
    lines = [line for line in text.split("\n") if line.strip()][:5]
    fonts = [small_font(font, -0.5, bold=True) if n == 0 else small_font(font, -0.5) for n in range(len(lines))]
    heights = [QFontMetricsF(f).height() + 1 for f in fonts]
    side = grown(_PICTURE)  # with the text, which is as wide
    size = QRectF(0, 0, side + 2 * _PADDING, side + 2 * _PADDING + (sum(heights) + 6 if lines else 0))
    x = anchor.x() + 18 if anchor.x() + 18 + size.width() <= area.right() - 4 else anchor.x() - 18 - size.width()
    y = min(max(anchor.y() - size.height() / 2, area.top() + 4), max(area.bottom() - 4 - size.height(), area.top() + 4))
    box = size.translated(round(max(x, area.left() + 4)), round(y))
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in (5, 3, 1):
        painter.setBrush(QColor(0, 0, 0, 16 if theme.name == "light" else 44))
        painter.drawRoundedRect(box.adjusted(-spread, -spread + 2, spread, spread + 2), 10 + spread, 10 + spread)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
    square = QRectF(box.left() + _PADDING, box.top() + _PADDING, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.sunken))
    painter.drawRoundedRect(square, 6, 6)
    if picture is not None and not picture.isNull():
        tile = rounded(picture, side, 6, painter.device().devicePixelRatioF(), crop=False)
        painter.drawPixmap(square, tile, QRectF(tile.rect()))
    top = square.bottom() + 6
    for line, face, height in zip(lines, fonts, heights, strict=True):
        painter.setFont(face)
        painter.setPen(QColor(theme.text if face.weight() > QFont.Weight.Normal else theme.muted))
        shown = QFontMetricsF(face).elidedText(line, Qt.TextElideMode.ElideMiddle, side)
        painter.drawText(QRectF(square.left(), top, side, height), int(Qt.AlignmentFlag.AlignLeft), shown)
        top += height
