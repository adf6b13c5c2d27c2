"""SimCLR pretraining: the loop that trains f and g so that two views of one image agree. See `pretrain`.

Everything random follows from the seed: the order of epoch e from seed + e, the views from one generator whose state is
in the checkpoint. So a run that was stopped, even within an epoch, and goes on ends on a CPU bit for bit where an
uninterrupted one ends.

A checkpoint is written when the run is stopped, at the end of an epoch (at most every EPOCH_PAUSE seconds: epochs of a
small folder are short) and every LONG_PAUSE seconds within a long one.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from core.errors import Cancelled, StopAndKeep
from core.jobs.reporter import Reporter
from core.learn import augment, checkpoint, depthwise, embedding, optimiser, schedule, simclr
from core.learn import device as machine
from core.learn import ranks as processes
from core.learn.augment import Recipe
from core.learn.blend import blend, copy_weights
from core.learn.course import Course, Outcome, Plan, make_plan, refuse_other_spec
from core.learn.embedding import PixelSource
from core.learn.encoders import Encoder
from core.learn.feeding import feed
from core.learn.monitor import Monitor
from core.learn.objective import Judged, Objective
from core.learn.ranks import ALONE, Ranks
from core.specs import PretrainSpec
from core.words import tr

MAY_DIFFER = ("device", "name", "download", "part", "compile")  # of the spec, between a run and its continuation
PART = 256  # images whose two views go through f at once, unless the spec says: the paper's smallest batch
LOOKED_AT = 300  # labelled images embedded to see whether neighbours agree


@dataclass(frozen=True)
class Labelled:
    """The labels there are: places in the pixels, int64 [n], and classes, int64 [n]."""

    indices: np.ndarray
    classes: np.ndarray


class Training:
    """The state of a run between two steps: all that a checkpoint holds."""

    def __init__(
        self, spec: PretrainSpec, encoder: Encoder, plan: Plan, device: torch.device, folder: Path, ranks: Ranks = ALONE
    ) -> None:
        self._spec, self._plan, self._folder, self._ranks = spec, plan, folder, ranks
        warm = spec.warm
        head = simclr.ProjectionHead(encoder.card.width, spec.projection, spec.head_depth)
        self.f = encoder.net.to(device=device, memory_format=machine.memory_format(device))  # type: ignore[call-overload]
        depthwise.speed_up(self.f)
        self.g = head.to(device)
        # From a warm start BatchNorm keeps the statistics it was trained with: those of augmented batches would undo part
        # of it. A random start has none worth keeping.
        self._frozen = warm
        self.train_mode()
        processes.synchronise_statistics(self.f, ranks)
        self.optimiser = optimiser.make(spec, self.f, self.g, warm=warm, batch=plan.batch)
        self.generator = torch.Generator().manual_seed(spec.seed)
        self.step = 0
        self.elapsed = 0.0  # seconds of training, over all sessions
        self.loss: float | None = None

    def train_mode(self) -> None:
        self.f.train()
        self.g.train()
        if self._frozen:
            freeze_statistics(self.f)

    def draws(self) -> torch.Tensor:
        """The next draws for two views of each image of a whole batch: [2, N, ...]."""
        return torch.stack([augment.draw(self._plan.batch, self.generator) for _ in range(2)])

    def rate(self) -> float:
        return float(self.optimiser.param_groups[0]["lr"])

    def peak_rate(self) -> float:
        return float(max(group["peak"] for group in self.optimiser.param_groups))

    def finite(self) -> bool:
        """Whether what would be kept is all numbers: the weights of f and g, and the statistics of BatchNorm."""
        return all(bool(t.isfinite().all()) for net in self._modules().values() for t in net.state_dict().values())

    def save(self) -> None:
        if not self._ranks.leads:
            return
        epoch = self.step // self._plan.per_epoch
        facts = {"step": self.step, "epoch": epoch, "elapsed": self.elapsed, "loss": self.loss}
        tensors = checkpoint.pack(self._modules(), self.optimiser, {"augment": self.generator})
        checkpoint.write(self._folder, self.step, tensors, {**facts, "spec": dataclasses.asdict(self._spec)})

    def saved_step(self) -> int | None:
        found = checkpoint.read(self._folder)
        return None if found is None else int(found.facts["step"])

    def restore(self) -> bool:
        """Go on from the newest whole checkpoint, if there is one. UserError if it was made with other settings."""
        found = checkpoint.read(self._folder)
        if found is None:
            return False
        refuse_other_spec(found.facts["spec"], self._spec, MAY_DIFFER)
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
    labelled: Labelled | None = None,
    ranks: Ranks = ALONE,
) -> Outcome:
    """Train `encoder.net` in place, by algorithm 1 of SimCLR (arXiv 2002.05709); from a warm start it ends as the mean of what
    it was and what it learnt (core/learn/blend.py).

    `indices` int64 [N]: the readable places in `pixels`. `folder` takes the checkpoints, and if it holds one of the same
    spec, the run goes on from there. With spec.minutes the clock starts at the first step. Nothing is learnt from
    `labelled`: it only shows how the embeddings fare. With several `ranks` everyone calls this with the same arguments.
    Raises UserError for fewer than 2 images, other settings than the checkpoint's, too little memory, or an encoder that
    breaks down; Cancelled when asked to stop, after a checkpoint. StopAndKeep ends the run as if its time were over.
    """
    device = machine.choose(spec.device, ranks.local)
    plan = make_plan(spec, len(indices), ranks.count)
    start_share = (0.5 if spec.warm else 0.0) if spec.start_share is None else spec.start_share
    start = copy_weights(encoder.net) if start_share else {}
    training = Training(spec, encoder, plan, device, folder, ranks)
    if training.restore():
        report.note(tr("Going on from step {step}", step=training.step))
    recipe = Recipe.of(spec, pixels.batch(indices[:1]).shape[1])
    step = _Step(spec, recipe, encoder, training, plan, device, report, ranks)
    course = Course(plan, training, _monitor(spec, encoder, training, pixels, labelled, device), report)
    orders = _orders(spec, plan, indices, training.step, ranks)
    share = ranks.share(plan.batch)
    try:
        for images in feed(pixels, indices, device, orders) if not plan.over(training.step, training.elapsed) else ():
            draws = training.draws()[:, share]
            optimiser.set_rates(training.optimiser, schedule.cosine(plan.done(training.step, training.elapsed), spec.warmup))
            training.optimiser.zero_grad(set_to_none=True)
            batch = step.backward(images, draws)
            training.optimiser.step()
            training.step += 1
            training.elapsed = ranks.agree(lambda batch=batch: course.after_step(batch))  # type: ignore[misc]
            if plan.over(training.step, training.elapsed):
                break
    except StopAndKeep:
        course.save()
        report.note(tr("Ended early, after step {step}; the encoder is kept as it is", step=training.step))
    except Cancelled:
        course.save()
        raise
    course.check_all()
    if start_share:
        blend(training.f, start, start_share)
    return course.outcome()


def freeze_statistics(net: nn.Module) -> None:
    """Let every BatchNorm use and keep its running statistics; its scale and shift still learn."""
    for module in net.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.eval()


class _Step:
    """Gradients of one batch, in parts as large as the memory allows."""

    def __init__(
        self, spec: PretrainSpec, recipe: Recipe, encoder: Encoder, training: Training, plan: Plan, device: torch.device,
        report: Reporter, ranks: Ranks,
    ) -> None:  # fmt: skip
        self._training, self._device, self._report, self._ranks = training, device, report, ranks
        self.part = min(spec.part or PART, -(-plan.batch // ranks.count))
        net = machine.compiled(training.f, report) if spec.compile else training.f
        self._objective = Objective(
            net,
            training.g,
            recipe,
            loss=spec.loss,
            temperature=spec.temperature,
            mean=encoder.card.mean,
            std=encoder.card.std,
            device=device,
            ranks=ranks,
        )

    def backward(self, images: torch.Tensor, draws: torch.Tensor) -> Judged:
        """As `Objective.backward`; when memory runs out, again with parts of half the size: the same batch, no negative
        lost. UserError where even SMALLEST_PART images are too many."""
        while True:
            try:
                return self._objective.backward(images, draws, self.part)
            except Exception as error:
                # Several processes cannot try again alone: the others are waiting in the middle of the step.
                if not machine.is_out_of_memory(error) or self._ranks.count > 1:
                    raise
                problem = (str(error) or type(error).__name__).splitlines()[0]
            self._halve(problem)

    def _halve(self, problem: str) -> None:
        if self.part <= machine.SMALLEST_PART:
            kept = self._training.saved_step()
            then = (
                tr("Nothing had been kept yet") if kept is None else tr("What was learnt up to step {kept} is kept", kept=kept)
            )
            raise machine.too_little_memory(self._device, self.part, problem, then)
        self.part = max(self.part // 2, machine.SMALLEST_PART)
        self._training.optimiser.zero_grad(set_to_none=True)
        machine.empty_cache(self._device)
        self._report.note(tr("Memory ran out: going on with {part} images at a time, same batch", part=self.part))


def _orders(spec: PretrainSpec, plan: Plan, indices: np.ndarray, step: int, ranks: Ranks) -> Iterator[np.ndarray]:
    """From `step` on, the places of each batch that are ours, int64 [n]: each image once in an epoch."""
    share = ranks.share(plan.batch)
    while True:
        epoch, first = divmod(step, plan.per_epoch)
        order = indices[np.random.default_rng(spec.seed + epoch).permutation(len(indices))]
        for place in range(first, plan.per_epoch):
            yield order[place * plan.batch : (place + 1) * plan.batch][share]
            step += 1


def _monitor(
    spec: PretrainSpec,
    encoder: Encoder,
    training: Training,
    pixels: PixelSource,
    labelled: Labelled | None,
    device: torch.device,
) -> Monitor:
    if labelled is None or len(labelled.indices) < 2 or len(set(labelled.classes.tolist())) < 2:
        return Monitor()
    chosen = np.random.default_rng(0).permutation(len(labelled.indices))[:LOOKED_AT]
    places, classes = labelled.indices[chosen], labelled.classes[chosen]

    def embed_labelled() -> tuple[np.ndarray, np.ndarray]:
        training.f.eval()
        found = embedding.embed(training.f, encoder.card, pixels, places, size=spec.size, batch=100, device=device)
        h = np.concatenate([vectors for _, vectors in found])
        training.train_mode()
        return h, classes

    return Monitor(embed_labelled)
