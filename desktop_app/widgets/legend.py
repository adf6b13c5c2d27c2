"""What the colours of the map mean, with counts. A click asks to look at one of them alone. Knows no class, only rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.theme import Theme, small_font, tokens
from desktop_app.widgets.glyphs import draw_shape

OTHER = -100
"""The key of the row that rare ones are merged into."""
_LINE = 26
_MOST = 14


@dataclass(frozen=True)
class LegendRow:
    """`selected` of `count` images are selected now."""

    key: int
    name: str
    colour: str
    shape: str = "circle"
    count: int = 0
    selected: int = 0


class Legend(QWidget):
    """`isolate_requested(key)`: a row was clicked; the owner answers with `set_isolated`."""

    isolate_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Legend")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rows: list[LegendRow] = []
        self._isolated: int | None = None
        self._hovered = -1
        self._current = 0

    def set_rows(self, rows: Sequence[LegendRow]) -> None:
        """In this order; beyond fourteen, the rarest become one row "Other"."""
        kept = list(rows)
        if len(kept) > _MOST:
            common = {row.key for row in sorted(kept, key=lambda row: -row.count)[: _MOST - 1]}
            rare = [row for row in kept if row.key not in common]
            together = LegendRow(
                OTHER,
                f"Other ({len(rare)})",
                tokens().context,
                "circle",
                sum(r.count for r in rare),
                sum(r.selected for r in rare),
            )
            kept = [row for row in kept if row.key in common] + [together]
        self._rows = kept
        self._current = min(self._current, max(len(kept) - 1, 0))
        self.updateGeometry()
        self.update()

    def set_isolated(self, key: int | None) -> None:
        """Which row is looked at alone; None: all of them."""
        self._isolated = key
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(190, _LINE * len(self._rows) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _LINE * len(self._rows) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, row in enumerate(self._rows):
            self._paint_row(painter, QRectF(2, 2 + place * _LINE, self.width() - 4, _LINE), place, row, theme)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place != self._hovered:
            self._hovered = place
            self.setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._current = place
            self.isolate_requested.emit(self._rows[place].key)
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self._rows:
            self._current = min(max(self._current + step, 0), len(self._rows) - 1)
            row = self._rows[self._current]
            self.setAccessibleDescription(f"{row.name}, {row.count:,} images")
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._rows:
            self.isolate_requested.emit(self._rows[self._current].key)
        else:
            event.ignore()

    def _at(self, place: QPointF) -> int:
        found = int((place.y() - 2) // _LINE)
        return found if 0 <= found < len(self._rows) else -1

    def _paint_row(self, painter: QPainter, box: QRectF, place: int, row: LegendRow, theme: Theme) -> None:
        faint = self._isolated is not None and self._isolated != row.key
        painter.setPen(QPen(QColor(theme.accent), 1.5) if self.hasFocus() and place == self._current else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover) if place == self._hovered else Qt.BrushStyle.NoBrush)
        if self._isolated == row.key:
            painter.setBrush(QColor(theme.accent_soft))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        draw_shape(painter, row.shape, QPointF(box.left() + 15, box.center().y()), 5.2, theme.context if faint else row.colour)
        small = small_font(self.font(), -1.0)
        painter.setFont(small)
        count = f"{row.selected:,} of {row.count:,}" if row.selected else f"{row.count:,}"
        inner = box.adjusted(30, 0, -9, 0)
        painter.setPen(QColor(theme.accent if row.selected else theme.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        inner.setRight(inner.right() - QFontMetricsF(small).horizontalAdvance(count) - 8)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.muted if faint else theme.text))
        shown = QFontMetricsF(self.font()).elidedText(row.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
