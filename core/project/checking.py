"""Whether a project file is sound: SQLite's own check, references, and the digest of every stored array."""

from sqlalchemy import select

from core.errors import UserError
from core.project import arrays, schema
from core.project.project import Project


def check(project: Project) -> list[str]:
    """Problems in sentences; empty if there are none. Changes nothing."""
    problems: list[str] = []
    with project.read() as connection:
        answers = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        problems += [f"SQLite: {text}" for text in answers if text != "ok"]
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        problems += [f"A row of “{row[0]}” points to nothing." for row in dangling]
        for array_id in connection.execute(select(schema.arrays.c.id)).scalars().all():
            try:
                arrays.get_bytes(connection, array_id)
            except UserError as error:
                problems.append(f"Array {array_id}: {error}")
    return problems
