"""The faster gradients are the same gradients."""

import copy

import pytest
import torch
from torch import nn
from torch.nn import functional

from core.learn import depthwise, encoders


@pytest.mark.parametrize("k", [3, 5, 7])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize(("height", "width", "padding"), [(9, 9, 0), (12, 7, 1), (8, 11, 2), (7, 7, 0)])
def test_gradients_are_those_of_autograd(k: int, stride: int, height: int, width: int, padding: int) -> None:
    generator = torch.Generator().manual_seed(k * 10 + stride)
    x = torch.randn(3, 5, height, width, generator=generator).to(memory_format=torch.channels_last).requires_grad_()
    weight = torch.randn(5, 1, k, k, generator=generator).requires_grad_()
    plain = functional.conv2d(x, weight, None, stride, padding, 1, 5)
    g = torch.randn(plain.shape, generator=generator)
    expected = torch.autograd.grad(plain, (x, weight), g)
    ours = depthwise.convolve(x, weight, stride, padding)
    torch.testing.assert_close(ours, plain)
    for found, wanted in zip(torch.autograd.grad(ours, (x, weight), g), expected, strict=True):
        torch.testing.assert_close(found, wanted, rtol=1e-5, atol=1e-5)


class _Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.deep = nn.Conv2d(4, 4, 5, 2, 2, groups=4)
        self.grouped = nn.Conv2d(4, 4, 3, groups=2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.grouped(self.deep(x))


def test_only_depthwise_layers_change_and_files_stay_as_they_are() -> None:
    net = _Net()
    before = list(net.state_dict())
    assert depthwise.speed_up(net) is net
    assert "forward" in vars(net.deep)
    assert "forward" not in vars(net.grouped)
    assert list(net.state_dict()) == before
    twin = copy.deepcopy(net)  # works on its own weights, not on the original's
    nn.init.zeros_(twin.deep.weight)
    nn.init.zeros_(twin.deep.bias)
    with torch.autocast("cpu", torch.bfloat16):
        assert not twin.deep(torch.ones(1, 4, 9, 9)).any()
        assert net.deep(torch.ones(1, 4, 9, 9)).any()


def test_outside_of_bf16_nothing_changes() -> None:
    net, x = _Net(), torch.randn(2, 4, 16, 16)
    plain = net(x)
    assert torch.equal(depthwise.speed_up(net)(x), plain)


def test_a_whole_network_learns_the_same() -> None:
    torch.manual_seed(0)
    net = encoders.start_encoder("bundled", "efficientnet_lite0", 64).net.eval().to(memory_format=torch.channels_last)
    x = torch.randn(4, 3, 64, 64).to(memory_format=torch.channels_last)

    def gradients() -> list[torch.Tensor]:
        net.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            h = net(x)
        h.float().square().mean().backward()
        return [p.grad.clone() for p in net.parameters()]

    plain = gradients()
    depthwise.speed_up(net)
    for found, wanted in zip(gradients(), plain, strict=True):
        assert (found - wanted).norm() <= 0.02 * wanted.norm()  # bf16 has three digits
