"""The course of a pretraining: its clock, what it reports, when it is saved, and when it is over. The loop itself is in
pretraining.py and shows the algorithm only."""

import dataclasses
import math
import time
from dataclasses import dataclass
from typing import Protocol

import torch

from core.errors import UserError
from core.jobs.reporter import Reporter, Throttle
from core.learn.monitor import Monitor
from core.learn.objective import Judged
from core.specs import PretrainSpec
from core.words import tr

EPOCH_PAUSE, LONG_PAUSE = 5.0, 300.0  # seconds
METRIC_PAUSE = 1.0  # seconds between two points of the loss curve
UNSTEADY = 3  # first steps, left out of images per second: memory is taken and kernels are chosen in them


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


def make_plan(spec: PretrainSpec, images: int, processes: int = 1) -> Plan:
    """The plan for so many readable images; batches are as large as asked, or as there are images, and can be shared out
    evenly. UserError for fewer than 2 images, or fewer than processes."""
    if images < max(2, processes):
        raise UserError(
            tr(
                "Pretraining tells images apart, so it needs {max} that can be read; this folder has {images}. "
                "Nothing was changed. Add images to the folder and look for new ones.",
                max=max(2, processes),
                images=images,
            )
        )
    batch = min(max(spec.batch, 2, processes), images)
    batch -= batch % processes
    seconds = None if spec.minutes is None else 60 * spec.minutes
    return Plan(images, batch, spec.epochs * (images // batch), seconds)


class Trained(Protocol):
    """What the course must know of the training it accompanies."""

    step: int
    elapsed: float
    loss: float | None

    def rate(self) -> float: ...
    def peak_rate(self) -> float: ...
    def finite(self) -> bool: ...
    def save(self) -> None: ...
    def saved_step(self) -> int | None: ...


class Course:
    """Told after every step. `report` is given the numbers, `training` is saved now and then."""

    def __init__(self, plan: Plan, training: Trained, monitor: Monitor, report: Reporter) -> None:
        self._plan, self._training, self._monitor, self._report = plan, training, monitor, report
        self._metric = Throttle(METRIC_PAUSE)
        self._last = self._saved = time.monotonic()
        self._first = training.step
        self._steady = 0.0  # seconds of the steps after the UNSTEADY first
        self._loss: torch.Tensor | None = None

    def after_step(self, batch: Judged) -> float:
        """Report, look, save; returns the seconds trained so far. Raises Cancelled, and UserError where it breaks down."""
        training, now = self._training, time.monotonic()
        training.elapsed += now - self._last
        if training.step - self._first > UNSTEADY:
            self._steady += now - self._last
        self._last, self._loss = now, batch.loss
        seen = self._monitor.look(batch)
        ended = training.step % self._plan.per_epoch == 0
        if self._metric.ready() or self._plan.over(training.step, training.elapsed):
            self.check()
            epoch = training.step / self._plan.per_epoch
            self._report.metric(training.step, loss=training.loss or 0.0, rate=training.rate(), epoch=epoch, **seen)
        elif seen:
            self._report.metric(training.step, **seen)
        if now - self._saved >= (EPOCH_PAUSE if ended else LONG_PAUSE):
            self.save()
        before = time.monotonic()
        self._progress()
        self._last += time.monotonic() - before  # the user may have paused the run in there
        return training.elapsed

    def check(self) -> None:
        """Read the loss, which waits for the device. UserError if it is no number, or nothing is told apart any more."""
        if self._loss is None:
            return
        value = float(self._loss)
        if not math.isfinite(value):
            raise UserError(self._broken(tr("the loss is {value}", value=value)))
        if self._monitor.collapsed:
            raise UserError(self._broken(tr("the encoder gives all images the same embedding")))
        self._training.loss = value

    def check_all(self) -> None:
        """As `check`, and whether the last step left weights that are numbers."""
        self.check()
        if not self._training.finite():
            raise UserError(self._broken(tr("the weights are no numbers")))

    def save(self) -> None:
        self.check_all()
        self._training.save()
        self._saved = time.monotonic()

    def outcome(self) -> Outcome:
        t = self._training
        return Outcome(t.step // self._plan.per_epoch, t.step, t.loss, self._images_per_second(), t.elapsed)

    def _progress(self) -> None:
        t, plan = self._training, self._plan
        seen = {"loss": t.loss or 0.0, "images_per_second": self._images_per_second()}
        if plan.seconds is None:
            left = (plan.total - t.step) * self._seconds_per_step()
            self._report.progress(t.step, plan.total, **seen, seconds_left=left)
        else:  # a time box: seconds are its steps
            left = max(plan.seconds - t.elapsed, 0.0)
            step = min(round(t.elapsed), math.ceil(plan.seconds))
            self._report.progress(step, math.ceil(plan.seconds), **seen, seconds_left=left)

    def _seconds_per_step(self) -> float:
        """Of the steady state; of all there was where it is too short for one."""
        steady = self._training.step - self._first - UNSTEADY
        if steady > 0 and self._steady > 0:
            return self._steady / steady
        return self._training.elapsed / max(self._training.step, 1)

    def _images_per_second(self) -> float:
        seconds = self._seconds_per_step()
        return self._plan.batch / seconds if seconds > 0 else 0.0

    def _broken(self, what: str) -> str:
        kept = self._training.saved_step()
        then = tr("Nothing had been kept yet") if kept is None else tr("What was learnt up to step {kept} is kept", kept=kept)
        return tr(
            "Learning broke down at step {step}: {what}. {then}. Start again with a smaller learning rate "
            "(now {peak_rate:g}) or another start.",
            step=self._training.step,
            what=what,
            then=then,
            peak_rate=self._training.peak_rate(),
        )


def refuse_other_spec(stored: dict[str, object], spec: PretrainSpec, may_differ: tuple[str, ...]) -> None:
    """UserError if a checkpoint was made with other settings than `spec`, those that `may_differ` aside."""
    # Through JSON's eyes: a tuple came back as a list.
    asked = {n: list(v) if isinstance(v, tuple) else v for n, v in dataclasses.asdict(spec).items()}
    other = sorted(n for n in asked if n not in may_differ and stored.get(n) != asked[n])
    if other:
        name = other[0]
        raise UserError(
            tr(
                "The unfinished pretraining was begun with {name} {stored}, not {asked}. It is kept. Go on with "
                "{stored}, or begin a new run.",
                name=name,
                stored=stored.get(name),
                asked=asked[name],
            )
        )
