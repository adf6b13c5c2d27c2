"""Likeness and groups of embeddings, against slow plain versions."""

import numpy as np

from core.explore.alike import clusters, likeness


def test_likeness_is_the_cosine_with_the_nearest_example() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(50, 8)).astype(np.float16)
    rows = np.array([3, 17])
    found = likeness(vectors, rows)
    for i in range(50):
        a = vectors[i].astype(float)
        cosines = [a @ vectors[r].astype(float) / np.linalg.norm(a) / np.linalg.norm(vectors[r].astype(float)) for r in rows]
        assert abs(found[i] - max(cosines)) < 1e-5
    assert found[3] == found[17] == 1.0


def test_nothing_is_like_nothing() -> None:
    assert likeness(np.ones((3, 2)), np.empty(0, np.int64)).tolist() == [-1, -1, -1]
    assert len(likeness(np.empty((0, 2)), np.empty(0, np.int64))) == 0


def test_clusters_find_the_groups_there_are_largest_first() -> None:
    rng = np.random.default_rng(1)
    true = np.repeat([0, 1, 2], [60, 30, 10])
    values = (np.eye(3)[true] * 20 + rng.normal(size=(100, 3))).astype(np.float32)
    found = clusters(values, 3, seed=2)
    sizes = np.bincount(found)
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)
    together = found[:, None] == found[None, :]
    apart = true[:, None] != true[None, :]
    assert not (together & apart).any()


def test_there_are_never_more_clusters_than_images() -> None:
    assert set(clusters(np.zeros((2, 3), np.float32), 8).tolist()) <= {0, 1}
    assert len(clusters(np.zeros((0, 3), np.float32), 8)) == 0
