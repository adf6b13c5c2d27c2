"""Whether a project file is sound: SQLite's own check, rows against their indexes, references, the digest of every array."""

from sqlalchemy import Connection, func, select

from core.errors import UserError
from core.project import mending, schema, soundness, storage
from core.project.copying import raw
from core.project.project import Project

_COUNTED = (
    (schema.images, "image", "images"),
    (schema.labels, "label", "labels"),
    (schema.classes, "class", "classes"),
    (schema.history, "step to undo", "steps to undo"),
    (schema.encoders, "encoder", "encoders"),
    (schema.maps, "map", "maps"),
    (schema.classifiers, "classifier", "classifiers"),
    (schema.runs, "run", "runs"),
    (schema.arrays, "array", "arrays"),
)


def check(project: Project) -> list[str]:
    """Problems in sentences, each with what to do; empty if there are none. Changes nothing."""
    try:
        with project.read() as connection:
            found = _damage(project, connection) or _dangling(project, connection)
        return found or [damage.sentence for damage in mending.find(project)]
    except UserError as error:  # too damaged for a list
        return [str(error)]


def contents(project: Project) -> str:
    """What a sound project holds, such as “20 images, 4 labels, 2 classes”."""
    with project.read() as connection:
        counts = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table, _, _ in _COUNTED]
    return ", ".join(f"{n:,} {one if n == 1 else many}" for n, (_, one, many) in zip(counts, _COUNTED, strict=True) if n)


def _damage(project: Project, connection: Connection) -> list[str]:
    answers = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    lines = [] if answers == ["ok"] else [line for text in answers for line in text.splitlines()]
    connection.rollback()
    lines = lines or soundness.of_rows(raw(connection), most_images=None)
    return [str(storage.damaged(project.path)), *(f"SQLite: {line}" for line in lines)] if lines else []


def _dangling(project: Project, connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [f"A row of “{row[0]}” points to nothing." for row in rows]
    return [*found, str(storage.damaged(project.path))] if found else []
