"""Suggestions cover the groups first, then the doubt, and never repeat what is labelled."""

import numpy as np

from core.classify import suggest


def islands(rng, groups=6, each=30):
    centres = rng.standard_normal((groups, 5)) * 20
    y = np.repeat(np.arange(groups), each)
    return (centres[y] + rng.standard_normal((len(y), 5))).astype(np.float32), y


def test_typical_images_come_from_groups_without_labels():
    rng = np.random.default_rng(0)
    x, y = islands(rng)
    labelled = np.zeros(len(x), bool)
    labelled[:3] = True  # of group 0
    picks = suggest.typical(x, labelled, 5, rng)
    assert len({y[p.row] for p in picks}) >= 4
    assert all(p.reason == suggest.TYPICAL and 0 <= p.score <= 1 for p in picks)


def test_a_mixture_with_some_at_random_and_no_repeats():
    rng = np.random.default_rng(1)
    x, _ = islands(rng)
    labelled = rng.permutation(len(x)) < suggest.LABELS_PER_CLASS * 3
    probabilities = rng.dirichlet(np.ones(3), len(x)).astype(np.float32)
    for p in (None, probabilities):
        picks = suggest.suggest(x, labelled, p, 20, rng)
        rows = [pick.row for pick in picks]
        assert len(rows) == len(set(rows)) == 20
        assert not labelled[rows].any()
        assert 2 <= sum(pick.reason == suggest.RANDOM for pick in picks) < 20
    assert any(pick.reason == suggest.UNSURE for pick in picks)


def test_the_unsure_come_with_the_smallest_margins():
    rng = np.random.default_rng(2)
    x = rng.standard_normal((100, 4)).astype(np.float32)
    sure = np.linspace(0.5, 1, 100)
    p = np.stack([sure, 1 - sure], axis=1).astype(np.float32)
    picks = suggest.unsure(x, np.zeros(100, bool), p, 5, rng)
    assert picks[0].row == 0
    assert all(pick.row < 50 for pick in picks)
    assert [p.score for p in picks] == sorted((p.score for p in picks), reverse=True)


def test_little_is_left():
    rng = np.random.default_rng(3)
    x = rng.standard_normal((4, 3)).astype(np.float32)
    assert suggest.suggest(x, np.ones(4, bool), None, 5, rng) == []
    assert len(suggest.suggest(x, np.array([True, False, True, True]), None, 5, rng)) == 1
    assert suggest.suggest(x[:0], np.zeros(0, bool), None, 5, rng) == []
    same = np.ones((50, 3), np.float32)
    assert len(suggest.suggest(same, np.zeros(50, bool), None, 10, rng)) == 10


def test_k_means_finds_islands():
    rng = np.random.default_rng(4)
    x, y = islands(rng, groups=2, each=50)
    group = suggest.k_means(x, 2, rng)
    assert len(set(zip(group.tolist(), y.tolist(), strict=True))) == 2
