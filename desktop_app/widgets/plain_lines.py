"""Sentences to read, a line each: plain text that wraps anywhere, so that no long path makes a window wider."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.names import printable

_NARROWEST = 240
_AROUND = 4  # pixels: the line that shows the focus, and room for what reaches below the last line


class PlainLines(QPlainTextEdit):
    """As high as its text, up to `most` lines; what is more scrolls. The text can be selected and copied."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setProperty("bare", True)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def set_lines(self, lines: Sequence[str]) -> None:
        self.setPlainText("\n".join(map(printable, lines)))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        """A block is a line of the text, or several where it is wrapped."""
        line, needed = self.fontMetrics().lineSpacing(), 0.0
        block = self.document().begin()
        while block.isValid() and needed < self._most * line:
            needed += self.blockBoundingRect(block).height()
            block = block.next()
        self.setFixedHeight(min(max(ceil(needed), line), self._most * line) + _AROUND)
