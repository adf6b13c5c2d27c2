"""Damaged files give a picture or `Unreadable`, and nothing else: no other error, no warning."""

from functools import cache
from io import BytesIO

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.pixels.decode import Unreadable, decode_file, describe_file
from core.pixels.orientation import read_orientation

KINDS = ("JPEG", "PROGRESSIVE", "PNG", "PALETTE", "GIF", "BMP", "TIFF", "LZW", "FLOAT", "WEBP")


@cache
def valid(kind: str) -> bytes:
    rng = np.random.default_rng(1)
    image = Image.fromarray(rng.integers(0, 255, (24, 20, 3)).astype(np.uint8))
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = BytesIO()
    match kind:
        case "PROGRESSIVE":
            image.save(buffer, "JPEG", progressive=True)
        case "PALETTE":
            image.convert("P").save(buffer, "PNG", transparency=3)
        case "LZW":
            image.save(buffer, "TIFF", compression="tiff_lzw", exif=exif)
        case "FLOAT":
            Image.fromarray(rng.random((9, 9)).astype(np.float32)).save(buffer, "TIFF")
        case "GIF" | "BMP":
            image.save(buffer, kind)
        case _:
            image.save(buffer, kind, exif=exif)
    return buffer.getvalue()


def survive(data: bytes) -> None:
    for look in (decode_file, describe_file):
        try:
            look(BytesIO(data))
        except Unreadable as trouble:
            assert 5 < len(trouble.reason) < 100  # noqa: PT017 - both outcomes are right


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from(KINDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8), st.floats(0, 1)
)
def test_flipped_and_cut(kind: str, changes: list[tuple[float, int]], keep: float) -> None:
    data = bytearray(valid(kind))
    for place, value in changes:
        # Squared: headers, where damage is most inventive, are hit more often.
        data[int(place**2 * (len(data) - 1))] = value
    survive(bytes(data))
    survive(valid(kind)[: int(keep * len(data))])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(KINDS), st.binary(max_size=80))
def test_rubbish_behind_a_good_beginning(kind: str, rubbish: bytes) -> None:
    survive(valid(kind)[:30] + rubbish)


@given(st.binary(max_size=60))
def test_orientation_of_anything(data: bytes) -> None:
    assert 1 <= read_orientation(data) <= 8
    assert 1 <= read_orientation(b"Exif\0\0MM\0*\0\0\0\x08" + data) <= 8
