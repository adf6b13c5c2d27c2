"""The folders of a project, and how an image is called by which of them it lies in.

An image of the first folder is called by its path relative to it, one of any further folder by its absolute path: joined to
the first folder, each name is where the file is. The project stores (folder, relative path), so that each can be moved alone.
"""

import os
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MOST_FOLDERS = 100
"""Of one project: every query that names images names them too."""


@dataclass(frozen=True)
class Roots:
    """`ids`: of the rows in the project; `paths`: where they are. In one order, the first folder first."""

    ids: tuple[int, ...]
    paths: tuple[Path, ...]

    @classmethod
    def only(cls, folder: Path) -> "Roots":
        """One folder, as with most projects."""
        return cls((1,), (folder,))

    def __len__(self) -> int:
        return len(self.paths)

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """What the name of an image begins with, by folder; nothing in the first."""
        return ("", *map(prefix, self.paths[1:]))

    def place_of(self, name: str) -> int:
        """In which of the folders the image of this name lies, as a place in `paths`."""
        for place, beginning in enumerate(self.prefixes[1:], 1):
            if name.startswith(beginning):
                return place
        return 0

    def stored(self, name: str) -> tuple[int, bytes]:
        """(id of the folder, path relative to it as the file system's bytes) of an image. ValueError if it is in no folder."""
        place = self.place_of(name)
        path = name[len(self.prefixes[place]) :]
        if path.startswith("/"):
            raise ValueError("an image outside all folders of the project")
        return self.ids[place], os.fsencode(path)

    def name(self, folder: int, path: bytes) -> str:
        """The inverse of `stored`."""
        return self.prefixes[self.ids.index(folder)] + os.fsdecode(path)

    def named(self, path: str, known: Container[str]) -> str:
        """What a file from elsewhere means by this path, among `known` names: also the absolute path of an image of the first
        folder, and a relative one in a further folder, where it can be but one. The path itself where it is none of them."""
        if path in known or not self.paths:
            return path
        first = prefix(self.paths[0])
        if path.startswith(first):
            return path[len(first) :] if path[len(first) :] in known else path
        there = [each for each in (beginning + path for beginning in self.prefixes[1:]) if each in known]
        return there[0] if len(there) == 1 else path

    def holding(self, place: Path) -> Path | None:
        """The folder that `place` is, or lies in; None if in none of them. Links are followed."""
        whole = place.resolve()
        return next((root for root in self.paths if root.resolve() in (whole, *whole.parents)), None)


def prefix(folder: Path) -> str:
    """A folder as the beginning of the absolute paths in it, with `/`."""
    text = folder.as_posix()
    return text if text.endswith("/") else text + "/"


def is_there(folder: Path) -> bool:
    """Whether this is a folder; one that may not be looked at is none."""
    try:
        return folder.is_dir()
    except OSError:
        return False
