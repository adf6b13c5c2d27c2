"""Labels spread over the graph of neighbours, against the slow formula, and what they teach."""

import numpy as np
import pytest

from core.classify import spread
from core.classify.logistic import solve, standard


def moons(count: int = 300, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two long curved groups on a sphere: what lies beside whom says more than where the middle is."""
    rng = np.random.default_rng(seed)
    y = np.arange(count) % 2
    along = rng.uniform(0, np.pi, count)
    across = np.where(y == 0, 1.0, -1.0)
    x = np.stack([np.cos(along) * across + 0.5 * across, np.sin(along) * across - 0.25 * across], axis=1)
    x = np.concatenate([x + rng.normal(scale=0.05, size=x.shape), np.full((count, 1), 1.0)], axis=1)
    return x.astype(np.float32), y


def whole(x: np.ndarray) -> spread.Graph:
    looks = spread.look(x)
    return spread.graph(np.arange(len(x)), looks, *spread.neighbours(looks))


def test_neighbours_are_the_nearest_by_cosine_and_never_oneself() -> None:
    x = np.random.default_rng(0).normal(size=(60, 5)).astype(np.float32)
    indices, cosines = spread.neighbours(spread.look(x))
    unit = x / np.linalg.norm(x, axis=1, keepdims=True)
    alike = unit @ unit.T
    np.fill_diagonal(alike, -2)
    for row in range(60):
        assert set(indices[row]) == set(np.argsort(-alike[row])[: spread.NEAREST])
        assert np.allclose(cosines[row], alike[row, indices[row]], atol=1e-5)


def test_the_iteration_is_that_of_the_paper() -> None:
    x, y = moons(40)
    graph = whole(x)
    indices, cosines = spread.neighbours(graph.looks)
    w = np.zeros((40, 40))
    for i in range(40):
        w[i, indices[i]] = np.maximum(cosines[i], 0) ** spread.SHARPNESS
    w = w + w.T
    d = w.sum(axis=1)
    s = w / np.sqrt(d[:, None] * d[None])
    assert np.allclose(graph.near.toarray(), s, atol=1e-5)
    given = np.zeros((40, 2))
    given[[0, 2], 0], given[1, 1] = 0.5, 1.0
    reached = given.copy()
    for _ in range(spread.ROUNDS):
        reached = spread.KEPT * s @ reached + (1 - spread.KEPT) * given
    reached /= reached.sum(axis=0)
    wanted = reached / reached.sum(axis=1, keepdims=True)
    found = spread.spread(graph, np.array([0, 2, 1]), y[[0, 2, 1]], 2)
    assert np.allclose(found, wanted, atol=1e-4)


def test_one_label_of_each_group_reaches_all_of_it() -> None:
    x, y = moons()
    found = spread.spread(whole(x), np.array([0, 1]), y[:2], 2)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)
    assert (found.argmax(axis=1) == y).mean() > 0.95


def test_what_nothing_reaches_stays_empty_and_teaches_nothing() -> None:
    far = np.repeat(np.eye(3, dtype=np.float32), 25, axis=0) + np.random.default_rng(0).normal(scale=0.01, size=(75, 3))
    graph = whole(far.astype(np.float32))
    found = spread.spread(graph, np.array([0, 30]), np.array([0, 1]), 2)
    assert (found[50:] == 0).all()
    assert np.allclose(found[:50].sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(spread.certainty(np.zeros((2, 3))), [0, 0])
    assert spread.certainty(np.array([[1.0, 0, 0], [1 / 3, 1 / 3, 1 / 3]])) == pytest.approx([1, 0], abs=1e-6)


def test_pupils_teach_what_two_labels_cannot() -> None:
    rng = np.random.default_rng(0)
    y = np.arange(400) % 2
    x = (rng.normal(size=(2, 20))[y] + rng.normal(size=(400, 20))).astype(np.float32)
    z = standard(x).apply(x)
    graph, rows = whole(x), np.array([4, 9])
    reached = spread.spread(graph, rows, y[rows], 2)
    weight, bias = spread.taught(z, graph, reached, rows, y[rows])
    with_pupils = ((z @ weight.T + bias).argmax(axis=1) == y).mean()
    weight, bias = solve(z[rows].astype(float), y[rows], 2, 0.7)
    alone = ((z @ weight.T + bias).argmax(axis=1) == y).mean()
    assert with_pupils > 0.95
    assert with_pupils > alone + 0.1


def test_pupils_weigh_less_the_more_labels_there_are() -> None:
    per_label = [spread.mass(n, 10) / n for n in (10, 50, 100, 200, 1000)]
    assert per_label == sorted(per_label, reverse=True)
    assert per_label[0] == spread.MOST_MASS
    assert per_label[2] == pytest.approx(1)
    assert per_label[-1] == pytest.approx(0.01)


def test_a_row_that_counts_twice_is_as_two_rows() -> None:
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(12, 3)), np.arange(12) % 3
    double = solve(np.concatenate([z, z[:4]]), np.concatenate([y, y[:4]]), 3, 0.5, tolerance=1e-9)
    weighed = solve(z, y, 3, 0.5, tolerance=1e-9, weights=np.where(np.arange(12) < 4, 2.0, 1.0))
    assert np.allclose(double[0], weighed[0], atol=1e-4)
    assert np.allclose(double[1], weighed[1], atol=1e-4)


def test_a_graph_of_a_part_holds_the_labelled_ones() -> None:
    rng = np.random.default_rng(0)
    needed = np.array([3, 999, 500])
    rows = spread.drawn(1000, needed, rng, most=50)
    assert len(rows) == 50
    assert np.isin(needed, rows).all()
    assert np.array_equal(rows, np.unique(rows))
    assert np.array_equal(spread.drawn(20, needed[:1], rng, most=50), np.arange(20))
    looks = spread.look(rng.normal(size=(1000, 4)).astype(np.float32))
    graph = spread.graph(rows, looks[rows], *spread.neighbours(looks[rows]))
    assert rows[graph.places(needed, looks[needed])].tolist() == needed.tolist()
    absent = np.setdiff1d(np.arange(1000), rows)[:1]
    assert graph.places(absent, looks[absent])[0] == (looks[rows] @ looks[absent[0]]).argmax()  # stands in for it


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_handful_of_images_is_a_graph_too(count: int) -> None:
    x = np.random.default_rng(0).normal(size=(count, 4)).astype(np.float32)
    graph = whole(x)
    found = spread.spread(graph, np.array([0]), np.array([0]), 2)
    assert found.shape == (count, 2)
    assert np.isfinite(found).all()
