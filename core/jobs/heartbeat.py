"""Whether a compute process is alive: it touches a file once a second, and its parent sees how long that has not happened.

A stopped process, and one whose interpreter is held for ever, touches nothing. A run that is only slow, or paused, goes on
touching.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path

BEAT = 1.0  # seconds
_COUNTED = 2.0  # seconds that count at most between two looks


def start_beating(file: Path) -> None:
    """From a thread of its own, until the process ends. A disk that is full stops it no more than a file that is gone."""
    threading.Thread(target=_beat, args=(file,), name="heartbeat", daemon=True).start()


def _beat(file: Path) -> None:
    number = 0
    while True:
        number += 1
        try:
            file.write_bytes(b"%d" % number)
        except OSError:
            if not file.parent.is_dir():
                return  # the run was taken away: there is nobody left to tell
        time.sleep(BEAT)


class Pulse:
    """The parent's side: look often.

    What passes between two looks counts for little: a computer that slept for hours wakes both processes at once, and the
    one that looks first has not missed a beat. Nothing compares the clocks of file and program, either of which may be set.
    """

    def __init__(self, file: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._file, self._clock = file, clock
        self._seen: tuple[int, int] | None = None
        self._looked = clock()
        self._silent = 0.0

    def look(self) -> float:
        """Seconds since the last beat, as far as somebody was there to see it; from the start on, where there was none."""
        now = self._clock()
        self._silent += min(max(now - self._looked, 0.0), _COUNTED)
        self._looked = now
        beat = self._last_beat()
        if beat != self._seen:
            self._seen, self._silent = beat, 0.0
        return self._silent

    def _last_beat(self) -> tuple[int, int] | None:
        try:
            found = self._file.stat()
        except OSError:
            return self._seen
        return found.st_mtime_ns, found.st_size
