"""The loss in parts is the loss of the whole batch, with the same gradients."""

import pytest
import torch
from torch import nn

from core.learn import augment, encoders, objective, simclr
from core.learn.objective import Objective
from core.learn.pretraining import freeze_statistics
from core.specs import PretrainSpec

SIZE, N = 16, 12


def parts_of(loss="ntxent", frozen=True):
    torch.manual_seed(0)
    net, width = encoders.build("tiny", SIZE)
    with torch.no_grad():  # statistics as after some training, else frozen ones would only scale by nothing
        for module in net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean.normal_(0, 0.1)
                module.running_var.uniform_(0.5, 2)
    net.train()
    if frozen:
        freeze_statistics(net)
    head = simclr.ProjectionHead(width, 32).train()
    recipe = augment.Recipe.of(PretrainSpec(size=SIZE))
    settings = {"loss": loss, "temperature": 0.3, "mean": (0.4, 0.5, 0.6), "std": (0.2, 0.3, 0.4)}
    return net, head, Objective(net, head, recipe, device=torch.device("cpu"), **settings)


def batch():
    generator = torch.Generator().manual_seed(1)
    images = torch.randint(0, 256, (N, SIZE, SIZE, 3), dtype=torch.uint8, generator=generator)
    return images, torch.stack([augment.draw(N, generator) for _ in range(2)])


def gradients(*nets):
    return [p.grad.clone() for net in nets for p in net.parameters() if p.grad is not None]


@pytest.fixture(autouse=True)
def fp32(monkeypatch):
    from contextlib import nullcontext

    monkeypatch.setattr(objective.machine, "autocast", lambda device: nullcontext())


@pytest.mark.parametrize("loss", ["ntxent", "dcl"])
@pytest.mark.parametrize("part", [1, 5, 6, 11])
def test_parts_give_the_gradients_of_the_plain_batch(loss, part):
    f, g, whole = parts_of(loss)
    plain = whole.backward(*batch(), part=N)
    expected = gradients(f, g)
    f, g, cut = parts_of(loss)
    judged = cut.backward(*batch(), part=part)
    assert len(expected) > 20
    torch.testing.assert_close(judged.loss, plain.loss, atol=1e-5, rtol=0)
    torch.testing.assert_close(judged.h, plain.h, atol=1e-4, rtol=1e-5)
    for found, wanted in zip(gradients(f, g), expected, strict=True):
        torch.testing.assert_close(found, wanted, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("loss", ["ntxent", "dcl"])
def test_the_plain_batch_is_algorithm_1(loss):
    f, g, whole = parts_of(loss)
    images, draws = batch()
    judged = whole.backward(images, draws, part=N)
    found = gradients(f, g)
    f, g, _ = parts_of(loss)
    recipe = augment.Recipe.of(PretrainSpec(size=SIZE))
    mean, std = torch.tensor([0.4, 0.5, 0.6]).view(3, 1, 1), torch.tensor([0.2, 0.3, 0.4]).view(3, 1, 1)
    x = torch.cat([augment.view(images, recipe, d) for d in draws])
    z_a, z_b = g(f((x - mean) / std)).chunk(2)
    slow = (simclr.dcl if loss == "dcl" else simclr.nt_xent)(z_a, z_b, 0.3)
    slow.backward()
    torch.testing.assert_close(judged.loss, slow.detach())
    for ours, wanted in zip(found, gradients(f, g), strict=True):
        torch.testing.assert_close(ours, wanted, atol=1e-5, rtol=1e-4)


def test_the_loss_in_rows_is_the_loss_at_once(monkeypatch):
    f, g, whole = parts_of()
    plain = whole.backward(*batch(), part=N)
    expected = gradients(f, g)
    monkeypatch.setattr(objective, "ROWS", 5)
    f, g, whole = parts_of()
    judged = whole.backward(*batch(), part=N)
    torch.testing.assert_close(judged.loss, plain.loss, atol=1e-6, rtol=0)
    for found, wanted in zip(gradients(f, g), expected, strict=True):
        torch.testing.assert_close(found, wanted, atol=1e-5, rtol=1e-4)


def test_a_batch_seen_twice_counts_once_in_the_statistics():
    f, _, cut = parts_of(frozen=False)
    before = f[1].running_mean.clone()
    cut.backward(*batch(), part=6)
    assert f[1].momentum == 0.1
    seen = f[1].running_mean
    # Two parts, each noted once: of what was there 0.9 x 0.9 is left, whatever they held.
    f, _, plain = parts_of(frozen=False)
    images, draws = batch()
    plain.backward(images[:6], draws[:, :6], part=6)
    plain._f.zero_grad()
    plain.backward(images[6:], draws[:, 6:], part=6)
    torch.testing.assert_close(seen, f[1].running_mean, atol=1e-6, rtol=1e-5)
    assert not torch.equal(seen, before)
