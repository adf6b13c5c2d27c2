"""Honest accuracy from the labels there are: repeated, stratified, nested cross-validation of the logistic regression.

Nested (Varma and Simon 2006): every label is predicted by a fit that saw it neither in training nor in choosing the strength.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify.logistic import ABSENT, STRENGTH, log_softmax, solve
from core.classify.scores import best_temperature
from core.words import tr, tr_later

Array = npt.NDArray[Any]
LeftOut = Callable[[Array, Array, np.random.Generator], tuple[Array, float]]
"""Given which labels teach and which are asked, bool [n] each: logits [k, C'] of those asked, for the C' classes present, and
the strength of the fit."""

STRENGTHS = (7.0, 2.0, 0.7, 0.2, 0.07, 0.02)
"""From strong to weak, so that each fit starts from the one before."""
_TIMES = {1: tr_later("cross-validation, {folds} folds, once"), 2: tr_later("cross-validation, {folds} folds, twice")}
_MANY_TIMES = tr_later("cross-validation, {folds} folds, {repeats} times")
INNER = 3  # folds of the inner cross-validation that chooses the strength
FEW = 10
MANY = 1000  # labels from which one repeat is steady enough; also the most the strength is chosen on


@dataclass(frozen=True)
class CrossValidation:
    """What labels say about labels that were left out, for n labels and C classes.

    logits float32 [R, n, C]: of each of R repeats, by fits without that label (ABSENT for a class without labels);
    judged bool [n]: False for the only label of its class, which is always needed for training; strength: the middle one of
    those the folds chose, for the final fit (so that its logits are as sure as these); how: one line for the user.
    """

    logits: Array
    judged: Array
    strength: float
    folds: int
    how: str

    @property
    def mean_logits(self) -> Array:
        """float32 [n, C], over the repeats."""
        return np.asarray(self.logits.mean(axis=0))

    @property
    def predicted(self) -> Array:
        """int64 [n]: the class each label's image was taken for."""
        return np.asarray(self.mean_logits.argmax(axis=1))


def stratified_folds(y: Array, folds: int, rng: np.random.Generator) -> Array:
    """int64 [n] in 0..folds-1: which fold leaves each label y int [n] out; -1 for the only label of a class (never).

    Each class is spread as evenly as can be, and so are the fold sizes. No more folds than the middle class has labels: to
    leave out one of two labels of one class only would make that class the rarest, and nearly every guess about it wrong.
    """
    fold = np.full(len(y), -1)
    members = [m for m in (np.flatnonzero(y == c) for c in np.unique(y)) if len(m) > 1]
    if members:
        order = np.concatenate([rng.permutation(m) for m in members])
        middle = int(np.median([len(m) for m in members]))
        fold[order] = np.arange(len(order)) % max(2, min(folds, middle))
    return fold


def cross_validate(
    z: Array,
    y: Array,
    classes: int,
    folds: int = 5,
    repeats: int = 3,
    seed: int = 0,
    said: Callable[[int, int], None] = lambda done, total: None,
    left_out: LeftOut | None = None,
) -> CrossValidation:
    """Cross-validate labels y int [n] (0..classes-1, at least two classes among them) on standardised inputs z float [n, d].

    `said(done, total)` is called after each fold. `left_out`: what fits and predicts; None: the regression. 100 labels x 256
    take about a second, 2,000 about fifteen.
    """
    present, targets = np.unique(y, return_inverse=True)
    fit = left_out or Regression(z.astype(np.float64), targets, len(present))
    rng = np.random.default_rng(seed)
    repeats = 1 if len(y) >= MANY else repeats
    splits = [stratified_folds(targets, folds, rng) for _ in range(repeats)]
    judged = splits[0] >= 0
    count = int(splits[0].max()) + 1
    logits = np.full((repeats, len(y), classes), ABSENT, np.float32)
    chosen: list[float] = []
    for r, split in enumerate(splits):
        for k in range(count):
            out = split == k
            logits[r][np.ix_(out, present)], strength = fit(~out, out, rng)
            chosen.append(strength)
            said(r * count + k + 1, repeats * count)
    strength = sorted(chosen)[len(chosen) // 2] if chosen else STRENGTH
    return CrossValidation(logits, judged, strength, count, _how(count, repeats, judged, targets))


def choose_strength(z: Array, y: Array, classes: int, rng: np.random.Generator) -> float:
    """The strength for labels y int [n] on z float64 [n, d]: by calibrated log-loss of left-out labels.

    Of the strengths whose loss is within one standard error of the best (paired over labels) it takes the one nearest to
    STRENGTH. Calibrated, since the strength also sets how sure the logits are, which the temperature mends. With fewer than
    FEW labels in the middle class it is STRENGTH: so few say nothing about it.
    """
    if np.median(np.unique(y, return_counts=True)[1]) < FEW:
        return STRENGTH
    rows = rng.permutation(len(y))[:MANY] if len(y) > MANY else np.arange(len(y))
    z, y = z[rows], y[rows]
    fold = stratified_folds(y, INNER, rng)
    judged = fold >= 0
    if not judged.any() or len(np.unique(y)) < 2:
        return STRENGTH
    logits = _path(z, y, fold, classes)[:, judged]
    losses = np.stack([_losses(y[judged], v) for v in logits])  # [S, n]
    best = losses[losses.mean(axis=1).argmin()]
    worse = losses - best
    error = worse.std(axis=1) / np.sqrt(len(best))
    allowed = [s for s, w, e in zip(STRENGTHS, worse.mean(axis=1), error, strict=True) if w <= e]
    return min(allowed, key=lambda s: abs(np.log(s / STRENGTH)))


@dataclass(frozen=True)
class Regression:
    """The plain regression, at a strength from the labels that are left."""

    z: Array
    y: Array
    classes: int

    def __call__(self, train: Array, asked: Array, rng: np.random.Generator) -> tuple[Array, float]:
        strength = choose_strength(self.z[train], self.y[train], self.classes, rng)
        weight, bias = solve(self.z[train], self.y[train], self.classes, strength, tolerance=1e-5)
        return self.z[asked] @ weight.T + bias, strength


def _path(z: Array, y: Array, fold: Array, classes: int) -> Array:
    """Logits [S, n, C] of every label under every strength, by fits without its fold."""
    logits = np.zeros((len(STRENGTHS), len(y), classes))
    for k in range(int(fold.max()) + 1):
        out = fold == k
        start = None
        for s, strength in enumerate(STRENGTHS):
            start = solve(z[~out], y[~out], classes, strength, start, tolerance=1e-4)
            logits[s, out] = z[out] @ start[0].T + start[1]
    return logits


def _losses(y: Array, logits: Array) -> Array:
    """Log-loss of each label [n] at the best common temperature."""
    logs = log_softmax(logits / best_temperature(y, logits))
    return np.asarray(-logs[np.arange(len(y)), y])


def _how(folds: int, repeats: int, judged: Array, y: Array) -> str:
    """One line for the user about what the accuracy rests on."""
    if not judged.any():
        return tr("not judged: every class has one label only")
    text = (
        tr("leaving each label out once")
        if folds == len(y)
        else tr(_TIMES.get(repeats, _MANY_TIMES), folds=folds, repeats=repeats)
    )
    single = int((~judged).sum())
    if single:
        text += "; " + tr(
            "{single} classes with one label not judged" if single > 1 else "1 class with one label not judged", single=single
        )
    return text
