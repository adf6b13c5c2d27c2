"""Whether a project file is sound: SQLite's own check, references, and the digest of every stored array."""

from sqlalchemy import Connection, select

from core.errors import UserError
from core.project import arrays, schema, storage
from core.project.project import Project


def check(project: Project) -> list[str]:
    """Problems in sentences; empty if there are none. Changes nothing."""
    try:
        with project.read() as connection:
            return _damage(project, connection) or problems(connection)
    except UserError as error:  # too damaged for a list
        return [str(error)]


def _damage(project: Project, connection: Connection) -> list[str]:
    answers = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    if answers == ["ok"]:
        return []
    return [str(storage.damaged(project.path)), *(f"SQLite: {line}" for text in answers for line in text.splitlines())]


def problems(connection: Connection) -> list[str]:
    """References that point to nothing, and stored arrays that are not what was stored."""
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [f"A row of “{row[0]}” points to nothing." for row in dangling]
    for array_id in connection.execute(select(schema.arrays.c.id)).scalars().all():
        try:
            arrays.get_bytes(connection, array_id)
        except UserError as error:
            found.append(f"Array {array_id}: {error}")
    return found
