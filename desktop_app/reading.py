"""Opens a project for reading off the GUI thread: what another program holds has to be copied first."""

import threading
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.errors import OnlyReadable
from core.project.project import Project
from core.project.reading import open_for_reading
from desktop_app.background import Background


class Reading(QObject):
    """`begin`, then `opened` or `failed`; after `close` neither comes."""

    opened = Signal(object)  # Project
    failed = Signal(object)  # the exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background: Background | None = None
        self._stopped = threading.Event()
        self._made: Project | None = None  # and nobody has it yet

    def begin(self, trouble: OnlyReadable) -> None:
        self.close()
        self._stopped = threading.Event()
        self._background = Background("reading", self)
        self._background.run(partial(self._make, trouble, self._stopped), self._on_made, self.failed.emit)

    def close(self) -> None:
        """Give up what is under way, and leave nothing of it."""
        self._stopped.set()
        if self._background is not None:
            self._background.close()
            self._background = None
        if self._made is not None:
            self._made.close()
            self._made = None

    def _make(self, trouble: OnlyReadable, stopped: threading.Event) -> None:
        self._made = open_for_reading(trouble, stopped.is_set)

    def _on_made(self, _nothing: None) -> None:
        made, self._made = self._made, None
        if made is not None:
            self.opened.emit(made)
