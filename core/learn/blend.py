"""The mean of a warm start and of what was learnt from it, weight by weight (WiSE-FT, Wortsman et al. 2022, arXiv 2109.01903).

Learning on a small folder gains what sets these images apart and loses some of what a million others taught; halfway between
the two weights most of both is there, in one network that costs no more than either. Measured in docs/benchmarks.md.
"""

import torch
from torch import nn


def copy_weights(net: nn.Module) -> dict[str, torch.Tensor]:
    """All parameters and statistics of the network as they are now, on the CPU."""
    return {name: tensor.detach().to("cpu", copy=True) for name, tensor in net.state_dict().items()}


def blend(net: nn.Module, start: dict[str, torch.Tensor], share: float) -> None:
    """w <- (1 - share) w + share w_start in place, for every w of the network that is a real number; share in [0, 1]."""
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            if tensor.is_floating_point():
                tensor.lerp_(start[name].to(tensor.device), share)
