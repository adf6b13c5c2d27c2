"""Classifiers and their predictions for the project's images."""

import json
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from core.errors import DamagedPart, UserError
from core.project import arrays, schema
from core.project.history import CHOSEN_CLASSIFIER
from core.project.images import every_id
from core.project.mending import classifier_lost
from core.project.project import Project
from core.records import Change, ClassifierCard
from core.words import tr

_CURRENT = "current classifier"  # the newest
_CHOSEN = CHOSEN_CLASSIFIER  # an earlier one instead, and which was the newest then: the next training ends the choice


@dataclass(frozen=True)
class PredictionColumns:
    """ids int64 [N] of images; probabilities float32 [N, C], calibrated; class_ids int64 [C]; familiar float32 [N] in 0..1
    (core/classify/strangers.py), None if the classifier cannot tell strangers."""

    ids: np.ndarray
    probabilities: np.ndarray
    class_ids: np.ndarray
    familiar: np.ndarray | None = None


def add(
    project: Project,
    card: ClassifierCard,
    weights: bytes,
    ids: np.ndarray,
    probabilities: np.ndarray,
    run_id: int | None,
    familiar: np.ndarray | None = None,
) -> ClassifierCard:
    """Store weights, scores, predictions and the pointer to the current classifier in one transaction: all or nothing.
    Arrays as in PredictionColumns."""
    low, high = card.interval or (None, None)
    values = {
        "encoder_id": card.encoder,
        "mode": card.mode,
        "class_ids": json.dumps(card.class_ids),
        "class_names": json.dumps(card.class_names),
        "labels": card.labels,
        "accuracy": card.accuracy,
        "low": low,
        "high": high,
        "details": json.dumps(card.details),
        "run_id": run_id,
        "created": time.time(),
    }
    with project.write() as connection:
        insert = schema.classifiers.insert().values(**values, weights=arrays.put_bytes(connection, weights))
        number = connection.execute(insert.returning(schema.classifiers.c.id)).scalar_one()
        _put_predictions(connection, number, ids, probabilities, familiar)
        connection.execute(schema.meta.delete().where(schema.meta.c.key == _CURRENT))
        connection.execute(schema.meta.insert().values(key=_CURRENT, value=str(number)))
    return get(project, number)


def set_predictions(
    project: Project, classifier_id: int, ids: np.ndarray, probabilities: np.ndarray, familiar: np.ndarray | None = None
) -> Change:
    """Replace the predictions of a classifier, after images came in. Arrays as in PredictionColumns."""
    table, more = schema.predictions, schema.familiarity
    with project.write() as connection:
        chosen = select(table.c.id, table.c.ids, table.c.probabilities).where(table.c.classifier_id == classifier_id)
        old = connection.execute(chosen).all()
        numbers = [row[0] for row in old]
        shares = connection.execute(select(more.c.shares).where(more.c.prediction_id.in_(numbers))).scalars().all()
        connection.execute(more.delete().where(more.c.prediction_id.in_(numbers)))
        connection.execute(table.delete().where(table.c.classifier_id == classifier_id))
        arrays.drop(connection, [array for row in old for array in row[1:]] + list(shares))
        _put_predictions(connection, classifier_id, ids, probabilities, familiar)
    return Change("predict", frozenset({"predictions"}))


def every(project: Project) -> list[ClassifierCard]:
    """All classifiers made so far, oldest first."""
    with project.read() as connection:
        order = schema.classifiers.c.id
        return [_card(row) for row in connection.execute(select(schema.classifiers).order_by(order)).mappings()]


def get(project: Project, classifier_id: int) -> ClassifierCard:
    with project.read() as connection:
        row = connection.execute(select(schema.classifiers).where(schema.classifiers.c.id == classifier_id)).mappings().one()
    return _card(row)


def find(project: Project, classifier_id: int) -> ClassifierCard:
    """As `get`, for what a user typed. UserError if it is not there."""
    card = next((card for card in every(project) if card.id == classifier_id), None)
    if card is None:
        raise UserError(
            tr(
                "This project has no classifier {classifier_id}. `main.py versions` lists those it has.",
                classifier_id=classifier_id,
            )
        )
    return card


def current(project: Project) -> ClassifierCard | None:
    """The classifier in use: the newest, or the earlier one that was chosen since it was made. None if there is none."""
    newest = project.get(_CURRENT)
    known = {str(card.id): card for card in every(project)} if newest else {}
    if not known:
        return None
    chosen = _chosen(project)
    if str(chosen.get("newest")) == newest and str(chosen.get("classifier")) in known:  # a rescue may have lost it
        return known[str(chosen["classifier"])]
    return known.get(newest, list(known.values())[-1])  # the newest, too, where the setting is damaged


def _chosen(project: Project) -> dict[str, Any]:
    """As `choose` left it; empty where the setting is damaged."""
    try:
        chosen = json.loads(project.get(_CHOSEN, "{}"))
    except ValueError:
        return {}
    return chosen if isinstance(chosen, dict) else {}


def choose(project: Project, classifier_id: int) -> Change:
    """Use this classifier until the next one is made: one edit, which changes no prediction. UserError if it is not there."""
    find(project, classifier_id)
    value = json.dumps({"classifier": classifier_id, "newest": int(project.get(_CURRENT))})
    with project.edit("choose classifier", tr("use of classifier {number}", number=classifier_id)) as edit:
        edit.put(schema.meta, [{"key": _CHOSEN, "value": value}])
    return edit.change


def require_current(project: Project) -> ClassifierCard:
    card = current(project)
    if card is None:
        raise UserError(tr("There is no classifier yet. Label some images of at least two classes, then fine-tune one."))
    return card


def weights(project: Project, classifier_id: int) -> bytes:
    """The safetensors bytes of a classifier, as `core.learn.classifier.load` reads them from a file. Raises DamagedPart, with
    what to do."""
    with project.read() as connection:
        query = select(schema.classifiers.c.weights).where(schema.classifiers.c.id == classifier_id)
        try:
            return arrays.get_bytes(connection, connection.execute(query).scalar_one())
        except DamagedPart as error:
            raise DamagedPart(classifier_lost(classifier_id)) from error


def predictions(project: Project, classifier_id: int) -> PredictionColumns:
    """The stored predictions of a classifier for N images; empty columns if it has none. Raises DamagedPart."""
    card = get(project, classifier_id)
    table, more = schema.predictions, schema.familiarity
    with project.read() as connection:
        both = table.outerjoin(more)
        query = select(table.c.ids, table.c.probabilities, more.c.shares).select_from(both)
        query = query.where(table.c.classifier_id == classifier_id)
        row = connection.execute(query.order_by(table.c.id.desc())).first()
        if row is None:
            empty = np.empty((0, len(card.class_ids)), np.float32)
            return PredictionColumns(np.empty(0, np.int64), empty, np.array(card.class_ids, np.int64))
        ids, probabilities = arrays.get_pair(connection, row[0], row[1])
        familiar = arrays.get(connection, row[2]) if row[2] is not None else None
    return PredictionColumns(ids, probabilities.astype(np.float32), np.array(card.class_ids, np.int64), familiar)


def labels_since(project: Project, classifier_id: int) -> list[int]:
    """Images whose label this classifier has not learnt: given after it began. Predictions that were accepted aside."""
    table, made, label = schema.classifiers, schema.runs, schema.labels
    with project.read() as connection:
        began = select(func.coalesce(made.c.created, table.c.created)).select_from(table.outerjoin(made))
        since = connection.execute(began.where(table.c.id == classifier_id)).scalar_one()
        query = select(label.c.image_id).where(label.c.mark == "class", label.c.origin != "accepted", label.c.changed > since)
        return [row[0] for row in connection.execute(query)]


def has_predictions(project: Project, classifier_id: int) -> bool:
    with project.read() as connection:
        query = select(schema.predictions.c.id).where(schema.predictions.c.classifier_id == classifier_id)
        return connection.execute(query).first() is not None


def unpredicted(project: Project, classifier_id: int) -> int:
    """How many readable images this classifier has no prediction of."""
    usable = every_id(project, readable=True)
    return int((~np.isin(usable, predictions(project, classifier_id).ids)).sum())


def count(project: Project) -> int:
    with project.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.classifiers)).scalar_one())


def _put_predictions(
    connection: Connection, classifier_id: int, ids: np.ndarray, probabilities: np.ndarray, familiar: np.ndarray | None
) -> None:
    insert = schema.predictions.insert().values(
        classifier_id=classifier_id,
        ids=arrays.put(connection, ids.astype(np.int64)),
        probabilities=arrays.put(connection, probabilities.astype(np.float16)),
        created=time.time(),
    )
    number = connection.execute(insert.returning(schema.predictions.c.id)).scalar_one()
    if familiar is not None:
        shares = arrays.put(connection, familiar.astype(np.float32))
        connection.execute(schema.familiarity.insert().values(prediction_id=number, shares=shares))


def _card(row: Any) -> ClassifierCard:
    return ClassifierCard(
        id=row["id"],
        encoder=row["encoder_id"],
        mode=row["mode"],
        class_ids=tuple(json.loads(row["class_ids"])),
        class_names=tuple(json.loads(row["class_names"])),
        labels=row["labels"],
        accuracy=row["accuracy"],
        interval=None if row["low"] is None else (row["low"], row["high"]),
        created=row["created"],
        details=json.loads(row["details"]),
        run=row["run_id"],
    )
