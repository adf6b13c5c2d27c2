"""Backups of a project, in the user's data folder: made beside the work, few of them kept, listed, and made a project again.

Each is a folder with the copy (a project file), the labels as a table, and a line of facts. It is written under another
name, checked, on the disk, and only then counts; older ones go after that and never before. A project of up to
`LARGEST_WHOLE` bytes is copied whole, a larger one without what can be computed again (core/project/labels_copy.py).

`begin` is the part that needs the project: nobody can label meanwhile. `finish` needs the copy alone.
"""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from core import paths
from core.dates import day_in_words
from core.errors import UserError
from core.operations.leaving.tables import write_csv
from core.project import checking, copying, folders, labels_copy, rescue, soundness, storage
from core.project.project import Project
from core.words import tr

LARGEST_WHOLE = 64 * 2**20
RECENT, DAYS = 5, 7
EVERY = 1800.0
"""Seconds between two backups while the project is worked on."""
LEFT_FREE = 256 * 2**20
"""Bytes a backup must leave on the disk: the project itself may need them."""

COPY, TABLE, FACTS = "project.labelight", "labels.csv", "about.json"
_DRAFT = ".draft-"
_LABELS = (
    "SELECT {path}, CASE mark WHEN 'class' THEN classes.name ELSE '(' || mark || ')' END, origin "
    "FROM labels JOIN images ON images.id = image_id LEFT JOIN classes ON classes.id = class_id"
)
_STEPS = "SELECT coalesce(max(id), 0), coalesce(sum(undone), 0) FROM history"
_REST = (
    "SELECT (SELECT max(id) FROM images), (SELECT max(id) FROM runs), (SELECT max(id) FROM arrays), "
    "(SELECT count(*) FROM picks), (SELECT group_concat(hex(path)) FROM folders), "
    "(SELECT group_concat(key || value) FROM meta WHERE key NOT IN ('view', 'machine', 'holder'))"
)
Kind = Literal["whole", "labels", "table"]


@dataclass(frozen=True)
class Facts:
    """What is known of a backup without opening it. `steps` and `rest` tell two states of a project apart: the user's edits,
    and everything else; `digest` is that of the copy; `made` is in seconds since 1970."""

    project: str
    made: float
    why: str
    kind: Kind
    labels: int
    classes: int
    images: int
    steps: tuple[int, int]
    rest: str
    digest: str = ""


@dataclass(frozen=True)
class Backup:
    """`number` says the order, whatever the clock did. `size` in bytes."""

    folder: Path
    number: int
    facts: Facts
    size: int

    @property
    def copy(self) -> Path:
        return self.folder / COPY


@dataclass(frozen=True)
class Draft:
    """A backup that does not count yet. `lacking`: why there is no copy, in a sentence."""

    folder: Path
    facts: Facts
    lacking: str


def make(project: Project, why: str, *, seldom: bool = False) -> Backup | None:
    """`begin` and `finish` at once."""
    draft = begin(project, why, seldom=seldom)
    return None if draft is None else finish(draft)


def begin(project: Project, why: str, *, seldom: bool = False) -> Draft | None:
    """Copy the project as it is now, if anything changed since its newest backup; `seldom`: and labels did, or half an hour
    has passed. Raises UserError if not even the table of the labels can be written; the project is not touched either way."""
    home = paths.backups_of(project.uid)
    with project.read() as connection:
        now = _facts(project.path, copying.raw(connection), why)
    last = next((b.facts for b in _in(home) if b.facts.project == now.project and b.facts.kind != "table"), None)
    if last is not None and (now.steps, now.rest) == (last.steps, last.rest):
        return None
    if seldom and last is not None and now.steps == last.steps and 0 <= now.made - last.made < EVERY:
        return None
    try:
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home)
        folder = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=home))
    except OSError as error:
        raise _not_made(home, error) from error
    try:
        return _fill(project, folder, now)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise _not_made(home, error) from error
        raise


def finish(draft: Draft) -> Backup:
    """Check the copy, wait for the disk, let it count, and take away older ones that are too many. Raises UserError if there is
    no copy, and DamagedProject if it is not sound; the table of the labels is kept even then."""
    home, facts = draft.folder.parent, draft.facts
    path = Path(facts.project)
    try:
        if facts.kind != "table":
            facts = _checked(draft.folder / COPY, facts)
        (draft.folder / FACTS).write_text(json.dumps(asdict(facts)), encoding="utf-8")
        for name in (TABLE, FACTS):
            copying.flush(draft.folder / name)
        made = _let_count(draft.folder, home)
        copying.flush_names(home)
        _prune(home, made)
    except OSError as error:
        shutil.rmtree(draft.folder, ignore_errors=True)
        raise _not_made(home, error) from error
    if facts.kind != draft.facts.kind:
        raise storage.damaged(path)
    if draft.lacking:
        raise UserError(
            tr(
                "No backup of {name} was made, only a list of its labels in {folder}. {lacking}",
                name=path.name,
                folder=made.folder,
                lacking=draft.lacking,
            )
        )
    return made


def listed(project: Path, uid: str = "") -> list[Backup]:
    """The backups of this file, newest first. Give the `uid` of a project that is open; a file that is not is asked for it, and
    where it cannot say, or is gone, the backups know the place they were made of."""
    uid = uid or _uid_in(project)
    found = list(_in(paths.backups_of(uid))) if uid else []
    if found:
        return found
    place = str(project.resolve())
    homes = _folders(paths.backups_home())
    return sorted((b for home in homes for b in _in(home) if b.facts.project == place), key=lambda b: -b.facts.made)


def is_sound(backup: Backup) -> bool:
    """Whether there is a copy, and it is still what was checked when it was made."""
    try:
        return backup.facts.kind != "table" and _digest(backup.copy) == backup.facts.digest
    except OSError:
        return False


def restore(backup: Backup, new: Path) -> Path:
    """Make the project `new` of this backup, which stays. Raises UserError if `new` exists or the backup is not sound."""
    rescue.check_new(new)
    if backup.facts.kind == "table":
        raise UserError(
            tr(
                "This backup is a list of labels only: {value}. Make a project with main.py new {name} FOLDER "
                "and read the list with main.py label.",
                value=backup.folder / TABLE,
                name=new.name,
            )
        )
    if not is_sound(backup):
        raise UserError(tr("The backup of {when} is damaged. Take another one; nothing was changed.", when=_when(backup)))
    try:
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=new.parent) as folder:
            draft = Path(folder) / new.name
            shutil.copyfile(backup.copy, draft)
            with Project.open(draft) as project:
                project.set("uid", uuid.uuid4().hex)  # both projects may be opened on this computer
                problems = checking.check(project)
            if problems:
                raise UserError(
                    tr(
                        "What the backup holds is not sound ({problems}). Take another one; nothing was changed.",
                        problems=problems[0],
                    )
                )
            copying.flush(draft)
            rescue.put_in_place(draft, new)
    except OSError as error:
        raise UserError(
            tr("{new} could not be written: {value}. The backup is as it was.", new=new, value=error.strerror or error)
        ) from error
    return new


def in_words(backup: Backup) -> str:
    """Such as “26 Nov 2026, 17:30: 138 labels in 3 classes, whole project, on closing”."""
    facts = backup.facts
    labels = tr("1 label" if facts.labels == 1 else "{count:,} labels", count=facts.labels)
    classes = tr("1 class" if facts.classes == 1 else "{count:,} classes", count=facts.classes)
    what = {
        "whole": tr("whole project"),
        "labels": tr("without embeddings and encoders, which are made again"),
        "table": tr("only a list of the labels"),
    }[facts.kind]
    return tr(
        "{when}: {labels} in {classes}, {what}, {why}",
        when=_when(backup),
        labels=labels,
        classes=classes,
        what=what,
        why=tr(facts.why),
    )


# Inside


def _when(backup: Backup) -> str:
    made = datetime.fromtimestamp(backup.facts.made)
    return f"{day_in_words(made)} {made:%Y, %H:%M}"


def _fill(project: Project, folder: Path, facts: Facts) -> Draft:
    """The table of the labels first: it is what must not be lost, and needs the least room."""
    with project.read() as connection:
        rows = copying.raw(connection).execute(_LABELS.format(path=folders.path_sql(connection))).fetchall()
    names = ("path", "label", "origin")
    table = ({"path": os.fsdecode(row[0]), "label": row[1], "origin": row[2]} for row in rows)
    write_csv(folder / TABLE, names, table)
    try:
        return Draft(folder, replace(facts, kind=_copy(project, folder / COPY)), "")
    except (OSError, sqlite3.OperationalError) as error:
        for file in folder.glob(f"{COPY}*"):
            file.unlink()
        reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        return Draft(folder, replace(facts, kind="table"), f"Reason: {reason}.")


def _checked(copy: Path, facts: Facts) -> Facts:
    """With the digest of a copy that is sound and on the disk; without a copy if it is not, since the project is not either."""
    if copying.first_problem(copy):
        copy.unlink()
        return replace(facts, kind="table")
    copying.flush(copy)
    return replace(facts, digest=_digest(copy))


def _copy(project: Project, target: Path) -> Kind:
    """Whole where that is little, and every array in it is as it was stored; else without arrays. Raises OSError."""
    with project.read() as connection:
        raw = copying.raw(connection)
        size = raw.execute("PRAGMA page_count").fetchone()[0] * raw.execute("PRAGMA page_size").fetchone()[0]
    if size <= LARGEST_WHOLE:
        _check_room(target.parent, size)
        with project.read() as connection:
            copying.copy_pages(connection, target)
        if _arrays_are_sound(target):
            return "whole"
        target.unlink()
    else:
        _check_room(target.parent, 0)
    labels_copy.make_empty(target)
    with project.read() as connection:
        labels_copy.copy_labels(connection, target)
    return "labels"


def _check_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + LEFT_FREE:
        raise OSError(tr("the disk is nearly full ({value:,.0f} MB are free)", value=free / 2**20))


def _arrays_are_sound(copy: Path) -> bool:
    with closing(sqlite3.connect(copy)) as connection:
        connection.text_factory = bytes
        return soundness.of_arrays(connection)


def _facts(path: Path, raw: sqlite3.Connection, why: str) -> Facts:
    count = {t: int(raw.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in ("labels", "classes", "images")}  # noqa: S608
    steps = raw.execute(_STEPS).fetchone()
    rest = hashlib.blake2b(repr(raw.execute(_REST).fetchone()).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    counts = (count["labels"], count["classes"], count["images"])
    return Facts(str(path.resolve()), time.time(), why, "table", *counts, steps=(steps[0], steps[1]), rest=rest)


def _let_count(folder: Path, home: Path) -> Backup:
    number = max((b.number for b in _in(home)), default=0) + 1
    place = home / f"{number:06d}"
    folder.rename(place)
    found = _read(place)
    assert found is not None
    return found


def _prune(home: Path, made: Backup) -> None:
    """Keep the newest few of the same file, and the newest of each of the last days; lists alone are counted apart."""
    is_table = made.facts.kind == "table"
    same = [b for b in _in(home) if b.facts.project == made.facts.project and (b.facts.kind == "table") == is_table]
    for backup in superfluous(same):
        with contextlib.suppress(OSError):
            shutil.rmtree(backup.folder)


def superfluous(backups: Sequence[Backup]) -> list[Backup]:
    """Of these, newest first, the ones that go: not among the RECENT newest, nor the newest of one of DAYS days."""
    newest_of_day: dict[str, int] = {}
    for backup in backups:
        newest_of_day.setdefault(datetime.fromtimestamp(backup.facts.made).date().isoformat(), backup.number)
    kept = {b.number for b in backups[:RECENT]} | set(list(newest_of_day.values())[:DAYS])
    return [b for b in backups if b.number not in kept]


def _in(home: Path) -> Iterator[Backup]:
    """Newest first. What cannot be read is no backup."""
    folders = sorted((f for f in _folders(home) if f.name.isdecimal()), key=lambda f: -int(f.name))
    return (backup for backup in map(_read, folders) if backup is not None)


def _read(folder: Path) -> Backup | None:
    try:
        told: dict[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        facts = Facts(**{**told, "steps": tuple(told["steps"])})
        copy = folder / (COPY if facts.kind != "table" else TABLE)
        datetime.fromtimestamp(facts.made)
        return Backup(folder, int(folder.name), facts, copy.stat().st_size)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _folders(home: Path) -> list[Path]:
    try:
        return [place for place in home.iterdir() if place.is_dir()]
    except OSError:
        return []


def _sweep(home: Path) -> None:
    """Drafts of a program that ended meanwhile."""
    for place in _folders(home):
        if place.name.startswith(_DRAFT) and place.stat().st_mtime + 86_400 < time.time():
            shutil.rmtree(place, ignore_errors=True)


def _uid_in(project: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{project.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key='uid'").fetchone()
    except (sqlite3.Error, UnicodeDecodeError):
        return ""
    return str(row[0]) if row else ""


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "blake2b").hexdigest()


def _not_made(home: Path, error: OSError) -> UserError:
    return UserError(
        tr(
            "No backup could be made in {home}: {value}. The project itself is not touched by that.",
            home=home,
            value=error.strerror or error,
        )
    )
