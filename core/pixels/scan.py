"""Looking at files: what there is to know of one, and of a whole folder that is not the project's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.jobs.manifest import ImageList
from core.jobs.reporter import Reporter
from core.pixels.careful import Careful
from core.pixels.decode import Unreadable, decode_file, describe_file, encoded, shrunk
from core.pixels.digests import DIGEST_BYTES, as_digests
from core.pixels.measures import Grey, grey
from core.pixels.parallel import in_order
from core.pixels.source import Source, open_source
from core.pixels.walk import Found, walk
from core.records import FoundImage
from core.words import tr_later

NO_DIGEST = bytes(DIGEST_BYTES)
_OWN_BYTES = 32 << 10  # a small picture's file is its own thumbnail up to here; above, it is mostly metadata


@dataclass(frozen=True)
class Examined:
    """One file, read once. `thumbnail`: an encoded picture, empty if the file is unreadable or none was asked for; `grey`: what
    of it can be measured, None in the same cases."""

    found: FoundImage
    thumbnail: bytes = b""
    grey: Grey | None = None


def examine(root: Path, path: str, thumbnail: int = 0, careful: Careful | None = None) -> Examined | None:
    """Read the file `path` under `root`; None if it is gone.

    With `thumbnail` (longest side in pixels) it is decoded, else only its header is read. A file without a picture comes
    back as "unreadable" with the reason; its digest is there unless the file could not even be read (then zeros).
    """
    full = root / path
    try:
        with open_source(full) as source:
            return _look(source, path, thumbnail, careful or Careful(root))
    except Unreadable as trouble:
        try:
            status = full.stat()
        except OSError:
            return None
        return Examined(_unreadable(path, status.st_size, status.st_mtime_ns, NO_DIGEST, trouble.reason))


def reason_of(root: Path, path: str) -> str:
    """Why there are no pixels of a file whose header was read: the same words as when it is ingested."""
    found = examine(root, path, thumbnail=1)
    return found.found.reason or tr_later("the file changed meanwhile") if found is not None else tr_later("the file is gone")


def scan(folder: Path, report: Reporter, notes: Path | None = None) -> tuple[ImageList, list[FoundImage]]:
    """A foreign folder: its images (ids from 0; sizes by their headers) and its unreadable files, in walking order.

    Nothing is decoded, so that `open_pixels` may still find damaged ones among the images. Progress is (files done,
    files to do or 0 if not known yet, found=, unreadable=). `notes`: where it is noted which files are being read
    (core/pixels/careful.py). Raises `UserError` if the folder is not there.
    """
    met = Found()
    images: list[FoundImage] = []
    unreadable: list[FoundImage] = []

    def tell() -> None:
        done = len(images) + len(unreadable)
        report.progress(done, met.listed if met.complete else 0, found=len(images), unreadable=len(unreadable))

    careful = Careful(folder, notes)
    for answer in in_order(lambda path: examine(folder, path, careful=careful), walk(folder, met, tell)):
        if answer is not None and answer.result is not None:
            found = answer.result.found
            (images if found.state == "ok" else unreadable).append(found)
        tell()
    return as_list(images), unreadable


def as_list(images: Iterable[FoundImage]) -> ImageList:
    """Found images as columns, with ids from 0."""
    rows = list(images)
    return ImageList(
        ids=np.arange(len(rows), dtype=np.int64),
        paths=tuple(i.path for i in rows),
        digests=as_digests([i.digest for i in rows]),
        widths=np.array([i.width for i in rows], np.int32),
        heights=np.array([i.height for i in rows], np.int32),
        file_sizes=np.array([i.file_size for i in rows], np.int64),
        mtimes=np.array([i.mtime_ns for i in rows], np.int64),
    )


def _look(source: Source, path: str, thumbnail: int, careful: Careful) -> Examined:
    try:
        place = careful.begin(path, source.digest, thumbnail)
        try:
            if not thumbnail:
                header = describe_file(source.file)
                return Examined(_ok(source, path, header.width, header.height, header.format))
            picture = decode_file(source.file, thumbnail)
        finally:
            careful.end(place)
    except Unreadable as trouble:
        return Examined(_unreadable(path, source.size, source.mtime, source.digest, trouble.reason))
    found = _ok(source, path, picture.width, picture.height, picture.format)
    own = picture.plain and source.size <= _OWN_BYTES and max(picture.width, picture.height) <= thumbnail
    small = shrunk(picture.image, thumbnail)
    return Examined(found, _own_bytes(source) if own else encoded(small), grey(small))


def _own_bytes(source: Source) -> bytes:
    source.file.seek(0)
    return source.file.read()


def _ok(source: Source, path: str, width: int, height: int, kind: str) -> FoundImage:
    return FoundImage(path, source.size, source.mtime, source.digest, width, height, kind)


def _unreadable(path: str, size: int, mtime: int, digest: bytes, reason: str) -> FoundImage:
    return FoundImage(path, size, mtime, digest, 0, 0, "", "unreadable", reason)
