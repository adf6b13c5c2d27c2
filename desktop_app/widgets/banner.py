"""One line below the tabs that stays: why nothing can be changed in this project, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.words import tr
from desktop_app import theme
from desktop_app.icons import icon
from desktop_app.widgets.text_bar import TextBar


class Banner(TextBar):
    """`show_reason` with a text shows it, without one hides it."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        copy = QPushButton(icon("export"), tr(" Save a copy…"))
        copy.setAccessibleName(tr("Save a copy"))
        copy.setToolTip(tr("A project of its own, which can be changed"))
        super().__init__(copy, parent=parent)
        copy.clicked.connect(self.copy_wanted)

    def show_reason(self, text: str) -> None:
        self.set_text(text, "eye", theme.tokens().accent)
        self.setVisible(bool(text))
