"""Batches arrive in order and whole, whether they lie on the device or are gathered on the way."""

import itertools

import numpy as np
import pytest
import torch

from core.learn import feeding
from core.learn.feeding import feed

INDICES = np.array([2, 3, 5, 8, 9])
ORDERS = [np.array([5, 2]), np.array([9, 8]), np.array([3, 3]), np.array([2, 9])]


class Pixels:
    def __init__(self):
        self.array = np.random.default_rng(0).integers(0, 256, (10, 4, 4, 3), dtype=np.uint8)
        self.asked = 0

    def batch(self, indices):
        self.asked += 1
        return self.array[indices]


def check(batches, pixels):
    found = list(batches)
    assert len(found) == len(ORDERS)
    for batch, order in zip(found, ORDERS, strict=True):
        assert torch.equal(batch, torch.from_numpy(pixels.array[order]))


def test_streamed_batches():
    pixels = Pixels()
    check(feed(pixels, INDICES, torch.device("cpu"), iter(ORDERS)), pixels)


def test_resident_batches():
    pixels = Pixels()
    check(feeding._resident(pixels, INDICES, torch.device("cpu"), iter(ORDERS)), pixels)
    assert pixels.asked == 1


@pytest.mark.parametrize(("free", "resident"), [(10**6, True), (5 * 48, False)])
def test_pixels_stay_on_the_device_if_they_fit_half_its_free_memory(monkeypatch, free, resident):
    chosen = []
    monkeypatch.setattr(feeding.machine, "free_memory", lambda device: free)
    monkeypatch.setattr(feeding, "_resident", lambda *a: chosen.append(True))
    monkeypatch.setattr(feeding, "_streamed", lambda *a: chosen.append(False))
    feed(Pixels(), INDICES, torch.device("meta"), iter(ORDERS))
    assert chosen == [resident]


def test_endless_orders_are_gathered_one_ahead_only():
    pixels = Pixels()
    batches = feed(pixels, INDICES, torch.device("cpu"), itertools.cycle(ORDERS))
    next(batches), next(batches)
    batches.close()
    assert pixels.asked <= 1 + 3  # one to learn the size


def test_trouble_while_gathering_reaches_the_caller():
    class Broken(Pixels):
        def batch(self, indices):
            if len(indices) > 1:
                raise OSError("the disk is gone")
            return super().batch(indices)

    with pytest.raises(OSError, match="the disk is gone"):
        list(feed(Broken(), INDICES, torch.device("cpu"), iter(ORDERS)))
