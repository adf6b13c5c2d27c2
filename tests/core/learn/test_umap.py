"""Our UMAP against the formulas written slowly, and against umap-learn where its result is comparable."""

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.manifold import trustworthiness

from core.classify import pca
from core.errors import Cancelled
from core.learn import layout, neighbours

layout.use_numba_cache()
from core.learn import umap  # noqa: E402 - numba reads where to keep its kernels when it is imported


@pytest.fixture(scope="module")
def digits() -> np.ndarray:
    return load_digits().data[:600].astype(np.float32)


def islands(count: int = 120) -> np.ndarray:
    rng = np.random.default_rng(0)
    return (4 * np.eye(3, 8)[np.arange(count) % 3] + rng.random((count, 8))).astype(np.float32)


def test_the_graph_follows_the_paper() -> None:
    indices, distances = neighbours.nearest(islands(40), 6)
    graph = umap.fuzzy_graph(indices, distances).toarray()
    directed = np.zeros((40, 40))
    for i in range(40):
        away = distances[i, 1:].astype(float)
        rho = away[away > 0].min()
        low, high = 1e-9, 1e3
        for _ in range(200):
            sigma = (low + high) / 2
            low, high = (low, sigma) if np.exp(-np.maximum(away - rho, 0) / sigma).sum() > np.log2(6) else (sigma, high)
        directed[i, indices[i, 1:]] = np.exp(-np.maximum(away - rho, 0) / sigma)
    wanted = directed + directed.T - directed * directed.T
    wanted[wanted < wanted.max() / umap.EPOCHS] = 0
    assert np.allclose(graph, wanted, atol=1e-5)
    assert np.array_equal(graph, graph.T)
    assert graph.max() == 1


def test_copies_belong_to_each_other_wholly() -> None:
    x = np.repeat(islands(6), 4, axis=0)
    indices, distances = neighbours.nearest(x, 3)  # itself and two copies: no other image at all
    graph = umap.fuzzy_graph(indices, distances)
    assert np.isfinite(graph.data).all()
    assert set(graph.data.tolist()) == {1.0}


def test_the_curve_is_near_one_up_to_the_distance_and_falls_beyond() -> None:
    for min_distance in (0.01, 0.1, 0.5):
        a, b = umap.curve(min_distance)
        d = np.linspace(0.0, 3, 50)
        wanted = np.where(d < min_distance, 1, np.exp(min_distance - d))
        assert np.abs(1 / (1 + a * d ** (2 * b)) - wanted).max() < 0.15
    assert umap.curve(0.1) == pytest.approx((1.577, 0.895), abs=1e-3)  # as the paper's program


def test_one_epoch_moves_as_the_slow_version() -> None:
    """Attraction of both ends only: a graph without strangers to draw but oneself has no other force."""
    from scipy.sparse import csr_array

    a, b = umap.curve(0.1)
    xy = np.array([[0.0, 0.0]], np.float32)
    after = np.empty_like(xy)
    alone = csr_array(np.zeros((1, 1), np.float32))
    umap._move(0, 1, alone.indptr, alone.indices, alone.data, xy, after, a, b, 1.0, 0, 0)
    assert np.array_equal(after, xy)

    # Two images: the one stranger either can draw is the other or itself. Far apart, being pushed is next to nothing.
    xy, after = np.array([[0, 0], [3, 4]], np.float32), np.empty((2, 2), np.float32)
    graph = csr_array(np.array([[0, 1], [1, 0]], np.float32))
    umap._move(0, 2, graph.indptr, graph.indices, graph.data, xy, after, a, b, 0.5, 0, 0)
    d2 = 25.0
    pull = 4 * a * b * d2 ** (b - 1) / (1 + a * d2**b)  # twice the gradient of the paper: from both ends
    assert np.allclose(after[0], 0.5 * pull * np.array([3, 4]), atol=0.15)
    assert np.allclose(after[1], xy[1] - 0.5 * pull * np.array([3, 4]), atol=0.15)


def test_threads_change_nothing_and_a_seed_does(digits: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(umap, "PART", 100)
    indices, distances = neighbours.nearest(digits, 15)
    start = pca.principal(digits, 2, 0).apply(digits)
    maps = [layout.umap(indices, distances, start, 0.1, seed, threads) for seed, threads in ((0, 1), (0, 3), (1, 1))]
    assert np.array_equal(maps[0], maps[1])
    assert not np.array_equal(maps[0], maps[2])


def test_neighbours_stay_together_as_well_as_in_umap_learn(digits: np.ndarray) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from umap import UMAP

        theirs = UMAP(n_epochs=umap.EPOCHS, random_state=0, n_jobs=1).fit_transform(digits)
    indices, distances = neighbours.nearest(digits, 15)
    ours = layout.umap(indices, distances, pca.principal(digits, 2, 0).apply(digits), 0.1, 0)
    kept = [trustworthiness(digits, xy, n_neighbors=15) for xy in (ours, theirs)]
    assert kept[0] > kept[1] - 0.01
    assert kept[0] > 0.95


def test_it_says_how_far_it_is_and_can_be_stopped() -> None:
    indices, distances = neighbours.nearest(islands(), 5)
    said: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        said.append((done, total))
        if done == 7:
            raise Cancelled

    with pytest.raises(Cancelled):
        layout.umap(indices, distances, islands()[:, :2], 0.1, 0, said=stop)
    assert said == [(n, umap.EPOCHS) for n in range(1, 8)]
