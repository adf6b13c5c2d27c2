"""Images drawn at random: which to label, and what their labels say about a classifier (core/classify/drawn.py)."""

import numpy as np

from core.classify.drawn import Drawn
from core.operations.left_out import left_out
from core.project import classifiers, images, labels, picks
from core.project.picks import RandomPick
from core.project.project import Project
from core.records import ClassifierCard

NUMBER = 30
"""At once: a minute or two of work, and a number that is right to about 15 points."""


def draw(project: Project, number: int = NUMBER) -> np.ndarray:
    """int64 [n], n <= number: images to label now, noted as drawn. First those that were drawn before and have neither label
    nor mark: to draw others in their place would be a choice."""
    every = picks.every(project)
    waiting = np.array([pick.image for pick in every if pick.mark is None], np.int64)[:number]
    free = np.setdiff1d(images.every_id(project, readable=True), labels.columns(project).ids)
    free = np.setdiff1d(free, [pick.image for pick in every])
    fresh = np.random.default_rng(len(every)).permutation(free)[: number - len(waiting)]
    picks.add(project, images=fresh.tolist(), reason="check")
    return np.concatenate([waiting, fresh])


def look(project: Project, card: ClassifierCard | None = None) -> Drawn:
    """What the drawn images say about this classifier, or the current one, by the labels there are now.

    A label it has learnt counts as it was taken when left out; one it has not learnt as its image was predicted. The only label
    of its class counts as wrong: without it the classifier does not know the class. A network is asked only about the labels
    that were held out from it.
    """
    card = card if card is not None else classifiers.current(project)
    drawn = picks.every(project)
    known = [pick for pick in drawn if _answered(pick)]
    strangers = sum(pick.mark == "none" for pick in drawn)
    last = max((pick.at for pick in known), default=-1.0)
    passed = sum(not _answered(pick) and pick.mark != "none" and (pick.mark is not None or pick.at <= last) for pick in drawn)
    said = _said(project, card, {pick.image for pick in known}) if card is not None else {}
    right = [said[pick.image] == pick.class_id for pick in known if pick.image in said]
    return Drawn(len(right), sum(right), len(known), passed, strangers)


def _answered(pick: RandomPick) -> bool:
    """By a person, here or in a file; a prediction that was accepted is no answer."""
    return pick.mark == "class" and pick.origin != "accepted"


def _said(project: Project, card: ClassifierCard, asked: set[int]) -> dict[int, int]:
    """Image -> class id the classifier took it for without having learnt it, 0 for none it knows."""
    known = left_out(card)
    said = dict(zip(known.ids.tolist(), known.said.tolist(), strict=True))
    newer = (asked & set(classifiers.labels_since(project, card.id))) - said.keys()
    alone = asked - newer - said.keys() if card.mode == "linear" and said else set()
    if newer:
        found = classifiers.predictions(project, card.id)
        rows = np.flatnonzero(np.isin(found.ids, list(newer)))
        best = found.class_ids[found.probabilities[rows].argmax(1)]
        said |= dict(zip(found.ids[rows].tolist(), best.tolist(), strict=True))
    return said | dict.fromkeys(alone, 0)
