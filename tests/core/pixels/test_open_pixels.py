"""From a list of images to their pixels."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import Cancelled
from core.jobs.manifest import ImageList
from core.jobs.reporter import ListReporter
from core.pixels import cache as cache_module
from core.pixels.cache import PixelCache, cached_side, open_pixels
from core.pixels.decode import decode, to_square
from core.pixels.scan import scan
from tests.core.pixels.pictures import put

SIDE = 16


def listed(folder: Path) -> ImageList:
    return scan(folder, ListReporter())[0]


def test_every_image_in_order(tmp_path: Path) -> None:
    for n in range(40):
        put(tmp_path / "in" / f"{n}.png", n)
    images = listed(tmp_path / "in")
    report = ListReporter()
    pixels = open_pixels(tmp_path / "cache", images, tmp_path / "in", SIDE, report)
    assert len(pixels) == 40
    assert pixels.readable.all()
    assert pixels.batch(np.array([7, 3, 7])).shape == (3, SIDE, SIDE, 3)
    for place, path in enumerate(images.paths):
        assert (pixels.batch(np.array([place]))[0] == to_square(decode(tmp_path / "in" / path, SIDE), SIDE)).all()
    assert report.steps[0] == (0, 40, {"decoding": 40})
    assert report.steps[-1] == (40, 40, {"decoding": 0})
    again = ListReporter()
    assert (open_pixels(tmp_path / "cache", images, tmp_path / "in", SIDE, again).rows == pixels.rows).all()
    assert not again.steps


def test_gone_changed_and_damaged_files_have_no_row(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for n in range(6):
        put(folder / f"{n}.jpg", n)
    cut = folder / "4.jpg"
    cut.write_bytes(cut.read_bytes()[:-200])
    images = listed(folder)
    (folder / "1.jpg").unlink()
    put(folder / "2.jpg", 99)
    pixels = open_pixels(tmp_path / "cache", images, folder, SIDE, ListReporter())
    assert pixels.readable.tolist() == [True, False, False, True, False, True]
    assert (pixels.rows < 0).tolist() == (~pixels.readable).tolist()
    assert (pixels.batch(np.array([1, 0]))[0] == 128).all()


def test_equal_files_share_a_row_and_stand_in_for_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder / "a.png", 1)
    put(folder / "b.png", 1)
    put(folder / "c.png", 2)
    images = listed(folder)
    (folder / "a.png").unlink()
    pixels = open_pixels(tmp_path / "cache", images, folder, SIDE, ListReporter())
    assert pixels.rows[0] == pixels.rows[1] >= 0
    assert len(PixelCache(tmp_path / "cache", SIDE)) == 2


def test_what_was_decoded_before_a_cancel_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_CHUNK_BYTES", 5 * SIDE * SIDE * 3)
    for n in range(60):
        put(tmp_path / "in" / f"{n}.png", n)
    images = listed(tmp_path / "in")
    with pytest.raises(Cancelled):
        open_pixels(tmp_path / "cache", images, tmp_path / "in", SIDE, ListReporter(stop_after=30))
    assert 10 < len(PixelCache(tmp_path / "cache", SIDE)) < 60
    assert open_pixels(tmp_path / "cache", images, tmp_path / "in", SIDE, ListReporter()).readable.all()
    assert len(PixelCache(tmp_path / "cache", SIDE)) == 60


def test_no_images_at_all(tmp_path: Path) -> None:
    pixels = open_pixels(tmp_path / "cache", ImageList.empty(), tmp_path, SIDE, ListReporter())
    assert len(pixels) == 0
    assert pixels.batch(np.empty(0, np.int64)).shape == (0, SIDE, SIDE, 3)


@pytest.mark.parametrize(
    ("size", "side", "expected"), [(128, 32, 32), (128, 33, 64), (96, 500, 96), (32, 24, 32), (128, 0, 128)]
)
def test_no_larger_than_the_images(tmp_path: Path, size: int, side: int, expected: int) -> None:
    if side:
        put(tmp_path / "a.png", 0, side)
        put(tmp_path / "b.png", 1, 8)
    assert cached_side(size, listed(tmp_path)) == expected
