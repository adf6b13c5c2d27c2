"""Fine-tune the whole network from the linear classifier on (LP-FT: Kumar et al., arXiv 2202.10054; SimCLR, section B.5).

The head starts as the fitted logistic regression, so that the first step is taken from where `linear` ended and the encoder is
not bent by a random head. Flip and crop only, no weight decay, SGD with Nesterov momentum, half a cosine (B.5). BatchNorm keeps
the statistics of pretraining: those of a few hundred labelled images are worse.

EfficientNet-Lite0 at 96 px on CIFAR-10, the defaults, one draw, right of 1,000 (seconds on 2 cores):
    labels per class    10            20            50
    linear              58.1 %        61.5 %        67.3 %
    whole network       61.0 (19 s)   68.8 (39 s)   76.4 (175 s, machine busy)
"""

import copy
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from core.classify.logistic import LogisticModel
from core.errors import UserError
from core.jobs.reporter import Reporter
from core.learn import augment, depthwise, embedding
from core.learn import device as machine
from core.learn.embedding import PixelSource
from core.learn.schedule import cosine
from core.records import EncoderCard
from core.specs import FinetuneSpec
from core.words import tr

RATE = 0.1
"""Peak rate at 256 images a batch. EfficientNet-Lite0 at 96 px on CIFAR-10, 50 labels per class, 5 epochs of batch 64, from a
linear classifier that is 67.3 % right: 70.5 % at rate 0.003, 72.6 at 0.0125, 74.1 at 0.05 (this is 0.025)."""
MOMENTUM = 0.9
WARMUP = 0.05  # part of the schedule; momentum is built up before the encoder moves
START_TEMPERATURE = 0.4  # the regression's logits are too small by about this much (scores.PRIOR_TEMPERATURE)
CLIP = 1.0  # largest gradient norm: one odd batch of few labels must not undo the start


class BrokeDown(UserError):
    """Loss or weights are no numbers any more."""


class Head(nn.Module):
    """The logistic regression as a layer: h [B, D] -> logits [B, C]. Only weight and bias learn.

    They hold the standardised weights; mean and scale stay those of all images.
    """

    def __init__(self, model: LogisticModel, temperature: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.from_numpy(model.weight / np.float32(temperature)))
        self.bias = nn.Parameter(torch.from_numpy(model.bias / np.float32(temperature)))
        self.mean: torch.Tensor
        self.scale: torch.Tensor
        self.register_buffer("mean", torch.from_numpy(model.mean))
        self.register_buffer("scale", torch.from_numpy(model.scale))

    def forward(self, h: torch.Tensor) -> torch.Tensor:
        return functional.linear((functional.normalize(h, dim=1) - self.mean) / self.scale, self.weight, self.bias)

    def model(self) -> LogisticModel:
        """The layer as numpy arrays again."""
        weight, bias, mean, scale = (t.numpy(force=True) for t in (self.weight, self.bias, self.mean, self.scale))
        return LogisticModel(weight, bias, mean, scale)


@dataclass(frozen=True)
class Labelled:
    """Labelled images: their places in the pixels, int64 [n], and their classes, int64 [n]."""

    pixels: PixelSource
    indices: np.ndarray
    classes: np.ndarray


def train(
    net: nn.Module,
    head: Head,
    card: EncoderCard,
    data: Labelled,
    spec: FinetuneSpec,
    device: torch.device,
    report: Reporter,
) -> tuple[nn.Module, Head]:
    """Copies of net and head, trained on the labelled images for spec.epochs; both in eval mode on `device`.

    Reports progress per step (loss=) and one metric per epoch. `Cancelled` passes through. The same seed gives the same
    network on the same machine. Where memory runs out a batch goes through in parts, with the same outcome. BrokeDown if
    loss or weights are no numbers.
    """
    net, head = embedding.prepare(copy.deepcopy(net), device), copy.deepcopy(head).to(device)
    depthwise.speed_up(net)
    for parameter in net.parameters():
        parameter.requires_grad_(True)
    rate = RATE * spec.batch / 256 if spec.rate is None else spec.rate
    parameters = [*net.parameters(), *head.parameters()]
    optimiser = torch.optim.SGD(parameters, lr=rate, momentum=MOMENTUM, nesterov=True)
    steps = -(-len(data.indices) // spec.batch) * spec.epochs
    losses: list[float] = []
    portion = machine.Portion(spec.batch, device, report.note)
    for step, (x, y) in enumerate(_batches(card, data, spec, device)):
        for group in optimiser.param_groups:
            group["lr"] = rate * cosine((step + 1) / (steps + 1), WARMUP)
        losses.append(portion.attempt(partial(_backward, net, head, optimiser, x, y)))
        torch.nn.utils.clip_grad_norm_(parameters, CLIP)
        optimiser.step()
        if not math.isfinite(losses[-1]):
            raise _broken(step, tr("the loss is {losses}", losses=losses[-1]), rate)
        report.progress(step + 1, steps, loss=losses[-1])
        if (step + 1) * spec.epochs % steps == 0:
            report.metric((step + 1) * spec.epochs // steps, loss=float(np.mean(losses)))
            losses.clear()
    if not all(bool(p.isfinite().all()) for p in parameters):
        raise _broken(steps, tr("the weights are no numbers"), rate)
    return net.requires_grad_(False), head.requires_grad_(False)


def _backward(
    net: nn.Module, head: Head, optimiser: torch.optim.Optimizer, x: torch.Tensor, y: torch.Tensor, at_once: int
) -> float:
    """Gradients of the mean loss of a batch, so many images at once, and that loss. BatchNorm is frozen, so that the parts
    add up to the whole."""
    optimiser.zero_grad(set_to_none=True)
    total = 0.0
    for some_x, some_y in zip(torch.split(x, at_once), torch.split(y, at_once), strict=True):
        with machine.autocast(x.device):
            h = net(some_x)
        loss = functional.cross_entropy(head(h.float()), some_y) * (len(some_x) / len(x))
        loss.backward()  # type: ignore[no-untyped-call]
        total += float(loss.detach())
    return total


def _broken(step: int, what: str, rate: float) -> BrokeDown:
    return BrokeDown(
        tr(
            "Fine-tuning the whole network broke down at step {step}: {what}. Nothing was changed. Use a "
            "smaller learning rate (now {rate:g}), or the linear classifier.",
            step=step,
            what=what,
            rate=rate,
        )
    )


def _batches(
    card: EncoderCard, data: Labelled, spec: FinetuneSpec, device: torch.device
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Epoch after epoch, each label once in each: views float32 [B, 3, size, size], normalised, and classes int64 [B]."""
    rng = np.random.default_rng(spec.seed)
    generator = torch.Generator().manual_seed(spec.seed)
    recipe = augment.Recipe(card.size, crop_min=spec.crop_min, colour_chance=0, grey_chance=0, blur_chance=0)
    mean = torch.tensor(card.mean, device=device).view(3, 1, 1)
    std = torch.tensor(card.std, device=device).view(3, 1, 1)
    for _ in range(spec.epochs):
        order = rng.permutation(len(data.indices))
        for start in range(0, len(order), spec.batch):
            rows = order[start : start + spec.batch]
            images = torch.from_numpy(data.pixels.batch(data.indices[rows])).to(device)
            x = (augment.view(images, recipe, augment.draw(len(images), generator)) - mean) / std
            yield x.contiguous(memory_format=machine.memory_format(device)), torch.from_numpy(data.classes[rows]).to(device)
