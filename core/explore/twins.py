"""Pictures that are nearly the same: another size, another compression, the next photo of a burst. numpy only.

Two are near if few bits of their hashes differ (core/pixels/measures.py); where both are embedded their embeddings must
point the same way too, and then more bits may differ. On 10,000 pictures of CIFAR all 8 pairs up to 4 bits apart are the same
scene (cosines from 0.46 on); of the 38 with 5 to 8 bits those above 0.75 are.
"""

from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Cosines = Callable[[Array, Array], Array]
"""Of the pictures in places int64 [n] and int64 [n]: float32 [n], NaN where one has no embedding."""

SURE_BITS = 4  # that differ at most where the hashes must speak for themselves
MOST_BITS = 8  # and where embeddings agree
LEAST_COSINE, LEAST_COSINE_IF_SURE = 0.75, 0.4  # of embeddings about their mean; a different colour costs up to 0.4
_PIECES = 10  # of a hash: with 8 bits that differ at least two pieces are equal
_HEAP = 100  # neighbours each picture is compared with among those that share two pieces of 6 or 7 bits
_ENOUGH = 4  # close ones found among them


def groups(hashes: Array, plain: Array, cosines: Cosines) -> Array:
    """int64 [N]: the number of each picture's group by hashes uint64 [N], -1 where there is none like it.

    plain bool [N]: without contrast, so that the hash says nothing and only embeddings count. In a group all are near the one
    that has most near it: no chain, in which a film would be one group from its first frame to its last.
    """
    _, first, same = np.unique(hashes, return_index=True, return_inverse=True)
    heads = first[same]  # who stands for all with this hash
    with_head = _near(np.arange(len(hashes)), heads, np.zeros(len(hashes), np.int64), plain, cosines)
    with_head[first] = True
    a, b, bits = pairs(hashes[first])
    close = _near(first[a], first[b], bits, plain, cosines)
    sizes = np.bincount(same[with_head], minlength=len(first))
    found = np.asarray(_around_middles(a[close], b[close], sizes)[same])
    found[~with_head] = -1
    return found


def _near(a: Array, b: Array, bits: Array, plain: Array, cosines: Cosines) -> Array:
    """bool [P]: whether pictures in places a and b int64 [P], whose hashes differ in so many bits, are nearly the same."""
    alike = cosines(a, b)
    sure = (bits <= SURE_BITS) & ~plain[a] & ~plain[b]
    return np.where(np.isnan(alike), sure, alike >= np.where(sure, LEAST_COSINE_IF_SURE, LEAST_COSINE))


def pairs(hashes: Array, most: int = MOST_BITS) -> tuple[Array, Array, Array]:
    """(int64 [P], int64 [P], bits int64 [P]): places of hashes uint64 [N], all different, that differ in at most `most` (up
    to 8) bits, each pair once, the smaller place first. 100,000: 2 s.

    In a heap of very many alike ones (a film of one scene) only those next to each other by their hashes are compared.
    """
    count = len(hashes)
    keys = [np.empty(0, np.int64)]
    for mask in _masks():
        order = np.lexsort((hashes, hashes & mask))
        left, right = _close(hashes[order], mask, most)
        a, b = order[left], order[right]
        keys.append(np.minimum(a, b) * count + np.maximum(a, b))
    a, b = np.divmod(np.unique(np.concatenate(keys)), max(count, 1))
    return a, b, np.bitwise_count(hashes[a] ^ hashes[b]).astype(np.int64)


def _close(ranked: Array, mask: np.uint64, most: int) -> tuple[Array, Array]:
    """Places int64 [p] twice of pairs among hashes uint64 [N], sorted by their bits in `mask`, that have the same of these."""
    shared = ranked & mask
    left, right = [], []
    seen = np.zeros(len(ranked), np.int64)
    here = np.arange(len(ranked))
    for ahead in range(1, _HEAP + 1):
        here = here[here < len(ranked) - ahead]
        here = here[(shared[here] == shared[here + ahead]) & (seen[here] < _ENOUGH)]
        if not len(here):
            break
        close = here[np.bitwise_count(ranked[here] ^ ranked[here + ahead]) <= most]
        seen[close] += 1
        left.append(close)
        right.append(close + ahead)
    nothing = np.empty(0, np.int64)
    return np.concatenate([nothing, *left]), np.concatenate([nothing, *right])


def _around_middles(a: Array, b: Array, sizes: Array) -> Array:
    """int64 [M]: groups of M hashes by pairs of them a, b int64 [P], the one with most pictures around it first; `sizes`
    int64 [M]: how many pictures have each hash. -1: one picture alone."""
    count = len(sizes)
    ends, others = np.concatenate([a, b]), np.concatenate([b, a])
    around = sizes + np.bincount(ends, weights=sizes[others], minlength=count).astype(np.int64)
    others = others[np.argsort(ends, kind="stable")]
    starts = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=count))])
    found = np.full(count, -1, np.int64)
    number = 0
    for middle in np.argsort(-around, kind="stable")[: np.count_nonzero(around > 1)].tolist():
        if found[middle] >= 0:
            continue
        free = others[starts[middle] : starts[middle + 1]]
        free = free[found[free] < 0]
        if len(free) or sizes[middle] > 1:
            found[free] = found[middle] = number
            number += 1
    return found


def _masks() -> list[np.uint64]:
    """The bits of every two pieces of a hash."""
    edges = [round(64 * n / _PIECES) for n in range(_PIECES + 1)]
    pieces = [((1 << high) - 1) ^ ((1 << low) - 1) for low, high in pairwise(edges)]
    return [np.uint64(one | other) for one, other in combinations(pieces, 2)]
