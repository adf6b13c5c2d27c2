"""Measures of pictures made in code: blur at any height of edge, brightness, contrast, hashes that outlive compression."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from core.pixels.measures import MeasureStore, grey, measure


def scene(seed: int, size: tuple[int, int] = (200, 150), height: int = 255) -> Image.Image:
    """Rectangles of all sizes before a plain ground; `height`: how far their tones reach."""
    rng = np.random.default_rng(seed)
    x = np.full((size[1], size[0], 3), 40, np.uint8)
    for _ in range(30):
        left, top = rng.integers(0, size[0] - 10), rng.integers(0, size[1] - 10)
        x[top : top + rng.integers(8, 60), left : left + rng.integers(8, 60)] = rng.integers(0, height, 3)
    return Image.fromarray(x)


def measured(*pictures: Image.Image) -> np.ndarray:
    return measure([grey(picture) for picture in pictures])


def bits(a: np.ndarray, b: np.ndarray) -> int:
    return int(np.bitwise_count(a["hash"] ^ b["hash"]))


def test_twice_the_blur_is_half_the_sharpness() -> None:
    found = measured(*(scene(0).filter(ImageFilter.GaussianBlur(r)) for r in (0, 1, 2)))["sharpness"]
    assert found[0] > 0.9
    assert found[1] / found[0] < 0.7
    assert 0.35 < found[2] / found[1] < 0.65


def test_few_and_faint_edges_are_no_blur() -> None:
    one = Image.new("L", (200, 150), 90)
    one.paste(110, (60, 40, 140, 110))
    assert measured(one)["sharpness"][0] > 0.8 * measured(scene(0))["sharpness"][0]


def test_a_sharp_part_before_a_soft_ground_is_in_focus() -> None:
    soft = scene(1).filter(ImageFilter.GaussianBlur(5))
    focused = soft.copy()
    focused.paste(scene(1).crop((60, 40, 140, 110)), (60, 40))
    soft_one, focused_one = measured(soft, focused)["sharpness"]
    assert focused_one > 2 * soft_one


def test_brightness_contrast_and_what_has_no_edges() -> None:
    found = measured(
        Image.new("RGB", (50, 40)), Image.new("RGB", (50, 40), "white"), scene(2, (50, 40)), Image.new("L", (2, 9))
    )
    assert found["brightness"][:2].tolist() == [0, 1]
    assert found["contrast"][:2].tolist() == [0, 0]
    assert found["contrast"][2] > 0.1
    assert np.isnan(found["sharpness"][[0, 1, 3]]).all()


@pytest.mark.parametrize("seed", range(5))
def test_another_size_and_compression_is_few_bits_away_and_another_scene_many(seed: int) -> None:
    picture, buffer = scene(seed), BytesIO()
    picture.resize((130, 98)).save(buffer, "JPEG", quality=50)
    one, same, other = measured(picture, Image.open(buffer), scene(seed + 100))
    assert bits(one, same) <= 6
    assert bits(one, other) > 12


def test_measures_do_not_depend_on_what_is_measured_with_them() -> None:
    pictures = [scene(seed, size) for seed, size in ((0, (64, 64)), (1, (90, 64)), (2, (64, 64)), (3, (12, 12)))]
    assert measured(*pictures).tolist() == [measured(picture)[0].tolist() for picture in pictures]


def test_a_store_gives_back_what_was_added_and_starts_anew_when_damaged(tmp_path: Path) -> None:
    digests = np.arange(48, dtype=np.uint8).reshape(3, 16)
    found = measured(scene(0), scene(1))
    MeasureStore(tmp_path).add(digests[:1], found[:1])
    store = MeasureStore(tmp_path)
    store.add(digests[1:2], found[1:])
    again = MeasureStore(tmp_path).get(digests[::-1])
    assert again.known.tolist() == [False, True, True]
    assert again.hashes[1:].tolist() == found["hash"][::-1].tolist()
    assert np.isnan(again.sharpness[0])
    assert np.array_equal(again.sharpness[1:], found["sharpness"][::-1])
    (tmp_path / "measures.data").write_bytes(b"something else entirely, longer than a header")
    anew = MeasureStore(tmp_path)
    assert not anew.has(digests).any()
    anew.add(digests, np.concatenate([found, found[:1]]))
    assert MeasureStore(tmp_path).has(digests).all()
