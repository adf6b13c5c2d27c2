"""The thread that launches runs in the background: one at a time, each in a compute process, its events as signals.

It prepares and stores through `core.operations.runs`; it touches no widget and decides nothing about what comes next.
"""

import logging
import queue
import threading
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QThread, Signal

from core.errors import DamagedPart, UserError
from core.jobs.events import Done, Event, Failed, Metric, Part, is_end
from core.jobs.runner import RunProcess
from core.operations import runs
from core.project import runs as run_rows
from core.project.project import Project
from core.records import Change, Run, StageName

_log = logging.getLogger(__name__)
_POLL = 0.1  # seconds between looks at a run: ten times a second is as fast as a bar needs to move


@dataclass(frozen=True)
class Request:
    """A stage to run with this spec, or a stopped run to resume."""

    stage: StageName
    spec: Any
    resume: Run | None = None


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
    found_damage = Signal(object)  # DamagedPart: what a run was to work with

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._wake = threading.Event()
        self._stop_wanted = self._keep_wanted = self._pause_wanted = False
        self._closing = False
        self._process: RunProcess | None = None
        self.setStackSize(16 << 20)  # 512 kB on macOS is too little for what hides behind a call (faults.md T9)

    def request(self, request: Request) -> None:
        self._requests.put(request)

    def stop_current(self, keep: bool = False) -> None:
        """Ask the run that is going to end with its checkpoint; `keep`: and to hand over what it made so far."""
        self._keep_wanted, self._stop_wanted = keep, True
        self._wake.set()

    def set_paused(self, paused: bool) -> None:
        """Let the run that is going rest, or go on."""
        self._pause_wanted = paused
        self._wake.set()

    def compute_pid(self) -> int | None:
        """The compute process that is at work, for the log and for tests."""
        process = self._process
        return process.pid if process is not None else None

    def close(self) -> None:
        self._closing = True  # what waits its turn does not begin any more
        self._requests.put(None)
        self.stop_current()
        self.wait()

    def run(self) -> None:
        while True:
            request = self._requests.get()
            if request is None or self._closing:
                return
            self._stop_wanted = self._pause_wanted = False
            try:
                self._carry_out(request)
            except Exception as error:
                message = str(error) if isinstance(error, UserError) else f"Something went wrong inside Labelight: {error}"
                if isinstance(error, DamagedPart):
                    self.found_damage.emit(error)
                _log.info("stage %s did not begin or end well", request.stage, exc_info=True)
                self.updated.emit(RunUpdate(request.stage, None, Failed(message)))

    def _carry_out(self, request: Request) -> None:
        if request.resume is not None:
            begun = runs.resume(self._project, request.resume)
        else:
            begun = runs.begin(self._project, request.stage, request.spec)
        self.updated.emit(RunUpdate(request.stage, begun.run, None))
        self._process = RunProcess(begun.folder)
        paused = False
        try:
            while not self._process.ended:
                if self._stop_wanted:
                    self._process.ask_to_stop(self._keep_wanted)
                if paused != self._pause_wanted:
                    paused = self._pause_wanted
                    self._process.set_paused(paused)
                self._take(begun, self._process.poll())
                self._wake.wait(_POLL)
                self._wake.clear()
        finally:
            self._process = None

    def _take(self, begun: runs.Begun, events: list[Event]) -> None:
        metrics = [(e.step, e.values) for e in events if isinstance(e, Metric)]
        run_rows.add_metrics(self._project, begun.run.id, metrics)
        for event in events:
            change: Change | None = None
            if isinstance(event, Part):
                change = runs.store_part(self._project, begun, event.name)
            elif is_end(event):
                change = runs.finish(self._project, begun, event)
            if change is not None:
                self.changed.emit(change)
            run = run_rows.get(self._project, begun.run.id) if isinstance(event, Done) else begun.run
            self.updated.emit(RunUpdate(begun.run.stage, run, event))
