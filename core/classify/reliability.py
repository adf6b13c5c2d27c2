"""Whether a classifier is as often right as it says: left-out labels in bins by confidence (a reliability diagram).

Bins hold about equally many labels: those of equal width leave most of them empty where a classifier is mostly sure, and their
bars say nothing. Equal confidences stay in one bin. The temperature was chosen on the same labels; it is one number, so
that flatters little. numpy only.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify import scores
from core.words import tr, tr_later

Array = npt.NDArray[Any]

FEWEST = 30
"""Labels from which bins are made: two of 15, each with a bar of half the height of the picture."""
PER_BIN = 15
MOST_BINS = 10
ANCHOR = 0.9  # the confidence people ask about


@dataclass(frozen=True)
class Bin:
    """members int64 [k]: places of its labels; low, high: their least and greatest confidence; said: the mean one; right: the
    part of them that was right, and its 95 % interval. All in 0..1."""

    members: Array
    low: float
    high: float
    said: float
    right: float
    interval: tuple[float, float]

    @property
    def sentence(self) -> str:
        """For the user."""
        count = len(self.members)
        one, other, (low, high) = f"{self.low:.0%}", f"{self.high:.0%}", self.interval
        span = one if one == other else tr("{low} to {high}", low=one, high=other)
        return tr(
            "Where it says {span}, {hits:,} of {count:,} images were right: {right:.0%} ({low:.0%} to {high:.0%}).",
            span=span,
            hits=round(self.right * count),
            count=count,
            right=self.right,
            low=low,
            high=high,
        )


_SEEN = {
    "": tr_later("When it says {said:.0%}, it is right about {right:.0%} of the time ({low:.0%} to {high:.0%})."),
    "surer": tr_later(
        "It is surer than it should be: when it says {said:.0%}, it is right about {right:.0%} of the time "
        "({low:.0%} to {high:.0%})."
    ),
    "less sure": tr_later(
        "It is less sure than it should be: when it says {said:.0%}, it is right about {right:.0%} of the time "
        "({low:.0%} to {high:.0%})."
    ),
}
"""What the bin around ANCHOR shows, by the side to which all bins lean."""


@dataclass(frozen=True)
class Reliability:
    """The bins, confidence ascending; error: the mean gap between said and right over all labels (expected calibration error);
    lean: the mean of said minus right, in standard errors of that if it said the truth."""

    bins: tuple[Bin, ...]
    error: float
    lean: float

    @property
    def sentence(self) -> str:
        """For the user: what the bin around ANCHOR shows, and whether all of them together lean to one side."""
        near = min(self.bins, key=lambda b: abs(b.said - ANCHOR))
        low, high = near.interval
        leans = "" if abs(self.lean) < scores.Z95 else "surer" if self.lean > 0 else "less sure"
        return tr(_SEEN[leans], said=near.said, right=near.right, low=low, high=high)


def reliability(confidence: Array, right: Array) -> Reliability | None:
    """Of n left-out labels: confidence float [n] in 0..1 of the class they were taken for, right bool [n]. None if too few."""
    count = len(confidence)
    if count < FEWEST:
        return None
    confidence, hits = confidence.astype(np.float64), right.astype(np.float64)
    bins = tuple(_bin(members, confidence, hits) for members in _split(confidence))
    error = sum(len(b.members) * abs(b.said - b.right) for b in bins) / count
    spread = float(np.sqrt((confidence * (1 - confidence)).sum()))
    lean = float((confidence - hits).sum()) / max(spread, 0.5)  # all of them at 100 %: half a label is the least that tells
    return Reliability(bins, error, lean)


def _split(confidence: Array) -> list[Array]:
    """Places by bin, confidence ascending: the nearest to equal shares that parts no equal confidences."""
    order = np.argsort(confidence, kind="stable")
    ordered, count = confidence[order], len(confidence)
    wanted = np.linspace(0, count, min(MOST_BINS, count // PER_BIN) + 1)[1:-1]
    borders = np.concatenate([[0], np.flatnonzero(np.diff(ordered)) + 1, [count]])  # where a bin may begin or end
    cuts = borders[np.abs(borders - wanted[:, None]).argmin(axis=1)]
    return np.split(order, np.setdiff1d(cuts, [0, count]))


def _bin(members: Array, confidence: Array, hits: Array) -> Bin:
    mine, count = confidence[members], len(members)
    won = float(hits[members].sum())
    return Bin(members, float(mine.min()), float(mine.max()), float(mine.mean()), won / count, scores.interval(won, count))
