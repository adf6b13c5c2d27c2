"""Where the folder of the images is: whether it is there, and the way to one that was moved. Shows two dialogs, owns no page.

Looking may take for ever on a disk that does not answer, so it is done on threads that nobody waits for.
"""

import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.errors import UserError
from core.operations import locating
from core.operations.locating import Match
from core.project.project import Project
from core.words import tr
from desktop_app.session import Session

_log = logging.getLogger(__name__)


def ask_folder(parent: QWidget, title: str) -> str:
    """The one place where a folder is asked for here: tests put their own in its stead."""
    return QFileDialog.getExistingDirectory(parent, title)


def ask_anyway(parent: QWidget, text: str) -> bool:
    box = QMessageBox(QMessageBox.Icon.Warning, tr("Another folder?"), "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(tr("Use it all the same? Labels stay; images that are not there are listed as missing."))
    use = box.addButton(tr("Use it all the same"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is use


class Locator(QObject):
    """`gone_changed(True)` once the folder of the open project was not found; `locate` leads to where it is now."""

    gone_changed = Signal(bool)
    _answered = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._turn = 0  # answers of an earlier one are dropped
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        session.opened.connect(self.look)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)

    @Slot()
    def look(self) -> None:
        """Whether the folder is there, found out on a thread of its own."""
        if self._session.project is not None:
            folder = self._session.snapshot.images.folder
            self._ask(partial(_is_there, folder), self._on_looked)

    def tell_gone(self) -> None:
        """A run has found out."""
        self._turn += 1
        self.gone_changed.emit(True)

    @Slot()
    def locate(self) -> None:
        """Ask where it is, look whether that can be, then look through it."""
        project = self._session.project
        text = ask_folder(self._window(), tr("Where is the folder of the images now?")) if project is not None else ""
        if project is not None and text:
            folder = Path(text)
            self._session.said.emit("info", tr("Looking for the images in {folder}…", folder=folder))
            self._ask(partial(_match, project, folder), partial(self._on_matched, folder))

    def _window(self) -> QWidget:
        """Asked for and not kept: a window that is part of a circle is freed by whichever thread happens to collect garbage."""
        parent = self.parent()
        assert isinstance(parent, QWidget)
        return parent

    def _ask(self, work: Callable[[], object], told: Callable[[object], None]) -> None:
        self._turn += 1
        threading.Thread(target=self._work, args=(self._turn, work, told), name="folder", daemon=True).start()

    def _work(self, turn: int, work: Callable[[], object], told: Callable[[object], None]) -> None:
        try:
            answer = work()
        except Exception as error:
            _log.warning("the folder could not be looked at", exc_info=not isinstance(error, UserError))
            answer = error
        self._answered.emit((turn, answer, told))

    @Slot(object)
    def _on_answered(self, message: tuple[int, object, Callable[[object], None]]) -> None:
        turn, answer, told = message
        if turn == self._turn and self._session.project is not None:
            told(answer)

    def _on_looked(self, there: object) -> None:
        self.gone_changed.emit(there is not True)

    def _on_matched(self, folder: Path, answer: object) -> None:
        if not isinstance(answer, Match):
            self._session.said.emit("error", tr("{folder} cannot be looked at: {answer}", folder=folder, answer=answer))
        elif answer.fits or ask_anyway(self._window(), answer.sentence(folder)):
            self._session.said.emit("info", tr("The images are looked for in {folder} from now on.", folder=folder))
            self._session.move_folder(folder)

    def _on_changed(self, change: object) -> None:
        if getattr(change, "op", "") in ("move folder", "ingest"):
            self.look()

    def _on_closed(self) -> None:
        self._turn += 1
        self.gone_changed.emit(False)


def _is_there(folder: Path) -> bool:
    return folder.is_dir()


def _match(project: Project, folder: Path) -> Match:
    return locating.match(project, folder)
