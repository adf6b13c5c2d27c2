"""One writer at a time among processes: a lock on an open file, which the system drops if its holder dies."""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold the lock file `path` (made if needed, never removed); waits while another process or thread holds it."""
    with path.open("ab") as file:
        _lock(file.fileno())
        try:
            yield
        finally:
            _unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        while True:
            try:
                return msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:  # held by another
                time.sleep(0.02)

    def _unlock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        while True:
            try:
                return fcntl.flock(handle, fcntl.LOCK_EX)
            except InterruptedError:
                time.sleep(0.02)
            except OSError:  # a file system without locks (some network mounts): the app runs one run at a time anyway
                return None

    def _unlock(handle: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
