"""Pictures with two views under each, side by side: what SimCLR is asked to recognise as one. Paints only."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from core.words import tr, tr_later
from desktop_app.theme import small_font, tokens
from desktop_app.widgets.pixmaps import rounded

ROWS = (tr_later("Picture"), tr_later("View 1"), tr_later("View 2"))
_TILE = 56  # px
_GAP = 6  # px between tiles
_RADIUS = 6.0
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ViewStrip(QWidget):
    """As many columns as there is room for; `set_views` gives them, `set_text` says why there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Two views of your images"))
        self._columns: list[tuple[QPixmap, ...]] = []
        self._text = ""
        self.setMinimumWidth(200)
        self.setFixedHeight(len(ROWS) * _TILE + (len(ROWS) - 1) * _GAP)

    def set_views(self, views: np.ndarray) -> None:
        """uint8 [n, 3, S, S, 3] as `core.jobs.previews` gives them."""
        self._columns = [tuple(_pixmap(tile) for tile in column) for column in views]
        self._text = ""
        self.setAccessibleDescription(tr("{count} pictures, each with two views", count=len(views)))
        self.update()

    def set_text(self, text: str) -> None:
        """What is shown as long as there are no views."""
        self._columns, self._text = [], text
        self.setAccessibleDescription(text)
        self.update()

    @property
    def columns(self) -> int:
        """How many pictures are shown."""
        return min(len(self._columns), self._room())

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens().muted)
        if not self._columns:
            painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._text)
            return
        painter.setFont(small_font(self.font()))
        for row, name in enumerate(ROWS):
            painter.drawText(QRectF(0, row * (_TILE + _GAP), self._captions(), _TILE), _MIDDLE, tr(name))
        ratio = self.devicePixelRatioF()
        for place, column in enumerate(self._columns[: self.columns]):
            left = self._captions() + place * (_TILE + _GAP)
            for row, tile in enumerate(column):
                painter.drawPixmap(round(left), row * (_TILE + _GAP), rounded(tile, _TILE, _RADIUS, ratio))

    def _captions(self) -> float:
        """Width of what stands before the rows, in px."""
        metrics = QFontMetricsF(small_font(self.font()))
        return max(metrics.horizontalAdvance(tr(name)) for name in ROWS) + 2 * _GAP

    def _room(self) -> int:
        return max(1, int((self.width() - self._captions() + _GAP) // (_TILE + _GAP)))


def _pixmap(tile: np.ndarray) -> QPixmap:
    height, width, _ = tile.shape
    data = np.ascontiguousarray(tile)
    return QPixmap.fromImage(QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888))
