"""Which file brought a compute process down: the ones it was decoding are tried, each alone in a process of its own.

The parent's side of core/pixels/careful.py. No threads: whoever polls a run polls this too.
"""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from core import paths
from core.pixels.careful import Decoding, decoding_now
from core.pixels.trial import TOO_MUCH_MEMORY
from core.words import tr_later

SECONDS = 60.0  # that decoding may stand still, and that one file may take alone
_COUNTED = 2.0  # seconds that count at most between two looks: a computer that slept has not stood still
_MOST_MEGABYTES = 6_000  # the largest picture that is let in takes 1,200, a few times over while it is turned and converted
_LEAST_MEGABYTES = 1_500


class Watch:
    """Sees whether a process that decodes has stood still: the same files for too long. Look often."""

    def __init__(self, notes: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._notes, self._clock = notes, clock
        self._seen: tuple[Decoding, ...] = ()
        self._looked = clock()
        self._still = 0.0

    def stands_still(self) -> bool:
        now, seen = self._clock(), decoding_now(self._notes)
        self._still = self._still + min(now - self._looked, _COUNTED) if seen and seen == self._seen else 0.0
        self._looked, self._seen = now, seen
        return self._still > SECONDS


class Trial:
    """Tries the suspects one after the other. `guilty`: the reason by digest, complete once `over`."""

    def __init__(self, suspects: Sequence[Decoding], megabytes: int | None = None) -> None:
        self.guilty: dict[bytes, str] = {}
        self.names: list[str] = []
        self._waiting = list(dict.fromkeys(suspects))
        self._megabytes = megabytes or _allowed_megabytes()
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0

    @property
    def over(self) -> bool:
        return not self._waiting

    def poll(self) -> None:
        """Start the next one, or see how the one that is going fares."""
        if self.over:
            return
        if self._process is None:
            self._process, self._began = self._start(self._waiting[0]), time.monotonic()
            return
        reason = self._outcome(self._process)
        if reason is not None:
            suspect, self._process = self._waiting.pop(0), None
            if reason:
                self.guilty[suspect.digest] = reason
                self.names.append(suspect.path.name)

    def kill(self) -> None:
        """Leave it; what was found stays."""
        self._waiting.clear()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _start(self, suspect: Decoding) -> subprocess.Popen[bytes]:
        arguments = ["--try", os.fspath(suspect.path), str(suspect.longest), str(self._megabytes)]
        quiet = subprocess.DEVNULL
        return subprocess.Popen([*paths.own_command(), *arguments], stdin=quiet, stdout=quiet, stderr=quiet)

    def _outcome(self, process: subprocess.Popen[bytes]) -> str | None:
        """Why this file is guilty; empty if it is not; None if that is not known yet."""
        code = process.poll()
        if code is None and time.monotonic() - self._began > SECONDS:
            process.kill()
            process.wait()
            return f"took longer than {SECONDS:.0f} seconds to decode"
        if code == TOO_MUCH_MEMORY:
            return tr_later("too large for the memory of this machine")
        if code is None:
            return None
        # What is raised is caught there. 1 and 2: Python itself could not begin, which says nothing about the file.
        return "" if code in (0, 1, 2) else tr_later("the decoder crashed on this file")


def _allowed_megabytes() -> int:
    """Address space one file may need: three quarters of the memory there is."""
    try:
        there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    except (AttributeError, ValueError, OSError):
        return _MOST_MEGABYTES
    return max(_LEAST_MEGABYTES, min(_MOST_MEGABYTES, there * 3 // 4))
