"""How a project file comes to the schema of today: numbered steps, all in one transaction, after a verified backup.

A step is frozen once released: it holds the SQL of its day, never the tables of schema.py, which go on changing.
A test compares the outcome of all steps with schema.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from core.errors import OnlyReadable
from core.project.copying import back_up
from core.project.first_schema import FIRST_SCHEMA
from core.words import tr


@dataclass(frozen=True)
class Step:
    """From version `to - 1` to version `to`."""

    to: int
    name: str
    statements: Sequence[str]


STEPS: tuple[Step, ...] = (
    Step(1, "the first schema", FIRST_SCHEMA),
    Step(
        2,
        "how familiar images are",
        (
            """
            CREATE TABLE familiarity (
                prediction_id INTEGER NOT NULL,
                shares INTEGER NOT NULL,
                PRIMARY KEY (prediction_id),
                FOREIGN KEY(prediction_id) REFERENCES predictions (id),
                FOREIGN KEY(shares) REFERENCES arrays (id)
            )
            """,
        ),
    ),
    Step(
        3,
        "which images were drawn at random",
        (
            """
            CREATE TABLE picks (
                image_id INTEGER NOT NULL,
                reason TEXT NOT NULL,
                at REAL NOT NULL,
                PRIMARY KEY (image_id),
                FOREIGN KEY(image_id) REFERENCES images (id)
            )
            """,
        ),
    ),
)


def version_of(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def backup_of(path: Path, version: int) -> Path:
    """Where the file is kept as it was before it left this version."""
    return path.with_name(f"{path.name}.v{version}.backup")


def migrate(connection: Connection, path: Path, steps: Sequence[Step] = STEPS, *, keep: bool = True) -> int:
    """Bring the file to the newest version; returns how many steps it took. A newer file is refused, untouched: OnlyReadable.
    `keep`: what it was is kept beside it."""
    version = version_of(connection)
    connection.rollback()
    newest = steps[-1].to
    if version > newest:
        why = tr(
            "{name} was made by a newer Labelight (file version {version}, this one writes up to {newest}).",
            name=path.name,
            version=version,
            newest=newest,
        )
        raise OnlyReadable(path, "newer", why, tr("Update Labelight to change it; the file was not changed."))
    wanted = [step for step in steps if step.to > version]
    if wanted and version > 0 and keep:
        back_up(connection, backup_of(path, version))
    if wanted:
        _take(connection, wanted)
    return len(wanted)


def in_words(path: Path, steps: int, newest: int = STEPS[-1].to) -> str:
    """What to say after so many steps; nothing without any, or of a new file."""
    if steps in (0, newest):
        return ""
    before = backup_of(path, newest - steps).name
    return tr(
        "{name} came from an older Labelight and was brought up to date. As it was, it is kept beside it: {before}.",
        name=path.name,
        before=before,
    )


def _take(connection: Connection, steps: Sequence[Step]) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for step in steps:
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version={step.to}")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        connection.rollback()
        raise RuntimeError(f"a migration left a dangling reference: {tuple(broken)}")
    connection.commit()
