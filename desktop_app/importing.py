"""Labels from elsewhere, brought into the open project: asks for the file, shows what would happen, and makes it one edit.

The source is read and weighed on the project's thread. Owns the dialog and no page.
"""

import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import UserError
from core.names import printable
from core.operations.importing import applying, offer, sources
from core.operations.importing import plan as planning
from core.operations.importing.applying import Choice, Outcome
from core.operations.importing.folders import Which
from core.operations.importing.plan import ImportPlan
from core.operations.importing.rows import Source
from core.project.project import Project
from core.records import Change
from core.words import tr
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.import_dialog import ImportDialog

_WEIGHED = frozenset(("labels", "classes", "images", "folders"))
"""Tables a plan depends on."""
Found = tuple[Source, ImportPlan]


class Importer(QObject):
    """Belongs to the window. One dialog at a time, which is not modal: whatever is labelled meanwhile, it shows."""

    imported = Signal(str)  # what was done, in words

    def __init__(self, session: Session, pictures: Pictures, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._pictures = session, pictures
        self.dialog: ImportDialog | None = None
        self._source: Source | None = None  # once it is read
        self._stopped = threading.Event()
        self._weighing = self._due = False  # a plan is being made; it is to be made again then
        session.changed.connect(self._on_changed)
        session.closing.connect(self._end)
        pictures.loader.ready.connect(self._on_picture)

    def choose(self) -> None:
        """Ask for a file."""
        text, _ = QFileDialog.getOpenFileName(self._window(), tr("Import labels"), "", tr(sources.KINDS))
        if text:
            self.from_file(Path(text))

    def from_file(self, file: Path) -> None:
        """A table, a COCO file or another project."""
        stopped = self._begin(printable(file.name))
        if stopped is not None:
            self._ask(partial(_of_file, file, stopped))

    def from_folders(self, which: Which | None = None) -> None:
        """The names of the sub-folders the images lie in; without `which`, those that look most like classes."""
        if self._begin(tr("the names of the sub-folders")) is not None:
            self._ask(partial(_of_folders, which))

    def _begin(self, what: str) -> threading.Event | None:
        """What tells the reading that nobody waits for it any more; None if nothing can be imported now."""
        self._end()
        if self._session.project is None or self._session.read_only:
            return None
        self._stopped = threading.Event()
        self.dialog = ImportDialog(what, self._picture, self._window())
        self.dialog.mapping_changed.connect(self._weigh)
        self.dialog.import_wanted.connect(self._on_import)
        self.dialog.finished.connect(self._end)
        self.dialog.show()
        return self._stopped

    def _ask(self, read: Callable[[Project], Source]) -> None:
        self._session.ask(partial(_tried, partial(_read, read)), partial(self._on_read, self.dialog))

    def _window(self) -> QWidget:
        """Asked for and not kept, as in `Locator`."""
        parent = self.parent()
        assert isinstance(parent, QWidget)
        return parent

    # What would happen

    def _on_read(self, dialog: ImportDialog, found: Found | Exception) -> None:
        if dialog is not self.dialog:
            return  # nobody waits for it, and it may have been stopped
        if isinstance(found, Exception):
            self._fail(dialog, found)
        else:
            self._source = found[0]
            self._show(found[1])

    @Slot()
    def _weigh(self) -> None:
        """Make the plan anew; while one is being made, once that is there."""
        if self._weighing or self.dialog is None or self._source is None:
            self._due = self._weighing
            return
        self._weighing = True
        work = partial(_tried, partial(_weighed, self._source, self.dialog.mapping))
        self._session.ask(work, partial(self._on_weighed, self.dialog))

    def _on_weighed(self, dialog: ImportDialog, found: ImportPlan | Exception) -> None:
        if dialog is not self.dialog:
            return
        self._weighing = False
        if self._due:
            self._due = False
            self._weigh()
        elif isinstance(found, Exception):
            self._fail(dialog, found)
        else:
            self._show(found)

    def _fail(self, dialog: ImportDialog, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._end()
            raise error
        self._source = None
        dialog.set_failed(str(error))

    def _show(self, plan: ImportPlan) -> None:
        if self.dialog is not None:
            self.dialog.set_plan(plan, [c.name for c in self._session.snapshot.classes])

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.tables & _WEIGHED:
            self._weigh()

    def _picture(self, image: int) -> QPixmap | None:
        rows = self._session.snapshot.images.rows(np.array([image], np.int64))
        return self._pictures.pixmap(int(rows[0])) if len(rows) else None

    @Slot(int)
    def _on_picture(self, _row: int) -> None:
        if self.dialog is not None:
            self.dialog.conflicts.show_picture()

    # Doing it

    @Slot()
    def _on_import(self) -> None:
        dialog, source = self.dialog, self._source
        if dialog is None or source is None:
            return
        choice = Choice(dialog.taken, dialog.mapping)
        self._end()
        self._session.edit(partial(_apply, source, choice), self._on_imported)

    def _on_imported(self, outcome: tuple[Change, Outcome]) -> None:
        change, done = outcome
        if change.tables:
            self._session.done.emit(done.sentence)
        else:  # somebody was faster: there is no step to take back
            self._session.said.emit("info", done.sentence)
        self.imported.emit(done.sentence)

    @Slot()
    def _end(self) -> None:
        self._stopped.set()
        dialog, self.dialog, self._source = self.dialog, None, None
        self._weighing = self._due = False
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()


def _of_file(file: Path, stopped: threading.Event, project: Project) -> Source:
    return sources.of_file(file, project.path, stopped.is_set)


def _of_folders(which: Which | None, project: Project) -> Source:
    return sources.of_folders(project, which or offer.likely(project))


def _tried(work: Callable[[Project], Any], project: Project) -> Any:
    """What came of it, or why nothing did: the dialog says that itself."""
    try:
        return work(project)
    except Exception as error:
        return error


def _read(read: Callable[[Project], Source], project: Project) -> Found:
    """With classes that are called nearly the same made one."""
    source = read(project)
    plan = planning.make(project, source)
    twins = plan.twins()
    return source, planning.make(project, source, twins) if twins else plan


def _weighed(source: Source, mapping: Mapping[str, str], project: Project) -> ImportPlan:
    return planning.make(project, source, mapping)


def _apply(source: Source, choice: Choice, project: Project) -> tuple[Change, Outcome]:
    return applying.apply(project, source, choice)
