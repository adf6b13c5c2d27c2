"""Where the folders of the images are: whether they are there, and the way to one that was moved. Shows two dialogs, owns no
page.

Looking may take for ever on a disk that does not answer, so it is done on threads that nobody waits for.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.errors import UserError
from core.names import printable
from core.operations import locating
from core.operations.locating import Match
from core.project.folders import FolderCard
from core.project.project import Project
from core.words import tr, tr_later
from desktop_app.session import Session

_log = logging.getLogger(__name__)
_WHERE = tr_later("Where is the folder of the images now?")


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
    """`gone_changed` tells which folders of the open project were not found; `locate` leads to where one is now."""

    gone_changed = Signal(object)  # tuple[Path, ...], in the project's order
    _answered = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._turn = 0  # answers of an earlier one are dropped
        self._gone: set[Path] = set()
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        session.opened.connect(self.look)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)

    @Slot()
    def look(self) -> None:
        """Whether the folders are there, found out on a thread for each: one of them may not answer."""
        self._turn += 1
        for card in self._session.snapshot.folders:
            self._ask(partial(_is_there, card.path), partial(self._on_looked, card.path))

    def tell_gone(self, *found: Path) -> None:
        """A run has found out."""
        self._turn += 1
        self._gone.update(found)
        self._tell()

    def set_gone(self, found: Iterable[Path]) -> None:
        """A run has looked through all folders, and did not find these."""
        self._gone = set(found)
        self._tell()

    @Slot(object)
    def locate(self, wanted: Path | None = None) -> None:
        """Ask where this folder is (None: the first that is not there), look whether that can be, then look through it."""
        project, card = self._session.project, self._card(wanted)
        if project is None or card is None:
            return
        several = len(self._session.snapshot.folders) > 1
        asked = tr("Where is the folder “{name}” now?", name=printable(card.path.name)) if several else tr(_WHERE)
        text = ask_folder(self._window(), asked)
        if text:
            folder = Path(text)
            self._session.said.emit("info", tr("Looking for the images in {folder}…", folder=folder))
            self._turn += 1
            self._ask(partial(_match, project, folder, card.id), partial(self._on_matched, folder, card.id))

    def _card(self, wanted: Path | None) -> FolderCard | None:
        """The folder that is meant."""
        every = self._session.snapshot.folders
        meant = (card for card in every if (card.path == wanted if wanted is not None else card.path in self._gone))
        return next(meant, every[0] if every else None)

    def _window(self) -> QWidget:
        """Asked for and not kept: a window that is part of a circle is freed by whichever thread happens to collect garbage."""
        parent = self.parent()
        assert isinstance(parent, QWidget)
        return parent

    def _ask(self, work: Callable[[], object], told: Callable[[object], None]) -> None:
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

    def _on_looked(self, folder: Path, there: object) -> None:
        (self._gone.discard if there is True else self._gone.add)(folder)
        self._tell()

    def _tell(self) -> None:
        every = tuple(card.path for card in self._session.snapshot.folders)
        self._gone.intersection_update(every)
        self.gone_changed.emit(tuple(path for path in every if path in self._gone))

    def _on_matched(self, folder: Path, which: int, answer: object) -> None:
        if not isinstance(answer, Match):
            self._session.said.emit("error", tr("{folder} cannot be looked at: {answer}", folder=folder, answer=answer))
        elif answer.fits or ask_anyway(self._window(), answer.sentence(folder)):
            self._session.said.emit("info", tr("The images are looked for in {folder} from now on.", folder=folder))
            self._session.move_folder(folder, which)

    def _on_changed(self, change: object) -> None:
        if getattr(change, "op", "") in ("move folder", "add folder"):
            self.look()

    def _on_closed(self) -> None:
        self._turn += 1
        self._gone.clear()
        self.gone_changed.emit(())


def _is_there(folder: Path) -> bool:
    return folder.is_dir()


def _match(project: Project, folder: Path, which: int) -> Match:
    return locating.match(project, folder, which)
