"""Measures of a picture by its content: how sharp, how bright, how much contrast, and a hash that alike pictures share.

Taken where a file is decoded for its thumbnail anyway, at the thumbnail's size: that is more than an encoder sees, and there
noise has averaged out. (100 photos blurred by 2 px and given noise: 99 of 100 pairs told apart at 256 px, 94 at 512.)
They lie in the project's cache, by digest, as thumbnails do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from PIL import Image

from core.pixels.digests import DIGEST_BYTES, DigestIndex
from core.pixels.locking import writing
from core.pixels.records_file import RecordsFile

MEASURES = np.dtype([("sharpness", "<f4"), ("brightness", "<f4"), ("contrast", "<f4"), ("hash", "<u8")])
"""sharpness: 1 for a step from one pixel to the next, half of it for edges twice as wide; NaN where there is no edge to judge.
brightness: mean of the grey values in 0..1; contrast: their standard deviation. hash: see `_hashes`."""
_RECORD = np.dtype([("digest", np.uint8, (DIGEST_BYTES,)), ("measures", MEASURES)])
_TINY = 32  # side of the picture the hash is made of
_WAVES = 8  # of it, along each side
_PARTS, _SMALLEST_PART = 4, 12  # parts of a picture along each side at most; pixels of one at least
_LINES = 48  # of a picture along each side, about: all of them cost four times as much and say the same
_FAINT = 4.0  # squared grey levels per pixel: below, differences between neighbours are noise and no edges
_AT_ONCE = 1 << 20  # pixels measured at a time: in float32 they and their differences fit the processor's cache or nearly


@dataclass(frozen=True)
class Grey:
    """What of a picture is measured. pixels: uint8 [h, w]; tiny: uint8 [32, 32], the whole of it, stretched."""

    pixels: np.ndarray
    tiny: np.ndarray


def grey(image: Image.Image) -> Grey:
    """Of a picture that was made small already; for any thread."""
    plain = image.convert("L")
    pixels = np.asarray(plain)
    if plain.size == (_TINY, _TINY):
        return Grey(pixels, pixels)
    return Grey(pixels, np.asarray(plain.resize((_TINY, _TINY), Image.Resampling.BOX, reducing_gap=1.0)))


def measure(pictures: Sequence[Grey]) -> np.ndarray:
    """MEASURES [N] of N pictures. Those of one size together: alone, one of 32 px costs ten times as much."""
    found = np.empty(len(pictures), MEASURES)
    by_size: dict[tuple[int, ...], list[int]] = {}
    for place, picture in enumerate(pictures):
        by_size.setdefault(picture.pixels.shape, []).append(place)
    for (height, width), places in by_size.items():
        step = max(1, _AT_ONCE // (height * width))
        for first in range(0, len(places), step):
            some = places[first : first + step]
            x = np.stack([pictures[place].pixels for place in some])
            found["sharpness"][some], found["contrast"][some] = _sharpness_and_contrast(x)
    if len(pictures):
        tiny = np.stack([picture.tiny for picture in pictures])
        found["brightness"] = tiny.mean(axis=(1, 2)) / 255
        found["hash"] = _hashes(tiny)
    return found


def _sharpness_and_contrast(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both float32 [n], of grey pictures uint8 [n, h, w]. Sharpness: how much neighbouring differences differ, by how large
    they are.

    The energy of second differences over that of first ones is 2 for a step, and half of 1 / s^2 for an edge blurred by a
    Gaussian of s pixels, whatever its height: a picture with few or soft details is not called blurred for that, as it is by
    the variance of the Laplacian. The sharpest part counts, of those with enough of an edge: a flower before a soft background
    is in focus. Some of the lines in both directions stand for all of them.
    """
    across = _lines(x)
    contrast = across.reshape(len(x), -1).std(axis=1) / 255
    if min(x.shape[1:]) < 3:
        return np.full(len(x), np.nan, np.float32), contrast
    down = _lines(x.swapaxes(1, 2))
    (first, second), (first_down, second_down) = _energies(across, x.shape[1:]), _energies(down, x.shape[:0:-1])
    turned = first_down.swapaxes(1, 2), second_down.swapaxes(1, 2)
    first, second = ((a + b).reshape(len(x), -1) for a, b in zip((first, second), turned, strict=True))
    enough = np.maximum(np.median(first, axis=1), first.max(axis=1) / 10)[:, None]
    ratio = np.divide(second, first, out=np.zeros_like(first), where=(first >= enough) & (first >= _FAINT))
    best = ratio.max(axis=1)
    return np.where(best > 0, np.sqrt(best / 2), np.nan).astype(np.float32), contrast


def _lines(x: np.ndarray) -> np.ndarray:
    """float32 [n, some, w]: evenly spaced rows of x uint8 [n, h, w], about _LINES of them; of a small picture every second."""
    return x[:, :: max(2, min(x.shape[1:]) // _LINES)].astype(np.float32, order="C")


def _energies(lines: np.ndarray, size: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """float32 [n, p, q] twice: mean squared first and second differences along `lines` float32 [n, l, w], in each part of the
    pictures of `size` (h, w)."""
    parts = tuple(min(_PARTS, max(1, side // _SMALLEST_PART)) for side in size)
    first = np.diff(lines, axis=2)
    second = np.diff(first, axis=2)
    first = first[:, :, 1:]
    first *= first
    second *= second
    return _in_parts(first, *parts), _in_parts(second, *parts)


def _in_parts(x: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """float32 [n, rows, columns]: the mean of x [n, h, w] in each part; what is left over at the end is left out."""
    count, height, width = x.shape
    high, wide = height // rows, width // columns
    by_rows = x[:, : high * rows].reshape(count, rows, high, width).sum(axis=2)
    sums = by_rows[:, :, : wide * columns].reshape(count, rows, columns, wide).sum(axis=3)
    return np.asarray(sums / (high * wide), np.float32)


def _hashes(tiny: np.ndarray) -> np.ndarray:
    """uint64 [n] of uint8 [n, 32, 32]: which of the 64 longest waves (of the discrete cosine transform) are stronger than half
    of them.

    The same pictures at half the size and JPEG 60 are 4 bits away or less in 97 of 100 photos, and 6 in 95 of 100 pictures of
    32 px; hashes of differences between neighbours (dHash) need 15 bits for that, where strangers already meet.
    """
    place, wave = np.arange(_TINY), np.arange(_WAVES)[:, None]
    waves = np.cos(np.pi * (place + 0.5) * wave / _TINY).astype(np.float32)
    strength = (waves @ tiny.astype(np.float32) @ waves.T).reshape(len(tiny), -1)
    half = np.median(strength[:, 1:], axis=1, keepdims=True)  # the first is the brightness
    return np.packbits(strength > half, axis=1).view(">u8")[:, 0].astype(np.uint64)


class MeasureStore:
    """Measures by digest. One writer at a time; readers may have it open meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Opens the store in `folder`, making the folder if needed; what is damaged there is measured anew by the next look."""
        folder.mkdir(parents=True, exist_ok=True)
        self._lock_file = folder / "measures.lock"
        self._file = RecordsFile(folder / "measures.data", b"labelight measures 1", _RECORD)
        self._generation: bytes | None = None
        self._clear()
        self._refresh()

    def __len__(self) -> int:
        return len(self._measures)

    def has(self, digests: np.ndarray) -> np.ndarray:
        """bool [N]: whether there are measures for each digest of uint8 [N, 16]."""
        return self._index.find(digests) >= 0

    def get(self, digests: np.ndarray) -> "Measured":
        """The measures of the pictures with these digests uint8 [N, 16]."""
        rows = self._index.find(digests)
        found = np.zeros(len(digests), MEASURES)
        for name in ("sharpness", "brightness", "contrast"):
            found[name] = np.nan
        found[rows >= 0] = self._measures[rows[rows >= 0]]
        return Measured.of(found, rows >= 0)

    def add(self, digests: np.ndarray, measures: np.ndarray) -> None:
        """Append measures MEASURES [n] of digests uint8 [n, 16]. Raises OSError if the disk is full."""
        if not len(digests):
            return
        with writing(self._lock_file):
            self._refresh()
            if self._generation is None:
                self._file.start()
                self._generation = self._file.generation()
            records = np.empty(len(digests), _RECORD)
            records["digest"], records["measures"] = digests, measures
            self._file.append(len(self), records)
            self._take(records)

    def _refresh(self) -> None:
        generation = self._file.generation()
        count = self._file.count() if generation else 0
        if generation != self._generation or count < len(self):  # started anew by someone
            self._clear()
            self._generation = generation
        if count > len(self):
            self._take(self._file.read(len(self)))

    def _clear(self) -> None:
        self._index = DigestIndex.of(np.empty((0, DIGEST_BYTES), np.uint8))
        self._measures = np.empty(0, MEASURES)

    def _take(self, records: np.ndarray) -> None:
        self._index = self._index.extended(records["digest"])
        self._measures = np.concatenate([self._measures, records["measures"]])


@dataclass(frozen=True)
class Measured:
    """Measures of N images as columns, see MEASURES: sharpness, brightness, contrast float32 [N], NaN where not known; hashes
    uint64 [N]; known bool [N]: whether it was measured."""

    sharpness: np.ndarray
    brightness: np.ndarray
    contrast: np.ndarray
    hashes: np.ndarray
    known: np.ndarray

    @classmethod
    def of(cls, measures: np.ndarray, known: np.ndarray) -> Self:
        """From MEASURES [N]."""
        sharpness, brightness, contrast, hashes = (np.ascontiguousarray(measures[name]) for name in MEASURES.fields or ())
        return cls(sharpness, brightness, contrast, hashes, known)
