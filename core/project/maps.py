"""Maps: where each image lies. The newest of the current encoder is shown, unless the user chose one: that one stays."""

import json
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, func, select

from core.project import arrays, encoders, schema
from core.project.project import Project
from core.records import Change, MapCard

_CHOSEN = "chosen map"
LAID_OUT = ("umap", "placed")
"""Methods of a finished map; an instant one (pca) is replaced as a whole."""
_maps = schema.maps.c
Places = tuple[np.ndarray, np.ndarray]
"""ids int64 [N] and xy float32 [N, 2]."""


def add(project: Project, encoder_id: int, method: str, ids: np.ndarray, xy: np.ndarray, run_id: int | None = None) -> Change:
    """ids int64 [N], xy float32 [N, 2]. Replaces the map that the same run made before: it grows as images come in. Images
    that were placed on a chosen map make its successor the chosen one."""
    with project.write() as connection:
        _drop_of_run(connection, run_id)
        encoders.add_pair(connection, schema.maps, "xy", encoder_id, ids, xy.astype(np.float32), run_id, method=method)
        newest = connection.execute(select(func.max(_maps.id))).scalar_one()
    if method == "placed" and chosen(project) is not None:
        project.set(_CHOSEN, str(newest))
    return Change("add map", frozenset({"maps"}))


def every(project: Project) -> list[MapCard]:
    """All maps, oldest first."""
    columns = (_maps.id, _maps.encoder_id, _maps.method, _maps.created, schema.arrays.c.shape)
    query = select(*columns).join(schema.arrays, schema.arrays.c.id == _maps.ids).order_by(_maps.id)
    with project.read() as connection:
        return [MapCard(i, e, m, c, int(json.loads(shape)[0])) for i, e, m, c, shape in connection.execute(query)]


def shown(project: Project) -> Places:
    """The map to look at: the chosen one, else the newest of the current encoder, else the newest of any (a new encoder has
    none yet, and the old places are better than none): image ids int64 [N], places xy float32 [N, 2] of no unit. Empty if
    there is none; DamagedPart if it is damaged."""
    pinned = chosen(project)
    if pinned is not None:
        return _places(project, select(_maps.ids, _maps.xy).where(_maps.id == pinned))
    found = latest(project, encoders.current(project).id)
    return found if len(found[0]) else latest(project)


def latest(project: Project, encoder_id: int | None = None) -> Places:
    """The newest map, of this encoder or of any: ids int64 [N], xy float32 [N, 2]; empty if there is none."""
    query = select(_maps.ids, _maps.xy).order_by(_maps.id.desc()).limit(1)
    return _places(project, query if encoder_id is None else query.where(_maps.encoder_id == encoder_id))


def is_laid_out(project: Project, encoder_id: int) -> bool:
    """Whether the newest map of this encoder is a finished one."""
    query = select(_maps.method).where(_maps.encoder_id == encoder_id).order_by(_maps.id.desc())
    with project.read() as connection:
        return connection.execute(query.limit(1)).scalar() in LAID_OUT


def choose(project: Project, map_id: int | None) -> Change:
    """Show this map and keep it, whatever runs make; None: the newest again. Nothing is lost either way."""
    project.set(_CHOSEN, "" if map_id is None else str(map_id))
    return Change("choose map", frozenset({"maps"}))


def chosen(project: Project) -> int | None:
    """The map the user chose, if it is still there."""
    text = project.get(_CHOSEN)
    if not text.isdecimal():
        return None
    with project.read() as connection:
        there = connection.execute(select(_maps.id).where(_maps.id == int(text))).scalar()
    return None if there is None else int(there)


def count(project: Project) -> int:
    with project.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.maps)).scalar_one())


def _places(project: Project, query: Select[Any]) -> Places:
    with project.read() as connection:
        row = connection.execute(query).first()
        if row is None:
            return np.empty(0, np.int64), np.empty((0, 2), np.float32)
        return arrays.get_pair(connection, row[0], row[1])


def _drop_of_run(connection: Connection, run_id: int | None) -> None:
    if run_id is None:
        return
    table = schema.maps
    rows = connection.execute(select(table.c.ids, table.c.xy).where(table.c.run_id == run_id)).all()
    connection.execute(table.delete().where(table.c.run_id == run_id))
    arrays.drop(connection, [a for pair in rows for a in pair])
