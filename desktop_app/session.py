"""What pages talk to: forwards to the project and the worker thread, and tells all of them what changed. No widgets, no SQL.

Every edit runs on one background thread and is told by `changed` after its commit: what a page shows is on disk.
"""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from core.classify.quick import Reduced
from core.errors import OnlyReadable, UserError
from core.jobs.events import Done, is_end
from core.operations import following, versions
from core.operations.versions import Used
from core.project import encoders, history
from core.project import runs as run_rows
from core.project.labels import MARK_CODES
from core.project.project import Project
from core.records import Change, Run, StageName
from core.specs import IngestSpec, ProbeSpec
from desktop_app import view_state
from desktop_app.background import Background, FailedWith
from desktop_app.live_answer import Answer, LiveAnswer
from desktop_app.reading import Reading
from desktop_app.selection import Selection
from desktop_app.snapshot import Keeper, Snapshot
from desktop_app.worker_thread import Request, RunUpdate, WorkerThread

NONE = MARK_CODES["none"]
_log = logging.getLogger(__name__)


class Session(QObject):
    """One open project, or none. Views read `snapshot` and listen to `changed`."""

    opened = Signal()
    closing = Signal()  # the project is still there
    closed = Signal()
    changed = Signal(object)  # Change; `snapshot` is already the new one
    embeddings_loaded = Signal()  # `reduced` is new
    answered = Signal()  # what is predicted is new: `answer`, the quick classifier's, or which images are none of these
    run_updated = Signal(object)  # RunUpdate
    paused_changed = Signal(bool)  # whether the run that is going rests
    done = Signal(str)  # an edit of many images, in words: the newest step, to be told with a way back
    said = Signal(str, str)  # kind ("info", "error"), text for the user
    saved = Signal(bool)  # False: an edit is on its way to the disk; True: everything shown is there

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.snapshot = Snapshot.empty()
        self.selection = Selection(self)
        self.answer: Answer | None = None
        self.running: Run | None = None
        self.paused = False
        self._guesses: tuple[Answer, np.ndarray, np.ndarray] | None = None
        self._strange = np.zeros(0, bool)
        self._pending = 0
        self._deciding = 0  # questions under way whether a following stage has anything to do
        self._queued: list[StageName] = []
        self._background: Background | None = None
        self._keeper: Keeper | None = None
        self._worker: WorkerThread | None = None
        self._live: LiveAnswer | None = None
        self._reading = Reading(self)
        self._reading.opened.connect(partial(self._take_up, look=False))
        self._reading.failed.connect(self._on_failed)

    @property
    def read_only(self) -> str:
        """Why nothing can be changed in the project, in words; empty if it can, or none is open."""
        return self.project.read_only if self.project is not None else ""

    # Opening and closing

    def new(self, path: Path, folder: Path) -> bool:
        """Create a project over the folder and look through it. False (and `said`) if that cannot be."""
        return self._enter(partial(Project.create, path, folder), look=True)

    def open(self, path: Path) -> bool:
        """False (and `said`) if that cannot be. What cannot be written is opened for reading, a moment later where it has to be
        copied: then `read_only` says why."""
        return self._enter(partial(Project.open, path), look=False)

    def close(self) -> None:
        """Stop what runs (with its checkpoint), finish every edit, leave one file."""
        self._reading.close()
        if self.project is None:
            return
        self.closing.emit()
        assert self._worker is not None
        assert self._background is not None
        assert self._live is not None
        self._worker.close()
        self._live.close()
        self._background.close()
        self.project.close()
        self.project, self._worker, self._background, self._live, self._keeper = None, None, None, None, None
        self.snapshot, self.answer, self.running, self._queued = Snapshot.empty(), None, None, []
        self._pending, self._deciding = 0, 0
        self.selection.reset(0)
        self.closed.emit()

    # Edits

    def edit(self, work: Callable[[Project], Any], told: Callable[[Any], None] | None = None) -> None:
        """Run one edit (a function of the project that returns a Change, or (Change, more)) and tell `changed`.
        `told` gets what it returned, after the commit."""
        if self._keeper is None or self._background is None or self._is_refused():
            return
        self._pending += 1
        self.saved.emit(False)
        self._background.run(partial(_edit, self._keeper, work), partial(self._on_edited, told), self._on_edit_failed)

    def undo(self) -> None:
        self.edit(history.undo)

    def redo(self) -> None:
        self.edit(history.redo)

    def ask(self, work: Callable[[Project], Any], told: Callable[[Any], None]) -> None:
        """Read something from the project off the GUI thread."""
        if self.project is not None and self._background is not None:
            self._background.run(partial(work, self.project), told, self._on_failed)

    def keep(self, work: Callable[[Project], Any], told: Callable[[Any], None], failed: FailedWith | None = None) -> None:
        """Store a fact off the GUI thread that is no edit: nothing to undo, and nothing that is shown changes by it."""
        if self.read_only:
            (failed or self._on_failed)(UserError(self.read_only))
        elif self.project is not None and self._background is not None:
            self._background.run(partial(work, self.project), told, failed or self._on_failed)

    def use_encoder(self, encoder_id: int) -> None:
        """Map, quick classifier and fine-tuning work with this encoder from now on; what it lacks is made."""
        self.edit(partial(_use_encoder, encoder_id), self._on_encoder_used)

    def use_classifier(self, classifier_id: int) -> None:
        """Go back to an earlier classifier, or on to a newer one: an edit. What came in since then is predicted."""
        self.edit(partial(_use_classifier, classifier_id), self._on_classifier_used)

    def compare_waiting(self) -> None:
        """Go on with the comparison of the new encoder, where it was broken off."""
        self._start_due(following.first_of_waiting)

    def keep_view(self, view: str) -> None:
        """Remember how the project is looked at; no edit, nothing to undo."""
        if self.project is not None and self._background is not None and not self.read_only:
            self._background.run(partial(self.project.set, view_state.KEY, view), None, self._on_failed)

    # Runs

    def start(self, stage: StageName, spec: Any) -> None:
        """Run a stage in the background; it waits its turn if one is going."""
        self._request(Request(stage, spec))

    def resume(self, run: Run) -> None:
        self._request(Request(run.stage, None, resume=run))

    def stop(self, keep: bool = False) -> None:
        """End the run that is going; its checkpoint and what it handed over stay. `keep`: what it made is used as it is."""
        if self._worker is not None:
            self._worker.stop_current(keep)

    def set_paused(self, paused: bool) -> None:
        """Let the run that is going rest, or go on; `paused_changed` follows."""
        if self._worker is not None and self.running is not None and self.paused != paused:
            self._worker.set_paused(paused)
            self._set_paused(paused)

    def guesses(self) -> tuple[np.ndarray, np.ndarray]:
        """What is predicted now, per row: class ids int64 [N] (0: nothing, NONE: none of these) and confidence float32 [N] of
        the class that fits best. The quick classifier's, since it knows the newest labels; before it has answered, the stored
        classifier's."""
        ids, confidence = self._best_fit()
        return (np.where(self._strange, NONE, ids) if len(self._strange) == len(ids) else ids), confidence

    def set_strange(self, mask: np.ndarray) -> None:
        """Which images look like nothing labelled, bool [N] over rows; `answered` follows."""
        self._strange = mask
        self.answered.emit()

    def _best_fit(self) -> tuple[np.ndarray, np.ndarray]:
        now = self.snapshot
        if self.answer is None:
            return now.prediction_ids, now.prediction_confidence
        if self._guesses is None or self._guesses[0] is not self.answer or len(self._guesses[1]) != len(now.images):
            ids = now.images.spread(self.answer.ids, self.answer.class_ids, 0)
            confidence = now.images.spread(self.answer.ids, self.answer.confidence, 0)
            self._guesses = (self.answer, ids, confidence)
        return self._guesses[1], self._guesses[2]

    def prediction(self, row: int) -> tuple[int, float]:
        """Class id (0: nothing, NONE: none of these) and confidence of one image."""
        ids, confidence = self.guesses()
        return (int(ids[row]), float(confidence[row])) if row < len(ids) else (0, 0.0)

    def reduced(self) -> tuple[np.ndarray, Reduced] | None:
        """The current encoder's embeddings made small, once they are read: image ids int64 [M] ascending, and their values."""
        return self._live.reduced() if self._live is not None else None

    @property
    def busy(self) -> bool:
        return self.running is not None or bool(self._queued) or self._deciding > 0

    def compute_pid(self) -> int | None:
        return self._worker.compute_pid() if self._worker is not None else None

    # Inside

    def _set_paused(self, paused: bool) -> None:
        if self.paused != paused:
            self.paused = paused
            self.paused_changed.emit(paused)

    def _enter(self, make: Callable[[], Project], look: bool) -> bool:
        self.close()
        try:
            project = _made(make)
        except OnlyReadable as trouble:
            self.said.emit("info", f"{trouble.why} Opening it for reading only…")
            self._reading.begin(trouble)
            return True
        except UserError as error:
            self.said.emit("error", str(error))
            return False
        self._take_up(project, look)
        return True

    def _take_up(self, project: Project, look: bool) -> None:
        self.project = project
        self._background = Background("project", self)
        self._live = LiveAnswer(project, self)
        self._live.answered.connect(self._on_answered)
        self._live.loaded.connect(self.embeddings_loaded)
        self._worker = WorkerThread(project)
        self._worker.updated.connect(self._on_run_updated)
        self._worker.changed.connect(self._on_run_changed)
        self._worker.start()
        self._keeper = Keeper(project)
        self._background.run(self._keeper.load, partial(self._on_opened, look), self._on_failed)

    def _is_refused(self) -> bool:
        """Whether nothing can be changed; then it is said."""
        if self.read_only:
            self.said.emit("info", self.read_only)
        return bool(self.read_only)

    def _request(self, request: Request) -> None:
        if self._worker is not None and not self._is_refused():
            self._queued.append(request.stage)
            self._worker.request(request)

    def _on_encoder_used(self, _change: Change) -> None:
        self._start_due(partial(following.first_due, stages=("embed", "map")))

    def _on_classifier_used(self, outcome: tuple[Change, Used]) -> None:
        self.done.emit(outcome[1].sentence)
        self._start_due(partial(following.first_due, stages=("predict",)))

    def _on_opened(self, look: bool, snapshot: Snapshot) -> None:
        self._show(snapshot)
        if look:  # before pages are told: a folder that is about to be looked through is no empty one
            self.start("ingest", IngestSpec())
        self.opened.emit()
        if self.project is not None and self.project.remark:
            self.said.emit("info", self.project.remark)
        assert self._live is not None
        self._live.embeddings_changed()
        self._teach()
        if not look:
            self._start_due(following.left_undone)
        if not snapshot.machine and not self.read_only:
            self.start("probe", ProbeSpec())

    def _show(self, snapshot: Snapshot) -> None:
        before, self.snapshot = self.snapshot.images.ids, snapshot
        now = snapshot.images.ids
        if not np.array_equal(before, now):
            _, rows_before, rows_now = np.intersect1d(before, now, return_indices=True)
            self.selection.carry_over(rows_before, rows_now, len(now))

    def _on_edited(self, told: Callable[[Any], None] | None, message: tuple[Any, Snapshot, Change | None]) -> None:
        outcome, snapshot, change = message
        self._pending -= 1
        if change is not None:
            self._tell(change, snapshot)
        if told is not None:
            told(outcome)
        self.saved.emit(self._pending == 0)

    def _tell(self, change: Change, snapshot: Snapshot) -> None:
        self._show(snapshot)
        assert self._live is not None
        if change.tables & {"embeddings", "encoders"}:
            self._live.embeddings_changed()
        if change.tables & {"labels", "classes", "images"}:
            self._teach()
        self.changed.emit(change)

    def _teach(self) -> None:
        """Give the quick classifier the labels as they are now."""
        shown = self.snapshot.images
        labelled = shown.label_codes != 0
        assert self._live is not None
        self._live.labels_changed(shown.ids[labelled], shown.label_codes[labelled])

    def _on_edit_failed(self, error: BaseException) -> None:
        self._pending -= 1
        self._on_failed(error)
        self.saved.emit(self._pending == 0)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            _log.error("something on the project's thread failed", exc_info=error)
        self.said.emit("error", str(error) or type(error).__name__)

    @Slot(object)
    def _on_answered(self, answer: Answer | None) -> None:
        self.answer = answer
        self.answered.emit()

    @Slot(object)
    def _on_run_changed(self, change: Change) -> None:
        """A run stored something: read what it touched, then tell."""
        if self._keeper is not None and self._background is not None:
            work = partial(_refresh, self._keeper, change)
            self._background.run(work, self._on_refreshed, self._on_failed)

    def _on_refreshed(self, message: tuple[Change, Snapshot]) -> None:
        change, loaded = message
        self._tell(change, loaded)

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        if update.event is None:
            self.running = update.run
            self._set_paused(False)
        elif is_end(update.event):
            self.running = None
            if update.stage in self._queued:
                self._queued.remove(update.stage)
            if isinstance(update.event, Done) and update.run is not None:
                self._start_due(partial(following.after, run=update.run))
        self.run_updated.emit(update)

    def _start_due(self, find: Callable[[Project], following.Step | None]) -> None:
        """Start what is to be done next, if anything; `find` is asked on the project's thread."""
        if self.project is not None and self._background is not None and not self.read_only:
            self._deciding += 1
            self._background.run(partial(find, self.project), self._on_due, self._on_due_failed)

    def _on_due_failed(self, error: BaseException) -> None:
        self._deciding -= 1
        self._on_failed(error)

    def _on_due(self, step: following.Step | None) -> None:
        self._deciding -= 1
        if step is not None:
            self.start(*step)


def _made(make: Callable[[], Project]) -> Project:
    project = make()
    try:
        run_rows.interrupt_left_over(project)
    except UserError:
        project.close()
        raise
    return project


def _use_encoder(encoder_id: int, project: Project) -> Change:
    change = encoders.set_current(project, encoder_id)
    return Change(change.op, change.tables | {"maps"})


def _use_classifier(classifier_id: int, project: Project) -> tuple[Change, Used]:
    used = versions.use(project, classifier_id)
    return used.change, used


def _edit(keeper: Keeper, work: Callable[[Project], Any]) -> tuple[Any, Snapshot, Change | None]:
    outcome = work(keeper.project)
    change = outcome[0] if isinstance(outcome, tuple) else outcome
    if not isinstance(change, Change):
        return outcome, keeper.snapshot, None
    return outcome, keeper.apply(change), change


def _refresh(keeper: Keeper, change: Change) -> tuple[Change, Snapshot]:
    return change, keeper.apply(change)
