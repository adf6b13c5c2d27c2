"""The quick classifier: after every label, the guess for every image, in numpy on stored embeddings, in 50 to 100 ms.

`reduce` once per encoder, `answer` once per label. It runs inside the app process, off the GUI thread.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify import pca, spread
from core.classify.crossval import stratified_folds
from core.classify.logistic import STRENGTH, blocks, softmax, solve, standard
from core.classify.scores import steady_temperature

Array = npt.NDArray[Any]

KEEP = 128
FOLDS = 3
GRAPH = 5000  # images in the graph labels spread over; 10,000 are a point better and three times slower
PUPILS = 1000
AGAIN = 1  # round of spread.AGAIN: a point better for 20 ms; two more are 0.3 points better for 40
TAUGHT_BELOW = 20  # labels per class; from there on what they spread adds a point at most, and the labels say how sure to be
TOLERANCE = 1e-5


@dataclass(frozen=True)
class Reduced:
    """All embeddings of one encoder made small. ids int64 [N]; values float32 [N, k], centred, mean |row|^2 = 1; graph: of some
    of them, None where labels are to speak for themselves alone."""

    ids: Array
    values: Array
    graph: spread.Graph | None = None

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True)
class Answer:
    """A guess for every image: prediction int32 [N] (class index), confidence float32 [N] in 0..1 (its probability),
    probabilities float32 [N, C]. `weight` [C, k] and `bias` [C] (float64) are where the next answer begins."""

    prediction: Array
    confidence: Array
    probabilities: Array
    weight: Array
    bias: Array


def reduce(vectors: Array, ids: Array | None = None, keep: int = KEEP) -> Reduced:
    """The `keep` main directions of embeddings [N, D], any float type (ids int64 [N]; None: 0..N-1), by subspace iteration
    (Halko, Martinsson, Tropp 2011). 10,000 x 1280: 0.3 s."""
    ids = np.arange(len(vectors)) if ids is None else ids
    if not len(vectors):
        return Reduced(ids, np.zeros((0, min(keep, vectors.shape[1])), np.float32))
    values = pca.principal(vectors, keep).apply(vectors)
    values = standard(values).apply(values)
    rows = spread.drawn(len(values), np.empty(0, np.int64), np.random.default_rng(0), GRAPH)
    looks = spread.look(values[rows])
    return Reduced(ids, values, spread.graph(rows, looks, *spread.neighbours(looks), PUPILS))


def answer(reduced: Reduced, rows: Array, classes: Array, count: int, start: Answer | None = None) -> Answer:
    """The classifier of labels `classes` int [n] (indices 0..count-1) on rows int [n] of `reduced`, asked about all rows.

    One label each of two classes is enough; classes without a label get probability 0. `start` is the answer before: it saves
    time and changes nothing. Raises ValueError with fewer than two classes among the labels, or an index outside.
    """
    if len(np.unique(classes)) < 2:
        raise ValueError("there are two classes to tell apart, or nothing to learn")
    if int(classes.min()) < 0 or int(classes.max()) >= count:
        raise ValueError(f"classes must lie in 0..{count - 1}")
    weight, bias, temperature = _fit(reduced, rows, classes, count, start)
    probabilities = _probabilities(reduced.values, weight, bias, temperature)
    prediction = probabilities.argmax(axis=1).astype(np.int32)
    confidence = probabilities[np.arange(len(prediction)), prediction]
    return Answer(prediction, confidence, probabilities, weight, bias)


def learn(reduced: Reduced, rows: Array, class_ids: Array) -> tuple[Array, Answer] | None:
    """The classifier of labels given as class ids int64 [n] on rows int [n]: the ids it knows [C], ascending, and its answer,
    in places of these. None as long as there are fewer than two."""
    used, places = np.unique(class_ids, return_inverse=True)
    return (used, answer(reduced, rows, places, len(used))) if len(used) > 1 else None


def _fit(reduced: Reduced, rows: Array, classes: Array, count: int, before: Answer | None) -> tuple[Array, Array, float]:
    """Weight [C, k], bias [C] and temperature, by what labels spread to alike images while there are few."""
    z = reduced.values[rows].astype(np.float64)
    start, present = _start(before, count, z.shape[1]), len(np.unique(classes))
    if reduced.graph is not None and len(classes) < TAUGHT_BELOW * present:
        places = reduced.graph.places(rows, spread.look(reduced.values[rows]))
        reached = spread.spread(reduced.graph, places, classes, count)
        weight, bias = spread.taught(reduced.values, reduced.graph, reached, rows, classes, start=start, again=AGAIN)
        return weight, bias, spread.prior_temperature(len(classes), present)
    weight, bias = solve(z, classes, count, STRENGTH, start, TOLERANCE)
    return weight, bias, _temperature(z, classes, count, (weight, bias))


def _start(before: Answer | None, count: int, width: int) -> tuple[Array, Array] | None:
    """Where the last answer ended, if it was about the same classes and the same embeddings."""
    if before is None or before.weight.shape != (count, width):
        return None
    return before.weight, before.bias


def _probabilities(values: Array, weight: Array, bias: Array, temperature: float) -> Array:
    small, shift = (weight.T / temperature).astype(np.float32), (bias / temperature).astype(np.float32)
    out = np.empty((len(values), len(bias)), np.float32)
    for part in blocks(len(values)):
        out[part] = softmax(values[part] @ small + shift)
    return out


def _temperature(z: Array, y: Array, count: int, start: tuple[Array, Array]) -> float:
    """How far to trust the logits, from labels that were left out (3 folds); classes with one label are never left out."""
    fold = stratified_folds(y, FOLDS, np.random.default_rng(0))
    often = fold >= 0
    logits = np.zeros((len(y), count))
    for k in range(FOLDS):
        out = fold == k
        if out.any():
            weight, bias = solve(z[~out], y[~out], count, STRENGTH, start, 1e-4)
            logits[out] = z[out] @ weight.T + bias
    present = np.unique(y)
    places = np.searchsorted(present, y[often])
    return steady_temperature(places, logits[often][:, present])
