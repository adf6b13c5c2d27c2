"""Which class is taken for which: a square of counts to point at, walk through and click. Knows no classifier."""

from collections.abc import Sequence
from html import escape

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.theme import tokens
from desktop_app.widgets.empty_state import paint_empty_state
from desktop_app.widgets.matrix_paint import MatrixLayout, paint_matrix

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ConfusionMatrix(QWidget):
    """Rows are true classes, columns predicted ones. `cell_clicked(true, predicted)`: places in `names`."""

    cell_clicked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Confusion matrix")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(220, 180)
        self._counts: npt.NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: list[str] = []
        self._current = (0, 0)
        self._hovered: tuple[int, int] | None = None
        self._empty = ("No result yet", "Train a classifier to see which classes it mixes up.")

    def set_matrix(self, counts: npt.ArrayLike, names: Sequence[str]) -> None:
        """Counts int [C, C] and the C names. Empty ones show the empty text."""
        self._counts = np.asarray(counts, np.int64).reshape(len(names), len(names))
        self._names = list(names)
        self._current, self._hovered = (0, 0), None
        self.update()

    def set_empty_text(self, title: str, hint: str = "") -> None:
        self._empty = (title, hint)
        self.update()

    def in_words(self, true: int, predicted: int) -> str:
        """What one cell says, as plain text."""
        count = int(self._counts[true, predicted])
        images = f"{count:,} image{'' if count == 1 else 's'} of {self._names[true]}"
        if true == predicted:
            whole = int(self._counts[true].sum())
            share = f" ({count / whole:.0%} of {whole:,})" if whole else ""
            return f"{images} recognised{share}"
        return f"{images} taken for {self._names[predicted]}"

    def sizeHint(self) -> QSize:
        return QSize(460, 420)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._names:
            area = self.rect().toRectF()
            paint_empty_state(painter, area, self.font(), *self._empty, "grid")
        else:
            focus = self._current if self.hasFocus() else None
            paint_matrix(painter, self._layout(), self._counts, self._names, self.font(), tokens(), focus, self._hovered)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell(event.position())
        if cell != self._hovered:
            self._hovered = cell
            self.setCursor(Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._go_to(*cell)
            self.cell_clicked.emit(*cell)
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._names:
            event.ignore()
        elif key in _STEPS:
            (down, right), last = _STEPS[key], len(self._names) - 1
            self._go_to(min(max(self._current[0] + down, 0), last), min(max(self._current[1] + right, 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.cell_clicked.emit(*self._current)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell(QPointF(event.pos()))
            text = f"<span>{escape(self.in_words(*cell))}</span>" if cell else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _go_to(self, true: int, predicted: int) -> None:
        self._current = (true, predicted)
        self.setAccessibleDescription(self.in_words(true, predicted))
        self.update()

    def _layout(self) -> MatrixLayout:
        return MatrixLayout.fitting(self._names, self.font(), self.width(), self.height())

    def _cell(self, place: QPointF) -> tuple[int, int] | None:
        return self._layout().at(place) if self._names else None
