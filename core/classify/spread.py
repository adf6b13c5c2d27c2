"""Labels spread to the images that look alike, and a classifier taught by both: what one label of a class is worth.

Label propagation (Zhou et al. 2003, "Learning with local and global consistency") over the graph of cosine neighbours:

    F <- a S F + (1 - a) Y,      S = D^-1/2 W D^-1/2,      w_ij = cos(i, j)^3 for neighbours

with the columns of Y and of F each brought to the same sum, so that the class with most labels does not take everything. The
graph knows only its own images; so a logistic regression is taught by the labels and by what was spread, each pupil counting
by how sure it is. The weight of all pupils together falls with the labels (`mass`): the less is known, the more the look of the
images has to say. Then it teaches itself: what it says of the pupils and what was spread to them, joined, teach the next one
(after SimCLRv2's distillation, Chen et al. 2020, arXiv 2006.10029, section 2). CIFAR folder, frozen EfficientNet-Lite0 at
128 px, random labels, mean of 8 draws, per cent right of 2,000 others, plain regression / taught / taught again: 10 labels in
all 18 / 40 / 41, 20: 22 / 48 / 50, 50: 41 / 59 / 61, 100: 55 / 63 / 65, 500: 69 / 70 / 70.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify.logistic import one_thread, softmax, solve, unit

Array = npt.NDArray[Any]

NEAREST = 20  # 10 and 30 within 0.3 points
KEPT = 0.99  # `a`: 0.9 is 1 to 2 points worse up to 50 labels
ROUNDS = 60
SHARPNESS = 3  # power of the cosine; 1 and 8 within half a point
PUPILS = 3000  # images that teach beside the labels
STRENGTH = 0.2  # of the regression: with pupils it can be looser than alone (0.7: 0.3 to 3 points worse up to 100 labels)
MOST_MASS = 10.0
FADES_AT = 10  # labels per class at which the pupils weigh as much as the labels
AGAIN = 3
"""Rounds in which it teaches itself. Typical images of the CIFAR folder, 50 and 100 labels in all, 8 draws: without 61.7 and
64.5 %, one round 63.2 and 65.6, three 63.5 and 66.1, six the same. Digits 82.7 and 85.6, three rounds 84.3 and 86.5."""
AGAIN_MASS = 2.0  # times `mass` in these: the joined answers are truer. 1: 0.3 points less; 4: the same on CIFAR, digits 0.3 more
DIRECTIONS = 128  # main directions in which images are compared; 64 and all 1,280 within half a point
LARGEST = 20_000  # images in a graph: more do not change what 3,000 pupils say, and the neighbours take a minute


@dataclass(frozen=True)
class Graph:
    """Who looks like whom. rows int64 [G], ascending: the images in it, of all; looks float32 [G, k], as of `look`; near sparse
    float32 [G, G], symmetric, S above; pupils int64 [p]: places in `rows` that may teach."""

    rows: Array
    looks: Array
    near: Any
    pupils: Array

    def places(self, images: Array, looks: Array) -> Array:
        """int64 [n]: where in `rows` images int [n] with looks [n, k] are; for one not in it, who looks most like it."""
        found = np.minimum(np.searchsorted(self.rows, images), len(self.rows) - 1)
        absent = np.flatnonzero(self.rows[found] != images)
        if len(absent):
            found[absent] = (looks[absent] @ self.looks.T).argmax(axis=1)
        return found


def look(values: Array) -> Array:
    """float32 [n, k] of the main directions of embeddings [n, d]: products of two rows are their cosine."""
    return unit(values[:, :DIRECTIONS])


def drawn(count: int, needed: Array, rng: np.random.Generator, most: int = LARGEST) -> Array:
    """int64 [min(count, most) at least], ascending: images of 0..count-1 for a graph, `needed` int [n] among them."""
    if count <= most:
        return np.arange(count)
    others = np.setdiff1d(rng.permutation(count)[:most], needed)
    return np.union1d(needed, others[: max(0, most - len(np.unique(needed)))])


def neighbours(x: Array) -> tuple[Array, Array]:
    """(indices int64 [G, n], cosine float32 [G, n]) of the NEAREST nearest others of each of looks x [G, k]. 10,000 x 128: a
    second on one core."""
    count = min(NEAREST, len(x) - 1)
    indices, cosines = np.zeros((len(x), count), np.int64), np.zeros((len(x), count), np.float32)
    rows = max(1, (32 << 20) // (4 * max(len(x), 1)))
    with one_thread():
        for first in range(0, len(x) if count else 0, rows):
            part = slice(first, min(first + rows, len(x)))
            alike = x[part] @ x.T
            alike[np.arange(len(alike)), np.arange(part.start, part.stop)] = -2  # not oneself
            found = np.argpartition(alike, len(x) - count, axis=1)[:, len(x) - count :]
            indices[part], cosines[part] = found, np.take_along_axis(alike, found, axis=1)
    return indices, cosines


def graph(rows: Array, looks: Array, indices: Array, cosines: Array, pupils: int = PUPILS, seed: int = 0) -> Graph:
    """The graph of images `rows` int64 [G] with these looks [G, k] and neighbours (places in `rows`) [G, n]."""
    from scipy.sparse import csr_array, diags_array

    count, near = indices.shape
    weight = np.maximum(cosines, 0).astype(np.float32) ** SHARPNESS
    starts = np.arange(0, count * near + 1, near) if near else np.zeros(count + 1, np.int64)
    directed = csr_array((weight.ravel(), indices.ravel(), starts), shape=(count, count))
    both = directed + directed.T
    scale = diags_array(1 / np.sqrt(np.maximum(np.asarray(both.sum(axis=1)), 1e-12)).astype(np.float32))
    teaching = np.sort(np.random.default_rng(seed).permutation(count)[:pupils])
    return Graph(rows, looks, csr_array(scale @ both @ scale).astype(np.float32), teaching)


def spread(known: Graph, places: Array, classes: Array, count: int) -> Array:
    """float32 [G, C], rows sum to 1 (0 where nothing came): how much of each class reaches each image of the graph.

    classes int [n] (0..count-1) are the labels at `places` int [n] of the graph.
    """
    given = np.zeros((len(known.rows), count), np.float32)
    np.add.at(given, (places, classes), 1)
    given /= np.maximum(given.sum(axis=0), 1)
    return shares(_settled(known.near, given))


def shares(reached: Array) -> Array:
    """float32 [G, C]: rows of what reached each image [G, C] that sum to 1, each class having given as much as any other."""
    even = reached / np.maximum(reached.sum(axis=0), 1e-30)
    total = even.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(even, total, out=np.zeros_like(even), where=total > 0), np.float32)


def mass(labels: int, classes: int) -> float:
    """How much all pupils weigh together, in labels, for so many labels of so many classes."""
    per_class = labels / max(classes, 1)
    return min(MOST_MASS, (FADES_AT / max(per_class, 1e-9)) ** 2) * labels


def taught(
    values: Array,
    known: Graph,
    reached: Array,
    images: Array,
    classes: Array,
    strength: float = STRENGTH,
    start: tuple[Array, Array] | None = None,
    tolerance: float = 1e-4,
    again: int = AGAIN,
) -> tuple[Array, Array]:
    """Weight float64 [C, k] and bias [C] taught by labels `classes` int [n] of `images` int [n] (rows of values float32
    [N, k]) and by the pupils of the graph, to whom `reached` [G, C] was spread; then `again` times by the labels and by what
    it said of the pupils itself, joined with what was spread."""
    pupils = known.pupils[~np.isin(known.rows[known.pupils], images)]
    z, spread_to = values[known.rows[pupils]].astype(np.float64), reached[pupils]
    labelled, count = values[images].astype(np.float64), reached.shape[1]
    whole = mass(len(classes), len(np.unique(classes)))

    def learn(shown: Array, together: float, start: tuple[Array, Array] | None) -> tuple[Array, Array]:
        sure = certainty(shown)
        weight = sure * (together / max(float(sure.sum()), 1e-12))
        teaching = weight > 0
        targets = np.concatenate([classes, shown[teaching].argmax(axis=1)])
        weights = np.concatenate([np.ones(len(classes)), weight[teaching]])
        return solve(np.concatenate([labelled, z[teaching]]), targets, count, strength, start, tolerance, weights)

    weight, bias = learn(spread_to, whole, start)
    for _ in range(again):
        said = softmax(z @ weight.T + bias)
        weight, bias = learn(joined(spread_to, said), AGAIN_MASS * whole, (weight, bias))
    return weight, bias


def joined(a: Array, b: Array) -> Array:
    """float32 [n, C], rows sum to 1: what two answers [n, C] (shares, 0..1) say together, by their geometric mean; classes
    weigh alike."""
    return shares(np.sqrt(np.maximum(a, 1e-6) * b))


def prior_temperature(labels: int, classes: int) -> float:
    """What to divide these logits by before left-out labels say it (scores.steady_temperature): 0.5 to 0.9 is best from 5
    labels per class on; below, the pupils agree with each other more than with the truth."""
    return 0.8 * max(1.0, 5 / max(labels / max(classes, 1), 1))


def certainty(reached: Array) -> Array:
    """float64 [G] in 0..1: 1 minus the entropy of each row of shares [G, C], as a part of the largest there can be."""
    p = reached.astype(np.float64)
    most = np.log(max(reached.shape[1], 2))
    entropy = -(p * np.log(np.maximum(p, 1e-30))).sum(axis=1)
    return np.where(p.sum(axis=1) > 0, np.clip(1 - entropy / most, 0, 1), 0.0)


def _settled(near: Any, given: Array) -> Array:
    """F after ROUNDS of the iteration, float32 [G, C]."""
    reached = given.copy()
    for _ in range(ROUNDS):
        reached = KEPT * (near @ reached) + (1 - KEPT) * given
    return np.asarray(reached, np.float32)
