"""A copy of the whole project as it is on the disk, taken while it is open: a plain copy of the file would lack its log."""

import sqlite3
import uuid
from contextlib import closing, suppress
from pathlib import Path

from core.errors import UserError, WriteFailed
from core.project import copying, soundness, writing
from core.project.project import Project
from core.words import tr

_LOGS = ("-wal", "-journal")


def save_copy(project: Project, target: Path, *, replace: bool = False, instead: bool = False) -> None:
    """Write the project to `target` through SQLite's own backup, under another name until it was checked and is on the disk.

    `replace`: a file that is there may go. `instead`: the copy takes the project's place, and with it what lies in the cache;
    else it is a project of its own, and both may be open at a time. Raises UserError with nothing left behind.
    """
    target = target.resolve()
    _check(project, target, replace)
    draft = target.with_name(f".{target.name}.part")
    try:
        with project.read() as connection, writing.told(draft):
            copying.back_up(connection, draft)
        with writing.told(draft):
            if not instead:
                _make_its_own(draft)
        _verify(draft)
        copying.flush(draft)
        draft.replace(target)
        copying.flush_names(target.parent)
    except (OSError, WriteFailed) as error:
        raise _not_written(target, error) from error
    finally:
        _remove(draft)


def _check(project: Project, target: Path, replace: bool) -> None:
    if not target.parent.is_dir():
        raise UserError(tr("There is no folder {parent} to put the copy in. Nothing was written.", parent=target.parent))
    if target.exists() and project.is_in_place() and target.samefile(project.path):
        raise UserError(tr("{target} is the project itself. Choose another name for the copy.", target=target))
    if target.is_dir() or (target.exists() and not replace):
        raise UserError(tr("{target} exists already and was left as it is. Choose another name for the copy.", target=target))
    for log in (target.with_name(target.name + end) for end in _LOGS):
        # SQLite would take the log of another project for that of the copy.
        if log.exists() and log.stat().st_size:
            raise UserError(
                tr("{log} belongs to a project that is open or was not closed. Choose another name for the copy.", log=log)
            )


def _make_its_own(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("UPDATE meta SET value=? WHERE key='uid'", (uuid.uuid4().hex,))


def _verify(copy: Path) -> None:
    """Every array as the disk gives it back; rows were looked at by `back_up`."""
    with closing(sqlite3.connect(copy)) as raw:
        if not soundness.of_arrays(raw):
            raise UserError(tr("The copy did not come out right and was taken away. The project is as it was."))


def _not_written(target: Path, error: OSError | WriteFailed) -> UserError:
    if isinstance(error, WriteFailed) and error.kind == "full":
        why = tr("the disk there is full")
    else:
        cause = error.strerror if isinstance(error, OSError) else str(error.__cause__)
        why = (cause or str(error)).splitlines()[0]
    return UserError(
        tr(
            "{target} could not be written: {why}. The project is as it was; choose another place for the copy.",
            target=target,
            why=why,
        )
    )


def _remove(draft: Path) -> None:
    for name in (draft.name, f"{draft.name}.tmp"):
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                draft.with_name(name + end).unlink(missing_ok=True)
