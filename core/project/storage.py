"""Opening and closing the SQLite file safely: who it is, how it is locked, how it is left. Knows no entity.

One connection does everything, under `locking_mode=EXCLUSIVE`: a second program is refused instead of writing too (the
WAL-reset bug of SQLite before 3.51.3 needs two connections, faults.md 0.2), and a crash releases the lock by itself.
"""

import json
import logging
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from core.errors import DamagedProject, UserError
from core.project import pages, schema, soundness, writing
from core.project.copying import raw

_HEADER = b"SQLite format 3\0"
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NO_TEXT = "Could not decode to UTF-8"  # Python's word for damaged text, which has no error code
_MALFORMED = b"malformed"
_NO_WRITING = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN)
_log = logging.getLogger(__name__)
_UNREADABLE = (UnicodeDecodeError, json.JSONDecodeError, zlib.error)  # of what is stored, where there is no error of SQLite


def check_is_project(path: Path) -> None:
    """Refuse what is no project before anything is written to it (faults.md 46)."""
    if not path.exists():
        raise UserError(f"There is no project at {path}. Check the path, or create it with: main.py new {path.name} FOLDER")
    if not path.is_file():
        raise UserError(f"{path} is a folder, not a Labelight project.")
    header = _header(path)
    application_id = int.from_bytes(header[68:72], "big")
    if not header.startswith(_HEADER):
        what = "its beginning is damaged; save what can be read with: " + _rescue(path) if header else "its content is gone."
        hint = f"If it was one, {what} A backup, if there is one, is found by: main.py backups {path.name}"
        raise DamagedProject(path, f"{path} is not a Labelight project. It was not changed. {hint}")
    if application_id != schema.APPLICATION_ID:
        raise UserError(f"{path} is not a Labelight project. It was not changed.")


def check_tables(connection: Connection, path: Path) -> None:
    """Refuse a file without our tables, or with triggers or views: what those do is not ours (faults.md 52)."""
    kinds = connection.exec_driver_sql("SELECT type, name FROM sqlite_schema").all()
    connection.rollback()
    if any(kind in ("trigger", "view") for kind, _ in kinds):
        raise UserError(f"{path} holds triggers or views that Labelight did not make. Take only its rows with: {_rescue(path)}")
    if not set(schema.metadata.tables) <= {name for kind, name in kinds if kind == "table"}:
        raise damaged(path)
    for name, table in schema.metadata.tables.items():
        found = {row[1:3] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")}
        if not {(column.name, str(column.type)) for column in table.columns} <= found:
            raise damaged(path)
    connection.rollback()


def check_rows(connection: Connection, path: Path) -> None:
    """Refuse a file whose labels, classes or images are not as they were stored, before anything is written to it."""
    if not connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one():
        return  # a new one
    connection.rollback()
    problems = soundness.of_rows(raw(connection))
    if problems:
        raise damaged(path)


def keep_log(connection: Connection, path: Path) -> None:
    """From here on commits go to a write-ahead log. Not before the file was found sound: this is the first write to it."""
    try:
        raw(connection).execute("PRAGMA journal_mode=WAL")
    except sqlite3.DatabaseError as error:
        raise _explained(path, error) from error


def damaged(path: Path) -> DamagedProject:
    """What to say of a file that is found to be damaged."""
    text = f"{path} is damaged. Save what can be read of it in a new project with: {_rescue(path)}"
    return DamagedProject(path, f"{text} or go back to a backup: main.py backups {path.name}")


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """SQLite finds damage only where it reads: turns its word for it into a UserError, whenever that comes."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, *_UNREADABLE) as error:
        if _is_damage(error):
            raise damaged(path) from error
        raise


def connect(path: Path) -> tuple[Engine, Connection]:
    """Open with the pragmas that keep the promises. Raises UserError if another program has it open."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": 3.0},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    try:
        connection = engine.connect()
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
        connection.rollback()
    except (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        engine.dispose()
        raise _explained(path, error) from error
    return engine, connection


def fold(connection: Connection) -> None:
    """Move everything from the write-ahead log into the file, so that its header says what it is even after a crash."""
    connection.rollback()
    raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")


def roll_back(connection: Connection) -> None:
    """Give up the transaction, as a full or failing disk may have made SQLite do already; the first error is what is told."""
    try:
        connection.rollback()
    except DatabaseError:
        _log.info("a rollback failed", exc_info=True)


def close(engine: Engine, connection: Connection, *, leave_log: bool = False) -> bool:
    """Leave one file: fold the write-ahead log in and go back to DELETE, so that a plain copy is the whole project. False where
    the disk does not let it: what is committed stays in the log.

    `leave_log`: another file may have taken our place, and a log of that name may be its own.
    """
    connection.close()
    plain = engine.raw_connection()
    cursor = plain.cursor()
    try:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if not leave_log:
            cursor.execute("PRAGMA journal_mode=DELETE")
        return True
    except sqlite3.DatabaseError as error:
        if _is_damage(error):  # told where it was read
            return True
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NO_WRITING:
            raise
        _log.info("the log could not be folded in", exc_info=True)
        return False
    finally:
        cursor.close()
        plain.close()
        engine.dispose()


def _header(path: Path) -> bytes:
    """The first bytes of the file as SQLite will see them: where power failed while they were written, from log or journal."""
    with path.open("rb") as file:
        header = file.read(72)
    if header.startswith(_HEADER):
        return header
    with pages.PageFile(path) as found:
        return found.header or pages.journalled(path, 1)[:72] or header


def _on_connect(plain: Any, _record: object) -> None:
    plain.isolation_level = None  # else sqlite3 commits behind our back around DDL on Python 3.11
    cursor = plain.cursor()
    for pragma in (
        "locking_mode=EXCLUSIVE",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "synchronous=FULL",  # NORMAL may lose the last labels on power loss
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _is_damage(error: Exception) -> bool:
    if isinstance(error, UnicodeDecodeError):  # SQLite quotes the damaged text in its message
        return error.object.startswith(_MALFORMED)
    if isinstance(error, _UNREADABLE):
        return True
    cause = error.orig if isinstance(error, DatabaseError) else error
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _DAMAGE or str(cause).startswith(_NO_TEXT)


def _rescue(path: Path) -> str:
    return f"main.py rescue {path.name} NEW.labelight"


def _explained(path: Path, error: Exception) -> UserError:
    text = str(error)
    if _is_damage(error):
        return damaged(path)
    if "locked" in text or "busy" in text:
        return UserError(f"{path.name} is open in another Labelight. Close it there first; nothing was changed.")
    if "readonly" in text:
        return UserError(f"{path} cannot be written: the file or its folder is read-only. Copy it to where you may write.")
    failed = writing.explained(path, error)
    if failed is not None:
        return UserError(f"{failed.what} So it was not opened, and is as it was. Free some space, or copy it to another disk.")
    return UserError(f"{path} cannot be opened: {text.splitlines()[0]}. It was not changed.")
