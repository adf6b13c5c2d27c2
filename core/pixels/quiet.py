"""Keeps Pillow's warnings about odd files to itself: the file is named in the app, a log line would only repeat it.

`warnings.catch_warnings` swaps a list of the whole process and is not made for threads (two that leave in the wrong
order leave the wrong list), so the first thread in adds one filter and the last one out takes that same one away.
"""

import contextlib
import threading
import warnings
from collections.abc import Iterator
from typing import Any, cast

_LOCK = threading.Lock()
_INSIDE: list[Any] = []


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Within it, warnings raised inside Pillow's own modules are dropped, in all threads. May be nested."""
    with _LOCK:
        if not _INSIDE:
            warnings.filterwarnings("ignore", module=r"PIL\.")
            added: Any = warnings.filters[0]
        else:
            added = _INSIDE[0]
        _INSIDE.append(added)
    try:
        yield
    finally:
        with _LOCK:
            _INSIDE.pop()
            if not _INSIDE:
                _remove(added)


def _remove(added: Any) -> None:
    filters = cast("list[Any]", warnings.filters)
    for place, present in enumerate(filters):
        if present is added:  # by identity: the user may have an equal one
            del filters[place]
            return
