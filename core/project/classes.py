"""Classes: the names the user gives. Every function is one edit with an undo step and returns its `Change`."""

import re

from sqlalchemy import Connection, func, select

from core.errors import UserError
from core.project import schema
from core.project.project import Project
from core.records import CLASS_COLOURS, Change, Class
from core.words import tr

KEYS = "123456789qwertyiopadghjklxcvb"
"""Keys a class can have, in the order they are given out. s, u, n are the marks; f and z look closer or at everything; m is
easily hit for n."""
_LONGEST_NAME = 200


def every(project: Project) -> list[Class]:
    """All classes in the user's order."""
    with project.read() as connection:
        return every_within(connection)


def add(project: Project, *, name: str) -> tuple[Change, Class]:
    """A new class with the next free colour and key. Raises UserError for an empty or taken name."""
    name = checked_name(name)
    with project.edit("add class", tr("new class “{name}”", name=name)) as edit:
        created = add_within(edit.connection, every_within(edit.connection), name)
        edit.put(schema.classes, [row_of(created)])
    return edit.change, created


def add_within(connection: Connection, existing: list[Class], name: str) -> Class:
    """The class that would be added: for edits that add classes and label in one step."""
    _refuse_taken(existing, name)
    newest = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name='classes'").scalar()
    largest = connection.execute(select(func.max(schema.classes.c.id))).scalar()
    number = max(newest or 0, largest or 0, max((c.id for c in existing), default=0)) + 1
    keys = [k for k in KEYS if k not in {c.key for c in existing}]
    used = {c.colour for c in existing}
    colours = [c for c in CLASS_COLOURS if c not in used] or [CLASS_COLOURS[len(existing) % len(CLASS_COLOURS)]]
    position = max((c.position for c in existing), default=-1) + 1
    return Class(number, name, colours[0], keys[0] if keys else "", position)


def rename(project: Project, *, class_id: int, name: str) -> Change:
    name = checked_name(name)
    with project.edit("rename class", tr("rename to “{name}”", name=name)) as edit:
        existing = every_within(edit.connection)
        _refuse_taken([c for c in existing if c.id != class_id], name)
        edit.put(schema.classes, [row_of(_one(existing, class_id)) | {"name": name}])
    return edit.change


def recolour(project: Project, *, class_id: int, colour: str) -> Change:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise UserError(tr("{colour} is not a colour. Write it as #rrggbb.", colour=colour))
    with project.edit("recolour class", tr("change of colour")) as edit:
        edit.put(schema.classes, [row_of(_one(every_within(edit.connection), class_id)) | {"colour": colour}])
    return edit.change


def set_key(project: Project, *, class_id: int, key: str) -> Change:
    """The key that labels with this class; empty: none. The class that had it takes the other's, so that none is lost."""
    if key and (len(key) != 1 or key not in KEYS):
        raise UserError(tr("“{key}” cannot be the key of a class. It can be one of: {listed}.", key=key, listed=" ".join(KEYS)))
    with project.edit("key of class", tr("key “{key}” of a class", key=key) if key else tr("removal of a key")) as edit:
        existing = every_within(edit.connection)
        chosen = _one(existing, class_id)
        holders = [c for c in existing if key and c.key == key and c.id != class_id]
        edit.put(schema.classes, [row_of(chosen) | {"key": key}, *(row_of(c) | {"key": chosen.key} for c in holders)])
    return edit.change


def delete(project: Project, *, class_id: int) -> Change:
    """Delete a class and its labels, in one step that undo brings back whole."""
    with project.edit("delete class", tr("deletion of a class")) as edit:
        _one(every_within(edit.connection), class_id)
        edit.delete(schema.labels, _labelled(edit.connection, class_id))
        edit.delete(schema.classes, [class_id])
    return edit.change


def merge(project: Project, *, class_id: int, into: int) -> Change:
    """All labels of one class become the other's; the emptied class goes."""
    with project.edit("merge classes", tr("merge of two classes")) as edit:
        existing = every_within(edit.connection)
        _one(existing, class_id), _one(existing, into)
        query = select(schema.labels).where(schema.labels.c.class_id == class_id)
        rows = [dict(r) | {"class_id": into} for r in edit.connection.execute(query).mappings()]
        edit.put(schema.labels, rows)
        edit.delete(schema.classes, [class_id])
    return edit.change


def every_within(connection: Connection) -> list[Class]:
    order = (schema.classes.c.position, schema.classes.c.id)
    return [Class(**row) for row in connection.execute(select(schema.classes).order_by(*order)).mappings()]


def _one(existing: list[Class], class_id: int) -> Class:
    for candidate in existing:
        if candidate.id == class_id:
            return candidate
    raise UserError(tr("That class is not there any more. Undo (Ctrl+Z) brings it back."))


def row_of(c: Class) -> dict[str, object]:
    return {"id": c.id, "name": c.name, "colour": c.colour, "key": c.key, "position": c.position}


def _labelled(connection: Connection, class_id: int) -> list[int]:
    query = select(schema.labels.c.image_id).where(schema.labels.c.class_id == class_id)
    return list(connection.execute(query).scalars())


def checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("A class needs a name."))
    if len(name) > _LONGEST_NAME:
        raise UserError(
            tr(
                "A class name can have up to {longest_name} characters; this one has {count}.",
                longest_name=_LONGEST_NAME,
                count=len(name),
            )
        )
    return name


def _refuse_taken(existing: list[Class], name: str) -> None:
    if any(c.name == name for c in existing):
        raise UserError(tr("There is a class “{name}” already.", name=name))
