"""Fetches pictures in a few threads and keeps the newest in memory. Makes pixmaps on the GUI thread only; knows no files.

What is asked for last comes first. A view says what it no longer shows, and that is forgotten before it is fetched, unless
another view waits for it too.
"""

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

_LOG = logging.getLogger(__name__)
_QUEUE = 1600  # more than the tiles of 64 pixels on a screen of 3840 x 2160: what is in view is never dropped
_THREADS = 2
_BYTES = 128 * 2**20
_AT_ONCE = 24  # pixmaps made in one go, so that a burst of pictures does not hold up the mouse


class ThumbnailLoader(QObject):
    """`pixmap(row)` answers at once: the picture, or None; `ready(row)` says when it is there. Rows mean what `fetch` says."""

    ready = Signal(int)
    _arrived = Signal()

    def __init__(
        self,
        fetch: Callable[[int], QImage | None],
        parent: QObject | None = None,
        *,
        threads: int = _THREADS,
        bytes_kept: int = _BYTES,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._bytes_kept = bytes_kept
        self._bytes = 0
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._failed: set[int] = set()
        self._wake = threading.Condition()
        # The newest last, with the views that wait; guarded by _wake, as are the next four.
        self._wanted: OrderedDict[int, set[int]] = OrderedDict()
        self._fetching: set[int] = set()
        self._done: deque[tuple[int, int, QImage | None]] = deque()
        self._generation = 0
        self._closed = False
        self._count = threads
        self._threads: list[threading.Thread] = []
        self._views = 0
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def view(self) -> "ThumbnailView":
        """For one widget, that says what it no longer shows."""
        self._views += 1
        return ThumbnailView(self, self._views)

    def pixmap(self, row: int, view: int = 0) -> QPixmap | None:
        """The picture if it is in memory; otherwise it is asked for."""
        found = self._kept.get(row)
        if found is not None:
            self._kept.move_to_end(row)
            return found
        if row not in self._failed:
            self._ask(row, view)
        return None

    def forget(self, rows: Collection[int], view: int = 0) -> None:
        """The view needs these no more: those that nobody else waits for are not fetched, unless that has begun."""
        with self._wake:
            for row in rows:
                waiting = self._wanted.get(row)
                if waiting is not None:
                    waiting.discard(view)
                    if not waiting:
                        del self._wanted[row]

    def clear(self) -> None:
        """Rows mean something else now: forget every picture and request."""
        with self._wake:
            self._generation += 1
            self._wanted.clear()
            self._fetching.clear()
            self._done.clear()
        self._kept.clear()
        self._failed.clear()
        self._bytes = 0

    def close(self) -> None:
        """Fetch nothing more and wait for the threads. Nothing is ready afterwards."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self.clear()

    def _ask(self, row: int, view: int) -> None:
        with self._wake:
            if self._closed or row in self._fetching:
                return
            self._wanted.setdefault(row, set()).add(view)
            self._wanted.move_to_end(row)
            while len(self._wanted) > _QUEUE:
                self._wanted.popitem(last=False)
            self._wake.notify()
        if len(self._threads) < self._count:
            thread = threading.Thread(target=self._work, name=f"thumbnails-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        """Runs in each thread. Touches only what `_wake` guards."""
        while True:
            with self._wake:
                while not self._wanted and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                row, _ = self._wanted.popitem(last=True)
                self._fetching.add(row)
                generation = self._generation
            try:
                image = self._fetch(row)
            except Exception:
                _LOG.exception("the thumbnail of row %d could not be made", row)
                image = None
            with self._wake:
                if generation != self._generation or self._closed:
                    continue
                self._done.append((generation, row, image))
                first = len(self._done) == 1
            if first:
                self._arrived.emit()

    @Slot()
    def _take(self) -> None:
        """Back on the GUI thread, with some of what was fetched."""
        rows = []
        for _ in range(_AT_ONCE):
            with self._wake:
                if not self._done or self._closed:
                    break
                _generation, row, image = self._done.popleft()
                self._fetching.discard(row)
            if image is None or image.isNull():
                self._failed.add(row)
            else:
                self._keep(row, QPixmap.fromImage(image))
                rows.append(row)
        if self._done and not self._closed:
            self._arrived.emit()
        for row in rows:
            self.ready.emit(row)

    def _keep(self, row: int, pixmap: QPixmap) -> None:
        self._kept[row] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > self._bytes_kept and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= _size(oldest)


class ThumbnailView:
    """What one widget asks a loader for."""

    def __init__(self, loader: ThumbnailLoader, number: int) -> None:
        self._loader = loader
        self._number = number

    def pixmap(self, row: int) -> QPixmap | None:
        return self._loader.pixmap(row, self._number)

    def forget(self, rows: Collection[int]) -> None:
        self._loader.forget(rows, self._number)


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
