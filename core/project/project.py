"""One open project: the only owner of its connection. Every read and write of the entity files goes through it.

Three doors, all under one lock: `read` (no change), `write` (facts: found images, runs, embeddings) and `edit` (the
user's decisions: recorded row by row in the history, so that undo and redo are the same for every kind of edit).
Within a `write` the others are part of its transaction.
"""

import logging
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from core import paths
from core.errors import UserError
from core.project import expected, holder, leftover, migrations, schema, storage, writing
from core.project.history import Edit, record
from core.words import tr

_log = logging.getLogger(__name__)


class Project:
    """One project file, open. Use `Project.create`, `Project.open` or `reading.open_project`; a context manager that closes.
    Safe to call from several threads. `path`: the file; `uid`: 32 hexadecimal digits, the same for its copies; `read_only`: why
    nothing can be changed, "" if it can. Every call raises WriteFailed where disk or lock are in the way, DamagedProject where
    the file is damaged."""

    read_only = ""
    """Why nothing can be changed, in a sentence; then `write`, `edit` and `set` raise it. Empty: it is open for writing."""
    remark = ""
    """What is to be said to the user of how it was opened, if anything."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._writing = False
        self._engine, self._connection = storage.connect(path)
        try:
            with storage.damage_told(path):
                expected.check(self._connection, path)
                storage.check_rows(self._connection, path)
                steps = migrations.migrate(self._connection, path)
                storage.keep_log(self._connection, path)
                self.uid = self._get("uid")
                self.remark = migrations.in_words(path, steps)
            self._place = writing.Place.of(path)
            holder.note(self._connection)
        except BaseException:
            self._connection.close()
            self._engine.dispose()
            raise

    @classmethod
    def create(cls, path: Path, folder: Path) -> Self:
        """A new project over this folder. Refuses to overwrite, and a folder that is not there."""
        if path.exists():
            raise UserError(tr("{path} exists already. Choose another name, or open it.", path=path))
        if not folder.is_dir():
            raise UserError(tr("There is no folder at {folder}. Check the path of the images.", folder=folder))
        if not path.parent.is_dir():
            raise UserError(tr("There is no folder {parent} to put the project in.", parent=path.parent))
        project = cls(path)
        with project.write() as connection:
            resolved = str(folder.resolve()).encode("utf-8", "surrogateescape")
            connection.execute(schema.folders.insert().values(path=resolved, added=time.time()))
            connection.execute(schema.meta.insert().values(key="uid", value=uuid.uuid4().hex))
        with writing.told(path):
            storage.fold(project._connection)
        holder.note(project._connection)  # the log begins with whose it is, too
        project.uid = project._get("uid")
        return project

    @classmethod
    def open(cls, path: Path) -> Self:
        """For writing: nobody else can meanwhile. Raises UserError; OnlyReadable where `reading.open_project` may do."""
        storage.check_is_project(path)
        storage.check_place(path)
        found = leftover.look(path, path)
        project = cls(path)
        project.remark = " ".join(filter(None, (found, project.remark)))
        return project

    def close(self) -> str:
        """Leaves exactly one file behind, and returns "". Where the disk does not let it, everything is still saved: the
        sentence says in which two files. Closing twice does nothing."""
        with self._lock:
            if self._connection.closed:
                return ""
            ours = self._place.holds()
            if ours:
                holder.clear(self._connection)
            whole = storage.close(self._engine, self._connection, leave_log=not ours)
        return "" if whole else writing.left_in_log(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        remark = self.close()
        if remark:
            _log.warning(remark)  # nothing is lost, so what was done counts as done

    def is_in_place(self) -> bool:
        """Whether the file at the path is still the one that was opened; if not, it is no longer written."""
        return self._place.holds()

    @property
    def cache(self) -> Path:
        """Thumbnails, pixels and runs of this project: everything that can be rebuilt."""
        return paths.project_cache(self.uid)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Raises UserError where the file turns out to be damaged, WriteFailed where disk or lock are in the way; so does
        `write`."""
        with self._lock, storage.damage_told(self.path), writing.told(self.path, "read"):
            try:
                yield self._connection
            finally:
                if not self._writing:
                    self._connection.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction without a history step. Rolls back as a whole on any error. Raises WriteFailed where the file cannot
        be written: full disk, failing disk, locked, moved away, read-only."""
        with self._lock, storage.damage_told(self.path), writing.told(self.path):
            if self._writing:  # a part of a larger transaction, which commits
                yield self._connection
                return
            self._place.check()
            self._writing = True
            try:
                yield self._connection
                self._connection.commit()
            except BaseException:
                storage.roll_back(self._connection)
                raise
            finally:
                self._writing = False

    @contextmanager
    def edit(self, op: str, text: str) -> Iterator[Edit]:
        """One transaction with a history step; `text` completes "Undo ...". `edit.change` is valid after the block."""
        with self.write() as connection:
            edit = Edit(connection, op)
            yield edit
            record(connection, edit, text)

    def get(self, key: str, default: str = "") -> str:
        """A setting that travels with the project."""
        return self._get(key, default)

    def set(self, key: str, value: str) -> None:
        with self.write() as connection:
            connection.execute(schema.meta.delete().where(schema.meta.c.key == key))
            connection.execute(schema.meta.insert().values(key=key, value=value))

    def folder(self) -> Path:
        """The root the images lie under, absolute, or most of them: the first one (core/project/folders.py knows all). It may
        be gone. Paths of its images are relative to it."""
        with self.read() as connection:
            raw: bytes = connection.execute(select(schema.folders.c.path).order_by(schema.folders.c.id).limit(1)).scalar_one()
        return Path(raw.decode("utf-8", "surrogateescape"))

    def _get(self, key: str, default: str = "") -> str:
        with self.read() as connection:
            value = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()
        return default if value is None else str(value)
