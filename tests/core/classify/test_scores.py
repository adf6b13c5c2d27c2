"""Scores against hand-made numbers."""

import numpy as np
import pytest

from core.classify import scores


def test_confusion_and_what_follows_from_it():
    matrix = scores.confusion(np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1, 1, 0, 1]), 4)
    assert matrix.tolist() == [[2, 1, 0, 0], [1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    assert scores.accuracy(matrix) == 0.5
    rows = scores.per_class(matrix)
    assert rows[0] == scores.ClassScore(2 / 3, 2 / 3, 3)
    assert rows[3] == scores.ClassScore(0.0, 0.0, 0)
    assert scores.balanced_accuracy(matrix) == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)
    assert scores.accuracy(np.zeros((2, 2), int)) == scores.balanced_accuracy(np.zeros((2, 2), int)) == 0


def test_wilson_interval():
    low, high = scores.interval(8, 10)
    assert (low, high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert scores.interval(0, 0) == (0.0, 1.0)
    assert scores.interval(10, 10)[1] == 1.0
    assert scores.interval(10, 10)[0] > 0.7
    assert scores.interval(0, 10)[0] == 0.0


def test_wilson_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(0)
    for truth in (0.5, 0.9):
        inside = [low <= truth <= high for low, high in (scores.interval(r, 40) for r in rng.binomial(40, truth, 2000))]
        assert 0.92 < np.mean(inside) < 0.98


def test_log_loss_and_calibration_error():
    y, p = np.array([0, 1]), np.array([[0.8, 0.2], [0.4, 0.6]], np.float32)
    assert scores.log_loss(y, p) == pytest.approx(-(np.log(0.8) + np.log(0.6)) / 2, abs=1e-6)
    assert np.isfinite(scores.log_loss(np.array([1]), np.array([[1.0, 0.0]])))
    assert scores.expected_calibration_error(y, p) == pytest.approx((0.2 + 0.4) / 2, abs=1e-6)
    assert scores.log_loss(np.zeros(0, int), np.zeros((0, 2))) == 0


def test_temperature_is_found_again():
    rng = np.random.default_rng(0)
    logits = rng.standard_normal((4000, 5)) * 2
    p = scores.calibrated(logits, 1.0)
    y = (p.cumsum(1) > rng.random((4000, 1))).argmax(1)
    for factor in (0.25, 1.0, 4.0):
        assert scores.best_temperature(y, logits * factor) == pytest.approx(factor, rel=0.1)
    assert scores.expected_calibration_error(y, p) < 0.03


def test_temperature_of_few_labels_that_are_all_right_is_not_zero():
    logits = np.eye(3)[[0, 1, 2]] * 0.1
    p = scores.calibrated(logits, scores.best_temperature(np.arange(3), logits))
    assert p.max() == pytest.approx(0.8, abs=0.02)  # (n + 1) / (n + 2)
    assert scores.best_temperature(np.zeros(0, int), np.zeros((0, 3))) == 1.0


def test_a_steady_temperature_moves_from_the_prior_to_the_evidence():
    rng = np.random.default_rng(1)
    y = rng.integers(0, 3, 3000)
    logits = np.eye(3)[y] * 4 + rng.standard_normal((3000, 3)) * 3
    best = scores.best_temperature(y, logits)
    few, many = (scores.steady_temperature(y[:n], logits[:n]) for n in (3, 3000))
    assert abs(np.log(few / scores.PRIOR_TEMPERATURE)) < 0.35
    assert many == pytest.approx(min(best, 2.0), rel=0.05)
