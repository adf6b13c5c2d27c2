"""Memory that is free goes back to where it can be used again."""

import contextlib
import ctypes
import sys

from PySide6.QtWidgets import QApplication

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # of glibc's malloc.h
_ARENAS = 2
_LARGE = 1 << 20
"""Bytes: what is at least as large comes from the system and goes back to it. Left alone, glibc raises this to 32 MB at the
first large piece that is freed, and pictures of the map then lie among small things that stay."""


def share_heaps() -> None:
    """Let the window's threads use two heaps between them. glibc gives each thread its own, up to eight for each core, and
    keeps in each what was freed there: after 10,000 gestures the window held 452 MB, with two 375."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):  # another C library
            libc = ctypes.CDLL(None)
            libc.mallopt(_M_ARENA_MAX, _ARENAS)
            libc.mallopt(_M_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """What was drawn of hidden windows, and pages that nothing lies on any more, go back to the system. Takes a few
    milliseconds, so now and then is enough."""
    _forget_hidden_windows()
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def _forget_hidden_windows() -> None:
    """Qt keeps the picture of each dialog, menu and list that was ever open, of the viewer 2.6 MB: 6 MB after a long day. It
    makes a window anew when it is shown, where it was."""
    for window in QApplication.topLevelWidgets():
        if window.parentWidget() is not None and window.windowHandle() is not None and not window.isVisible():
            window.destroy()
