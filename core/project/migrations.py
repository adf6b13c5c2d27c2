"""How a project file comes to the schema of today: numbered steps, all in one transaction, after a verified backup.

A step is frozen once released: it holds the SQL of its day, never the tables of schema.py, which go on changing.
A test compares the outcome of all steps with schema.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from core.errors import UserError
from core.project.copying import back_up
from core.project.first_schema import FIRST_SCHEMA


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


def migrate(connection: Connection, path: Path, steps: Sequence[Step] = STEPS) -> int:
    """Bring the file to the newest version; returns how many steps it took. A newer file is refused, untouched."""
    version = version_of(connection)
    connection.rollback()
    newest = steps[-1].to
    if version > newest:
        raise UserError(
            f"{path.name} was made by a newer Labelight (file version {version}, this one reads up to {newest}). "
            "Update Labelight to open it; the file was not changed."
        )
    wanted = [step for step in steps if step.to > version]
    if wanted and version > 0:
        back_up(connection, path.with_name(f"{path.name}.v{version}.backup"))
    if wanted:
        _take(connection, wanted)
    return len(wanted)


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
