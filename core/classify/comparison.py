"""Did pretraining help? The embeddings before and after it, and both together, asked by the labels there are.

By labels: the same cross-validated regression as everywhere (`crossval`), with the same folds for all three, and the
difference image by image. Without enough labels only this can be told: whether the new embeddings have collapsed.

The new encoder is chosen unless it is worse. Neither choice costs more than the other, so the one that was more often right
is the better bet, however wide the interval; the interval says how much of a bet it is. Equals: the new one, which has seen
these images. "Both" is only reported: a pair of encoders can be neither fine-tuned nor exported as one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from core.classify import pca
from core.classify.crossval import cross_validate
from core.classify.logistic import blocks, one_thread, standard, unit
from core.classify.scores import Z95
from core.words import tr

Array = npt.NDArray[Any]
Choice = Literal["before", "after"]
Said = Callable[[int, int], None]

LABELS_NEEDED = 3
"""Per class, of two classes at least: with two the folds are halves, and every guess is made from one label."""
MOST_LABELS = 2000
"""Labels that are asked; with so many the difference is known to about a point, and each candidate takes 15 s."""
KEEP = 256  # directions the regression sees, as in fine-tuning
SAMPLE = 4096
"""Images whose embeddings are looked at without labels, the same of both encoders; RankMe's authors take 25,600."""
EPSILON = 1e-7  # of RankMe, for single precision
NEIGHBOURS = 10
SPLITS = 3  # halvings of the dimensions; the mean of three moves by a hundredth or two from seed to seed
COLLAPSED_RANK = 0.02
"""Part of what the one before filled of its dimensions, below which an encoder has collapsed. On 2,000 pictures of CIFAR-10
the bundled encoder fills 812 of 1280 and may fall to 16; a tiny one fills 69 of 256 untrained and 91 trained."""
ONE_DIRECTION = 1.5  # effective rank below which an encoder has collapsed, whatever was before
COLLAPSED_CONSISTENCY = 0.25
"""Part of the neighbour consistency before, below which an encoder has collapsed: 0.53, 0.37 and 0.63 for those three; 0.01
for one point with noise."""
_PARTS = 5  # of the progress: three cross-validations and two looks without labels
_STEPS = 20  # of each part: a hundred in all


@dataclass(frozen=True)
class Judgement:
    """What labels say. before, after, both: shares 0..1 of left-out labels that were right; difference: after - before;
    interval: its 95 % interval over images; labels: how many judged; how: one line for the user.

    The interval knows which images were asked, not which were learnt from. For three pairs of encoders on CIFAR-10, with 3 and
    10 labels per class, it held the true difference in 138 of 150 draws.
    """

    before: float
    after: float
    both: float
    difference: float
    interval: tuple[float, float]
    labels: int
    how: str


@dataclass(frozen=True)
class Shape:
    """What embeddings say without labels: `effective_rank`, the largest it could be, and `neighbour_consistency`."""

    rank: float
    largest: int
    consistency: float

    @classmethod
    def of(cls, vectors: Array, seed: int = 0) -> Self:
        """Of vectors [n, d], any float type."""
        return cls(effective_rank(vectors), min(vectors.shape), neighbour_consistency(vectors, seed))

    @property
    def filled(self) -> float:
        """The effective rank as a part of the largest, so that encoders of different widths can be compared."""
        return self.rank / max(self.largest, 1)


@dataclass(frozen=True)
class Comparison:
    """Two encoders on the same images. judgement: None where there were too few labels."""

    judgement: Judgement | None
    before: Shape
    after: Shape
    chosen: Choice

    @property
    def sentence(self) -> str:
        """What was found, in one sentence. It says nothing about what is in use, which the user may change."""
        if self.judgement is not None:
            return _in_words(self.judgement)
        facts = tr(
            "effective rank {rank:,.1f} ({rank_before:,.1f} before), neighbours agree in {consistency:.0%} "
            "({consistency_before:.0%} before)",
            rank=self.after.rank,
            rank_before=self.before.rank,
            consistency=self.after.consistency,
            consistency_before=self.before.consistency,
        )
        if self.chosen == "before":
            return tr("The new encoder has collapsed: {facts}; there were too few labels to ask them.", facts=facts)
        return tr(
            "There were too few labels to know whether the new encoder is better; it has not collapsed: {facts}.", facts=facts
        )


def compare(
    before: Array,
    after: Array,
    labels: Array,
    folds: int = 5,
    repeats: int = 3,
    seed: int = 0,
    said: Said = lambda done, total: None,
) -> Comparison:
    """Compare the embeddings before [N, D] and after [N, E] of the same images, any float type.

    labels int [N]: the class of each image, any number from 0; below 0: none. `said(done, total)` is called now and then and
    may raise. Raises ValueError if the lengths differ or there is no image.
    """
    if not len(before) == len(after) == len(labels) > 0:
        raise ValueError(f"one row per image, please: {len(before)}, {len(after)}, {len(labels)}")
    judgement = None
    if enough_labels(labels):
        judgement = judge(before, after, labels, folds, repeats, seed, said)
    shapes = []
    rows = _some(np.arange(len(labels)), SAMPLE, np.random.default_rng(seed))
    for part, vectors in enumerate((before, after), start=3):
        shapes.append(Shape.of(vectors[rows], seed))
        said((part + 1) * _STEPS, _PARTS * _STEPS)
    return Comparison(judgement, shapes[0], shapes[1], choose(judgement, shapes[0], shapes[1]))


def choose(judgement: Judgement | None, before: Shape, after: Shape) -> Choice:
    """The encoder to use from now on; the rule and its reason are at the top of this module."""
    if judgement is not None:
        return "after" if judgement.difference >= 0 else "before"
    flat = after.rank < ONE_DIRECTION or after.filled < COLLAPSED_RANK * before.filled
    return "before" if flat or after.consistency < COLLAPSED_CONSISTENCY * before.consistency else "after"


def enough_labels(labels: Array) -> bool:
    """Whether two classes have LABELS_NEEDED labels each. labels int [N], below 0: none."""
    counts = np.unique(labels[labels >= 0], return_counts=True)[1]
    return int((counts >= LABELS_NEEDED).sum()) >= 2


def judge(
    before: Array,
    after: Array,
    labels: Array,
    folds: int = 5,
    repeats: int = 3,
    seed: int = 0,
    said: Said = lambda done, total: None,
) -> Judgement:
    """Ask the labels; arguments as for `compare`, of which there must be `enough_labels`."""
    rows = _some(np.flatnonzero(labels >= 0), MOST_LABELS, np.random.default_rng(seed))
    names, y = np.unique(labels[rows], return_inverse=True)
    candidates = (before, after, np.concatenate([unit(before), unit(after)], axis=1))
    scores = []
    how = ""
    for part, vectors in enumerate(candidates):
        # One seed and the same labels: the folds are the same for all three.
        found = cross_validate(_inputs(vectors)[rows], y, len(names), folds, repeats, seed, _part(said, part))
        right = (found.logits.argmax(axis=2) == y).mean(axis=0)  # [n]: in how many of the repeats
        scores.append(right[found.judged])
        how = found.how
    difference = scores[1] - scores[0]
    return Judgement(
        before=float(scores[0].mean()),
        after=float(scores[1].mean()),
        both=float(scores[2].mean()),
        difference=float(difference.mean()),
        interval=paired_interval(difference),
        labels=len(difference),
        how=how,
    )


def paired_interval(difference: Array, z: float = Z95) -> tuple[float, float]:
    """The 95 % interval (low, high) in -1..1 of the mean of `difference` float [n], each in -1..1; n >= 1.

    Agresti and Min (2005, Statistics in Medicine 24, 729-740) for paired proportions: as if one more image had changed for
    the better, in halves, and one more not at all. Without that a handful of images that all agree would have no width.
    """
    count = len(difference) + 2
    mean = float(difference.sum()) / count
    variance = (float((difference**2).sum()) + 1) / count - mean**2
    half = z * float(np.sqrt(variance / count))
    return max(-1.0, mean - half), min(1.0, mean + half)


def effective_rank(vectors: Array) -> float:
    """RankMe (Garrido et al. 2023, arXiv 2210.02885, equation 1) of vectors [n, d], any float type: 1..min(n, d); 0 of zeros.

    exp of the entropy of the normalised singular values, of the vectors as they are: neither centred nor of unit length.
    """
    x = vectors.astype(np.float64)
    with one_thread():
        # From the smaller Gram matrix: a tenth of the time of the singular values themselves.
        gram = x.T @ x if len(x) > x.shape[1] else x @ x.T
        singular = np.sqrt(np.maximum(np.linalg.eigvalsh(gram), 0))
    if not singular.sum() > 0:
        return 0.0
    p = singular / singular.sum() + EPSILON
    return float(np.exp(-(p * np.log(p)).sum()))


def neighbour_consistency(vectors: Array, seed: int = 0) -> float:
    """How far two halves of the dimensions agree on who is near whom, 0..1, for vectors [n, d], any float type.

    The mean overlap of the nearest neighbours of each image, by cosine, in two random halves of the dimensions. What an
    embedding knows about images is spread over its dimensions, so both halves find the same neighbours; what is noise about
    one point differs between them, and the overlap is chance (about 1 in 20 or less). It cannot see that everything fell onto
    a line, where the halves agree all too well: `effective_rank` can, which in turn takes noise for riches.
    """
    count = max(1, min(NEIGHBOURS, len(vectors) // 20))
    if len(vectors) <= count + 1 or vectors.shape[1] < 2:
        return 0.0
    x = unit(vectors)
    x -= x.mean(axis=0)
    rng = np.random.default_rng(seed)
    overlaps = []
    for _ in range(SPLITS):
        columns = rng.permutation(x.shape[1])
        halves = np.array_split(columns, 2)
        first, second = (_nearest(x[:, half], count, rng.permutation(len(x))) for half in halves)
        overlaps.append(float((first[:, :, None] == second[:, None, :]).any(axis=2).mean()))
    return float(np.mean(overlaps))


def _nearest(x: Array, count: int, order: Array) -> Array:
    """int64 [n, count]: the nearest other rows of each row of x float32 [n, d], in no order.

    Rows are looked at in `order` (a permutation), so that of equally near ones another is taken each time: images that all
    look the same agree by chance only.
    """
    found = np.empty((len(x), count), np.int64)
    turned = x[order]
    squares = np.einsum("nd,nd->n", turned, turned)
    place = np.argsort(order)
    with one_thread():
        for part in blocks(len(x), 1024):
            away = squares - 2 * (x[part] @ turned.T)
            away[np.arange(len(away)), place[part]] = np.inf
            found[part] = order[np.argpartition(away, count - 1, axis=1)[:, :count]]
    return found


def _inputs(vectors: Array) -> Array:
    """float32 [N, k]: embeddings [N, D] as fine-tuning gives them to the regression."""
    values = pca.principal(vectors, KEEP).apply(vectors)
    return standard(values).apply(values)


def _some(rows: Array, most: int, rng: np.random.Generator) -> Array:
    """At most so many of these rows, drawn at random, in order."""
    return np.sort(rng.choice(rows, most, replace=False)) if len(rows) > most else rows


def _part(said: Said, part: int) -> Said:
    """`said` for one of the parts of the whole."""
    return lambda done, total: said(part * _STEPS + done * _STEPS // max(total, 1), _PARTS * _STEPS)


def _in_words(found: Judgement) -> str:
    low, high = found.interval
    if found.difference == 0:
        verdict = tr("The new encoder is as good as the one before")
    else:
        better, chance = found.difference > 0, low <= 0 <= high
        verdict = (
            tr("The new encoder is better, which may be chance" if better else "The new encoder is worse, which may be chance")
            if chance
            else tr("The new encoder is better" if better else "The new encoder is worse")
        )
    numbers = tr(
        "{after:.1%} right on {labels:,} labels left out in turn, {before:.1%} before",
        after=found.after,
        labels=found.labels,
        before=found.before,
    )
    width = tr(
        "{points:+.1f} points, 95% interval {low:+.1f} to {high:+.1f}",
        points=100 * found.difference,
        low=100 * low,
        high=100 * high,
    )
    return f"{verdict}: {numbers} ({width})."
