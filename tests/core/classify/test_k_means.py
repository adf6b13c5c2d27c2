"""Groups are those of the data, and the typical row of one lies in its middle."""

import numpy as np

from core.classify.k_means import density, k_means, squared_distances


def test_k_means_finds_islands():
    rng = np.random.default_rng(4)
    y = np.repeat([0, 1], 50)
    x = (rng.standard_normal((2, 5))[y] * 20 + rng.standard_normal((100, 5))).astype(np.float32)
    group = k_means(x, 2, rng)
    assert len(set(zip(group.tolist(), y.tolist(), strict=True))) == 2


def test_the_densest_lies_in_the_middle():
    x = np.random.default_rng(5).standard_normal((200, 3)).astype(np.float32)
    best = int(density(x).argmax())
    assert np.linalg.norm(x[best]) < np.median(np.linalg.norm(x, axis=1))
    assert density(x[:1]).tolist() == [1]


def test_distances_are_never_negative():
    x = np.full((3, 4), 1e3, np.float32)
    assert (squared_distances(x, x) >= 0).all()
    assert squared_distances(x[:, :1], np.zeros((1, 1), np.float32)).tolist() == [[1e6]] * 3
