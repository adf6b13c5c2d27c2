"""Device, preparation of input, and embedding: values against plain forms."""

import json

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import UserError
from core.learn import device as machine
from core.learn.embedding import embed, prepare
from core.learn.encoders import start_encoder
from core.learn.preprocess import to_input

CPU = torch.device("cpu")


class Squares:
    """Stands in for the pixel cache."""

    def __init__(self, count, side):
        self.array = np.random.default_rng(0).integers(0, 256, (count, side, side, 3), dtype=np.uint8)

    def batch(self, indices):
        return self.array[indices]


def test_device_choice():
    assert machine.choose("cpu") == CPU
    assert str(machine.choose("auto")) in machine.available()
    with pytest.raises(UserError, match=r"no device cuda:77. It has: .*cpu"):
        machine.choose("cuda:77")


def test_description_is_json():
    facts = json.loads(json.dumps(machine.describe()))
    assert facts["devices"][-1]["id"] == "cpu"
    assert facts["threads"] >= 1


def test_autocast_is_bf16_or_nothing():
    with machine.autocast(CPU):
        dtype = (torch.ones(2, 2) @ torch.ones(2, 2)).dtype
    assert dtype == (torch.bfloat16 if machine.bf16_helps(CPU) else torch.float32)


def test_input_is_normalised():
    x = Squares(3, 8).array
    x.flags.writeable = False
    y = to_input(x, 8, (0.1, 0.2, 0.3), (0.5, 0.6, 0.7), CPU)
    expected = (x / 255 - [0.1, 0.2, 0.3]) / [0.5, 0.6, 0.7]
    np.testing.assert_allclose(y.permute(0, 2, 3, 1).numpy(), expected, atol=1e-5)
    assert y.is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize(("side", "size"), [(32, 20), (16, 40)])
def test_resized_as_pillow_does(side, size):
    x = Squares(2, side).array
    y = to_input(torch.from_numpy(x), size, (0, 0, 0), (1, 1, 1), CPU)
    pillow = [np.asarray(Image.fromarray(i).resize((size, size), Image.Resampling.BICUBIC)) for i in x]
    np.testing.assert_allclose(255 * y.permute(0, 2, 3, 1).numpy(), pillow, atol=2.01)


def test_embeds_in_the_order_asked_for():
    torch.manual_seed(0)
    encoder, pixels = start_encoder("random", "tiny", 32), Squares(10, 16)
    net = prepare(encoder.net, CPU)
    order = np.array([7, 2, 9, 0, 4])
    parts = list(embed(net, encoder.card, pixels, order, size=32, batch=2, device=CPU))
    assert [len(i) for i, _ in parts] == [2, 2, 1]
    assert np.concatenate([i for i, _ in parts]).tolist() == order.tolist()
    h = np.concatenate([v for _, v in parts])
    assert (h.shape, h.dtype) == ((5, 256), np.float32)
    with torch.no_grad():
        plain = net(to_input(pixels.batch(order), 32, *[(0.5, 0.5, 0.5)] * 2, CPU)).numpy()
    np.testing.assert_allclose(h, plain, rtol=0.05, atol=0.02 * np.abs(plain).max())
