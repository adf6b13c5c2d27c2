"""What nobody expected: exceptions in slots and threads. Logged, told once, kept for a report."""

import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from core.words import tr

_QUIET = 5.0  # seconds without it, after which the same error is told again
_log = logging.getLogger("labelight")
_Key = tuple[str, str, int]


class Mishaps(QObject):
    """`install` sends every exception that nobody caught here, whatever thread it is in. `told` is emitted once for a row of
    the same error (a slot that fails with every move of the mouse), on the GUI thread for receivers that live there."""

    told = Signal(str)  # a sentence

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[_Key, tuple[int, float]] = {}  # how often, and when last
        self._last = ""
        self._thread_before, self._unraisable_before = threading.excepthook, sys.unraisablehook

    @property
    def last(self) -> str:
        """The traceback of the newest one, "" without any."""
        with self._lock:
            return self._last

    def install(self) -> None:
        self._thread_before, self._unraisable_before = threading.excepthook, sys.unraisablehook
        sys.excepthook = self.note
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable

    def uninstall(self) -> None:
        """Python's own hooks again, where these are still in place."""
        if sys.excepthook == self.note:
            sys.excepthook = sys.__excepthook__
        if threading.excepthook == self._in_thread:
            threading.excepthook = self._thread_before
        if sys.unraisablehook == self._unraisable:
            sys.unraisablehook = self._unraisable_before

    def note_error(self, error: BaseException) -> None:
        self.note(type(error), error, error.__traceback__)

    def note_text(self, trace: str) -> None:
        """One of another process, told there already: kept for the report."""
        with self._lock:
            self._last = trace

    def note(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """From any thread. An interruption from the terminal is no error."""
        if issubclass(kind, KeyboardInterrupt):
            return
        key = _place(kind, trace)
        with self._lock:
            self._last = "".join(traceback.format_exception(kind, error, trace))
            now = self._clock()
            count, last = self._seen.get(key, (0, -_QUIET))
            self._seen[key] = (count + 1, now)
        anew = now - last >= _QUIET
        if anew:
            _log.error("unexpected", exc_info=(kind, error, trace))
        elif _is_round(count + 1):
            _log.error("the same again, %d times by now: %s", count + 1, kind.__name__)
        if anew:
            self.told.emit(
                tr(
                    "Something went wrong inside Labelight: {problem}. It was logged; nothing was lost.",
                    problem=error or kind.__name__,
                )
            )

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if not issubclass(args.exc_type, SystemExit):
            self.note(args.exc_type, args.exc_value, args.exc_traceback)

    def _unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        self.note(args.exc_type, args.exc_value, args.exc_traceback)


def _place(kind: type[BaseException], trace: TracebackType | None) -> _Key:
    """Where it was raised: two errors of one kind at one line are the same."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (kind.__name__, trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace is not None else (kind.__name__, "", 0)


def _is_round(count: int) -> bool:
    return count in (10, 100, 1000) or count % 10_000 == 0
