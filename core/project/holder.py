"""Who has a project open for writing: a row of the project itself, written on opening and removed on closing.

It only names the other one; what keeps two apart is SQLite's lock, which goes with its process. So a row that a crash left
is overwritten by whoever gets the lock next, and keeps nobody out.
"""

import json
import os
import platform
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from core.project import schema
from core.project.pages import Broken, PageFile
from core.words import tr

_KEY = "holder"
_LONGEST = 64  # characters of the name of a computer


@dataclass(frozen=True)
class Holder:
    """`since` in seconds since 1970."""

    host: str
    process: int
    since: float


def note(connection: Connection) -> None:
    """Write that this process has it open; where the disk does not let it, it is open all the same."""
    value = json.dumps({"host": platform.node(), "process": os.getpid(), "since": time.time()})
    _replace(connection, value)


def clear(connection: Connection) -> None:
    """Remove the row, before a clean close."""
    _replace(connection, None)


def _replace(connection: Connection, value: str | None) -> None:
    meta = schema.meta
    with suppress(DatabaseError):
        try:
            connection.execute(meta.delete().where(meta.c.key == _KEY))
            if value is not None:
                connection.execute(meta.insert().values(key=_KEY, value=value))
            connection.commit()
        except DatabaseError:
            connection.rollback()


def sentence(path: Path) -> str:
    """That it is open elsewhere, and where, as far as the file tells. Takes no lock and changes nothing."""
    found = of(path)
    if found is None:
        return tr("{name} is open in another Labelight, or held by another program.", name=path.name)
    return tr(
        "{name} is open in another Labelight on {host} (process {process}) since {clock}.",
        name=path.name,
        host=found.host,
        process=found.process,
        clock=clock(found.since),
    )


def of(path: Path) -> Holder | None:
    """What the row says, the newest commit in the log included; None if there is none, or it cannot be read."""
    try:
        with PageFile(path) as file:
            return _parsed(_value(file))
    except (OSError, Broken, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def clock(when: float) -> str:
    """A time of today as 14:02; of another day with its date."""
    then, now = time.localtime(when), time.localtime()
    return time.strftime("%H:%M" if then[:3] == now[:3] else "%Y-%m-%d %H:%M", then)


def _value(file: PageFile) -> str:
    schema_rows = (file.values(row) for number in file.tree(1).pages for row in file.records(number) if row is not None)
    root = next((int(row[3] or 0) for row in schema_rows if row[:2] == ("table", schema.meta.name)), 0)
    rows = (file.values(row) for number in file.tree(root).pages for row in file.records(number) if row is not None)
    return next((str(value) for key, value in rows if key == _KEY), "")


def _parsed(text: str) -> Holder:
    found = json.loads(text)
    host = "".join(c for c in str(found["host"]) if c.isprintable())[:_LONGEST]
    return Holder(host, int(found["process"]), float(found["since"]))
