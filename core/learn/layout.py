"""A map of vectors: UMAP (McInnes et al., arXiv 1802.03426) on exact neighbours from given places, turned to the map before."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core import paths

EXTENT = 10.0  # side of the square UMAP starts from
BESIDE = 5  # neighbours that give a newcomer its place
AROUND = 0.1  # of the map's extent: neighbours farther from the nearest one are of another group
APART = 0.002  # of the map's extent: about a point's radius
SMALLEST = 8  # images from which UMAP says more than principal components


def umap(
    indices: np.ndarray,
    distances: np.ndarray,
    start: np.ndarray,
    min_distance: float,
    seed: int,
    threads: int = 1,
    said: Callable[[int, int], None] = lambda done, total: None,
) -> np.ndarray:
    """Places float32 [N, 2], finite, of N images with neighbours [N, n] (see `neighbours.nearest`), 2 <= n < N.

    start: float32 [N, 2], where each begins. The same input gives the same map on any number of threads. `said(done, all)` is
    called as it goes and may raise. Imports numba, which compiles for 2 s where nothing is in its cache.
    """
    use_numba_cache()
    from core.learn.umap import fuzzy_graph, optimised

    xy = optimised(fuzzy_graph(indices, distances), _spread(start, seed), min_distance, seed, threads, said)
    return np.where(np.isfinite(xy), xy, start).astype(np.float32)


def use_numba_cache() -> None:
    """Tell numba, before it is imported, where to keep what it compiles: the user's cache, or a temporary folder."""
    if "NUMBA_CACHE_DIR" not in os.environ:
        os.environ["NUMBA_CACHE_DIR"] = str(_writable(paths.numba_cache()))


def spiral(count: int) -> np.ndarray:
    """float32 [count, 2]: a sunflower of evenly spread places, for images that all look the same."""
    n = np.arange(count)
    angle, radius = n * np.pi * (3 - 5**0.5), np.sqrt(n / max(count, 1))
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).astype(np.float32)


def fill_from_neighbours(xy: np.ndarray, known: np.ndarray, indices: np.ndarray, rounds: int = 10) -> np.ndarray:
    """xy float32 [N, 2] with the rows that are not `known` (bool [N]) at the mean of their nearest neighbours that are.

    indices int [N, n]. Neighbours of neighbours in the next round; who has none in the end gets the mean of all.
    """
    xy, known = xy.astype(np.float32), known.copy()
    middle = xy[known].mean(axis=0) if known.any() else np.zeros(2, np.float32)
    for _ in range(rounds):
        todo = np.flatnonzero(~known)
        weight = known[indices[todo]].astype(np.float32)
        total = weight.sum(axis=1)
        reached = total > 0
        if not reached.any():
            break
        sums = (xy[indices[todo]] * weight[:, :, None]).sum(axis=1)
        xy[todo[reached]] = sums[reached] / total[reached, None]
        known[todo[reached]] = True
    xy[~known] = middle
    return xy


def beside(xy: np.ndarray, neighbours: np.ndarray, distances: np.ndarray, seed: int) -> np.ndarray:
    """Places float32 [M, 2] of newcomers among settled images xy [N, 2], by their nearest ones: neighbours int [M, n] (rows of
    xy) with distances [M, n], nearest first.

    Each lies at the mean of its neighbours, near ones counting more; of those only that lie around the nearest one: the
    mean of two far groups is a place where nobody is. A little apart, so that copies can be told from each other.
    """
    extent = float(np.ptp(xy, axis=0).max(initial=0.0)) or 1.0
    around = xy[neighbours]
    near = np.linalg.norm(around - around[:, :1], axis=2) <= AROUND * extent
    scale = distances.mean(axis=1, keepdims=True) + 1e-12
    weight = near / (distances / scale + 0.1)
    places = (around * weight[:, :, None]).sum(axis=1) / weight.sum(axis=1, keepdims=True)
    apart = np.random.default_rng(seed).normal(scale=APART * extent, size=places.shape)
    return np.asarray(places + apart, np.float32)


def aligned(xy: np.ndarray, before: np.ndarray, known: np.ndarray) -> np.ndarray:
    """xy [N, 2] centred, turned and mirrored (not scaled) so that rows `known` come nearest to `before` [N, 2].

    Orthogonal Procrustes (Schönemann 1966).
    """
    xy = xy - xy.mean(axis=0) if len(xy) else xy
    if known.sum() < 2:
        return xy.astype(np.float32)
    new, old = xy[known] - xy[known].mean(axis=0), before[known] - before[known].mean(axis=0)
    left, _, right = np.linalg.svd((new.T @ old).astype(np.float64))
    return np.asarray(xy @ (left @ right), np.float32)


def _spread(start: np.ndarray, seed: int) -> np.ndarray:
    """Start places over a square of side EXTENT, no two the same: equal places never part."""
    low, high = np.percentile(start, [0.5, 99.5], axis=0)
    extent = float(max((high - low).max(), 1e-12))
    # Far-off images are pulled in: one of them would squeeze all others into a point.
    xy = np.clip(start, low - 0.1 * extent, high + 0.1 * extent) * (EXTENT / extent)
    return np.asarray(xy + np.random.default_rng(seed).normal(scale=1e-3, size=xy.shape), np.float32)


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="labelight-numba-"))
