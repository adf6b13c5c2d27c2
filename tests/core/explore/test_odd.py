"""What is odd among the usual, and that nothing is where all are alike odd or vary all over."""

import numpy as np

from core.explore import odd

RNG = np.random.default_rng(0)


def rows(found: list[odd.Oddity]) -> list[int]:
    return [one.row for one in found]


def test_blurred_ones_are_listed_with_how_much_the_worst_first() -> None:
    sharpness = np.append(RNG.normal(1, 0.05, 100), [0.5, 0.25, np.nan])
    found = odd.blurred(sharpness)
    assert rows(found) == [101, 100]
    assert found[0].reason == f"Edges {np.nanmedian(sharpness) / 0.25:.1f} times as wide as usual here"
    assert rows(odd.blurred(np.append(RNG.normal(0.3, 0.02, 100), 0.25))) == []  # all are soft
    assert rows(odd.blurred(np.exp(RNG.uniform(-2, 0, 200)))) == []  # some of everything
    assert rows(odd.blurred(np.array([1, 1, 0.1]))) == []  # too few to say what is usual


def test_dark_bright_and_flat_are_so_beside_the_others_only() -> None:
    usual = RNG.uniform(0.3, 0.6, 100)
    assert rows(odd.dark(np.append(usual, [0.05, 0.02, np.nan]))) == [101, 100]
    assert rows(odd.bright(np.append(usual, [0.95, 0.99]))) == [101, 100]
    assert rows(odd.flat(np.append(usual, [0.02, 0.0]))) == [101, 100]
    night = RNG.uniform(0.03, 0.1, 100)
    assert rows(odd.dark(night)) == rows(odd.bright(1 - night)) == []
    assert odd.dark(np.append(np.full(50, 0.5), 0.05))[0].reason == "5% bright, usual here is 50%"


def test_odd_sizes_where_most_have_one_and_nothing_where_they_vary() -> None:
    widths, heights = np.full(100, 500), np.full(100, 375)
    heights[3], widths[4], heights[4], widths[5] = 60, 64, 48, 375
    heights[5] = 500  # turned: as usual
    found = odd.odd_sized(widths, heights)
    assert rows(found) == [4, 3]
    assert found[0].reason == "64 pixels on its longer side, usual here is 500"
    assert found[1].reason == "8.3 times as long as wide, usual here is 1.3"
    assert rows(odd.odd_sized(RNG.integers(50, 4000, 100), RNG.integers(50, 4000, 100))) == []


def test_outlying_is_far_beyond_what_is_usual() -> None:
    distances = np.append(RNG.uniform(0.3, 0.5, 500), [0.9, np.nan])
    assert rows(odd.outlying(distances)) == [500]
    assert odd.outlying(distances)[0].reason == "10% like its nearest, usual here is 60%"
