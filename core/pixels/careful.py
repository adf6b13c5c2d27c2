"""Decoding with a note of what is being decoded, so that a file that takes the process with it can be told afterwards.

Every thread that decodes has a slot in one small file of the run folder: the path, the content's digest and the size asked
for; empty while it decodes nothing. The process may crash, hang or be killed at any moment: the file stays, and whoever
started the process looks into it (core/jobs/suspects.py).

The file is mapped into memory: with two writes per file a folder of tiny pictures took 12 % longer, mapped it is 2 %.
"""

import mmap
import os
import struct
import threading
from dataclasses import dataclass
from pathlib import Path

from core.pixels import quarantine
from core.pixels.decode import Unreadable
from core.pixels.parallel import cores

_HEAD = struct.Struct("<HI16s")  # bytes of the path (0: the thread decodes nothing), longest side asked for, digest
_SLOT = 4_200  # bytes; a longer path is not noted
_NOTHING = bytes(2)
_UNNOTED = -1


@dataclass(frozen=True)
class Decoding:
    """A file that is being decoded. `longest` in pixels as for `decode_file`; 0: only its header is looked at."""

    path: Path
    digest: bytes
    longest: int


class Careful:
    """For a pass over many files under `root`: call `begin` before decoding one and `end` after it, from any thread.

    Without `notes` nothing is noted, and what is in quarantine is refused all the same.
    """

    def __init__(self, root: Path, notes: Path | None = None) -> None:
        self._root, self._notes = root, notes
        self._refused = quarantine.load()
        self._lock = threading.Lock()
        self._map: mmap.mmap | None = None
        self._free: list[int] = []

    def begin(self, path: str, digest: bytes, longest: int) -> int:
        """Note this file; what is returned goes to `end`. Raises `Unreadable` if its content has brought the decoder down."""
        reason = self._refused.get(digest)
        if reason is not None:
            raise Unreadable(reason)
        if self._notes is None:
            return _UNNOTED
        noted = self._map or self._open(self._notes)
        name = path.encode("utf-8", "surrogateescape")
        try:
            place = self._free.pop()
        except IndexError:  # more threads than there should be
            return _UNNOTED
        if len(name) <= _SLOT - _HEAD.size:
            noted[place : place + _HEAD.size + len(name)] = _HEAD.pack(len(name), longest, digest) + name
        return place

    def end(self, place: int) -> None:
        if place != _UNNOTED and self._map is not None:
            self._map[place : place + len(_NOTHING)] = _NOTHING
            self._free.append(place)

    def _open(self, notes: Path) -> mmap.mmap:
        """The first slot holds the root. Raises OSError on a full disk: written and not left as a hole, since a page that finds
        no room later on would end the process."""
        with self._lock:
            if self._map is None:
                slots = 1 + max(8, 2 * cores())
                root = os.fsencode(self._root)
                with notes.open("w+b") as file:
                    file.write((_HEAD.pack(len(root), 0, bytes(16)) + root).ljust(_SLOT, b"\0") + bytes((slots - 1) * _SLOT))
                    file.flush()
                    self._free = [number * _SLOT for number in range(1, slots)]
                    self._map = mmap.mmap(file.fileno(), slots * _SLOT)
            return self._map


def decoding_now(notes: Path) -> tuple[Decoding, ...]:
    """What the process that writes these notes is decoding, or was when it ended."""
    try:
        data = notes.read_bytes()
    except OSError:
        return ()
    root, *found = [_slot(data, start) for start in range(0, len(data) - _SLOT + 1, _SLOT)] or [None]
    if root is None:
        return ()
    return tuple(Decoding(root.path / each.path, each.digest, each.longest) for each in found if each is not None)


def _slot(data: bytes, start: int) -> Decoding | None:
    length, longest, digest = _HEAD.unpack_from(data, start)
    name = data[start + _HEAD.size : start + _HEAD.size + length]
    return Decoding(Path(os.fsdecode(name)), digest, longest) if length else None
