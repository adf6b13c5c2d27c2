"""What a view says while it has nothing to show: an icon, a title and a hint, centred. Plain text; paints only."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from desktop_app import icons
from desktop_app.theme import grown, small_font, tokens

_WIDEST = 360.0
_ICON = 40


def paint_empty_state(painter: QPainter, area: QRectF, font: QFont, title: str, hint: str, icon_name: str = "") -> None:
    """Paint it in the middle of `area`."""
    if not title and not hint:
        return
    theme = tokens()
    width = min(grown(_WIDEST), area.width() - 24)
    large = small_font(font, 2.0, bold=True)
    wrap = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter)
    title_height = QFontMetricsF(large).boundingRect(QRectF(0, 0, width, 1000), wrap, title).height() if title else 0.0
    hint_height = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1000), wrap, hint).height() if hint else 0.0
    icon_height = _ICON + 14.0 if icon_name and area.height() > 160 else 0.0
    top = area.center().y() - (icon_height + title_height + 6 + hint_height) / 2
    left = area.center().x() - width / 2
    if icon_height:
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap(icon_name, _ICON, theme.line_strong, ratio)
        painter.drawPixmap(QRectF(area.center().x() - _ICON / 2, top, _ICON, _ICON), picture, QRectF(picture.rect()))
    painter.setFont(large)
    painter.setPen(theme.text)
    painter.drawText(QRectF(left, top + icon_height, width, title_height), wrap, title)
    painter.setFont(font)
    painter.setPen(theme.muted)
    painter.drawText(QRectF(left, top + icon_height + title_height + 6, width, hint_height + 2), wrap, hint)
