"""The thread that follows a watched folder: beside the runs, since it goes on for as long as somebody wants it to."""

import threading

from PySide6.QtCore import QThread, Signal

from core.errors import UserError
from core.operations.watching import Order, Watching
from core.project.project import Project
from core.words import tr

_POLL = 0.1  # seconds


class WatchThread(QThread):
    """Start it once; `finished` follows. It reads the project at its beginning only."""

    began = Signal()
    told = Signal(object)  # News
    went_wrong = Signal(object)  # an exception nobody expected, after `trouble` says it

    def __init__(self, project: Project, order: Order) -> None:
        super().__init__()
        self.order = order
        self.summary = self.trouble = ""  # what it has done, and why it ended unasked: once it has finished
        self._project: Project | None = project
        self._wake = threading.Event()
        self._stopping = self._leaving = False

    def stop(self) -> None:
        """End once what is being classified is in the table."""
        self._stopping = True
        self._wake.set()

    def leave(self) -> None:
        """End at once; what is being classified comes the next time. Waits for that."""
        self._leaving = True
        self.stop()
        self.wait()

    def run(self) -> None:
        try:
            self._follow()
        except UserError as error:
            self.trouble = str(error)
        except Exception as error:
            self.trouble = tr("Something went wrong inside Labelight: {error}", error=error)
            self.went_wrong.emit(error)

    def _follow(self) -> None:
        assert self._project is not None
        made = Watching(self._project, self.order)
        self._project = None
        try:
            self.began.emit()
            while not (made.ended or self._leaving):
                for news in made.poll():
                    self.told.emit(news)
                self._wake.wait(_POLL)
                if self._stopping:
                    made.stop()
                    self._wake.clear()
        finally:
            made.close()
            self.summary, self.trouble = made.summary, made.trouble
