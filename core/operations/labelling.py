"""Labels from files and from predictions, and which labels to make or mend next."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.classify import review as reviewing
from core.classify import scores
from core.classify import suggest as suggesting
from core.classify.quick import Reduced, learn, reduce
from core.errors import UserError
from core.project import classes, classifiers, encoders, images, labels
from core.project.project import Project

_LARGEST_CSV = 200 * 2**20
"""Bytes: a million long paths fit; anything larger is hardly a list of labels."""


@dataclass(frozen=True)
class Accepted:
    """What `accept` did or would do. `threshold` is the confidence from which predictions were taken, None if none."""

    count: int
    threshold: float | None
    sentence: str


def read_truth(path: Path) -> dict[str, str]:
    """A CSV with the columns path and label: path (with `/`) -> class name. Raises UserError that names the line.

    A row without a label says nothing, as in the CSV this program exports.
    """
    if not path.is_file():
        raise UserError(f"There is no file at {path}.")
    if path.stat().st_size > _LARGEST_CSV:
        raise UserError(f"{path.name} is larger than a list of labels can be. Nothing was imported.")
    try:
        text = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    reader = csv.DictReader(text.splitlines())
    columns = reader.fieldnames or ()
    if "path" not in columns or "label" not in columns:
        found = ", ".join(str(c) for c in columns) or "none"
        raise UserError(f"{path.name} needs the columns path and label in its first line; it has: {found}.")
    rows: dict[str, str] = {}
    for row in reader:
        if not row["path"] or row["label"] is None:
            raise UserError(f"{path.name}, line {reader.line_num}: the {_lacking(row)} is missing. Nothing was imported.")
        if row["label"].strip():
            rows[row["path"].replace("\\", "/")] = " ".join(row["label"].split())
    return rows


def _lacking(row: Mapping[str, Any]) -> str:
    return "path" if not row["path"] else "label"


def suggest(project: Project, number: int) -> list[dict[str, Any]]:
    """The images to label next, best first: rows of path, reason, score."""
    ids, vectors = encoders.embeddings(project, encoders.current(project).id)
    if not len(ids):
        raise UserError("The images are not embedded yet. Run `embed` first.")
    reduced = reduce(vectors)
    columns = labels.columns(project)
    labelled = np.isin(ids, columns.ids)
    probabilities = _quick_probabilities(ids, reduced, columns)
    rng = np.random.default_rng(int(labelled.sum()))
    picks = suggesting.suggest(reduced.values, labelled, probabilities, number, rng)
    path_of = _paths(project)
    return [{"path": path_of[int(ids[p.row])], "reason": p.reason, "score": round(p.score, 4)} for p in picks]


def review(project: Project) -> list[dict[str, Any]]:
    """Labels the current classifier would not give, judged out of fold: rows of path, label, suggested, score."""
    card = classifiers.require_current(project)
    held_out = card.details.get("out_of_fold", {})
    ids = np.array(held_out.get("ids", []), np.int64)
    probabilities = np.array(held_out.get("probabilities", []), np.float32)
    columns = labels.columns(project)
    label_of = dict(zip(columns.ids.tolist(), columns.classes.tolist(), strict=True))
    place = {class_id: i for i, class_id in enumerate(card.class_ids)}
    kept = [n for n, i in enumerate(ids.tolist()) if label_of.get(i) in place]
    if not kept:
        return []
    y = np.array([place[label_of[int(ids[n])]] for n in kept], np.int64)
    path_of = _paths(project)
    rows = []
    for doubt in reviewing.suspicious(y, probabilities[kept]):
        given, better = card.class_names[y[doubt.row]], card.class_names[doubt.suggested]
        path = path_of.get(int(ids[kept[doubt.row]]), "")
        rows.append({"path": path, "label": given, "suggested": better, "score": round(doubt.score, 4)})
    return rows


def accept(project: Project, *, precision: float, dry_run: bool) -> Accepted:
    """Label what we expect to be right at least this often: the threshold comes from out-of-fold predictions, with the
    lower end of a confidence interval, so that luck with few labels does not count as proof."""
    if not 0 < precision < 1:
        raise UserError("The precision is a fraction between 0 and 1, for example 0.98.")
    card = classifiers.require_current(project)
    threshold = _threshold(card.details.get("out_of_fold", {}), precision)
    if threshold is None:
        sentence = (
            f"No confidence is proven to be right {precision:.0%} of the time with the labels there are. Label more first."
        )
        return Accepted(0, None, sentence)
    predicted = classifiers.predictions(project, card.id)
    confidence = predicted.probabilities.max(1)
    free = ~np.isin(predicted.ids, labels.columns(project).ids) & (confidence >= threshold)
    alive = np.isin(predicted.class_ids[predicted.probabilities.argmax(1)], [c.id for c in classes.every(project)])
    chosen = free & alive
    count = int(chosen.sum())
    if not dry_run and count:
        wanted = predicted.class_ids[predicted.probabilities[chosen].argmax(1)]
        labels.accept(project, images=predicted.ids[chosen].tolist(), class_ids=wanted.tolist(), classifier_id=card.id)
    verb = "would become labels" if dry_run else "became labels (one step to undo)"
    return Accepted(count, threshold, f"{count:,} predictions with a confidence of {threshold:.3f} or more {verb}.")


def _threshold(held_out: Mapping[str, Any], precision: float) -> float | None:
    """The smallest confidence above which the lower bound of the share of right out-of-fold predictions is enough."""
    right = np.array(held_out.get("right", []), bool)
    confidence = np.array(held_out.get("confidence", []), float)
    order = np.argsort(-confidence)
    hits = np.cumsum(right[order])
    best = None
    for n in range(1, len(order) + 1):
        low, _ = scores.interval(int(hits[n - 1]), n)
        if low >= precision:
            best = float(confidence[order[n - 1]])
    return best


def _quick_probabilities(ids: np.ndarray, reduced: Reduced, columns: labels.LabelColumns) -> np.ndarray | None:
    """float32 [N, C] of all embedded images; None before two classes have a label."""
    taught = (columns.classes > 0) & np.isin(columns.ids, ids)
    learnt = learn(reduced, np.searchsorted(ids, columns.ids[taught]), columns.classes[taught])
    return learnt[1].probabilities if learnt is not None else None


def _paths(project: Project) -> dict[int, str]:
    listed = images.image_list(project, ("ok", "unreadable", "missing"))
    return dict(zip(listed.ids.tolist(), listed.paths, strict=True))
