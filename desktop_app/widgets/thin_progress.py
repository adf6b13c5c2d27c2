"""A thin bar: how far something is, or that it goes on without saying how far. Paints only."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.words import tr
from desktop_app.theme import tokens

_STEP_EVERY = 60  # milliseconds: enough to look alive, too little to cost anything beside training
_STEPS = 36


class ThinProgress(QWidget):
    """`set_fraction(0..1)`, or None while it cannot be told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction: float | None = 0.0
        self._step = 0
        self._timer = QTimer(self, interval=_STEP_EVERY)
        self._timer.timeout.connect(self._advance)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Progress"))

    def set_fraction(self, fraction: float | None) -> None:
        self._fraction = None if fraction is None else min(1.0, max(0.0, fraction))
        self.setAccessibleDescription(tr("under way") if fraction is None else f"{self._fraction:.0%}")
        self._mind_timer()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 6)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._mind_timer()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, area = tokens(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        round_by = area.height() / 2
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(area, round_by, round_by)
        painter.setBrush(QColor(theme.accent))
        if self._fraction is None:
            width = area.width() * 0.3
            left = (area.width() + width) * self._step / _STEPS - width
            painter.drawRoundedRect(QRectF(left, 0, width, area.height()).intersected(area), round_by, round_by)
        elif self._fraction > 0:
            painter.drawRoundedRect(
                QRectF(0, 0, max(area.height(), area.width() * self._fraction), area.height()), round_by, round_by
            )
        painter.end()

    def _mind_timer(self) -> None:
        if self._fraction is None and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _advance(self) -> None:
        self._step = (self._step + 1) % (_STEPS + 1)
        self.update()
