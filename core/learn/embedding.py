"""Compute h = f(x) for images of a pixel cache, batch by batch; the one place where encoders run without learning."""

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np
import torch
from torch import nn

from core.errors import UserError
from core.learn import device as machine
from core.learn.preprocess import to_input
from core.records import EncoderCard
from core.words import tr


class PixelSource(Protocol):
    """What embedding needs of `core.pixels.cache.Pixels`."""

    def batch(self, indices: np.ndarray) -> np.ndarray:
        """uint8 [B, side, side, 3] of these places in the image list; only readable ones may be asked for."""


def embed(
    net: nn.Module,
    card: EncoderCard,
    pixels: PixelSource,
    indices: np.ndarray,
    *,
    size: int,
    batch: int,
    device: torch.device,
    said: Callable[[str], None] = lambda _text: None,
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Embed the images at `indices` (int64 [N], all readable) at `size` px, `batch` at a time, in that order.

    `net` must be in eval mode and on `device` (`prepare` does both). Yields (indices int64 [b], vectors float32 [b, D])
    so that the caller can report, store and stop between batches. Fewer at a time, which is `said`, where memory runs out.
    """
    portion, start = machine.Portion(batch, device, said), 0

    def compute(count: int) -> tuple[np.ndarray, np.ndarray]:
        part = indices[start : start + count]
        return part, vectors(net, card, pixels.batch(part), size, device).numpy(force=True)

    while start < len(indices):
        part, found = portion.attempt(compute)
        start += len(part)
        yield part, found


def check_numbers(card: EncoderCard, found: np.ndarray) -> None:
    """UserError if these embeddings hold anything but numbers: the encoder is broken then, and they may not be stored."""
    if not np.isfinite(found).all():
        raise UserError(
            tr(
                "The encoder “{name}” gives embeddings that are no numbers, so it cannot be used. They were not "
                "stored. Choose another encoder on the Learn page, or learn anew with a smaller learning rate.",
                name=card.name,
            )
        )


@torch.inference_mode()
def vectors(
    net: nn.Module, card: EncoderCard, images: torch.Tensor | np.ndarray, size: int, device: torch.device
) -> torch.Tensor:
    """Embeddings h = f(x), float32 [B, D] on the device, of RGB images uint8 [B, S, S, 3] of any side S, which are resized to
    `size` px. `net` as `prepare` returns it. Computes in bf16 where that helps (device.bf16_helps)."""
    x = to_input(images, size, card.mean, card.std, device)  # [B, 3, size, size]
    with machine.autocast(device):
        h: torch.Tensor = net(x)  # [B, D], bf16 or fp32
    return h.float()


def prepare(net: nn.Module, device: torch.device) -> nn.Module:
    """The same network in eval mode, on the device and in the memory format the device likes."""
    return net.eval().to(device=device, memory_format=machine.memory_format(device))  # type: ignore[call-overload,no-any-return]
