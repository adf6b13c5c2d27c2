"""Fetches pictures in a few threads and keeps the newest in memory. Makes pixmaps on the GUI thread only; knows no files.

What is asked for last comes first, and what was scrolled past is forgotten before it is fetched.
"""

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

_LOG = logging.getLogger(__name__)
_QUEUE = 400
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
        self._wanted: OrderedDict[int, None] = OrderedDict()  # the newest last; guarded by _wake, as are the next four
        self._fetching: set[int] = set()
        self._done: deque[tuple[int, int, QImage | None]] = deque()
        self._generation = 0
        self._closed = False
        self._count = threads
        self._threads: list[threading.Thread] = []
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def pixmap(self, row: int) -> QPixmap | None:
        """The picture if it is in memory; otherwise it is asked for."""
        found = self._kept.get(row)
        if found is not None:
            self._kept.move_to_end(row)
            return found
        if row not in self._failed:
            self._ask(row)
        return None

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

    def _ask(self, row: int) -> None:
        with self._wake:
            if self._closed or row in self._fetching:
                return
            self._wanted[row] = None
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


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
