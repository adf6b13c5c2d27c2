"""The images of a project: what ingest found, and the lists that stages and views work from."""

import math
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select
from sqlalchemy.dialects.sqlite import insert

from core.jobs.manifest import DIGEST_BYTES, ImageList
from core.project import changed, folders, schema
from core.project.paths_column import PathColumn
from core.project.project import Project
from core.records import Change, FoundImage, Image, ImageState
from core.roots import Roots

_images = schema.images.c
_AT_ONCE = 20_000  # rows
_DIGESTS = "group_concat(hex(digest), '')"
_FOUND = ("path", "digest", "file_size", "mtime_ns", "width", "height", "format", "state", "reason")


def add_found(project: Project, found: Sequence[FoundImage], roots: Roots | None = None) -> Change:
    """Store what ingest found, in one transaction. A known path keeps its id, and so its label. `roots`: the folders as they
    were when it began, by which it names images; else as they are."""
    with project.write() as connection:
        roots = roots or folders.within(connection)
        rows = [_row_of(f, roots) for f in found]
        if rows:
            changed.note(connection, {(row["folder_id"], row["path"]): row["digest"] for row in rows})
            now = _later_than_embeddings(connection)
            rows = [row | {"added": now} for row in rows]
            statement = insert(schema.images)
            kept: dict[str, Any] = {name: statement.excluded[name] for name in _FOUND if name != "path"}
            # `added` is when this content came: embeddings made before it are stale.
            same = statement.excluded["digest"] == _images.digest
            kept["added"] = case((same, _images.added), else_=statement.excluded["added"])
            connection.execute(statement.on_conflict_do_update(index_elements=["folder_id", "path"], set_=kept), rows)
    return Change("add images", frozenset({"images"}))


def _row_of(found: FoundImage, roots: Roots) -> dict[str, Any]:
    folder, path = roots.stored(found.path)
    return {name: getattr(found, name) for name in _FOUND} | {"folder_id": folder, "path": path}


def _later_than_embeddings(connection: Connection) -> float:
    """Now, but never before what was embedded last, whatever the clock was set to: else new content would count as embedded."""
    newest = connection.execute(select(func.max(schema.embeddings.c.created))).scalar()
    return max(time.time(), math.nextafter(newest or 0.0, math.inf))


def set_missing(project: Project, paths: Sequence[str], roots: Roots | None = None) -> Change:
    """These files are no longer there. Their labels stay, and they come back when the files do. `roots` as in `add_found`."""
    with project.write() as connection:
        roots = roots or folders.within(connection)
        rows = [dict(zip(("gone_from", "gone"), roots.stored(path), strict=True)) for path in paths]
        if rows:
            update = schema.images.update().where(
                _images.folder_id == bindparam("gone_from"), _images.path == bindparam("gone")
            )
            connection.execute(update.values(state="missing", reason="the file is gone"), rows)
    return Change("mark missing images", frozenset({"images"}))


def set_moved(project: Project, pairs: Sequence[tuple[str, str]], roots: Roots | None = None) -> Change:
    """These files were renamed, or moved from one folder of the project to another (found by their digest): the image keeps its
    id and label. `roots` as in `add_found`.

    One that was labelled under its new name already, before this could be told, keeps that label: its old self is missing.
    """
    with project.write() as connection:
        roots = roots or folders.within(connection)
        for old, new in pairs:
            was, at = _at(roots, old), _at(roots, new)
            # The part that found the file at its new place may have been stored as an image of its own already.
            fresh = connection.execute(select(_images.id).where(at)).scalar()
            row = connection.execute(select(schema.images).where(at)).mappings().first()
            decided = select(schema.labels.c.image_id).where(schema.labels.c.image_id == fresh)
            if fresh is not None and connection.execute(decided).scalar() is not None:
                gone = schema.images.update().where(was)
                connection.execute(gone.values(state="missing", reason="the file is gone"))
            elif fresh is not None and row is not None:
                connection.execute(schema.picks.delete().where(schema.picks.c.image_id == fresh))
                connection.execute(schema.images.delete().where(_images.id == fresh))
                values = {name: row[name] for name in (*_FOUND, "folder_id")}
                connection.execute(schema.images.update().where(was).values(**values))
    return Change("move images", frozenset({"images"}))


def _at(roots: Roots, name: str) -> ColumnElement[bool]:
    folder, path = roots.stored(name)
    return and_(_images.folder_id == folder, _images.path == path)


def image_list(project: Project, states: Sequence[ImageState] = ("ok",)) -> ImageList:
    """The images in these states (ok, unreadable, missing), as columns of N images, by id ascending. Empty columns if there is
    none."""
    more = (_images.digest, _images.width, _images.height, _images.file_size, _images.mtime_ns)
    with project.read() as connection:
        columns = (_images.id, folders.path_column(connection), *more)
        rows = connection.execute(select(*columns).where(_images.state.in_(states)).order_by(_images.id)).all()
    if not rows:
        return ImageList.empty()
    ids, paths, digests, widths, heights, sizes, mtimes = zip(*rows, strict=True)
    return ImageList(
        ids=np.array(ids, np.int64),
        paths=tuple(os.fsdecode(p) for p in paths),
        digests=np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST_BYTES),
        widths=np.array(widths, np.int32),
        heights=np.array(heights, np.int32),
        file_sizes=np.array(sizes, np.int64),
        mtimes=np.array(mtimes, np.int64),
    )


def shown_columns(project: Project) -> tuple[np.ndarray, PathColumn, np.ndarray]:
    """What views need of every readable image, by id: ids int64 [N], paths, digests uint8 [N, 16]."""
    ids, paths, digests = [], [], []
    with project.read() as connection:
        packed = f"group_concat(hex({folders.path_sql(connection)}) || '00', '')"
    for some_ids, some_paths, some_digests in _packed(project, "state = 'ok'", packed, _DIGESTS):
        ids.append(some_ids)
        paths.append(bytes.fromhex(some_paths))
        digests.append(np.frombuffer(bytes.fromhex(some_digests), np.uint8).reshape(-1, DIGEST_BYTES))
    if not ids:
        return np.empty(0, np.int64), PathColumn.of(()), np.empty((0, DIGEST_BYTES), np.uint8)
    return np.concatenate(ids), PathColumn.joining(paths), np.concatenate(digests)


def every_id(project: Project, *, readable: bool = False) -> np.ndarray:
    """The ids of all images, or of the readable ones only, int64 ascending."""
    parts = [ids for ids, *_ in _packed(project, "state = 'ok'" if readable else "1")]
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


@dataclass(frozen=True)
class FileColumns:
    """What is known of the files of readable images, by id: ids int64 [N]; widths, heights int64 [N] in pixels;
    file_sizes int64 [N] in bytes; mtimes int64 [N] in ns since 1970."""

    ids: np.ndarray
    widths: np.ndarray
    heights: np.ndarray
    file_sizes: np.ndarray
    mtimes: np.ndarray


def file_columns(project: Project) -> FileColumns:
    """Of all N readable images; empty columns if there is none."""
    parts = [np.array(part, np.int64) for part in _rows(project, "width, height, file_size, mtime_ns")]
    return FileColumns(*(np.concatenate(parts).T if parts else np.empty((5, 0), np.int64)))


def _packed(project: Project, condition: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    """(ids int64 [n] ascending, and each of `columns`, aggregates over the same images), some ten thousand images at a time.

    SQLite packs what would be a Python object for each value: a million images in half the time, and without holding
    Python's lock meanwhile, which had made the window wait for a second and a half.
    """
    inner = f"SELECT * FROM images WHERE id > ? AND {condition} ORDER BY id LIMIT {_AT_ONCE}"  # noqa: S608
    query = f"SELECT {', '.join(('group_concat(id)', *columns))} FROM ({inner})"  # noqa: S608
    last = -1
    while True:
        with project.read() as connection:
            raw: Any = connection.connection
            packed, *more = raw.cursor().execute(query, (last,)).fetchone()
        if packed is None:
            return
        ids = np.fromstring(packed, np.int64, sep=",")
        yield (ids, *more)
        if len(ids) < _AT_ONCE:
            return
        last = int(ids[-1])


def _rows(project: Project, columns: str) -> Iterator[list[Any]]:
    """Plain rows of readable images by id, `id` first, some ten thousand at a time. A million through SQLAlchemy's own rows
    take three times as long. An edit can come between two parts: nobody waits for a million rows to save a label."""
    query = f"SELECT id, {columns} FROM images WHERE id > ? AND state = 'ok' ORDER BY id LIMIT {_AT_ONCE}"  # noqa: S608
    last = -1
    while True:
        with project.read() as connection:
            raw: Any = connection.connection
            part: list[Any] = raw.cursor().execute(query, (last,)).fetchall()
        if part:
            yield part
        if len(part) < _AT_ONCE:
            return
        last = part[-1][0]


def counts(project: Project) -> dict[ImageState, int]:
    """How many images there are in each state (ok, unreadable, missing); states without any are 0."""
    with project.read() as connection:
        rows = connection.execute(select(_images.state, func.count()).group_by(_images.state)).all()
    found: dict[str, int] = {row[0]: row[1] for row in rows}
    return {"ok": found.get("ok", 0), "unreadable": found.get("unreadable", 0), "missing": found.get("missing", 0)}


def longest_side(project: Project) -> int:
    """Of all images that can be used, in px; 0 if there are none."""
    with project.read() as connection:
        query = select(func.max(_images.width), func.max(_images.height)).where(_images.state == "ok")
        width, height = connection.execute(query).one()
    return max(width or 0, height or 0)


def unreadable(project: Project, limit: int = 10_000) -> list[Image]:
    """The images that cannot be used, each with the reason, by path; at most `limit`."""
    with project.read() as connection:
        ordered = select(schema.images).where(_images.state != "ok").order_by(_images.folder_id, _images.path).limit(limit)
        roots = folders.within(connection)
        return [_image(row, roots) for row in connection.execute(ordered).mappings()]


def ids_by_path(connection: Connection) -> dict[str, int]:
    """Every path of the project, as images are called (core/roots.py), with its image's id."""
    query = select(_images.id, folders.path_column(connection))
    return {os.fsdecode(path): image for image, path in connection.execute(query)}


def ids_by_digest(connection: Connection) -> dict[bytes, list[int]]:
    """Every content of the project with the ids of its images, ascending: copies share one. Files that could not be read have
    none."""
    found: dict[bytes, list[int]] = {}
    for image, digest in connection.execute(select(_images.id, _images.digest).order_by(_images.id)):
        if any(digest):
            found.setdefault(digest, []).append(image)
    return found


def _image(row: object, roots: Roots) -> Image:
    values = dict(row)  # type: ignore[call-overload]
    return Image(
        id=values["id"],
        path=roots.name(values["folder_id"], values["path"]),
        digest=values["digest"],
        width=values["width"],
        height=values["height"],
        state=values["state"],
        reason=values["reason"],
    )
