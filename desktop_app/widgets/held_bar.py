"""What could not be written and waits, at the foot of the window until it is on the disk: no other message takes its place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.words import tr
from desktop_app import theme
from desktop_app.widgets.text_bar import TextBar


class HeldBar(TextBar):
    """`show_held(text)`, and `hide` once everything is written."""

    retry_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        retry, copy = QPushButton(tr("Try again")), QPushButton(tr("Save a copy…"))
        super().__init__(retry, copy, parent=parent)
        retry.clicked.connect(self.retry_wanted)
        copy.clicked.connect(self.copy_wanted)
        self.retry, self.copy = retry, copy

    def show_held(self, text: str) -> None:
        self.set_text(text, "warning", theme.tokens().bad)
        self.show()
