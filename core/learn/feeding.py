"""Batches of pixels on the device before they are asked for, without worker processes.

What fits into half of a GPU's free memory lies there once and for all; else a thread gathers the next batch from the mapped
cache while this one is computed, into memory from which the GPU copies by itself.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import torch

from core.learn import device as machine
from core.learn.embedding import PixelSource

RESIDENT_SHARE = 0.5  # of the free memory: the network and its activations need the rest
_AT_ONCE = 4096  # images moved to the device at a time


def feed(
    pixels: PixelSource, indices: np.ndarray, device: torch.device, orders: Iterator[np.ndarray]
) -> Iterator[torch.Tensor]:
    """For each of `orders`, int64 [B] out of `indices` int64 [N]: the pixels, uint8 [B, S, S, 3] on the device."""
    needed = len(indices) * pixels.batch(indices[:1]).nbytes
    if device.type != "cpu" and needed <= RESIDENT_SHARE * machine.free_memory(device):
        return _resident(pixels, indices, device, orders)
    return _streamed(pixels, device, orders)


def _resident(
    pixels: PixelSource, indices: np.ndarray, device: torch.device, orders: Iterator[np.ndarray]
) -> Iterator[torch.Tensor]:
    parts = (indices[first : first + _AT_ONCE] for first in range(0, len(indices), _AT_ONCE))
    everything = torch.cat([torch.from_numpy(pixels.batch(part)).to(device) for part in parts])
    row = np.full(int(indices.max()) + 1, -1, np.int64)
    row[indices] = np.arange(len(indices))
    for order in orders:
        yield everything[torch.from_numpy(row[order]).to(device)]


def _streamed(pixels: PixelSource, device: torch.device, orders: Iterator[np.ndarray]) -> Iterator[torch.Tensor]:
    def gather(order: np.ndarray) -> torch.Tensor:
        batch = torch.from_numpy(pixels.batch(order))
        return batch.pin_memory() if device.type == "cuda" else batch

    with ThreadPoolExecutor(1, "pixels") as thread:
        following: Future[torch.Tensor] | None = None
        for order in orders:
            current, following = following, thread.submit(gather, order)
            if current is not None:
                yield current.result().to(device, non_blocking=True)
        if following is not None:
            yield following.result().to(device, non_blocking=True)
