"""Opening a project for reading only: what another program holds, what lies where nothing can be written, what is newer.

Where nobody can change the file meanwhile and it is whole without a log, it is read where it is. Else file and log are copied
into a folder of the cache, checked, and the copy is read: it is a project as of that moment, and the original is not touched,
not even by a lock. The process that holds a project for writing must not call this: closing any handle on the file would drop
its lock (decision 3).
"""

import errno
import os
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from core import paths
from core.errors import Cancelled, OnlyReadable, UserError
from core.project import expected, holder, leftover, migrations, storage
from core.project.project import Project
from core.words import tr, tr_later

_TRIES = 5  # copies of a file that is being written to
_AT_ONCE = 16 * 2**20  # bytes
_NOT_BETWEEN_THESE = (errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM)
_STEPS = 100_000  # of SQLite between two looks whether to stop: a few milliseconds
_LOGS = ("-wal", "-journal")
_LOG_BEGINNING = 32  # bytes; those of a write-ahead log are others as soon as it begins anew
_MAY_LACK = tr_later("There was no room to copy it with its log, so its newest changes may be missing here.")


def open_project(path: Path) -> Project:
    """The project in the file `path`: for writing if that can be, else for reading (then `read_only` says why, and it may be a
    copy as of now). Close it, or use it in a `with`. Raises UserError if it is none; DamagedProject if it is damaged."""
    try:
        return Project.open(path)
    except OnlyReadable as trouble:
        return open_for_reading(trouble)


def open_for_reading(trouble: OnlyReadable, stopped: Callable[[], bool] = lambda: False) -> Project:
    """After `Project.open` raised `trouble`. Takes as long as copying the file, where it has to be copied; raises Cancelled
    soon after `stopped` says so."""
    path = trouble.path
    if trouble.kind == "held" or _has_log(path) or _is_older(path):
        try:
            return _of_copy(path, trouble, stopped)
        except _NoRoom as error:
            if trouble.kind == "held" or _is_older(path):
                raise UserError(
                    tr("{trouble} There is no room to make a copy for reading either: {error}.", trouble=trouble, error=error)
                ) from error
            source = Source(*storage.connect_reading(path, path, immutable=True))
            return ReadingProject(path, source, f"{trouble.why} {tr(_MAY_LACK)}", newer=trouble.kind == "newer")
    return ReadingProject(path, Source(*storage.connect_reading(path, path)), trouble.why, newer=trouble.kind == "newer")


@dataclass(frozen=True)
class Source:
    """A connection that only reads, and the folder that goes with it when it is closed; `remark`: what is to be said of it."""

    engine: Engine
    connection: Connection
    folder: Path | None = None
    remark: str = ""

    def close(self) -> None:
        self.connection.close()
        self.engine.dispose()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


class ReadingProject(Project):
    """A project that is only read; closing it leaves nothing behind."""

    def __init__(self, path: Path, source: Source, why: str, *, newer: bool = False) -> None:
        self.path = path
        self.read_only = tr("{why} It is open for reading only: nothing can be changed here.", why=why)
        self.remark = source.remark
        self._lock = threading.RLock()
        self._writing = False
        self._source = source
        self._engine, self._connection = source.engine, source.connection
        try:
            with storage.damage_told(path):
                (expected.check_newer if newer else expected.check)(self._connection, path)
                self.uid = self._get("uid")
        except BaseException:
            source.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Raises UserError also where another program has taken the file over since."""
        try:
            with super().read() as connection:
                yield connection
        except DatabaseError as error:
            raise UserError(
                tr("{path} can no longer be read ({problem}). Open it again.", path=self.path, problem=error.orig)
            ) from error

    def write(self) -> NoReturn:
        """Raises UserError, always."""
        raise UserError(self.read_only)

    def is_in_place(self) -> bool:
        """It is never written, so that whatever lies at its path now is left alone."""
        return True

    def close(self) -> str:
        with self._lock:
            if not self._connection.closed:
                self._source.close()
        return ""


class _NoRoom(Exception):
    """A copy could not be written."""


class _Torn(Exception):
    """The file was changed while it was copied."""


def _of_copy(path: Path, trouble: OnlyReadable, stopped: Callable[[], bool]) -> ReadingProject:
    home = paths.reading_home()
    try:
        home.mkdir(parents=True, exist_ok=True)
        paths.sweep(home)  # one that is still read after a day goes on being read where the system lets it be removed
        folder = Path(tempfile.mkdtemp(dir=home))
    except OSError as error:
        raise _NoRoom(error.strerror) from error
    try:
        copy, when, remark = _copied(path, folder, stopped)
        source = Source(*storage.connect_reading(copy, path), folder, remark)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    why = (
        tr("{why} This is a copy of it as it was at {clock}.", why=trouble.why, clock=holder.clock(when))
        if trouble.kind == "held"
        else trouble.why
    )
    return ReadingProject(path, source, why, newer=trouble.kind == "newer")


def _copied(path: Path, folder: Path, stopped: Callable[[], bool]) -> tuple[Path, float, str]:
    """A whole copy of file and log, made one file of today's version, when it was made, and what is to be said of it."""
    if shutil.disk_usage(folder).free < 2 * sum(_size(file) for file in _files(path)):
        raise _NoRoom(tr("the disk of the cache is full"))
    copy = folder / path.name
    for attempt in range(_TRIES):
        try:
            when = time.time()
            _copy(path, copy, stopped)
            remark = leftover.look(copy, path)
            _settle(copy, path, stopped)
            return copy, when, remark
        except _Torn:
            time.sleep(0.1 * attempt)
    raise storage.damaged(path)


def _copy(path: Path, copy: Path, stopped: Callable[[], bool]) -> None:
    """The file first and its log after it: whatever is folded into the file meanwhile is still in the log then, unless that
    began anew; so the beginning of the log must be the same before and after."""
    before = _state(path)
    for source, target in zip(_files(path), _files(copy), strict=True):
        target.unlink(missing_ok=True)
        try:
            with suppress(FileNotFoundError), source.open("rb", 0) as file, target.open("xb", 0) as out:
                while not stopped() and _copied_some(file, out):
                    pass
        except OSError as error:
            if _is_readable(source):
                raise _NoRoom(error.strerror) from error
            raise UserError(
                tr("{source} cannot be read: {problem}. It was not changed.", source=source, problem=error.strerror)
            ) from error
    if stopped():
        raise Cancelled
    if not copy.exists() or _state(path) != before:
        raise _Torn


def _copied_some(file: BinaryIO, out: BinaryIO) -> bool:
    """Copy a piece from where both are; False at the end. By the system where it can: some share blocks and copy nothing."""
    if hasattr(os, "copy_file_range"):
        try:
            return os.copy_file_range(file.fileno(), out.fileno(), _AT_ONCE) > 0
        except OSError as error:
            if error.errno not in _NOT_BETWEEN_THESE:
                raise
    piece = os.read(file.fileno(), _AT_ONCE)
    written = 0
    while written < len(piece):
        written += os.write(out.fileno(), piece[written:])
    return written > 0


def _settle(copy: Path, path: Path, stopped: Callable[[], bool]) -> None:
    """Fold the log in, check the whole, and bring it to today's version, as the copy is ours."""
    try:
        engine, connection = storage.connect(copy)
    except UserError as error:
        raise _Torn from error
    raw: Any = connection.connection.driver_connection
    raw.set_progress_handler(stopped, _STEPS)
    raw.execute("PRAGMA synchronous=OFF")  # it is gone when it is closed: nobody waits for the disk
    try:
        version = migrations.version_of(connection)
        newest = migrations.STEPS[-1].to
        (expected.check if version <= newest else expected.check_newer)(connection, path)
        if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
            raise _Torn
        connection.rollback()
        if version < newest:
            migrations.migrate(connection, copy, keep=False)
    except (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise (Cancelled if stopped() else _Torn) from error
    finally:
        raw.set_progress_handler(None, 0)
        storage.close(engine, connection)


def _state(path: Path) -> Any:
    """Changes whenever a copy that was begun before could be torn."""
    file, *logs = _files(path)
    beginnings = [_beginning(log) for log in logs]
    if beginnings[0]:
        return beginnings
    with suppress(FileNotFoundError):
        found = file.stat()
        return [found.st_ino, found.st_size, found.st_mtime_ns, *beginnings]
    return beginnings


def _beginning(log: Path) -> bytes:
    try:
        with log.open("rb") as file:
            return file.read(_LOG_BEGINNING)
    except OSError:
        return b""


def _files(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + end) for end in _LOGS)]


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _is_readable(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            opened.read(1)
        return True
    except OSError:
        return False


def _has_log(path: Path) -> bool:
    """Whether a log lies beside it, or should: then the file is not all, or cannot be read without making one."""
    _, *logs = _files(path)
    return any(map(_size, logs)) or storage.keeps_log(path)


def _is_older(path: Path) -> bool:
    return 0 < storage.stored_version(path) < migrations.STEPS[-1].to
