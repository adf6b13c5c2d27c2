"""Opening and closing the SQLite file safely: who it is, how it is locked, how it is left. Knows no entity.

One connection does everything, under `locking_mode=EXCLUSIVE`: a second program is refused instead of writing too (the
WAL-reset bug of SQLite before 3.51.3 needs two connections, faults.md 0.2), and a crash releases the lock by itself.
"""

import json
import logging
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from core.errors import DamagedProject, OnlyReadable, UserError
from core.project import holder, pages, schema, soundness, writing
from core.project.copying import raw
from core.words import tr, tr_later

_HEADER = b"SQLite format 3\0"
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NO_TEXT = "Could not decode to UTF-8"  # Python's word for damaged text, which has no error code
_MALFORMED = b"malformed"
_PATIENCE = 3.0  # seconds for another program that has the file for a moment: a backup, a virus scanner
_ELSEWHERE = tr_later("Nothing was changed. Copy it to where you may write.")
_CAREFUL = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0")
_READING = (*_CAREFUL, "query_only=ON")
_WRITING = (
    "locking_mode=EXCLUSIVE",
    *_CAREFUL,
    "synchronous=FULL",  # NORMAL may lose the last labels on power loss
    "foreign_keys=ON",
)
_NOT_WRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_NO_WRITING = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN)
_UNREADABLE = (UnicodeDecodeError, json.JSONDecodeError, zlib.error)  # of what is stored, where there is no error of SQLite
_log = logging.getLogger(__name__)
_LARGEST_VALUE = 256 * 2**20  # bytes; ours are a chunk of an array (16 MiB), or a step of the history that labels a million


def check_is_project(path: Path) -> None:
    """Refuse what is no project before anything is written to it (faults.md 46). Not for a project this process has open:
    closing any handle on the file would drop its lock."""
    if not path.exists():
        raise UserError(
            tr(
                "There is no project at {path}. Check the path, or create it with: main.py new {name} FOLDER",
                path=path,
                name=path.name,
            )
        )
    if path.is_dir():
        raise UserError(tr("{path} is a folder, not a Labelight project.", path=path))
    if not path.is_file():  # a pipe or a device would have to be waited for
        raise UserError(tr("{path} is not a Labelight project: it is no file. It was not opened.", path=path))
    header = _header(path)[:72]
    application_id = int.from_bytes(header[68:72], "big")
    if not header.startswith(_HEADER):
        what = (
            tr("its beginning is damaged; save what can be read with: ") + rescue_command(path)
            if header
            else tr("its content is gone.")
        )
        hint = tr(
            "If it was one, {what} A backup, if there is one, is found by: main.py backups {name}", what=what, name=path.name
        )
        raise DamagedProject(path, tr("{path} is not a Labelight project. It was not changed. {hint}", path=path, hint=hint))
    if application_id != schema.APPLICATION_ID:
        raise UserError(tr("{path} is not a Labelight project. It was not changed.", path=path))


def keeps_log(path: Path) -> bool:
    """Whether the file says that a write-ahead log belongs to it: it was not closed, or is open now."""
    return _header(path)[18:20] == b"\2\2"


def stored_version(path: Path) -> int:
    """The file version as the file alone says it, without its log."""
    return int.from_bytes(_header(path)[60:64], "big")


def check_place(path: Path) -> None:
    """Raises OnlyReadable where file, folder or disk cannot be written, as far as the system tells without trying."""
    why = _why_not_writable(path)
    if why:
        raise OnlyReadable(path, "place", why, tr(_ELSEWHERE))


def check_rows(connection: Connection, path: Path) -> None:
    """Refuse a file whose labels, classes or images are not as they were stored, before anything is written to it."""
    if not connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one():
        return  # a new one
    connection.rollback()
    problems = soundness.of_rows(raw(connection))
    if problems:
        raise damaged(path)


def damaged(path: Path) -> DamagedProject:
    """What to say of a file that is found to be damaged."""
    text = tr(
        "{path} is damaged. Save what can be read of it in a new project with: {rescue}",
        path=path,
        rescue=rescue_command(path),
    )
    return DamagedProject(path, tr("{text} or go back to a backup: main.py backups {name}", text=text, name=path.name))


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
    """Open with the pragmas that keep the promises; nothing is written yet. Raises OnlyReadable if another program has it open,
    or it cannot be written."""
    return _connected(path, partial(sqlite3.connect, str(path)), _on_connect, "BEGIN IMMEDIATE")


def connect_reading(file: Path, path: Path, *, immutable: bool = False) -> tuple[Engine, Connection]:
    """Open `file`, which is the project at `path` or a copy of it, without ever writing. `immutable`: nobody else writes to it,
    and its log is not looked at. Raises UserError if it cannot be read now."""
    uri = f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    return _connected(path, partial(sqlite3.connect, uri, uri=True), _on_connect_reading, "BEGIN")


def _connected(
    path: Path, open_file: Callable[..., sqlite3.Connection], on_connect: Callable[[Any, object], None], begin: str
) -> tuple[Engine, Connection]:
    creator = partial(open_file, check_same_thread=False, timeout=_PATIENCE)
    engine = create_engine("sqlite://", poolclass=StaticPool, creator=creator)
    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", partial(_on_begin, begin))
    try:
        connection = engine.connect()
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
        connection.rollback()
    except (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        engine.dispose()
        raise _explained(path, error) from error
    return engine, connection


def keep_log(connection: Connection, path: Path) -> None:
    """From here on commits go to a write-ahead log. Not before the file was found sound: this is the first write to it."""
    try:
        raw(connection).execute("PRAGMA journal_mode=WAL")
    except sqlite3.DatabaseError as error:
        raise _explained(path, error) from error


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


def _on_connect(plain: Any, _record: object) -> None:
    _set_up(plain, _WRITING)


def _on_connect_reading(plain: Any, _record: object) -> None:
    _set_up(plain, _READING)


def _set_up(plain: Any, pragmas: Sequence[str]) -> None:
    plain.isolation_level = None  # else sqlite3 commits behind our back around DDL on Python 3.11
    plain.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)  # a file from elsewhere may claim more
    plain.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    cursor = plain.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(statement: str, connection: Connection) -> None:
    connection.exec_driver_sql(statement)


def _header(path: Path) -> bytes:
    """The first bytes of the file as SQLite will see them: where power failed while they were written, from log or journal."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise UserError(
            tr("{path} cannot be read: {problem}. It was not changed.", path=path, problem=error.strerror)
        ) from error
    if header.startswith(_HEADER):
        return header
    with pages.PageFile(path) as found:
        return found.header or pages.journalled(path, 1)[:100] or header


def _why_not_writable(path: Path) -> str:
    effective = os.access in os.supports_effective_ids
    try:
        if hasattr(os, "statvfs") and os.statvfs(path).f_flag & os.ST_RDONLY:
            return tr("{path} lies on a disk that cannot be written.", path=path)
    except OSError:
        pass  # what does not tell may be written: trying does no harm
    if not os.access(path, os.W_OK, effective_ids=effective):
        return tr("The file {path} is read-only.", path=path)
    if not os.access(path.parent, os.W_OK, effective_ids=effective):
        return tr("{name} lies in a folder that cannot be written, {parent}.", name=path.name, parent=path.parent)
    return ""


def _is_damage(error: Exception) -> bool:
    if isinstance(error, UnicodeDecodeError):  # SQLite quotes the damaged text in its message
        return error.object.startswith(_MALFORMED)
    if isinstance(error, _UNREADABLE):
        return True
    code = _code(error)
    return code in _DAMAGE or code == sqlite3.SQLITE_TOOBIG or str(_cause(error)).startswith(_NO_TEXT)


def _cause(error: Exception) -> BaseException:
    return (error.orig or error) if isinstance(error, DatabaseError) else error


def _code(error: Exception) -> int:
    return int(getattr(_cause(error), "sqlite_errorcode", 0)) & 0xFF


def rescue_command(path: Path) -> str:
    return f"main.py rescue {path.name} NEW.labelight"


def _explained(path: Path, error: Exception) -> UserError:
    text = str(error)
    if _is_damage(error):
        return damaged(path)
    if "locked" in text or "busy" in text:
        return OnlyReadable(path, "held", holder.sentence(path), tr("Close it there first; nothing was changed."))
    if _code(error) in _NOT_WRITABLE:
        return OnlyReadable(
            path, "place", _why_not_writable(path) or tr("{path} cannot be written.", path=path), tr(_ELSEWHERE)
        )
    failed = writing.explained(path, error)
    if failed is not None:
        return UserError(
            tr("{what} So it was not opened, and is as it was. Free some space, or copy it to another disk.", what=failed.what)
        )
    return UserError(tr("{path} cannot be opened: {problem}. It was not changed.", path=path, problem=text.splitlines()[0]))
