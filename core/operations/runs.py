"""A run from its start to its storing: what window and command line both call.

`begin` makes the row and the run folder, `store_part` and `finish` take what the stage made into the project. In the
window the stage runs in a compute process between the two; `run_here` runs it in this process, for the command line.
"""

import logging
import shutil
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from core import disk, paths
from core.errors import Cancelled, UserError, WriteFailed
from core.jobs.carrying_out import carry_out
from core.jobs.events import Done, Event, Failed, Stopped, failed
from core.jobs.reporter import Reporter
from core.jobs.run_folder import Job, RunFolder
from core.operations import handover
from core.project import runs
from core.project.project import Project
from core.project.writing import patiently
from core.records import Change, Run, StageName
from core.specs import from_dict, to_dict
from core.words import tr, tr_later
from core.workflow import STAGES

_log = logging.getLogger(__name__)
_KEPT = tr_later("What was stored before is kept. Free some space and start it again.")


@dataclass(frozen=True)
class Begun:
    """A run that is ready to go: its row and its folder."""

    run: Run
    folder: Path


def opened(make: Callable[[], Project]) -> Project:
    """The project that `make` opens, once it is noted which of its runs the end of the program broke off."""
    project = make()
    try:
        with suppress(WriteFailed):  # it can be looked at on a full disk too; the first edit says so
            runs.interrupt_left_over(project)
    except BaseException:
        project.close()
        raise
    return project


def begin(project: Project, stage: StageName, spec: Any) -> Begun:
    """Prepare a run from the project as it is now. Raises UserError if the stage lacks what it needs."""
    run = runs.create(project, stage=stage, spec=to_dict(spec))
    folder = paths.run_folder(project.uid, run)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        manifest = handover.OF[stage].prepare(project, spec, folder)
        RunFolder(folder).write_job(Job(stage, spec, manifest))
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        told = disk.trouble(error)
        message = (
            tr("{told} Nothing in the project was changed; free some space and start it again.", told=told)
            if told
            else str(error)
        )
        with suppress(WriteFailed):  # then it counts as broken off, from the next opening on
            runs.set_state(project, run.id, "failed", message)
        if told:
            raise UserError(message) from error
        raise
    runs.set_state(project, run.id, "running")
    return Begun(run, folder)


def resumable(project: Project, stage: StageName = "pretrain") -> Run | None:
    """The newest run of this stage, if it was stopped or broken off and its checkpoint is still there."""
    newest = next(iter(runs.every(project, stage, limit=1)), None)
    if newest is None or newest.state not in ("stopped", "interrupted", "failed"):
        return None
    return newest if (paths.run_folder(project.uid, newest) / "checkpoint").is_dir() else None


def resume(project: Project, run: Run) -> Begun:
    """Make a stopped run ready to go on from its checkpoint."""
    folder = paths.run_folder(project.uid, run)
    if not (folder / "checkpoint").is_dir():
        raise UserError(tr("The checkpoint of that run is gone (the cache was cleared). Start it anew."))
    RunFolder(folder).renew()
    runs.set_state(project, run.id, "running")
    return Begun(run, folder)


def on_cpu(project: Project, run: Run) -> Begun:
    """Make a run ready to go on on the CPU: from its checkpoint where there is one, else anew."""
    folder = RunFolder(paths.run_folder(project.uid, run))
    if not (folder.path / "checkpoint").is_dir():
        return begin(project, run.stage, from_dict(STAGES[run.stage].spec, run.spec | {"device": "cpu"}))
    begun, job = resume(project, run), folder.read_job()
    folder.write_job(replace(job, spec=replace(job.spec, device="cpu")))
    return begun


def store_part(project: Project, begun: Begun, name: str) -> Change:
    """Take a part the stage handed over, in one transaction, then drop the file."""
    with project.write():
        change = handover.OF[begun.run.stage].store_part(project, begun.run.id, begun.folder, name)
    (begun.folder / name).unlink(missing_ok=True)
    return change


def finish(project: Project, begun: Begun, end: Event) -> Change:
    """Store the outcome of a run and note how it ended, in one transaction. The folder goes, unless there is something to
    resume. Raises WriteFailed with everything still in the folder: call it again."""
    change = Change("finish run", frozenset({"runs"}))
    if isinstance(end, Done):
        result = dict(end.result)  # what the store adds holds once it is stored
        try:
            with project.write():
                change = handover.OF[begun.run.stage].store(project, begun.run.id, begun.folder, result)
                runs.set_state(project, begun.run.id, "done", result=result)
        except WriteFailed:
            raise
        except UserError as error:
            runs.set_state(project, begun.run.id, "failed", str(error))
            raise
        end.result.update(result)
    elif isinstance(end, Stopped):
        runs.set_state(project, begun.run.id, "stopped", tr("Stopped. What was done before was kept."))
    elif isinstance(end, Failed):
        runs.set_state(project, begun.run.id, "failed", end.message)
    if isinstance(end, Done) or not (begun.folder / "checkpoint").is_dir():
        shutil.rmtree(begun.folder, ignore_errors=True)
    return Change(change.op, change.tables | {"runs"}, change.images)


class _StoringReporter:
    """Passes everything on to another reporter, and stores parts and metrics in the project on the way."""

    def __init__(self, project: Project, begun: Begun, inner: Reporter) -> None:
        self._project = project
        self._begun = begun
        self._inner = inner

    def progress(self, step: int, total: int, **metrics: float) -> None:
        self._inner.progress(step, total, **metrics)

    def metric(self, step: int, **values: float) -> None:
        patiently(partial(runs.add_metrics, self._project, self._begun.run.id, [(step, values)]))
        self._inner.metric(step, **values)

    def part(self, name: str) -> None:
        patiently(partial(store_part, self._project, self._begun, name))
        self._inner.part(name)

    def note(self, text: str) -> None:
        self._inner.note(text)


def run_here(
    project: Project, stage: StageName, spec: Any, reporter: Reporter, prepared: Callable[[], Begun] | None = None
) -> dict[str, Any]:
    """Run a stage in this process from start to storing; returns its result. Raises Cancelled when interrupted."""
    begun = prepared() if prepared else begin(project, stage, spec)
    job = RunFolder(begun.folder).read_job()
    try:
        storing = _StoringReporter(project, begun, reporter)
        result = carry_out(job, begun.folder, storing)
    except (Cancelled, KeyboardInterrupt):
        _note_end(project, begun, Stopped())
        raise
    except UserError as error:
        _note_end(project, begun, failed(error))
        raise
    except Exception as error:
        told = disk.trouble(error)
        if told:
            message = f"{told} {tr(_KEPT)}"
            _note_end(project, begun, Failed(message))
            raise UserError(message) from error
        _log.exception("stage %s failed", stage)
        _note_end(project, begun, Failed(str(error), traceback.format_exc()))
        raise
    patiently(partial(finish, project, begun, Done(result)))
    return result


def _note_end(project: Project, begun: Begun, end: Event) -> None:
    """As `finish`, where something else is to be told already: a project that cannot be written either says so another time."""
    with suppress(WriteFailed):
        finish(project, begun, end)
