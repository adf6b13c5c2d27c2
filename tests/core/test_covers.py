"""Covers are small, are found by the project's path, and nothing that lies in the cache can make reading them fail."""

import io
from pathlib import Path

import pytest
from PIL import Image

from core import covers, paths
from core.covers import Cover

COLOURS = ("red", "lime", "blue", "yellow", "black")


@pytest.fixture(autouse=True)
def _empty_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))


def encoded(colour: str, size: tuple[int, int] = (200, 100)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def test_a_strip_is_square_pictures_side_by_side() -> None:
    whole = Image.open(io.BytesIO(covers.strip(encoded(c) for c in COLOURS)))
    assert whole.size == (covers.TILES * covers.TILE, covers.TILE)
    middles = [whole.getpixel((n * covers.TILE + covers.TILE // 2, covers.TILE // 2)) for n in range(covers.TILES)]
    for middle, colour in zip(middles, COLOURS, strict=False):
        assert all(abs(a - b) < 12 for a, b in zip(middle, Image.new("RGB", (1, 1), colour).getpixel((0, 0)), strict=True))


def test_damaged_pictures_are_left_out() -> None:
    assert covers.strip([b"", b"no picture", encoded("red")[:60]]) == b""
    whole = Image.open(io.BytesIO(covers.strip([encoded("red")[:60], encoded("blue")])))
    assert whole.size == (covers.TILE, covers.TILE)


def test_a_cover_belongs_to_its_path(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "birds.labelight", tmp_path / "b" / "birds.labelight"
    cover = Cover(12, 3, 1e9, covers.strip([encoded("red")]))
    covers.keep(first, cover)
    assert covers.read(first) == cover
    assert covers.read(second) is None
    covers.forget(first)
    assert covers.read(first) is None
    covers.forget(first)


def test_pictures_stay_until_there_are_others_or_no_images(tmp_path: Path) -> None:
    path, pictures = tmp_path / "p.labelight", covers.strip([encoded("red")])
    covers.keep(path, Cover(5, 0, 1.0, pictures))
    covers.keep(path, Cover(6, 1, 2.0))
    assert covers.read(path) == Cover(6, 1, 2.0, pictures)
    covers.keep(path, Cover(0, 0, 3.0))
    assert covers.read(path) == Cover(0, 0, 3.0)


@pytest.mark.parametrize(
    "text", ["", "[]", "3", '{"images": 1}', '{"images": "x", "labels": 1, "opened": 0}', "\0", "[" * 9999]
)
def test_what_is_no_cover_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.labelight"
    covers.keep(path, Cover(1, 1, 1.0))
    (file,) = paths.covers_home().iterdir()
    file.write_text(text)
    assert covers.read(path) is None


def test_a_name_that_is_no_text_has_a_cover_too(tmp_path: Path) -> None:
    path = tmp_path / b"caf\xe9.labelight".decode("utf-8", "surrogateescape")
    covers.keep(path, Cover(1, 2, 3.0))
    assert covers.read(path) == Cover(1, 2, 3.0)
