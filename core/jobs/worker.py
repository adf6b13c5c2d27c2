"""The compute process: reads job.json, runs the stage, writes events. Never opens the project, never imports Qt.

It ends when its parent does: stdin is a pipe that the parent holds open, and its end is the parent's end.
"""

import contextlib
import os
import threading
import time
import traceback
from pathlib import Path

from core import disk, paths, words
from core.errors import Cancelled, UserError
from core.jobs import heartbeat
from core.jobs.carrying_out import carry_out
from core.jobs.events import Done, Event, Failed, Metric, Note, Part, Progress, Stopped, failed, to_line
from core.jobs.reporter import Throttle
from core.jobs.run_folder import NO_ROOM, RunFolder
from core.words import tr, tr_later
from core.workflow import STAGES

_NO_LIBRARY = (126, 127, 182, 1114)  # what Windows says where a DLL of torch, or one it needs, cannot be loaded
_LOW_PRIORITY = 10
_KEPT = tr_later("What was stored before is kept. Free some space, then resume the run or start it again.")
_GRACE = 10.0  # seconds a run has to write its checkpoint once the app is gone


def main(text: str) -> int:
    """Run the job in this folder; returns the exit code. Everything it has to say goes through the events file."""
    words.speak_as_told()
    folder = RunFolder(Path(text))
    be_modest()
    heartbeat.start_beating(folder.beat)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    try:
        with folder.events.open("a", encoding="utf-8", buffering=1) as file:
            reporter = FileReporter(folder, file.write)
            end = _run(folder, reporter)
            reporter.say(end)
    except OSError as error:
        if not disk.trouble(error):
            raise
        return NO_ROOM  # all that can still be said
    return 0 if not isinstance(end, Failed) else 1


class FileReporter:
    """A `Reporter` that writes JSON lines: progress at most ten times a second and the same only once, everything else
    at once."""

    def __init__(self, folder: RunFolder, write: object) -> None:
        self._folder = folder
        self._write = write
        self._speak = Throttle(0.1)
        self._look = Throttle(0.1)
        self._told: Progress | None = None

    def say(self, event: Event) -> None:
        assert callable(self._write)
        self._write(to_line(event))

    def progress(self, step: int, total: int, **metrics: float) -> None:
        if self._look.ready():
            self._folder.obey()
        told = Progress(int(step), int(total), {name: float(value) for name, value in metrics.items()})
        if told != self._told and (self._speak.ready() or step == total):
            self._told = told  # once: a run that waits for days would fill the disk with the same
            self.say(told)

    def metric(self, step: int, **values: float) -> None:
        self.say(Metric(int(step), {name: float(value) for name, value in values.items()}))

    def part(self, name: str) -> None:
        self.say(Part(name))

    def note(self, text: str) -> None:
        self.say(Note(text))


def _run(folder: RunFolder, reporter: FileReporter) -> Event:
    begun = threading.Event()
    threading.Thread(target=_end_before_beginning, args=(folder, begun), daemon=True).start()
    try:
        job = folder.read_job()
        STAGES[job.stage].load()
        begun.set()
        return Done(carry_out(job, folder.path, reporter))
    except Cancelled:
        return Stopped()
    except UserError as error:
        return failed(error)
    except ImportError as error:
        return Failed(_unavailable(error), traceback.format_exc())
    except Exception as error:
        traceback.print_exc()
        if getattr(error, "winerror", None) in _NO_LIBRARY:
            return Failed(_unavailable(error), traceback.format_exc())
        told = disk.trouble(error)
        if told:
            return Failed(f"{told} {tr(_KEPT)}", traceback.format_exc())
        return Failed(tr("Something went wrong inside Labelight: {error}", error=error), traceback.format_exc())


def _unavailable(error: Exception) -> str:
    return tr(
        "Learning is not available on this computer: a library cannot be loaded ({error}). Looking "
        "through images, labelling and exporting work all the same. Install Labelight again to mend it.",
        error=error,
    )


def be_modest() -> None:
    """The window comes first: low priority, and numba's kernels kept where they survive."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_LOW_PRIORITY)
    with contextlib.suppress(OSError):  # Linux: where memory runs out, this process goes and not the one with the labels
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    with contextlib.suppress(OSError):
        paths.numba_cache().mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("NUMBA_CACHE_DIR", str(paths.numba_cache()))


def _end_before_beginning(folder: RunFolder, begun: threading.Event) -> None:
    """Loading torch takes seconds in which nobody asks whether to stop, and there is nothing to keep yet."""
    while not begun.wait(0.1):
        if folder.cancel.exists():
            os._exit(1)


def _end_with_parent(folder: RunFolder) -> None:
    # Read the descriptor itself: sys.stdin's lock would be held for ever and abort the interpreter's exit.
    with contextlib.suppress(OSError):
        while os.read(0, 1):
            pass
    folder.ask_to_stop()
    time.sleep(_GRACE)
    os._exit(1)
