"""The one decode function: thumbnails, training and prediction all see a file the same way.

Files are judged by content, not by name, and only openers on our own list are ever called (faults.md 6). The openers are
called directly instead of through `Image.open`, since that one compares with a process-wide limit on pixels which we
would have to change for every thread; our own limit is checked from the header, before anything is decoded.
"""

import contextlib
import errno
import os
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from core.pixels import heic
from core.pixels.modes import UnknownMode, to_rgb
from core.pixels.orientation import TURNS, read_orientation
from core.pixels.quiet import quiet
from core.words import tr_later

MAX_PIXELS = 300_000_000  # 1.2 GB as Pillow holds them; a genuine panorama has 121 million (faults.md 8)
HUGE_PIXELS = 50_000_000  # from here on one picture at a time, so that the threads together stay below 2 GB
MAX_PIXELS_PER_BYTE = 20_000  # of a huge one: deflate reaches 8,256 (1 bit per pixel); more is a broken or made-up header
PLAIN_MODES = ("RGB", "L")

# A multi-picture JPEG (MPO) opened as JPEG gives its first picture, which is the one viewers show.
_OPENERS: tuple[tuple[str, tuple[bytes, ...], type[ImageFile.ImageFile]], ...] = (
    ("JPEG", (b"\xff\xd8\xff",), JpegImagePlugin.JpegImageFile),
    ("PNG", (b"\x89PNG\r\n\x1a\n",), PngImagePlugin.PngImageFile),
    ("GIF", (b"GIF87a", b"GIF89a"), GifImagePlugin.GifImageFile),
    ("TIFF", (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), TiffImagePlugin.TiffImageFile),
    ("BMP", (b"BM",), BmpImagePlugin.BmpImageFile),
)
_REFUSED: tuple[tuple[str, bytes], ...] = (
    ("PSD", b"8BPS"),
    ("PDF", b"%PDF"),
    ("EPS", b"%!PS"),
    ("JPEG 2000", b"\0\0\0\x0cjP  "),
    ("JPEG XL", b"\0\0\0\x0cJXL "),
    ("JPEG XL", b"\xff\x0a"),
    ("FITS", b"SIMPLE  ="),
    ("EXR", b"v/1\x01"),
    ("SVG", b"<svg"),
)
_HEAD = 16  # bytes that tell the format apart
_ERRNO = {
    errno.ENOENT: tr_later("the file is gone"),
    errno.EACCES: tr_later("no permission to read the file"),
    errno.EPERM: tr_later("no permission to read the file"),
}


class Unreadable(Exception):
    """No picture can be had from this file. `reason` is a short sentence for the user ("the file is cut short")."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Header:
    """What a file says of itself without being decoded. Width and height in pixels, after EXIF turning."""

    width: int
    height: int
    format: str


@dataclass(frozen=True)
class Picture:
    """A decoded file. `width`, `height`: of the whole turned picture, even if `image` was decoded smaller.

    `plain`: any viewer shows the file's own bytes just like `image` (no turning, RGB or grey of 8 bits, nothing
    transparent, one frame), so that a small file can be its own thumbnail.
    """

    image: Image.Image
    width: int
    height: int
    format: str
    plain: bool


def decode(path: Path, longest: int | None = None) -> Image.Image:
    """The picture in this file: mode RGB, EXIF orientation applied, first frame or page.

    `longest`, in pixels, says that a result whose shorter side is at least that is enough: a JPEG is then decoded at
    1/2, 1/4 or 1/8, never to less than asked. Other formats ignore it. Transparent parts lie over mid-grey; 16-bit and
    float pictures are stretched between their own 0.1 and 99.9 percentiles (core/pixels/modes.py says why).
    Raises `Unreadable`, and nothing else, whatever the file holds.
    """
    with open_regular(path) as file:
        return decode_file(file, longest).image


def decode_file(file: BinaryIO, longest: int | None = None) -> Picture:
    """Like `decode`, from an open binary file at any position, with the size of the whole picture."""
    with quiet(), _only_unreadable():
        image, kind = _open(file)
        _check_size(image, file)
        if image.width * image.height < HUGE_PIXELS:
            return _load(image, kind, longest)
        with _ONE_HUGE:
            return _load(image, kind, longest)


def describe(path: Path) -> Header:
    """Size and format from the header alone; the rest may still turn out to be damaged. Raises `Unreadable`."""
    with open_regular(path) as file:
        return describe_file(file)


def describe_file(file: BinaryIO) -> Header:
    """Like `describe`, from an open binary file at any position."""
    with quiet(), _only_unreadable():
        image, kind = _open(file)
        _check_size(image, file)
        width, height = image.size
        return Header(*((height, width) if _orientation(image, kind) >= 5 else (width, height)), kind)


@contextlib.contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading. Raises `Unreadable` if it is gone, forbidden or no regular file."""
    with unreadable_io():
        if not stat.S_ISREG(path.stat().st_mode):  # before opening: a FIFO would hang (faults.md 26)
            raise Unreadable(tr_later("not a regular file"))
        file = path.open("rb")
    with file:
        yield file


@contextlib.contextmanager
def unreadable_io() -> Iterator[None]:
    """Errors of the file system become `Unreadable`."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(_os_reason(error)) from error


def to_square(image: Image.Image, side: int) -> np.ndarray:
    """The whole picture stretched to a square: uint8 [side, side, 3]. `image` is RGB.

    Stretched, not cut or framed: all content is kept, and there is no border for SimCLR to tell images apart by.
    """
    if image.size != (side, side):
        # Box reduction to three times the side first: cannot be told from the full filter, and several times faster.
        image = image.resize((side, side), Image.Resampling.BICUBIC, reducing_gap=3.0)
    return np.asarray(image)


def shrunk(image: Image.Image, longest: int) -> Image.Image:
    """The picture at no more than `longest` pixels, aspect kept, never enlarged."""
    if max(image.size) > longest:
        image = image.copy()
        image.thumbnail((longest, longest), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return image


def encoded(image: Image.Image) -> bytes:
    """A thumbnail as it is stored: JPEG, or PNG up to 64 px."""
    buffer = BytesIO()
    if max(image.size) <= 64:  # a few kB without loss; shown enlarged, JPEG blocks of 8 px would be plain to see
        image.save(buffer, "PNG", compress_level=6)
    else:
        # Full colour resolution up to 128 px: halved, thin coloured lines fade when the tile is shown enlarged.
        image.save(buffer, "JPEG", quality=88, subsampling=0 if max(image.size) <= 128 else 2)
    return buffer.getvalue()


# One picture of 300 megapixels takes 1.2 GB: two at once could end a laptop's session.
_ONE_HUGE = threading.Lock()


def _open(file: BinaryIO) -> tuple[ImageFile.ImageFile, str]:
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if not head:
        raise Unreadable(tr_later("empty file"))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WebPImagePlugin.WebPImageFile(file), "WEBP"
    for kind, magics, opener in _OPENERS:
        if head.startswith(magics):
            return opener(file), kind
    if head[4:8] == b"ftyp":
        return _open_boxes(file), "HEIC"
    for kind, magic in _REFUSED:
        if head.startswith(magic):
            raise Unreadable(f"not supported: {kind}")
    raise Unreadable(tr_later("not an image"))


def _open_boxes(file: BinaryIO) -> ImageFile.ImageFile:
    kind = heic.kind(file)
    if kind != "HEIC" or not heic.is_installed():
        raise Unreadable(f"not supported: {kind or 'film or raw file'}")
    if file.seek(0, os.SEEK_END) > heic.MOST_BYTES:
        raise Unreadable(tr_later("too large"))
    file.seek(0)
    try:
        return heic.opened(file)
    except ImportError as error:  # there, but not to be loaded: as if it were not there
        raise Unreadable(f"not supported: {kind}") from error


def _check_size(image: Image.Image, file: BinaryIO) -> None:
    width, height = image.size
    pixels = width * height
    if pixels > MAX_PIXELS:
        raise Unreadable(f"too large: {width} x {height} pixels")
    if pixels >= HUGE_PIXELS:  # below, a blank page in fax compression may have no bytes to speak of
        place = file.tell()
        if pixels > MAX_PIXELS_PER_BYTE * file.seek(0, os.SEEK_END):
            raise Unreadable(tr_later("the picture data are damaged"))
        file.seek(place)


def _load(image: ImageFile.ImageFile, kind: str, longest: int | None) -> Picture:
    width, height = image.size
    if longest is not None and kind == "JPEG" and min(width, height) >= 2 * longest:
        image.draft(None, (longest, longest))
    image.load()
    if kind == "HEIC":  # the stream may hold another size than the boxes around it say
        width, height = image.size
    turn = _orientation(image, kind)  # after loading: PNG may carry EXIF behind the pixels
    # Asked before converting, which drops it. Pillow reads only as much as says whether there is a second frame.
    plain = turn == 1 and kind in ("JPEG", "PNG") and image.mode in PLAIN_MODES and "transparency" not in image.info
    plain = plain and not getattr(image, "is_animated", False)
    rgb = to_rgb(image)
    if turn != 1:
        rgb = rgb.transpose(TURNS[turn])
    if turn >= 5:
        width, height = height, width
    return Picture(rgb, width, height, kind, plain)


def _orientation(image: Image.Image, kind: str) -> int:
    """1 to 8. A TIFF and a HEIC are turned while loading; their size is the turned one from the start."""
    exif = image.info.get("exif")
    return read_orientation(exif) if kind not in ("TIFF", "HEIC") and isinstance(exif, bytes) else 1


@contextlib.contextmanager
def _only_unreadable() -> Iterator[None]:
    """Whatever Pillow raises on bad data becomes `Unreadable`: it lets through errors of a dozen kinds (faults.md 3)."""
    try:
        yield
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable(tr_later("too large for the memory of this machine")) from error
    except Image.DecompressionBombError as error:
        raise Unreadable(tr_later("too large")) from error
    except Exception as error:
        raise Unreadable(_data_reason(error)) from error


def _data_reason(error: Exception) -> str:
    text = str(error).lower()
    if isinstance(error, UnknownMode):
        return f"not supported: colours of kind {error.mode}"
    if "truncated" in text or "end of file" in text or isinstance(error, EOFError):
        return tr_later("the file is cut short")
    if isinstance(error, OSError) and error.errno is not None:
        return _os_reason(error)
    if isinstance(error, UnidentifiedImageError) or "not identified" in text:
        return tr_later("not an image")
    return tr_later("the picture data are damaged")


def _os_reason(error: OSError | ValueError) -> str:
    code = error.errno if isinstance(error, OSError) else None
    known = _ERRNO.get(code) if code is not None else None
    return known or (f"cannot be read: {os.strerror(code)}" if code is not None else tr_later("cannot be read"))
