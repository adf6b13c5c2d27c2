"""How accuracy grows with labels: what fewer of them would have given, and what more may give.

The error of classifiers falls about as a power of the number of labels towards a floor (Hestness et al., arXiv 1712.00409):

    error(n) = floor + scale * n^-power,      0 <= floor, 0 <= scale

fitted to the labels left out when a quarter, half and all of the others teach. How far this can be trusted is asked of the
labels themselves: the fit is repeated on bootstrap draws of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify.crossval import LeftOut, stratified_folds
from core.words import tr

Array = npt.NDArray[Any]

SHARES = (0.25, 0.5, 1.0)
FEWEST = 40  # labels left out, from which a curve is drawn
POWERS = np.linspace(0.2, 1.0, 9)  # what is found in practice lies between (Hestness et al., figure 6)
DRAWS = 200
HARDLY = 5.0  # times as many labels: nobody makes them for the next step
STEP = 0.05  # of accuracy


@dataclass(frozen=True)
class Curve:
    """labels [S]: how many taught; accuracy [S] in 0..1 of those left out; target: the accuracy asked for; more: labels beyond
    those there are that may bring it, as (low, middle, high), an 80 % range, inf where they never would."""

    labels: tuple[int, ...]
    accuracy: tuple[float, ...]
    target: float
    more: tuple[float, float, float]

    @property
    def sentence(self) -> str:
        """For the user."""
        low, middle, high = self.more
        if middle > HARDLY * self.labels[-1]:
            return tr(
                "More labels like these will hardly bring {target:.0%}: other images, or SimCLR, may.", target=self.target
            )
        if np.isfinite(high):
            return tr(
                "About {count:,} more labels may bring {target:.0%} (between {low:,} and {high:,}).",
                count=_round(middle),
                target=self.target,
                low=_round(low),
                high=_round(high),
            )
        return tr(
            "About {count:,} more labels may bring {target:.0%}; the labels there are say it only roughly.",
            count=_round(middle),
            target=self.target,
        )


def learning_curve(
    y: Array, fit: LeftOut, folds: int = 5, seed: int = 0, said: Callable[[int, int], None] = lambda done, total: None
) -> Curve | None:
    """The curve of labels y int [n] (0..C-1), by fits that are given a part of them; None where there are too few to say."""
    rng = np.random.default_rng(seed)
    fold = stratified_folds(y, folds, rng)
    judged, count = fold >= 0, int(fold.max()) + 1
    if judged.sum() < FEWEST:
        return None
    right, taught = np.zeros((len(SHARES), len(y)), bool), np.zeros((len(SHARES), count), int)
    for s, share in enumerate(SHARES):
        for k in range(count):
            out = fold == k
            train = part_of(y, ~out, share, rng)
            logits, _ = fit(train, out, rng)
            right[s, out], taught[s, k] = logits.argmax(axis=1) == y[out], train.sum()
            said(s * count + k + 1, len(SHARES) * count)
    return extrapolated(np.round(taught.mean(axis=1)).astype(int), right[:, judged], rng)


def part_of(y: Array, among: Array, share: float, rng: np.random.Generator) -> Array:
    """bool [n]: this share of each class of labels y int [n] among those marked bool [n], at least one of each."""
    chosen = np.zeros(len(y), bool)
    for c in np.unique(y[among]):
        members = rng.permutation(np.flatnonzero(among & (y == c)))
        chosen[members[: max(1, round(share * len(members)))]] = True
    return chosen


def extrapolated(labels: Array, right: Array, rng: np.random.Generator) -> Curve | None:
    """The curve through the shares of `right` bool [S, n] of n judged labels, taught by labels int [S]; None where all are."""
    accuracy = right.mean(axis=1)
    target = min(0.99, STEP * np.ceil((accuracy[-1] + STEP / 2) / STEP))
    if accuracy[-1] >= 0.99:
        return None
    drawn = [needed(labels, 1 - right.mean(axis=1), target)]
    for _ in range(DRAWS):
        some = rng.integers(0, right.shape[1], right.shape[1])
        drawn.append(needed(labels, 1 - right[:, some].mean(axis=1), target))
    wanted = np.quantile(drawn, [0.1, 0.5, 0.9], method="nearest")
    low, middle, high = (max(0.0, float(n) - float(labels[-1])) for n in wanted)
    return Curve(tuple(labels.tolist()), tuple(accuracy.tolist()), float(target), (low, middle, high))


def needed(labels: Array, error: Array, target: float) -> float:
    """How many labels the curve through errors [S] at labels int [S] takes to the accuracy `target`; inf: it never does."""
    best, found = np.inf, (0.0, 0.0, 1.0)
    for power in POWERS:
        floor, scale = _line(labels.astype(float) ** -power, error)
        lost = float(((floor + scale * labels.astype(float) ** -power - error) ** 2).sum())
        if lost < best:
            best, found = lost, (floor, scale, float(power))
    floor, scale, power = found
    allowed = 1 - target - floor
    if allowed <= 0 or scale <= 0:
        return float(labels[-1]) if floor + scale * float(labels[-1]) ** -power <= 1 - target else np.inf
    return float((scale / allowed) ** (1 / power))


def _line(x: Array, y: Array) -> tuple[float, float]:
    """(floor, scale), neither negative, of the line floor + scale x nearest to y."""
    centred = x - x.mean()
    scale = max(0.0, float(centred @ (y - y.mean()) / max(float(centred @ centred), 1e-12)))
    floor = float(y.mean() - scale * x.mean())
    if floor < 0:
        return 0.0, max(0.0, float(x @ y / (x @ x)))
    return floor, scale


def _round(number: float) -> int:
    """To two digits: more would claim to know."""
    if number < 10:
        return max(1, round(number))
    digits = int(np.floor(np.log10(number))) - 1
    return int(round(number / 10**digits) * 10**digits)
