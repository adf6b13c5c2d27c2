"""Which images look alike, by their embeddings: how close each is to some, and groups of alike ones. numpy only."""

from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify.k_means import k_means, squared_distances
from core.classify.logistic import blocks, one_thread, unit

Array = npt.NDArray[Any]

SAMPLE = 20_000  # rows the centres are found from; k-means of more takes seconds and finds the same
MOST_EXAMPLES = 200  # images that others are compared with; more are drawn from evenly


def likeness(vectors: Array, rows: Array) -> Array:
    """float32 [N] in -1..1: the cosine of each embedding of vectors [N, D], any float type, with the nearest of `rows`.

    Several examples may look quite different from each other, so the nearest counts and not their mean.
    """
    if not len(rows) or not len(vectors):
        return np.full(len(vectors), -1, np.float32)
    examples = unit(vectors[rows[:: -(-len(rows) // MOST_EXAMPLES)]]).T
    out = np.empty(len(vectors), np.float32)
    with one_thread():
        for part in blocks(len(vectors)):
            out[part] = (unit(vectors[part]) @ examples).max(axis=1)
    out[rows] = 1.0
    return out


def clusters(values: Array, groups: int, seed: int = 0) -> Array:
    """int64 [N] in 0..groups-1, the largest group first: k-means of reduced embeddings values float32 [N, k]."""
    count = len(values)
    groups = min(groups, count)
    if groups < 1:
        return np.zeros(count, np.int64)
    rng = np.random.default_rng(seed)
    sample = values[np.sort(rng.choice(count, min(count, SAMPLE), replace=False))]
    found = k_means(sample, groups, rng)
    centres = np.stack([sample[found == g].mean(axis=0) for g in np.unique(found)])
    nearest = np.empty(count, np.int64)
    with one_thread():
        for part in blocks(count):
            nearest[part] = squared_distances(values[part], centres).argmin(axis=1)
    rank = np.empty(len(centres), np.int64)
    rank[np.argsort(-np.bincount(nearest, minlength=len(centres)), kind="stable")] = np.arange(len(centres))
    return rank[nearest]
