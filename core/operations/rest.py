"""Label the rest: which predictions are sure enough to become labels, what is left, and the edit that accepts them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.classify.accepting import Choice, Curve, curve
from core.errors import UserError
from core.operations import strangers
from core.operations.left_out import left_out
from core.project import classes, classifiers, images, labels
from core.project.project import Project
from core.records import Change, ClassifierCard
from core.words import tr


@dataclass(frozen=True)
class Rest:
    """The readable images without a label or a mark, the surest first: ids int64 [m]; class_ids int64 [m], what the classifier
    takes them for (0: it does not say); confidence float32 [m] (0 there). judged: labels that prove it; newer: labels that the
    classifier has not learnt. strange: how many look like nothing labelled by the threshold none_below (0: off), so that it
    does not say; None where it cannot tell."""

    classifier: int
    ids: np.ndarray
    class_ids: np.ndarray
    confidence: np.ndarray
    curve: Curve
    judged: int
    newer: int
    none_below: float = strangers.OFF
    strange: int | None = 0

    def choice(self, precision: float) -> Choice | None:
        """What can be accepted if this part (0..1) shall be right."""
        return self.curve.best(precision)

    def sentence(self, precision: float) -> str:
        """What can be accepted, what that costs, and what is left out, in words."""
        return " ".join(part for part in (self._offer(precision), self.left_out) if part)

    @property
    def left_out(self) -> str:
        """What the threshold does here, in words; empty where that is nothing."""
        if self.strange is None:
            below = strangers.in_words(self.none_below)
            return tr(
                "The classifier cannot tell which look like nothing labelled: the threshold of {below} is not used.",
                below=below,
            )
        if not self.strange:
            return ""
        return tr(
            "1 looks like nothing labelled (less familiar than {below}) and is left out."
            if self.strange == 1
            else "{strange:,} look like nothing labelled (less familiar than {below}) and are left out.",
            strange=self.strange,
            below=strangers.in_words(self.none_below),
        )

    def _offer(self, precision: float) -> str:
        choice, total = self.choice(precision), len(self.ids)
        if choice is not None:
            return tr(
                "1 of {total:,} unlabelled images is sure enough (confidence {threshold} or more); {wrong}."
                if choice.count == 1
                else "{count:,} of {total:,} unlabelled images are sure enough (confidence {threshold} or more); {wrong}.",
                count=choice.count,
                total=total,
                threshold=_rounded_down(choice.threshold),
                wrong=_wrong(choice),
            )
        if not total:
            return tr("Every image has a label or a mark. Nothing is left.")
        if not self._predicted and self.strange:
            return tr("Nothing can be accepted.")
        if not self._predicted:
            return tr("No unlabelled image has a prediction. Train again, and every image gets one.")
        if not self.judged:
            return tr(
                "No label could be left out to see how often the classifier is right. Label at least two images of each class."
            )
        return tr(
            "None of {total:,} unlabelled images can be accepted at {precision:.0%}: {judged:,} labels can "
            "promise {count}% at most, for the surest. More labels promise more, as does mending wrong ones.",
            total=total,
            precision=precision,
            judged=self.judged,
            count=int(100 * self.curve.surest),
        )

    @cached_property
    def _predicted(self) -> int:
        return int((self.class_ids > 0).sum())


@dataclass(frozen=True)
class Accepted:
    """What `accept` did or would do. `threshold` is the confidence from which predictions were taken, None if none;
    `strange` as in Rest."""

    count: int
    threshold: float | None
    sentence: str
    change: Change | None = None
    strange: int | None = 0


def look(project: Project, none_below: float | None = None) -> Rest:
    """What the current classifier says of the images that have neither label nor mark: nothing of those less familiar than
    `none_below` (None: the project's threshold). UserError without a classifier."""
    below = strangers.chosen(project, none_below)
    card = classifiers.require_current(project)
    ids = np.setdiff1d(images.every_id(project, readable=True), labels.columns(project).ids)
    class_ids, confidence, strange = _predictions(project, card.id, ids, below)
    order = np.argsort(-confidence, kind="stable")
    class_ids, confidence = class_ids[order], confidence[order]
    sure, right = _proof(project, card)
    # Labels that were left out prove it whatever their share: without the odd ones among them it would promise more.
    found = curve(confidence[class_ids > 0], sure, right)
    return Rest(card.id, ids[order], class_ids, confidence, found, len(sure), _newer(project, card), below, strange)


def accept(project: Project, *, precision: float, dry_run: bool, none_below: float | None = None) -> Accepted:
    """Label, in one edit, the most images of which we may expect this part to be right (core/classify/accepting.py), and none
    less familiar than `none_below` (None: the project's threshold). UserError if the classifier cannot tell and one was asked
    for."""
    if not 0 < precision < 1:
        raise UserError(tr("The precision is a fraction between 0 and 1, for example 0.98."))
    rest = look(project, none_below)
    if none_below is not None and rest.strange is None:
        raise UserError(rest.left_out)
    choice = rest.choice(precision)
    if choice is None:
        return Accepted(0, None, rest.sentence(precision), strange=rest.strange)
    if dry_run:
        return Accepted(choice.count, choice.threshold, rest.sentence(precision), strange=rest.strange)
    ids, class_ids = rest.ids[: choice.count].tolist(), rest.class_ids[: choice.count].tolist()
    change = labels.accept(project, images=ids, class_ids=class_ids, classifier_id=rest.classifier)
    became = tr(
        "1 prediction is a label now; {wrong}." if choice.count == 1 else "{count:,} predictions are labels now; {wrong}.",
        count=choice.count,
        wrong=_wrong(choice),
    )
    sentence = " ".join(part for part in (became, rest.left_out) if part)
    return Accepted(choice.count, choice.threshold, sentence, change, rest.strange)


def _predictions(project: Project, classifier: int, ids: np.ndarray, below: float) -> tuple[np.ndarray, np.ndarray, int | None]:
    """Class ids int64 [m] and confidence float32 [m] of these images; 0 where there is none, the class is gone, or the image
    less familiar than `below`. And how many the last are, None if that is not known."""
    found = classifiers.predictions(project, classifier)
    class_ids, confidence = np.zeros(len(ids), np.int64), np.zeros(len(ids), np.float32)
    _, rows, places = np.intersect1d(ids, found.ids, return_indices=True)
    if len(rows):
        class_ids[rows] = found.class_ids[found.probabilities[places].argmax(1)]
        confidence[rows] = found.probabilities[places].max(1)
    gone = ~np.isin(class_ids, [c.id for c in classes.every(project)])
    strange: int | None = 0
    if below != strangers.OFF and len(found.ids):
        odd = None if found.familiar is None else rows[strangers.below(found.familiar[places], below)]
        strange = None if odd is None else len(odd)
        gone[odd if odd is not None else []] = True
    class_ids[gone], confidence[gone] = 0, 0
    return class_ids, confidence, strange


def _proof(project: Project, card: ClassifierCard) -> tuple[np.ndarray, np.ndarray]:
    """Confidence float32 [n], and whether it was right, bool [n], of the labels that were left out. Without predictions that
    were accepted: what the classifier said itself is no proof of it."""
    known = left_out(card)
    proof = np.isin(known.ids, labels.columns(project, accepted=False).ids)
    return known.confidence[proof], known.right[proof]


def _newer(project: Project, card: ClassifierCard) -> int:
    """Labels given after the classifier began to learn, or taken from it since."""
    known, now = left_out(card), labels.columns(project)
    learnt = set(zip(known.ids.tolist(), known.given.tolist(), strict=True))
    lost = {image for image, _ in learnt - set(zip(now.ids.tolist(), now.classes.tolist(), strict=True))}
    return len(lost | set(classifiers.labels_since(project, card.id)))


def _wrong(choice: Choice) -> str:
    if not choice.wrong:
        return tr("hardly any is expected to be wrong" if choice.count > 1 else "it is expected to be right")
    return tr(
        "about 1 of them is expected to be wrong" if choice.wrong == 1 else "about {wrong:,} of them are expected to be wrong",
        wrong=choice.wrong,
    )


def _rounded_down(confidence: float) -> str:
    """With more digits where they tell something: 0.91, 0.996."""
    digits = 2 if confidence < 0.99 else 3
    return f"{np.floor(confidence * 10**digits) / 10**digits:.{digits}f}"
