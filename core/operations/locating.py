"""The folder of the images is somewhere else now: whether this is it, and the project told so."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from core.errors import UserError
from core.jobs.manifest import ImageList
from core.pixels.decode import Unreadable
from core.pixels.source import open_source
from core.pixels.walk import Found, walk
from core.project import images
from core.project.project import Project
from core.records import Change
from core.words import tr

_LOOKED_AT = 300  # known paths asked for, spread over all of them
_WALKED = 20_000  # files of the folder whose size is compared, where no known path is there
_READ = 50  # of those, files whose content is


@dataclass(frozen=True)
class Match:
    """How well a folder fits a project of `known` images. `by_path`: share of the paths asked for that are there;
    `by_content`: a file with the content of a known image was found."""

    known: int
    by_path: float
    by_content: bool

    @property
    def fits(self) -> bool:
        return not self.known or self.by_path > 0 or self.by_content

    def sentence(self, folder: Path) -> str:
        if not self.fits:
            return tr(
                "{folder} does not look like the folder of this project: of its {known:,} images none was found "
                "there, neither by name nor by content.",
                folder=folder,
                known=self.known,
            )
        if self.by_path >= 1 or not self.known:
            return tr("The images are looked for in {folder} from now on.", folder=folder)
        return tr(
            "The images are looked for in {folder} from now on. Not all are where they were; they are found by their content.",
            folder=folder,
        )


def match(project: Project, folder: Path) -> Match:
    """Compare the folder with what the project knows. Reads some names and a few files, and changes nothing; slow on a network.
    Raises UserError if the folder cannot be listed."""
    if not folder.is_dir():
        raise UserError(tr("There is no folder at {folder}. The project still looks in the old place.", folder=folder))
    known = images.image_list(project, ("ok", "unreadable", "missing"))
    if not len(known):
        return Match(0, 0.0, False)
    some = np.unique(np.linspace(0, len(known) - 1, min(len(known), _LOOKED_AT)).astype(int))
    there = sum((folder / known.paths[place]).is_file() for place in some.tolist())
    return Match(len(known), there / len(some), there == 0 and _content_is_known(known, folder))


def relink(project: Project, folder: Path, *, anyway: bool = False) -> str:
    """For the command line: look, then move. Raises UserError where nothing of the project is there, unless `anyway`."""
    found = match(project, folder)
    if not found.fits and not anyway:
        raise UserError(
            tr("{sentence} Nothing was changed. To use it all the same: --anyway.", sentence=found.sentence(folder))
        )
    move(project, folder)
    return found.sentence(folder) if found.fits else tr("The images are looked for in {folder} from now on.", folder=folder)


def move(project: Project, folder: Path) -> Change:
    """The project looks there from now on; labels stay with their images, which ingest finds again by path or content."""
    project.move_folder(folder)
    return Change("move folder", frozenset({"folders"}))


def _content_is_known(known: ImageList, folder: Path) -> bool:
    sizes, digests = set(known.file_sizes.tolist()), {digest.tobytes() for digest in known.digests}
    read = 0
    for path in islice(walk(folder, Found()), _WALKED):
        try:
            if (folder / path).stat().st_size not in sizes:
                continue
            read += 1
            with open_source(folder / path) as source:
                if source.digest in digests:
                    return True
        except (OSError, Unreadable):
            continue
        if read >= _READ:
            break
    return False
