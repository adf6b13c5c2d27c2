"""What comes into a folder while it is watched: found by looking, since a share elsewhere tells of no new file."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.pixels.walk import Found, walk

Stamp = tuple[int, int]
"""Size in bytes and time of change in ns: another one is another content."""
_EMPTY = 60.0  # seconds an empty file is waited for: who writes to it has only begun
_TRIES = 5  # looks at a file that is there and cannot be opened: a program that writes may hold it


@dataclass(frozen=True)
class Arrival:
    """A file that is whole, as far as one can see. path: relative, with `/`."""

    path: str
    stamp: Stamp


class Arrivals:
    """`until`: for paths that were dealt with earlier, the time in ns up to which a change was seen; `calm`: seconds for which
    a file must stay the same."""

    def __init__(self, folder: Path, until: Mapping[str, int], calm: float) -> None:
        self._folder, self._until, self._calm = folder, until, calm
        self._known: dict[str, Stamp] = {}
        self._waiting: dict[str, Stamp] = {}
        self._tries: Counter[str] = Counter()

    @property
    def waiting(self) -> int:
        """How many files were still changing at the last look, or could not be opened since."""
        return len(self._waiting)

    def look(self, tick: Callable[[], None] = lambda: None) -> list[Arrival]:
        """The pictures that are new, or changed, and stayed as they are. `tick` is called now and then, and may raise.
        UserError if the folder cannot be listed, FolderGone if it is not there; the next look may succeed."""
        ready: list[Arrival] = []
        changing: dict[str, Stamp] = {}
        now = time.time_ns()
        for path in walk(self._folder, Found(), tick):
            try:
                status = (self._folder / path).stat()
            except OSError:
                continue
            stamp = (status.st_size, status.st_mtime_ns)
            if self._is_known(path, stamp):
                continue
            age = (now - status.st_mtime_ns) / 1e9
            stays = self._waiting.get(path) == stamp or age > self._calm
            if stays and (status.st_size or age > _EMPTY):
                ready.append(Arrival(path, stamp))
            else:
                changing[path] = stamp
        self._waiting = changing
        return ready

    def take(self, path: str, stamp: Stamp) -> None:
        """It was dealt with as it was then."""
        self._known[path] = stamp
        self._tries.pop(path, None)

    def try_again(self, arrival: Arrival) -> bool:
        """It could not be opened: whether it is still waited for, until a later look."""
        self._tries[arrival.path] += 1
        if self._tries[arrival.path] >= _TRIES:
            return False
        self._waiting[arrival.path] = arrival.stamp
        return True

    def _is_known(self, path: str, stamp: Stamp) -> bool:
        known = self._known.get(path)
        return stamp == known if known is not None else stamp[1] <= self._until.get(path, -1)
