"""Finding the pictures of a folder: every real directory once, in an order people expect, nothing opened."""

import os
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import FolderGone, UserError
from core.pixels import heic
from core.words import tr, tr_later

_ALWAYS = frozenset(["jpg", "jpeg", "jpe", "jfif", "mpo", "png", "apng", "webp", "bmp", "dib", "gif", "tif", "tiff"])
PICTURES = _ALWAYS | (heic.ENDINGS if heic.is_installed() else frozenset())
"""Endings (lower case) of files that are tried."""

_DRAWN = (
    "heic heif hif avif jxl jp2 j2k jpx psd psb xcf kra svg svgz ai eps pdf exr hdr dds tga pcx ico cur icns pbm pgm ppm pnm"
)
_SCIENCE = "dcm nii mrc czi nd2 lif lsm oib oif vsi svs ndpi scn mrxs fits fit"
_RAW = "cr2 cr3 crw nef nrw arw srf sr2 orf rw2 raf dng pef raw rwl srw 3fr erf kdc mef mos x3f"
_FILM = "mp4 mov avi mkv webm m4v mpg mpeg wmv"
NOT_SUPPORTED = frozenset(" ".join([_DRAWN, _SCIENCE, _RAW, _FILM]).split()) - PICTURES
"""Endings of pictures and films that are known but cannot be read: counted for the user, never opened."""

_KEPT = tr_later(
    "All labels are kept. Connect the disk it is on, or say where the folder is now (Locate… on the "
    "Images page, or: main.py locate PROJECT FOLDER), and try again."
)
_TICK = 1000  # directory entries between two calls of `tick`: a few ms
_DIGITS = re.compile(r"\d+")


@dataclass
class Found:
    """What a walk met so far. `complete`: all directories have been listed, so that `listed` is final."""

    listed: int = 0
    complete: bool = False
    not_supported: Counter[str] = field(default_factory=Counter)
    not_pictures: Counter[str] = field(default_factory=Counter)
    skipped_folders: list[str] = field(default_factory=list)


def walk(root: Path, found: Found, tick: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Paths, relative to `root` and with `/`, of the regular files (or links to one) that look like pictures by name.

    A directory's own files come first, then its directories, each in natural order (`2.jpg` before `10.jpg`). Names
    that begin with a dot are left out. Linked directories come after all real ones, and no directory is entered twice,
    so that loops end (faults.md 25). `tick` is called now and then, also within one huge directory, and may raise.
    Raises `UserError` if `root` itself cannot be listed.
    """
    entered: set[tuple[int, int]] = set()
    real: list[str] = [""]
    links: deque[str] = deque()
    while real or links:
        folder = real.pop() if real else links.popleft()
        if not _enter(root, folder, entered, found):
            continue
        listing = _list(root, folder, found, tick)
        real.extend(reversed(_ordered(folder, listing.folders)))
        links.extend(_ordered(folder, listing.links))
        found.listed += len(listing.files)
        found.complete = not real and not links
        yield from _ordered(folder, listing.files)


def natural_key(name: str) -> tuple[str, str]:
    """Sorts numbers by value and ignores case; the name itself decides between twins."""
    return _DIGITS.sub(lambda match: match.group().zfill(20), name).casefold(), name


_Key = tuple[str, str]


@dataclass
class _Listing:
    """Natural keys, made as the names arrive: for a million names at the end they would take seconds without a `tick`."""

    files: list[_Key] = field(default_factory=list)
    folders: list[_Key] = field(default_factory=list)
    links: list[_Key] = field(default_factory=list)


def _enter(root: Path, folder: str, entered: set[tuple[int, int]], found: Found) -> bool:
    try:
        status = (root / folder).stat()
    except OSError as error:
        _skip(root, folder, found, error)
        return False
    mark = (status.st_dev, status.st_ino)
    new = mark not in entered
    entered.add(mark)
    return new


def _list(root: Path, folder: str, found: Found, tick: Callable[[], None]) -> _Listing:
    listing = _Listing()
    tick()
    try:
        with os.scandir(root / folder) as entries:
            for number, entry in enumerate(entries, 1):
                _sort_in(entry, listing, found)
                if number % _TICK == 0:
                    tick()
    except OSError as error:
        _skip(root, folder, found, error)
    return listing


def _ordered(folder: str, keys: list[_Key]) -> list[str]:
    keys.sort()
    prefix = folder + "/" if folder else ""
    return [prefix + name for _, name in keys]


def _sort_in(entry: os.DirEntry[str], listing: _Listing, found: Found) -> None:
    name = entry.name
    if name.startswith("."):
        return
    try:
        if entry.is_dir():
            (listing.links if entry.is_symlink() or _is_junction(entry) else listing.folders).append(natural_key(name))
            return
        if not entry.is_file():  # FIFO, socket, device, broken link: never opened (faults.md 26)
            return
    except OSError:
        return
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in PICTURES:
        listing.files.append(natural_key(name))
    elif ending in NOT_SUPPORTED:
        found.not_supported[ending] += 1
    else:
        found.not_pictures[ending] += 1


def _is_junction(entry: os.DirEntry[str]) -> bool:
    asked = getattr(entry, "is_junction", None)  # Python 3.12 and later; before, junctions look like directories
    return bool(asked and asked())


def _skip(root: Path, folder: str, found: Found, error: OSError) -> None:
    if folder:
        found.skipped_folders.append(folder)
        return
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        raise folder_gone(root) from error
    raise UserError(
        tr("The folder {root} cannot be read: {problem}. Nothing was changed.", root=root, problem=error.strerror)
    ) from error


def folder_gone(root: Path) -> FolderGone:
    """What to say when the folder itself is not there."""
    return FolderGone(tr("Folder not found: {root}. {kept}", root=root, kept=tr(_KEPT)), str(root))


def folder_emptied(root: Path) -> FolderGone:
    """What to say when nothing at all is left in it: a disk that is not connected leaves an empty folder behind."""
    return FolderGone(tr("Nothing is in the folder {root} any more. {kept}", root=root, kept=tr(_KEPT)), str(root))


def is_empty(root: Path) -> bool:
    """Whether there is a folder without a single entry."""
    try:
        with os.scandir(root) as entries:
            return next(entries, None) is None
    except OSError:
        return False
