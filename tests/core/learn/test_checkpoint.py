"""Checkpoints: complete, two kept, and the one before serves when the newest is damaged."""

import pytest
import torch
from torch import nn

from core.learn import checkpoint
from core.learn.optimiser import make
from core.specs import PretrainSpec


def trained(kind, steps=3, seed=0):
    torch.manual_seed(seed)
    f, g = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.AdaptiveAvgPool2d(1), nn.Flatten()), nn.Linear(4, 2)
    f.to(memory_format=torch.channels_last)
    optimiser = make(PretrainSpec(optimiser=kind, rate=0.01), f, g, warm=False, batch=4)
    for _ in range(steps):
        train(f, g, optimiser)
    return f, g, optimiser


def train(f, g, optimiser):
    optimiser.zero_grad()
    g(f(torch.randn(4, 3, 5, 5))).square().mean().backward()
    optimiser.step()


@pytest.mark.parametrize("kind", ["sgd", "lars", "adamw"])
def test_goes_on_as_if_nothing_had_happened(tmp_path, kind):
    f, g, optimiser = trained(kind)
    draws = torch.Generator().manual_seed(7)
    checkpoint.write(tmp_path, 3, checkpoint.pack({"f": f, "g": g}, optimiser, {"augment": draws}), {"epoch": 1, "spec": [0.1]})
    train(f, g, optimiser)
    expected = torch.rand(2, generator=draws)

    f2, g2, optimiser2 = trained(kind, steps=0, seed=1)
    draws2 = torch.Generator()
    found = checkpoint.read(tmp_path)
    assert found.facts == {"epoch": 1, "spec": [0.1]}
    checkpoint.unpack(found.tensors, {"f": f2, "g": g2}, optimiser2, {"augment": draws2})
    train(f2, g2, optimiser2)
    assert torch.equal(torch.rand(2, generator=draws2), expected)
    for ours, theirs in ((f, f2), (g, g2)):
        assert all(torch.equal(a, b) for a, b in zip(ours.state_dict().values(), theirs.state_dict().values(), strict=True))


def write(folder, *steps):
    for step in steps:
        checkpoint.write(folder, step, {"x": torch.full((2,), float(step))}, {"step": step})


def test_keeps_two(tmp_path):
    write(tmp_path, 5, 10, 1000)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "step-000000010.json",
        "step-000000010.safetensors",
        "step-000001000.json",
        "step-000001000.safetensors",
    ]


def flip_a_bit(path):
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


DAMAGES = {
    "a flipped bit": flip_a_bit,
    "cut short": lambda p: p.write_bytes(p.read_bytes()[:-3]),
    "gone": lambda p: p.unlink(),
    "json cut": lambda p: p.with_suffix(".json").write_text('{"step": 1'),
    "json of another kind": lambda p: p.with_suffix(".json").write_text("[]"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_newest_falls_back(tmp_path, damage):
    write(tmp_path, 1, 2)
    DAMAGES[damage](tmp_path / "step-000000002.safetensors")
    assert checkpoint.read(tmp_path).facts == {"step": 1}


def test_nothing_there(tmp_path):
    assert checkpoint.read(tmp_path / "none") is None
    write(tmp_path, 1)
    flip_a_bit(tmp_path / "step-000000001.safetensors")
    assert checkpoint.read(tmp_path) is None
