"""What a crash left beside a project, looked at before SQLite takes it for a part: a log of another file would be folded in.

On a clean close there is one file. After a crash its log lies beside it, and SQLite takes whatever has that name. If the
project is sound without it and not with it, it is somebody else's, and is put aside. Changes nothing in the project.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from core.project import schema, storage
from core.words import tr

_TABLES = [name for name in schema.metadata.tables if name != schema.chunks.name]
"""Arrays have digests of their own, and are large."""


def look(path: Path, told: Path) -> str:
    """Put a log aside that is not of this project; what is to be said, or empty. `told`: the project in the sentence."""
    log = path.with_name(path.name + "-wal")
    unclosed = storage.keeps_log(path)  # else a clean close has taken its log away, and this one is another's
    if not log.exists():
        return _missing(told) if unclosed else ""
    if not log.stat().st_size or (unclosed and _uid(path, with_log=False) in ("", _uid(path, with_log=True))):
        return ""
    aside = _free_name(log)
    log.rename(aside)
    return tr(
        "{name} beside {told} belongs to another file: with it, the project would be broken. It was put "
        "aside as {other}, and {project} was opened without it. If changes are missing, they lay in a "
        "log that is gone.",
        name=log.name,
        told=told,
        other=aside.name,
        project=told.name,
    )


def _missing(told: Path) -> str:
    return tr(
        "{name} was not closed properly, and {name}-wal, which belongs beside it then, is gone. What "
        "lay in the file itself is here; if the newest changes are missing, put that file back before "
        "anything is changed.",
        name=told.name,
    )


def _uid(path: Path, *, with_log: bool) -> str:
    """Which project it is; empty if it is not sound. "" for both where another program holds it: then nobody opens it."""
    shared = path.with_name(path.name + "-shm")
    there = shared.exists()
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro{'' if with_log else '&immutable=1'}"
        with closing(sqlite3.connect(uri, uri=True, timeout=0)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")}
            answers = [connection.execute(f"PRAGMA integrity_check({name})").fetchone() for name in _TABLES if name in tables]
            (uid,) = connection.execute("SELECT value FROM meta WHERE key='uid'").fetchone() or ("",)
            return str(uid) if all(answer == ("ok",) for answer in answers) else ""
    except sqlite3.OperationalError as error:
        if with_log and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return _uid(path, with_log=False)  # held: its log is its own
        return ""
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return ""
    finally:
        if with_log and not there:
            shared.unlink(missing_ok=True)


def _free_name(log: Path) -> Path:
    numbers = range(1, 1000)
    return next(p for n in numbers if not (p := log.with_name(f"{log.name}.other{n if n > 1 else ''}")).exists())
