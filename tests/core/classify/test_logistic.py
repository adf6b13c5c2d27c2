"""The regression against slow, obvious versions of itself."""

import numpy as np
import pytest

from core.classify import logistic
from core.classify.logistic import LogisticModel, Standard, fit, fit_standardised, loss_and_gradient, softmax, standard, unit


def blobs(rng, n=60, d=8, classes=3, apart=2.0):
    centres = rng.standard_normal((classes, d)) * apart
    y = np.arange(n) % classes
    return (centres[y] + rng.standard_normal((n, d))).astype(np.float32), y


def slow_descent(z, y, classes, strength, steps=4000):
    weight, bias = np.zeros((classes, z.shape[1])), np.zeros(classes)
    for _ in range(steps):
        logits = z @ weight.T + bias
        p = np.exp(logits - logits.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        error = p - np.eye(classes)[y]
        weight -= 1.0 * (error.T @ z + strength * weight) / len(z)
        bias -= 1.0 * error.mean(0)
    return weight, bias


def test_fit_agrees_with_plain_gradient_descent():
    x, y = blobs(np.random.default_rng(0), n=30, d=4)
    z = standard(x).apply(x).astype(float)
    weight, bias = fit_standardised(z, y, 3, 0.5)
    slow_weight, slow_bias = slow_descent(z, y, 3, 0.5)
    assert np.allclose(weight, slow_weight, atol=1e-3)
    assert np.allclose(bias, slow_bias - slow_bias.mean(), atol=1e-3)


@pytest.mark.parametrize(("n", "d"), [(20, 100), (100, 20), (40, 40)])
def test_the_gradient_is_zero_at_the_answer_narrow_and_wide(n, d):
    x, y = blobs(np.random.default_rng(1), n=n, d=d)
    z = standard(x).apply(x).astype(float)
    weight, bias = fit_standardised(z, y, 3, 0.3)
    flat = np.concatenate([weight, bias[:, None]], axis=1).ravel()
    _, gradient = loss_and_gradient(flat, z, np.eye(3)[y], 0.3 / n)
    assert np.abs(gradient).max() < 1e-5


def test_gradient_is_that_of_the_loss():
    rng = np.random.default_rng(2)
    z, one_hot, flat = rng.standard_normal((7, 3)), np.eye(4)[rng.integers(0, 4, 7)], rng.standard_normal(16)
    _, gradient = loss_and_gradient(flat, z, one_hot, 0.7)
    for i in range(16):
        step = np.eye(16)[i] * 1e-6
        up, down = (loss_and_gradient(flat + s, z, one_hot, 0.7)[0] for s in (step, -step))
        assert gradient[i] == pytest.approx((up - down) / 2e-6, abs=1e-6)


def test_a_warm_start_changes_nothing_but_time():
    x, y = blobs(np.random.default_rng(3))
    statistics = standard(x)
    cold = fit(x, y, 3, 0.5, statistics)
    warm = fit(x, y, 3, 0.5, statistics, start=fit(x, (y + 1) % 3, 3, 0.5, statistics))
    assert np.allclose(cold.probabilities(x), warm.probabilities(x), atol=1e-4)


def test_row_space_keeps_products_and_is_only_used_when_it_helps():
    z = np.random.default_rng(4).standard_normal((5, 50))
    rows, basis = logistic.row_space(z)
    assert rows.shape == (5, 5)
    assert np.allclose(rows @ basis.T, z)
    assert np.allclose(basis.T @ basis, np.eye(5))
    assert logistic.row_space(z.T)[1] is None


def test_identical_images_and_dependent_rows_are_no_trouble():
    x = np.ones((6, 20), np.float32)
    p = fit(x, np.array([0, 1, 0, 1, 0, 1]), 2).probabilities(x)
    assert np.allclose(p, 0.5, atol=1e-4)


def test_classes_without_labels_get_nothing_and_nothing_is_nan():
    x, y = blobs(np.random.default_rng(5), classes=2)
    p = fit(x, y * 3, 5).probabilities(x, temperature=0.05)
    assert np.isfinite(p).all()
    assert (p[:, [1, 2, 4]] == 0).all()
    assert np.allclose(p.sum(1), 1, atol=1e-5)


def test_one_label_per_class_and_a_single_class():
    x = np.eye(3, 10, dtype=np.float32)
    assert (fit(x, np.arange(3), 3).probabilities(x).argmax(1) == np.arange(3)).all()
    assert (fit(x, np.zeros(3, int), 2).probabilities(x) == [1, 0]).all()


def test_probabilities_in_blocks_equal_those_at_once(monkeypatch):
    x, y = blobs(np.random.default_rng(6), n=50)
    model = fit(x, y, 3)
    whole = model.probabilities(x)
    monkeypatch.setattr(logistic, "blocks", lambda n, size=7: (slice(s, min(s + 7, n)) for s in range(0, n, 7)))
    assert np.allclose(model.probabilities(x), whole, atol=1e-6)
    assert whole.dtype == np.float32


def test_softmax_survives_huge_logits():
    p = softmax(np.array([[1e4, -1e4, 0], [-1e4, -1e4, -1e4]], np.float32))
    assert np.allclose(p, [[1, 0, 0], [1 / 3] * 3])


def test_folding_the_standardisation_changes_no_logit():
    rng = np.random.default_rng(7)
    scale = rng.random(4).astype(np.float32) + 0.5
    model = LogisticModel(*(rng.standard_normal(s).astype(np.float32) for s in ((3, 4), 3, 4)), scale)
    x = rng.standard_normal((5, 4)).astype(np.float32)
    weight, bias = model.folded()
    assert np.allclose(x @ weight.T + bias, model.logits(x), atol=1e-5)


def test_standard_makes_the_mean_squared_length_one():
    x = (np.random.default_rng(8).standard_normal((200, 6)) * 9 + 100).astype(np.float32)
    z = standard(x).apply(x)
    assert np.allclose(z.mean(0), 0, atol=1e-4)
    assert (z**2).sum(1).mean() == pytest.approx(1, abs=1e-4)
    assert np.isfinite(standard(np.ones((3, 2), np.float16)).apply(np.ones((3, 2)))).all()
    assert isinstance(standard(x[:1]), Standard)


def test_unit_leaves_zero_rows_alone():
    assert np.allclose(unit(np.array([[3, 4], [0, 0]], np.float16)), [[0.6, 0.8], [0, 0]])


@pytest.mark.parametrize(
    ("y", "strength"), [([0, 1, 5], 1.0), ([0, -1, 1], 1.0), ([0, 1], 1.0), ([0, 1, 1], 0.0), ([0, 1, 1], float("nan"))]
)
def test_nonsense_is_refused(y, strength):
    with pytest.raises(ValueError):
        fit(np.zeros((3, 2), np.float32), np.array(y), 3, strength)
    with pytest.raises(ValueError, match="no labels"):
        fit(np.zeros((0, 2), np.float32), np.zeros(0, int), 3)
