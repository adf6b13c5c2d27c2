"""What to do where only stored arrays are damaged: what can be computed goes, so that it is made again; weights cannot be, and
are named with what depends on them. Labels, classes and images are not touched."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from core.project import arrays, schema
from core.project.project import Project
from core.records import Change
from core.words import tr, tr_later

_PREDICTIONS = tr_later("Set of predictions")
_AGAIN: tuple[tuple[Table, tuple[str, ...], str], ...] = (
    (schema.embeddings, ("ids", "vectors"), tr_later("Part of the embeddings")),
    (schema.maps, ("ids", "xy"), "Map"),
    (schema.predictions, ("ids", "probabilities"), _PREDICTIONS),
)
"""Table, its columns of arrays, what a row is called."""
_BY = {"embeddings": "embed", "maps": "map", "predictions": "predict"}


@dataclass(frozen=True)
class Damage:
    """A row that hangs on a damaged array. `again`: it can be computed anew; `sentence` says what it is and what to do."""

    table: str
    row: int
    again: bool
    sentence: str


def find(project: Project) -> list[Damage]:
    """Every row with a damaged array. Reads all arrays: seconds where they are gigabytes. Nobody waits for it."""
    unsound = _unsound(project)
    if not unsound:
        return []
    found, used = [], set()
    for table, columns, called in _AGAIN:
        for row in _rows(project, table):
            arrays_of = {row[column] for column in columns} | set(_shares(project, row["id"]) if called == _PREDICTIONS else ())
            used |= arrays_of
            if arrays_of & unsound:
                how = tr("by `main.py {by}`, in the window by itself", by=_BY[table.name])
                text = tr("{called} {row} is damaged. It is made again: {how}.", called=called, row=row["id"], how=how)
                found.append(Damage(table.name, row["id"], True, text))
    for row in _rows(project, schema.encoders):
        used.add(row["weights"])
        if row["weights"] in unsound:
            found.append(Damage("encoders", row["id"], False, encoder_lost(row["name"])))
    for row in _rows(project, schema.classifiers):
        used.add(row["weights"])
        if row["weights"] in unsound:
            found.append(Damage("classifiers", row["id"], False, classifier_lost(row["id"])))
    found += [Damage("arrays", n, True, tr("Array {n} is damaged, and nothing uses it.", n=n)) for n in sorted(unsound - used)]
    return found


def mend(project: Project) -> tuple[Change, list[str]]:
    """Take away what is damaged and can be made again. The change (tables), and a sentence for everything that was damaged."""
    found = find(project)
    with project.write() as connection:
        for damage in found:
            if damage.again:
                _drop(connection, damage)
    return Change("mend", frozenset(d.table for d in found if d.again)), [d.sentence for d in found]


def encoder_lost(name: str) -> str:
    return tr(
        "The weights of the encoder “{name}” are damaged. Its embeddings and its map stay in use, but "
        "it cannot embed new images or be fine-tuned: pretrain again, or use another encoder (`main.py "
        "embed PROJECT --encoder bundled`). Labels and classes are whole.",
        name=name,
    )


def classifier_lost(number: int) -> str:
    return tr(
        "The weights of classifier {number} are damaged. Its predictions stay, but it can neither "
        "predict new images nor be exported: train again (on the Train page, or `main.py finetune "
        "PROJECT`), or use another version. Labels and classes are whole.",
        number=number,
    )


def _unsound(project: Project) -> set[int]:
    with project.read() as connection:
        every = list(connection.execute(select(schema.arrays.c.id)).scalars())
    return {array for array in every if not _is_sound(project, array)}


def _is_sound(project: Project, array: int) -> bool:
    with project.read() as connection:
        return arrays.is_sound(connection, array)


def _rows(project: Project, table: Table) -> list[Any]:
    with project.read() as connection:
        return list(connection.execute(select(table).order_by(table.c.id)).mappings())


def _shares(project: Project, prediction: int) -> list[int]:
    with project.read() as connection:
        return _shares_within(connection, prediction)


def _shares_within(connection: Connection, prediction: int) -> list[int]:
    table = schema.familiarity.c
    return list(connection.execute(select(table.shares).where(table.prediction_id == prediction)).scalars())


def _drop(connection: Connection, damage: Damage) -> None:
    if damage.table == "arrays":
        arrays.drop(connection, [damage.row])
        return
    table, columns = next((table, columns) for table, columns, _ in _AGAIN if table.name == damage.table)
    row = connection.execute(select(table).where(table.c.id == damage.row)).mappings().one()
    dropped = [row[column] for column in columns]
    if table is schema.predictions:
        dropped += _shares_within(connection, damage.row)
        connection.execute(schema.familiarity.delete().where(schema.familiarity.c.prediction_id == damage.row))
    connection.execute(table.delete().where(table.c.id == damage.row))
    arrays.drop(connection, dropped)
