"""Whether a file holds the tables of a project and nothing else, before anything else is read or written (faults.md 52).

Triggers, views, virtual tables, generated columns, checks and indexes with functions run what a stranger wrote into the file.
So the SQL of every entry of `sqlite_schema` has to be, word for word, what the steps of migrations.py make.
"""

import re
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from core.errors import UserError
from core.project import migrations, sane, schema, storage
from core.words import tr

Entry = tuple[str, str, str, str]
"""Type, name, table and SQL of one entry; the SQL with single spaces."""


def check(connection: Connection, path: Path) -> None:
    """Refuse what is not exactly a project of its version, in its tables or its rows. A new file passes, and a newer one: that
    is for migrations.py. Raises UserError."""
    version = migrations.version_of(connection)
    found = _entries(connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_schema").all())
    connection.rollback()
    if version > migrations.STEPS[-1].to:
        return
    wanted = entries(version)
    ours = {entry[:2] for entry in wanted}
    foreign = {entry for entry in found if entry[:2] not in ours}
    if foreign:
        raise _refused(path, foreign)
    if found != wanted:  # a flipped bit, or an expression in what has the name of a table of ours
        raise storage.damaged(path)
    if version:
        sane.check(connection, path)


def check_newer(connection: Connection, path: Path) -> None:
    """Refuse a newer file in which a table or column we read is missing or computed, or that holds what runs by itself."""
    found = _entries(connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_schema").all())
    runs = {entry for entry in found if entry[0] not in ("table", "index") or entry[3].upper().startswith("CREATE VIRTUAL")}
    if runs:
        raise _refused(path, runs)
    for table in schema.metadata.tables.values():
        rows = connection.exec_driver_sql(f"PRAGMA table_xinfo({table.name})").all()
        known = {(row[1], str(row[2])) for row in rows if not row[6]}
        if not {(column.name, str(column.type)) for column in table.columns} <= known:
            raise UserError(
                tr(
                    "{name} was made by a newer Labelight, which keeps its “{other}” in another way. Update "
                    "Labelight to open it; the file was not changed.",
                    name=path.name,
                    other=table.name,
                )
            )
    sane.check(connection, path)


@cache
def entries(version: int) -> frozenset[Entry]:
    """What a sound file of this version holds."""
    with closing(sqlite3.connect(":memory:")) as made:
        for step in migrations.STEPS[:version]:
            for statement in step.statements:
                made.execute(statement)
        return frozenset(_entries(made.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()))


def _entries(rows: object) -> set[Entry]:
    assert isinstance(rows, list)
    return {(str(kind), str(name), str(table), " ".join(str(sql or "").split())) for kind, name, table, sql in rows}


def _refused(path: Path, foreign: set[Entry]) -> UserError:
    kind, name, *_ = max(foreign)  # triggers and views first
    printable = re.sub(r"[^\w.-]", "_", name)[:40]
    what = tr("triggers or views") if kind in ("trigger", "view") else f"the {kind} “{printable}”"
    return UserError(
        tr(
            "{path} holds {what} that Labelight did not make, so it was not opened and not changed. Take "
            "only its rows with: {rescue_command}",
            path=path,
            what=what,
            rescue_command=storage.rescue_command(path),
        )
    )
