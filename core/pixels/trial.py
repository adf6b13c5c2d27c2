"""One file, decoded alone in a process that may die of it: `main.py --try FILE LONGEST MEGABYTES`."""

import contextlib
import faulthandler
import os
import sys
from pathlib import Path

from core.pixels.decode import Unreadable, decode_file, describe_file, open_regular

_LONGEST_LIFE = 100.0  # seconds; the parent waits 60
TOO_MUCH_MEMORY = 3
"""Exit code where the limit was reached; 0 where the decoder ended by itself, with a picture or without."""


def main(file: str, longest: int, megabytes: int) -> int:
    """Decode as the run did: `longest` in pixels, 0 for the header only. Returns the exit code."""
    _limit(megabytes)
    _end_by_itself()
    try:
        with open_regular(Path(file)) as opened:
            describe_file(opened)
            if longest:
                decode_file(opened, longest)
    except Unreadable as trouble:
        return TOO_MUCH_MEMORY if isinstance(trouble.__cause__, MemoryError) else 0
    except MemoryError:
        return TOO_MUCH_MEMORY
    return 0


def _end_by_itself() -> None:
    """Should whoever started this be gone: also out of a loop that holds the interpreter."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    faulthandler.dump_traceback_later(_LONGEST_LIFE, exit=True, file=nowhere)


def _limit(megabytes: int) -> None:
    """No more address space than that, where the system can limit it."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash that is looked for needs no dump of memory
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
