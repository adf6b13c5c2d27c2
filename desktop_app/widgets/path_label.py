"""One line with a path, which loses its beginning where there is no room: the end says most. The tooltip has all of it."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from core.names import printable


class PathLabel(QLabel):
    """A QLabel that may be narrower than its path."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(printable(str(path)), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(f"<span>{escape(self.text())}</span>")

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.contentsRect()
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideLeft, area.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()
