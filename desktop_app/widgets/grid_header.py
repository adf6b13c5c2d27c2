"""Paints the header of one group of the grid: triangle, swatch, title, count. Knows no layout and no events."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from core.words import tr, tr_later
from desktop_app import icons
from desktop_app.theme import Theme, grown, small_font, with_alpha
from desktop_app.widgets.glyphs import draw_shape
from desktop_app.widgets.grid_groups import Group
from desktop_app.widgets.grid_layout import MARGIN

Part = Literal["", "fold", "select"]
LINE = 30
"""How high a header is painted beside usual text; the layout leaves a little more below it."""
_FOLD = 20
_CENTRE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_HINT = tr_later("Select all")


@dataclass(frozen=True)
class HeaderState:
    """How one header looks now. `hovered` is the part the pointer is on."""

    folded: bool = False
    stuck: bool = False
    hovered: Part = ""
    current: bool = False
    """The current image is folded away in it, and the grid has the focus."""


def part_at(x: float) -> Part:
    """What a press at this distance from the left edge is for."""
    return "fold" if x < _fold_to() else "select"


def _fold_to() -> int:
    """A press left of this folds, one right of it selects."""
    return MARGIN + grown(_FOLD)


def paint_header(painter: QPainter, box: QRectF, group: Group, state: HeaderState, font: QFont, theme: Theme) -> None:
    """`box` is as wide as the view and holds the gap below the header too."""
    plate = QRectF(box.left(), box.top(), box.width(), grown(LINE))
    _paint_ground(painter, plate, state, theme)
    side = grown(12)
    fold = icons.pixmap(
        "chevron_right" if state.folded else "chevron_down",
        side,
        theme.text if state.hovered == "fold" else theme.muted,
        painter.device().devicePixelRatioF(),
    )
    painter.drawPixmap(QRectF(MARGIN + 1, plate.center().y() - side / 2, side, side), fold, QRectF(fold.rect()))
    inner = plate.adjusted(_fold_to(), 0, -MARGIN, 0)
    if group.colour:
        draw_shape(painter, group.shape, QPointF(inner.left() + grown(6), plate.center().y()), grown(5), group.colour)
        inner.setLeft(inner.left() + grown(18))
    _paint_words(painter, inner, group, state, font, theme)


def _paint_ground(painter: QPainter, plate: QRectF, state: HeaderState, theme: Theme) -> None:
    if state.stuck:
        painter.fillRect(plate, with_alpha(theme.window, 0.96))
        painter.fillRect(QRectF(plate.left(), plate.bottom() - 1, plate.width(), 1), QColor(theme.line))
    if state.hovered or state.current:
        painter.setPen(QPen(QColor(theme.text), 1.5) if state.current else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover) if state.hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(plate.adjusted(4, 2, -4, -3), 6, 6)


def _paint_words(painter: QPainter, inner: QRectF, group: Group, state: HeaderState, font: QFont, theme: Theme) -> None:
    small, bold = small_font(font, -1.0), small_font(font, 0.0, bold=True)
    if state.hovered == "select":
        painter.setFont(small)
        painter.setPen(QColor(theme.accent))
        hint = tr(_HINT)
        painter.drawText(inner, _CENTRE_RIGHT, hint)
        inner.setRight(inner.right() - QFontMetricsF(small).horizontalAdvance(hint) - 10)
    count = f"{group.count:,}"
    room = inner.width() - QFontMetricsF(small).horizontalAdvance(count) - 8
    metrics = QFontMetricsF(bold)
    title = metrics.elidedText(group.title, Qt.TextElideMode.ElideRight, max(room, 0))
    painter.setFont(bold)
    painter.setPen(QColor(theme.text))
    painter.drawText(inner, _CENTRE_LEFT, title)
    inner.setLeft(inner.left() + metrics.horizontalAdvance(title) + 8)
    painter.setFont(small)
    painter.setPen(QColor(theme.muted))
    painter.drawText(inner, _CENTRE_LEFT, count)
