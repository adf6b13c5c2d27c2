"""HEIC, the pictures of telephones, where the user has installed the extra [heic] (pillow-heif, over libheif; decision 22).

An extra and no part of every installation: one decoder more is one door more for files that were made to do harm, and the
wheels of pillow-heif hold an encoder under the GPL, which is never called here. AVIF stays refused although Pillow could read
it: nobody would have chosen that door (SECURITY.md, 3).
"""

import functools
import importlib.util
from typing import BinaryIO

from PIL import ImageFile

ENDINGS = frozenset(["heic", "heif", "hif"])
MOST_BYTES = 1 << 29
"""A larger file is refused: libheif reads the whole of it into memory. 300 megapixels have a fifth of that."""

_HEVC = frozenset([b"heic", b"heix", b"heim", b"heis"])
_AV1 = frozenset([b"avif", b"avis"])
_ANY = b"mif1"  # a still picture, by a codec that is named elsewhere
_MOST_BRANDS = 256  # bytes


@functools.cache
def is_installed() -> bool:
    """Whether HEIC can be read; asked without importing what reads it."""
    return importlib.util.find_spec("pillow_heif") is not None


def kind(file: BinaryIO) -> str:
    """Of an open file that begins with an ftyp box: "HEIC", "AVIF", or "" for films and whatever else begins so."""
    file.seek(0)
    head = file.read(_MOST_BRANDS)
    file.seek(0)
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}  # between them, the version of the first
    if brands & _HEVC:
        return "HEIC"
    if brands & _AV1:
        return "AVIF"
    return "HEIC" if _ANY in brands else ""


def opened(file: BinaryIO) -> ImageFile.ImageFile:
    """The main picture, its header read and nothing decoded yet. libheif turns it itself: there is no EXIF turning left to do.

    Raises ImportError where the extra cannot be loaded, SyntaxError or ValueError for what is no such file.
    """
    import pillow_heif

    options = pillow_heif.options
    # Nobody asks for what else is in such a file, and what is not read does no harm.
    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
    image: ImageFile.ImageFile = pillow_heif.HeifImageFile(file)
    return image
