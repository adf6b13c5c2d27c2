"""Labels from files and from predictions, and which labels to make or mend next."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from core import cells
from core.classify.quick import Answer, Reduced, learn, reduce
from core.classify.strategies import AT_RANDOM, AUTO, RANDOM, STRATEGIES
from core.classify.suggest import suggest as choose
from core.errors import UserError
from core.operations import random_check, second_look
from core.project import classes, classifiers, encoders, images, labels, picks
from core.project.collection import Collection
from core.project.project import Project
from core.words import tr

_LARGEST_CSV = 200 * 2**20
"""Bytes: a million long paths fit; anything larger is hardly a list of labels."""


def read_truth(path: Path) -> dict[str, str]:
    """A CSV with the columns path and label: path (with `/`) -> class name. Raises UserError that names the line.

    A row without a label says nothing, as in the CSV this program exports.
    """
    if not path.is_file():
        raise UserError(tr("There is no file at {path}.", path=path))
    if path.stat().st_size > _LARGEST_CSV:
        raise UserError(tr("{name} is larger than a list of labels can be. Nothing was imported.", name=path.name))
    try:
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise UserError(tr("{path} cannot be read: {problem}.", path=path, problem=error.strerror)) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))  # a name may have a line break in it
    columns = reader.fieldnames or ()
    if "path" not in columns or "label" not in columns:
        found = ", ".join(str(c) for c in columns) or "none"
        raise UserError(
            tr("{name} needs the columns path and label in its first line; it has: {found}.", name=path.name, found=found)
        )
    rows: dict[str, str] = {}
    for row in reader:
        if not row["path"] or row["label"] is None:
            raise UserError(
                tr(
                    "{name}, line {line_num}: the {lacking} is missing. Nothing was imported.",
                    name=path.name,
                    line_num=reader.line_num,
                    lacking=_lacking(row),
                )
            )
        if row["label"].strip():
            rows[cells.plain(row["path"]).replace("\\", "/")] = " ".join(cells.plain(row["label"]).split())
    return rows


def _lacking(row: Mapping[str, Any]) -> str:
    return "path" if not row["path"] else "label"


def suggest(project: Project, number: int, strategy: str = AUTO) -> list[dict[str, Any]]:
    """The images to label next by one of core.classify.strategies.STRATEGIES, best first: rows of path, reason, score. Those at
    random are noted as drawn; with nothing else the images need no embeddings. Raises UserError for an unknown strategy."""
    if strategy not in STRATEGIES:
        raise UserError(
            tr("There is no strategy {strategy}. There are: {listed}.", strategy=strategy, listed=", ".join(STRATEGIES))
        )
    if strategy == AT_RANDOM:
        return _drawn(project, number)
    ids, vectors = encoders.embeddings(project, encoders.current(project).id)
    if not len(ids):
        raise UserError(tr("The images are not embedded yet. Run `embed` first."))
    reduced = reduce(vectors)
    columns = labels.columns(project)
    labelled = np.isin(ids, columns.ids)
    rng = np.random.default_rng(int(labelled.sum()))
    chosen = choose(reduced.values, labelled, _quick_answer(ids, reduced, columns), number, rng, strategy)
    drawn = [int(ids[p.row]) for p in chosen if p.reason == RANDOM]
    picks.add(project, images=drawn, reason="suggestion")
    path_of = _paths(project)
    return [{"path": path_of[int(ids[p.row])], "reason": p.reason, "score": round(p.score, 4)} for p in chosen]


def _drawn(project: Project, number: int) -> list[dict[str, Any]]:
    """To be labelled to see how good the classifier is."""
    path_of = _paths(project)
    drawn = random_check.draw(project, number).tolist()
    return [{"path": path_of[image], "reason": RANDOM, "score": 0.0} for image in drawn]


def review(project: Project) -> list[dict[str, Any]]:
    """Labels to look at again, conflicts among copies first, then those the current classifier would not give, judged out of
    fold: rows of path, label, suggested, score."""
    classifiers.require_current(project)
    shown = Collection.load(project)
    names = {c.id: c.name for c in classes.every(project)}
    label_of = dict(zip(shown.ids.tolist(), shown.label_codes.tolist(), strict=True))
    rows = []
    for look in second_look.looks(project, shown):
        for image in look.images:
            path, given = shown.paths[int(shown.rows(np.array([image]))[0])], names[label_of[image]]
            rows.append({"path": path, "label": given, "suggested": names[look.suggested], "score": round(look.score, 4)})
    return rows


def _quick_answer(ids: np.ndarray, reduced: Reduced, columns: labels.LabelColumns) -> Answer | None:
    """About all embedded images; None before two classes have a label."""
    taught = (columns.classes > 0) & np.isin(columns.ids, ids)
    learnt = learn(reduced, np.searchsorted(ids, columns.ids[taught]), columns.classes[taught])
    return learnt[1] if learnt is not None else None


def _paths(project: Project) -> dict[int, str]:
    listed = images.image_list(project, ("ok", "unreadable", "missing"))
    return dict(zip(listed.ids.tolist(), listed.paths, strict=True))
