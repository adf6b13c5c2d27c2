"""The folders the images of a project lie under: one at first, more by adding. None is taken out again: labels hang on images.

Adding and moving one are facts of the file system and no edits: nothing the user decided changes by them.
"""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import BLOB, ColumnElement, Connection, func, literal_column, select

from core.errors import UserError
from core.project import schema
from core.project.project import Project
from core.records import Change, ImageState
from core.roots import MOST_FOLDERS, Roots, is_there
from core.words import tr

_folders, _images = schema.folders.c, schema.images.c


@dataclass(frozen=True)
class FolderCard:
    """One folder as it is shown. `number` counts from 1; `images` can be used, `unusable` cannot or are missing."""

    id: int
    number: int
    path: Path
    images: int
    unusable: int


def of(project: Project) -> Roots:
    with project.read() as connection:
        return within(connection)


def within(connection: Connection) -> Roots:
    """As `of`, in a transaction that is open."""
    rows = connection.execute(select(_folders.id, _folders.path).order_by(_folders.id)).all()
    return Roots(tuple(row.id for row in rows), tuple(_as_path(row.path) for row in rows))


def cards(project: Project, counts: Mapping[ImageState, int]) -> tuple[FolderCard, ...]:
    """All folders with their counts; `counts` are those of the whole project, which do for one folder."""
    roots = of(project)
    if len(roots) == 1:
        unusable = sum(number for state, number in counts.items() if state != "ok")
        return (FolderCard(roots.ids[0], 1, roots.paths[0], counts.get("ok", 0), unusable),)
    with project.read() as connection:
        by = (_images.folder_id, _images.state == "ok")
        query = select(*by, func.count()).group_by(*by)
        found = {(folder, bool(usable)): number for folder, usable, number in connection.execute(query)}
    return tuple(
        FolderCard(each, number, path, found.get((each, True), 0), found.get((each, False), 0))
        for number, (each, path) in enumerate(zip(roots.ids, roots.paths, strict=True), 1)
    )


def add(project: Project, folder: Path) -> Change:
    """The project has the images of this folder too, once it was looked through. Raises UserError where it is not there, or is
    one of the project's already, or lies in one, or one lies in it."""
    if not is_there(folder):
        raise UserError(tr("There is no folder at {folder}. Nothing was added.", folder=folder))
    place = folder.resolve()
    with project.write() as connection:
        roots = within(connection)
        _refuse_overlap(place, roots.paths)
        if len(roots) >= MOST_FOLDERS:
            most = MOST_FOLDERS
            raise UserError(tr("A project can have {most} folders at most. {folder} was not added.", most=most, folder=place))
        connection.execute(schema.folders.insert().values(path=_as_bytes(place), added=time.time()))
    return Change("add folder", frozenset({"folders"}))


def move(project: Project, folder: Path, which: int) -> Change:
    """The folder with the id `which` is there now: one changed row, no label touched. UserError as of `add`."""
    if not is_there(folder):
        raise UserError(tr("There is no folder at {folder}. The project still looks in the old place.", folder=folder))
    place = folder.resolve()
    with project.write() as connection:
        roots = within(connection)
        _refuse_overlap(place, [path for each, path in zip(roots.ids, roots.paths, strict=True) if each != which])
        connection.execute(schema.folders.update().where(_folders.id == which).values(path=_as_bytes(place)))
    return Change("move folder", frozenset({"folders"}))


def path_sql(connection: Connection) -> str:
    """An expression for the name of an image, as bytes, over rows of `images`. With one folder it is the column itself: as fast
    as ever for a million images."""
    roots = within(connection)
    if len(roots) < 2:
        return "path"
    # Two blobs joined are text to SQLite, whose bytes need not be UTF-8: it is never read as such.
    further = zip(roots.ids[1:], roots.prefixes[1:], strict=True)
    cases = " ".join(f"WHEN {each} THEN CAST(x'{os.fsencode(text).hex()}' || path AS BLOB)" for each, text in further)
    return f"CASE folder_id {cases} ELSE path END"


def path_column(connection: Connection) -> ColumnElement[bytes]:
    """The same for SQLAlchemy, under the name `path`."""
    return literal_column(path_sql(connection), BLOB).label("path")


def _refuse_overlap(place: Path, others: Iterable[Path]) -> None:
    for other in others:
        if _same(place, other):
            raise UserError(tr("{folder} is a folder of this project already. Nothing was changed.", folder=other))
        if any(_same(above, other) for above in place.parents):
            raise UserError(
                tr(
                    "{folder} lies in {other}, which is a folder of this project: its images are found there already. "
                    "Nothing was changed.",
                    folder=place,
                    other=other,
                )
            )
        if any(_same(above, place) for above in other.parents):
            raise UserError(
                tr(
                    "{other}, a folder of this project, lies in {folder}: its images would be in it twice. "
                    "Nothing was changed.",
                    folder=place,
                    other=other,
                )
            )


def _same(one: Path, other: Path) -> bool:
    """Also by another name, where the system knows: mounted twice, or written in other letters."""
    if one == other:
        return True
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _as_path(raw: bytes) -> Path:
    return Path(raw.decode("utf-8", "surrogateescape"))


def _as_bytes(place: Path) -> bytes:
    return str(place).encode("utf-8", "surrogateescape")


def holding(project: Project, place: Path) -> Path | None:
    """The folder of the project that `place` is, or lies in: nothing is ever written there."""
    return of(project).holding(place)
