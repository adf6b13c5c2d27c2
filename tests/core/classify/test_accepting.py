"""The threshold keeps its promise on simulated images, whether the classifier is calibrated or not."""

import numpy as np
import pytest

from core.classify.accepting import TRUST, curve, lower_bound


def drawn(count: int, seed: int, boast: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Confidence [n] and right [n]; with boast 1 the confidence is true, with more it says too much."""
    rng = np.random.default_rng(seed)
    logit = rng.normal(2, 2, count)
    return 1 / (1 + np.exp(-boast * logit)), rng.random(count) < 1 / (1 + np.exp(-logit))


@pytest.mark.parametrize("boast", [0.6, 1.0, 1.6])
@pytest.mark.parametrize("wanted", [0.9, 0.95])
def test_what_is_accepted_is_right_as_often_as_wished(boast: float, wanted: float) -> None:
    kept, said = [], []
    for seed in range(40):
        free, true = drawn(5000, 1000 + seed, boast)
        choice = curve(free, *drawn(400, seed, boast)).best(wanted)
        if choice is not None:
            kept.append(true[free >= choice.threshold].mean())
            said.append(choice.expected)
    assert len(kept) >= 30
    assert np.mean(kept) >= wanted - 0.005
    assert np.mean(said) == pytest.approx(np.mean(kept), abs=0.02)


def test_a_boasting_classifier_may_label_less_than_its_word_alone_would_allow() -> None:
    free, _ = drawn(5000, 1, boast=3.0)
    honest = curve(free, *drawn(1000, 2, boast=3.0)).best(0.95)
    believed = curve(free, free, np.ones(len(free), bool)).best(0.95)
    assert honest is not None
    assert believed is not None
    assert honest.count < 0.8 * believed.count


def test_more_labels_allow_more() -> None:
    free, _ = drawn(5000, 0)
    counts = []
    for labels in (100, 1000, 10_000):
        found = [curve(free, *drawn(labels, seed)).best(0.95) for seed in range(20)]
        counts.append(np.mean([choice.count if choice is not None else 0 for choice in found]))
    assert counts[0] < counts[1] < counts[2]


def test_a_few_labels_that_are_all_right_prove_no_98_percent() -> None:
    free = np.full(1000, 0.99)
    found = curve(free, np.full(20, 0.99), np.ones(20, bool))
    assert found.best(0.98) is None
    assert 0.94 < found.surest < 0.98


def test_without_labels_the_calibration_is_worth_a_few() -> None:
    found = curve(np.array([1.0, 0.9]), np.empty(0), np.empty(0, bool))
    assert found.low == pytest.approx(lower_bound(np.array([1.0, 0.95]), np.array([TRUST, TRUST])))


def test_equal_confidences_are_accepted_together() -> None:
    found = curve(np.array([0.9, 0.8, 0.9, 0.8]), np.full(5000, 0.9), np.ones(5000, bool))
    assert found.thresholds.tolist() == [0.9, 0.8]
    assert found.counts.tolist() == [2, 4]


def test_nothing_is_left() -> None:
    found = curve(np.empty(0), np.array([0.9]), np.array([True]))
    assert found.best(0.5) is None
    assert found.surest == 0


def test_the_bound_is_the_textbooks() -> None:
    """Wilson's lower bound for 9 of 10 at z = 1.2816, by hand: (0.98212 - 0.14671) / 1.16424."""
    assert lower_bound(np.array([0.9]), np.array([10])) == pytest.approx([0.7176], abs=5e-4)
