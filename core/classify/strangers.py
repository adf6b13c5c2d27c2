"""How familiar an image is: whether it looks like something labelled, or like none of it.

A softmax regression of the labelled classes against one more, "any image of the folder", which needs no labels:

    f(x) = log sum over classes c of exp(a_c . z + b_c),      a_c = w_c - w_any

the logarithm of how much denser labelled images lie at x than images in general (a density ratio), with z the first main
directions. "Any image" counts as much as one class, and classes count alike, however many labels each has. What the user
sees is a share in 0..1: of the labelled images, when they were left out, how many look less familiar. So "below 5 %" calls 5 %
of images like the labelled ones strangers, as a conformal p-value does.

Area under the ROC curve (AUROC) of images of a class without labels against the others, 10 labels of each of nine classes:
CIFAR 0.81 (nearest labelled images 0.70, Mahalanobis 0.68, relative Mahalanobis 0.75, energy 0.66), digits 0.92 (0.83, 0.75,
0.88, 0.75). It knows strangers by the folder: those of a kind that no image of the folder is, it hardly tells (CIFAR 0.63),
nor does any distance (0.59 to 0.65). All figures: docs/decisions/0013.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify import pca
from core.classify.crossval import stratified_folds
from core.classify.logistic import STRENGTH, blocks, solve, standard

Array = npt.NDArray[Any]

DIRECTIONS = 32  # main directions: 24 and 48 within half a point at 10 labels per class
OTHERS = 2000  # images that stand for any image: 1,000 within a point, 500 a point and a half worse on CIFAR
FOLDS = 5
MOST_LABELS = 4000  # teachers: more do not change it, and with 100 classes each fit of 10,000 takes seconds
FEWEST = 5  # labels left out once, below which a share says nothing
KNOTS = 200  # of the yardstick that are kept
TOLERANCE = 1e-3


@dataclass(frozen=True)
class Familiarity:
    """What tells strangers. weight float32 [C, d] and bias float32 [C] are those of f; yardstick float32 [q], ascending:
    f of labelled images that were left out."""

    weight: Array
    bias: Array
    yardstick: Array

    @property
    def spread(self) -> float:
        """How fast shares go on beyond the yardstick, > 0."""
        return max(float(self.yardstick.astype(np.float64).std()), 1e-6)

    def scores(self, x: Array) -> Array:
        """f, float32 [N], of rows x [N, d or more], any float type; columns beyond d are ignored."""
        out = np.empty(len(x), np.float32)
        for part in blocks(len(x)):
            logits = x[part, : self.weight.shape[1]].astype(np.float32) @ self.weight.T + self.bias
            most = logits.max(axis=1)
            out[part] = most + np.log(np.exp(logits - most[:, None]).sum(axis=1))
        return out

    def shares(self, x: Array) -> Array:
        """float32 [N] in 0..1 of rows x as for `scores`: the share of labelled images that look less familiar.

        Between two of them and beyond the last it goes on smoothly, so that the strangest of many strangers comes first.
        """
        f, known = self.scores(x).astype(np.float64), self.yardstick.astype(np.float64)
        step = 1 / (len(known) + 1)
        inside = np.interp(f, known, step * np.arange(1, len(known) + 1))
        below = step * np.exp(np.minimum(f - known[0], 0) / self.spread)
        above = 1 - step * np.exp(np.minimum(known[-1] - f, 0) / self.spread)
        shares = np.where(f < known[0], below, np.where(f > known[-1], above, inside))
        return np.asarray(shares, np.float32)


def fit(values: Array, rows: Array, classes: Array, judged: Array | None = None) -> Familiarity | None:
    """From labels `classes` int [n] on rows int [n] of `values` float32 [N, k], main directions of all images, by falling
    variance. One class is enough. `judged` bool [n]: labels that may stand in the yardstick (None: all); those the encoder
    was trained on may not. None where fewer than FEWEST labels can be left out."""
    if not len(rows):
        return None
    rng = np.random.default_rng(0)
    kept = np.sort(rng.permutation(len(rows))[:MOST_LABELS])
    present, targets = np.unique(classes[kept], return_inverse=True)
    statistics = standard(values[:, :DIRECTIONS])
    others = statistics.apply(values[np.sort(rng.permutation(len(values))[:OTHERS]), :DIRECTIONS])
    teachers = statistics.apply(values[rows[kept], :DIRECTIONS])
    fold = np.where(True if judged is None else judged[kept], stratified_folds(targets, FOLDS, rng), -1)
    if int((fold >= 0).sum()) < FEWEST:
        return None
    whole = _solved(teachers, targets, len(present), others)
    left_out = np.empty(len(kept), np.float32)
    for k in range(FOLDS):
        out = fold == k
        if out.any():
            found = _solved(teachers[~out], targets[~out], len(present), others, whole)
            left_out[out] = _ratio(*found).scores(teachers[out])
    ratio = _ratio(*whole)
    weight = ratio.weight / statistics.scale
    bias = ratio.bias - weight @ statistics.mean
    return Familiarity(weight.astype(np.float32), bias.astype(np.float32), _thinned(np.sort(left_out[fold >= 0])))


def of_embeddings(vectors: Array, rows: Array, classes: Array, judged: Array | None = None) -> Familiarity | None:
    """As `fit`, for embeddings [N, D] of all images, any float type. What it returns takes embeddings of unit length [D]."""
    basis = pca.principal(vectors, DIRECTIONS)
    found = fit(basis.apply(vectors), rows, classes, judged)
    if found is None:
        return None
    weight = found.weight.astype(np.float64) @ basis.directions.T
    bias = found.bias - weight @ basis.mean
    return Familiarity(weight.astype(np.float32), bias.astype(np.float32), found.yardstick)


def _solved(
    teachers: Array, targets: Array, count: int, others: Array, start: tuple[Array, Array] | None = None
) -> tuple[Array, Array]:
    """Weight [C + 1, d] and bias [C + 1] of the regression, the last of any image."""
    numbers = np.bincount(targets, minlength=count)
    each = len(targets) / max(int((numbers > 0).sum()), 1)  # what a class counts, and all others together
    weights = np.concatenate([each / numbers[targets], np.full(len(others), each / len(others))])
    z = np.concatenate([teachers, others]).astype(np.float64)
    y = np.concatenate([targets, np.full(len(others), count)])
    return solve(z, y, count + 1, STRENGTH, start, TOLERANCE, weights)


def _ratio(weight: Array, bias: Array) -> Familiarity:
    """f of a regression, with no yardstick yet."""
    none = np.empty(0, np.float32)
    return Familiarity((weight[:-1] - weight[-1]).astype(np.float32), (bias[:-1] - bias[-1]).astype(np.float32), none)


def _thinned(ascending: Array) -> Array:
    """At most KNOTS of these, evenly by rank."""
    if len(ascending) <= KNOTS:
        return ascending
    return np.asarray(np.quantile(ascending, (np.arange(KNOTS) + 0.5) / KNOTS), np.float32)
