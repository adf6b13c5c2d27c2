"""From which confidence on predictions may become labels: as few left over as can be, without more mistakes than wished.

Of the images whose calibrated confidence is t or more, as many are right as their mean confidence says, if the calibration is
true. How far from true it is there is measured on labels that were left out, at the same threshold. numpy only.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

TRUST = 30
"""Left-out labels that the calibration is worth by itself, since all labels had a part in it and not only the sure ones. With
15 it accepts nothing with 100 labels where it could; with 60 it accepts too much of what a poor encoder is sure of."""
Z = 1.2815515655446004  # 90 % point of the normal distribution, one-sided


@dataclass(frozen=True)
class Choice:
    """Accept the `count` images with a confidence of `threshold` or more: of them `expected` (0..1) are expected to be right;
    `low` is the bound that was asked for."""

    threshold: float
    count: int
    expected: float
    low: float

    @property
    def wrong(self) -> int:
        """How many of them are expected to be wrong."""
        return round(self.count * (1 - self.expected))


@dataclass(frozen=True)
class Curve:
    """What is to be expected at every threshold there could be, from strict to lax; columns of length k.

    thresholds float64 descending; counts int64 of images that would be accepted; expected and low float64 in 0..1.
    """

    thresholds: Array
    counts: Array
    expected: Array
    low: Array

    def best(self, precision: float) -> Choice | None:
        """The smallest threshold whose bound reaches this precision, None if none does."""
        enough = np.flatnonzero(self.low >= precision)
        return self._at(int(enough[-1])) if len(enough) else None

    @property
    def surest(self) -> float:
        """The highest bound there is, 0..1: no higher precision can be promised. 0 without images."""
        return float(self.low.max(initial=0.0))

    def _at(self, place: int) -> Choice:
        # The lax end of many thresholds is where luck was with us: what is expected there is 1.5 points too high on real images
        # (45 times 100 to 1,000 labels of three sets), and halfway to the bound is true to 0.3 points.
        low = self.low[place].item()
        halfway = (self.expected[place].item() + low) / 2
        return Choice(self.thresholds[place].item(), self.counts[place].item(), halfway, low)


def curve(free: Array, confidence: Array, right: Array) -> Curve:
    """Of calibrated confidences: `free` float [m] of the images without a label; `confidence` float [n] of the labels when they
    were left out, and `right` bool [n], whether the prediction was the label.

    The gap between right and confident among the left-out labels above a threshold is added to the mean confidence of the
    images above it, drawn towards none as if TRUST more labels had shown none; the bound is Wilson's for so many labels.
    Without the pull a handful of labels, all right, would prove too much; without the images' own confidence, nothing.
    """
    falling = -np.sort(-np.asarray(free, np.float64))
    ends = np.flatnonzero(np.diff(falling, append=-1.0) < 0)  # of each run of equal confidences: they go together
    thresholds, counts = falling[ends], ends + 1
    mean = np.cumsum(falling)[ends] / counts
    order = np.argsort(-np.asarray(confidence, np.float64), kind="stable")
    sure = np.asarray(confidence, np.float64)[order]
    gaps = np.concatenate([[0.0], np.cumsum(np.asarray(right, np.float64)[order] - sure)])
    judged = np.searchsorted(-sure, -thresholds, side="right")
    expected = np.clip(mean + gaps[judged] / (judged + TRUST), 0, 1)
    return Curve(thresholds, counts, expected, lower_bound(expected, judged + TRUST))


def lower_bound(part: Array, count: Array, z: float = Z) -> Array:
    """The lower end of the one-sided Wilson interval of parts float [k] of so many labels, which need not be whole."""
    centre = part + z * z / (2 * count)
    half = z * np.sqrt(part * (1 - part) / count + z * z / (4 * count * count))
    return np.asarray(np.clip((centre - half) / (1 + z * z / count), 0, 1))
