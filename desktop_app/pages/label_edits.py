"""The edits of the Label page, as functions of the project that `Session.edit` can run. Each is one undo step."""

from core.project import classes, labels
from core.project.project import Project
from core.records import Change, Class, Mark


def assign(class_id: int, images: list[int], project: Project) -> Change:
    return labels.assign(project, images=images, class_id=class_id)


def mark(mark: Mark, images: list[int], project: Project) -> Change:
    return labels.mark(project, images=images, mark=mark)


def mark_strangers(images: list[int], project: Project) -> tuple[Change, int]:
    return labels.mark_strangers(project, images=images)


def clear(images: list[int], project: Project) -> Change:
    return labels.clear(project, images=images)


def assign_new(name: str, images: list[int], project: Project) -> tuple[Change, Class, int]:
    return labels.assign_new(project, images=images, name=name)


def rename(class_id: int, name: str, project: Project) -> Change:
    return classes.rename(project, class_id=class_id, name=name)


def recolour(class_id: int, colour: str, project: Project) -> Change:
    return classes.recolour(project, class_id=class_id, colour=colour)


def set_key(class_id: int, key: str, project: Project) -> Change:
    return classes.set_key(project, class_id=class_id, key=key)


def merge(class_id: int, into: int, project: Project) -> Change:
    return classes.merge(project, class_id=class_id, into=into)


def delete(class_id: int, project: Project) -> Change:
    return classes.delete(project, class_id=class_id)
