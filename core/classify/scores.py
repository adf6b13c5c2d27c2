"""How good a classifier is, and how sure it may say it is. Accuracies are fractions 0..1. numpy only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify.logistic import log_softmax, softmax

Array = npt.NDArray[Any]

PRIOR_TEMPERATURE = 0.25
"""Best for our regression at 5 labels per class on CIFAR-10 (0.2 at 1, 0.36 at 10, 0.57 at 50)."""
PRIOR_LABELS = 30
Z95 = 1.959963984540054  # 97.5 % point of the normal distribution


@dataclass(frozen=True)
class ClassScore:
    """One class: precision (right among those predicted), recall (found among the true), support (true images)."""

    precision: float
    recall: float
    support: int


def confusion(y: Array, predicted: Array, classes: int) -> Array:
    """int64 [C, C]: how many images of the row's class were predicted as the column's. y, predicted int [n]."""
    flat = np.bincount(y.astype(np.int64) * classes + predicted.astype(np.int64), minlength=classes * classes)
    return flat.reshape(classes, classes)


def accuracy(matrix: Array) -> float:
    """Part of the images on the diagonal of a confusion matrix; 0 for an empty one."""
    return float(np.trace(matrix) / max(int(matrix.sum()), 1))


def per_class(matrix: Array) -> list[ClassScore]:
    """Precision, recall and support of every class of a confusion matrix [C, C]; 0 where nothing was predicted or true."""
    right, predicted, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    return [
        ClassScore(float(r / max(int(p), 1)), float(r / max(int(t), 1)), int(t))
        for r, p, t in zip(right, predicted, true, strict=True)
    ]


def balanced_accuracy(matrix: Array) -> float:
    """Mean recall over the classes that have images: does not reward guessing the largest class."""
    true = matrix.sum(axis=1)
    seen = true > 0
    return float((np.diag(matrix)[seen] / true[seen]).mean()) if seen.any() else 0.0


def interval(right: float, count: float, z: float = Z95) -> tuple[float, float]:
    """The Wilson 95 % interval of a part `right` / `count`: (low, high) in 0..1; (0, 1) when nothing was counted.

    Sound for few images and near 0 and 1, where the textbook interval is not (Brown, Cai, DasGupta 2001).
    """
    if count <= 0:
        return 0.0, 1.0
    part = float(right) / count
    centre = (part + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * float(np.sqrt(part * (1 - part) / count + z * z / (4 * count * count)))
    return (max(0.0, centre - half) if right > 0 else 0.0), (min(1.0, centre + half) if right < count else 1.0)


def log_loss(y: Array, probabilities: Array) -> float:
    """Mean of -log p[y] in nats over y int [n], probabilities [n, C]; a probability of 0 counts as 1e-12."""
    chosen = probabilities[np.arange(len(y)), y].astype(np.float64)
    return float(-np.log(np.maximum(chosen, 1e-12)).mean()) if len(y) else 0.0


def expected_calibration_error(y: Array, probabilities: Array, bins: int = 10) -> float:
    """Mean gap between confidence and accuracy, over bins of equal width weighed by their images (Guo et al. 2017)."""
    if not len(y):
        return 0.0
    confidence = probabilities.max(axis=1).astype(np.float64)
    right = (probabilities.argmax(axis=1) == y).astype(np.float64)
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(place, weights=right - confidence, minlength=bins)
    return float(np.abs(gaps).sum() / len(y))


def best_temperature(y: Array, logits: Array, low: float = 0.02, high: float = 20.0) -> float:
    """The temperature T that makes softmax(logits / T) fit y best (Guo et al. 2017, arXiv 1706.04599); 1 without images.

    To be given logits [n, C] the labels y had no part in (out-of-fold or held-out). The targets are softened as Platt (1999)
    does, true class (n + 1) / (n + 2): a few labels that are all right do not make every image certain.
    """
    if not len(y) or logits.shape[1] < 2:
        return 1.0
    values = logits.astype(np.float64)
    targets = np.full(values.shape, 1 / (len(y) + 2) / (values.shape[1] - 1))
    targets[np.arange(len(y)), y] = 1 - 1 / (len(y) + 2)

    def loss(log_temperature: float) -> float:
        return -float((targets * log_softmax(values / np.exp(log_temperature))).sum())

    return float(np.exp(_golden(loss, float(np.log(low)), float(np.log(high)))))


def steady_temperature(y: Array, logits: Array, count: int | None = None, prior: float = PRIOR_TEMPERATURE) -> float:
    """`best_temperature` drawn towards `prior` as if PRIOR_LABELS labels spoke for that.

    Left-out labels of a class with two say little: without this, 20 labels made a classifier that is 45 % right 10 % sure.
    `count`: how many different labels there are, if y repeats them.
    """
    count = len(y) if count is None else count
    found = min(best_temperature(y, logits), 2.0)
    weight = count / (count + PRIOR_LABELS)
    return float(np.exp(weight * np.log(found) + (1 - weight) * np.log(prior)))


def calibrated(logits: Array, temperature: float) -> Array:
    """float32 [n, C]: softmax(logits / temperature)."""
    return softmax(logits.astype(np.float32) / np.float32(temperature))


def _golden(loss: Callable[[float], float], low: float, high: float, steps: int = 40) -> float:
    """The minimum of a function with one valley, by golden-section search; 40 steps find 8 digits of the interval."""
    ratio = (5**0.5 - 1) / 2
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = loss(left), loss(right)
    for _ in range(steps):
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = loss(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = loss(right)
    return (low + high) / 2
