"""Which images to label next: first the typical ones of groups without labels, then the doubtful ones, always some at random.

TypiClust (Hacohen et al., arXiv 2202.02794) for the first labels, when doubt means nothing yet; the margin between the two best
classes after that (Gupte et al., arXiv 2401.14555: fine from the second round on with good embeddings). The random share keeps
rare classes findable and the accuracy estimate honest. Inputs are reduced embeddings (quick.Reduced.values).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify.logistic import one_thread

Array = npt.NDArray[Any]

TYPICAL = "typical of an unlabelled group"
UNSURE = "the classifier is unsure"
RANDOM = "picked at random, to keep the estimate honest"

RANDOM_SHARE = 0.1
LABELS_PER_CLASS = 10
"""Until then groups are a better guide than doubt. CIFAR folder at 20, 50, 100 labels in all: by groups 57, 61, 65 % right, by
margin 51, 56, 60, by flips under dropout (Gupte) 49, 58, 62, at random 49, 57, 61. Digits at 100: 86.3, 87.6, 84.9, 84.2."""
SAMPLE = 20_000  # images considered at once; k-means of more takes seconds
NEAREST = 20  # neighbours that make an image typical (TypiClust's K)
MOST_GROUPS = 500  # TypiClust's bound
ROUNDS = 12  # of k-means


@dataclass(frozen=True)
class Pick:
    """An image to label: its row, why (a sentence for the user), and a score in 0..1, higher is more useful."""

    row: int
    reason: str
    score: float


def suggest(values: Array, labelled: Array, probabilities: Array | None, number: int, rng: np.random.Generator) -> list[Pick]:
    """Up to `number` rows of values float32 [N, k] to label, the most useful first.

    labelled: bool [N]; probabilities float32 [N, C] of the quick classifier, or None before there is one.
    """
    number = min(number, int((~labelled).sum()))
    chance = round(RANDOM_SHARE * number)
    early = probabilities is None or int(labelled.sum()) < LABELS_PER_CLASS * probabilities.shape[1]
    if early or probabilities is None:
        picks = typical(values, labelled, number - chance, rng)
    else:
        picks = unsure(values, labelled, probabilities, number - chance, rng)
    free = ~labelled
    free[[p.row for p in picks]] = False
    drawn = rng.permutation(np.flatnonzero(free))[: number - len(picks)]
    return picks + [Pick(int(row), RANDOM, 0.0) for row in drawn]


def typical(values: Array, labelled: Array, number: int, rng: np.random.Generator) -> list[Pick]:
    """TypiClust: the densest image of each of the largest groups without a label. Fewer than `number` if groups run out."""
    rows = _sample(labelled, rng)
    if number <= 0 or not len(rows):
        return []
    x, covered = values[rows], labelled[rows]
    groups = min(int(covered.sum()) + number, MOST_GROUPS, len(rows))
    group = k_means(x, groups, rng)
    sizes = np.bincount(group, minlength=groups)
    known = np.bincount(group, weights=covered, minlength=groups)
    # Groups without a label first, the largest of these first; then those with the fewest labels.
    order = np.lexsort((-sizes, known))
    picks: list[Pick] = []
    for g in order[sizes[order] > 0]:
        members = np.flatnonzero((group == g) & ~covered)
        if len(members) and len(picks) < number:
            best = members[density(x[members]).argmax()]
            picks.append(Pick(int(rows[best]), TYPICAL, float(sizes[g] / sizes.max())))
    return picks


def unsure(values: Array, labelled: Array, probabilities: Array, number: int, rng: np.random.Generator) -> list[Pick]:
    """The images with the smallest margin between the two best classes, at most one per group, so that they differ."""
    free = np.flatnonzero(~labelled)
    if number <= 0 or not len(free):
        return []
    gap = margin(probabilities[free])
    pool = np.argsort(gap, kind="stable")[: 10 * number]
    group = k_means(values[free[pool]], min(number, len(pool)), rng)
    _, firsts = np.unique(group, return_index=True)  # the pool is sorted: the first of a group is its least sure
    return [Pick(int(free[pool[i]]), UNSURE, float(1 - gap[pool[i]])) for i in np.sort(firsts)]


def margin(probabilities: Array) -> Array:
    """float32 [N] in 0..1: probability of the best class minus the second best; 0 is the least sure."""
    if probabilities.shape[1] < 2:
        return np.ones(len(probabilities), np.float32)
    two = np.partition(probabilities, -2, axis=1)[:, -2:]
    return np.asarray(two[:, 1] - two[:, 0])


def density(x: Array) -> Array:
    """float32 [n]: one over the mean distance of each row of x [n, k] to its NEAREST nearest others (typicality)."""
    x = x[:, :64]
    if len(x) < 2:
        return np.ones(len(x), np.float32)
    # Of a huge group the part nearest to its centre is enough: the densest image lies there.
    near = np.argsort(((x - x.mean(axis=0)) ** 2).sum(axis=1), kind="stable")[:2000]
    squares = squared_distances(x[near], x[near])
    nearest = min(NEAREST + 1, len(near))
    mean = np.sqrt(np.partition(squares, nearest - 1, axis=1)[:, :nearest]).sum(axis=1) / (nearest - 1)
    out = np.zeros(len(x), np.float32)
    out[near] = 1 / (mean + 1e-6)
    return out


def k_means(x: Array, groups: int, rng: np.random.Generator) -> Array:
    """int64 [n] in 0..groups-1: Lloyd's k-means of x [n, k] from random rows; groups may stay empty. groups <= n."""
    centres = x[rng.choice(len(x), groups, replace=False)]
    group = np.zeros(len(x), np.int64)
    with one_thread():
        for _ in range(ROUNDS):
            group = squared_distances(x, centres).argmin(axis=1)
            counts = np.bincount(group, minlength=groups)
            order = np.argsort(group, kind="stable")
            filled = np.flatnonzero(counts)
            starts = (np.cumsum(counts) - counts)[filled]
            centres[filled] = np.add.reduceat(x[order], starts, axis=0) / counts[filled, None]
    return group


def squared_distances(a: Array, b: Array) -> Array:
    """float32 [n, m]: squared Euclidean distances of rows of a [n, k] and b [m, k]; never negative."""
    out = -2 * (a @ b.T)
    out += np.einsum("nk,nk->n", a, a)[:, None]
    out += np.einsum("mk,mk->m", b, b)
    return np.asarray(np.maximum(out, 0, out=out))


def _sample(labelled: Array, rng: np.random.Generator) -> Array:
    """Rows to look at: every labelled one, and as many others as fit."""
    known, free = np.flatnonzero(labelled), np.flatnonzero(~labelled)
    return np.sort(np.concatenate([known, rng.permutation(free)[:SAMPLE]]))
