"""Folders of a damaged project whose rows are lost while images that lie in them are not: stand-ins, and a guess."""

import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.roots import MOST_FOLDERS
from core.words import tr

_LOOKED_FOR = 20  # images of each


def put_in(raw: sqlite3.Connection, wanted: Iterable[object], near: Path) -> list[int]:
    """Rows for those of the `wanted` ids that have none, and for the first folder where there would be no folder at all; which
    ones. No other than ids that Labelight gives, since a damaged row may say anything."""
    known = {number for (number,) in raw.execute("SELECT id FROM folders")}
    lost = {each for each in wanted if isinstance(each, int) and 1 <= each <= MOST_FOLDERS} - known
    if not known and not lost:
        lost = {1}
    for number in sorted(lost):
        raw.execute(
            "INSERT INTO folders (id, path, added) VALUES (?, ?, ?)", (number, os.fsencode(_nowhere(near, number)), time.time())
        )
    return sorted(lost)


def guess(raw: sqlite3.Connection, lost: Sequence[int], near: Path) -> list[str]:
    """Look for each of these folders near the project, by its images; what is to be said of each."""
    taken = [Path(os.fsdecode(path)) for number, path in raw.execute("SELECT id, path FROM folders") if number not in lost]
    alone = len(lost) == 1 and not taken
    remarks = []
    for number in lost:
        query = "SELECT path FROM images WHERE folder_id=? LIMIT ?"
        paths = [os.fsdecode(path) for (path,) in raw.execute(query, (number, _LOOKED_FOR))]
        free = [place for place in (near, *_folders_in(near)) if not any(_overlap(place, other) for other in taken)]
        best = max(free, key=lambda place: sum(_is_file_within(place, path) for path in paths), default=near)
        if not alone and not any(_is_file_within(best, path) for path in paths):
            best = _nowhere(near, number)
        taken.append(best)
        raw.execute("UPDATE folders SET path=? WHERE id=?", (os.fsencode(best), number))
        remarks.append(tr("Which folder the images lie in was lost; the new project looks for them in {best}.", best=best))
    return remarks


def _nowhere(near: Path, number: int) -> Path:
    """A place that is not there, for the user to say where it is."""
    return near / f"folder {number} (lost)"


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


def _folders_in(folder: Path) -> list[Path]:
    try:
        return sorted(place for place in folder.iterdir() if place.is_dir())
    except OSError:
        return []


def _is_file_within(folder: Path, path: str) -> bool:
    try:
        return (folder / path).is_file()
    except (OSError, ValueError):  # a name too long, or with a zero in it
        return False
