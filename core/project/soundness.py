"""What a plain SQLite connection can tell about the soundness of a project: rows against their indexes, arrays against their
digests. Reads only.

SQLite's own check sees a damaged page by its make and no more: with one bit of a row flipped, an image has another class. But
the file says what matters twice, in the table and in its indexes, and the two are compared here.
"""

import sqlite3
from typing import get_args

from core.project.arrays import digest_of
from core.records import ImageState, Mark
from core.words import tr

FEW_IMAGES = 50_000
"""So many are compared with their indexes whenever a project is opened: a tenth of a second."""

_DECISIONS = ("meta", "folders", "classes", "labels")
_UNKNOWN_LABELS = f"SELECT count(*) FROM labels WHERE mark NOT IN {get_args(Mark)} OR (mark='class') <> (class_id IS NOT NULL)"  # noqa: S608
_UNKNOWN_IMAGES = f"SELECT count(*) FROM images WHERE state NOT IN {get_args(ImageState)}"  # noqa: S608


def of_rows(connection: sqlite3.Connection, most_images: int | None = FEW_IMAGES) -> list[str]:
    """Problems of labels, classes and settings, and of the images unless there are more than `most_images` (None: always);
    empty if there are none. Raises sqlite3.DatabaseError where SQLite itself finds the damage."""
    images: int = connection.execute("SELECT coalesce(max(id), 0) FROM images").fetchone()[0]
    too_many = most_images is not None and images > most_images
    problems = []
    for table in _DECISIONS if too_many else (*_DECISIONS, "images"):
        (answer,) = connection.execute(f"PRAGMA integrity_check({table})").fetchone()
        if answer != "ok":
            problems.append(tr("the table “{table}”: {answer}", table=table, answer=answer))
    for table, query in (("labels", _UNKNOWN_LABELS), *(() if too_many else (("images", _UNKNOWN_IMAGES),))):
        (unknown,) = connection.execute(query).fetchone()
        if unknown:
            problems.append(
                tr("the table “{table}”: rows that say nothing Labelight knows ({unknown:,})", table=table, unknown=unknown)
            )
    if not connection.execute("SELECT count(*) FROM meta WHERE key='uid'").fetchone()[0]:
        problems.append(tr("the table “meta”: the mark of the project is missing"))
    return problems


def of_arrays(connection: sqlite3.Connection) -> bool:
    """Whether every chunk of every array is as it was stored."""
    chunks = connection.execute("SELECT digest, bytes FROM chunks")
    return all(isinstance(piece, bytes) and digest_of(piece) == digest for digest, piece in chunks)
