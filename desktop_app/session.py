"""What pages talk to: forwards to the project and the worker thread, and tells all of them what changed. No widgets, no SQL.

Every edit runs on one background thread and is told by `changed` after its commit: what a page shows is on disk.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from core.classify.quick import Reduced
from core.errors import DamagedPart, DamagedProject, OnlyReadable, UserError
from core.jobs.events import Done, is_end
from core.operations import copies, following, locating, runs
from core.operations.versions import Used
from core.project import folders, history
from core.project.labels import MARK_CODES
from core.project.project import Project
from core.project.writing import patiently
from core.records import Change, Run, StageName
from core.specs import IngestSpec, ProbeSpec
from core.words import tr, tr_later
from desktop_app import view_state
from desktop_app.background import Background, FailedWith
from desktop_app.edits import Edit, Edits, Held, Told, Written, use_classifier, use_encoder
from desktop_app.guesses import Guesses
from desktop_app.live_answer import Answer, LiveAnswer
from desktop_app.reading import Reading
from desktop_app.selection import Selection
from desktop_app.snapshot import Keeper, Snapshot
from desktop_app.worker_thread import Request, RunUpdate, WorkerThread

NONE = MARK_CODES["none"]
_UNSAVED = tr_later("Changes of the open project wait for the disk: try again, or save a copy, before you leave it.")


class Session(QObject):
    """One open project, or none. Views read `snapshot` and listen to `changed`."""

    opened = Signal()
    closing = Signal()  # the project is still there
    closed = Signal()
    changed = Signal(object)  # Change; `snapshot` is already the new one
    embeddings_loaded = Signal()  # `reduced` is new
    answered = Signal()  # what is predicted is new: `answer`, the quick classifier's, or which images are none of these
    run_updated = Signal(object)  # RunUpdate
    rested = Signal()  # nothing follows, and nothing is going on any more: `busy` is no longer, without a run that ends
    paused_changed = Signal(bool)  # whether the run that is going rests
    done = Signal(str)  # an edit of many images, in words: the newest step, to be told with a way back
    damaged = Signal(object)  # DamagedProject or DamagedPart; it was said already
    said = Signal(str, str)  # kind ("info", "error"), text for the user
    went_wrong = Signal(object)  # an exception nobody expected, after its sentence was said
    saved = Signal(bool)  # False: an edit is on its way to the disk; True: everything shown is there
    held_changed = Signal()  # `held` is new

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.snapshot = Snapshot.empty()
        self.selection = Selection(self)
        self.answer: Answer | None = None
        self.running: Run | None = None
        self.paused = False
        self._guesses = Guesses()
        self._strange = np.zeros(0, bool)
        self.held: Held | None = None  # edits that could not be written; no view shows them
        self._pending = 0
        self._deciding = 0  # questions under way whether a following stage has anything to do
        self._queued: list[StageName] = []
        self._next: Callable[[], bool] | None = None  # opens the project that waits for a run of this one to end
        self._background: Background | None = None
        self._keeper: Keeper | None = None
        self._edits: Edits | None = None
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
        copied: then `read_only` says why. A run of the project before ends first, which may take some seconds."""
        return self._enter(partial(Project.open, path), look=False)

    def close(self) -> None:
        """Stop what runs (with its checkpoint), finish every edit, leave one file."""
        self._reading.close()
        self._next = None
        if self.project is None:
            return
        self.closing.emit()
        assert self._worker is not None
        assert self._background is not None
        assert self._live is not None
        self._worker.close()
        self._live.close()
        self._background.close()
        remark = self.project.close()
        if remark:
            self.said.emit("error", remark)
        self.project, self._worker, self._background, self._live, self._keeper, self._edits = (None,) * 6
        self._set_held(None)
        self.snapshot, self.answer, self.running, self._queued = Snapshot.empty(), None, None, []
        self._pending, self._deciding = 0, 0
        self.selection.reset(0)
        self.closed.emit()

    # Edits

    def edit(self, work: Callable[[Project], Any], told: Told | None = None) -> None:
        """Run one edit (a function of the project that returns a Change, or (Change, more)) and tell `changed`.
        `told` gets what it returned, after the commit. What cannot be written is `held`, with all that follows it."""
        if self._edits is None or self._background is None or self._is_refused():
            return
        self._pending += 1
        self.saved.emit(False)
        self._background.run(partial(self._edits.add, Edit(work, told)), self._on_carried_out, self._on_failed)

    def try_again(self) -> None:
        """Write what is held, in order."""
        if self._edits is not None and self._background is not None and self._worker is not None:
            self._background.run(self._edits.carry_out, self._on_carried_out, self._on_failed)
            self._worker.try_again()

    @property
    def is_stuck(self) -> bool:
        """Whether the project cannot be written where it is: one goes on in a copy."""
        return self.held is not None or (self.project is not None and not self.project.is_in_place())

    def save_copy(self, target: Path, replace: bool = False) -> None:
        """Write what is on the disk to another file. Where this one is stuck, go on in that, with the edits that are held."""
        if self._edits is not None:
            stuck = self.is_stuck
            self.ask(partial(_copy, self._edits, target, replace, stuck), partial(self._on_copied, target, stuck))

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
            self._background.run(partial(patiently, partial(work, self.project)), told, failed or self._on_failed)

    def use_encoder(self, encoder_id: int) -> None:
        """Map, quick classifier and fine-tuning work with this encoder from now on; what it lacks is made."""
        self.edit(partial(use_encoder, encoder_id), self._on_encoder_used)

    def use_classifier(self, classifier_id: int) -> None:
        """Go back to an earlier classifier, or on to a newer one: an edit. What came in since then is predicted."""
        self.edit(partial(use_classifier, classifier_id), self._on_classifier_used)

    def move_folder(self, folder: Path, which: int | None = None) -> None:
        """The images are in this folder now, or those of the project's folder with the id `which`; it is looked through."""
        self.edit(partial(locating.move, folder=folder, which=which), self._on_folders_changed)

    def add_folder(self, folder: Path) -> None:
        """The project has the images of this folder too; it is looked through."""
        self.edit(partial(folders.add, folder=folder), self._on_folders_changed)

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

    def start_left_undone(self) -> None:
        """Start what follows by itself and is not there."""
        self._start_due(following.left_undone)

    def resume(self, run: Run) -> None:
        self._request(Request(run.stage, None, resume=run))

    def stop(self, keep: bool = False) -> None:
        """End the run that is going; its checkpoint and what it handed over stay. `keep`: what it made is used as it is."""
        if self._worker is not None:
            self._worker.stop_current(keep)

    def go_on_with_cpu(self, run: Run) -> None:
        """Do on the CPU what another device failed at."""
        self._request(Request(run.stage, None, resume=run, on_cpu=True))

    def end_by_force(self) -> None:
        """End the run that is going at once, where it does not answer; its last checkpoint stays."""
        if self._worker is not None:
            self._worker.end_by_force()

    def set_paused(self, paused: bool) -> None:
        """Let the run that is going rest, or go on; `paused_changed` follows."""
        if self._worker is not None and self.running is not None and self.paused != paused:
            self._worker.set_paused(paused)
            self._set_paused(paused)

    def guesses(self) -> tuple[np.ndarray, np.ndarray]:
        """What is predicted now, per row: class ids int64 [N] (0: nothing, NONE: none of these) and confidence float32 [N] of
        the class that fits best. The quick classifier's, since it knows the newest labels; before it has answered, the stored
        classifier's."""
        ids, confidence = self._guesses.of(self.snapshot, self.answer)
        return (np.where(self._strange, NONE, ids) if len(self._strange) == len(ids) else ids), confidence

    def set_strange(self, mask: np.ndarray) -> None:
        """Which images look like nothing labelled, bool [N] over rows; `answered` follows."""
        self._strange = mask
        self.answered.emit()

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
        if self.held is not None:
            self.said.emit("error", tr(_UNSAVED))
            return False
        if self._worker is not None and not self._worker.is_idle:  # also while a run is just beginning: 3.9 s were seen
            self._next = partial(self._enter_now, make, look)
            self.said.emit("info", tr("Ending the run with its checkpoint. Then the other project is opened."))
            self._worker.begin_closing()
            return True
        return self._enter_now(make, look)

    @Slot()
    def _on_worker_finished(self) -> None:
        if self._next is not None:
            self._next()

    def _enter_now(self, make: Callable[[], Project], look: bool) -> bool:
        self.close()
        try:
            project = runs.opened(make)
        except OnlyReadable as trouble:
            self.said.emit("info", tr("{why} Opening it for reading only…", why=trouble.why))
            self._reading.begin(trouble)
            return True
        except UserError as error:
            self._on_failed(error)
            return False
        self._take_up(project, look)
        return True

    def _take_up(self, project: Project, look: bool) -> None:
        self.project = project
        self._background = Background("project", self)
        self._live = LiveAnswer(project, self)
        self._live.answered.connect(self._on_answered)
        self._live.loaded.connect(self.embeddings_loaded)
        self._live.failed.connect(self._on_failed)
        self._worker = WorkerThread(project)
        self._worker.updated.connect(self._on_run_updated)
        self._worker.changed.connect(self._on_run_changed)
        self._worker.finished.connect(self._on_worker_finished)
        self._worker.waits.connect(partial(self.said.emit, "error"))
        self._worker.found_damage.connect(self._on_failed)
        self._worker.start()
        self._keeper = Keeper(project)
        self._edits = Edits(self._keeper)
        self._background.run(self._keeper.load, partial(self._on_opened, look), self._on_load_failed)

    def _is_refused(self) -> bool:
        """Whether nothing can be changed; then it is said."""
        if self.read_only:
            self.said.emit("info", self.read_only)
        return bool(self.read_only)

    def _request(self, request: Request) -> None:
        if self._worker is not None and not self._is_refused():
            self._queued.append(request.stage)
            self._worker.request(request)

    def _on_folders_changed(self, _change: Change) -> None:
        self.start("ingest", IngestSpec())

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
            self.start_left_undone()
        if not snapshot.machine and not self.read_only:
            self.start("probe", ProbeSpec())

    def _show(self, snapshot: Snapshot) -> None:
        before, self.snapshot = self.snapshot.images.ids, snapshot
        now = snapshot.images.ids
        if not np.array_equal(before, now):
            _, rows_before, rows_now = np.intersect1d(before, now, return_indices=True)
            self.selection.carry_over(rows_before, rows_now, len(now))

    def _on_carried_out(self, outcome: tuple[list[Written], Held | None]) -> None:
        written, held = outcome
        for each in written:
            self._pending -= 1
            self._on_written(each)
        self._set_held(held)
        self.saved.emit(self._pending == 0)

    def _on_written(self, written: Written) -> None:
        if written.error is not None:
            self._on_failed(written.error)
            return
        if written.change is not None and written.snapshot is not None:
            self._tell(written.change, written.snapshot)
        if written.edit.told is not None:
            written.edit.told(written.outcome)

    def _set_held(self, held: Held | None) -> None:
        if held != self.held:
            self.held = held
            self.held_changed.emit()

    def _on_copied(self, target: Path, stuck: bool, _copied: None) -> None:
        if not stuck:
            self.said.emit("info", tr("A copy is at {target}.", target=target))
            return
        assert self._background is not None
        assert self._edits is not None
        self._background.wait()  # since the copy was made edits are only added, which takes no time
        try:
            copy = runs.opened(partial(Project.open, target))
        except UserError as error:
            self._edits.go_on()
            self._on_failed(error)
            return
        waiting = self._edits.take()
        self.close()
        self._take_up(copy, look=False)
        for edit in waiting:
            self.edit(edit.work, edit.told)
        self.said.emit("info", tr("You go on in the copy at {target}.", target=target))

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

    def _on_load_failed(self, error: BaseException) -> None:
        """Nothing of it can be shown: no project is open then."""
        self.close()
        self._on_failed(error)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.said.emit("error", str(error) or type(error).__name__)
        if isinstance(error, DamagedProject | DamagedPart):
            self.damaged.emit(error)
        elif not isinstance(error, UserError):
            self.went_wrong.emit(error)

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
        self._on_due(None)
        self._on_failed(error)

    def _on_due(self, step: following.Step | None) -> None:
        self._deciding -= 1
        if step is not None:
            self.start(*step)
        elif not self.busy:
            self.rested.emit()


def _copy(edits: Edits, target: Path, replace: bool, instead: bool, project: Project) -> None:
    copies.save_copy(project, target, replace=replace, instead=instead)
    if instead:
        edits.rest()


def _refresh(keeper: Keeper, change: Change) -> tuple[Change, Snapshot]:
    return change, keeper.apply(change)
