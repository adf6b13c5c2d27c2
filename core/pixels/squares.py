"""A foreign folder as squares for a network, in one pass: each file is read once, decoded in threads ahead of who asks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.pixels.careful import Careful
from core.pixels.decode import Unreadable, decode_file, to_square
from core.pixels.gone import what_is_gone
from core.pixels.parallel import Answer, in_order
from core.pixels.scan import NO_DIGEST
from core.pixels.source import Source, open_source
from core.pixels.walk import Found, walk
from core.records import FoundImage


@dataclass(frozen=True)
class Square:
    """One file. `pixels`: uint8 [side, side, 3]; None where there is no picture, and `found` says why."""

    found: FoundImage
    pixels: np.ndarray | None


def squares(
    folder: Path, side: int, met: Found, tick: Callable[[], None], notes: Path | None = None
) -> Iterator[Square | None]:
    """The pictures of `folder` in walking order, stretched to squares of `side` px; None when nothing is ready for a moment.

    `met` counts what was listed; `tick` is called now and then while that goes on, and may raise. `notes`: where it is noted
    which files are being decoded (core/pixels/careful.py). Raises UserError if the folder is not there, FolderGone if it went
    while it was read.
    """
    lost = False
    for answer in squares_of(folder, walk(folder, met, tick), side, Careful(folder, notes)):
        if answer is None:
            yield None
        elif answer.result is None:
            lost = True
        else:
            lost = lost or answer.result.found.digest == NO_DIGEST
            yield answer.result
    gone = what_is_gone(folder) if lost else None
    if gone is not None:
        raise gone


def squares_of(folder: Path, paths: Iterable[str], side: int, careful: Careful) -> Iterator[Answer[str, Square | None] | None]:
    """The pictures at these paths under `folder`, in their order: as `squares`; the result is None where the file is gone."""

    def square(path: str) -> Square | None:
        return _square(folder, path, side, careful)

    return in_order(square, paths)


def _square(folder: Path, path: str, side: int, careful: Careful) -> Square | None:
    """None if the file is gone."""
    full = folder / path
    try:
        with open_source(full) as source:
            return _decoded(source, path, side, careful)
    except Unreadable as trouble:
        try:
            status = full.stat()
        except OSError:
            return None
        return _without(path, status.st_size, status.st_mtime_ns, NO_DIGEST, trouble.reason)


def _decoded(source: Source, path: str, side: int, careful: Careful) -> Square:
    try:
        place = careful.begin(path, source.digest, side)
        try:
            picture = decode_file(source.file, side)
            pixels = to_square(picture.image, side)
        finally:
            careful.end(place)
    except Unreadable as trouble:
        return _without(path, source.size, source.mtime, source.digest, trouble.reason)
    found = FoundImage(path, source.size, source.mtime, source.digest, picture.width, picture.height, picture.format)
    return Square(found, pixels)


def _without(path: str, size: int, mtime: int, digest: bytes, reason: str) -> Square:
    return Square(FoundImage(path, size, mtime, digest, 0, 0, "", "unreadable", reason), None)
