"""How familiar images are: strangers of the folder are found, and a threshold means what it says."""

import numpy as np
import pytest

from core.classify import pca, strangers
from core.classify.logistic import unit
from tests.core.classify.test_quick import groups


@pytest.fixture(scope="module")
def world():
    """2,000 images of five kinds, the last one never labelled; and labels of the other four, ten each."""
    x, y = groups(2000, classes=5, seed=1)
    x = (x.astype(np.float32) + np.random.default_rng(2).normal(0, 0.5, x.shape)).astype(np.float16)
    rows = np.concatenate([np.flatnonzero(y == c)[:10] for c in range(4)])
    return x, y, rows


def test_what_is_labelled_nowhere_is_the_least_familiar(world):
    x, y, rows = world
    found = strangers.of_embeddings(x, rows, y[rows])
    assert found is not None
    familiar = found.shares(unit(x))
    assert familiar.dtype == np.float32
    assert ((familiar >= 0) & (familiar <= 1)).all()
    known, odd = familiar[(y < 4)], familiar[y == 4]
    assert (odd[:, None] < np.random.default_rng(0).permutation(known)[:200]).mean() > 0.95
    assert (odd < 0.05).mean() > 0.7


def test_a_threshold_calls_that_share_of_known_kinds_strangers(world):
    x, y, _ = world
    rows = np.concatenate([np.flatnonzero(y == c)[:60] for c in range(4)])
    found = strangers.of_embeddings(x, rows, y[rows])
    assert found is not None
    others = np.setdiff1d(np.flatnonzero(y < 4), rows)
    familiar = found.shares(unit(x[others]))
    for share in (0.05, 0.2, 0.5):
        assert abs((familiar < share).mean() - share) < 0.06


def test_a_class_with_many_labels_does_not_make_the_others_strange(world):
    x, y, _ = world
    numbers = (100, 5, 5, 5)
    rows = np.concatenate([np.flatnonzero(y == c)[:n] for c, n in enumerate(numbers)])
    found = strangers.of_embeddings(x, rows, y[rows])
    assert found is not None
    f = found.scores(unit(x))
    middle = [np.median(f[y == c]) for c in range(5)]
    assert middle[0] - middle[1] < middle[1] - middle[4], "a rare class is nearer to the frequent one than to strangers"


def test_embeddings_and_their_main_directions_give_the_same(world):
    x, y, rows = world
    values = pca.principal(x, strangers.DIRECTIONS).apply(x)
    here, there = strangers.fit(values, rows, y[rows]), strangers.of_embeddings(x, rows, y[rows])
    assert here is not None
    assert there is not None
    assert here.weight.shape == (4, strangers.DIRECTIONS)
    assert there.weight.shape == (4, x.shape[1])
    assert np.allclose(here.shares(values), there.shares(unit(x)), atol=1e-3)
    wider = np.hstack([values, np.ones((len(values), 3), np.float32)])
    assert np.array_equal(here.shares(wider), here.shares(values)), "columns beyond those it knows say nothing"


def test_one_class_is_enough(world):
    x, y, _ = world
    rows = np.flatnonzero(y == 2)[:12]
    found = strangers.of_embeddings(x, rows, y[rows])
    assert found is not None
    familiar = found.shares(unit(x))
    assert np.median(familiar[y == 2]) > 0.3
    assert np.median(familiar[y != 2]) < 0.05


def test_nothing_is_said_without_labels_to_leave_out(world):
    x, y, rows = world
    assert strangers.of_embeddings(x, rows[:0], y[:0]) is None
    one_each = rows[::10]
    assert strangers.of_embeddings(x, one_each, y[one_each]) is None
    none_judged = np.zeros(len(rows), bool)
    assert strangers.of_embeddings(x, rows, y[rows], none_judged) is None


def test_only_judged_labels_are_the_yardstick(world):
    x, y, rows = world
    judged = np.arange(len(rows)) % 2 == 0
    found = strangers.of_embeddings(x, rows, y[rows], judged)
    assert found is not None
    assert len(found.yardstick) == judged.sum()
    assert np.all(np.diff(found.yardstick) >= 0)


def test_shares_rise_with_the_score_and_go_on_beyond_the_yardstick():
    known = strangers.Familiarity(np.ones((1, 1), np.float32), np.zeros(1, np.float32), np.array([0, 1, 1, 3], np.float32))
    x = np.array([[-9], [-1], [0], [0.5], [1], [2], [3], [4], [50]], np.float32)
    shares = known.shares(x)
    assert np.all(np.diff(shares) > 0) or shares[-1] == 1
    assert shares[2] == pytest.approx(0.2)
    assert shares[6] == pytest.approx(0.8)
    assert 0 < shares[0] < shares[1] < 0.2
    assert shares[-1] == pytest.approx(1)


def test_a_long_yardstick_is_kept_short(monkeypatch, world):
    x, y, _ = world
    monkeypatch.setattr(strangers, "KNOTS", 25)
    rows = np.concatenate([np.flatnonzero(y == c)[:60] for c in range(4)])
    short = strangers.of_embeddings(x, rows, y[rows])
    monkeypatch.undo()
    whole = strangers.of_embeddings(x, rows, y[rows])
    assert short is not None
    assert whole is not None
    assert len(short.yardstick) == 25
    assert np.abs(short.shares(unit(x)) - whole.shares(unit(x))).max() < 0.04
