"""A second look at labels: those that contradict each other, and those the classifier would not give. What becomes of each
is one edit: the suggested label, or the label it has, which then is not doubted again before the next classifier."""

import json
from dataclasses import dataclass

import numpy as np

from core.classify import review as reviewing
from core.operations.left_out import left_out
from core.project import classes, classifiers, labels, schema
from core.project.collection import Collection
from core.project.project import Project
from core.records import Change, ClassifierCard
from core.words import tr

_KEPT = "kept labels"


@dataclass(frozen=True)
class Look:
    """One thing to decide. `images`: ids of those that would get the class `suggested`; `given`: the classes they have now;
    `copies`: ids of files with the same content that have the suggested label already; score 0..1 (1: surely wrong)."""

    images: tuple[int, ...]
    given: tuple[int, ...]
    suggested: int
    score: float
    copies: tuple[int, ...] = ()


def looks(project: Project, shown: Collection) -> tuple[Look, ...]:
    """Conflicts among exact copies first, then labels that look wrong, the surest mistakes first; without those kept."""
    card = classifiers.current(project)
    found = conflicts(shown, _guesses(project, card, shown))
    decided = {image for one in found for image in (*one.images, *one.copies)}
    if card is not None:
        decided.update(classifiers.labels_since(project, card.id))  # whoever gave them knew better already
        found += [one for one in doubts(shown, card) if one.images[0] not in decided]
    done, alive = kept(project), {c.id for c in classes.every(project)}
    return tuple(one for one in found if one.suggested in alive and not done.issuperset(one.images))


def conflicts(shown: Collection, guesses: np.ndarray) -> list[Look]:
    """Files with the same content and different labels. Suggested is the label most of them have; of two as frequent the one
    the classifier gives (`guesses`: class ids int64 [N], 0 for none), else that of the image that came first."""
    rows = np.flatnonzero(shown.label_codes > 0)
    if not len(rows):
        return []
    digests = np.ascontiguousarray(shown.digests[rows]).view(np.dtype((np.void, shown.digests.shape[1])))[:, 0]
    _, group = np.unique(digests, return_inverse=True)
    order = np.argsort(group, kind="stable")
    parts = np.split(rows[order], np.flatnonzero(np.diff(group[order])) + 1)
    return [_conflict(shown, part, guesses) for part in parts if len(np.unique(shown.label_codes[part])) > 1]


def doubts(shown: Collection, card: ClassifierCard) -> list[Look]:
    """Labels the classifier would not give, judged by what it said when each was left out (core/classify/review.py)."""
    known = left_out(card)
    if known.probabilities is None:
        return []
    ids = known.ids
    there = np.isin(ids, shown.ids)
    codes = np.zeros(len(ids), np.int64)
    codes[there] = shown.label_codes[shown.rows(ids[there])]
    kept = np.flatnonzero(np.isin(codes, card.class_ids))
    place = {class_id: i for i, class_id in enumerate(card.class_ids)}
    y = np.array([place[code] for code in codes[kept].tolist()], np.int64)
    found = reviewing.suspicious(y, known.probabilities[kept])
    return [Look((int(ids[kept[d.row]]),), (card.class_ids[y[d.row]],), card.class_ids[d.suggested], d.score) for d in found]


def mend(project: Project, look: Look) -> Change:
    """Give the suggested label."""
    return labels.assign(project, images=look.images, class_id=look.suggested)


def keep(project: Project, look: Look) -> Change:
    """The label is right as it is: not to be shown again until there is another classifier."""
    card = classifiers.current(project)
    value = json.dumps({"classifier": card.id if card is not None else 0, "images": sorted(kept(project) | set(look.images))})
    many = len(look.images)
    text = tr("keep the label of 1 image" if many == 1 else "keep the label of {many:,} images", many=many)
    with project.edit("keep label", text) as edit:
        edit.put(schema.meta, [{"key": _KEPT, "value": value}])
    return edit.change


def kept(project: Project) -> set[int]:
    """Ids of the images whose label was kept since the current classifier was made."""
    try:
        stored = json.loads(project.get(_KEPT, "{}"))
    except ValueError:  # a damaged setting: they are shown once more
        return set()
    card = classifiers.current(project)
    return set(stored.get("images", ())) if stored.get("classifier") == (card.id if card is not None else 0) else set()


def _conflict(shown: Collection, rows: np.ndarray, guesses: np.ndarray) -> Look:
    codes = shown.label_codes[rows]
    found, first, counts = np.unique(codes, return_index=True, return_counts=True)
    guess = guesses[rows[0]]
    best = int(np.lexsort((first, found != guess, -counts))[0])
    wrong = codes != found[best]
    return Look(
        images=tuple(shown.ids[rows[wrong]].tolist()),
        given=tuple(dict.fromkeys(codes[wrong].tolist())),
        suggested=int(found[best]),
        score=float(counts[best] / len(rows)),
        copies=tuple(shown.ids[rows[~wrong]].tolist()),
    )


def _guesses(project: Project, card: ClassifierCard | None, shown: Collection) -> np.ndarray:
    if card is None:
        return np.zeros(len(shown), np.int64)
    found = classifiers.predictions(project, card.id)
    best = found.class_ids[found.probabilities.argmax(1)] if len(found.ids) else np.empty(0, np.int64)
    return shown.spread(found.ids, best, 0)
