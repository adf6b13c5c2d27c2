"""The classifiers made so far: what each remembers, two of them on the same labels, and the way back to an earlier one.

Two are compared on every label that was left out of both (docs/decisions/0016): what they said of it without having seen it,
against the label as it is today.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import numpy as np

from core.classify.comparison import paired_interval
from core.dates import day_in_words
from core.operations import evaluation
from core.operations.left_out import left_out
from core.project import classes, classifiers, encoders, labels, runs
from core.project.project import Project
from core.records import Change, Class, ClassifierCard, EncoderCard
from core.specs import FinetuneSpec
from core.words import tr, tr_later

Z90 = 1.6448536269514722  # 95 % point of the normal distribution
_KINDS = {"linear": tr_later("linear, on the encoder as it is"), "full": tr_later("the whole encoder, fine-tuned")}
_TOLD = {"linear": ("mode", "folds", "repeats", "seed"), "full": ("mode", "epochs", "batch", "held_out", "seed")}
"""What of the spec is said in any case; the rest only where it is not the usual."""


@dataclass(frozen=True)
class Version:
    """What a classifier remembers. spec: the fields of FinetuneSpec it was made with, empty where the run is not known."""

    card: ClassifierCard
    encoder: EncoderCard
    spec: dict[str, Any]
    in_use: bool

    @property
    def kind(self) -> str:
        return f"{tr(_KINDS[self.card.mode])}; {self.encoder.name} ({self.encoder.architecture}, {self.encoder.size} px)"

    @property
    def settings(self) -> str:
        """The spec in words; empty where it is not known."""
        usual = {f.name: f.default for f in fields(FinetuneSpec)}
        told = _TOLD[self.card.mode]
        said = [name for name in self.spec if name in told or self.spec[name] != usual.get(name)]
        return ", ".join(f"{name.replace('_', ' ')} {self.spec[name]}" for name in said)

    @property
    def line(self) -> str:
        """All of it in one line."""
        scored = evaluation.in_words(self.card.accuracy, self.card.interval, self.card.details.get("how", ""))
        parts = [
            when(self.card),
            tr("{labels:,} labels of {count:,} classes", labels=self.card.labels, count=len(self.card.class_ids)),
            self.kind,
        ]
        return f"{'* ' if self.in_use else '  '}{self.card.id}: {'; '.join(parts)}. {scored}"


@dataclass(frozen=True)
class OfClass:
    """Labels of one class that two classifiers were asked, and how many each had right."""

    id: int
    name: str
    labels: int
    first: int
    second: int

    @property
    def gain(self) -> int:
        return self.second - self.first


@dataclass(frozen=True)
class Pairing:
    """Two classifiers on the labels left out of both. first_right, second_right: how many of `labels` each had right.
    difference: second - first, a share in -1..1, with its 90 % interval over images; per_class: classes that have such a label;
    only_first, only_second: ids of the images that one alone had right; known_to_one: classes of today that only one knows,
    each with the id of that one."""

    first: ClassifierCard
    second: ClassifierCard
    labels: int
    first_right: int
    second_right: int
    difference: float
    interval: tuple[float, float]
    per_class: tuple[OfClass, ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    known_to_one: tuple[tuple[str, int], ...]

    @property
    def better(self) -> ClassifierCard | None:
        """The one that is better beyond chance; None if that cannot be said."""
        low, high = self.interval
        if low > 0 or high < 0:
            return self.second if low > 0 else self.first
        return None

    @property
    def sentence(self) -> str:
        """What was found, in one sentence, and one more about classes that only one of them knows."""
        if not self.labels:
            return tr(
                "No label of today was left out of both, so these two cannot be compared. Train again, then compare anew."
            )
        found = tr(
            "On the 1 label that was left out of both, classifier {first} was {first_right:.0%} right, classifier {second} "
            "{second_right:.0%}: {verdict}."
            if self.labels == 1
            else "On {labels:,} labels that were left out of both, classifier {first} was {first_right:.0%} right, "
            "classifier {second} {second_right:.0%}: {verdict}.",
            labels=self.labels,
            first=self.first.id,
            first_right=self.first_right / self.labels,
            second=self.second.id,
            second_right=self.second_right / self.labels,
            verdict=self._verdict(),
        )
        return f"{found} {self._blind()}".rstrip()

    def by_class(self, most: int = 4) -> str:
        """The classes that differ most, in words; empty if none does."""
        apart = sorted((c for c in self.per_class if c.gain), key=lambda c: (-abs(c.gain), c.name))
        if not apart:
            return ""
        each = (
            tr("{name}: {first:,} and {second:,} of {labels:,}", name=c.name, first=c.first, second=c.second, labels=c.labels)
            for c in apart[:most]
        )
        return tr(
            "Right by class, where they differ: {listed}, and {more:,} more."
            if len(apart) > most
            else "Right by class, where they differ: {listed}.",
            listed="; ".join(each),
            more=len(apart) - most,
        )

    def _verdict(self) -> str:
        if not self.only_first and not self.only_second:
            return tr("they agree on every one")
        low, high = (100 * edge for edge in self.interval)
        width = tr(
            "{points:+.1f} points, 90% interval {low:+.1f} to {high:+.1f}", points=100 * self.difference, low=low, high=high
        )
        verdict = tr("classifier {id} is better", id=self.better.id) if self.better is not None else tr("too close to say")
        return f"{verdict} ({width})"

    def _blind(self) -> str:
        asked = {c.name for c in self.per_class}
        silent = [name for name, _ in self.known_to_one if name not in asked]
        return tr("It says nothing of {listed}, which only one of them knows.", listed=_listed(silent)) if silent else ""


@dataclass(frozen=True)
class Used:
    """What going to a classifier did. missing: readable images it has no prediction of, because they came in later."""

    change: Change
    card: ClassifierCard
    missing: int

    @property
    def sentence(self) -> str:
        said = tr("Classifier {id} of {when} is in use.", id=self.card.id, when=when(self.card))
        if not self.missing:
            return said
        came = tr(
            "1 image came in since it last predicted: its predictions are made now."
            if self.missing == 1
            else "{missing:,} images came in since it last predicted: its predictions are made now.",
            missing=self.missing,
        )
        return f"{said} {came}"


def when(card: ClassifierCard) -> str:
    """When it was made, for people."""
    made = datetime.fromtimestamp(card.created)
    return f"{day_in_words(made)} {made:%H:%M}"


def score(card: ClassifierCard) -> str:
    """The accuracy with its interval, short."""
    if card.accuracy is None or card.interval is None:
        return tr("not judged")
    low, high = card.interval
    return tr("{accuracy:.0%} ({low:.0%} to {high:.0%})", accuracy=card.accuracy, low=low, high=high)


def every(project: Project) -> tuple[Version, ...]:
    """All versions, oldest first."""
    used = classifiers.current(project)
    by_id = {card.id: card for card in encoders.every(project)}
    return tuple(
        Version(card, by_id[card.encoder], _spec(project, card), used is not None and card.id == used.id)
        for card in classifiers.every(project)
    )


def use(project: Project, number: int) -> Used:
    """Use this classifier until the next one is made; one edit. UserError if it is not there."""
    card = classifiers.find(project, number)
    return Used(classifiers.choose(project, card.id), card, classifiers.unpredicted(project, card.id))


def compare(project: Project, first: int, second: int) -> Pairing:
    """Both classifiers, by id, on the labels left out of both. UserError if one is not there.

    The truth is the label of today, also where it was mended since; a classifier that does not know its class had it wrong.
    Predictions that were accepted are no proof, and images whose label was taken back are not asked.
    """
    cards = (classifiers.find(project, first), classifiers.find(project, second))
    today = labels.columns(project, accepted=False)
    alive = classes.every(project)
    said = [_said(card) for card in cards]
    ids = np.array(sorted(said[0].keys() & said[1].keys()), np.int64)
    _, places, rows = np.intersect1d(today.ids, ids, return_indices=True)
    kept = today.classes[places] > 0  # a mark names no class
    truth, ids = today.classes[places][kept], ids[rows[kept]]
    right = [np.array([answers[i] for i in ids.tolist()], np.int64) == truth for answers in said]
    difference = right[1].astype(float) - right[0]
    return Pairing(
        first=cards[0],
        second=cards[1],
        labels=len(ids),
        first_right=int(right[0].sum()),
        second_right=int(right[1].sum()),
        difference=float(difference.mean()) if len(ids) else 0.0,
        interval=paired_interval(difference, Z90) if len(ids) else (-1.0, 1.0),
        per_class=_per_class(alive, truth, right[0], right[1]),
        only_first=tuple(ids[right[0] & ~right[1]].tolist()),
        only_second=tuple(ids[right[1] & ~right[0]].tolist()),
        known_to_one=_known_to_one(alive, *cards),
    )


def _said(card: ClassifierCard) -> dict[int, int]:
    """Image id -> the class id it said when that label was left out."""
    known = left_out(card)
    return dict(zip(known.ids.tolist(), known.said.tolist(), strict=True))


def _per_class(alive: list[Class], truth: np.ndarray, first: np.ndarray, second: np.ndarray) -> tuple[OfClass, ...]:
    rows = ((c, truth == c.id) for c in alive)
    return tuple(OfClass(c.id, c.name, int(m.sum()), int(first[m].sum()), int(second[m].sum())) for c, m in rows if m.any())


def _known_to_one(alive: list[Class], first: ClassifierCard, second: ClassifierCard) -> tuple[tuple[str, int], ...]:
    known = ((c, [card.id for card in (first, second) if c.id in card.class_ids]) for c in alive)
    return tuple((c.name, who[0]) for c, who in known if len(who) == 1)


def _spec(project: Project, card: ClassifierCard) -> dict[str, Any]:
    return runs.get(project, card.run).spec if card.run is not None else {}


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else tr("{most} and {last}", most=", ".join(names[:-1]), last=names[-1])
