"""What can still be read of each table of a damaged project, and whether that is all there was. Writes nothing.

A table is read through its tree. Where a page of the tree is damaged, the leaves it led to are found by their looks: no
two tables of ours have rows of the same make. Where even the list of tables is damaged, the trees begin where they begin
in a new project: SQLite never moves a root unless the file is rewritten as a whole.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.project.pages import Broken, PageFile, Record, Tree, Value

Row = dict[str, Any]

_SCHEMA_KINDS = (str, str, str, int)  # of sqlite_schema: type, name, table, root; its SQL is of no interest
_SCHEMA_ROOT = 1
_OF_TYPE: dict[str, frozenset[type]] = {
    "INTEGER": frozenset({int}),
    "REAL": frozenset({float, int}),  # SQLite writes 5.0 as 5
    "TEXT": frozenset({str}),
    "BLOB": frozenset({bytes}),
    "": frozenset({str, int}),  # sqlite_sequence
}
_NOTHING = type(None)


@dataclass(frozen=True)
class Layout:
    """How the rows of a table are made: per column its name and the kinds of values it may hold."""

    table: str
    columns: tuple[str, ...]
    kinds: tuple[frozenset[type], ...]
    key: str  # the column that is the row's id itself, or empty
    fewest: int  # a row from before the last columns were added ends before them

    @classmethod
    def of(cls, connection: sqlite3.Connection, table: str) -> "Layout":
        """As this table is in this (sound) file."""
        query = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)'
        columns = connection.execute(query, (table,)).fetchall()
        keys = [name for name, kind, _, _, pk in columns if pk and kind == "INTEGER"]
        key = keys[0] if len(keys) == 1 else ""
        kinds = [_kinds(kind, optional=not notnull, key=name == key) for name, kind, notnull, _, _ in columns]
        needed = [place for place, (_, _, notnull, default, _) in enumerate(columns) if notnull and default is None]
        return cls(table, tuple(c[0] for c in columns), tuple(kinds), key, max(needed, default=-1) + 1)

    def fits(self, record: Record) -> bool:
        kinds = record.kinds
        enough = self.fewest <= len(kinds) <= len(self.columns)
        return enough and all(kind in allowed for kind, allowed in zip(kinds, self.kinds, strict=False))

    def accepts(self, row: Row) -> bool:
        """The same for a row from elsewhere, with its key in its place."""
        kinds = dict(zip(self.columns, self.kinds, strict=True)) | ({self.key: frozenset({int})} if self.key else {})
        enough = set(self.columns[: self.fewest]) <= row.keys()
        return enough and all(type(value) in kinds.get(name, ()) for name, value in row.items())

    def row(self, record: Record, values: tuple[Value, ...]) -> Row:
        row: Row = dict(zip(self.columns, values, strict=False))
        if self.key:
            row[self.key] = record.rowid
        return row


@dataclass
class Found:
    """The rows of one table as they come, `unreadable` counting those that do not; both are done when `rows` has ended."""

    rows: Iterator[Row]
    whole: bool
    unreadable: int = 0


class Salvage:
    """A damaged project beside `model`, an empty sound one of the same file version."""

    def __init__(self, file: PageFile, model: sqlite3.Connection) -> None:
        self._file = file
        self._model = model
        self._trees: dict[str, Tree] = {}
        self._schema = file.tree(_SCHEMA_ROOT)
        expected: dict[str, int] = dict(model.execute("SELECT name, rootpage FROM sqlite_schema").fetchall())
        self._stated = {name: root for name, root in self._read_roots() if name in expected}
        self._roots = self._stated if self._schema.whole else self._likely_roots(expected) | self._stated

    def table(self, name: str) -> Found:
        """Everything that can be read of this table; rows that are not made like its rows count as unreadable."""
        tree = self._tree(name)
        found = Found(iter(()), tree is not None and tree.whole)
        found.rows = self._rows(Layout.of(self._model, name), tree, found)
        return found

    def index(self, name: str) -> tuple[list[tuple[Value, ...]], bool]:
        """The entries of this index that can be read (its columns, then the row's id), and whether these are all."""
        root = self._roots.get(name)
        if root is None:
            return [], False
        tree = self._file.tree(root, index=True)
        entries: list[tuple[Value, ...]] = []
        whole = tree.whole
        for number in tree.pages:
            for record in self._file.records(number):
                values = self._values(record)
                whole = whole and values is not None
                entries += [] if values is None else [values]
        return entries, whole

    def _rows(self, layout: Layout, tree: Tree | None, found: Found) -> Iterator[Row]:
        seen: set[int] = set()
        for number in tree.pages if tree else ():
            for record in self._file.records(number):
                row = self._row(layout, record)
                if row is None:
                    found.unreadable += 1
                elif record is not None:
                    seen.add(record.rowid)
                    yield row
        for number in () if found.whole else self._strays:
            for record in self._file.records(number):
                if record is not None and record.rowid not in seen:
                    row = self._row(layout, record)
                    if row is not None:
                        seen.add(record.rowid)
                        yield row

    def _row(self, layout: Layout, record: Record | None) -> Row | None:
        if record is None or not layout.fits(record):
            return None
        values = self._values(record)
        return None if values is None else layout.row(record, values)

    def _values(self, record: Record | None) -> tuple[Value, ...] | None:
        try:
            return None if record is None else self._file.values(record)
        except Broken:
            return None

    def _tree(self, name: str) -> Tree | None:
        root = self._roots.get(name)
        if root is None:
            return None
        if name not in self._trees:
            self._trees[name] = self._file.tree(root)
        return self._trees[name]

    @cached_property
    def _strays(self) -> list[int]:
        """Leaves no table leads to. Rows deleted long ago may lie on free pages: those are left out."""
        reached = set(self._schema.reached)
        for name in self._roots:
            tree = self._tree(name)
            reached |= tree.reached if tree else set()
        return self._file.table_leaves(besides=reached | self._file.free_pages())

    def _read_roots(self) -> Iterator[tuple[str, int]]:
        """From the list of tables: what is a view there, or has another name than ours, is as if it were not there."""
        for number in self._schema.pages:
            for record in self._file.records(number):
                values = self._values(record) if record and record.kinds[:4] == _SCHEMA_KINDS else None
                if values is not None and values[0] in ("table", "index"):
                    yield str(values[1]), int(str(values[3]))

    def _likely_roots(self, expected: Mapping[str, int]) -> dict[str, int]:
        """The roots of a new project, unless anything that can be read speaks against them."""
        if any(expected.get(name, root) != root for name, root in self._stated.items()):
            return {}
        for (name,) in self._model.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall():
            layout = Layout.of(self._model, name)
            first = self._first(expected[name])
            if first is not None and not layout.fits(first):
                return {}
        return dict(expected)

    def _first(self, root: int) -> Record | None:
        records = (record for number in self._file.tree(root).pages for record in self._file.records(number))
        return next((record for record in records if record is not None), None)


def _kinds(declared: str, *, optional: bool, key: bool) -> frozenset[type]:
    if key:  # it is the row's id, and the row itself holds nothing in its place
        return frozenset({_NOTHING})
    return _OF_TYPE[declared] | ({_NOTHING} if optional else frozenset())
