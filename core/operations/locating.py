"""The folder of the images is somewhere else now: whether this is it, and the project told so."""

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from core.errors import UserError
from core.jobs.manifest import ImageList
from core.pixels.decode import Unreadable
from core.pixels.source import open_source
from core.pixels.walk import Found, walk
from core.project import folders, images
from core.project.project import Project
from core.records import Change
from core.roots import Roots, is_there
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


def match(project: Project, folder: Path, which: int | None = None) -> Match:
    """Compare the folder with what the project knows of its folder with the id `which` (None: the first). Reads some names and
    a few files, and changes nothing; slow on a network. Raises UserError if the folder cannot be listed."""
    if not folder.is_dir():
        raise UserError(tr("There is no folder at {folder}. The project still looks in the old place.", folder=folder))
    known = _known(project, which)
    if not len(known):
        return Match(0, 0.0, False)
    some = np.unique(np.linspace(0, len(known) - 1, min(len(known), _LOOKED_AT)).astype(int))
    there = sum((folder / known.paths[place]).is_file() for place in some.tolist())
    return Match(len(known), there / len(some), there == 0 and _content_is_known(known, folder))


def relink(project: Project, folder: Path, *, anyway: bool = False, which: str = "") -> str:
    """For the command line: look, then move. `which` of the project's folders: its number, or where it was. Raises UserError
    where nothing of it is there, unless `anyway`."""
    moved = _chosen(folders.of(project), which)
    found = match(project, folder, moved)
    if not found.fits and not anyway:
        raise UserError(
            tr("{sentence} Nothing was changed. To use it all the same: --anyway.", sentence=found.sentence(folder))
        )
    move(project, folder, moved)
    return found.sentence(folder) if found.fits else tr("The images are looked for in {folder} from now on.", folder=folder)


def move(project: Project, folder: Path, which: int | None = None) -> Change:
    """The project looks there from now on; labels stay with their images, which ingest finds again by path or content."""
    return folders.move(project, folder, folders.of(project).ids[0] if which is None else which)


def _known(project: Project, which: int | None) -> ImageList:
    """The images of this folder, by their paths relative to it."""
    listed, roots = images.image_list(project, ("ok", "unreadable", "missing")), folders.of(project)
    if len(roots) == 1:
        return listed
    wanted = 0 if which is None else roots.ids.index(which)
    inside = listed.take(np.flatnonzero([roots.place_of(name) == wanted for name in listed.paths]))
    return replace(inside, paths=tuple(name[len(roots.prefixes[wanted]) :] for name in inside.paths))


def _chosen(roots: Roots, which: str) -> int:
    """The id of the folder that is meant: without a word the only one, or the only one that is not there."""
    if which.isdecimal() and 1 <= int(which) <= len(roots):
        return roots.ids[int(which) - 1]
    meant = [place for place, path in enumerate(roots.paths) if which and path in (Path(which), Path(which).absolute())]
    if not which:
        gone = [place for place, path in enumerate(roots.paths) if not is_there(path)]
        meant = [0] if len(roots) == 1 else gone
    if len(meant) == 1:
        return roots.ids[meant[0]]
    listed = "\n".join(f"  {number} {path}" for number, path in enumerate(roots.paths, 1))
    raise UserError(tr("Say which folder of the project is meant, with --folder and its number:\n{listed}", listed=listed))


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
