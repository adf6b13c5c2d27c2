"""One line below the tabs that stays: why nothing can be changed in this project, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app import theme
from desktop_app.icons import icon, pixmap


class Banner(QFrame):
    """`show_reason` with a text shows it, without one hides it."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = QPushButton(icon("export"), " Save a copy…")
        self._copy.setAccessibleName("Save a copy")
        self._copy.setToolTip("A project of its own, which can be changed")
        self._copy.clicked.connect(self.copy_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self._copy)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_reason(self, text: str) -> None:
        self._icon.setPixmap(pixmap("eye", 18, theme.tokens().accent, self.devicePixelRatioF()))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
