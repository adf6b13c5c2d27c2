"""Puts the report on the clipboard, and knows what belongs into it: the last error, and the places that are to be hidden."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from core import report
from core.jobs.events import Failed
from core.logs import Hiding
from core.project.project import Project
from core.report import Report
from core.words import tr
from desktop_app.mishaps import Mishaps
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate


class Reporting(QObject):
    def __init__(self, session: Session, mishaps: Mishaps, hiding: Hiding, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._mishaps, self._hiding = session, mishaps, hiding
        session.went_wrong.connect(mishaps.note_error)
        session.opened.connect(self._on_folder)
        session.changed.connect(self._on_folder)
        session.run_updated.connect(self._on_run_updated)

    @Slot()
    def copy(self) -> None:
        """Gathered on the project's thread, where there is one."""
        if self._session.project is None:
            self._put(report.make(None, self._hiding, self._mishaps.last))
        else:
            self._session.ask(partial(_made, self._hiding, self._mishaps.last), self._put)

    def _put(self, made: Report) -> None:
        QGuiApplication.clipboard().setText(made.text)
        self._session.said.emit(
            "info",
            tr("The report is on the clipboard: paste it where you ask for help. No image, file name or folder is in it."),
        )

    @Slot()
    def _on_folder(self) -> None:
        """What is logged from now on says [folder] for it."""
        project = self._session.project
        if project is not None:
            self._hiding.hide(project.path.resolve().parent, "[project]")
            for folder in self._session.snapshot.folders:
                self._hiding.hide(folder.path, "[folder]")

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        if isinstance(update.event, Failed) and update.event.detail:
            self._mishaps.note_text(update.event.detail)


def _made(hiding: Hiding, error: str, project: Project) -> Report:
    return report.make(project, hiding, error)
