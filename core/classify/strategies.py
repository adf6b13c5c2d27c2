"""Strategies of what to label next: each a small function of (values, labelled, answer, number, rng), listed in STRATEGIES.

values: reduced embeddings float32 [N, k] (quick.Reduced.values); labelled: bool [N]; answer: of the quick classifier, None
before it has two classes. A strategy names up to `number` rows without a label, the most useful first; suggest.suggest adds the
random share to every one of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from core.classify.k_means import density, k_means, squared_distances
from core.classify.quick import Answer
from core.words import tr_later

Array = npt.NDArray[Any]

TYPICAL = tr_later("typical of an unlabelled group")
UNSURE = tr_later("the classifier is unsure")
FLIPS = tr_later("its prediction flips easily")
FAR = tr_later("far from every labelled image")
RANDOM = tr_later("picked at random, to keep the estimate honest")

AUTO, AT_RANDOM = "auto", "random"
LABELS_PER_CLASS = 10
"""Until then groups are a better guide than doubt. CIFAR folder at 20, 50, 100 labels in all: by groups 57, 61, 65 % right, by
margin 51, 56, 60, by flips under dropout (Gupte) 49, 58, 62, at random 49, 57, 61. Digits at 100: 86.3, 87.6, 84.9, 84.2."""
SAMPLE = 10_000  # images without a label considered at once; 20,000 in 500 groups take 1.4 s
KNOWN = 2_000  # labelled ones beside them
MOST_GROUPS = 500  # TypiClust's bound
PAIRS = 40_000_000  # distances to labelled images: of more labels fewer images are compared, with every one of them
POOL = 10  # candidates per image asked for, among which groups make them differ
DROPPED = 0.75  # of the embedding, as in DropQuery
TRIES = 3  # of which more than half must flip


@dataclass(frozen=True)
class Pick:
    """An image to label: its row, why (a sentence for the user), and a score in 0..1, higher is more useful."""

    row: int
    reason: str
    score: float


Choose = Callable[[Array, Array, Answer | None, int, np.random.Generator], list[Pick]]


@dataclass(frozen=True)
class Strategy:
    """title: its name on a menu; line: what it asks for, in one sentence; choose: the function."""

    title: str
    line: str
    choose: Choose


def automatic(values: Array, labelled: Array, answer: Answer | None, number: int, rng: np.random.Generator) -> list[Pick]:
    """Typical ones until there are LABELS_PER_CLASS, then the doubtful ones."""
    early = answer is None or int(labelled.sum()) < LABELS_PER_CLASS * answer.probabilities.shape[1]
    return (typical if early else unsure)(values, labelled, answer, number, rng)


def typical(values: Array, labelled: Array, answer: Answer | None, number: int, rng: np.random.Generator) -> list[Pick]:
    """TypiClust (Hacohen et al., arXiv 2202.02794): the densest image of each of the largest groups without a label. Fewer than
    `number` if groups run out."""
    rows = np.sort(np.concatenate([_some(labelled, rng, KNOWN), _some(~labelled, rng)]))
    if number <= 0 or not len(rows):
        return []
    x, covered = values[rows], labelled[rows]
    groups = min(int(covered.sum()) + number, MOST_GROUPS, len(rows))
    group = k_means(x, groups, rng)
    sizes = np.bincount(group, minlength=groups)
    known = np.bincount(group, weights=covered, minlength=groups)
    # Groups without a label first, the largest of these first; then those with the fewest labels.
    order = np.lexsort((-sizes, known))
    picks: list[Pick] = []
    for g in order[sizes[order] > 0]:
        members = np.flatnonzero((group == g) & ~covered)
        if len(members) and len(picks) < number:
            best = members[density(x[members]).argmax()]
            picks.append(Pick(int(rows[best]), TYPICAL, float(sizes[g] / sizes.max())))
    return picks


def unsure(values: Array, labelled: Array, answer: Answer | None, number: int, rng: np.random.Generator) -> list[Pick]:
    """The images with the smallest margin between the two best classes, at most one per group, so that they differ. Typical
    ones before there is a classifier to doubt."""
    if answer is None:
        return typical(values, labelled, answer, number, rng)
    free = np.flatnonzero(~labelled)
    if number <= 0 or not len(free):
        return []
    gap = margin(answer.probabilities[free])
    pool = np.argsort(gap, kind="stable")[: POOL * number]
    group = k_means(values[free[pool]], min(number, len(pool)), rng)
    _, firsts = np.unique(group, return_index=True)  # the pool is sorted: the first of a group is its least sure
    return [Pick(int(free[pool[i]]), UNSURE, float(1 - gap[pool[i]])) for i in np.sort(firsts)]


def dropout(values: Array, labelled: Array, answer: Answer | None, number: int, rng: np.random.Generator) -> list[Pick]:
    """DropQuery (Gupte et al., arXiv 2401.14555): where most predictions flip as a part of the embedding is left out, the image
    in the middle of each group of these. Then by margin, where too few flip; typical ones before there is a classifier."""
    if answer is None:
        return typical(values, labelled, answer, number, rng)
    rows = _some(~labelled, rng)
    share = flips(values[rows], answer, rows, rng)
    rows, share = rows[share > 0.5], share[share > 0.5]
    picks: list[Pick] = []
    if number > 0 and len(rows):
        x = values[rows]
        group = k_means(x, min(number, len(rows)), rng)
        for g in np.unique(group):
            members = np.flatnonzero(group == g)
            middle = x[members].mean(axis=0, keepdims=True)
            best = members[squared_distances(x[members], middle)[:, 0].argmin()]
            picks.append(Pick(int(rows[best]), FLIPS, float(share[best])))
    taken = labelled.copy()
    taken[[pick.row for pick in picks]] = True
    picks.sort(key=lambda pick: -pick.score)
    return picks + unsure(values, taken, answer, number - len(picks), rng)


def spread_out(values: Array, labelled: Array, answer: Answer | None, number: int, rng: np.random.Generator) -> list[Pick]:
    """Greedy k-centre (Sener and Savarese, arXiv 1708.00489): again and again the image that is farthest from all labelled and
    chosen ones. The first of all is the one nearest to the mean."""
    known = np.flatnonzero(labelled)
    rows = _some(~labelled, rng, min(SAMPLE, PAIRS // max(len(known), 1)))
    if number <= 0 or not len(rows):
        return []
    x = values[rows]
    picks: list[Pick] = []
    if len(known):
        parts = np.array_split(known, -(-len(known) // MOST_GROUPS))
        near = np.min([squared_distances(x, values[part]).min(axis=1) for part in parts], axis=0)
    else:
        first = int(squared_distances(x, x.mean(axis=0, keepdims=True)).argmin())
        picks.append(Pick(int(rows[first]), FAR, 1.0))
        near = squared_distances(x, x[[first]])[:, 0]
    widest = max(float(near.max()), 1e-12)
    while len(picks) < number and near.max() > 0:
        best = int(near.argmax())
        picks.append(Pick(int(rows[best]), FAR, float(np.sqrt(near[best] / widest))))
        near = np.minimum(near, squared_distances(x, x[[best]])[:, 0])
        near[best] = 0  # rounding could bring it back
    return picks


def at_random(values: Array, labelled: Array, answer: Answer | None, number: int, rng: np.random.Generator) -> list[Pick]:
    """Each as likely as the other."""
    return [Pick(int(row), RANDOM, 0.0) for row in rng.permutation(np.flatnonzero(~labelled))[: max(number, 0)]]


def margin(probabilities: Array) -> Array:
    """float32 [N] in 0..1: probability of the best class minus the second best; 0 is the least sure."""
    if probabilities.shape[1] < 2:
        return np.ones(len(probabilities), np.float32)
    two = np.partition(probabilities, -2, axis=1)[:, -2:]
    return np.asarray(two[:, 1] - two[:, 0])


def flips(x: Array, answer: Answer, rows: Array, rng: np.random.Generator) -> Array:
    """float64 [n] in 0..1: in what share of TRIES the prediction of `rows`, with values x [n, k], changes by dropout."""
    # Turned at random: a main direction alone may tell two classes apart, and without it everything would flip.
    turn = np.linalg.qr(rng.standard_normal((x.shape[1], x.shape[1])))[0].astype(np.float32)
    turned, weight = x @ turn, (answer.weight @ turn / (1 - DROPPED)).astype(np.float32)
    bias, count = answer.bias.astype(np.float32), np.zeros(len(x))
    for _ in range(TRIES):
        kept = turned * (rng.random(x.shape, dtype=np.float32) >= DROPPED)
        count += (kept @ weight.T + bias).argmax(axis=1) != answer.prediction[rows]
    return count / TRIES


def _some(wanted: Array, rng: np.random.Generator, most: int = SAMPLE) -> Array:
    """int64, in order: the rows that are wanted, `most` of them where there are more."""
    return np.sort(rng.permutation(np.flatnonzero(wanted))[:most])


STRATEGIES: Mapping[str, Strategy] = MappingProxyType(
    {
        AUTO: Strategy(
            tr_later("Automatic"),
            tr_later("Typical images first, doubtful ones once each class has about ten labels."),
            automatic,
        ),
        "typical": Strategy(
            tr_later("Typical"), tr_later("One image from the middle of each large group that has no label yet."), typical
        ),
        "unsure": Strategy(
            tr_later("Unsure"), tr_later("Images between two classes, by the classifier's probabilities."), unsure
        ),
        "dropout": Strategy(
            tr_later("Wavering"),
            tr_later("Images whose prediction flips when parts of what the network sees are left out."),
            dropout,
        ),
        "spread-out": Strategy(
            tr_later("Far from labels"), tr_later("Images least like any that has a label; odd ones come early."), spread_out
        ),
        AT_RANDOM: Strategy(
            tr_later("At random"),
            tr_later("Drawn by chance alone: slower, but their labels give an honest accuracy."),
            at_random,
        ),
    }
)
"""Name -> strategy, in the order of menus. A new one is a function above and an entry here."""
