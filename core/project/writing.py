"""When the project cannot be written: SQLite's word for it in sentences, whether it is worth another try, and whether the file
that is open is still the one at its path."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy.exc import DatabaseError

from core.errors import WriteFailed, WriteTrouble
from core.words import tr, tr_later

_Result = TypeVar("_Result")
_PAUSE = 0.5  # seconds before the second try
_NO_ROOM = 2**20  # bytes free under which an error on writing is taken for a full disk
_SAFE = tr_later("What was saved before is safe, this change is not in it.")
_KINDS: dict[int, WriteTrouble] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "failing",
    sqlite3.SQLITE_CANTOPEN: "failing",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
}
_MOVED = sqlite3.SQLITE_READONLY_DBMOVED


@dataclass(frozen=True)
class Place:
    """Which file was opened at a path, by device and number: SQLite goes on writing into one that was moved or deleted."""

    path: Path
    file: tuple[int, int]

    @classmethod
    def of(cls, path: Path) -> Self:
        return cls(path, _number(path.stat()))

    def holds(self) -> bool:
        """Whether that file is still there. It is not opened: closing it again would drop this process's lock on it."""
        try:
            return _number(self.path.stat()) == self.file
        except OSError:
            return False

    def check(self) -> None:
        if not self.holds():
            raise _failed("moved", self.path)


@contextmanager
def told(path: Path, doing: str = "written") -> Iterator[None]:
    """Turns what SQLite says about a write (or what was being done) that could not be done into WriteFailed; everything else
    passes."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        failed = explained(path, error, doing)
        if failed is None:
            raise
        raise failed from error


def explained(path: Path, error: Exception, doing: str = "written") -> WriteFailed | None:
    cause = error.orig if isinstance(error, DatabaseError) else error
    code = getattr(cause, "sqlite_errorcode", 0)
    kind = "moved" if code == _MOVED else _KINDS.get(code & 0xFF)
    if kind == "failing":
        kind = _cause_of_failing(path)
    return None if kind is None else _failed(kind, path, str(cause), doing)


def patiently(work: Callable[[], _Result]) -> _Result:
    """Carry out `work`, which writes in transactions of its own; once more where the trouble may have passed."""
    try:
        return work()
    except WriteFailed as error:
        if not error.may_pass:
            raise
    time.sleep(_PAUSE)
    return work()


def left_in_log(path: Path) -> str:
    """What to say if a project was closed that could not be made one file again."""
    log = f"{path.name}-wal"
    return tr(
        "{path} could not be written on closing. Everything is saved, part of it in {log} beside it: "
        "keep the two together. The next time it is opened and closed, with room on the disk, it is one "
        "file again.",
        path=path,
        log=log,
    )


def _failed(kind: WriteTrouble, path: Path, said: str = "", doing: str = "written") -> WriteFailed:
    what, advice = {
        "full": (
            tr("The disk is full: {path} could not be {doing}.", path=path, doing=doing),
            f"{tr(_SAFE)} {tr('Free some space and do it again, or save a copy on another disk.')}",
        ),
        "failing": (
            tr("The disk reports an error: {path} could not be {doing} ({said}).", path=path, doing=doing, said=said),
            f"{tr(_SAFE)} {tr('Do it again; if that fails too, save a copy on another disk.')}",
        ),
        "locked": (
            tr(
                "Another program holds {path}, so it could not be {doing}: a backup or a virus scanner, perhaps.",
                path=path,
                doing=doing,
            ),
            f"{tr(_SAFE)} {tr('Do it again when that is done, or save a copy elsewhere.')}",
        ),
        "moved": (
            tr(
                "{path} was moved, replaced or deleted by another program while it was open; nothing is written "
                "to it any more.",
                path=path,
            ),
            tr("Everything saved before is still there for this window: save a copy of it."),
        ),
        "read-only": (
            tr("{path}, its folder or its disk has become read-only, so it could not be {doing}.", path=path, doing=doing),
            f"{tr(_SAFE)} {tr('Allow writing and do it again, or save a copy elsewhere.')}",
        ),
    }[kind]
    return WriteFailed(kind, what, advice)


def _cause_of_failing(path: Path) -> WriteTrouble:
    """An error of the device has a few causes that SQLite cannot tell apart."""
    try:
        if shutil.disk_usage(path.parent).free < _NO_ROOM:
            return "full"
        read_only = hasattr(os, "statvfs") and os.statvfs(path.parent).f_flag & os.ST_RDONLY
        return "read-only" if read_only else "failing"
    except OSError:
        return "failing"


def _number(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
