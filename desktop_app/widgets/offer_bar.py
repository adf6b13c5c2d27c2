"""Something that could be done, at the foot of the window until it is taken or put away: no message takes its place."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from core.words import tr
from desktop_app import theme
from desktop_app.icons import icon
from desktop_app.widgets.text_bar import TextBar


class OfferBar(TextBar):
    """`show_offer(text, action, name)`: what is offered, and text and icon of the button. Takes no focus."""

    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.take, self.put_away = QPushButton(), QToolButton()
        super().__init__(self.take, self.put_away, parent=parent)
        self.put_away.setIcon(icon("close"))
        self.put_away.setAccessibleName(tr("Put this offer away"))
        self.put_away.setToolTip(tr("It is not offered again in this project"))
        self.put_away.clicked.connect(self.hide)
        self.take.clicked.connect(self._on_take)

    def show_offer(self, text: str, action: str, name: str) -> None:
        self.set_text(text, "info", theme.tokens().accent)
        self.take.setText(f" {action}")
        self.take.setIcon(icon(name))
        self.take.setAccessibleName(action)
        self.show()

    @Slot()
    def _on_take(self) -> None:
        self.hide()
        self.taken.emit()
