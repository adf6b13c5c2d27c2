"""Copies of an open project that are checked before they count.

Never by reading the file: closing any handle on it would drop this process's lock (sqlite.org/howtocorrupt 2.2).
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from core.errors import UserError
from core.project import soundness
from core.words import tr


def back_up(connection: Connection, target: Path) -> None:
    """A whole copy at `target`, through SQLite's own backup: written beside it, checked, on the disk, and only then there."""
    temporary = target.with_name(target.name + ".tmp")
    temporary.unlink(missing_ok=True)
    copy_pages(connection, temporary)
    problem = first_problem(temporary)
    if problem:
        raise UserError(
            tr(
                "A backup at {temporary} did not verify ({problem}). The project was not changed.",
                temporary=temporary,
                problem=problem,
            )
        )
    flush(temporary)
    temporary.replace(target)
    flush_names(target.parent)


def copy_pages(connection: Connection, target: Path) -> None:
    """Every page as it is now; no transaction may be open. Neither checked nor waited for: the project is held meanwhile."""
    source = raw(connection)
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def first_problem(copy: Path) -> str:
    """What is wrong with this file, or empty: SQLite's own check, and the rows against their indexes. Arrays aside."""
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check").fetchone()
            return str(answer) if answer != "ok" else "; ".join(soundness.of_rows(connection, None))
    except sqlite3.DatabaseError as error:
        return str(error)


def flush(path: Path) -> None:
    """Wait until this file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_names(folder: Path) -> None:
    """Wait until the names in this folder are on the disk, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def raw(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection under this one."""
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found
