"""One line at the foot of the window: what happened, in plain text. Information goes by itself, errors stay."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop_app import theme
from desktop_app.icons import icon, pixmap

_SHOWN_FOR = 7000  # milliseconds: two lines are read in less


class MessageBar(QFrame):
    """`say(kind, text)` with kind info or error."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setAccessibleName("Dismiss this message")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, kind: str, text: str) -> None:
        colours = theme.tokens()
        name, colour = ("warning", colours.bad) if kind == "error" else ("info", colours.accent)
        self._icon.setPixmap(pixmap(name, 18, colour, self.devicePixelRatioF()))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        if kind == "error":
            self._timer.stop()
        else:
            self._timer.start(_SHOWN_FOR)
