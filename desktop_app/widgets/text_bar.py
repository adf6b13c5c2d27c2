"""A line of plain text with an icon before it and buttons behind it: what banner, held bar and message bar are made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QWidget

from desktop_app.icons import pixmap
from desktop_app.theme import grown

_ICON = 18  # pixels


class TextBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, *buttons: QAbstractButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        for button in buttons:
            line.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def set_text(self, text: str, name: str, colour: str) -> None:
        """`name` of the icon; the bar is neither shown nor hidden by this."""
        self._icon.setPixmap(pixmap(name, grown(_ICON), colour, self.devicePixelRatioF()))
        self._text.setText(text)
        self.setAccessibleName(text)
