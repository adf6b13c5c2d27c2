"""Files that are no images, or only nearly, made in code: name -> bytes, and what the program has to say of each."""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, PngImagePlugin

from core.pixels import heic

RNG_SEED = 7


@dataclass(frozen=True)
class Bad:
    """A file with the number of its fault and a part of the reason it is to be listed with."""

    fault: int
    data: bytes
    reason: str


def scene(width: int = 60, height: int = 40) -> Image.Image:
    """Red grows to the right, green downwards, a blue corner at the top left: no two turnings look alike."""
    y, x = np.mgrid[0:height, 0:width]
    blue = np.where((x < width // 4) & (y < height // 4), 255, 0)
    return Image.fromarray(np.stack([x * 255 // (width - 1), y * 255 // (height - 1), blue], 2).astype(np.uint8))


def noise(side: int = 64, seed: int = RNG_SEED) -> Image.Image:
    return Image.fromarray(np.random.default_rng(seed).integers(0, 255, (side, side, 3)).astype(np.uint8))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file with its right checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    """A grey PNG that claims this size; `data` is its pixels, compressed here; `more` are chunks before them."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def every() -> dict[str, Bad]:
    """One or more of each kind that has to be refused."""
    found = {
        "01 empty.jpg": Bad(1, b"", "empty file"),
        "02 text.jpg": Bad(2, b"Shopping: milk, bread\n" * 20, "not an image"),
        "02 page.png": Bad(2, b"<!doctype html><html><body>404</body></html>", "not an image"),
        "02 archive.jpg": Bad(2, b"PK\x03\x04" + bytes(300), "not an image"),
        "04 wrong byte.png": Bad(4, _wrong_byte(), "damaged"),
        "06 psd.jpg": Bad(6, b"8BPS\0\1" + bytes(200), "not supported: PSD"),
        "06 pdf.png": Bad(6, b"%PDF-1.7\n" + bytes(50), "not supported: PDF"),
        "06 eps.jpg": Bad(6, b"%!PS-Adobe-3.0 EPSF-3.0\n", "not supported: EPS"),
        "06 fits.tif": Bad(6, b"SIMPLE  =                    T" + bytes(100), "not supported: FITS"),
        "07 claims 60000 by 60000.png": Bad(7, png(60_000, 60_000, bytes(100)), "too large"),
        "07 claims 200 megapixels.png": Bad(7, png(20_000, 10_000, bytes(100)), "damaged"),
        "09 endless directory.tif": Bad(9, _endless_tiff(), ""),
        "20 phone.jpg": Bad(20, b"\0\0\0\x18ftypheic" + bytes(60), "" if heic.is_installed() else "not supported: HEIC"),
        "20 new.png": Bad(20, b"\0\0\0\x1cftypavif" + bytes(60), "not supported: AVIF"),
        "21 drawing.png": Bad(21, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not supported: SVG"),
    }
    for kind in ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP"):
        data = saved(noise(), kind)
        found[f"03 cut.{kind.lower()}"] = Bad(3, data[: len(data) * 6 // 10], "")
    return found


def _wrong_byte() -> bytes:
    data = bytearray(saved(noise(), "PNG"))
    data[len(data) // 2] ^= 0xFF
    return bytes(data)


def _endless_tiff() -> bytes:
    """A directory of a TIFF file that names itself as the next one, without a picture."""
    return b"II*\0" + struct.pack("<IHHHIII", 8, 1, 0x0100, 3, 1, 10, 8)


def metadata_bombs() -> dict[str, bytes]:
    """Sound pictures that carry far more than a picture: a text that unpacks to 100 MB, 20,000 texts, a profile of zeros."""
    small = bytes(41 * 10)
    texts = PngImagePlugin.PngInfo()
    for number in range(2000):
        texts.add_text(f"k{number}", "x" * 50)
    return {
        "09 text.png": png(40, 10, small, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000)))),
        "09 profile.png": png(40, 10, small, chunk(b"iCCP", b"junk\0\0" + zlib.compress(bytes(30_000_000)))),
        "09 many texts.png": saved(scene(), "PNG", pnginfo=texts),
    }
