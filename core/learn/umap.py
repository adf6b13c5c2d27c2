"""UMAP (McInnes, Healy, Melville, arXiv 1802.03426) from given neighbours and places: the graph of section 3.1 and the
optimisation of section 3.2, by every core and the same to the bit on any number of them.

umap-learn is the reference it is tested against; why it does not do the work: docs/decisions/0012.
"""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numba
import numpy as np
from scipy.optimize import curve_fit
from scipy.sparse import csr_array

EPOCHS = 200
NEGATIVE = 5  # strangers that push an image away for every neighbour that pulls it
FURTHEST = 4.0  # of a step along one axis, before the rate
BISECTIONS = 64
CLOSEST = 1e-3  # bandwidth at least this share of the mean distance, so that copies do not divide by nothing
PART = 1024  # images a thread takes at once


def optimised(
    graph: "csr_array[Any]",
    start: np.ndarray,
    min_distance: float,
    seed: int,
    threads: int = 1,
    said: Callable[[int, int], None] = lambda done, total: None,
) -> np.ndarray:
    """Places float32 [N, 2] of images with fuzzy `graph` [N, N] (see `fuzzy_graph`), from `start` float32 [N, 2].

    `threads` changes the time only. `said(epochs done, EPOCHS)` is called after each epoch and may raise.

    In an epoch every image moves among the others as they were in the epoch before (the paper: as they are by now), so that
    the order and the number of threads do not matter; each edge pulls at both its ends, as there.
    """
    a, b = curve(min_distance)
    edges = graph.tocsr()
    rate = (edges.data / edges.data.max()).astype(np.float32)  # of the epochs in which an edge pulls
    xy, after = np.array(start, np.float32), np.empty_like(start, dtype=np.float32)
    parts = [(first, min(first + PART, len(xy))) for first in range(0, len(xy), PART)]
    with ThreadPoolExecutor(threads) as pool:
        for epoch in range(EPOCHS):
            step = 1.0 - epoch / EPOCHS
            rest = (edges.indptr, edges.indices, rate, xy, after, a, b, step, epoch, seed)
            for moved in [pool.submit(_move, first, last, *rest) for first, last in parts]:
                moved.result()
            xy, after = after, xy
            said(epoch + 1, EPOCHS)
    return xy


def fuzzy_graph(indices: np.ndarray, distances: np.ndarray) -> "csr_array[Any]":
    """How much each image belongs to each: symmetric float32 [N, N] in [0, 1] (definition 9 and section 3.1).

    indices int [N, n], distances float [N, n]: the nearest rows, each row itself first with distance 0. A row's nearest
    other neighbour belongs wholly, and all together log2(n) much.
    """
    count, near = indices.shape
    far = np.asarray(distances[:, 1:], np.float64)
    rho = np.where(far > 0, far, np.inf).min(axis=1)  # nearest that is not a copy
    rho = np.where(np.isfinite(rho), rho, 0.0)
    beyond = np.maximum(far - rho[:, None], 0.0)
    own, of_all = distances.mean(axis=1), float(distances.mean())
    sigma = np.maximum(_bandwidths(beyond, math.log2(near)), CLOSEST * np.where(rho > 0, own, of_all))
    belongs = np.where(beyond > 0, np.exp(-beyond / np.maximum(sigma, 1e-300)[:, None]), 1.0)
    starts = np.arange(0, count * (near - 1) + 1, near - 1)
    directed = csr_array((belongs.ravel(), np.ascontiguousarray(indices[:, 1:]).ravel(), starts), shape=(count, count))
    back = directed.T.tocsr()
    graph = csr_array(directed + back - directed.multiply(back))
    graph.data[graph.data < graph.data.max() / EPOCHS] = 0  # too weak to pull once
    graph.eliminate_zeros()
    return graph


def curve(min_distance: float) -> tuple[float, float]:
    """(a, b) of 1 / (1 + a d^2b), closest to 1 up to min_distance and exp(min_distance - d) beyond (section 3.2)."""
    d = np.linspace(0, 3, 300)
    wanted = np.where(d < min_distance, 1.0, np.exp(min_distance - d))
    (a, b), _ = curve_fit(lambda d, a, b: 1 / (1 + a * d ** (2 * b)), d, wanted)
    return float(a), float(b)


def _bandwidths(beyond: np.ndarray, wanted: float) -> np.ndarray:
    """[N] sigma with sum exp(-beyond / sigma) = wanted for each row of beyond [N, n - 1], by bisection."""
    low, high, sigma = np.zeros(len(beyond)), np.full(len(beyond), np.inf), np.ones(len(beyond))
    for _ in range(BISECTIONS):
        too_much = np.exp(-beyond / sigma[:, None]).sum(axis=1) > wanted
        high, low = np.where(too_much, sigma, high), np.where(too_much, low, sigma)
        sigma = np.where(np.isinf(high), 2 * sigma, (low + high) / 2)
        if np.all(high - low < 1e-6 * high):
            break
    return sigma


@numba.njit(nogil=True, cache=True, fastmath=True)  # type: ignore[untyped-decorator]
def _move(
    first: int, last: int, indptr: Any, indices: Any, rate: Any, xy: Any, after: Any,
    a: Any, b: Any, step: Any, epoch: int, seed: int,
) -> None:  # fmt: skip
    """Images first..last of `after` [N, 2] from `xy` [N, 2]: an edge pulls when its share of epochs passes a whole number."""
    count = len(xy)
    a, b, step = np.float32(a), np.float32(b), np.float32(step)
    for i in range(first, last):
        x, y = xy[i, 0], xy[i, 1]
        state = _mixed(np.uint64(seed) ^ _mixed(np.uint64(epoch) * np.uint64(count) + np.uint64(i)))
        for e in range(indptr[i], indptr[i + 1]):
            if int((epoch + 1) * rate[e]) == int(epoch * rate[e]):
                continue
            j = indices[e]
            dx, dy = x - xy[j, 0], y - xy[j, 1]
            d2 = dx * dx + dy * dy
            if d2 > 0:
                power = d2**b
                pull = np.float32(-4) * a * b * power / (d2 * (a * power + np.float32(1)))  # from both its ends
                x += step * _cut(pull * dx)
                y += step * _cut(pull * dy)
            for _ in range(NEGATIVE):
                state = _mixed(state)
                k = np.int64(state % np.uint64(count))
                dx, dy = x - xy[k, 0], y - xy[k, 1]
                d2 = dx * dx + dy * dy
                if k != i and d2 > 0:
                    push = np.float32(2) * b / ((np.float32(0.001) + d2) * (a * d2**b + np.float32(1)))
                    x += step * _cut(push * dx)
                    y += step * _cut(push * dy)
        after[i, 0], after[i, 1] = x, y


@numba.njit(nogil=True, cache=True, inline="always")  # type: ignore[untyped-decorator]
def _cut(step: Any) -> Any:
    return max(min(step, np.float32(FURTHEST)), np.float32(-FURTHEST))


@numba.njit(nogil=True, cache=True, inline="always")  # type: ignore[untyped-decorator]
def _mixed(state: Any) -> Any:
    """The next of a stream of uint64 that look random: splitmix64 (Steele, Lea, Flood 2014)."""
    z = state + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))
