"""Writing files in the background: on a thread of its own, so that labels go on meanwhile, with progress and a way to stop."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import Cancelled, UserError
from core.jobs.reporter import Throttle
from core.operations.leaving.left import Left, Tell
from core.project.project import Project
from core.words import tr
from desktop_app.background import Background
from desktop_app.session import Session

Work = Callable[[Project, Tell], Left]
_EVERY = 0.1  # seconds between two words on how far it is


class Errand(QObject):
    """One at a time; closing the project ends it. Why it failed is said by the session."""

    begun = Signal()
    progressed = Signal(int, int)  # done, of how many
    ended = Signal(object)  # Left; or a sentence if it was stopped, "" if it failed

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background: Background | None = None
        self._stop = threading.Event()
        self.owner: object = None
        session.closing.connect(self._on_closing)

    @property
    def going(self) -> bool:
        return self._background is not None

    def start(self, work: Work, owner: object) -> None:
        """Begin, on behalf of `owner`. Nothing if one is going or no project is open."""
        project = self._session.project
        if self.going or project is None:
            return
        self._stop = threading.Event()
        self.owner = owner
        self._background = Background("errand")
        self._background.run(partial(work, project, self._teller(self._stop)), self._end, self._on_failed)
        self.begun.emit()

    def stop(self) -> None:
        """`ended` follows."""
        self._stop.set()

    def _teller(self, stop: threading.Event) -> Tell:
        due = Throttle(_EVERY)

        def tell(done: int, total: int) -> None:  # on the errand's thread
            if stop.is_set():
                raise Cancelled
            if due.ready():
                self.progressed.emit(done, total)

        return tell

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._end(tr("Stopped. Copies made before stay; what was not finished is not there."))
            return
        self._end("")
        self._session.said.emit("error", str(error) or type(error).__name__)
        if not isinstance(error, UserError):
            self._session.went_wrong.emit(error)

    def _end(self, end: Left | str) -> None:
        self._leave()
        self.ended.emit(end)
        self.owner = None

    def _leave(self) -> None:
        background, self._background = self._background, None
        if background is not None:
            background.close()

    @Slot()
    def _on_closing(self) -> None:
        """It reads the project: it ends before that is closed."""
        if self.going:
            self.stop()
            self._end("")
