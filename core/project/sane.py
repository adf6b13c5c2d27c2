"""Whether the rows of a project say what Labelight could have written, before any of it is used (faults.md 52).

SQLite takes any value in any column, and a file may come from a stranger: a path may lead out of the folder, a size claim a
thousand million pixels. Nothing here depends on how large embeddings and weights are: those are checked where they are read.
"""

import os
from pathlib import Path

from sqlalchemy import Connection, RowMapping, Table

from core.errors import UserError
from core.project import schema, storage
from core.project.plausible import is_plausible
from core.roots import MOST_FOLDERS
from core.words import tr

FEW_ROWS = 50_000
"""So many of a table are looked through on opening: a tenth of a second."""
_LOOKED_AT = (schema.meta, schema.folders, schema.classes, schema.encoders, schema.classifiers, schema.arrays)
"""What a project is read by. A page of another table that is damaged keeps nobody out: that is told where it is read."""
_STORED_AS: dict[str, type | tuple[type, ...]] = {"INTEGER": int, "REAL": (float, int), "TEXT": str, "BLOB": bytes}
_LEADS_OUT = (
    "substr(path, 1, 1) = x'2f'"  # absolute
    " OR instr(x'2f' || path || x'2f', x'2f2e2e2f')"  # a part of it is ..
    " OR instr(path, x'00') OR length(path) = 0"
)
_LEADS_OUT_ON_WINDOWS = " OR instr(path, x'5c') OR instr(path, x'3a')"


def check(connection: Connection, path: Path) -> None:
    """Refuse rows of kinds and meanings that Labelight does not write. Raises UserError."""
    _check_paths(connection, path)
    for table in _LOOKED_AT:
        rows = connection.exec_driver_sql(f"SELECT * FROM {table.name} LIMIT {FEW_ROWS}").mappings().all()  # noqa: S608
        if table is schema.folders and len(rows) > MOST_FOLDERS:
            raise storage.damaged(path)
        if not all(_is_of_kind(table, row) and is_plausible(table.name, dict(row)) for row in rows):
            raise storage.damaged(path)
    connection.rollback()


def _check_paths(connection: Connection, path: Path) -> None:
    """Images lie under the folder: a path that leads out of it would make Labelight show and copy what nobody chose."""
    rule = _LEADS_OUT + (_LEADS_OUT_ON_WINDOWS if os.name == "nt" else "")
    found = connection.exec_driver_sql(f"SELECT path FROM images WHERE typeof(path) <> 'blob' OR {rule} LIMIT 1").first()  # noqa: S608
    if found is not None:
        shown = bytes(found[0]).decode("utf-8", "backslashreplace")[:80] if isinstance(found[0], bytes) else str(found[0])[:80]
        raise UserError(
            tr(
                "{path} names an image outside the folder of its images (“{shown}”), which Labelight never "
                "does, so it was not opened and not changed. Take only its sound rows with: {rescue}",
                path=path,
                shown=shown,
                rescue=storage.rescue_command(path),
            )
        )


def _is_of_kind(table: Table, row: RowMapping) -> bool:
    """Whether every value is of the kind its column is for."""
    return all(isinstance(row[c.name], _STORED_AS[str(c.type)]) or (row[c.name] is None and c.nullable) for c in table.columns)
