"""The steps that can be taken back or done again, newest first, as a menu: a click goes to that state in one edit."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.project import history
from core.project.project import Project
from core.records import Change, HistoryEntry
from core.words import tr
from desktop_app.session import Session

_MOST = 30
BEGINNING = 0


class HistoryMenu(QMenu):
    """Filled anew whenever it is shown. The state that counts now is ticked."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("History"), parent)
        self._session = session
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_chosen)
        self.aboutToShow.connect(self._read)

    @Slot()
    def _read(self) -> None:
        self._fill([])
        self._session.ask(_entries, self._fill)

    def _fill(self, entries: list[HistoryEntry]) -> None:
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        now = next((entry.id for entry in entries if not entry.undone), BEGINNING)
        for entry in entries:
            self._add(entry.id, _in_words(entry), entry.id == now)
        if len(entries) < _MOST:
            self._add(BEGINNING, tr("The beginning") if entries else tr("Nothing was done yet"), now == BEGINNING)
        self._group.setEnabled(not self._session.read_only)

    def _add(self, entry_id: int, text: str, is_now: bool) -> None:
        action = QAction(text.replace("&", "&&"), self._group)
        action.setData(entry_id)
        action.setCheckable(True)
        action.setChecked(is_now)
        self.addAction(action)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self._session.edit(partial(_go_to, int(action.data())))


def _entries(project: Project) -> list[HistoryEntry]:
    return history.entries(project, _MOST)


def _go_to(entry_id: int, project: Project) -> Change | None:
    return history.go_to(project, entry_id)


def _in_words(entry: HistoryEntry) -> str:
    when = datetime.fromtimestamp(entry.when).strftime("%H:%M")
    text = entry.text[:1].upper() + entry.text[1:]
    return f"{text}\t{when}" if not entry.undone else tr("{text} (taken back)\t{when}", text=text, when=when)
