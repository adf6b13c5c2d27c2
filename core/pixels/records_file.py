"""An append-only file of records of one size behind a header: the index of a store that can be rebuilt.

A header that is not ours means that the store is started anew; a torn last record is not seen by readers and cut off by
the next writer. The header ends in a random number, by which readers see that a store was started anew.
"""

import os
from pathlib import Path

import numpy as np

KIND_BYTES = 24
HEADER_BYTES = 32


class RecordsFile:
    """`kind` names what is inside (at most 24 bytes, with everything the reader must agree on); `record`: one record."""

    def __init__(self, path: Path, kind: bytes, record: np.dtype[np.void]) -> None:
        self.path = path
        self._kind = kind.ljust(KIND_BYTES, b"\0")
        self._record = record

    def generation(self) -> bytes | None:
        """Which start of the store this is; None if the file is not there or its header is not ours."""
        try:
            with self.path.open("rb") as file:
                header = file.read(HEADER_BYTES)
        except OSError:
            return None
        return header[KIND_BYTES:] if len(header) == HEADER_BYTES and header.startswith(self._kind) else None

    def count(self) -> int:
        """Whole records by the size of the file; 0 if there is none."""
        try:
            return max(0, self.path.stat().st_size - HEADER_BYTES) // self._record.itemsize
        except OSError:
            return 0

    def read(self, first: int = 0) -> np.ndarray:
        """The whole records from number `first` on, as a structured array."""
        try:
            with self.path.open("rb") as file:
                file.seek(HEADER_BYTES + first * self._record.itemsize)
                data = file.read()
        except OSError:
            data = b""
        whole = len(data) // self._record.itemsize
        return np.frombuffer(data, self._record, whole)

    def start(self) -> None:
        """A new, empty file in place of whatever is there."""
        temporary = self.path.with_name(self.path.name + ".new")
        temporary.write_bytes(self._kind + os.urandom(HEADER_BYTES - KIND_BYTES))
        temporary.replace(self.path)

    def append(self, after: int, records: np.ndarray) -> None:
        """Write records behind the first `after` ones; what was behind them is cut off."""
        with self.path.open("r+b") as file:
            file.truncate(HEADER_BYTES + after * self._record.itemsize)
            file.seek(0, 2)
            file.write(records.tobytes())
