"""From cached pixels to the input of an encoder, without augmentation: resize, scale to [0, 1], normalise."""

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

from core.learn import device as machine


def to_input(
    batch: torch.Tensor | np.ndarray, size: int, mean: Sequence[float], std: Sequence[float], device: torch.device
) -> torch.Tensor:
    """What an encoder sees of a batch.

    `batch`: uint8 [B, S, S, 3]. Returns float32 [B, 3, size, size] on `device`, (x/255 - mean) / std per channel, in the
    memory format the device likes. If S differs from `size`, bicubic with antialias (as Pillow's BICUBIC).
    """
    x = as_planes(batch, device)  # uint8 [B, 3, S, S]
    if x.shape[-1] != size:
        x = _resize(x, size)
    shift = torch.tensor([255 * m for m in mean], device=device).view(3, 1, 1)
    scale = torch.tensor([1 / (255 * s) for s in std], device=device).view(3, 1, 1)
    return ((x.float() - shift) * scale).contiguous(memory_format=machine.memory_format(device))


def as_planes(batch: torch.Tensor | np.ndarray, device: torch.device) -> torch.Tensor:
    """uint8 [B, S, S, 3] as a view [B, 3, S, S] on the device (which is channels_last already, so nothing is moved)."""
    if isinstance(batch, np.ndarray):
        batch = torch.from_numpy(np.require(batch, np.uint8, ["C", "W"]))  # a read-only map would make torch warn
    return batch.to(device).permute(0, 3, 1, 2)


def _resize(x: torch.Tensor, size: int) -> torch.Tensor:
    # The CPU has a fast kernel for uint8 that rounds as Pillow does; elsewhere only floats can be resized.
    if x.device.type == "cpu":
        return functional.interpolate(x, size=(size, size), mode="bicubic", antialias=True)
    return functional.interpolate(x.float(), size=(size, size), mode="bicubic", antialias=True).clamp_(0, 255)
