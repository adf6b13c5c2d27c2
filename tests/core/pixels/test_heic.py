"""Pictures of telephones: read with the extra [heic], refused without it, and never anything else that looks alike."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.pixels import heic, walk
from core.pixels.decode import Unreadable, decode, decode_file, describe
from tests.faults.bad_files import noise, scene

needed = pytest.mark.skipif(not heic.is_installed(), reason="the extra [heic] (pillow-heif) is not installed")


def in_heic(image: Image.Image, **options: object) -> bytes:
    import pillow_heif

    buffer = BytesIO()
    pillow_heif.from_pillow(image).save(buffer, quality=95, **options)
    return buffer.getvalue()


def boxes(*brands: bytes) -> bytes:
    """The beginning of a file of these brands, the first the main one; nothing of use behind it."""
    box = b"ftyp" + brands[0] + bytes(4) + b"".join(brands[1:])
    return (len(box) + 4).to_bytes(4, "big") + box + bytes(60)


def reason(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        decode_file(BytesIO(data))
    return caught.value.reason


@needed
def test_a_picture_under_any_name_is_read_at_its_size(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(in_heic(scene(120, 80)))
    assert describe(path).format == "HEIC"
    assert (describe(path).width, describe(path).height) == (120, 80)
    shown = decode(path)
    assert shown.mode == "RGB"
    assert np.abs(np.asarray(shown).astype(int) - np.asarray(scene(120, 80))).mean() < 6


@needed
def test_the_look_through_a_folder_finds_it(tmp_path: Path) -> None:
    for name in ("IMG_1.HEIC", "b.heif", "c.avif"):
        (tmp_path / name).write_bytes(b"")
    met = walk.Found()
    assert list(walk.walk(tmp_path, met)) == ["b.heif", "IMG_1.HEIC"]
    assert met.not_supported == {"avif": 1}


@needed
def test_a_turned_picture_is_turned_once(tmp_path: Path) -> None:
    upright = scene(64, 40)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: to be turned by a quarter to the right
    stored = upright.transpose(Image.Transpose.ROTATE_90)
    path = tmp_path / "a.heic"
    path.write_bytes(in_heic(stored, exif=exif.tobytes()))
    assert (describe(path).width, describe(path).height) == (64, 40)
    with path.open("rb") as file:
        picture = decode_file(file)
    assert (picture.width, picture.height) == picture.image.size == (64, 40)
    assert not picture.plain
    assert np.abs(np.asarray(picture.image).astype(int) - np.asarray(upright)).mean() < 8


@needed
def test_what_is_transparent_lies_over_grey() -> None:
    hidden = np.dstack([np.full((64, 64, 3), (255, 0, 0), np.uint8), np.zeros((64, 64), np.uint8)])
    shown = np.asarray(decode_file(BytesIO(in_heic(Image.fromarray(hidden)))).image).astype(int)
    assert np.ptp(shown.reshape(-1, 3).mean(axis=0)) < 4


@needed
def test_damage_is_a_reason() -> None:
    whole = in_heic(noise())
    assert reason(whole[: len(whole) * 6 // 10]) == "the file is cut short"
    assert reason(boxes(b"heic", b"mif1")) == "the picture data are damaged"


@needed
def test_a_file_that_would_fill_the_memory_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heic, "MOST_BYTES", 100)
    assert reason(in_heic(noise())) == "too large"


@needed
def test_a_header_that_claims_too_much_is_refused_before_decoding() -> None:
    whole = in_heic(noise())
    size = b"ispe" + bytes(4) + (64).to_bytes(4, "big") * 2
    assert size in whole
    lying = whole.replace(size, size[:8] + (30_000).to_bytes(4, "big") * 2)
    assert reason(lying).startswith("too large") or reason(lying) == "the picture data are damaged"


def test_without_the_extra_it_is_named_and_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heic, "is_installed", lambda: False)
    assert reason(boxes(b"heic", b"mif1")) == "not supported: HEIC"
    assert reason(boxes(b"mif1", b"heic")) == "not supported: HEIC"


def test_one_that_cannot_be_loaded_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(file: object) -> Image.Image:
        raise ImportError("a library is gone")

    monkeypatch.setattr(heic, "is_installed", lambda: True)
    monkeypatch.setattr(heic, "opened", opened)
    assert reason(boxes(b"heic", b"mif1")) == "not supported: HEIC"


@pytest.mark.parametrize(
    ("brands", "why"),
    [
        ((b"avif", b"mif1", b"miaf"), "not supported: AVIF"),
        ((b"mif1", b"avif", b"miaf"), "not supported: AVIF"),
        ((b"isom", b"mp41"), "not supported: film or raw file"),
        ((b"qt  ",), "not supported: film or raw file"),
    ],
)
def test_what_looks_alike_is_never_opened(monkeypatch: pytest.MonkeyPatch, brands: tuple[bytes, ...], why: str) -> None:
    monkeypatch.setattr(heic, "is_installed", lambda: True)
    monkeypatch.setattr(heic, "opened", lambda file: pytest.fail("opened"))
    assert reason(boxes(*brands)) == why


def test_a_box_that_lies_about_its_length_ends_with_the_file() -> None:
    for length in (0, 8, 2**32 - 1):
        data = length.to_bytes(4, "big") + b"ftypisom"
        assert heic.kind(BytesIO(data)) == ""


def test_the_endings_are_looked_for_where_they_can_be_read() -> None:
    assert (walk.PICTURES if heic.is_installed() else walk.NOT_SUPPORTED) >= heic.ENDINGS
    assert not walk.PICTURES & walk.NOT_SUPPORTED
