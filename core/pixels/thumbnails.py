"""Thumbnails by content digest: encoded pictures one behind the other in one file, and an index that only grows.

Every index record carries a checksum of its picture, so that a damaged one is never shown. One that is not there in
full is absent for `has` too, and the next ingest makes it anew.
"""

import threading
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np

from core.pixels.digests import DIGEST_BYTES, DigestIndex, as_digests
from core.pixels.locking import writing
from core.pixels.records_file import RecordsFile

_RECORD = np.dtype([("digest", np.uint8, (DIGEST_BYTES,)), ("start", "<u8"), ("length", "<u4"), ("check", "<u4")])


class ThumbnailStore:
    """Encoded pictures by digest. `get`, `has` and `refresh` may be called from any thread, also while another process adds."""

    def __init__(self, folder: Path) -> None:
        """Opens the store in `folder`, making the folder if needed; whatever is damaged there is left out."""
        folder.mkdir(parents=True, exist_ok=True)
        self._data = folder / "thumbnails.data"
        self._lock_file = folder / "thumbnails.lock"
        self._index_file = RecordsFile(folder / "thumbnails.index", b"labelight thumbnails 1", _RECORD)
        self._guard = threading.RLock()
        self._file: BinaryIO | None = None
        self._generation: bytes | None = None
        self._clear()
        self.refresh()

    def get(self, digest: bytes) -> bytes | None:
        """The encoded picture (JPEG or PNG) of this digest, or None if there is none or it is damaged."""
        with self._guard:
            row = int(self._index.find(as_digests([digest]))[0])
            if row < 0 or self._file is None:
                return None
            _, start, length, check = self._record(row)
            self._file.seek(start)
            data = self._file.read(length)
        return data if len(data) == length and zlib.crc32(data) == check else None

    def has(self, digests: np.ndarray) -> np.ndarray:
        """bool [N]: whether there is a picture for each digest of uint8 [N, 16]."""
        with self._guard:
            return self._index.find(digests) >= 0

    def __len__(self) -> int:
        return self._index.count

    def refresh(self) -> None:
        """Take in what was added since. Cheap when that is nothing."""
        with self._guard:
            size = self._data.stat().st_size if self._data.exists() else 0
            generation = self._index_file.generation() if size else None
            count = self._index_file.count() if generation else 0
            if generation != self._generation or count < len(self):  # started anew by someone
                self._clear()
                self._generation = generation
            if count > len(self):
                records = self._index_file.read(len(self))
                cut = records["start"] + records["length"] > size  # the data were torn: absent until made anew
                self._take(records[: int(cut.argmax())] if cut.any() else records)

    def add(self, items: Iterable[tuple[bytes, bytes]]) -> None:
        """Append (digest, encoded picture) pairs; the later of two counts. Raises OSError if the disk is full."""
        pairs = list(items)
        if not pairs:
            return
        with self._guard, writing(self._lock_file):
            self.refresh()
            if self._generation is None:
                self._index_file.start()
                self._generation = self._index_file.generation()
            records = np.empty(len(pairs), _RECORD)
            records["digest"] = as_digests([digest for digest, _ in pairs])
            records["length"] = [len(picture) for _, picture in pairs]
            records["check"] = [zlib.crc32(picture) for _, picture in pairs]
            with self._data.open("ab") as file:
                # Behind whatever is there, even if no record speaks of it: then no record ever points to a mixture.
                file.seek(0, 2)
                records["start"] = file.tell() + np.cumsum(records["length"], dtype=np.uint64) - records["length"]
                file.write(b"".join(picture for _, picture in pairs))
            self._index_file.append(len(self), records)
            self._take(records)

    def close(self) -> None:
        """Let go of the files. The store may not be used afterwards."""
        with self._guard:
            self._clear()

    def _record(self, row: int) -> tuple[bytes, int, int, int]:
        for first, records in reversed(self._records):
            if row >= first:
                digest, start, length, check = records[row - first]
                return bytes(digest), int(start), int(length), int(check)
        raise IndexError(row)

    def _clear(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None
        self._generation = None
        self._index = DigestIndex.of(np.empty((0, DIGEST_BYTES), np.uint8))
        self._records: list[tuple[int, np.ndarray]] = []

    def _take(self, records: np.ndarray) -> None:
        if not len(records):
            return
        first = len(self)
        self._index = self._index.extended(records["digest"])
        self._records.append((first, records))
        # Joined whenever the last two are of like size: a binary counter, so that N appends copy N log N records in all.
        while len(self._records) > 1 and len(self._records[-2][1]) <= 2 * len(self._records[-1][1]):
            (start, before), (_, last) = self._records[-2:]
            self._records[-2:] = [(start, np.concatenate([before, last]))]
        if self._file is None:
            self._file = self._data.open("rb")
