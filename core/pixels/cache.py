"""The pixel cache: every image once, as a square of bytes, so that training never touches the files again.

Two files per side in pixels: `pixels-96.data` holds rows of side x side x 3 bytes, `pixels-96.index` the digest of each
row. Data are written (and flushed to the disk) before the index says so; a row counts only if both are there. Rows are
known by content: two equal files share one, and a renamed file is not decoded again.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.jobs.manifest import ImageList
from core.jobs.reporter import Reporter
from core.pixels.careful import Careful
from core.pixels.decode import Unreadable, decode_file, to_square
from core.pixels.digests import DIGEST_BYTES, DigestIndex, first_of_each
from core.pixels.gone import refuse_if_gone
from core.pixels.locking import writing
from core.pixels.parallel import in_order
from core.pixels.records_file import RecordsFile
from core.pixels.source import open_source
from core.roots import Roots

_CHUNK_BYTES = 16 << 20  # decoded pixels held before they are written: one flush to the disk for 580 images of 96 px
_RECORD = np.dtype([("digest", np.uint8, (DIGEST_BYTES,))])


class PixelCache:
    """Squares of `side` pixels by digest. Readers may have it open while one writer adds; `refresh` shows what is new."""

    def __init__(self, folder: Path, side: int) -> None:
        """Opens the cache in `folder`, making the folder if needed; whatever is damaged there is left out."""
        self.side = side
        folder.mkdir(parents=True, exist_ok=True)
        self._data = folder / f"pixels-{side}.data"
        self._lock = folder / f"pixels-{side}.lock"
        self._index_file = RecordsFile(folder / f"pixels-{side}.index", b"labelight pixels 1 %d" % side, _RECORD)
        self._row_bytes = side * side * 3
        self._generation: bytes | None = None
        self._clear()
        self.refresh()

    @property
    def array(self) -> np.ndarray:
        """uint8 [rows, side, side, 3], a read-only memory map as of the last `refresh` or `add`."""
        return self._array

    def __len__(self) -> int:
        return self._index.count

    def rows(self, digests: np.ndarray) -> np.ndarray:
        """int64 [N]: the row of each digest of uint8 [N, 16], or -1."""
        return self._index.find(digests)

    def refresh(self) -> None:
        """Take in what a writer added since. Costs a few system calls when that is nothing."""
        generation = self._index_file.generation()
        usable = min(self._index_file.count(), self._data_rows()) if generation else 0
        if generation != self._generation or usable < len(self):  # started anew by someone
            self._clear()
            self._generation = generation
        if usable > len(self):
            self._take(self._index_file.read(len(self))["digest"][: usable - len(self)])

    def add(self, digests: np.ndarray, pixels: np.ndarray) -> None:
        """Append rows: digests uint8 [n, 16], pixels uint8 [n, side, side, 3]. Raises OSError if the disk is full."""
        if pixels.shape != (len(digests), self.side, self.side, 3) or pixels.dtype != np.uint8:
            raise ValueError(f"expected uint8 [{len(digests)}, {self.side}, {self.side}, 3], not {pixels.shape}")
        with writing(self._lock):
            self.refresh()
            if self._generation is None:
                self._data.unlink(missing_ok=True)  # not cut: another process may still have it mapped
                self._index_file.start()
                self._generation = self._index_file.generation()
            with self._data.open("ab") as file:
                file.truncate(len(self) * self._row_bytes)
                file.write(np.ascontiguousarray(pixels).data)
                file.flush()
                os.fsync(file.fileno())  # else a power cut could leave the digest of a row without the row
            records = np.empty(len(digests), _RECORD)
            records["digest"] = digests
            self._index_file.append(len(self), records)
            self._take(records["digest"])

    def _data_rows(self) -> int:
        try:
            return self._data.stat().st_size // self._row_bytes
        except OSError:
            return 0

    def _clear(self) -> None:
        self._generation = None
        self._index = DigestIndex.of(np.empty((0, DIGEST_BYTES), np.uint8))
        self._array = np.empty((0, self.side, self.side, 3), np.uint8)

    def _take(self, digests: np.ndarray) -> None:
        self._index = self._index.extended(digests)
        if len(self):
            self._array = np.memmap(self._data, np.uint8, "r", shape=(len(self), self.side, self.side, 3))


@dataclass(frozen=True)
class Pixels:
    """The pixels of an image list, in its order. rows int64 [N] (-1: none), readable bool [N]."""

    side: int
    rows: np.ndarray
    readable: np.ndarray
    array: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)

    def batch(self, indices: np.ndarray) -> np.ndarray:
        """uint8 [B, side, side, 3] (a copy) of the images at these places; unreadable ones are mid-grey."""
        rows = self.rows[indices]
        out = np.full((len(rows), self.side, self.side, 3), 128, np.uint8)
        there = rows >= 0
        if there.all() and len(rows):
            np.take(self.array, rows, axis=0, out=out)
        else:
            out[there] = self.array[rows[there]]
        return out


def cached_side(size: int, images: ImageList) -> int:
    """As `side_for`, of a list of images."""
    return side_for(size, int(max(images.widths.max(), images.heights.max())) if len(images) else 0)


def side_for(size: int, longest: int) -> int:
    """The side in pixels to cache at for a network of this size: no more than the images hold, whose longest side is
    `longest` (0: not known).

    A folder of 32 px pictures asked at 128 is cached at 32 and enlarged on the device: 49 MB instead of 490 MB per
    10,000. Rounded up to a multiple of 32, so that a few odd sizes do not make caches of their own.
    """
    return min(size, -(-longest // 32) * 32) if longest else size


def open_pixels(
    cache: Path,
    images: ImageList,
    folder: Path | Roots,
    side: int,
    report: Reporter,
    notes: Path | None = None,
    partly: bool = False,
) -> Pixels:
    """Pixels of these images (paths relative to `folder`, or called by the folders of a project), from the cache in `cache`;
    what is missing is decoded now.

    A file that is gone, damaged or no longer what its digest says has row -1. `Cancelled` from the reporter, which is
    told (images done, images to do, decoding=images left), passes through; what was decoded before is kept. Raises
    `FolderGone` if files are missing since the folder they lie in is; where it is one of several, `partly` leaves them out.
    `notes`: where it is noted which files are being decoded (core/pixels/careful.py).
    """
    roots = Roots.only(folder) if isinstance(folder, Path) else folder
    store = PixelCache(cache, side)
    untried = np.ones(len(images), bool)
    # One file per digest; if it fails, its twins (faults.md 22) are tried in the next round.
    careful = Careful(roots.paths[0], notes)
    while len(todo := _missing(store, images, untried)):
        untried[todo] = False
        _decode_into(store, images, roots.paths[0], todo, report, careful)
    rows = store.rows(images.digests)
    if (rows < 0).any() and not (partly and len(roots) > 1 and (rows >= 0).any()):
        refuse_if_gone((images.paths[place] for place in np.flatnonzero(rows < 0).tolist()), roots)
    return Pixels(side, rows, rows >= 0, store.array)


def _missing(store: PixelCache, images: ImageList, untried: np.ndarray) -> np.ndarray:
    places = np.flatnonzero((store.rows(images.digests) < 0) & untried)
    first: np.ndarray = places[first_of_each(images.digests[places])]
    return first


def _decode_into(
    store: PixelCache, images: ImageList, folder: Path, todo: np.ndarray, report: Reporter, careful: Careful
) -> None:
    def square(place: int) -> np.ndarray | None:
        return _square(folder, images.paths[place], images.digests[place].tobytes(), store.side, careful)

    limit = max(1, _CHUNK_BYTES // (store.side * store.side * 3))
    done: list[tuple[int, np.ndarray]] = []
    seen = 0
    report.progress(0, len(todo), decoding=len(todo))
    try:
        for answer in in_order(square, todo.tolist()):
            if answer is not None:
                seen += 1
                if answer.result is not None:
                    done.append((answer.item, answer.result))
            if len(done) >= limit:
                _keep(store, images, done)
            report.progress(seen, len(todo), decoding=len(todo) - seen)
    finally:
        _keep(store, images, done)


def _keep(store: PixelCache, images: ImageList, done: list[tuple[int, np.ndarray]]) -> None:
    if done:
        store.add(images.digests[[place for place, _ in done]], np.stack([pixels for _, pixels in done]))
        done.clear()


def _square(folder: Path, path: str, digest: bytes, side: int, careful: Careful) -> np.ndarray | None:
    try:
        with open_source(folder / path) as source:
            if source.digest != digest:  # changed since the last scan: its pixels may not go under the old digest
                return None
            place = careful.begin(path, digest, side)
            try:
                return to_square(decode_file(source.file, side).image, side)
            finally:
                careful.end(place)
    except Unreadable:
        return None
