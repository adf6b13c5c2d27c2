"""SimCLR pretraining: the loop that trains f and g so that two views of one image agree. See `pretrain`.

Everything random follows from the seed: the order of epoch e from seed + e, the views from one generator whose state is
in the checkpoint. So a run that was stopped, even within an epoch, and goes on ends on a CPU bit for bit where an
uninterrupted one ends.

A checkpoint is written when the run is stopped, at the end of an epoch (at most every EPOCH_PAUSE seconds: epochs of a
small folder are short) and every LONG_PAUSE seconds within a long one.
"""

import dataclasses
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from core.errors import Cancelled, UserError
from core.jobs.reporter import Reporter, Throttle
from core.learn import augment, checkpoint, depthwise, optimiser, schedule, simclr
from core.learn import device as machine
from core.learn.embedding import PixelSource
from core.learn.encoders import Encoder
from core.specs import PretrainSpec

EPOCH_PAUSE, LONG_PAUSE = 5.0, 300.0  # seconds
METRIC_PAUSE = 1.0  # seconds between two points of the loss curve
UNSTEADY = 3  # first steps, left out of images per second: memory is taken and kernels are chosen in them
MAY_DIFFER = ("device", "name")  # of the spec, between a run and its continuation


@dataclass(frozen=True)
class Outcome:
    """What came of it. `images_per_second` is the steady state, each image counted once for its two views."""

    epochs: int
    steps: int
    loss: float | None
    images_per_second: float
    seconds: float


@dataclass(frozen=True)
class Plan:
    """How long: `images` readable images in batches of `batch`; `total` steps, or `seconds` on the clock."""

    images: int
    batch: int
    total: int
    seconds: float | None

    @property
    def per_epoch(self) -> int:
        return self.images // self.batch

    def done(self, step: int, elapsed: float) -> float:
        """The part in [0, 1] of the schedule that is behind; the middle of a step counts, so that no step has rate 0."""
        if self.seconds is None:
            return min((step + 0.5) / self.total, 1.0) if self.total else 1.0
        return min(elapsed / self.seconds, 1.0)

    def over(self, step: int, elapsed: float) -> bool:
        return step >= self.total if self.seconds is None else elapsed >= self.seconds


class Training:
    """The state of a run between two steps: all that a checkpoint holds."""

    def __init__(self, spec: PretrainSpec, encoder: Encoder, plan: Plan, device: torch.device) -> None:
        warm = spec.start != "random"
        head = simclr.ProjectionHead(encoder.card.width, spec.projection, spec.head_depth)
        self.f = encoder.net.to(device=device, memory_format=machine.memory_format(device))  # type: ignore[call-overload]
        depthwise.speed_up(self.f)
        self.g = head.to(device)
        # From a warm start BatchNorm keeps the statistics it was trained with: those of augmented batches would undo part
        # of it. A random start has none worth keeping.
        self.f.train()
        if warm:
            freeze_statistics(self.f)
        self.optimiser = optimiser.make(spec, self.f, self.g, warm=warm, batch=plan.batch)
        self.generator = torch.Generator().manual_seed(spec.seed)
        self.step = 0
        self.elapsed = 0.0  # seconds of training, over all sessions
        self.loss: float | None = None

    def save(self, folder: Path, spec: PretrainSpec, per_epoch: int) -> None:
        facts = {"step": self.step, "epoch": self.step // per_epoch, "elapsed": self.elapsed, "loss": self.loss}
        tensors = checkpoint.pack(self._modules(), self.optimiser, {"augment": self.generator})
        checkpoint.write(folder, self.step, tensors, {**facts, "spec": dataclasses.asdict(spec)})

    def restore(self, folder: Path, spec: PretrainSpec) -> bool:
        """Go on from the newest whole checkpoint, if there is one. UserError if it was made with other settings."""
        found = checkpoint.read(folder)
        if found is None:
            return False
        _refuse_other_spec(found.facts["spec"], spec)
        checkpoint.unpack(found.tensors, self._modules(), self.optimiser, {"augment": self.generator})
        self.step, self.elapsed, self.loss = found.facts["step"], found.facts["elapsed"], found.facts["loss"]
        return True

    def _modules(self) -> dict[str, nn.Module]:
        return {"f": self.f, "g": self.g}


def pretrain(
    spec: PretrainSpec,
    encoder: Encoder,
    pixels: PixelSource,
    indices: np.ndarray,
    folder: Path,
    report: Reporter,
) -> Outcome:
    """Train `encoder.net` in place, by algorithm 1 of SimCLR (arXiv 2002.05709).

    `indices` int64 [N]: the readable places in `pixels`. `folder` takes the checkpoints, and if it holds one of the same
    spec, the run goes on from there. With spec.minutes the clock starts at the first step.
    Raises UserError for fewer than 2 images, other settings than the checkpoint's, or a loss that is no number; Cancelled
    when asked to stop, after a checkpoint.
    """
    device = machine.choose(spec.device)
    plan = make_plan(spec, len(indices))
    training = Training(spec, encoder, plan, device)
    if training.restore(folder, spec):
        report.note(f"Going on from step {training.step}")
    session = _Session(spec, plan, training, folder, report)
    loss_of = simclr.dcl if spec.loss == "dcl" else simclr.nt_xent
    recipe = augment.Recipe.of(spec)
    order = np.empty(0, np.int64)
    try:
        while not plan.over(training.step, training.elapsed):
            epoch, place = divmod(training.step, plan.per_epoch)
            if place == 0 or not len(order):
                order = indices[np.random.default_rng(spec.seed + epoch).permutation(len(indices))]
            chosen = order[place * plan.batch : (place + 1) * plan.batch]
            images = torch.from_numpy(pixels.batch(chosen)).to(device)  # uint8 [N, S, S, 3]
            views = augment.two_views(images, recipe, training.generator)  # [2N, 3, size, size] in [0, 1]
            x = normalise(views, encoder, device)
            with machine.autocast(device):
                z_a, z_b = training.g(training.f(x)).chunk(2)  # [N, projection] each
            loss = loss_of(z_a, z_b, spec.temperature)
            training.optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.set_rates(training.optimiser, schedule.cosine(plan.done(training.step, training.elapsed), spec.warmup))
            training.optimiser.step()
            training.step += 1
            session.after_step(loss)
    except Cancelled:
        session.save()
        raise
    session.check()
    return session.outcome()


def make_plan(spec: PretrainSpec, images: int) -> Plan:
    """The plan for so many readable images; batches are as large as asked, or as there are images. UserError below 2."""
    if images < 2:
        raise UserError(
            f"Pretraining tells images apart, so it needs 2 that can be read; this folder has {images}. Nothing was changed. "
            "Add images to the folder and look for new ones."
        )
    batch = min(max(spec.batch, 2), images)
    seconds = None if spec.minutes is None else 60 * spec.minutes
    return Plan(images, batch, spec.epochs * (images // batch), seconds)


def normalise(views: torch.Tensor, encoder: Encoder, device: torch.device) -> torch.Tensor:
    """(x - mean) / std of views [2N, 3, S, S] in [0, 1], in the memory format the device likes."""
    mean = torch.tensor(encoder.card.mean, device=device).view(3, 1, 1)
    std = torch.tensor(encoder.card.std, device=device).view(3, 1, 1)
    return ((views - mean) / std).contiguous(memory_format=machine.memory_format(device))


def freeze_statistics(net: nn.Module) -> None:
    """Let every BatchNorm use and keep its running statistics; its scale and shift still learn."""
    for module in net.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.eval()


class _Session:
    """Clock, reports and checkpoints of the loop, so that the loop shows the algorithm only."""

    def __init__(self, spec: PretrainSpec, plan: Plan, training: Training, folder: Path, report: Reporter) -> None:
        self._spec, self._plan, self._training, self._folder, self._report = spec, plan, training, folder, report
        self._metric = Throttle(METRIC_PAUSE)
        self._last = self._saved = time.monotonic()
        self._first = training.step
        self._steady = 0.0  # seconds of the steps after the UNSTEADY first
        self._loss: torch.Tensor | None = None

    def after_step(self, loss: torch.Tensor) -> None:
        training, now = self._training, time.monotonic()
        training.elapsed += now - self._last
        if training.step - self._first > UNSTEADY:
            self._steady += now - self._last
        self._last, self._loss = now, loss.detach()
        ended = training.step % self._plan.per_epoch == 0
        if self._metric.ready() or self._plan.over(training.step, training.elapsed):
            self.check()
            epoch = training.step / self._plan.per_epoch
            rate = training.optimiser.param_groups[0]["lr"]
            self._report.metric(training.step, loss=training.loss or 0.0, rate=rate, epoch=epoch)
        if now - self._saved >= (EPOCH_PAUSE if ended else LONG_PAUSE):
            self.save()
        self._progress()

    def check(self) -> None:
        """Read the loss, which waits for the device, and stop if it is no number."""
        if self._loss is None:
            return
        value = float(self._loss)
        if not math.isfinite(value):
            raise UserError(self._diverged(value))
        self._training.loss = value

    def save(self) -> None:
        self.check()
        if not all(bool(p.isfinite().all()) for p in self._training.f.parameters()):
            raise UserError(self._diverged(math.nan))
        self._training.save(self._folder, self._spec, self._plan.per_epoch)
        self._saved = time.monotonic()

    def outcome(self) -> Outcome:
        t = self._training
        return Outcome(t.step // self._plan.per_epoch, t.step, t.loss, self._images_per_second(), t.elapsed)

    def _progress(self) -> None:
        t, plan = self._training, self._plan
        seen = {"loss": t.loss or 0.0, "images_per_second": self._images_per_second()}
        if plan.seconds is None:
            left = (plan.total - t.step) * t.elapsed / t.step
            self._report.progress(t.step, plan.total, **seen, seconds_left=left)
        else:  # a time box: seconds are its steps
            left = max(plan.seconds - t.elapsed, 0.0)
            step = min(round(t.elapsed), math.ceil(plan.seconds))
            self._report.progress(step, math.ceil(plan.seconds), **seen, seconds_left=left)

    def _images_per_second(self) -> float:
        steps = self._training.step - self._first - UNSTEADY
        if steps > 0 and self._steady > 0:
            return steps * self._plan.batch / self._steady
        # Too short for a steady state: the mean of all there was.
        return self._training.step * self._plan.batch / self._training.elapsed if self._training.elapsed else 0.0

    def _diverged(self, value: float) -> str:
        kept = checkpoint.read(self._folder)
        what = f"What was learnt up to step {kept.facts['step']} is kept" if kept else "Nothing had been kept yet"
        rate = max(group["peak"] for group in self._training.optimiser.param_groups)
        return (
            f"Learning broke down at step {self._training.step}: the loss is {value}. {what}. "
            f"Start again with a smaller learning rate (now {rate:g}) or another start."
        )


def _refuse_other_spec(stored: dict[str, Any], spec: PretrainSpec) -> None:
    # Through JSON's eyes: a tuple came back as a list.
    asked = {n: list(v) if isinstance(v, tuple) else v for n, v in dataclasses.asdict(spec).items()}
    other = sorted(n for n in asked if n not in MAY_DIFFER and stored.get(n) != asked[n])
    if other:
        name = other[0]
        raise UserError(
            f"The unfinished pretraining was begun with {name} {stored.get(name)}, not {asked[name]}. It is kept. "
            f"Go on with {stored.get(name)}, or begin a new run."
        )
