"""Keeps backups of the open project while it is worked on and when it is left; leads out of a damaged one.

The part of a backup that needs the project runs on its thread, among the edits; the rest on a thread of its own, which
outlives the project, so that leaving it waits for no disk.
"""

import logging
import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from core.errors import DamagedPart, DamagedProject, UserError
from core.operations import backups
from core.operations.backups import Backup, Draft
from core.project import mending, rescue
from core.project.project import Project
from core.records import Change
from core.words import tr, tr_later
from desktop_app.background import Background
from desktop_app.session import Session
from desktop_app.widgets.backups_dialog import BackupsDialog, Choice

_log = logging.getLogger(__name__)
Listed = list[tuple[Backup, bool]]


class Safekeeping(QObject):
    """Belongs to the window, over which its dialog is shown. `close` once the session is closed."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._background = Background("backups", self)
        self._timer = QTimer(self, interval=int(backups.EVERY * 1000))
        self._timer.timeout.connect(self._on_time)
        self._told = False  # one note about backups that fail is enough
        self._dialog: BackupsDialog | None = None
        self._about = Path()  # the file the dialog is about
        self._listed: Listed = []
        self._made: Path | None = None
        session.opened.connect(self._on_opened)
        session.closing.connect(self._on_closing)
        session.damaged.connect(self._on_damaged)

    def show_backups(self) -> None:
        """Those of the open project, to go back to one."""
        project = self._session.project
        if project is not None:
            text = tr(
                "Backups of {name} are made by themselves, at every half hour of work and on closing. Going "
                "back to one makes a new project beside this one, which stays as it is.",
                name=project.path.name,
            )
            self._ask(tr("Backups"), text, project.path, project.uid, damaged=False)

    def close(self) -> None:
        """Finish what is under way, and end the thread."""
        self._end_dialog()
        self._background.close()

    # Backups

    def _on_opened(self) -> None:
        self._told = False
        self._timer.start()
        if self._session.snapshot.mended:
            self._session.said.emit("error", " ".join(self._session.snapshot.mended))

    def _on_closing(self) -> None:
        self._timer.stop()
        if not self._session.read_only:
            self._session.keep(partial(_last_backup, self._background), _nothing, _logged)

    def _on_time(self) -> None:
        if not self._session.read_only:
            self._session.keep(partial(_begin, tr_later("every half hour")), self._on_begun, self._on_backup_failed)

    def _on_begun(self, draft: Draft | None) -> None:
        if draft is not None:
            self._background.run(partial(backups.finish, draft), None, self._on_backup_failed)

    def _on_backup_failed(self, error: BaseException) -> None:
        _logged(error)
        if isinstance(error, DamagedProject):
            self._on_damaged(error)
        elif not self._told:
            self._told = True
            self._session.said.emit("info", str(error))

    # Damage

    @Slot(object)
    def _on_damaged(self, error: UserError) -> None:
        if isinstance(error, DamagedPart):
            self._session.edit(mending.mend, self._on_mended)
        elif isinstance(error, DamagedProject) and not (self._dialog is not None and self._about == error.path):
            project = self._session.project
            uid = project.uid if project is not None and project.path == error.path else ""
            what = (
                tr("{path} is damaged.", path=error.path)
                if uid
                else tr("{path} is damaged, or no project, and was not opened.", path=error.path)
            )
            text = tr(
                "{what} Labelight changes nothing in it. Go back to a backup, or let everything be rescued that can be read: "
                "either becomes a new project beside it.",
                what=what,
            )
            self._ask(tr("This project is damaged"), text, error.path, uid, damaged=True)

    def _on_mended(self, outcome: tuple[Change, list[str]]) -> None:
        change, sentences = outcome
        if sentences:
            self._session.said.emit("error", " ".join(sentences))
        if change.tables:
            self._session.start_left_undone()

    def _ask(self, title: str, text: str, path: Path, uid: str, *, damaged: bool) -> None:
        self._end_dialog()
        self._about, self._listed, self._made = path, [], None
        self._dialog = BackupsDialog(title, text, damaged=damaged, parent=self._window)
        self._dialog.restore_wanted.connect(self._on_restore)
        self._dialog.rescue_wanted.connect(self._on_rescue)
        self._dialog.open_wanted.connect(self._on_open)
        self._dialog.finished.connect(self._end_dialog)
        self._dialog.show()
        self._background.run(partial(_look, path, uid), partial(self._on_listed, self._dialog))

    def _on_listed(self, dialog: BackupsDialog, listed: Listed) -> None:
        if dialog is self._dialog:
            self._listed = listed
            dialog.set_choices([_choice(backup, sound, self._about) for backup, sound in listed])

    @Slot(int)
    def _on_restore(self, which: int) -> None:
        backup, _ = self._listed[which]
        self._start(tr("Going back to the backup…"), partial(_restore, backup, self._about))

    @Slot()
    def _on_rescue(self) -> None:
        project = self._session.project
        if project is not None and project.path == self._about:
            self._session.close()  # its log belongs to what is rescued
        self._start(tr("Rescuing what can be read…"), partial(_rescue, self._about))

    def _start(self, text: str, work: partial[tuple[Path, str]]) -> None:
        if self._dialog is not None:
            self._dialog.set_busy(text)
            self._background.run(work, partial(self._on_made, self._dialog), partial(self._on_not_made, self._dialog))

    def _on_made(self, dialog: BackupsDialog, made: tuple[Path, str]) -> None:
        if dialog is self._dialog:
            self._made, text = made
            dialog.set_outcome(text, made=True)

    def _on_not_made(self, dialog: BackupsDialog, error: BaseException) -> None:
        _logged(error)
        if dialog is self._dialog:
            dialog.set_outcome(str(error), made=False)

    @Slot()
    def _on_open(self) -> None:
        made = self._made
        self._end_dialog()
        if made is not None:
            self._session.open(made)

    @Slot()
    def _end_dialog(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()


def _begin(why: str, project: Project) -> Draft | None:
    return backups.begin(project, why)


def _last_backup(background: Background, project: Project) -> None:
    """On the project's thread, after its last edit. What needs the copy alone goes on when the project is closed."""
    try:
        draft = backups.begin(project, tr_later("on closing"))
    except UserError as error:
        _logged(error)
        return
    if draft is not None:
        background.run(partial(_finish, draft))


def _finish(draft: Draft) -> None:
    try:
        backups.finish(draft)
    except UserError as error:
        _logged(error)


def _look(path: Path, uid: str) -> Listed:
    return [(backup, backups.is_sound(backup)) for backup in backups.listed(path, uid)]


def _choice(backup: Backup, sound: bool, about: Path) -> Choice:
    words = f"{backups.in_words(backup)} ({backup.size / 2**20:,.1f} MB)"
    if backup.facts.project != str(about.resolve()):
        words = tr("{words}, of {project}", words=words, project=backup.facts.project)
    if backup.facts.kind == "table":
        return Choice(f"{words}: {backup.folder / backups.TABLE}", usable=False)
    return Choice(words if sound else tr("{words}, damaged", words=words), sound)


def _restore(backup: Backup, about: Path) -> tuple[Path, str]:
    new = backups.restore(backup, _free_place(about, "restored"))
    return new, tr(
        "{new} was made of the backup of {backup}. {name} is as it was.",
        new=new,
        backup=backups.in_words(backup),
        name=about.name,
    )


def _rescue(about: Path) -> tuple[Path, str]:
    rescued = rescue.rescue(about, _free_place(about, "rescued"))
    return rescued.project, "\n".join(
        [*rescued.sentences, tr("The new project is {project}; {name} is as it was.", project=rescued.project, name=about.name)]
    )


def _free_place(about: Path, word: str) -> Path:
    """Such as `moths rescued.labelight` beside moths.labelight; at home if nothing may be written there."""
    folder = about.parent if os.access(about.parent, os.W_OK) else Path.home()
    numbers = ["", *(f" {n}" for n in range(2, 1000))]
    return next(p for n in numbers if not os.path.lexists(p := folder / f"{about.stem} {word}{n}.labelight"))


def _logged(error: BaseException) -> None:
    _log.warning("a backup was not made: %s", error)


def _nothing(_outcome: object) -> None:
    """Nobody waits for it."""
