"""A raised surface with a heading: what pages are built of. Plain text only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.theme import SPACE


class Card(QFrame):
    """Add to `body`."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self.body.setSpacing(SPACE)
        if heading:
            title = QLabel(heading)
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setProperty("heading", True)
            self.body.addWidget(title)
