"""The numbers that say whether it is learning: against closed forms, and the alarm on an encoder that tells nothing apart."""

import math

import numpy as np
import pytest
import torch

from core.learn import monitor
from core.learn.monitor import Monitor, alignment, neighbour_agreement, rank_me
from core.learn.objective import Judged


def test_rank_me_counts_equal_directions():
    q = torch.linalg.qr(torch.randn(60, 8, generator=torch.Generator().manual_seed(0)))[0]
    assert rank_me(q) == pytest.approx(8, rel=1e-3)
    assert rank_me(q[:, :3] @ torch.eye(3, 20)) == pytest.approx(3, rel=1e-3)
    assert rank_me(torch.ones(50, 20)) == pytest.approx(1, abs=0.01)


def test_rank_me_matches_the_definition():
    h = torch.randn(30, 12, generator=torch.Generator().manual_seed(1))
    s = np.linalg.svd(h.numpy(), compute_uv=False)
    p = s / s.sum()
    assert rank_me(h) == pytest.approx(math.exp(-(p * np.log(p)).sum()), rel=1e-3)


def test_alignment_of_equal_and_of_opposite_views():
    z = torch.randn(5, 4, generator=torch.Generator().manual_seed(2))
    assert alignment(torch.cat([z, 3 * z])) == pytest.approx(1)
    assert alignment(torch.cat([z, -z])) == pytest.approx(-1)


def test_agreement_matches_a_slow_search():
    rng = np.random.default_rng(0)
    classes = rng.integers(0, 3, 40)
    h = rng.normal(size=(40, 6)) + classes[:, None]
    slow = 0
    for i in range(40):
        cosines = [-2 if j == i else h[i] @ h[j] / np.linalg.norm(h[i]) / np.linalg.norm(h[j]) for j in range(40)]
        slow += classes[int(np.argmax(cosines))] == classes[i]
    assert neighbour_agreement(h, classes) == pytest.approx(slow / 40)


def judged(h, loss):
    return Judged(torch.tensor(loss), h, torch.randn(len(h), 8, generator=torch.Generator().manual_seed(3)))


@pytest.mark.parametrize(
    ("h", "loss", "collapsed"),
    [
        (torch.ones(64, 16), 2.0, True),  # one point
        (torch.randn(64, 16, generator=torch.Generator().manual_seed(4)), 9.0, False),  # a bad loss is no collapse
        (torch.randn(64, 16, generator=torch.Generator().manual_seed(4)), 2.0, False),
    ],
)
def test_a_collapse_counts_when_it_lasts(monkeypatch, h, loss, collapsed):
    monkeypatch.setattr(monitor, "PAUSE", 0)
    seen = Monitor()
    for _ in range(monitor.PATIENCE - 1):
        assert set(seen.look(judged(h, loss))) == {"alignment", "rank"}
        assert not seen.collapsed
    seen.look(judged(h, loss))
    assert seen.collapsed is collapsed
    seen.look(judged(torch.randn(64, 16), 1.0))
    assert not seen.collapsed


def test_labelled_images_are_looked_at_now_and_then(monkeypatch):
    monkeypatch.setattr(monitor, "PAUSE", 0)
    calls = []

    def embed():
        calls.append(1)
        return np.array([[1.0, 0], [1, 0.1], [0, 1], [0.1, 1]]), np.array([0, 0, 1, 1])

    seen = Monitor(embed)
    assert seen.look(judged(torch.randn(8, 4), 1.0))["agreement"] == 1
    assert "agreement" not in seen.look(judged(torch.randn(8, 4), 1.0))
    assert len(calls) == 1
