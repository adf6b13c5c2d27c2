"""Paints the heading of a group in the grid: swatch, title, count, and on hover what a click does."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from desktop_app.theme import Theme, small_font
from desktop_app.widgets.glyphs import draw_shape
from desktop_app.widgets.grid_layout import MARGIN, Group

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_HINT = "Select all"


def paint_heading(painter: QPainter, box: QRectF, group: Group, hovered: bool, font: QFont, theme: Theme) -> None:
    """`box` is as wide as the view; what scrolls below it is covered."""
    painter.fillRect(box, QColor(theme.hover if hovered else theme.window))
    inner = box.adjusted(MARGIN, 0, -MARGIN, 0)
    if group.colour:
        draw_shape(painter, group.shape, QPointF(inner.left() + 6, inner.center().y()), 5.5, group.colour)
        inner.setLeft(inner.left() + 20)
    bold, small = QFont(font), small_font(font)
    bold.setWeight(QFont.Weight.DemiBold)
    count = f"{group.count:,}"
    hint = _HINT if hovered else ""
    room = inner.width() - QFontMetricsF(small).horizontalAdvance(count + hint) - 24
    title = QFontMetricsF(bold).elidedText(group.title, Qt.TextElideMode.ElideMiddle, room)
    painter.setFont(bold)
    painter.setPen(QColor(theme.text))
    painter.drawText(inner, _LEFT, title)
    painter.setFont(small)
    painter.setPen(QColor(theme.muted))
    painter.drawText(inner.adjusted(QFontMetricsF(bold).horizontalAdvance(title) + 8, 0, 0, 0), _LEFT, count)
    painter.setPen(QColor(theme.accent))
    painter.drawText(inner, _RIGHT, hint)
