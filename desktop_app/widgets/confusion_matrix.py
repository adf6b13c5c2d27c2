"""Which class is taken for which: a square of counts to point at, walk through and click. Knows no classifier."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.words import tr
from desktop_app.theme import tokens
from desktop_app.widgets.empty_state import paint_empty_state
from desktop_app.widgets.matrix_paint import MatrixLayout, paint_matrix
from desktop_app.widgets.places_chart import PlacesChart

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ConfusionMatrix(PlacesChart):
    """Rows are true classes, columns predicted ones. `cell_clicked(true, predicted)`: places in `names`."""

    cell_clicked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Confusion matrix"), (tr("No result yet"), tr("Train a classifier to see which classes it mixes up.")), parent
        )
        self._counts: npt.NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: list[str] = []

    def set_matrix(self, counts: npt.ArrayLike, names: Sequence[str]) -> None:
        """Counts int [C, C] and the C names. Empty ones show the empty text."""
        self._counts = np.asarray(counts, np.int64).reshape(len(names), len(names))
        self._names = list(names)
        self.begin((0, 0) if self._names else None)

    def in_words(self, true: int, predicted: int) -> str:
        """What one cell says, as plain text."""
        count = int(self._counts[true, predicted])
        name, other = self._names[true], self._names[predicted]
        if true != predicted:
            return tr(
                "1 image of {name} taken for {other}" if count == 1 else "{count:,} images of {name} taken for {other}",
                count=count,
                name=name,
                other=other,
            )
        whole = int(self._counts[true].sum())
        share = f" ({tr('{share:.0%} of {whole:,}', share=count / whole, whole=whole)})" if whole else ""
        said = tr(
            "1 image of {name} recognised" if count == 1 else "{count:,} images of {name} recognised", count=count, name=name
        )
        return said + share

    def sizeHint(self) -> QSize:
        return QSize(460, 420)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._names:
            area = self.rect().toRectF()
            paint_empty_state(painter, area, self.font(), *self.empty, "grid")
        else:
            focus = self.current if self.hasFocus() else None
            paint_matrix(painter, self._layout(), self._counts, self._names, self.font(), tokens(), focus, self.hovered)
        painter.end()

    def place_at(self, position: QPointF) -> tuple[int, int] | None:
        """Places of the true and the predicted class in `names`."""
        return self._layout().at(position) if self._names else None

    def place_after(self, key: Qt.Key) -> tuple[int, int] | None:
        if key not in _STEPS:
            return None
        (down, right), last = _STEPS[key], len(self._names) - 1
        return min(max(self.current[0] + down, 0), last), min(max(self.current[1] + right, 0), last)

    def sentence(self, place: tuple[int, int]) -> str:
        return self.in_words(*place)

    def click(self, place: tuple[int, int]) -> None:
        self.cell_clicked.emit(*place)

    def _layout(self) -> MatrixLayout:
        return MatrixLayout.fitting(self._names, self.font(), self.width(), self.height())
