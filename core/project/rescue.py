"""A new, sound project from what can be read of a damaged one. The damaged file is only ever read, and never by SQLite.

pages.py reads pages, salvage.py makes tables of them, filling.py takes their rows over. The new file is made in a folder
beside its place, checked, and only then given its name.
"""

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError

from core.errors import UserError
from core.project import migrations, schema, storage
from core.project.checking import check
from core.project.filling import Filling
from core.project.pages import PageFile
from core.project.project import Project
from core.project.salvage import Salvage
from core.words import tr, tr_later

_HEADER_VERSION, _HEADER_APPLICATION = slice(60, 64), slice(68, 72)
_WORDS = {
    "images": (tr_later("{count:,} image"), tr_later("{count:,} images"), tr_later("images")),
    "classes": (tr_later("{count:,} class"), tr_later("{count:,} classes"), tr_later("classes")),
    "labels": (tr_later("{count:,} label"), tr_later("{count:,} labels"), tr_later("labels")),
    "picks": (
        tr_later("{count:,} image drawn at random"),
        tr_later("{count:,} images drawn at random"),
        tr_later("images drawn at random"),
    ),
    "runs": (tr_later("{count:,} run"), tr_later("{count:,} runs"), tr_later("runs")),
    "encoders": (tr_later("{count:,} encoder"), tr_later("{count:,} encoders"), tr_later("encoders")),
    "embeddings": (
        tr_later("{count:,} part of the embeddings"),
        tr_later("{count:,} parts of the embeddings"),
        tr_later("parts of the embeddings"),
    ),
    "maps": (tr_later("{count:,} map"), tr_later("{count:,} maps"), tr_later("maps")),
    "classifiers": (tr_later("{count:,} classifier"), tr_later("{count:,} classifiers"), tr_later("classifiers")),
    "predictions": (
        tr_later("{count:,} set of predictions"),
        tr_later("{count:,} sets of predictions"),
        tr_later("sets of predictions"),
    ),
    "familiarity": (
        tr_later("{count:,} record of how familiar images are"),
        tr_later("{count:,} records of how familiar images are"),
        tr_later("records of how familiar images are"),
    ),
}


@dataclass(frozen=True)
class Rescued:
    """What came over: rows per table, `lost` None where nobody can know how many there were; and the same in words."""

    project: Path
    kept: dict[str, int]
    lost: dict[str, int | None]
    sentences: list[str]


def rescue(damaged: Path, new: Path) -> Rescued:
    """Make the project `new` from what can be read of `damaged`, which is not changed.

    Raises UserError if `new` exists, if `damaged` is no project, or if nothing can be read; then there is no `new`.
    """
    _check_paths(damaged, new)
    try:
        with PageFile(damaged) as file, tempfile.TemporaryDirectory(prefix=".rescue-", dir=new.parent) as folder:
            version = _version(file, damaged)
            draft = Path(folder) / new.name
            kept, lost, remarks = _fill(file, draft, version, damaged.parent.resolve())
            if not any(number for table, number in kept.items() if table != "meta"):
                raise UserError(
                    tr(
                        "Nothing could be read from {damaged}: it is not a Labelight project, or wholly damaged.",
                        damaged=damaged,
                    )
                )
            _check_draft(draft)
            put_in_place(draft, new)
    except (OSError, sqlite3.OperationalError, OperationalError) as error:
        raise UserError(
            tr(
                "{damaged} could not be rescued to {new}: {error}. {name} was not changed.",
                damaged=damaged,
                new=new,
                error=error,
                name=damaged.name,
            )
        ) from error
    return Rescued(new, kept, lost, [*_in_words(kept, lost), *remarks])


def check_new(new: Path) -> None:
    """UserError if a project cannot be made there: something is there already, or there is no folder for it."""
    if os.path.lexists(new):
        raise UserError(tr("{new} exists already. Choose another name; nothing was changed.", new=new))
    if not new.parent.is_dir():
        raise UserError(tr("There is no folder {parent} to put the project in.", parent=new.parent))


def put_in_place(draft: Path, new: Path) -> None:
    """Give a finished project its name, over nothing that came there meanwhile."""
    check_new(new)
    draft.rename(new)


def _check_paths(damaged: Path, new: Path) -> None:
    if not damaged.is_file():
        raise UserError(tr("There is no project at {damaged}.", damaged=damaged))
    check_new(new)
    if new.resolve() in [damaged.resolve().with_name(damaged.name + end) for end in ("-wal", "-shm", "-journal")]:
        raise UserError(
            tr("{name} is a name SQLite uses for parts of {other}. Choose another.", name=new.name, other=damaged.name)
        )


def _version(file: PageFile, damaged: Path) -> int:
    """The file version to read as; the newest where the file cannot say."""
    newest = migrations.STEPS[-1].to
    if file.header is None:
        return newest
    if int.from_bytes(file.header[_HEADER_APPLICATION], "big") != schema.APPLICATION_ID:
        raise UserError(tr("{damaged} is not a Labelight project. It was not changed.", damaged=damaged))
    version = int.from_bytes(file.header[_HEADER_VERSION], "big")
    if version > newest:
        raise UserError(
            tr("{damaged} was made by a newer Labelight. Update Labelight to rescue it; it was not changed.", damaged=damaged)
        )
    return version or newest


def _fill(file: PageFile, draft: Path, version: int, near: Path) -> tuple[dict[str, int], dict[str, int | None], list[str]]:
    """Make the draft at the version of the damaged file: on opening it is migrated like any other. Kept, lost, remarks."""
    engine, connection = storage.connect(draft)
    try:
        migrations.migrate(connection, draft, migrations.STEPS[:version])
        raw: Any = connection.connection.driver_connection
        with closing(sqlite3.connect(":memory:")) as model:
            raw.backup(model)
            raw.execute("PRAGMA journal_mode=MEMORY")  # a draft needs no log as large as itself
            with connection.begin():
                filling = Filling(Salvage(file, model), connection, near)
                filling.run()
                kept = filling.kept()
                return kept, filling.lost(kept), filling.remarks
    finally:
        storage.close(engine, connection)


def _check_draft(draft: Path) -> None:
    with Project.open(draft) as project:
        problems = check(project)
    if problems:
        raise UserError(
            tr(
                "What was rescued is not sound ({problems}), so it was not kept. The project was not changed.",
                problems=problems[0],
            )
        )


def _in_words(kept: dict[str, int], lost: dict[str, int | None]) -> list[str]:
    gone = [_counted(table, lost[table]) for table in _WORDS if lost[table]]
    unsure = [tr(_WORDS[table][2]) for table in _WORDS if lost[table] is None]
    there = ", ".join(_counted(table, kept[table]) for table in _WORDS if kept[table])
    sentences = [tr("Kept: {there}.", there=there or tr("nothing else"))]
    if gone:
        sentences.append(tr("Lost: {gone}.", gone=", ".join(gone)))
    if unsure:
        sentences.append(
            tr(
                "Perhaps more is lost of these, as a part of the file that listed them is gone: {listed}.",
                listed=", ".join(unsure),
            )
        )
    if not gone and not unsure:
        sentences.append(tr("Of these nothing is lost."))
    if any(lost[table] != 0 for table in ("embeddings", "maps", "predictions", "familiarity")):
        sentences.append(tr("Embeddings, maps and predictions can be made again: `main.py embed`, `map`, `predict`."))
    return sentences


def _counted(table: str, number: int | None) -> str:
    one, many, _ = _WORDS[table]
    return tr(one if number == 1 else many, count=number)
