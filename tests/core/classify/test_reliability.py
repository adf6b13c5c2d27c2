"""Reliability: bins against a slow version, known gaps, ties, and the words."""

import numpy as np
import pytest

from core.classify.reliability import FEWEST, Reliability, reliability
from core.classify.scores import interval


def drawn(count: int, exponent: float = 1.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Confidences, and hits that come true with confidence ** exponent: 1 is a classifier that says the truth."""
    rng = np.random.default_rng(seed)
    confidence = rng.uniform(0.3, 1.0, count)
    return confidence, rng.random(count) < confidence**exponent


def shown(confidence: np.ndarray, right: np.ndarray) -> Reliability:
    found = reliability(confidence, right)
    assert found is not None
    return found


def test_bins_are_those_of_a_slow_version() -> None:
    confidence, right = drawn(157)
    found = shown(confidence, right)
    pairs = sorted(zip(confidence.tolist(), right.tolist(), range(157), strict=True))
    error = 0.0
    for number, each in enumerate(found.bins):
        mine = pairs[round(number * 15.7) : round((number + 1) * 15.7)]
        assert sorted(each.members.tolist()) == sorted(place for _, _, place in mine)
        assert (each.low, each.high) == (mine[0][0], mine[-1][0])
        assert each.said == pytest.approx(sum(c for c, _, _ in mine) / len(mine))
        assert each.right == pytest.approx(sum(r for _, r, _ in mine) / len(mine))
        assert each.interval == pytest.approx(interval(sum(r for _, r, _ in mine), len(mine)))
        error += len(mine) / 157 * abs(each.said - each.right)
    assert len(found.bins) == 10
    assert found.error == pytest.approx(error)


def test_equal_confidences_stay_together() -> None:
    confidence = np.repeat([0.5, 0.9, 1.0], [40, 20, 90])
    found = shown(confidence, np.arange(150) % 3 > 0)
    assert [(b.low, b.high, len(b.members)) for b in found.bins] == [(0.5, 0.5, 40), (0.9, 0.9, 20), (1.0, 1.0, 90)]
    assert len(shown(np.ones(60), np.ones(60, bool)).bins) == 1


def test_too_few_are_not_drawn() -> None:
    assert reliability(np.full(FEWEST - 1, 0.9), np.ones(FEWEST - 1, bool)) is None
    assert len(shown(*drawn(FEWEST)).bins) == 2


def test_the_words_say_how_often_it_is_right_and_which_way_it_leans() -> None:
    confidence = np.repeat([0.6, 0.9], 100)
    honest = np.concatenate([np.arange(100) < 60, np.arange(100) < 88])
    assert shown(confidence, honest).sentence == "When it says 90%, it is right about 88% of the time (80% to 93%)."
    proud = np.concatenate([np.arange(100) < 30, np.arange(100) < 70])
    assert shown(confidence, proud).sentence.startswith(
        "It is surer than it should be: when it says 90%, it is right about 70%"
    )
    assert shown(confidence, np.ones(200, bool)).sentence.startswith("It is less sure than it should be: when it says 90%")
    assert shown(confidence, honest).bins[0].sentence == "Where it says 60%, 60 of 100 images were right: 60% (50% to 69%)."


def test_one_that_says_the_truth_is_seldom_blamed() -> None:
    blamed = [shown(*drawn(120, seed=seed)).sentence.startswith("It is") for seed in range(200)]
    assert sum(blamed) <= 20  # 5 % of 200, and twice that
    caught = [shown(*drawn(120, 2.0, seed)).sentence.startswith("It is surer") for seed in range(50)]
    assert sum(caught) >= 45


def test_sure_of_everything_and_wrong_is_found_out() -> None:
    assert shown(np.ones(40), np.arange(40) > 3).lean > 2
    assert shown(np.ones(40), np.ones(40, bool)).lean == 0
