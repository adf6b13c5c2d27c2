"""Memory that is free goes back to where it can be used again."""

import contextlib
import ctypes
import sys

_M_ARENA_MAX = -8  # of glibc's malloc.h
_ARENAS = 2


def share_heaps() -> None:
    """Let the window's threads use two heaps between them. glibc gives each thread its own, up to eight for each core, and keeps in
    each what was freed there: after 10,000 gestures (tests/torture/long_day.py) the window held 452 MB, with two 375."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
