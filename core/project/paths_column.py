"""Many paths as one value: joined bytes and where each ends. A million of them cost 30 MB and no time to share."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Self, overload

import numpy as np

_END = b"\0"  # a path holds no NUL byte, so joined bytes keep every name, even those that are not UTF-8 (faults.md 28)


class PathColumn(Sequence[str]):
    """A sequence of texts, each with `/` and undecodable bytes as surrogate escapes. Never changes."""

    def __init__(self, joined: bytes, ends: np.ndarray) -> None:
        """`joined`: every path followed by a NUL byte; `ends` int64 [N]: where these bytes are."""
        self._joined, self._ends = joined, ends

    @classmethod
    def of(cls, paths: Sequence[bytes]) -> Self:
        """From paths as the file system's bytes."""
        return cls.joining([_END.join(paths) + _END] if len(paths) else [])

    @classmethod
    def joining(cls, parts: Sequence[bytes]) -> Self:
        """From pieces in which every path is followed by a NUL byte."""
        joined = b"".join(parts)
        return cls(joined, np.flatnonzero(np.frombuffer(joined, np.uint8) == 0))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        first = int(self._ends[place - 1]) + 1 if place else 0
        return os.fsdecode(self._joined[first : int(self._ends[place])])

    def __iter__(self) -> Iterator[str]:
        return iter(os.fsdecode(self._joined).split("\0")[:-1])

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._joined)

    def containing(self, text: str) -> np.ndarray:
        """bool [N]: whose path has this text in it, whatever the case of its letters. An empty text is everywhere."""
        wanted = text.casefold()
        if "\0" in wanted:  # it ends every path here, and is in none
            return np.zeros(len(self), bool)
        if wanted.isascii() and self._joined.isascii():
            return self._found(self._joined.lower(), wanted.encode())
        folded = [path.casefold() for path in self]
        return np.fromiter((wanted in path for path in folded), bool, len(folded))

    def folders(self) -> tuple[np.ndarray, tuple[str, ...]]:
        """(int64 [N], names): the folder of each path as a place in the names, which are sorted; the root is ""."""
        numbers: dict[str, int] = {}
        found = np.fromiter((numbers.setdefault(p.rpartition("/")[0], len(numbers)) for p in self), np.int64, len(self))
        names = sorted(numbers)
        renumbered = np.empty(len(names), np.int64)
        renumbered[[numbers[name] for name in names]] = np.arange(len(names))
        return renumbered[found] if len(found) else found, tuple(names)

    def _found(self, joined: bytes, wanted: bytes) -> np.ndarray:
        out = np.zeros(len(self), bool)
        if not wanted or not len(self):
            return ~out
        hits = np.array([hit.start() for hit in re.finditer(re.escape(wanted), joined)], np.int64)
        out[np.searchsorted(self._ends, hits)] = True
        return out
