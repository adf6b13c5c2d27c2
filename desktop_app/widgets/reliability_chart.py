"""Is it as often right as it says? Bins of labels against the diagonal, and how many labels lie where. Knows no classifier."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.classify.reliability import Bin, Reliability
from core.words import tr
from desktop_app.theme import Theme, grown, small_font, tokens, with_alpha
from desktop_app.widgets.chart_math import ticks
from desktop_app.widgets.empty_state import paint_empty_state
from desktop_app.widgets.places_chart import PlacesChart

_TOP, _RIGHT, _COUNTS, _BOTTOM = 8.0, 14.0, 26.0, 36.0  # px; _COUNTS is the strip of the histogram
_BARS = 20  # of the histogram, over the axis of confidence
_REACH = 24.0  # px beside a mark that still belong to it
_RIGHT_MIDDLE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -100, Qt.Key.Key_End: 100}


class ReliabilityChart(PlacesChart):
    """`bin_clicked(place)`: of the bins that were set."""

    bin_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("How sure it says it is, and how often it is right"), (tr("Too few labels to draw"), ""), parent)
        self._bins: tuple[Bin, ...] = ()
        self._bars = np.zeros(_BARS)
        self._first = 0.0  # where the axis of confidence begins

    def set_found(self, found: Reliability | None, confidence: np.ndarray) -> None:
        """The bins, and the confidence float [n] in 0..1 of every label in them. None shows the empty text."""
        self._bins = found.bins if found is not None else ()
        self._first = min(0.75, np.floor(4 * float(np.min(confidence, initial=1.0))) / 4)  # two classes leave half of it empty
        self._bars = np.histogram(confidence, _BARS, (self._first, 1.0))[0].astype(float)
        self.begin(len(self._bins) - 1 if self._bins else None)

    def place_of(self, place: int) -> QPointF:
        """Where the mark of a bin is, in px."""
        plot, one = self._plot(), self._bins[place]
        return QPointF(self._x(one.said, plot), plot.bottom() - one.right * plot.height())

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._bins:
            paint_empty_state(painter, QRectF(self.rect()), self.font(), *self.empty, "grid")
            return
        plot = self._plot()
        self._paint_axes(painter, plot, theme)
        self._paint_counts(painter, plot, theme)
        for place in range(len(self._bins)):
            self._paint_bin(painter, plot, place, theme)

    def place_at(self, position: QPointF) -> int | None:
        """The bin nearest from side to side: its bar may be anywhere above and below its mark."""
        if not self._bins or not self._plot().adjusted(-_REACH, -_TOP, _RIGHT, _COUNTS).contains(position):
            return None
        away = [abs(self.place_of(n).x() - position.x()) for n in range(len(self._bins))]
        near = int(np.argmin(away))
        return near if away[near] <= _REACH else None

    def place_after(self, key: Qt.Key) -> int | None:
        return min(max(self.current + _STEPS[key], 0), len(self._bins) - 1) if key in _STEPS else None

    def sentence(self, place: int) -> str:
        return tr("{sentence} Click to see them.", sentence=self._bins[place].sentence)

    def click(self, place: int) -> None:
        self.bin_clicked.emit(place)

    def _plot(self) -> QRectF:
        left = QFontMetricsF(small_font(self.font())).horizontalAdvance("100%") + 14 + grown(16)
        height = self.height() - _TOP - _COUNTS - grown(_BOTTOM)
        return QRectF(left, _TOP, max(self.width() - left - _RIGHT, 10), max(height, 10))

    def _x(self, confidence: float, plot: QRectF) -> float:
        return plot.left() + (confidence - self._first) / (1 - self._first) * plot.width()

    def _paint_axes(self, painter: QPainter, plot: QRectF, theme: Theme) -> None:
        painter.setFont(small_font(self.font()))
        below = plot.bottom() + _COUNTS + 3
        for part in (0.0, 0.25, 0.5, 0.75, 1.0):
            y = plot.bottom() - part * plot.height()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(theme.muted))
            if part in (0.0, 0.5, 1.0):
                painter.drawText(QRectF(0, y - grown(10), plot.left() - 8, grown(20)), _RIGHT_MIDDLE, f"{part:.0%}")
        for part in ticks(self._first, 1.0, 4):
            left = self._x(part, plot) - grown(44 if part == 1 else 30)
            painter.drawText(QRectF(left, below, grown(60), grown(16)), _CENTRE, f"{part:.0%}")
        painter.drawText(QRectF(plot.left(), below + grown(15), plot.width(), grown(18)), _CENTRE, tr("it says it is sure"))
        painter.save()
        painter.translate(grown(8), plot.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-grown(60), -grown(8), grown(120), grown(16)), _CENTRE, tr("it is right"))
        painter.restore()
        painter.setPen(QPen(QColor(theme.line_strong), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), plot.bottom() - self._first * plot.height()), plot.topRight())

    def _paint_counts(self, painter: QPainter, plot: QRectF, theme: Theme) -> None:
        width, most = plot.width() / _BARS, max(1.0, float(self._bars.max()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(with_alpha(theme.muted, 0.45))
        for place in np.flatnonzero(self._bars).tolist():
            high = max(1.5, float(self._bars[place]) / most * (_COUNTS - 6))
            painter.drawRect(QRectF(plot.left() + place * width + 1, plot.bottom() + _COUNTS - high, width - 2, high))

    def _paint_bin(self, painter: QPainter, plot: QRectF, place: int, theme: Theme) -> None:
        one, at = self._bins[place], self.place_of(place)
        low, high = one.interval
        colour = QColor(theme.accent if low <= one.said <= high else theme.warn)
        lit = place == self.hovered
        x, top, bottom = at.x(), plot.bottom() - high * plot.height(), plot.bottom() - low * plot.height()
        painter.setPen(QPen(with_alpha(colour, 1.0 if lit else 0.55), 2.0))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for y in (top, bottom):
            painter.drawLine(QPointF(x - 4, y), QPointF(x + 4, y))
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        painter.setBrush(colour)
        painter.drawEllipse(at, *((6.5, 6.5) if lit else (5.0, 5.0)))
        if self.hasFocus() and place == self.current:
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 9, 9)
