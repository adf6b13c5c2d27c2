"""The window. Nothing in `core` knows of it."""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401  # replaces `__import__`

# Left alone, PySide would read the source of every module that is imported from now on, and `linecache` keep it: 24 MB of
# the window's 98 (docs/decisions/0023). Where it calls the original something else one day, that comes back: a test says so.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
linecache.clearcache()
