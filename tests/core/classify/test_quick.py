"""The quick classifier: from one label per class on, finite, the same with and without its past."""

import numpy as np
import pytest

from core.classify import pca, quick
from core.classify.logistic import unit


def groups(n=300, classes=4, d=40, seed=0):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % classes
    centres = np.abs(rng.standard_normal((classes, d)))
    return (centres[y] + 0.3 * np.abs(rng.standard_normal((n, d)))).astype(np.float16), y


def test_two_classes_with_one_label_each_are_enough():
    x, y = groups(classes=2)
    reduced = quick.reduce(x, keep=16)
    found = quick.answer(reduced, np.array([0, 1]), y[:2], 2)
    assert (found.prediction == y).mean() > 0.95
    assert found.prediction.dtype == np.int32
    assert found.confidence.dtype == found.probabilities.dtype == np.float32
    assert np.allclose(found.probabilities.sum(1), 1, atol=1e-5)
    assert np.allclose(found.confidence, found.probabilities.max(1))


def test_more_labels_and_a_class_nobody_used():
    x, y = groups()
    reduced = quick.reduce(x)
    found = quick.answer(reduced, np.arange(24), y[:24], 6)
    assert (found.prediction == y).mean() > 0.95
    assert (found.probabilities[:, 4:] == 0).all()


def test_the_answer_before_only_saves_time():
    x, y = groups()
    reduced = quick.reduce(x)
    before = quick.answer(reduced, np.arange(12), y[:12], 4)
    cold = quick.answer(reduced, np.arange(20), y[:20], 4)
    warm = quick.answer(reduced, np.arange(20), y[:20], 4, before)
    assert np.allclose(cold.probabilities, warm.probabilities, atol=5e-3)
    other = quick.answer(reduced, np.arange(20), y[:20], 5, before)  # a class was added: the past does not fit
    assert other.probabilities.shape == (300, 5)


def test_labels_given_as_class_ids_come_back_as_such():
    x, y = groups(classes=2)
    reduced = quick.reduce(x)
    ids = np.array([7, 40])
    assert quick.learn(reduced, np.array([0, 2]), ids[y[[0, 2]]]) is None, "one class is nothing to tell apart"
    learnt = quick.learn(reduced, np.array([0, 1]), ids[y[:2]])
    assert learnt is not None
    used, found = learnt
    assert used.tolist() == [7, 40]
    assert (used[found.prediction] == ids[y]).mean() > 0.95


def test_one_class_or_a_wrong_index_is_refused():
    reduced = quick.reduce(groups(20)[0])
    with pytest.raises(ValueError, match="two classes"):
        quick.answer(reduced, np.arange(3), np.zeros(3, int), 2)
    with pytest.raises(ValueError, match="must lie in"):
        quick.answer(reduced, np.arange(3), np.array([0, 1, 2]), 2)


@pytest.mark.parametrize("x", [np.zeros((0, 5)), np.ones((1, 5)), np.zeros((4, 5)), np.ones((7, 3))])
def test_reduce_survives_nothing_one_and_equal_images(x):
    reduced = quick.reduce(x.astype(np.float16))
    assert len(reduced) == len(x)
    assert np.isfinite(reduced.values).all()


def test_identical_images_with_different_labels_are_a_toss_up():
    reduced = quick.reduce(np.ones((6, 4), np.float16))
    found = quick.answer(reduced, np.array([0, 1]), np.array([0, 1]), 2)
    assert np.allclose(found.probabilities, 0.5, atol=1e-3)


def test_principal_directions_are_those_of_the_full_eigenproblem():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((500, 200)) * np.geomspace(3, 0.1, 200) + 1
    basis = pca.principal(x, 20)
    centred = unit(x) - unit(x).mean(0)
    exact = np.linalg.eigvalsh(centred.T @ centred / 500)[::-1][:20]
    assert np.allclose(basis.variances, exact, rtol=0.02)
    assert np.allclose(basis.directions.T @ basis.directions, np.eye(20), atol=1e-4)
    assert np.array_equal(basis.directions, pca.principal(x, 20).directions)


def test_plane_is_finite_and_two_dimensional():
    for x in (np.zeros((0, 3)), np.ones((1, 3)), np.eye(4), np.arange(5)[:, None] + 1.0):
        xy = pca.plane(x)
        assert xy.shape == (len(x), 2)
        assert np.isfinite(xy).all()
