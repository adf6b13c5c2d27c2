"""Decoding with a note of what is being decoded, so that a file that takes the process with it can be told afterwards.

Every thread that decodes has a slot in one small file of the run folder: the path, the content's digest and the size asked
for; empty while it decodes nothing. The process may crash, hang or be killed at any moment: the file stays, and whoever
started the process looks into it (core/jobs/suspects.py).
"""

import contextlib
import os
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from core.pixels import quarantine
from core.pixels.decode import Unreadable

_HEAD = struct.Struct("<HI16s")  # bytes of the path (0: the thread decodes nothing), longest side asked for, digest
_SLOT = 4_200  # bytes; a longer path is not noted
_NOTHING = bytes(2)


@dataclass(frozen=True)
class Decoding:
    """A file that is being decoded. `longest` in pixels as for `decode_file`; 0: only its header is looked at."""

    path: Path
    digest: bytes
    longest: int


class Careful:
    """Use as a context manager around a pass over many files; `decoding` may then be called from any thread.

    Without `notes` nothing is noted, and what is in quarantine is refused all the same.
    """

    def __init__(self, notes: Path | None = None) -> None:
        self._notes = notes
        self._refused = quarantine.load()
        self._slots: list[FileIO] = []  # all there are; guarded by _lock, as is the next
        self._free: list[tuple[FileIO, int]] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._lock:
            for file in self._slots:
                file.close()

    @contextlib.contextmanager
    def decoding(self, path: Path, digest: bytes, longest: int) -> Iterator[None]:
        """Decode this content within it. Raises `Unreadable` if that has brought the decoder down before."""
        reason = self._refused.get(digest)
        if reason is not None:
            raise Unreadable(reason)
        if self._notes is None:
            yield
            return
        name = os.fsencode(path)
        slot = self._take(self._notes)
        _put(slot, _HEAD.pack(len(name), longest, digest) + name if _HEAD.size + len(name) <= _SLOT else _NOTHING)
        try:
            yield
        finally:
            _put(slot, _NOTHING)
            self._free.append(slot)

    def _take(self, notes: Path) -> tuple[FileIO, int]:
        with self._lock:
            if self._free:
                return self._free.pop()
            notes.touch()
            file = FileIO(notes, "r+")
            self._slots.append(file)
            return file, (len(self._slots) - 1) * _SLOT


def decoding_now(notes: Path) -> tuple[Decoding, ...]:
    """What the process that writes these notes is decoding, or was when it ended."""
    try:
        data = notes.read_bytes()
    except OSError:
        return ()
    found = []
    for start in range(0, len(data), _SLOT):
        if len(data) - start < _HEAD.size:
            break
        length, longest, digest = _HEAD.unpack_from(data, start)
        if length:
            name = data[start + _HEAD.size : start + _HEAD.size + length]
            found.append(Decoding(Path(os.fsdecode(name)), digest, longest))
    return tuple(found)


def _put(slot: tuple[FileIO, int], data: bytes) -> None:
    file, start = slot
    with contextlib.suppress(OSError, ValueError):  # a full disk, or a pass that was left early: no reason not to decode
        file.seek(start)
        file.write(data)
