"""From decoded pixels to the input of a network, the same in the program and in the ONNX file, bit by bit.

Across, then down, each rounded to bytes, as Pillow does it: in one go pixels differ by up to 8 where an edge overshoots, which
moved a probability by 0.09.
"""

import torch
from torch import nn
from torch.nn import functional

from core.records import EncoderCard

_HALF = 0.5 + 2**-10
"""Where a byte is rounded up. Weights of bicubic filters are fractions with small denominators, so that exact halves are
common, and each library's last bit decided them: one pixel in 15,000 was another byte, and a probability moved by 0.004."""


class Preparing(nn.Module):
    """uint8 [B, H, W, 3], RGB -> float32 [B, 3, size, size], normalised: first to `side` px, then to the size of the network.

    `side`: of the squares the project's pictures are kept as, never more than the size. `squares`: every picture is such a
    square already.
    """

    pixel_mean: torch.Tensor  # [3, 1, 1], as pixel_std, of pixels from 0 to 255
    pixel_std: torch.Tensor

    def __init__(self, card: EncoderCard, side: int, squares: bool = False) -> None:
        super().__init__()
        self.sides = ([] if squares else [side]) + ([card.size] if side != card.size else [])
        self.register_buffer("pixel_mean", 255 * torch.tensor(card.mean).view(3, 1, 1))
        self.register_buffer("pixel_std", 255 * torch.tensor(card.std).view(3, 1, 1))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        # Colour by colour, else each pass below goes along three numbers at a time: 0.62 ms of an image instead of 0.39.
        x = image.permute(0, 3, 1, 2).contiguous().float()  # [B, 3, H, W]
        for side in self.sides:
            x = _to_bytes(functional.interpolate(x, size=(x.shape[2], side), mode="bicubic", antialias=True))
            x = _to_bytes(functional.interpolate(x, size=(side, side), mode="bicubic", antialias=True))
        return x.sub_(self.pixel_mean).div_(self.pixel_std)


def _to_bytes(x: torch.Tensor) -> torch.Tensor:
    # In place, as all of it: these passes over memory were a twelfth of the time an image takes.
    return x.add_(_HALF).floor_().clamp_(0, 255)
