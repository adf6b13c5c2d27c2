"""Encoders and the embeddings they make, in parts, as they come. Weights are safetensors bytes."""

import json
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table, select, text

from core.errors import DamagedPart, UserError
from core.project import arrays, schema
from core.project.images import every_id
from core.project.mending import encoder_lost
from core.project.project import Project
from core.records import Change, EncoderCard
from core.words import tr

_CURRENT = "current encoder"
BUNDLED = EncoderCard(id=0, name="bundled", architecture="efficientnet_lite0", start="bundled", size=128, width=1280)
"""The encoder of the first map: ImageNet weights that come with the program. 128 px: 61 % against 49 % at 64 px
with 10 labels per class on the CIFAR folder."""


def add(
    project: Project, card: EncoderCard, weights: bytes | None, run_id: int | None = None, *, use: bool = True
) -> EncoderCard:
    """Store an encoder, and `use` it: make it the current one. `weights` None: they come with the program."""
    with project.write() as connection:
        stored = arrays.put_bytes(connection, weights) if weights is not None else None
        values = {
            "name": _free_name(connection, card.name),
            "architecture": card.architecture,
            "start": card.start,
            "size": card.size,
            "width": card.width,
            "mean": json.dumps(card.mean),
            "std": json.dumps(card.std),
            "weights": stored,
            "run_id": run_id,
            "created": time.time(),
        }
        number = connection.execute(schema.encoders.insert().values(**values).returning(schema.encoders.c.id)).scalar_one()
        if use:
            project.set(_CURRENT, str(number))
    return get(project, number)


def every(project: Project) -> list[EncoderCard]:
    """All encoders, oldest first."""
    with project.read() as connection:
        return [_card(row) for row in connection.execute(select(schema.encoders).order_by(schema.encoders.c.id)).mappings()]


def get(project: Project, encoder_id: int) -> EncoderCard:
    """The encoder of this id. Raises UserError if it is not there."""
    with project.read() as connection:
        row = connection.execute(select(schema.encoders).where(schema.encoders.c.id == encoder_id)).mappings().first()
    if row is None:
        raise UserError(
            tr("This project has no encoder {encoder_id}. `main.py info` lists those it has.", encoder_id=encoder_id)
        )
    return _card(row)


def find(project: Project, text: str) -> EncoderCard:
    """By id or by name, as the user types it; the newest of a name. `bundled` is there in every project. Raises UserError if
    there is none."""
    if text == BUNDLED.name:
        return bundled(project)
    matching = [card for card in every(project) if text in (str(card.id), card.name)]
    if not matching:
        names = ", ".join(card.name for card in every(project)) or tr("none yet")
        raise UserError(tr("This project has no encoder “{words}”. It has: {names}; and `bundled`.", words=text, names=names))
    return matching[-1]


def current(project: Project) -> EncoderCard:
    """The encoder that map, quick classifier and fine-tuning work with; the bundled one where there was no other yet."""
    return in_use(project) or bundled(project)


def in_use(project: Project) -> EncoderCard | None:
    """The current encoder, or None before anything was embedded or pretrained. The newest one where the setting is damaged."""
    chosen = project.get(_CURRENT)
    known = every(project) if chosen else []
    return next((card for card in known if str(card.id) == chosen), known[-1] if known else None)


def set_current(project: Project, encoder_id: int) -> Change:
    get(project, encoder_id)
    project.set(_CURRENT, str(encoder_id))
    return Change("choose encoder", frozenset({"encoders"}))


def bundled(project: Project) -> EncoderCard:
    """The bundled encoder's row, made on first use; becomes current only where there is no other."""
    for card in every(project):
        if card.start == "bundled" and card.name == BUNDLED.name:
            return card
    if project.read_only:
        return BUNDLED
    return add(project, BUNDLED, None, use=not project.get(_CURRENT))


def weights(project: Project, encoder_id: int) -> bytes | None:
    """The safetensors bytes of an encoder, as `core.learn.encoders.load` reads them from a file; None: those that come with the
    program. Raises DamagedPart, with what to do."""
    columns = schema.encoders.c
    with project.read() as connection:
        query = select(columns.weights, columns.name).where(columns.id == encoder_id)
        array_id, name = connection.execute(query).one()
        try:
            return None if array_id is None else arrays.get_bytes(connection, array_id)
        except DamagedPart as error:
            raise DamagedPart(encoder_lost(name)) from error


def add_embeddings(
    project: Project, encoder_id: int, ids: np.ndarray, vectors: np.ndarray, run_id: int | None = None
) -> Change:
    """One part: ids int64 [n], vectors float16 [n, D]."""
    if not np.isfinite(vectors.astype(np.float32)).all():
        raise UserError(tr("The encoder gave numbers that are not finite; its embeddings were not stored. Train it again."))
    with project.write() as connection:
        # Never before the content it was made of, whatever the clock was set to: else it would be made again and again.
        came = text("SELECT max(added) FROM images WHERE id IN (SELECT value FROM json_each(:ids))")
        newest = connection.execute(came, {"ids": json.dumps(ids.tolist())}).scalar() or 0.0
        created = max(time.time(), newest)
        add_pair(connection, schema.embeddings, "vectors", encoder_id, ids, vectors.astype(np.float16), run_id, created=created)
    return Change("add embeddings", frozenset({"embeddings"}))


def embeddings(project: Project, encoder_id: int) -> tuple[np.ndarray, np.ndarray]:
    """All embeddings h = f(x) of an encoder: image ids int64 [N] ascending, vectors float16 [N, D] as the encoder gave them
    (not brought to unit length). Empty [0] and [0, 0] if there are none. Raises DamagedPart."""
    parts = list(embedding_parts(project, encoder_id))
    if not parts:
        return np.empty(0, np.int64), np.empty((0, 0), np.float16)
    return _latest(np.concatenate([ids for ids, _ in parts]), np.concatenate([vectors for _, vectors in parts]))


def embedding_parts(
    project: Project, encoder_id: int, having: np.ndarray | None = None
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The parts as they were stored, oldest first: ids int64 [n], vectors float16 [n, D]; a later part wins. Nobody waits for
    more than one of them. `having`: only parts with some of these ids."""
    with project.read() as connection:
        query = select(schema.embeddings.c.ids, schema.embeddings.c.vectors)
        rows = connection.execute(query.where(schema.embeddings.c.encoder_id == encoder_id).order_by(schema.embeddings.c.id))
        found = rows.all()
    for ids_array, vectors_array in found:
        with project.read() as connection:
            ids = arrays.get(connection, ids_array)
            if having is None or np.isin(having, ids).any():
                yield arrays.get_pair(connection, ids_array, vectors_array)


def embedded_ids(project: Project, encoder_id: int) -> np.ndarray:
    """Which images an encoder has embedded as they are now (a changed file is not), without reading the vectors."""
    images = schema.images.c
    with project.read() as connection:
        query = select(schema.embeddings.c.ids, schema.embeddings.c.created)
        rows = connection.execute(query.where(schema.embeddings.c.encoder_id == encoder_id)).all()
        parts = [(arrays.get(connection, a), created) for a, created in rows]
        if not parts:
            return np.empty(0, np.int64)
        # Only what came after the first part can be newer than its embedding: few rows of a million.
        first = min(created for _, created in parts)
        newer = connection.execute(select(images.id, images.added).where(images.added > first)).all()
    there = every_id(project)
    added = np.array([row.added for row in newer], float)
    late = np.array([row.id for row in newer], np.int64)
    embedded = np.zeros(len(there), bool)
    for ids, created in parts:
        by_this = np.zeros(len(there), bool)
        by_this[_places(there, ids)] = True
        by_this[_places(there, late[added > created])] = False
        embedded |= by_this
    return there[embedded]


def _places(there: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Where those of `ids` that are among the ascending ids `there` are."""
    places = np.minimum(np.searchsorted(there, ids), max(len(there) - 1, 0))
    return places[there[places] == ids] if len(there) else np.empty(0, np.int64)


def add_pair(
    connection: Connection, table: Table, name: str, encoder_id: int, ids: np.ndarray, values: np.ndarray,
    run_id: int | None, **more: Any,
) -> None:  # fmt: skip
    """A row of `table` with its two arrays: ids int64 [N] and `values`, called `name`. For this module and maps."""
    row = {
        "encoder_id": encoder_id,
        "ids": arrays.put(connection, ids.astype(np.int64)),
        name: arrays.put(connection, values),
        "run_id": run_id,
        "created": time.time(),
    }
    connection.execute(table.insert().values(**(row | more)))


def _latest(ids: np.ndarray, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    unique, first = np.unique(ids[::-1], return_index=True)
    return unique, vectors[len(ids) - 1 - first]


def _free_name(connection: Connection, name: str) -> str:
    taken = set(connection.execute(select(schema.encoders.c.name)).scalars())
    if name not in taken:
        return name
    return next(f"{name} {n}" for n in range(2, len(taken) + 3) if f"{name} {n}" not in taken)


def _card(row: Any) -> EncoderCard:
    return EncoderCard(
        id=row["id"],
        name=row["name"],
        architecture=row["architecture"],
        start=row["start"],
        size=row["size"],
        width=row["width"],
        mean=tuple(json.loads(row["mean"])),
        std=tuple(json.loads(row["std"])),
    )
