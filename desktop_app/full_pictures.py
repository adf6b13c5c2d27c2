"""Decodes the picture that is looked at and its neighbours in threads of its own, and keeps those alone. Knows no widget.

Edits do not wait for a decode here, nor a decode for edits: the project has another thread.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from core.pixels import reasons
from core.pixels.decode import Unreadable, decode_file
from core.pixels.source import open_known
from core.words import tr
from desktop_app.widgets.pyramid import Pyramid

_LOG = logging.getLogger(__name__)
_THREADS = 2  # the one that is looked at need not wait for a neighbour that was begun
_MOST = 40_000_000  # pixels kept of one picture: 160 MB, three of them at a time
_DRAFT = 6_400  # pixels: a JPEG whose shorter side is twice that is decoded at half its size
_SMALLEST = 1_024  # pixels: a level is halved as long as its longer side is more than this
_STRIP = 256  # rows copied in one go, so that the GUI thread gets its turn in between


class FileKey(NamedTuple):
    """A file as it was looked through: the same path with another content is another picture."""

    path: Path
    digest: bytes


Loaded = Pyramid | str  # a str says why there is no picture


def load(key: FileKey) -> Loaded:
    """The whole picture through the one decode function, in several sizes. Slow: not for the GUI thread.

    Only of a file that is as it was looked through: a decoder that crashes would take the window with it.
    """
    try:
        with open_known(key.path, key.digest) as file:
            found = decode_file(file, _DRAFT)
    except Unreadable as error:
        return reasons.in_words(error.reason)
    image, over = found.image, found.image.width * found.image.height / _MOST
    if over > 1:
        image = image.resize((int(image.width / over**0.5), int(image.height / over**0.5)), Image.Resampling.BOX)
    levels = [image]
    while max(levels[-1].size) > _SMALLEST:
        levels.append(levels[-1].reduce(2))
    return Pyramid(found.width, found.height, tuple(_as_qimage(level) for level in levels))


class FullPictures(QObject):
    """`want` says what is needed, the most urgent first, and forgets the rest; `ready(key)` says when one is there."""

    ready = Signal(object)
    _arrived = Signal(object)

    def __init__(self, fetch: Callable[[FileKey], Loaded] = load) -> None:
        super().__init__()
        self._fetch = fetch
        self._wake = threading.Condition()
        self._wanted: list[FileKey] = []  # guarded by _wake, as are the next three
        self._going: set[FileKey] = set()
        self._kept: dict[FileKey, Loaded] = {}
        self._stopped = False
        self._threads: list[threading.Thread] = []
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def want(self, keys: Sequence[FileKey]) -> None:
        with self._wake:
            self._wanted = list(keys)
            self._kept = {key: loaded for key, loaded in self._kept.items() if key in self._wanted}
            self._wake.notify_all()
        while keys and len(self._threads) < _THREADS:
            self._threads.append(threading.Thread(target=self._work, name="full pictures", daemon=True))
            self._threads[-1].start()

    def get(self, key: FileKey) -> Loaded | None:
        """None: it is on its way."""
        with self._wake:
            return self._kept.get(key)

    def stop(self) -> None:
        """Forget everything and wait for the threads; `want` begins anew."""
        with self._wake:
            self._stopped, self._wanted = True, []
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads, self._kept, self._stopped = [], {}, False
        self._going.clear()

    def _work(self) -> None:
        """Runs in each thread. Touches only what `_wake` guards."""
        while (key := self._next()) is not None:
            try:
                loaded = self._fetch(key)
            except Exception:
                _LOG.exception("a picture could not be decoded")
                loaded = tr("the picture cannot be decoded")
            with self._wake:
                self._going.discard(key)
                if key not in self._wanted:
                    continue
                self._kept[key] = loaded
            self._arrived.emit(key)

    def _next(self) -> FileKey | None:
        """Waits for the most urgent picture that nobody is at; None: stop."""
        with self._wake:
            while not self._stopped:
                for key in self._wanted:
                    if key not in self._kept and key not in self._going:
                        self._going.add(key)
                        return key
                self._wake.wait()
        return None

    @Slot(object)
    def _tell(self, key: FileKey) -> None:
        """Back on the GUI thread; what was left in the meantime is not told."""
        if self.get(key) is not None:
            self.ready.emit(key)


def _as_qimage(picture: Image.Image) -> QImage:
    """In the format that is painted fastest: blue, green, red and an unused byte per pixel on every machine Qt runs on."""
    width, height = picture.size
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(0xFFFFFFFF)
    pixels = np.frombuffer(made.bits(), np.uint8).reshape(height, made.bytesPerLine() // 4, 4)
    for top in range(0, height, _STRIP):
        strip = np.asarray(picture.crop((0, top, width, min(top + _STRIP, height))))
        pixels[top : top + len(strip), :width, 2::-1] = strip
    return made
