"""The thread that launches runs in the background: one at a time, each in a compute process, its events as signals.

It prepares and stores through `core.operations.runs`; it touches no widget and decides nothing about what comes next.
"""

import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QThread, Signal

from core import disk
from core.errors import DamagedPart, UserError, WriteFailed
from core.jobs.events import Done, Event, Failed, Metric, Part, failed, is_end
from core.jobs.runner import RunProcess
from core.operations import runs
from core.project import runs as run_rows
from core.project.project import Project
from core.project.writing import patiently
from core.records import Change, Run, StageName
from core.words import tr
from core.workflow import STAGES

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_TRIES_EVERY = 5.0  # seconds until a project that could not be written is tried again
_POLL = 0.1  # seconds between looks at a run: ten times a second is as fast as a bar needs to move


@dataclass(frozen=True)
class Request:
    """A stage to run with this spec, or a run that ended to resume; `on_cpu`: or to do anew, on the CPU either way."""

    stage: StageName
    spec: Any
    resume: Run | None = None
    on_cpu: bool = False


@dataclass(frozen=True)
class RunUpdate:
    """What the window is told: which stage, which run (None: it could not even begin), what it said (None: it started)."""

    stage: StageName
    run: Run | None
    event: Event | None


class WorkerThread(QThread):
    """Start it once per open project; `close` ends the current run with its checkpoint and joins."""

    updated = Signal(object)  # RunUpdate
    changed = Signal(object)  # Change
    waits = Signal(str)  # why the run that is going rests, and until when
    found_damage = Signal(object)  # DamagedPart: what a run was to work with

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._requested = self._ended = 0  # requests; each is counted by one thread only
        self._wake = threading.Event()
        self._stop_wanted = self._keep_wanted = self._pause_wanted = self._force_wanted = False
        self._closing = False
        self._process: RunProcess | None = None
        self._rests = False  # the run does, until the project can be written again
        self.setStackSize(16 << 20)  # 512 kB on macOS is too little for what hides behind a call (faults.md T9)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is going on, and nothing waits: then `close` returns at once."""
        return self._requested == self._ended

    def request(self, request: Request) -> None:
        self._requested += 1
        self._requests.put(request)

    def stop_current(self, keep: bool = False) -> None:
        """Ask the run that is going to end with its checkpoint; `keep`: and to hand over what it made so far."""
        self._keep_wanted, self._stop_wanted = keep, True
        self._wake.set()

    def end_by_force(self) -> None:
        """Kill the run that is going, without waiting for it to stop; its last checkpoint stays."""
        self._force_wanted = True
        self._wake.set()

    def set_paused(self, paused: bool) -> None:
        """Let the run that is going rest, or go on."""
        self._pause_wanted = paused
        self._wake.set()

    def try_again(self) -> None:
        """Look at once whether the project can be written again, if a run waits for that."""
        self._wake.set()

    def compute_pid(self) -> int | None:
        """The compute process that is at work, for the log and for tests."""
        process = self._process
        return process.pid if process is not None else None

    def begin_closing(self) -> None:
        """End the run that is going with its checkpoint, and begin no other: `finished` follows."""
        self._closing = True
        self._requests.put(None)
        self._wake.set()

    def close(self) -> None:
        """What waits its turn is not begun any more."""
        self.begin_closing()
        self.wait()

    def run(self) -> None:
        while True:
            request = self._requests.get()
            if request is None or self._closing:
                return
            self._stop_wanted = self._pause_wanted = self._force_wanted = False
            try:
                self._carry_out(request)
            except Exception as error:
                if isinstance(error, DamagedPart):
                    self.found_damage.emit(error)
                _log.warning("stage %s did not begin or end well", request.stage, exc_info=True)
                self.updated.emit(RunUpdate(request.stage, None, _failed(error)))
            self._ended += 1

    def _carry_out(self, request: Request) -> None:
        begun = self._begin(request)
        self.updated.emit(RunUpdate(request.stage, begun.run, None))
        self._process = RunProcess(begun.folder)
        paused = False
        try:
            while not self._process.ended:
                if self._force_wanted:
                    self._process.end_by_force()
                elif self._stop_wanted or self._closing:
                    self._process.ask_to_stop(self._keep_wanted and not self._closing)
                if paused != self._pause_wanted:
                    paused = self._pause_wanted
                    self._process.set_paused(paused)
                self._take(begun, self._process.poll())
                if self._rests:  # what it had to say is stored by now
                    self._rests = False
                    self._process.set_paused(paused)
                self._wake.wait(_POLL)
                self._wake.clear()
        finally:
            self._leave(self._process)
            self._process = None

    def _begin(self, request: Request) -> runs.Begun:
        if request.resume is None:
            return runs.begin(self._project, request.stage, request.spec)
        return (runs.on_cpu if request.on_cpu else runs.resume)(self._project, request.resume)

    def _take(self, begun: runs.Begun, events: list[Event]) -> None:
        metrics = [(e.step, e.values) for e in events if isinstance(e, Metric)]
        self._store(begun, partial(run_rows.add_metrics, self._project, begun.run.id, metrics))
        for event in events:
            change: Change | None = None
            if isinstance(event, Part):
                change = self._store(begun, partial(runs.store_part, self._project, begun, event.name))
            elif is_end(event):
                change = self._store(begun, partial(runs.finish, self._project, begun, event))
            if change is not None:
                self.changed.emit(change)
            run = run_rows.get(self._project, begun.run.id) if isinstance(event, Done) else begun.run
            self.updated.emit(RunUpdate(begun.run.stage, run, event))

    def _store(self, begun: runs.Begun, work: Callable[[], _Result]) -> _Result:
        """While the project cannot be written the run rests, and what it made waits in its folder. WriteFailed if it was asked
        to stop meanwhile."""
        told = False
        while True:
            try:
                return patiently(work)
            except WriteFailed as error:
                if self._stop_wanted or self._force_wanted or self._closing:
                    raise
                if not told:
                    self._rest(begun, error)
                    told = True
            self._wake.wait(_TRIES_EVERY)
            self._wake.clear()

    def _rest(self, begun: runs.Begun, error: WriteFailed) -> None:
        assert self._process is not None
        with suppress(OSError):  # no room for that file either: then it goes on, and what it makes waits
            self._process.set_paused(True)
        self._rests = True
        doing = tr(STAGES[begun.run.stage].doing)
        self.waits.emit(
            tr(
                "{what} {doing} rests until that is mended, and then goes on by itself; nothing of it is lost.",
                what=error.what,
                doing=doing,
            )
        )

    def _leave(self, process: RunProcess) -> None:
        """Where its outcome could not be taken, end the compute process; it keeps its checkpoint."""
        try:
            while not process.ended:
                process.ask_to_stop()
                process.poll()
                time.sleep(_POLL)
        except OSError:  # not even the wish could be written down
            process.kill()


def _failed(error: Exception) -> Failed:
    if isinstance(error, UserError):
        return failed(error)
    told = disk.trouble(error)
    if told:
        return Failed(told)
    return Failed(tr("Something went wrong inside Labelight: {error}", error=error), "".join(traceback.format_exception(error)))
