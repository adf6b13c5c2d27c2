"""EXIF orientation, read without Pillow's EXIF parser: that one reads every tag, and warns or fails on a broken one."""

import struct

from PIL import Image

_TAG = 0x0112
_SHORT = 3
_MAX_ENTRIES = 1000  # cameras write a few dozen; a chain of millions is an attack (faults.md 9)

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture of this orientation upright; 5 to 8 swap width and height."""


def read_orientation(exif: bytes) -> int:
    """The orientation 1 to 8 in an EXIF block (with or without its `Exif` prefix); 1 if there is none or it is broken."""
    body = exif.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(body[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", body, 4)
        (count,) = struct.unpack_from(order + "H", body, start)
        for place in range(start + 2, start + 2 + 12 * min(count, _MAX_ENTRIES), 12):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", body, place)
            if tag == _TAG:
                return int(value) if kind == _SHORT and 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1
