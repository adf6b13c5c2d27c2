"""Finding millions of 16-byte digests without a Python object for each.

Digests are evenly distributed, so their first 8 bytes, as one integer, are what is sorted and searched (compared as 16
raw bytes numpy takes 20 times as long); the rest is compared afterwards.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

DIGEST_BYTES = 16
_TAIL = 1 << 16  # new rows kept in a small sorted part of their own: a merge into a million costs 100 ms


def as_digests(values: list[bytes]) -> np.ndarray:
    """uint8 [N, 16] from N digests of 16 bytes."""
    return np.frombuffer(b"".join(values), np.uint8).reshape(-1, DIGEST_BYTES)


def first_of_each(digests: np.ndarray) -> np.ndarray:
    """int64: the places, ascending, at which each distinct digest of uint8 [N, 16] is first met."""
    halves = _halves(digests)
    order = np.lexsort((halves[:, 1], halves[:, 0]))
    ranked = halves[order]
    new = np.ones(len(order), bool)
    new[1:] = (ranked[1:] != ranked[:-1]).any(axis=1)
    return np.sort(order[new])


@dataclass(frozen=True)
class _Part:
    """Sorted by `keys` uint64 [n]; `digests` uint8 [n, 16] and `rows` int64 [n] in the same order."""

    keys: np.ndarray
    digests: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(cls, digests: np.ndarray, rows: np.ndarray) -> Self:
        keys = _halves(digests)[:, 0]
        order = np.argsort(keys, kind="stable")  # stable: of two equal ones the later row is found
        return cls(keys[order], digests[order], rows[order])

    def find(self, digests: np.ndarray, keys: np.ndarray) -> np.ndarray:
        found = np.full(len(keys), -1, np.int64)
        if not len(self.keys):
            return found
        places = np.searchsorted(self.keys, keys, side="right") - 1
        todo = np.flatnonzero(places >= 0)
        while len(todo):  # once, unless somebody made digests with the same first half: then one place back each time
            at = places[todo]
            same = (self.digests[at] == digests[todo]).all(axis=1)
            found[todo[same]] = self.rows[at[same]]
            todo = todo[~same]
            places[todo] -= 1
            todo = todo[(places[todo] >= 0) & (self.keys[places[todo]] == keys[todo])]
        return found


@dataclass(frozen=True)
class DigestIndex:
    """Rows by digest. Never changes: `extended` gives a new one, so that a thread may look up while another adds."""

    main: _Part
    tail: _Part
    count: int

    @classmethod
    def of(cls, digests: np.ndarray) -> Self:
        """Digests uint8 [N, 16] of the rows 0 .. N-1. Of two equal ones the later row counts."""
        nothing = _Part.of(digests[:0], np.empty(0, np.int64))
        return cls(_Part.of(digests, np.arange(len(digests))), nothing, len(digests))

    def extended(self, digests: np.ndarray) -> "DigestIndex":
        """With these digests uint8 [n, 16] as the next rows."""
        rows = np.arange(self.count, self.count + len(digests))
        tail = _joined(self.tail, digests, rows)
        total = self.count + len(digests)
        if len(tail.keys) <= _TAIL:
            return DigestIndex(self.main, tail, total)
        return DigestIndex(_joined(self.main, tail.digests, tail.rows), _Part.of(digests[:0], rows[:0]), total)

    def find(self, digests: np.ndarray) -> np.ndarray:
        """int64 [n]: the row of each digest of uint8 [n, 16], or -1."""
        keys = _halves(digests)[:, 0]
        newer = self.tail.find(digests, keys)
        return np.where(newer >= 0, newer, self.main.find(digests, keys))


def _joined(part: _Part, digests: np.ndarray, rows: np.ndarray) -> _Part:
    return _Part.of(np.concatenate([part.digests, digests]), np.concatenate([part.rows, rows]))


def _halves(digests: np.ndarray) -> np.ndarray:
    """uint64 [N, 2], high half first."""
    return np.ascontiguousarray(digests, np.uint8).view(np.uint64).reshape(-1, 2)
