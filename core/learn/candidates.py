"""The ways to a classifier, each judged on labels it did not see: linear on the frozen encoder, by the labels alone or taught
by what they spread to alike images; or the whole network."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import torch
from torch import nn

from core.classify import pca
from core.classify import spread as spreading
from core.classify.crossval import CrossValidation, LeftOut, Regression, cross_validate
from core.classify.curve import Curve, learning_curve
from core.classify.logistic import STRENGTH, LogisticModel, Standard, fit_standardised, standard, unit
from core.classify.scores import PRIOR_TEMPERATURE, calibrated, log_loss, steady_temperature
from core.jobs.reporter import Reporter
from core.learn import embedding, finetuning, neighbours
from core.learn.finetuning import Head, Labelled
from core.records import EncoderCard
from core.specs import FinetuneSpec
from core.words import tr

FADED = 100  # labels in the middle class from which what they spread weighs a hundredth of them: not worth the time
TELLING = 30  # labels left out once, from which they decide whether spreading helps
REDUCE = 256  # directions the regression is fitted in: as good as 1280 to within 0.3 points, 5 to 10 times faster


@dataclass(frozen=True)
class Candidate:
    """A classifier with its proof. For the n labels: judged bool [n] (left out at some time), predicted int64 [n] and
    probabilities float32 [n, C] (calibrated) from when they were left out. `network`: the fine-tuned tensors of f.
    `curve`: what more labels may bring."""

    mode: Literal["linear", "full"]
    head: LogisticModel
    temperature: float
    strength: float
    judged: np.ndarray
    predicted: np.ndarray
    probabilities: np.ndarray
    how: str
    network: dict[str, torch.Tensor] = field(default_factory=dict)
    left_out: LeftOut | None = field(default=None, repr=False)  # how it is fitted to a part of the labels
    curve: Curve | None = None


@dataclass(frozen=True)
class Space:
    """The main directions of all embeddings, standardised: where regressions are fitted."""

    basis: pca.Basis
    statistics: Standard

    @classmethod
    def of(cls, vectors: np.ndarray) -> "Space":
        """From the embeddings [N, D] of all images, labelled or not."""
        basis = pca.principal(vectors, REDUCE)
        return cls(basis, standard(basis.apply(vectors)))

    def apply(self, vectors: np.ndarray) -> np.ndarray:
        """float32 [n, k] of embeddings [n, D]."""
        return self.statistics.apply(self.basis.apply(vectors))

    def unfold(self, weight: np.ndarray, bias: np.ndarray) -> LogisticModel:
        """The regression with weight [C, k] here, as one on unit embeddings [D]: the same logits, no basis needed."""
        back = self.basis.directions.T
        mean = self.basis.mean + self.statistics.mean @ back
        scale = np.full(len(mean), self.statistics.scale[0], np.float32)
        return LogisticModel((weight @ back).astype(np.float32), bias.astype(np.float32), mean.astype(np.float32), scale)


@dataclass(frozen=True)
class Start:
    """A regression without cross-validation: where full fine-tuning begins, and what it is compared with."""

    head: LogisticModel

    def right(self, vectors: np.ndarray, classes: np.ndarray) -> float:
        """Share of embeddings [n, D] classified as `classes` int [n]."""
        return float((self.head.logits(unit(vectors)).argmax(axis=1) == classes).mean())


def linear(
    every: np.ndarray,
    vectors: np.ndarray,
    classes: np.ndarray,
    count: int,
    spec: FinetuneSpec,
    said: Callable[[int, int], None],
    space: Space | None = None,
) -> Candidate:
    """Logistic regression of classes int64 [n] (0..count-1) on embeddings [n, D]; `every` [N, D]: those of all images; `space`:
    theirs, where it is known already."""
    space = space or Space.of(every)
    z = space.apply(vectors)
    present, targets = np.unique(classes, return_inverse=True)
    fit = Regression(z.astype(np.float64), targets, len(present))
    checked = cross_validate(z, classes, count, spec.folds, spec.repeats, spec.seed, said, fit)
    weight, bias = fit_standardised(z, classes, count, checked.strength)
    return _judged(checked, space.unfold(weight, bias), classes, PRIOR_TEMPERATURE, fit)


def taught(
    every: np.ndarray,
    rows: np.ndarray,
    classes: np.ndarray,
    count: int,
    spec: FinetuneSpec,
    said: Callable[[int, int], None],
    space: Space | None = None,
) -> Candidate:
    """Logistic regression of classes int64 [n] (0..count-1) on rows int64 [n] of the embeddings `every` [N, D] and on what the
    labels, spread over the graph of neighbours, say of the other images (core/classify/spread.py)."""
    space = space or Space.of(every)
    z = space.apply(every)
    drawn = spreading.drawn(len(z), rows, np.random.default_rng(spec.seed))
    looks = spreading.look(z[drawn])
    known = spreading.graph(drawn, looks, *_neighbours(looks), seed=spec.seed)
    places = known.places(rows, spreading.look(z[rows]))
    present, targets = np.unique(classes, return_inverse=True)

    def fit(train: np.ndarray, among: np.ndarray, number: int) -> tuple[np.ndarray, np.ndarray]:
        reached = spreading.spread(known, places[train], among[train], number)
        return spreading.taught(z, known, reached, rows[train], among[train])

    def left_out(train: np.ndarray, asked: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, float]:
        weight, bias = fit(train, targets, len(present))
        return z[rows[asked]] @ weight.T + bias, spreading.STRENGTH

    checked = cross_validate(z[rows], classes, count, spec.folds, spec.repeats, spec.seed, said, left_out)
    weight, bias = fit(np.ones(len(rows), bool), classes, count)
    prior = spreading.prior_temperature(len(classes), len(present))
    return _judged(checked, space.unfold(weight, bias), classes, prior, left_out)


def best_linear(
    every: np.ndarray, rows: np.ndarray, classes: np.ndarray, count: int, spec: FinetuneSpec, report: Reporter
) -> tuple[Candidate, str]:
    """The better of the labels alone and the labels with what they spread to alike images, with its curve, and why: "" or a
    sentence that begins with a space. Arguments as for `taught`."""
    middle = int(np.median(np.unique(classes, return_counts=True)[1]))
    parts = 2 if middle >= FADED else 3
    report.note(tr("Cross-validating"))
    space = Space.of(every)
    made, why = linear(every, every[rows], classes, count, spec, _part(report, 0, parts), space), ""
    if middle < FADED:
        report.note(tr("Spreading the labels to alike images"))
        made, why = _kept(taught(every, rows, classes, count, spec, _part(report, 1, parts), space), made, classes)
    report.note(tr("Asking what more labels would bring"))
    _, targets = np.unique(classes, return_inverse=True)
    assert made.left_out is not None
    curve = learning_curve(targets, made.left_out, seed=spec.seed, said=_part(report, parts - 1, parts))
    return replace(made, curve=curve), why


def _kept(more: Candidate, plain: Candidate, classes: np.ndarray) -> tuple[Candidate, str]:
    """The better by the calibrated log-loss of labels left out of both, and a sentence."""
    both = more.judged & plain.judged
    if both.sum() < TELLING:
        return more, tr(" It also learnt from images that look like the labelled ones.")
    y = classes[both]
    shares = [float((c.predicted[both] == y).mean()) for c in (more, plain)]
    numbers = tr("{shares:.0%} of the labels left out were right, {without:.0%} without", shares=shares[0], without=shares[1])
    losses = [log_loss(y, c.probabilities[both]) for c in (more, plain)]
    if losses[0] <= losses[1]:
        but = "" if shares[0] >= shares[1] else tr(", but its probabilities are nearer to the truth")
        return more, tr(
            " It also learnt from images that look like the labelled ones: {numbers}{but}.", numbers=numbers, but=but
        )
    return plain, tr(" Learning from images that look like the labelled ones did not help: {numbers}.", numbers=numbers)


def _part(report: Reporter, place: int, parts: int) -> Callable[[int, int], None]:
    """The progress of one of several parts as that of the whole."""
    return lambda done, total: report.progress(place * total + done, parts * total)


def _neighbours(looks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As `spread.neighbours`, by torch and its threads."""
    indices, away = neighbours.nearest(looks, min(spreading.NEAREST + 1, len(looks)), "cosine")
    return indices[:, 1:].astype(np.int64), 1 - away[:, 1:]


def _judged(checked: CrossValidation, head: LogisticModel, classes: np.ndarray, prior: float, left_out: LeftOut) -> Candidate:
    count, kept = head.classes, checked.judged
    stacked = checked.logits[:, kept].reshape(-1, count)
    temperature = steady_temperature(np.tile(classes[kept], len(checked.logits)), stacked, int(kept.sum()), prior)
    probabilities = calibrated(checked.mean_logits, temperature)
    return Candidate(
        mode="linear",
        head=head,
        temperature=temperature,
        strength=checked.strength,
        judged=kept,
        predicted=checked.predicted,
        probabilities=probabilities,
        how=checked.how,
        left_out=left_out,
    )


def fit_head(every: np.ndarray, vectors: np.ndarray, classes: np.ndarray, count: int) -> Start:
    """Logistic regression at the usual strength, without judging it; arguments as for `linear`."""
    space = Space.of(every)
    return Start(space.unfold(*fit_standardised(space.apply(vectors), classes, count, STRENGTH)))


def full(
    net: nn.Module,
    start: Start,
    card: EncoderCard,
    data: Labelled,
    held_out: np.ndarray,
    spec: FinetuneSpec,
    device: torch.device,
    report: Reporter,
) -> Candidate:
    """The whole network, trained on the labels that are not `held_out` (bool [n]) and judged by those that are."""
    head = Head(start.head, finetuning.START_TEMPERATURE)
    training = Labelled(data.pixels, data.indices[~held_out], data.classes[~held_out])
    net, head = finetuning.train(net, head, card, training, spec, device, report)
    model = head.cpu().model()
    logits = np.zeros((len(held_out), model.classes), np.float32)
    parts = embedding.embed(
        net, card, data.pixels, data.indices[held_out], size=card.size, batch=spec.batch, device=device, said=report.note
    )
    vectors = [part for _, part in parts]
    if vectors:
        logits[held_out] = model.logits(unit(np.concatenate(vectors)))
    temperature = steady_temperature(data.classes[held_out], logits[held_out], prior=1.0)
    return Candidate(
        mode="full",
        head=model,
        temperature=temperature,
        strength=STRENGTH,
        judged=held_out,
        predicted=logits.argmax(axis=1),
        probabilities=calibrated(logits, temperature),
        how=tr("{count} held-out labels it was not trained on", count=int(held_out.sum())),
        network=dict(net.state_dict()),
    )


def held_out(ids: np.ndarray, classes: np.ndarray, share: float) -> np.ndarray:
    """bool [n]: the labels that judge. By a digest of the image id int64 [n], so that an image never changes sides while
    labels are added; at least one of each class with two labels or more, and at least one left to train on."""
    draw = np.array([_fraction(int(i)) for i in ids])
    out = draw < share
    for c in np.unique(classes):
        members = np.flatnonzero(classes == c)
        ranked = members[np.argsort(draw[members], kind="stable")]
        if len(members) > 1:
            out[ranked[0]] = True
        out[ranked[-1]] = False
    return out


def _fraction(image: int) -> float:
    """A number in [0, 1) that only the image id decides."""
    digest: Any = hashlib.blake2b(image.to_bytes(8, "little", signed=True), digest_size=8).digest()
    return int.from_bytes(digest, "little") / 2**64
