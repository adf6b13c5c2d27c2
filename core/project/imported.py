"""Labels that were made elsewhere, stored as one edit."""

import time
from collections.abc import Mapping

from core.project import classes, schema
from core.project.project import Project
from core.records import Change, Mark


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


def _row(image: int, class_id: int | None, mark: Mark, at: float) -> dict[str, object]:
    given: dict[str, object] = {"image_id": image, "class_id": class_id, "mark": mark}
    return given | {"origin": "import", "classifier_id": None, "changed": at}
