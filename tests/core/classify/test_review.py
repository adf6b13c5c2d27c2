"""Wrong labels come first."""

import numpy as np

from core.classify.review import suspicious


def test_planted_mistakes_are_found_first():
    rng = np.random.default_rng(0)
    truth = np.arange(200) % 4
    logits = np.eye(4)[truth] * 3 + rng.standard_normal((200, 4)) * 0.5
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    y = truth.copy()
    wrong = np.array([5, 50, 150])
    y[wrong] = (y[wrong] + 1) % 4
    found = suspicious(y, p)
    assert {d.row for d in found[:3]} == set(wrong)
    assert all(d.suggested == truth[d.row] for d in found[:3])
    assert all(0 <= d.score <= 1 for d in found)
    assert [d.score for d in found] == sorted((d.score for d in found), reverse=True)
    assert len(found) < 10


def test_nothing_to_doubt():
    assert suspicious(np.zeros(0, int), np.zeros((0, 3))) == []
    assert suspicious(np.array([0, 1]), np.eye(3)[:2]) == []


def test_as_many_are_found_as_by_cleanlab():
    from cleanlab.rank import get_label_quality_scores

    rng = np.random.default_rng(1)
    truth = rng.integers(0, 6, 1000)
    logits = np.eye(6)[truth] * 1.5 + rng.standard_normal((1000, 6))
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    y, wrong = truth.copy(), rng.permutation(1000)[:50]
    y[wrong] = (y[wrong] + rng.integers(1, 6, 50)) % 6
    ours = [doubt.row for doubt in suspicious(y, p)][:50]
    theirs = np.argsort(get_label_quality_scores(y, p, method="self_confidence"))[:50]
    assert np.isin(ours, wrong).mean() >= np.isin(theirs, wrong).mean() - 0.02
    assert np.isin(ours, wrong).mean() > 0.3
