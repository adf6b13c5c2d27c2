"""Exact neighbours against brute force in numpy."""

import numpy as np
import pytest

from core.learn import neighbours


def brute(x, count, metric):
    x = x.astype(np.float64)
    if metric == "cosine":
        u = x / np.linalg.norm(x, axis=1, keepdims=True)
        far = 1 - u @ u.T
    else:
        far = np.sqrt(((x[:, None] - x[None]) ** 2).sum(2))
    np.fill_diagonal(far, -1)  # itself first, even among equals
    order = np.argsort(far, axis=1, kind="stable")[:, :count]
    return order, np.maximum(np.take_along_axis(far, order, 1), 0)


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
@pytest.mark.parametrize("block", [1 << 30, 4 * 90 * 7])
def test_the_same_as_brute_force_in_one_block_and_in_many(metric, block, monkeypatch):
    monkeypatch.setattr(neighbours, "BLOCK_BYTES", block)
    x = (np.random.default_rng(0).standard_normal((90, 12)) + 50).astype(np.float32)  # far from the origin
    indices, distances = neighbours.nearest(x, 10, metric)
    slow_indices, slow_distances = brute(x, 10, metric)
    assert indices.dtype == np.int32
    assert distances.dtype == np.float32
    assert np.array_equal(indices, slow_indices)
    assert np.allclose(distances, slow_distances, atol=1e-5)


def test_itself_first_even_among_duplicates():
    x = np.repeat(np.eye(2, 4, dtype=np.float16), 10, axis=0)
    indices, distances = neighbours.nearest(x, 10)
    assert np.array_equal(indices[:, 0], np.arange(20))
    assert (distances == 0).all()
    assert all(len(set(row)) == 10 for row in indices.tolist())


def test_zero_rows_have_a_cosine_distance():
    _, distances = neighbours.nearest(np.array([[0, 0], [1, 0], [0, 1]], np.float32), 3, "cosine")
    assert np.allclose(distances, [[0, 1, 1], [0, 1, 1], [0, 1, 1]])


def test_progress_and_refusals():
    calls = []
    neighbours.nearest(np.eye(5), 5, said=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (5, 5)
    assert neighbours.nearest(np.ones((1, 3)), 1)[0].tolist() == [[0]]
    for count in (0, 6):
        with pytest.raises(ValueError, match="neighbours of 5"):
            neighbours.nearest(np.eye(5), count)


@pytest.mark.parametrize("block", [1 << 30, 4 * 90 * 7])
def test_neighbours_among_others_are_those_of_brute_force(block, monkeypatch):
    monkeypatch.setattr(neighbours, "BLOCK_BYTES", block)
    rng = np.random.default_rng(0)
    x, q = (rng.standard_normal((n, 12)).astype(np.float32) + 50 for n in (90, 25))
    indices, distances = neighbours.nearest_among(q, x, 6)
    far = np.sqrt(((q[:, None].astype(float) - x[None]) ** 2).sum(2))
    assert np.array_equal(indices, np.argsort(far, axis=1, kind="stable")[:, :6])
    assert np.allclose(distances, np.sort(far, axis=1)[:, :6], atol=1e-4)
    assert neighbours.nearest_among(x[:0], x, 6)[0].shape == (0, 6)
    with pytest.raises(ValueError, match="among 90"):
        neighbours.nearest_among(q, x, 91)
