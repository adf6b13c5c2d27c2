"""Cross-validation must be honest: not better than the truth, and chance where there is nothing to learn."""

import numpy as np
import pytest

from core.classify import crossval, scores
from core.classify.crossval import STRENGTH, choose_strength, cross_validate, stratified_folds


def noise(n, d=20, classes=4, seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, d)) / np.sqrt(d), rng.integers(0, classes, n)


def separable(n=60, classes=3):
    rng = np.random.default_rng(0)
    y = np.arange(n) % classes
    return np.eye(classes, 10)[y] + 0.05 * rng.standard_normal((n, 10)), y


def test_folds_spread_each_class_evenly():
    y = np.repeat([0, 1, 2], [20, 11, 7])
    fold = stratified_folds(y, 5, np.random.default_rng(0))
    for c in range(3):
        counts = np.bincount(fold[y == c], minlength=5)
        assert counts.max() - counts.min() <= 1
    sizes = np.bincount(fold)
    assert sizes.max() - sizes.min() <= 1


def test_few_labels_make_fewer_folds_and_single_ones_are_never_left_out():
    fold = stratified_folds(np.array([0, 0, 1, 1, 2]), 5, np.random.default_rng(0))
    assert sorted(fold[:2]) == sorted(fold[2:4]) == [0, 1]
    assert fold[4] == -1
    assert (stratified_folds(np.arange(4), 5, np.random.default_rng(0)) == -1).all()


def test_random_labels_give_chance_not_optimism():
    right = 0
    for seed in range(3):
        z, y = noise(100, d=10, seed=seed)
        found = cross_validate(z, y, 4, repeats=1, seed=seed)
        right += int((found.predicted == y)[found.judged].sum())
    low, high = scores.interval(right, 300)
    assert low <= 0.25 + 0.02
    assert high >= 0.25 - 0.02
    assert right / 300 < 0.33


def test_what_is_easy_is_found_easy():
    z, y = separable()
    found = cross_validate(z, y, 3)
    assert (found.predicted == y).all()
    assert found.logits.shape == (3, 60, 3)
    assert found.how == "cross-validation, 5 folds, 3 times"


def test_no_label_is_predicted_by_a_fit_that_saw_it(monkeypatch):
    z, y = separable(30)
    z = np.concatenate([z, np.arange(30)[:, None] * 1e-9], axis=1)  # marks each row
    seen = []
    solve = crossval.solve

    def spy(rows, *arguments, **named):
        seen.append(set(np.rint(rows[:, -1] / 1e-9).astype(int)))
        return solve(rows, *arguments, **named)

    monkeypatch.setattr(crossval, "solve", spy)
    left_out = []
    original = crossval.Regression.__call__

    def left(regression, train, out, rng):
        seen.clear()
        answer = original(regression, train, out, rng)
        assert not any(s & set(np.flatnonzero(out)) for s in seen)  # neither in fitting nor in choosing the strength
        left_out.append(out)
        return answer

    monkeypatch.setattr(crossval.Regression, "__call__", left)
    cross_validate(z, y, 3, repeats=1)
    assert (np.sum(left_out, axis=0) == 1).all()


def test_single_labels_are_said_not_to_be_judged():
    z, y = separable(21)
    y = np.append(y[:20], 3)
    found = cross_validate(z, y, 5, repeats=1)
    assert found.judged.sum() == 20
    assert "1 class with one label not judged" in found.how
    everyone_alone = cross_validate(z[:3], np.arange(3), 3)
    assert not everyone_alone.judged.any()
    assert "not judged" in everyone_alone.how
    assert np.isfinite(everyone_alone.logits).all()


def test_the_same_seed_gives_the_same_answer():
    z, y = noise(30, d=5)
    first, second = (cross_validate(z, y, 4, repeats=1, seed=5) for _ in range(2))
    assert np.array_equal(first.logits, second.logits)


def test_strength_stays_at_the_usual_unless_another_is_clearly_better():
    z, y = noise(60)
    assert choose_strength(z[:8], y[:8] % 2, 2, np.random.default_rng(0)) == STRENGTH
    z, y = separable(300)
    strength = choose_strength(z * 0.02, y, 3, np.random.default_rng(0))  # tiny inputs need large weights
    assert strength <= STRENGTH


def test_progress_is_told_and_may_stop_it():
    z, y = separable(30)
    calls = []
    cross_validate(z, y, 3, repeats=2, said=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (10, 10)

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cross_validate(z, y, 3, said=stop)
