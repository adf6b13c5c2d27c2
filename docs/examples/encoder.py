"""An encoder of one's own: any network that turns float32 [B, 3, size, size] into h [B, D]."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import nn

from core.learn import embedding, encoders
from core.learn.encoders import Residual
from core.records import EncoderCard


def small() -> tuple[nn.Module, int]:
    """Two residual blocks; h has 64 numbers. In core/learn/encoders.py `build` returns this for the name "small"."""
    stem = [nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU()]
    return nn.Sequential(*stem, Residual(32, 32, 1), Residual(32, 64, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten()), 64


torch.manual_seed(0)
net, width = small()
card = EncoderCard(id=0, name="mine", architecture="small", start="random", size=32, width=width)
device = torch.device("cpu")
pictures = np.random.default_rng(0).integers(0, 256, (4, 48, 48, 3), np.uint8)  # uint8 [B, S, S, 3], of any side
h = embedding.vectors(embedding.prepare(net, device), card, pictures, card.size, device)
print("embeddings:", tuple(h.shape))

# Its file is safetensors with the card in it; nothing is pickled.
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "mine.safetensors"
    encoders.save(net, card, file)
    print("read back:", encoders.read_card(file).name, encoders.read_card(file).architecture)
