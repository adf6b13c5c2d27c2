"""A stage in a compute process of its own, for the command line: where files are decoded that nobody has decoded before.

One of them may take the process with it, and this one has the project open.
"""

import time
from typing import Any

from core.errors import Cancelled, UserError
from core.jobs.events import Done, Event, Failed, Metric, Note, Part, Progress, Stopped
from core.jobs.reporter import Reporter
from core.jobs.runner import RunProcess
from core.operations import runs
from core.project.project import Project
from core.records import StageName

_POLL = 0.05  # seconds


def run_apart(project: Project, stage: StageName, spec: Any, reporter: Reporter) -> dict[str, Any]:
    """Like `runs.run_here`, through the same compute process as in the window. Raises UserError where the run failed."""
    begun = runs.begin(project, stage, spec)
    process = RunProcess(begun.folder)
    try:
        while True:
            for event in process.poll():
                if isinstance(event, Done | Stopped | Failed):
                    return _finished(project, begun, event)
                _tell(project, begun, event, reporter)
            time.sleep(_POLL)
    except (Cancelled, KeyboardInterrupt):
        if not process.ended:
            _stop(project, begun, process)
        raise
    finally:
        if not process.ended:
            process.kill()


def _finished(project: Project, begun: runs.Begun, end: Event) -> dict[str, Any]:
    runs.finish(project, begun, end)
    if isinstance(end, Failed):
        raise UserError(end.message)
    if not isinstance(end, Done):
        raise Cancelled
    return end.result


def _tell(project: Project, begun: runs.Begun, event: Event, reporter: Reporter) -> None:
    match event:
        case Part(name):
            runs.store_part(project, begun, name)
            reporter.part(name)
        case Metric(step, values):
            reporter.metric(step, **values)
        case Progress(step, total, metrics):
            reporter.progress(step, total, **metrics)
        case Note(text):
            reporter.note(text)


def _stop(project: Project, begun: runs.Begun, process: RunProcess) -> None:
    """What it found until then is stored."""
    process.ask_to_stop()
    while True:
        for event in process.poll():
            if isinstance(event, Part):
                runs.store_part(project, begun, event.name)
            elif isinstance(event, Done | Stopped | Failed):
                runs.finish(project, begun, Stopped())
                return
        time.sleep(_POLL)
