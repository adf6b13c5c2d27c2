"""What can be shown of a project without opening it: a few of its pictures, how much is in it, when it was open last.

Kept in the cache by the path of the project file, so that a list of projects needs no project; all of it may be lost.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from core import paths

_STORED = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP")  # a small file is its own thumbnail, so these are what there can be
TILE = 96  # pixels: sharp on a display of double density in a mosaic of 64
TILES = 4
_QUALITY = 88
_LARGEST = 1 << 20  # bytes; a cover is a few kB, and what is larger is none


@dataclass(frozen=True)
class Cover:
    """`opened` in seconds since 1970; `strip` a JPEG of up to TILES square pictures side by side, or nothing."""

    images: int
    labels: int
    opened: float
    strip: bytes = b""


def keep(project: Path, cover: Cover) -> None:
    """Store the cover; without a strip, the one that is there stays as long as there are images. Raises OSError."""
    facts, picture = _files(project)
    facts.parent.mkdir(parents=True, exist_ok=True)
    if cover.strip:
        _write(picture, cover.strip)
    elif not cover.images:
        picture.unlink(missing_ok=True)
    numbers = {"images": cover.images, "labels": cover.labels, "opened": cover.opened}
    _write(facts, json.dumps(numbers).encode())


def read(project: Path) -> Cover | None:
    """The cover as it was kept; None where there is none, or none that can be read."""
    facts, picture = _files(project)
    try:
        numbers = json.loads(_bytes(facts))
        cover = Cover(int(numbers["images"]), int(numbers["labels"]), float(numbers["opened"]))
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    try:
        return Cover(cover.images, cover.labels, cover.opened, _bytes(picture))
    except OSError:
        return cover


def forget(project: Path) -> None:
    """Remove the cover, if there is one. Raises OSError."""
    for file in _files(project):
        file.unlink(missing_ok=True)


def strip(pictures: Iterable[bytes]) -> bytes:
    """The first TILES of these encoded pictures that can be read, cut to squares side by side; empty without any."""
    tiles: list[Image.Image] = []
    for encoded in pictures:
        if len(tiles) == TILES:
            break
        try:
            with Image.open(io.BytesIO(encoded), formats=_STORED) as picture:
                tiles.append(ImageOps.fit(picture.convert("RGB"), (TILE, TILE), Image.Resampling.LANCZOS))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue  # PIL's words for a damaged picture: the next one does as well
    if not tiles:
        return b""
    whole = Image.new("RGB", (TILE * len(tiles), TILE))
    for place, tile in enumerate(tiles):
        whole.paste(tile, (place * TILE, 0))
    out = io.BytesIO()
    whole.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _files(project: Path) -> tuple[Path, Path]:
    key = hashlib.blake2b(os.fsencode(project.absolute()), digest_size=16).hexdigest()
    return paths.covers_home() / f"{key}.json", paths.covers_home() / f"{key}.jpg"


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: another window may read it now."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    return data if len(data) <= _LARGEST else b""
