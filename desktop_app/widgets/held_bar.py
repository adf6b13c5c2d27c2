"""What could not be written and waits, at the foot of the window until it is on the disk: no other message takes its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app import theme
from desktop_app.icons import pixmap


class HeldBar(QFrame):
    """`show_held(text)`, and `hide` once everything is written."""

    retry_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        self.retry = QPushButton("Try again")
        self.retry.clicked.connect(self.retry_wanted)
        self.copy = QPushButton("Save a copy…")
        self.copy.clicked.connect(self.copy_wanted)
        for button in (self.retry, self.copy):
            layout.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_held(self, text: str) -> None:
        self._icon.setPixmap(pixmap("warning", 18, theme.tokens().bad, self.devicePixelRatioF()))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
