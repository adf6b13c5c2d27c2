"""The system asks the program to end: Ctrl+C in its terminal, `kill`, a session or a computer that is shut down."""

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = () if sys.platform == "win32" else (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""None on Windows: it asks the window itself, and Qt can watch no pipe there. A pair of sockets would do, but then there would
be a second file that could speak to a network."""


class Endings(QObject):
    """`asked` is emitted once, on the GUI thread, after `listen`. Whoever asks again ends the program at once, as ever.

    Python hears of a signal only when it runs: a window that nobody touches would go on after Ctrl+C until its next timer.
    The pipe it writes to as soon as a signal comes wakes Qt's loop instead.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if not _SIGNALS:
            return
        self._read, write = os.pipe()
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def listen(self) -> None:
        """For signals that are not ignored, as those of a terminal are where the program was begun in the background."""
        for number in _SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _noted)

    @Slot()
    def _on_signal(self) -> None:
        os.read(self._read, 4096)
        for number in _SIGNALS:
            if signal.getsignal(number) is _noted:
                signal.signal(number, signal.SIG_DFL)
        self.asked.emit()


def _noted(_number: int, _frame: object) -> None:
    """All that is to be done is done by what the signal has woken."""
