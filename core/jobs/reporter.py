"""How a stage speaks: progress and cancel in one throttled call, and parts handed over while it goes on."""

import time
from collections.abc import Callable
from typing import Protocol

from core.errors import Cancelled


class Reporter(Protocol):
    """What a stage is given. Tests pass `ListReporter`; the worker writes events; the CLI draws a bar."""

    def progress(self, step: int, total: int, **metrics: float) -> None:
        """Say how far the stage is (`total` 0: not known yet). Cheap to call often. Waits while the run is paused; raises
        `Cancelled`, or `StopAndKeep`, when asked to stop."""

    def metric(self, step: int, **values: float) -> None:
        """Keep values for good (the loss curve). Never dropped, unlike progress."""

    def part(self, name: str) -> None:
        """A finished file `name` lies in the run folder: store it now, the stage goes on."""

    def note(self, text: str) -> None:
        """One sentence for the user about what is going on ("Starting", "Embedding at 96 px")."""


class ListReporter:
    """Keeps everything said, for tests and for callers that only want the result. `stop_after` cancels at that call."""

    def __init__(self, stop_after: int | None = None, on_part: Callable[[str], None] | None = None) -> None:
        self.steps: list[tuple[int, int, dict[str, float]]] = []
        self.metrics: list[tuple[int, dict[str, float]]] = []
        self.parts: list[str] = []
        self.notes: list[str] = []
        self._stop_after = stop_after
        self._on_part = on_part

    def progress(self, step: int, total: int, **metrics: float) -> None:
        self.steps.append((step, total, metrics))
        if self._stop_after is not None and len(self.steps) >= self._stop_after:
            raise Cancelled

    def metric(self, step: int, **values: float) -> None:
        self.metrics.append((step, values))

    def part(self, name: str) -> None:
        self.parts.append(name)
        if self._on_part:
            self._on_part(name)

    def note(self, text: str) -> None:
        self.notes.append(text)


class Throttle:
    """Lets one call through per `seconds`; the first passes at once."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._next = float("-inf")

    def ready(self) -> bool:
        now = self._clock()
        if now < self._next:
            return False
        self._next = now + self._seconds
        return True
