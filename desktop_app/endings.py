"""The system asks the program to end: Ctrl+C in its terminal, `kill`, a session or a computer that is shut down."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # no system has all of them


class Endings(QObject):
    """`asked` is emitted once, on the GUI thread, after `listen`. Whoever asks again ends the program at once, as ever.

    Python hears of a signal only when it runs: a window that nobody touches would go on after Ctrl+C until its next timer.
    What it is told to write to when a signal comes wakes Qt's loop instead.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._signals = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def listen(self) -> None:
        """For signals that are not ignored, as those of a terminal are where the program was begun in the background."""
        signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        for number in self._signals:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _noted)

    @Slot()
    def _on_signal(self) -> None:
        self._read.recv(4096)
        for number in self._signals:
            if signal.getsignal(number) is _noted:
                signal.signal(number, signal.SIG_DFL)
        self.asked.emit()


def _noted(_number: int, _frame: object) -> None:
    """All that is to be done is done by what the signal has woken."""
