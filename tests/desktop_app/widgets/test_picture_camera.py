"""Where a picture lies: what is under the pointer stays there, and the picture never leaves the window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.widgets.picture_camera import PictureCamera


def camera(window: tuple[float, float], picture: tuple[int, int], ratio: float = 1.0) -> PictureCamera:
    made = PictureCamera()
    made.resize(*window, ratio)
    made.measure(*picture)
    return made


def test_the_whole_picture_fits_at_first() -> None:
    assert camera((900, 600), (3000, 1000)).rect() == (0, 150, 900, 300)
    assert camera((900, 600), (30, 30)).rect() == (150, 0, 600, 600)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_actual_pixels_are_one_on_the_screen_each(ratio: float) -> None:
    made = camera((900, 600), (3000, 2000), ratio)
    made.toggle(450, 300)
    assert made.scale == pytest.approx(1)
    left, top, width, _ = made.rect()
    assert width * ratio == pytest.approx(3000)
    assert (left * ratio).is_integer()
    assert (top * ratio).is_integer()
    made.toggle(0, 0)
    assert made.fitted


def test_what_is_under_the_pointer_stays_there() -> None:
    made = camera((900, 600), (900, 600))
    made.zoom_at(450, 300, 4)
    left, top, width, height = made.rect()
    seen = (200 - left) / width, (500 - top) / height
    made.zoom_at(200, 500, 1.5)
    left, top, width, height = made.rect()
    assert left + seen[0] * width == pytest.approx(200, abs=1)
    assert top + seen[1] * height == pytest.approx(500, abs=1)


def test_a_zoomed_picture_keeps_its_size_in_another_window_and_a_fitting_one_fits() -> None:
    made = camera((900, 600), (900, 600))
    made.zoom_at(0, 0, 4)
    made.resize(700, 500, 1.0)
    assert made.scale == pytest.approx(4)
    made.fit()
    made.resize(450, 600, 1.0)
    assert made.rect()[2] == 450


numbers = st.floats(-2000, 2000)
moves = st.lists(st.tuples(st.sampled_from(["zoom", "pan", "resize"]), numbers, numbers, st.floats(0.1, 10)), max_size=12)


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from([1.0, 1.5, 2.0]), moves)
def test_no_gap_where_the_picture_is_larger_and_in_the_middle_where_it_is_smaller(
    across: int, down: int, ratio: float, moved: list[tuple[str, float, float, float]]
) -> None:
    made = camera((640, 480), (across, down), ratio)
    for kind, x, y, factor in moved:
        if kind == "zoom":
            made.zoom_at(x, y, factor)
        elif kind == "pan":
            made.pan(x, y)
        else:
            made.resize(abs(x) + 50, abs(y) + 50, ratio)
    left, top, width, height = made.rect()
    for start, length, room in ((left, width, made.width), (top, height, made.height)):
        if length >= room:
            assert start <= 1
            assert start + length >= room - 1
        else:
            assert start + length / 2 == pytest.approx(room / 2, abs=1)
