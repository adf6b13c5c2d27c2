"""What is to become of a damaged project, or to which backup one wants to go back. Asks; restores and rescues nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from core.words import tr
from desktop_app.icons import icon
from desktop_app.theme import SPACE, grown
from desktop_app.widgets.thin_progress import ThinProgress
from desktop_app.widgets.wrap_row import WrapRow

_WIDTH, _LIST_HEIGHT = 620, 170


@dataclass(frozen=True)
class Choice:
    """A backup in words; `usable`: it can be gone back to."""

    words: str
    usable: bool = True


class BackupsDialog(QDialog):
    """Not modal; Esc closes it. `set_choices` selects the first usable one."""

    restore_wanted = Signal(int)  # which of the choices
    rescue_wanted = Signal()
    open_wanted = Signal()  # what was made

    def __init__(self, title: str, text: str, *, damaged: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._text, self._outcome = _plain(text), _plain()
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Backups, newest first"))
        self._list.setWordWrap(True)
        self._list.setMinimumSize(QSize(_WIDTH, grown(_LIST_HEIGHT)))
        self._list.currentRowChanged.connect(self._show_what_can_be_done)
        self._progress = ThinProgress()
        self._restore = self._button(tr(" Go back to this backup"), "history", self._on_restore)
        self._rescue = self._button(tr(" Rescue what can be read"), "spark", self.rescue_wanted.emit)
        self._open = self._button(tr(" Open the new project"), "import", self.open_wanted.emit)
        self._cancel = self._button(tr(" Cancel" if damaged else " Close"), "close", self.close)
        self._damaged, self._busy, self._made = damaged, True, False
        self._lay_out()
        self._outcome.setText(tr("Looking for backups…"))
        self._show_what_can_be_done()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """The backups, newest first."""
        self._list.clear()
        for choice in choices:
            item = QListWidgetItem(choice.words)
            if not choice.usable:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        first = next((row for row, choice in enumerate(choices) if choice.usable), -1)
        self._list.setCurrentRow(first)
        self._busy = False
        self._outcome.setText("" if choices else tr("There is no backup of this project on this computer yet."))
        self._show_what_can_be_done()
        (self._restore if first >= 0 else self._rescue if self._damaged else self._cancel).setFocus()

    def set_busy(self, text: str) -> None:
        """Something is under way."""
        self._busy = True
        self._outcome.setText(text)
        self._show_what_can_be_done()

    def set_outcome(self, text: str, *, made: bool) -> None:
        """How it went; `made`: there is a new project to open."""
        self._busy, self._made = False, made
        self._outcome.setText(text)
        self._outcome.setAccessibleName(text)
        self._show_what_can_be_done()
        if made:
            self._open.setFocus()

    @property
    def outcome(self) -> str:
        return self._outcome.text()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        for part in (self._text, self._list, self._outcome, self._progress):
            column.addWidget(part)
        line = WrapRow(SPACE, SPACE)
        line.add(self._restore, self._rescue, self._open)
        line.add(QWidget(), greedy=True)  # the last one stands apart
        line.add(self._cancel)
        column.addLayout(line)

    def _button(self, text: str, name: str, slot: object) -> QPushButton:
        made = QPushButton(icon(name), text)
        made.setAccessibleName(text.strip())
        made.clicked.connect(slot)
        return made

    @Slot()
    def _show_what_can_be_done(self) -> None:
        free = not self._busy and not self._made
        self._list.setEnabled(free)
        self._restore.setEnabled(free and self._list.currentRow() >= 0)
        self._rescue.setEnabled(free)
        self._restore.setVisible(not self._made)
        self._rescue.setVisible(self._damaged and not self._made)
        self._open.setVisible(self._made)
        self._progress.setVisible(self._busy)
        self._progress.set_fraction(None if self._busy else 0.0)

    def _on_restore(self) -> None:
        self.restore_wanted.emit(self._list.currentRow())


def _plain(text: str = "") -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
