"""The table a watched folder is told in: rows are added and never changed, and it says itself what was classified already."""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from core import cells
from core.errors import UserError
from core.operations import evaluation
from core.operations.files import check_target
from core.operations.leaving.tables import as_text
from core.words import tr, tr_later

SEEN = "seen"
"""When the file was read, ISO 8601 in UTC: a file that changed later is classified again."""
COLUMNS = (*evaluation.COLUMNS, SEEN)
_ANOTHER = tr_later("{file} is there and is no table of a watched folder. It was left as it is: choose another.")
_HEADER = ",".join(COLUMNS).encode() + b"\r\n"
_BLUR_NS = 1_000_000  # of a time that is written in milliseconds


class WatchTable:
    """CSV as all others (core/operations/leaving/tables.py). Whoever takes the file away finds a new one begun with the next
    row, and what the old one said is then forgotten after a restart."""

    def __init__(self, file: Path) -> None:
        """UserError if there is something else in its place, or no folder to make it in. Changes nothing."""
        self.file = file
        self._size = -1  # bytes it had when it was known to be whole: unread then, since it may have a million rows
        check_target(file)
        if file.is_dir():
            raise UserError(tr("{file} is a folder. Choose the name of a file.", file=file))
        self._read()

    def known(self) -> dict[str, int]:
        """Path of an image -> ns since 1970 up to which its changes are dealt with."""
        return {cells.plain(row[0]): _ns(row[-1]) + _BLUR_NS for row in self._read()[0]}

    def append(self, rows: Iterable[Mapping[str, Any]], seen: float) -> None:
        """Rows (evaluation.COLUMNS) of images that were read at `seen`, in seconds since 1970; on the disk when this returns.
        Raises OSError, with nothing of them in the table; UserError if another table lies there by now."""
        when = datetime.fromtimestamp(seen, UTC).isoformat(timespec="milliseconds")
        text = as_text([*(row[name] for name in evaluation.COLUMNS), when] for row in rows)
        added = text.encode("utf-8", "surrogateescape")
        end = self._end()
        with self.file.open("r+b" if self.file.exists() else "xb", buffering=0) as out:
            out.truncate(end)
            before = _HEADER
            if end:
                out.seek(end - 1)
                before = b"" if out.read(1) == b"\n" else b"\r\n"  # an editor may leave the end of the last line away
            try:
                _write(out, before + added)
                os.fsync(out.fileno())
            except OSError:
                out.truncate(end)
                raise
            self._size = out.tell()

    def _end(self) -> int:
        """Where the next row begins: half of one that a crash left there does not count."""
        if self.file.exists() and self.file.stat().st_size == self._size:
            return self._size
        return self._read()[1]

    def _read(self) -> tuple[list[list[str]], int]:
        """The rows there are, and the bytes that they and the header take."""
        data = self.file.read_bytes() if self.file.exists() else b""
        if not data:
            return [], 0
        whole = data[: _end_of_rows(data)]
        if all(map(_is_whole, _rows(data[len(whole) :]))):
            whole = data
        rows = _rows(whole)
        if not rows or tuple(rows[0]) != COLUMNS or not all(map(_is_whole, rows[1:])):
            raise UserError(tr(_ANOTHER, file=self.file))
        return rows[1:], len(whole)


def _write(out: BinaryIO, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[out.write(left) :]


def _end_of_rows(data: bytes) -> int:
    """Behind the last line that ends outside quotes: a path may have line breaks in it."""
    end = data.rfind(b"\n")
    while end >= 0 and data.count(b'"', 0, end) % 2:
        end = data.rfind(b"\n", 0, end)
    return end + 1


def _rows(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig", "surrogateescape")
    try:
        return [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    except csv.Error:
        return []


def _is_whole(row: list[str]) -> bool:
    try:
        return len(row) == len(COLUMNS) and datetime.fromisoformat(row[-1]).tzinfo is not None
    except ValueError:
        return False


def _ns(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1e9)
