"""Labels that were made elsewhere, stored as one edit."""

import time
from collections.abc import Mapping

from core.project import classes, folders, schema
from core.project.images import ids_by_path
from core.project.project import Project
from core.records import Change, Mark
from core.words import tr


def put(project: Project, *, given: Mapping[int, tuple[str, Mark]], text: str) -> tuple[Change, tuple[str, ...]]:
    """Image id -> name of a class ("" for a mark) and mark. Names that are no class yet become one; they are returned, sorted.
    Images that are labelled so already keep who labelled them. `text` completes "Undo ..."."""
    with project.edit("import labels", text) as edit:
        existing = classes.every_within(edit.connection)
        ids = {c.name: c.id for c in existing}
        made = sorted({name for name, mark in given.values() if mark == "class"} - set(ids))
        for name in made:
            created = classes.add_within(edit.connection, existing, classes.checked_name(name))
            existing.append(created)
            ids[name] = created.id
            edit.put(schema.classes, [classes.row_of(created)])
        query = schema.labels.select()
        now = {row.image_id: (row.class_id, row.mark) for row in edit.connection.execute(query)}
        wanted = {image: (ids[name] if mark == "class" else None, mark) for image, (name, mark) in given.items()}
        at = time.time()
        edit.put(schema.labels, [_row(image, *label, at) for image, label in wanted.items() if now.get(image) != label])
    return edit.change, tuple(made)


def by_path(project: Project, names: Mapping[str, str]) -> tuple[Change, tuple[str, ...]]:
    """`put`, of path -> name of a class; paths that are no image here are left out."""
    with project.write() as connection:
        known, roots = ids_by_path(connection), folders.within(connection)
        here = {roots.named(path, known): name for path, name in names.items()}
        given: dict[int, tuple[str, Mark]] = {known[path]: (name, "class") for path, name in here.items() if path in known}
        return put(project, given=given, text=tr("import of {count:,} labels", count=len(names)))


def _row(image: int, class_id: int | None, mark: Mark, at: float) -> dict[str, object]:
    given: dict[str, object] = {"image_id": image, "class_id": class_id, "mark": mark}
    return given | {"origin": "import", "classifier_id": None, "changed": at}
