"""The losses against slow and closed forms and against Lightly's; the projection head against plain numpy."""

import math

import numpy as np
import pytest
import torch
from lightly.loss import NTXentLoss

from core.learn.simclr import ProjectionHead, dcl, nt_xent


def pairs(n=7, d=5, seed=0):
    g = torch.Generator().manual_seed(seed)
    return torch.randn(n, d, generator=g), torch.randn(n, d, generator=g)


def slow_loss(z_a, z_b, temperature, with_positive):
    z = torch.cat([z_a, z_b]).double().numpy()
    n, terms = len(z_a), []

    def s(i, j):
        return math.exp(float(z[i] @ z[j]) / float(np.linalg.norm(z[i]) * np.linalg.norm(z[j])) / temperature)

    for i in range(2 * n):
        j = (i + n) % (2 * n)
        others = [k for k in range(2 * n) if k != i and (with_positive or k != j)]
        terms.append(-math.log(s(i, j) / sum(s(i, k) for k in others)))
    return sum(terms) / (2 * n)


@pytest.mark.parametrize("temperature", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("n", [2, 7])
def test_losses_match_double_loop(n, temperature):
    z_a, z_b = pairs(n)
    assert float(nt_xent(z_a, z_b, temperature)) == pytest.approx(slow_loss(z_a, z_b, temperature, True), abs=1e-5)
    assert float(dcl(z_a, z_b, temperature)) == pytest.approx(slow_loss(z_a, z_b, temperature, False), abs=1e-5)


@pytest.mark.parametrize("temperature", [0.1, 0.5])
def test_nt_xent_matches_lightly(temperature):
    z_a, z_b = pairs(16, 32)
    assert float(nt_xent(z_a, z_b, temperature)) == pytest.approx(float(NTXentLoss(temperature)(z_a, z_b)), abs=1e-5)


def test_identical_embeddings_cannot_be_told_apart():
    z, n = torch.ones(6, 4), 6
    assert float(nt_xent(z, z, 0.2)) == pytest.approx(math.log(2 * n - 1), abs=1e-5)
    assert float(dcl(z, z, 0.2)) == pytest.approx(math.log(2 * n - 2), abs=1e-5)


def test_orthogonal_images_with_equal_views():
    n, t = 5, 0.5
    z = torch.eye(n)
    assert float(nt_xent(z, z, t)) == pytest.approx(math.log(math.exp(1 / t) + 2 * n - 2) - 1 / t, abs=1e-5)
    assert float(dcl(z, z, t)) == pytest.approx(math.log(2 * n - 2) - 1 / t, abs=1e-5)


def test_losses_are_fp32_and_scale_free():
    z_a, z_b = pairs()
    with torch.autocast("cpu", torch.bfloat16):
        loss = nt_xent(z_a, z_b, 0.1)
    assert loss.dtype == torch.float32
    assert float(loss) == pytest.approx(float(nt_xent(9 * z_a, 0.3 * z_b, 0.1)), abs=1e-5)


def test_gradient_pulls_positives_together():
    z_a, z_b = pairs()
    z_a.requires_grad_()
    before = nt_xent(z_a, z_b, 0.5)
    before.backward()
    assert float(nt_xent(z_a.detach() - z_a.grad, z_b, 0.5)) < float(before.detach())


@pytest.mark.parametrize("depth", [2, 3])
def test_head_matches_numpy(depth):
    torch.manual_seed(0)
    head, h = ProjectionHead(6, 4, depth), torch.randn(9, 6)

    def batch_norm(x):
        return (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5)

    z = h.numpy()
    weights = [p.detach().numpy() for n, p in head.named_parameters() if p.ndim == 2]
    assert len(weights) == depth
    for w in weights[:-1]:
        z = np.maximum(batch_norm(z @ w.T), 0)
    z = batch_norm(z @ weights[-1].T)
    np.testing.assert_allclose(head(h).detach().numpy(), z, atol=1e-5)


def test_last_batch_norm_only_scales():
    head = ProjectionHead(6, 4)
    fixed = [n for n, p in head.named_parameters() if not p.requires_grad]
    assert fixed == ["layers.4.bias"]
