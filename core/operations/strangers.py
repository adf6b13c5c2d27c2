"""None of these: the share below which an image is too unfamiliar to be given a class, and what is reported of it.

One threshold for the project, a setting and no step of the history: it changes no label, and is moved back as easily. It is
compared here with the shares that were stored with the classifier's predictions, since they are what `predict`, `accept` and
`export` give away. While one labels, the window compares it with shares for the labels of that moment
(desktop_app/strangers.py): those two differ until the next classifier has learnt.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.errors import UserError
from core.operations import evaluation
from core.project.project import Project
from core.records import Change
from core.words import tr, tr_later

OFF = 0.0
SUGGESTED = 0.05
"""Calls about 5 % of the images like the labelled ones strangers, and told 40 to 67 % of the strangers (decision 13)."""
STRANGER = "none of these"
_KEY = "none below"
_UNTOLD = tr_later(
    "This classifier cannot tell images that look like none of its classes: it is from an older "
    "Labelight, or has too few labels. Fine-tune again."
)
Table = list[dict[str, Any]]


@dataclass(frozen=True)
class Told:
    """Rows (evaluation.COLUMNS) with STRANGER as the label of those below; how many these are, None where none was looked
    for; that in words, empty where there is nothing to say; and the paths of those below (a class may be called STRANGER)."""

    rows: Table
    strange: int | None
    sentence: str = ""
    below: frozenset[str] = frozenset()


def none_below(project: Project) -> float:
    """The project's threshold, 0..1; OFF: every image is given the class that fits best."""
    try:
        share = float(project.get(_KEY, "0"))
    except ValueError:
        return OFF
    return share if 0 < share < 1 else OFF


def set_none_below(project: Project, share: float) -> Change:
    """From now on images less familiar than this are none of the classes; OFF: none is. UserError if it is no share."""
    project.set(_KEY, repr(_checked(share)))
    return Change("none below", frozenset({"settings"}))


def chosen(project: Project, asked: float | None) -> float:
    """The threshold that was asked for, else the project's. UserError if it is no share."""
    return none_below(project) if asked is None else _checked(asked)


def below(familiar: np.ndarray, share: float) -> np.ndarray:
    """bool [n]: which of familiar float [n] are strangers. Rounded as in the tables, so that both tell the same ones."""
    return np.asarray(np.round(familiar.astype(float), evaluation.DIGITS) < share)


def told(project: Project, rows: Table, asked: float | None = None) -> Told:
    """What is reported of these images, by the threshold asked for or the project's. UserError if one was asked for that is no
    share, or that the classifier cannot judge by; by the project's, that is said."""
    return told_by(rows, chosen(project, asked), asked=asked is not None)


def told_by(rows: Table, share: float, *, asked: bool) -> Told:
    """As `told`, by this threshold; `asked`: it is not the project's, but was asked for."""
    if share == OFF:
        return Told(rows, None)
    if any(row["familiar"] == "" for row in rows):
        if asked:
            raise UserError(tr(_UNTOLD))
        return Told(rows, None, f"{tr(_UNTOLD)} {tr('The threshold of {share} was not used.', share=in_words(share))}")
    strange = below(np.array([row["familiar"] for row in rows], float), share)
    marked = [row | {"label": STRANGER} if odd else row for row, odd in zip(rows, strange.tolist(), strict=True)]
    count = int(strange.sum())
    words = tr(
        "1 image looks like none of these (less familiar than {share})."
        if count == 1
        else "{count:,} images look like none of these (less familiar than {share}).",
        count=count,
        share=in_words(share),
    )
    return Told(marked, count, words, frozenset(row["path"] for row, odd in zip(rows, strange.tolist(), strict=True) if odd))


def of_project(project: Project, asked: float | None = None) -> Told:
    """The stored predictions of the project's images, as `told`. UserError without a classifier."""
    return told(project, evaluation.prediction_rows(project), asked)


def in_words(share: float) -> str:
    """The threshold as it is said after "below"."""
    return tr("off") if share == OFF else f"{100 * share:.3g}%"


def _checked(share: float) -> float:
    if not 0 <= share < 1:
        raise UserError(tr("How familiar an image must be is a fraction between 0 and 1, for example 0.05; 0 is off."))
    return float(share)
