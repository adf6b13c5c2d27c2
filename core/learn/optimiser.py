"""The optimisers of pretraining, made from the spec: which one, which rates, and what is decayed."""

import math
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import nn

from core.specs import PretrainSpec

LARS_FROM = 1024  # images a batch from which SGD needs layer-wise rates (method.md 2.3: plain SGD suffices to 512)
WARM_SHARE = 0.2  # the body's part of the head's rate from a warm start: the head is new, the body must not forget
WEIGHT_DECAY = {"lars": 1e-6, "sgd": 5e-4, "adamw": 1e-2}  # section 2.2; Lightly's CIFAR recipe; torch's default


class LARS(torch.optim.Optimizer):
    """Layer-wise adaptive rate scaling (You et al., arXiv 1708.03888) as in SimCLR's code (momentum holds the rate).

    For a weight w with gradient g:  u = g + decay w;  m <- momentum m + rate trust |w| / |u| u;  w <- w - m.
    Parameters of one dimension (BN, bias) take u = g and no scaling.
    """

    def __init__(self, params: Iterable[Any], lr: float, momentum: float = 0.9, weight_decay: float = 1e-6) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay, "trust": 1e-3})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """One update from the gradients; `closure` is not used."""
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self._update(p, p.grad, group)

    def _update(self, p: torch.Tensor, gradient: torch.Tensor, group: dict[str, Any]) -> None:
        rate: torch.Tensor | float = group["lr"]
        if p.ndim > 1:
            gradient = gradient + group["weight_decay"] * p
            size, push = p.norm(), gradient.norm()
            # where, not if: the host need not wait for the device
            rate = rate * torch.where((size > 0) & (push > 0), group["trust"] * size / push, 1.0)
        buffer = self.state[p].setdefault("momentum_buffer", torch.zeros_like(p))
        buffer.mul_(group["momentum"]).add_(rate * gradient)
        p.sub_(buffer)


def kind_of(spec: PretrainSpec, warm: bool, batch: int) -> str:
    """sgd, lars or adamw; what `auto` means: AdamW from a warm start, else SGD, or LARS from LARS_FROM images a batch."""
    if spec.optimiser != "auto":
        return spec.optimiser
    if warm:
        return "adamw"
    return "lars" if batch >= LARS_FROM else "sgd"


def rates(spec: PretrainSpec, kind: str, warm: bool, batch: int) -> tuple[float, float]:
    """The peak learning rates of body and head: the spec's, or those that go with the optimiser and the batch."""
    lars = 0.3 * batch / 256 if spec.rate_scaling == "linear" else 0.075 * math.sqrt(batch)  # table B.1
    usual = {"lars": lars, "sgd": 0.06 * batch / 128, "adamw": 1e-3}[kind]
    head = usual if spec.rate is None else spec.rate
    body = head * (WARM_SHARE if warm else 1) if spec.body_rate is None else spec.body_rate
    return body, head


def make(spec: PretrainSpec, body: nn.Module, head: nn.Module, *, warm: bool, batch: int) -> torch.optim.Optimizer:
    """The optimiser over both. Each group keeps its peak rate as "peak"; the loop sets "lr" to a part of it."""
    kind = kind_of(spec, warm, batch)
    body_rate, head_rate = rates(spec, kind, warm, batch)
    decay = WEIGHT_DECAY[kind] if spec.weight_decay is None else spec.weight_decay
    groups = [*_groups(body, body_rate, decay), *_groups(head, head_rate, decay)]
    if kind == "lars":
        return LARS(groups, head_rate)
    if kind == "sgd":
        return torch.optim.SGD(groups, head_rate, momentum=0.9, nesterov=True)
    return torch.optim.AdamW(groups, head_rate)


def set_rates(optimiser: torch.optim.Optimizer, factor: float) -> None:
    """Set every group to `factor` times its peak."""
    for group in optimiser.param_groups:
        group["lr"] = factor * group["peak"]


def _groups(net: nn.Module, rate: float, decay: float) -> list[dict[str, Any]]:
    trained = [p for p in net.parameters() if p.requires_grad]
    weights, rest = [p for p in trained if p.ndim > 1], [p for p in trained if p.ndim <= 1]
    common = {"lr": rate, "peak": rate}
    return [{"params": weights, "weight_decay": decay, **common}, {"params": rest, "weight_decay": 0.0, **common}]
