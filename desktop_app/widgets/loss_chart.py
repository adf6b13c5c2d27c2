"""How the loss falls: a smoothed line over the faint raw one, few ticks, a read-out under the pointer. Knows no run."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.words import tr
from desktop_app.theme import Theme, grown, small_font, tokens, with_alpha
from desktop_app.widgets.chart_math import Floats, amount, smoothed, thinned, ticks
from desktop_app.widgets.empty_state import paint_empty_state

_TOP, _RIGHT, _BOTTOM = 12.0, 16.0, 38.0
_RIGHT_MIDDLE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


class LossChart(QWidget):
    """`set_points` for a whole curve, `add` as it goes on; a step that was there before (a resume) replaces what followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Loss"))
        self.setMinimumSize(grown(200), grown(140))
        self.setMouseTracking(True)
        self._steps: list[float] = []
        self._losses: list[float] = []
        self._smooth: Floats | None = None
        self._pointer: float | None = None
        self._empty = (tr("No learning yet"), tr("The loss appears here as learning goes on; it should fall."))

    def set_points(self, steps: Iterable[float], losses: Iterable[float]) -> None:
        """The whole curve, steps ascending."""
        self._steps, self._losses = [float(s) for s in steps], [float(v) for v in losses]
        self._changed()

    def add(self, step: float, loss: float) -> None:
        """One more point."""
        while self._steps and self._steps[-1] >= step:
            self._steps.pop()
            self._losses.pop()
        self._steps.append(float(step))
        self._losses.append(float(loss))
        self._changed()

    @property
    def has_points(self) -> bool:
        return bool(self._steps)

    def set_empty_text(self, title: str, hint: str = "") -> None:
        self._empty = (title, hint)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 190)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().x()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = np.array(self._steps), np.array(self._losses)
        if not np.isfinite(y).any():
            paint_empty_state(painter, QRectF(self.rect()), self.font(), *self._empty, "learn")
            painter.end()
            return
        if self._smooth is None:
            self._smooth = smoothed(y)
        low, high = _range(y, self._smooth)
        left = max(QFontMetricsF(small_font(self.font())).horizontalAdvance(amount(t)) for t in ticks(low, high) or [high]) + 14
        width, height = self.width() - left - _RIGHT, self.height() - grown(_TOP) - grown(_BOTTOM)
        plot = QRectF(left, grown(_TOP), max(width, 10), max(height, 10))
        scale = _Scale(plot, float(x[0]), float(max(x[-1], x[0] + 1)), low, high)
        self._paint_axes(painter, scale, theme)
        painter.setClipRect(plot.adjusted(-2, -6, 6, 6))
        painter.setPen(QPen(with_alpha(theme.accent, 0.28), 1.0))
        painter.drawPolyline(scale.line(x, y))
        painter.setPen(
            QPen(QColor(theme.accent), 2.25, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPolyline(scale.line(x, self._smooth))
        painter.setClipping(False)
        if self._pointer is not None and plot.left() - 4 <= self._pointer <= plot.right() + 4:
            self._paint_read_out(painter, scale, x, y, theme)
        painter.end()

    def _paint_axes(self, painter: QPainter, scale: "_Scale", theme: Theme) -> None:
        plot = scale.plot
        painter.setFont(small_font(self.font()))
        for value in ticks(scale.low, scale.high):
            at = scale.y(value)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(0, at - grown(10), plot.left() - 8, grown(20)), _RIGHT_MIDDLE, amount(value))
        painter.setPen(QColor(theme.muted))
        for value in ticks(scale.first, scale.last, max(2, int(plot.width() / grown(110)))):
            below = QRectF(scale.x(value) - grown(50), plot.bottom() + 5, grown(100), grown(16))
            painter.drawText(below, _CENTRE, amount(value))
        painter.drawText(QRectF(plot.left(), plot.bottom() + grown(20), plot.width(), grown(18)), _CENTRE, tr("step"))

    def _paint_read_out(self, painter: QPainter, scale: "_Scale", x: Floats, y: Floats, theme: Theme) -> None:
        assert self._pointer is not None
        assert self._smooth is not None
        place = int(np.argmin(np.abs(scale.xs(x) - self._pointer)))
        at = QPointF(scale.x(float(x[place])), scale.y(float(self._smooth[place])))
        painter.setPen(QPen(QColor(theme.line_strong), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at.x(), scale.plot.top()), QPointF(at.x(), scale.plot.bottom()))
        painter.setPen(QPen(QColor(theme.surface), 2))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(at, 5, 5)
        text = tr(
            "step {step:,.0f}   loss {loss:.4g}   smoothed {smoothed:.4g}",
            step=x[place],
            loss=y[place],
            smoothed=self._smooth[place],
        )
        font = small_font(self.font())
        width, height = QFontMetricsF(font).horizontalAdvance(text) + 20, QFontMetricsF(font).height() + 10
        left = min(max(at.x() - width / 2, scale.plot.left()), max(scale.plot.right() - width, scale.plot.left()))
        box = QRectF(left, scale.plot.top(), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tooltip))
        painter.drawRoundedRect(box, 5, 5)
        painter.setFont(font)
        painter.setPen(QColor(theme.on_tooltip))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _changed(self) -> None:
        self._smooth = None
        self.setAccessibleDescription(tr("now {loss:.3g}", loss=self._losses[-1]) if self._losses else self._empty[0])
        self.update()


class _Scale:
    """From steps and losses to pixels."""

    def __init__(self, plot: QRectF, first: float, last: float, low: float, high: float) -> None:
        self.plot, self.first, self.last, self.low, self.high = plot, first, last, low, high

    def x(self, value: float) -> float:
        return self.plot.left() + (value - self.first) / (self.last - self.first) * self.plot.width()

    def xs(self, values: Floats) -> Floats:
        return self.plot.left() + (values - self.first) / (self.last - self.first) * self.plot.width()

    def y(self, value: float) -> float:
        return self.plot.bottom() - (value - self.low) / (self.high - self.low) * self.plot.height()

    def line(self, x: Floats, y: Floats) -> QPolygonF:
        there = np.isfinite(y)
        kept_x, kept_y = thinned(x[there], y[there], max(2, int(self.plot.width())))
        return QPolygonF([QPointF(px, self.y(py)) for px, py in zip(self.xs(kept_x).tolist(), kept_y.tolist(), strict=True)])


def _range(raw: Floats, smooth: Floats) -> tuple[float, float]:
    """What the axis spans: the smoothed line whole, the raw one but for its wildest values."""
    finite = raw[np.isfinite(raw)]
    low, high = np.percentile(finite, (0.5, 99.5))
    low, high = min(low, float(np.nanmin(smooth))), max(high, float(np.nanmax(smooth)))
    room = (high - low) * 0.06 or max(abs(high) * 0.1, 0.1)
    return float(low - room), float(high + room)
