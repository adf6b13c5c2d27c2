"""What more labels may bring: curves whose truth is known."""

import numpy as np
import pytest

from core.classify import curve
from core.classify.crossval import Regression

LABELS = np.array([50, 100, 200])


@pytest.mark.parametrize(("floor", "scale", "power"), [(0.0, 2.0, 0.5), (0.1, 3.0, 0.7), (0.0, 1.0, 0.3)])
def test_it_finds_the_number_of_a_power_law(floor: float, scale: float, power: float) -> None:
    error = floor + scale * LABELS.astype(float) ** -power
    target = 1 - (floor + scale * 500.0**-power)
    assert curve.needed(LABELS, error, target) == pytest.approx(500, rel=0.02)


def test_a_flat_curve_never_gets_there() -> None:
    assert curve.needed(LABELS, np.array([0.3, 0.3, 0.3]), 0.9) == np.inf
    assert curve.needed(LABELS, np.array([0.3, 0.31, 0.32]), 0.9) == np.inf


def drawn(error: np.ndarray, count: int, seed: int = 0) -> np.ndarray:
    """Right or wrong, [S, n], by these errors; a harder image is wrong more often under each."""
    hardness = np.random.default_rng(seed).random(count)
    return hardness[None, :] > error[:, None]


def test_the_range_holds_the_truth_and_shrinks_with_judges() -> None:
    error = 0.05 + 3.0 * LABELS.astype(float) ** -0.6
    found = {n: curve.extrapolated(LABELS, drawn(error, n), np.random.default_rng(1)) for n in (100, 4000)}
    widths = []
    for made in found.values():
        assert made is not None
        truth = ((1 - made.target - 0.05) / 3.0) ** (-1 / 0.6) - 200
        assert made.more[0] <= truth * 1.25
        assert truth <= made.more[2] * 1.25
        widths.append(made.more[2] - made.more[0])
    assert widths[1] < widths[0]


def test_words() -> None:
    near = curve.Curve((50, 100, 200), (0.7, 0.8, 0.86), 0.9, (31.0, 57.0, 140.0))
    assert near.sentence == "About 57 more labels may bring 90% (between 31 and 140)."
    wide = curve.Curve((50, 100, 200), (0.7, 0.8, 0.86), 0.9, (31.0, 347.0, np.inf))
    assert wide.sentence == "About 350 more labels may bring 90%; the labels there are say it only roughly."
    flat = curve.Curve((50, 100, 200), (0.7, 0.7, 0.7), 0.75, (np.inf, np.inf, np.inf))
    assert flat.sentence.startswith("More labels like these will hardly bring 75%")


def test_few_labels_say_nothing_and_perfect_ones_need_no_more() -> None:
    rng = np.random.default_rng(0)
    y = np.arange(30) % 3
    assert curve.learning_curve(y, Regression(rng.normal(size=(30, 4)), y, 3)) is None
    assert curve.extrapolated(LABELS, np.ones((3, 100), bool), rng) is None


def test_it_teaches_with_a_part_and_judges_with_the_rest() -> None:
    rng = np.random.default_rng(0)
    y = np.arange(200) % 4
    z = rng.normal(size=(4, 12))[y] * 0.6 + rng.normal(size=(200, 12))
    seen: list[tuple[int, int]] = []

    def fit(train: np.ndarray, asked: np.ndarray, generator: np.random.Generator) -> tuple[np.ndarray, float]:
        assert not (train & asked).any()
        assert set(y[train]) == {0, 1, 2, 3}
        seen.append((int(train.sum()), int(asked.sum())))
        return Regression(z, y, 4)(train, asked, generator)

    said: list[int] = []
    found = curve.learning_curve(y, fit, folds=5, said=lambda done, total: said.append(done))
    assert found is not None
    assert found.labels == (40, 80, 160)
    assert [n for n, _ in seen[::5]] == [40, 80, 160]
    assert all(asked == 40 for _, asked in seen)
    assert found.accuracy[-1] > found.accuracy[0]
    assert found.target > found.accuracy[-1]
    assert said == list(range(1, 16))
