"""Labels: one human decision per image. Every function is one edit with an undo step and returns its `Change`."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select

from core.errors import UserError
from core.project import changed, classes, schema
from core.project.project import Project
from core.records import Change, Class, Mark, Origin
from core.words import tr

_labels = schema.labels.c
MARK_CODES: dict[Mark, int] = {"skip": -2, "unsure": -3, "none": -4}
"""In `LabelColumns.classes` a class is its id (> 0), no label is absent, and a mark is one of these."""


@dataclass(frozen=True)
class LabelColumns:
    """Labels as columns: ids int64 [L] of images; classes int64 [L], a class id or a code of MARK_CODES."""

    ids: np.ndarray
    classes: np.ndarray


@dataclass(frozen=True, slots=True)
class Given:
    """A label with the name of its class ("" for a mark), who gave it and when (seconds since 1970)."""

    name: str
    mark: Mark
    origin: Origin
    at: float

    @property
    def text(self) -> str:
        """As it stands in a table: the class, or the mark in brackets."""
        return self.name if self.mark == "class" else f"({self.mark})"


def assign(project: Project, *, images: Sequence[int], class_id: int, origin: Origin = "person") -> Change:
    """These images are of this class."""
    with project.read() as connection:
        name = connection.execute(select(schema.classes.c.name).where(schema.classes.c.id == class_id)).scalar()
    if name is None:
        raise UserError(tr("That class is not there any more. Nothing was labelled."))
    return _set(
        project,
        images,
        class_id=class_id,
        mark="class",
        origin=origin,
        text=tr("label {some} “{name}”", some=_some(images), name=name),
    )


def assign_each(project: Project, *, classes: Mapping[int, Sequence[int]]) -> Change:
    """Class id -> the images that are of it, in one edit. Classes that are gone are passed over."""
    now = time.time()
    with project.read() as connection:
        there = set(connection.execute(select(schema.classes.c.id)).scalars())
    rows = [_row(int(i), c, "class", "person", now) for c, images in classes.items() if c in there for i in images]
    with project.edit("label", tr("label {some} like those that look the same", some=_some(rows))) as edit:
        edit.put(schema.labels, rows, but="changed")
    return edit.change


def assign_new(project: Project, *, images: Sequence[int], name: str) -> tuple[Change, Class, int]:
    """A new class for those of these images that have no label, in one step; also says how many those were."""
    name = classes.checked_name(name)
    taken = set(columns(project, images).ids.tolist())
    free = [int(i) for i in images if int(i) not in taken]
    with project.edit(
        "add class", tr("new class “{name}” for {some}" if free else "new class “{name}”", name=name, some=_some(free))
    ) as edit:
        made = classes.add_within(edit.connection, classes.every_within(edit.connection), name)
        edit.put(schema.classes, [classes.row_of(made)])
        now = time.time()
        edit.put(schema.labels, [_row(i, made.id, "class", "person", now) for i in free])
    return edit.change, made, len(free)


def mark(project: Project, *, images: Sequence[int], mark: Mark) -> Change:
    """A decision that is no class: skip, not sure, none of these."""
    some = _some(images)
    text = {
        "skip": tr("skip {some}", some=some),
        "unsure": tr("mark {some} as not sure", some=some),
        "none": tr("mark {some} as none of these", some=some),
    }[mark]
    return _set(project, images, class_id=None, mark=mark, origin="person", text=text)


def mark_strangers(project: Project, *, images: Sequence[int]) -> tuple[Change, int]:
    """None of these, for those of these images that have neither label nor mark; also says how many those were."""
    taken = set(columns(project, images).ids.tolist())
    free = [int(i) for i in images if int(i) not in taken]
    return mark(project, images=free, mark="none"), len(free)


def accept(project: Project, *, images: Sequence[int], class_ids: Sequence[int], classifier_id: int) -> Change:
    """Predictions become labels, in one step; who made them is kept."""
    now = time.time()
    with project.edit("accept", tr("accept {count:,} predictions", count=len(images))) as edit:
        pairs = zip(images, class_ids, strict=True)
        rows = [_row(i, c, "class", "accepted", now) | {"classifier_id": classifier_id} for i, c in pairs]
        edit.put(schema.labels, rows)
    return edit.change


def clear(project: Project, *, images: Sequence[int]) -> Change:
    """Take the labels off these images."""
    with project.edit("clear labels", tr("clear the label of {some}", some=_some(images))) as edit:
        edit.delete(schema.labels, [int(i) for i in images])
    return edit.change


def columns(project: Project, images: Sequence[int] | None = None, *, accepted: bool = True) -> LabelColumns:
    """All labels by image id, or those of these images (ids) that have one; `accepted` False: without predictions that became
    labels."""
    query = select(_labels.image_id, _labels.class_id, _labels.mark)
    if not accepted:
        query = query.where(_labels.origin != "accepted")
    with project.read() as connection:
        if images is None:
            rows = list(connection.execute(query.order_by(_labels.image_id)))
        else:
            rows = []
            for start in range(0, len(images), 500):
                some = [int(i) for i in images[start : start + 500]]
                rows += connection.execute(query.where(_labels.image_id.in_(some)))
    codes = [c if m == "class" else MARK_CODES[m] for _, c, m in rows]
    return LabelColumns(np.array([r[0] for r in rows], np.int64), np.array(codes, np.int64))


def with_origin(project: Project) -> dict[int, Given]:
    """Every label by image id, with who gave it and when: for exports."""
    joined = schema.labels.outerjoin(schema.classes)
    query = select(_labels.image_id, schema.classes.c.name, _labels.mark, _labels.origin, _labels.changed)
    with project.read() as connection:
        rows = connection.execute(query.select_from(joined)).all()
    return {image: Given(name or "", mark, origin, at) for image, name, mark, origin, at in rows}


def count(project: Project) -> dict[int | Mark, int]:
    """How many labels there are per class id, and per mark ("skip", "unsure", "none"); those without any are not in it."""
    query = select(_labels.class_id, _labels.mark, func.count()).group_by(_labels.class_id, _labels.mark)
    with project.read() as connection:
        rows = connection.execute(query).all()
    return {(class_id if mark == "class" else mark): number for class_id, mark, number in rows}


def _set(project: Project, images: Sequence[int], *, class_id: int | None, mark: Mark, origin: Origin, text: str) -> Change:
    now = time.time()
    with project.edit("label", text) as edit:
        # Labelling anew what is labelled so already is no edit: its undo would take back nothing that one can see.
        edit.put(schema.labels, [_row(int(i), class_id, mark, origin, now) for i in images], but="changed")
        changed.looked_at(edit.connection, images)
    return edit.change


def _row(image: int, class_id: int | None, mark: Mark, origin: Origin, now: float) -> dict[str, object]:
    return {
        "image_id": image,
        "class_id": class_id,
        "mark": mark,
        "origin": origin,
        "classifier_id": None,
        "changed": now,
    }


def _some(images: Sequence[object]) -> str:
    return tr("1 image" if len(images) == 1 else "{count:,} images", count=len(images))
