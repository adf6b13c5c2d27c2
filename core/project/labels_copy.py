"""A copy of a project without what can be computed again: labels, classes, images, history and runs, but no arrays.

It is a project like any other, to be opened and gone on with, and small whatever was learnt.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from core.project import migrations, schema, storage
from core.project.copying import raw

_MADE_OF_ARRAYS = ("arrays", "chunks", "embeddings", "maps", "classifiers", "predictions", "familiarity")
_POINTERS = "('current classifier', 'chosen classifier', 'chosen map')"


def make_empty(target: Path) -> None:
    """A project file with all tables and no rows."""
    engine, connection = storage.connect(target)
    try:
        migrations.migrate(connection, target)
    finally:
        storage.close(engine, connection)


def copy_labels(connection: Connection, target: Path) -> None:
    """Fill `target`, made by `make_empty`, from the project of this connection, on which no transaction may be open."""
    source = raw(connection)
    source.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # none on opening: a file from elsewhere needs none
    source.execute("ATTACH ? AS copy", (str(target),))
    try:
        source.execute("PRAGMA copy.synchronous=OFF")
        source.execute("PRAGMA copy.journal_mode=MEMORY")
        source.execute("PRAGMA copy.cache_size=-65536")  # KiB: the indexes of a million images are written once, not many times
        source.execute("BEGIN")
        try:
            _copy_rows(source)
            source.execute("COMMIT")
        except BaseException:
            if source.in_transaction:  # a full disk has rolled it back already
                source.execute("ROLLBACK")
            raise
    finally:
        source.execute("DETACH copy")


def _copy_rows(source: sqlite3.Connection) -> None:
    """All but the arrays and what is made of them; of the encoders the one that comes with the program."""
    for table in schema.metadata.sorted_tables:
        if table.name not in _MADE_OF_ARRAYS:
            names = ", ".join(column.name for column in table.columns)
            which = " WHERE weights IS NULL" if table is schema.encoders else ""
            source.execute(f"INSERT INTO copy.{table.name} ({names}) SELECT {names} FROM main.{table.name}{which}")  # noqa: S608
    source.execute("DELETE FROM copy.sqlite_sequence")  # no id may be given twice, those of what stays behind included
    source.execute("INSERT INTO copy.sqlite_sequence SELECT * FROM main.sqlite_sequence")
    source.execute(f"DELETE FROM copy.meta WHERE key IN {_POINTERS}")  # noqa: S608
    there = "SELECT CAST(id AS TEXT) FROM copy.encoders"
    source.execute(f"DELETE FROM copy.meta WHERE key='current encoder' AND value NOT IN ({there})")  # noqa: S608
