"""Whether a project file is sound: SQLite's own check, rows against their indexes, references, the digest of every array."""

from sqlalchemy import Connection, func, select

from core.errors import UserError
from core.project import mending, schema, soundness, storage
from core.project.copying import raw
from core.project.project import Project
from core.words import tr, tr_later

_COUNTED = (
    (schema.images, tr_later("{count:,} image"), tr_later("{count:,} images")),
    (schema.labels, tr_later("{count:,} label"), tr_later("{count:,} labels")),
    (schema.classes, tr_later("{count:,} class"), tr_later("{count:,} classes")),
    (schema.history, tr_later("{count:,} step to undo"), tr_later("{count:,} steps to undo")),
    (schema.encoders, tr_later("{count:,} encoder"), tr_later("{count:,} encoders")),
    (schema.maps, tr_later("{count:,} map"), tr_later("{count:,} maps")),
    (schema.classifiers, tr_later("{count:,} classifier"), tr_later("{count:,} classifiers")),
    (schema.runs, tr_later("{count:,} run"), tr_later("{count:,} runs")),
    (schema.arrays, tr_later("{count:,} array"), tr_later("{count:,} arrays")),
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
    return ", ".join(tr(one if n == 1 else many, count=n) for n, (_, one, many) in zip(counts, _COUNTED, strict=True) if n)


def _damage(project: Project, connection: Connection) -> list[str]:
    answers = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    lines = [] if answers == ["ok"] else [line for text in answers for line in text.splitlines()]
    connection.rollback()
    lines = lines or soundness.of_rows(raw(connection), most_images=None)
    return [str(storage.damaged(project.path)), *(f"SQLite: {line}" for line in lines)] if lines else []


def _dangling(project: Project, connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [tr("A row of “{row}” points to nothing.", row=row[0]) for row in rows]
    return [*found, str(storage.damaged(project.path))] if found else []
