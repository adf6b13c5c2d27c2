"""The user's edits on their way to the disk: one after the other, and none is dropped that could not be written."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.errors import WriteFailed
from core.operations import versions
from core.operations.versions import Used
from core.project import encoders
from core.project.project import Project
from core.project.writing import patiently
from core.records import Change
from desktop_app.snapshot import Keeper, Snapshot

Told = Callable[[Any], None]


@dataclass(frozen=True)
class Edit:
    """A function of the project that returns a Change, or (Change, more); `told` gets what it returned, after the commit."""

    work: Callable[[Project], Any]
    told: Told | None = None


@dataclass(frozen=True)
class Written:
    """An edit that is on the disk (`change` None: it was none), with the snapshot after it; or one that cannot be, and why."""

    edit: Edit
    outcome: Any = None
    snapshot: Snapshot | None = None
    change: Change | None = None
    error: BaseException | None = None


@dataclass(frozen=True)
class Held:
    """So many edits wait, in their order, since the first of them could not be written."""

    count: int
    error: WriteFailed


class Edits:
    """Edits that wait for the disk, oldest first. Only the project's thread calls it, or nobody else while that rests."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._waiting: deque[Edit] = deque()
        self._resting = False

    def add(self, edit: Edit) -> tuple[list[Written], Held | None]:
        self._waiting.append(edit)
        return self.carry_out()

    def carry_out(self) -> tuple[list[Written], Held | None]:
        """Write what waits, in order, until one cannot be written; what was written, and what waits then."""
        written: list[Written] = []
        while self._waiting and not self._resting:
            try:
                written.append(self._write(self._waiting[0]))
            except WriteFailed as error:
                return written, Held(len(self._waiting), error)
            self._waiting.popleft()
        return written, None

    def rest(self) -> None:
        """Write nothing more: another file takes the project's place."""
        self._resting = True

    def go_on(self) -> None:
        self._resting = False

    def take(self) -> list[Edit]:
        """Hand over what waits."""
        waiting = list(self._waiting)
        self._waiting.clear()
        return waiting

    def _write(self, edit: Edit) -> Written:
        try:
            outcome = patiently(partial(edit.work, self._keeper.project))
        except WriteFailed:
            raise
        except BaseException as error:
            return Written(edit, error=error)
        change = outcome[0] if isinstance(outcome, tuple) else outcome
        if not isinstance(change, Change):
            return Written(edit, outcome)
        try:
            return Written(edit, outcome, self._keeper.apply(change), change)
        except BaseException as error:  # it is on the disk all the same, and must not be carried out again
            return Written(edit, error=error)


def use_encoder(encoder_id: int, project: Project) -> Change:
    change = encoders.set_current(project, encoder_id)
    return Change(change.op, change.tables | {"maps"})


def use_classifier(classifier_id: int, project: Project) -> tuple[Change, Used]:
    used = versions.use(project, classifier_id)
    return used.change, used
