"""Picks: which images were drawn at random to be labelled. Facts and no edits: no undo makes a drawn image one that was not.

Only random ones are kept. Of an image that was suggested for any other reason nothing follows later; and what was labelled
without having been drawn is known by having no pick.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from core.project import schema
from core.project.project import Project
from core.records import Mark, Origin, PickReason


@dataclass(frozen=True, slots=True)
class RandomPick:
    """An image that was drawn `at` (seconds since 1970), and what it was labelled since: None in all four if nothing."""

    image: int
    at: float
    class_id: int | None
    mark: Mark | None
    origin: Origin | None
    changed: float | None


def add(project: Project, *, images: Sequence[int], reason: PickReason) -> None:
    """These images were drawn at random just now. One that was drawn before stays as it was: it counts from then on."""
    now = time.time()
    rows = [{"image_id": int(image), "reason": reason, "at": now} for image in images]
    if rows:
        with project.write() as connection:
            connection.execute(insert(schema.picks).on_conflict_do_nothing(), rows)


def every(project: Project) -> list[RandomPick]:
    """Those of readable images, the oldest draw first. Not those whose label is older than the draw (a label that was taken
    off, and came back by undo): it was not given because of it."""
    pick, label, image = schema.picks.c, schema.labels.c, schema.images.c
    joined = schema.picks.join(schema.images, image.id == pick.image_id)
    joined = joined.outerjoin(schema.labels, label.image_id == pick.image_id)
    query = select(pick.image_id, pick.at, label.class_id, label.mark, label.origin, label.changed).select_from(joined)
    query = query.where(image.state == "ok", (label.changed.is_(None)) | (label.changed >= pick.at))
    with project.read() as connection:
        return [RandomPick(*row) for row in connection.execute(query.order_by(pick.at, pick.image_id))]
