"""Paints one tile of the grid: picture, badges, selection ring, focus ring, caption. Knows no order and no events."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from desktop_app import icons
from desktop_app.theme import Theme, grown, mix, on_colour, small_font, text_scale, with_alpha
from desktop_app.widgets.glyphs import draw_shape
from desktop_app.widgets.grid_layout import CAPTION_FROM
from desktop_app.widgets.grid_marks import MISSING, OK, Badge, Mark
from desktop_app.widgets.pixmaps import rounded

_CORNER = 7.0
_CENTRE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True)
class TileState:
    """How one tile looks now."""

    selected: bool = False
    current: bool = False
    focused: bool = False
    hovered: bool = False
    trouble: int = OK
    crop: bool = True
    badges: tuple[Badge, ...] = ()
    target: bool = False
    """A class is held over it and can be dropped."""


def paint_tile(
    painter: QPainter,
    tile: QRectF,
    side: int,
    picture: QPixmap | None,
    mark: Mark | None,
    state: TileState,
    font: QFont,
    theme: Theme,
) -> None:
    """`tile` holds the picture, `side` pixels square, and the caption below it."""
    square = QRectF(tile.left(), tile.top(), side, side)
    _paint_picture(painter, square, picture, state, theme)
    if mark is not None and tile.height() > side:
        box = QRectF(tile.left(), square.bottom() + 3, tile.width(), tile.height() - side - 3)
        if side >= CAPTION_FROM:
            paint_pill(painter, box, mark, small_font(font, -1.0), theme)
        else:
            _paint_bar(painter, QRectF(box.left(), box.top(), box.width(), 5), mark, theme)
    if state.target:
        painter.setPen(QPen(QColor(theme.accent), 3))
        painter.setBrush(with_alpha(theme.accent, 0.3))
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), _CORNER, _CORNER)
    if state.badges:
        _paint_badges(painter, square, state.badges, theme)
    _paint_rings(painter, square, state, theme)


def _paint_picture(painter: QPainter, square: QRectF, picture: QPixmap | None, state: TileState, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    there = picture is not None and not picture.isNull()
    if not there or not state.crop:
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(square, _CORNER, _CORNER)
    if there and picture is not None:
        tile = rounded(picture, int(square.width()), _CORNER, painter.device().devicePixelRatioF(), state.crop)
        painter.drawPixmap(square.topLeft(), tile)
        if state.hovered:
            painter.setBrush(QColor(255, 255, 255, 26))
            painter.drawRoundedRect(square, _CORNER, _CORNER)
    elif state.trouble != OK:
        size = min(28, int(square.width()) - 16)
        drawn = icons.pixmap(
            "question" if state.trouble == MISSING else "warning", size, theme.muted, painter.device().devicePixelRatioF()
        )
        middle = square.center()
        painter.drawPixmap(QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size), drawn, QRectF(drawn.rect()))


def _paint_badges(painter: QPainter, square: QRectF, badges: tuple[Badge, ...], theme: Theme) -> None:
    """One small plate for all of them, so that it reads on any picture."""
    side = 11 if square.width() >= CAPTION_FROM else 9
    step, edge = side + 4, 4.0
    plate = QRectF(square.left() + 5, square.top() + 5, len(badges) * step - 4 + 2 * edge, side + 2 * edge)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(with_alpha(theme.surface, 0.85))
    painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
    for number, badge in enumerate(badges):
        drawn = icons.pixmap(badge.icon, side, theme.text, painter.device().devicePixelRatioF())
        painter.drawPixmap(
            QRectF(plate.left() + edge + number * step, plate.top() + edge, side, side), drawn, QRectF(drawn.rect())
        )


def _paint_rings(painter: QPainter, square: QRectF, state: TileState, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state.selected:
        painter.setPen(QPen(QColor(theme.surface), 2))
        painter.drawRoundedRect(square.adjusted(3, 3, -3, -3), _CORNER - 2, _CORNER - 2)
        painter.setPen(QPen(QColor(theme.accent), 3))
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        _paint_tick(painter, QPointF(square.right() - 13, square.top() + 13), theme)
    if state.current and state.focused:
        painter.setPen(QPen(QColor(theme.text), 2))
        painter.drawRoundedRect(square.adjusted(-2, -2, 2, 2), _CORNER + 2, _CORNER + 2)
    elif state.current:
        painter.setPen(QPen(with_alpha(theme.text, 0.45), 1.5))
        painter.drawRoundedRect(square.adjusted(-1.5, -1.5, 1.5, 1.5), _CORNER + 1.5, _CORNER + 1.5)


def _paint_tick(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.surface), 1.5))
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(centre, 8.5, 8.5)
    painter.setPen(
        QPen(QColor(theme.on_accent), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.drawPolyline([centre + QPointF(-3.6, 0.2), centre + QPointF(-1.0, 2.8), centre + QPointF(3.8, -2.6)])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_pill(painter: QPainter, box: QRectF, mark: Mark, font: QFont, theme: Theme) -> None:
    """Solid for a label, outlined for a prediction, grey for what is no class."""
    box = box.adjusted(0, 1, 0, -1)
    fill, edge, ink = QColor(theme.line), QColor(theme.line), theme.text
    if mark.kind == "label":
        fill = edge = QColor(mark.colour)
        ink = on_colour(fill)
    elif mark.kind == "prediction":
        edge = QColor(mark.colour or theme.muted)
        fill = mix(theme.window, edge, 0.08)
    painter.setPen(QPen(edge, 1.25))
    painter.setBrush(fill)
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 5, 5)
    inner = box.adjusted(grown(20), 0, -7, 0)
    centre = QPointF(box.left() + grown(11), box.center().y())
    if mark.icon:
        side = grown(12)
        drawn = icons.pixmap(mark.icon, side, ink, painter.device().devicePixelRatioF())
        painter.drawPixmap(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), drawn, QRectF(drawn.rect()))
    else:
        draw_shape(painter, mark.shape, centre, 4.2 * text_scale(), ink if mark.kind == "label" else mark.colour)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    metrics = QFontMetricsF(font)
    if mark.confidence is not None:
        percent = f"{mark.confidence:.0%}"
        painter.drawText(inner, _CENTRE_RIGHT, percent)
        inner.setRight(inner.right() - metrics.horizontalAdvance(percent) - 5)
    if inner.width() >= metrics.horizontalAdvance("…"):
        painter.drawText(inner, _CENTRE_LEFT, metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, inner.width()))


def _paint_bar(painter: QPainter, box: QRectF, mark: Mark, theme: Theme) -> None:
    """Where there is no room for words."""
    colour = QColor(mark.colour or theme.line_strong)
    painter.setPen(QPen(colour, 1.25) if mark.kind == "prediction" else Qt.PenStyle.NoPen)
    painter.setBrush(mix(theme.window, colour, 0.1) if mark.kind == "prediction" else colour)
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2)
