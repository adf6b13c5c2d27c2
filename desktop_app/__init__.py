"""The window. Nothing in `core` knows of it."""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401  # replaces `__import__`

# From now on PySide would read the source of every module that is imported, ours and everyone's, to see whether it speaks
# of PySide6 (for its "features", which we use none of), and `linecache` would keep it: 700 files, 24 of the window's 98 MB
# (issue 6). Where PySide calls it something else one day, that comes back and all else stays as it is.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
linecache.clearcache()
