"""Optimisers: LARS against plain numpy, what is decayed, and the rates that go with start and batch."""

import numpy as np
import pytest
import torch
from torch import nn

from core.learn.optimiser import LARS, kind_of, make, rates, set_rates
from core.specs import PretrainSpec


def test_lars_matches_numpy():
    torch.manual_seed(0)
    w, b = nn.Parameter(torch.randn(3, 2)), nn.Parameter(torch.randn(3))
    lars = LARS([w, b], lr=0.5, momentum=0.9, weight_decay=0.1)
    slow = {p: (p.detach().numpy().copy(), np.zeros(p.shape, np.float32)) for p in (w, b)}
    for _ in range(3):
        w.grad, b.grad = torch.randn(3, 2), torch.randn(3)
        lars.step()
        for p in (w, b):
            value, buffer = slow[p]
            u, trust = p.grad.numpy(), 1.0
            if p.ndim > 1:
                u = u + 0.1 * value
                trust = 1e-3 * np.linalg.norm(value) / np.linalg.norm(u)
            buffer = 0.9 * buffer + 0.5 * trust * u
            slow[p] = (value - buffer, buffer)
            np.testing.assert_allclose(p.detach().numpy(), slow[p][0], atol=1e-5)


@pytest.mark.parametrize(("warm", "batch", "kind"), [(True, 256, "adamw"), (False, 256, "sgd"), (False, 1024, "lars")])
def test_auto(warm, batch, kind):
    assert kind_of(PretrainSpec(), warm, batch) == kind
    assert kind_of(PretrainSpec(optimiser="sgd"), warm, batch) == "sgd"


def test_rates():
    assert rates(PretrainSpec(), "adamw", True, 256) == pytest.approx((2e-4, 1e-3))
    assert rates(PretrainSpec(), "sgd", False, 256) == pytest.approx((0.12, 0.12))
    assert rates(PretrainSpec(), "lars", False, 4096) == pytest.approx((4.8, 4.8))
    assert rates(PretrainSpec(rate=0.5, body_rate=0.1), "sgd", False, 256) == (0.1, 0.5)


def test_decays_weights_only_and_follows_the_schedule():
    body, head = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)), nn.Linear(2, 2, bias=False)
    optimiser = make(PretrainSpec(), body, head, warm=True, batch=8)
    for group in optimiser.param_groups:
        assert {p.ndim > 1 for p in group["params"]} <= {group["weight_decay"] > 0}
    set_rates(optimiser, 0.5)
    assert [g["lr"] for g in optimiser.param_groups] == pytest.approx([1e-4, 1e-4, 5e-4, 5e-4])
