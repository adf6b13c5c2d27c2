"""Every kind of picture, and everything that only claims to be one."""

import os
import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.pixels.decode import MAX_PIXELS, Unreadable, decode, decode_file, describe, encoded, shrunk, to_square

RNG = np.random.default_rng(0)


def scene(width: int = 48, height: int = 32) -> Image.Image:
    """Smooth, without symmetry: red grows to the right, green downwards, a blue corner at the top left."""
    y, x = np.mgrid[0:height, 0:width]
    blue = np.where((x < width // 4) & (y < height // 4), 255, 0)
    return Image.fromarray(np.stack([x * 255 // (width - 1), y * 255 // (height - 1), blue], 2).astype(np.uint8))


def saved(folder: Path, image: Image.Image, kind: str, **options: object) -> Path:
    path = folder / f"picture.{kind.lower()}"
    image.save(path, kind, **options)
    return path


def pixels(path: Path, longest: int | None = None) -> np.ndarray:
    image = decode(path, longest)
    assert image.mode == "RGB"
    return np.asarray(image).astype(int)


def reason(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        decode(path)
    return caught.value.reason


@pytest.mark.parametrize(
    ("kind", "options", "tolerance"),
    [
        ("PNG", {}, 0),
        ("BMP", {}, 0),
        ("TIFF", {}, 0),
        ("TIFF", {"compression": "tiff_lzw"}, 0),
        ("WEBP", {"lossless": True}, 0),
        ("JPEG", {"quality": 95, "subsampling": 0}, 12),
        ("JPEG", {"quality": 95, "subsampling": 0, "progressive": True}, 12),
        ("GIF", {}, 60),
    ],
)
def test_every_format(tmp_path: Path, kind: str, options: dict[str, object], tolerance: int) -> None:
    path = saved(tmp_path, scene(), kind, **options)
    assert abs(pixels(path) - np.asarray(scene()).astype(int)).mean() <= tolerance / 4
    assert (describe(path).width, describe(path).height, describe(path).format) == (48, 32, kind)


HELD = {
    "PNG": ("1", "L", "P", "LA", "RGBA", "I;16"),
    "TIFF": ("1", "L", "P", "LA", "PA", "RGBA", "CMYK", "YCbCr", "LAB", "I;16", "I", "F"),
    "JPEG": ("1", "L", "CMYK", "YCbCr"),
    "BMP": ("1", "L", "P", "RGBA"),
    "GIF": ("1", "L", "P", "RGBA"),
    "WEBP": ("L", "P", "LA", "RGBA"),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in HELD.items() for mode in modes])
def test_every_mode_a_format_can_hold(tmp_path: Path, kind: str, mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.asarray(scene().convert("L")).astype(np.uint16) * 257)
    else:
        image = scene().convert("P" if mode == "PA" else "L" if mode in "IF" else "RGB").convert(mode)
    found = pixels(saved(tmp_path, image, kind))
    assert found.shape == (32, 48, 3)
    assert found[-3:, -3:].mean() > found[-3:, :3].mean() + 40, "brighter at the right"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_set_upright(tmp_path: Path, kind: str, orientation: int) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Transpose members that turn upright into this orientation
    upright = scene()
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"quality": 95, "subsampling": 0} if kind == "JPEG" else {"lossless": True} if kind == "WEBP" else {}
    path = saved(tmp_path, stored, kind, exif=exif, **options)
    assert abs(pixels(path) - np.asarray(upright).astype(int)).max() <= (60 if kind == "JPEG" else 0)
    header = describe(path)
    with path.open("rb") as file:
        picture = decode_file(file)
    assert (header.width, header.height) == (picture.width, picture.height) == upright.size
    assert picture.plain == (orientation == 1 and kind in ("JPEG", "PNG"))


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0",  # orientation 99
        b"Exif\0\0II*\0\x08\0\0\0\x02\0\x1a\x01\x05\0\x01\0\0\0\xff\xff\0\0",  # a value far outside
        b"rubbish",
    ],
)
def test_broken_exif_leaves_the_picture_as_it_is(tmp_path: Path, exif: bytes) -> None:
    assert pixels(saved(tmp_path, scene(), "JPEG", exif=exif)).shape == (32, 48, 3)
    assert pixels(saved(tmp_path, scene(), "PNG", exif=exif)).shape == (32, 48, 3)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("top", [1023, 4095, 65535])
def test_16_bit_grey_keeps_its_levels(tmp_path: Path, kind: str, top: int) -> None:
    ramp = np.tile(np.linspace(0, top, 512).astype(np.uint16), (16, 1))
    values = pixels(saved(tmp_path, Image.fromarray(ramp), kind))[0, :, 0]
    assert len(np.unique(values)) > 200
    assert (np.diff(values) >= 0).all()
    assert values[0] == 0
    assert values[-1] == 255


def test_16_bit_big_endian(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 4095, 512).astype(np.uint16), (16, 1))
    image = Image.frombytes("I;16B", (512, 16), ramp.astype(">u2").tobytes())
    assert len(np.unique(pixels(saved(tmp_path, image, "TIFF")))) > 200


def test_hot_pixels_do_not_darken_the_rest(tmp_path: Path) -> None:
    values = RNG.integers(100, 1000, (64, 64)).astype(np.uint16)
    values[3, 5] = 65535
    assert pixels(saved(tmp_path, Image.fromarray(values), "TIFF")).mean() > 100


def test_a_tiny_object_on_even_ground_is_seen(tmp_path: Path) -> None:
    values = np.zeros((64, 64), np.uint16)
    values[3, 5] = 900
    found = pixels(saved(tmp_path, Image.fromarray(values), "TIFF"))
    assert found[3, 5, 0] == 255
    assert found.sum() == 3 * 255


@pytest.mark.parametrize("scale", [1.0, 1e-6, 1e38])
def test_float_with_holes(tmp_path: Path, scale: float) -> None:
    values = (np.linspace(-1, 1, 64 * 64).reshape(64, 64) * scale).astype(np.float32)
    values[0, :3] = np.nan, np.inf, -np.inf
    found = pixels(saved(tmp_path, Image.fromarray(values), "TIFF"))[:, :, 0]
    assert found[0, :3].tolist() == [0, 255, 0]
    assert len(np.unique(found)) > 200


def test_float_without_a_number(tmp_path: Path) -> None:
    empty = np.full((8, 8), np.nan, np.float32)
    assert reason(saved(tmp_path, Image.fromarray(empty), "TIFF")) == "the picture data are damaged"


@pytest.mark.parametrize(("value", "grey"), [(0, 0), (7000, 128)])
def test_one_value_only(tmp_path: Path, value: int, grey: int) -> None:
    assert (pixels(saved(tmp_path, Image.fromarray(np.full((9, 9), value, np.uint16)), "PNG")) == grey).all()


def test_hidden_colours_never_show(tmp_path: Path) -> None:
    hidden = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    hidden.putpixel((0, 0), (0, 255, 0, 255))
    for kind in ("PNG", "WEBP", "TIFF"):
        found = pixels(saved(tmp_path, hidden, kind, **({"lossless": True, "exact": True} if kind == "WEBP" else {})))
        assert found[0, 0].tolist() == [0, 255, 0]
        assert (found[1:] == 128).all()


def test_transparency_of_palette_grey_and_key_colours(tmp_path: Path) -> None:
    palette = Image.new("P", (4, 4), 1)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    assert (pixels(saved(tmp_path, palette, "PNG", transparency=1)) == 128).all()
    assert (pixels(saved(tmp_path, palette, "GIF", transparency=1)) == 128).all()
    assert (pixels(saved(tmp_path, palette, "PNG", transparency=b"\xff\x00")) == 128).all()
    assert (pixels(saved(tmp_path, Image.new("LA", (4, 4), (9, 0)), "PNG")) == 128).all()
    assert (pixels(saved(tmp_path, Image.new("RGB", (4, 4), (1, 2, 3)), "PNG", transparency=(1, 2, 3))) == 128).all()
    assert (pixels(saved(tmp_path, Image.new("L", (4, 4), 7), "PNG", transparency=7)) == 128).all()


def test_cmyk(tmp_path: Path) -> None:
    assert pixels(saved(tmp_path, Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG"))[8, 8] == pytest.approx(
        [255, 0, 0], abs=6
    )
    assert pixels(saved(tmp_path, Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "TIFF"))[8, 8].tolist() == [255, 0, 0]


@pytest.mark.parametrize(("kind", "options"), [("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {}), ("TIFF", {})])
def test_only_the_first_frame(tmp_path: Path, kind: str, options: dict[str, object]) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "lime")]
    path = saved(tmp_path, frames[0], kind, save_all=True, append_images=frames[1:], **options)
    assert (pixels(path) == [255, 0, 0]).all()
    with path.open("rb") as file:
        assert not decode_file(file).plain


def test_multi_picture_jpeg(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    path = saved(tmp_path, frames[0], "MPO", save_all=True, append_images=frames[1:])
    assert pixels(path)[8, 8] == pytest.approx([255, 0, 0], abs=3)
    assert describe(path).format == "JPEG"


@pytest.mark.parametrize("size", [(1, 1), (10000, 1), (1, 3000), (2, 2)])
def test_odd_sizes(tmp_path: Path, size: tuple[int, int]) -> None:
    image = decode(saved(tmp_path, Image.new("1", size, 1), "PNG"), 64)
    assert image.size == size
    assert to_square(image, 32).shape == (32, 32, 3)
    assert (to_square(image, 32) == 255).all()
    thumbnail = Image.open(BytesIO(encoded(shrunk(image, 100))))
    assert max(thumbnail.size) == min(100, max(size))


def test_content_counts_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    scene().save(path, "PNG")
    assert describe(path).format == "PNG"
    assert (pixels(path) == np.asarray(scene())).all()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty file"),
        (b"<html>no such picture</html>", "not an image"),
        (b"PK\x03\x04" + bytes(100), "not an image"),
        (b"8BPS" + bytes(100), "not supported: PSD"),
        (b"%PDF-1.7\n", "not supported: PDF"),
        (b"BM", "the picture data are damaged"),
        (b"\xff\xd8\xff", "not an image"),
    ],
)
def test_what_is_no_picture(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(data)
    assert reason(path) == why
    with pytest.raises(Unreadable):
        describe(path)


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {}), ("PNG", {}), ("TIFF", {}), ("BMP", {}), ("GIF", {}), ("WEBP", {})])
def test_cut_short(tmp_path: Path, kind: str, options: dict[str, object]) -> None:
    noise = Image.fromarray(RNG.integers(0, 255, (64, 64, 3)).astype(np.uint8))
    path = saved(tmp_path, noise, kind, **options)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    assert reason(path) in ("the file is cut short", "the picture data are damaged")
    if kind in ("JPEG", "PNG", "BMP"):
        assert reason(path) == "the file is cut short"


def bomb(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb(60000, 60000))
    assert reason(path) == "too large: 60000 x 60000 pixels"
    with pytest.raises(Unreadable, match="too large"):
        describe(path)


def test_a_small_bomb_below_the_limit_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb(16000, 16000))
    assert reason(path) == "the picture data are damaged"


def test_a_genuine_panorama_is_read_without_a_warning(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("L", (12000, 10000), 77), "JPEG", quality=50)
    limit = Image.MAX_IMAGE_PIXELS
    assert MAX_PIXELS > 12000 * 10000
    image = decode(path, 200)
    assert min(image.size) >= 200
    assert max(image.size) < 2000
    assert limit == Image.MAX_IMAGE_PIXELS


@pytest.mark.parametrize("longest", [10, 31, 60, 100, 239, 240, 500])
def test_the_hint_never_gives_less_than_asked(tmp_path: Path, longest: int) -> None:
    path = saved(tmp_path, scene(640, 480), "JPEG", quality=95)
    with path.open("rb") as file:
        picture = decode_file(file, longest)
    assert (picture.width, picture.height) == (640, 480)
    assert min(picture.image.size) >= min(longest, 480)
    whole = to_square(decode(path), 30).astype(int)
    assert abs(to_square(picture.image, 30) - whole).mean() < 8 if longest >= 30 else True


def test_only_regular_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert reason(tmp_path / "pipe.jpg") == "not a regular file"
    assert reason(tmp_path) == "not a regular file"
    assert reason(tmp_path / "nothing.jpg") == "the file is gone"
    assert reason(tmp_path / "a\0b.jpg") == "cannot be read"


def test_files_are_left_alone_and_filters_too(tmp_path: Path) -> None:
    path = saved(tmp_path, scene(), "PNG")
    before, filters = path.stat(), list(warnings.filters)
    decode(path)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert list(warnings.filters) == filters


def test_square_keeps_all_content() -> None:
    square = to_square(scene(300, 100), 50)
    assert square.dtype == np.uint8
    assert square[25, 1, 0] < 12
    assert square[25, 48, 0] > 243
    assert square[1, 1, 2] > 200
    exact = scene(32, 32)
    assert (to_square(exact, 32) == np.asarray(exact)).all()


@pytest.mark.parametrize(
    ("size", "shown", "kind"), [((32, 20), (32, 20), "PNG"), ((100, 50), (100, 50), "JPEG"), ((900, 300), (256, 85), "JPEG")]
)
def test_thumbnails_keep_the_aspect_and_never_grow(size: tuple[int, int], shown: tuple[int, int], kind: str) -> None:
    image = scene(*size)
    with Image.open(BytesIO(encoded(shrunk(image, 256)))) as thumbnail:
        assert (thumbnail.size, thumbnail.format) == (shown, kind)
    assert image.size == size
