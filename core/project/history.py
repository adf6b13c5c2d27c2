"""Undo and redo of every edit, kept in the project so that they outlive a restart.

An edit writes rows only through `Edit.put` and `Edit.delete`, which note each row as it was and as it became. Undo puts
the rows back as they were, redo as they became: one mechanism for every kind of edit, so no edit can forget its inverse.
"""

import json
import time
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Table, select
from sqlalchemy.dialects.sqlite import insert

from core.errors import UserError
from core.project import schema
from core.records import Change, HistoryEntry
from core.words import tr

if TYPE_CHECKING:
    from core.project.project import Project

_LOOKUP = 500  # keys per SELECT ... IN: well under SQLite's limit of 32,766 parameters, and fastest here
Row = dict[str, Any]
_EDITED = {table.name: tuple(table.columns.keys()) for table in (schema.labels, schema.classes, schema.meta)}
_LARGEST_STEP = 512 * 2**20  # bytes; a label of a million images is half of that
CHOSEN_CLASSIFIER = "chosen classifier"
_ALSO = {CHOSEN_CLASSIFIER: "predictions"}
"""Settings (keys of `meta`) on which depends what is read of another table: a change of one is told as a change of both."""


class Edit:
    """The rows one edit changed. Tables here have a one-column primary key."""

    def __init__(self, connection: Connection, op: str) -> None:
        self.connection = connection
        self.op = op
        self._rows: dict[str, dict[Any, tuple[Row | None, Row | None]]] = {}

    def put(self, table: Table, rows: Sequence[Row], but: str = "") -> None:
        """Insert or replace whole rows. Rows that stay as they are, `but` (a column such as when) aside, leave no trace."""
        before = self._now(table, [row[_key(table).name] for row in rows])
        changed = [row for row in rows if _differ(before.get(row[_key(table).name]), row, but)]
        _upsert(self.connection, table, changed)
        for row in changed:
            self._note(table, row[_key(table).name], before.get(row[_key(table).name]), row)

    def delete(self, table: Table, keys: Iterable[Any]) -> None:
        before = self._now(table, list(keys))
        _delete(self.connection, table, list(before))
        for key, row in before.items():
            self._note(table, key, row, None)

    @property
    def changed(self) -> bool:
        return bool(self._rows)

    @property
    def change(self) -> Change:
        return _told(self.op, self._rows)

    def payload(self) -> bytes:
        value = {
            name: {"keys": list(rows), "before": [b for b, _ in rows.values()], "after": [a for _, a in rows.values()]}
            for name, rows in self._rows.items()
        }
        return zlib.compress(json.dumps(value, separators=(",", ":")).encode())

    def _note(self, table: Table, key: Any, before: Row | None, after: Row | None) -> None:
        rows = self._rows.setdefault(table.name, {})
        first = rows[key][0] if key in rows else before
        rows[key] = (first, after)

    def _now(self, table: Table, keys: list[Any]) -> dict[Any, Row]:
        key = _key(table)
        found: dict[Any, Row] = {}
        for start in range(0, len(keys), _LOOKUP):
            answer = self.connection.execute(select(table).where(key.in_(keys[start : start + _LOOKUP])))
            found.update((row[key.name], dict(row)) for row in answer.mappings())
        return found


def _differ(before: Row | None, row: Row, but: str) -> bool:
    return before is None or any(value != before.get(name) for name, value in row.items() if name != but)


def record(connection: Connection, edit: Edit, text: str) -> None:
    """Add the edit as the newest step; what had been undone can no longer be redone."""
    if not edit.changed:
        return
    connection.execute(schema.history.delete().where(schema.history.c.undone == 1))
    connection.execute(schema.history.insert().values(op=edit.op, text=text, payload=edit.payload(), undone=0, at=time.time()))


def undo(project: "Project") -> Change | None:
    """Take back the newest step. None if there is none."""
    return _step(project, back=True)


def redo(project: "Project") -> Change | None:
    """Do again the step undone last. None if there is none."""
    return _step(project, back=False)


def go_to(project: "Project", entry_id: int) -> Change | None:
    """Take back or do again, in one transaction, until this step (0: the beginning) is the newest that counts. None if it
    is that already."""
    changes = []
    with project.write() as connection:
        while (change := _step_towards(connection, entry_id)) is not None:
            changes.append(change)
    if not changes:
        return None
    tables = frozenset().union(*(c.tables for c in changes))
    return Change("go back", tables, frozenset().union(*(c.images or frozenset() for c in changes)))


def entries(project: "Project", limit: int = 100) -> list[HistoryEntry]:
    """The newest steps, newest first."""
    columns = (schema.history.c.id, schema.history.c.op, schema.history.c.text, schema.history.c.undone, schema.history.c.at)
    with project.read() as connection:
        rows = connection.execute(select(*columns).order_by(schema.history.c.id.desc()).limit(limit)).all()
    return [HistoryEntry(id=r[0], op=r[1], text=r[2], undone=bool(r[3]), when=r[4]) for r in rows]


def next_steps(project: "Project") -> tuple[str, str]:
    """The texts of what undo and redo would do; empty where there is nothing."""
    with project.read() as connection:
        texts = [connection.execute(_next(back).with_only_columns(schema.history.c.text)).scalar() for back in (True, False)]
    return texts[0] or "", texts[1] or ""


def _next(back: bool) -> Any:
    newest = schema.history.c.id.desc() if back else schema.history.c.id.asc()
    return select(schema.history).where(schema.history.c.undone == int(not back)).order_by(newest).limit(1)


def _step(project: "Project", back: bool) -> Change | None:
    with project.write() as connection:
        row = connection.execute(_next(back)).mappings().first()
        return None if row is None else _apply(connection, row, back)


def _step_towards(connection: Connection, entry_id: int) -> Change | None:
    """One step nearer to the state in which `entry_id` is the newest step that counts."""
    newest = connection.execute(_next(back=True)).mappings().first()
    if newest is not None and newest["id"] > entry_id:
        return _apply(connection, newest, back=True)
    undone = connection.execute(_next(back=False)).mappings().first()
    if undone is not None and undone["id"] <= entry_id:
        return _apply(connection, undone, back=False)
    return None


def _apply(connection: Connection, row: Any, back: bool) -> Change:
    tables = _unpacked(row["payload"])
    # Labels point at classes: whichever comes back first, references are right again by the commit.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for name, rows in tables.items():
        _restore(connection, schema.metadata.tables[name], rows["keys"], rows["before" if back else "after"])
    connection.execute(schema.history.update().where(schema.history.c.id == row["id"]).values(undone=int(back)))
    return _told(f"{'undo' if back else 'redo'} {row['op']}", {name: rows["keys"] for name, rows in tables.items()})


def _unpacked(payload: bytes) -> dict[str, Any]:
    """The rows of a step, by table. A file may come from elsewhere: a step changes only what edits change, and unpacks to no
    more than memory holds."""
    unpacker = zlib.decompressobj()
    try:
        tables: dict[str, Any] = json.loads(unpacker.decompress(payload, _LARGEST_STEP))
        sound = all(
            {row and frozenset(row) for row in rows["before"] + rows["after"]} <= {None, frozenset(_EDITED[name])}
            and len(rows["keys"]) == len(rows["before"]) == len(rows["after"])
            for name, rows in tables.items()
        )
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise UserError(tr("This step cannot be taken back or done again: what is kept of it is damaged. Nothing was changed."))
    return tables


def _told(op: str, keys: Mapping[str, Collection[Any]]) -> Change:
    """The change of these rows: table -> keys."""
    more = {_ALSO[key] for key in keys.get(schema.meta.name, ()) if key in _ALSO}
    return Change(op, frozenset(keys) | more, frozenset(keys.get(schema.labels.name, ())))


def _restore(connection: Connection, table: Table, keys: list[Any], rows: list[Row | None]) -> None:
    # Deleting first frees the names that a unique column would refuse to take twice.
    _delete(connection, table, [key for key, row in zip(keys, rows, strict=True) if row is None])
    _upsert(connection, table, [row for row in rows if row is not None])


def _upsert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if not rows:
        return
    statement = insert(table)
    key = _key(table)
    others = {c.name: statement.excluded[c.name] for c in table.columns if c is not key}
    connection.execute(statement.on_conflict_do_update(index_elements=[key.name], set_=others), rows)


def _delete(connection: Connection, table: Table, keys: list[Any]) -> None:
    for start in range(0, len(keys), _LOOKUP):
        connection.execute(table.delete().where(_key(table).in_(keys[start : start + _LOOKUP])))


def _key(table: Table) -> Column[Any]:
    (key,) = table.primary_key.columns
    return key
