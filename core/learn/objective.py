"""The loss of one batch and its gradients, in little memory and on any number of processes.

The loss needs all 2N views at once; the network need not see them at once. With parts (gradient caching, Gao et al. 2021,
arXiv 2101.06983) a batch of 4096 takes the memory of one part:

    1.  h_p = f(x_p) for each part p, without a graph          memory: one part, and h [2N, D]
    2.  z = g(h);  loss(z);  dh = d loss / d h                  f plays no role here
    3.  f(x_p) again, with a graph; carry dh_p back through it  gradients add up over the parts

The head g sees the whole batch in either case, so only BatchNorm statistics of f know of parts; where those are frozen the
gradients are those of the plain batch. With several processes each does 1 and 3 for its share of the images, and 2 is done
alike by all of them on everyone's h: all 2N views are negatives of each other.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import nn

from core.learn import augment, simclr
from core.learn import device as machine
from core.learn.augment import Recipe
from core.learn.ranks import ALONE, Ranks

ROWS = 1024
"""Terms of the loss computed at once: 1024 x 8192 similarities take 32 MB."""
TERMS: dict[str, Callable[[torch.Tensor, torch.Tensor, float], torch.Tensor]] = {
    "ntxent": simclr.nt_xent_terms,
    "dcl": simclr.dcl_terms,
}


@dataclass(frozen=True)
class Judged:
    """What a batch gave: its loss (a scalar on the device), embeddings h [2N, D] and projections z [2N, d], detached."""

    loss: torch.Tensor
    h: torch.Tensor
    z: torch.Tensor


class Objective:
    """Computes the contrastive loss of batches and leaves the gradients in the parameters of f and g.

    `f` maps float32 [B, 3, size, size] to h [B, D]; mean, std: of its input, per channel.
    """

    def __init__(
        self,
        f: nn.Module,
        g: nn.Module,
        recipe: Recipe,
        *,
        loss: str,
        temperature: float,
        mean: tuple[float, ...],
        std: tuple[float, ...],
        device: torch.device,
        ranks: Ranks = ALONE,
    ) -> None:
        self._f, self._g, self._recipe, self._ranks = f, g, recipe, ranks
        self._terms, self._temperature, self._device = TERMS[loss], temperature, device
        self._mean = torch.tensor(mean, device=device).view(3, 1, 1)
        self._std = torch.tensor(std, device=device).view(3, 1, 1)

    def backward(self, images: torch.Tensor, draws: torch.Tensor, part: int) -> Judged:
        """Gradients of the loss of a batch, into `.grad`, which must be None or 0 before.

        `images`: uint8 [n, S, S, 3] on the device, this process's share of the N = n x ranks; `draws` [2, n, ...] from
        `augment.draw` for their two views; `part`: images whose views go through f at once.
        """
        if len(images) <= part:
            h_a, h_b = self._embed(images, draws).chunk(2)
            judged, gradients = self._judge(h_a.detach(), h_b.detach())
            torch.autograd.backward([h_a, h_b], list(gradients))
        else:
            judged = self._backward_in_parts(images, draws, part)
        self._ranks.add_up(p.grad for p in self._f.parameters() if p.grad is not None)
        return judged

    def _backward_in_parts(self, images: torch.Tensor, draws: torch.Tensor, part: int) -> Judged:
        places = [slice(first, first + part) for first in range(0, len(images), part)]
        with torch.no_grad(), _still_statistics(self._f):
            pairs = [self._embed(images[p], draws[:, p]).chunk(2) for p in places]
        judged, (toward_a, toward_b) = self._judge(torch.cat([a for a, _ in pairs]), torch.cat([b for _, b in pairs]))
        for place in places:
            h = self._embed(images[place], draws[:, place])
            h.backward(torch.cat([toward_a[place], toward_b[place]]))  # type: ignore[no-untyped-call]
        return judged

    def _embed(self, images: torch.Tensor, draws: torch.Tensor) -> torch.Tensor:
        """h of both views of each image: [2n, D], fp32; rows i and n + i are of image i."""
        x = torch.cat([augment.view(images, self._recipe, rows) for rows in draws])
        x = ((x - self._mean) / self._std).contiguous(memory_format=machine.memory_format(self._device))
        with machine.autocast(self._device):
            h: torch.Tensor = self._f(x)
        return h.float()

    def _judge(self, h_a: torch.Tensor, h_b: torch.Tensor) -> tuple[Judged, tuple[torch.Tensor, torch.Tensor]]:
        """The loss over everyone's views, with the gradients of g left in it; and d loss / d h of our own h_a and h_b."""
        h = torch.cat([self._ranks.gather(h_a), self._ranks.gather(h_b)]).requires_grad_()  # [2N, D]
        with machine.autocast(self._device):
            z = self._g(h)  # [2N, d]
        loss, toward_z = self._loss(z.detach().float())
        z.backward(toward_z.to(z.dtype))
        assert h.grad is not None
        own = slice(self._ranks.rank * len(h_a), (self._ranks.rank + 1) * len(h_a))
        toward_a, toward_b = h.grad.chunk(2)
        return Judged(loss, h.detach(), z.detach()), (toward_a[own], toward_b[own])

    def _loss(self, z: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The mean of the 2N terms, and d loss / d z [2N, d]; rows are shared out over the processes."""
        z.requires_grad_()
        share = self._ranks.share(len(z))
        loss = torch.zeros((), device=z.device)
        for rows in torch.split(torch.arange(len(z), device=z.device)[share], ROWS):
            part = self._terms(z, rows, self._temperature).sum() / len(z)
            part.backward()  # type: ignore[no-untyped-call]
            loss += part.detach()
        assert z.grad is not None
        self._ranks.add_up([loss, z.grad])
        return loss, z.grad


@contextmanager
def _still_statistics(net: nn.Module) -> Iterator[None]:
    """Within, BatchNorm computes as ever but notes nothing: a batch that is seen twice counts once."""
    norms = [m for m in net.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    before = [m.momentum for m in norms]
    try:
        for module in norms:
            module.momentum = 0.0
        yield
    finally:
        for module, momentum in zip(norms, before, strict=True):
            module.momentum = momentum
