"""Whether to ask if the names of the sub-folders are to be labels: where they look like classes, of a project without labels,
and once."""

from dataclasses import dataclass

from sqlalchemy import select

from core.operations.importing import folders, sources
from core.operations.importing.folders import Which
from core.project import schema
from core.project.project import Project

_KEY = "folders offered"


@dataclass(frozen=True)
class Offer:
    """`which` folder of a path is meant, and how many of these there are."""

    which: Which
    folders: int


def find(project: Project) -> Offer | None:
    """None: there is nothing to ask. Reads every path, but where that was asked before or there is a label."""
    if project.get(_KEY):
        return None
    with project.read() as connection:
        if connection.execute(select(schema.labels.c.image_id).limit(1)).first() is not None:
            return None
    paths = sources.paths(project)
    which = folders.looks_like_classes(paths)
    return Offer(which, len({row.said for row in folders.source(paths, which).rows})) if which is not None else None


def note_asked(project: Project) -> None:
    """It is not asked again in this project."""
    project.set(_KEY, "yes")


def likely(project: Project) -> Which:
    """Which folder of a path is a class where somebody says that one is: the last one, if nothing speaks for the first."""
    return folders.looks_like_classes(sources.paths(project)) or "last"
