"""Labelled images whose file has other content now: the label was given to what was there before.

Kept as a setting, image id -> when its label was given. Whoever labels the image anew, or with the same class once more, has
looked at it, so the entry no longer holds. No clock is compared with another.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from core.project import schema
from core.project.project import Project

_KEY = "changed_files"
_AT_ONCE = 500
_images, _labels = schema.images.c, schema.labels.c


def note(connection: Connection, digests: Mapping[tuple[int, bytes], bytes]) -> None:
    """Before these contents ((folder, path) -> digest) are stored: remember which of them are not what was labelled."""
    if connection.execute(select(_labels.image_id).limit(1)).first() is None:
        return
    paths, new = sorted({path for _, path in digests}), {}
    query = select(_images.id, _images.folder_id, _images.path, _images.digest, _labels.changed).join(
        schema.labels, _labels.image_id == _images.id
    )
    for start in range(0, len(paths), _AT_ONCE):
        for row in connection.execute(query.where(_images.path.in_(paths[start : start + _AT_ONCE]))):
            if row.digest != digests.get((row.folder_id, row.path), row.digest):
                new[str(row.id)] = row.changed
    if new:
        _keep(connection, _noted(connection) | new)


def looked_at(connection: Connection, images: Sequence[int]) -> None:
    """A person has given these images a label now."""
    noted = _noted(connection)
    seen = {str(int(image)) for image in images} if noted else set()
    left = {image: at for image, at in noted.items() if image not in seen}
    if len(left) < len(noted):
        _keep(connection, left)


def since_labelled(project: Project) -> list[int]:
    """Ids of the images that changed after they were labelled and were not labelled again since, ascending."""
    with project.read() as connection:
        noted = _noted(connection)
        found = _given(connection, [int(image) for image in noted])
    return sorted(int(image) for image, at in noted.items() if found.get(int(image)) == at)


def _keep(connection: Connection, noted: Mapping[str, Any]) -> None:
    connection.execute(schema.meta.delete().where(schema.meta.c.key == _KEY))
    connection.execute(schema.meta.insert().values(key=_KEY, value=json.dumps(noted)))


def _given(connection: Connection, ids: Sequence[int]) -> dict[int, float]:
    out: dict[int, float] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(_labels.image_id, _labels.changed).where(_labels.image_id.in_(ids[start : start + _AT_ONCE]))
        out.update((row.image_id, row.changed) for row in connection.execute(query))
    return out


def _noted(connection: Connection) -> dict[str, Any]:
    """Empty where the setting is not what it should be: it says nothing that cannot be looked up in the images."""
    text = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == _KEY)).scalar()
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return {k: v for k, v in value.items() if k.isdecimal()} if isinstance(value, dict) else {}
