"""The parent's side of a run: start the compute process, read what it says, stop it. No threads, no callbacks."""

import signal
import subprocess
import time
from pathlib import Path

from core import paths
from core.jobs.events import Event, Failed, Note, Silence, Stopped, from_line, is_end
from core.jobs.heartbeat import Pulse
from core.jobs.run_folder import NO_ROOM, RunFolder
from core.jobs.suspects import SECONDS, Trial, Watch
from core.names import printable
from core.pixels import quarantine
from core.pixels.careful import decoding_now
from core.words import tr, tr_later

_KEEPING = 55.0  # seconds more to finish in, where what was made is to be kept
_TRYING = tr_later("The compute process ended while it decoded. Looking for the file that did it ({count} to try)")
SILENT_AFTER = 60.0  # seconds without a beat: no library holds the interpreter for so long
_KILL_AFTER = 5.0  # seconds a run has to stop by itself: long enough for a checkpoint, short enough to wait for


class RunProcess:
    """One compute process working on one run folder. After `silent_after` seconds without a beat it counts as silent.

    If it ends, or stands still, while it decodes files, these are tried one by one, each in a process of its own; the guilty
    ones go into quarantine and the run is started again without them.
    """

    def __init__(self, folder: Path, silent_after: float | None = None) -> None:
        self.folder = RunFolder(folder)
        self._position = 0
        self._rest = ""
        self._ended = False
        self._asked: float | None = None
        self._trial: Trial | None = None
        self._silent_after = SILENT_AFTER if silent_after is None else silent_after
        self._start()

    def _start(self) -> None:
        self.folder.decoding.unlink(missing_ok=True)
        self._stood_still = False
        self._watch = Watch(self.folder.decoding)
        self._silent = False
        self.folder.beat.unlink(missing_ok=True)  # that of the run this one goes on with
        self._pulse = Pulse(self.folder.beat)
        with self.folder.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*paths.own_command(), "--worker", str(self.folder.path)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        """True once an end event was handed out; nothing follows it."""
        return self._ended

    def poll(self) -> list[Event]:
        """What was said since the last call. The last event is `Done`, `Stopped` or `Failed`, exactly once.

        `Silence` is said once when the process falls silent, and once when it is heard again; nothing is done about it.
        """
        if self._ended:
            return []
        if self._trial is not None:
            return self._try_on(self._trial)
        gone = self._process.poll() is not None  # asked before reading: what is said before the end is then not missed
        events = self._read()
        if not any(is_end(e) for e in events) and gone:
            suspects = decoding_now(self.folder.decoding)
            if suspects and self._asked is None:
                self._trial = Trial(suspects)
                return [*events, Note(tr(_TRYING, count=len(suspects)))]
            events.append(self._explain())
        if any(is_end(e) for e in events):
            self._ended = True
            self._leave()
        elif not gone and self._asked is None and self._watch.stands_still():
            self._stood_still = True
            self.kill()
        elif self._asked is not None and time.monotonic() - self._asked > _KILL_AFTER:
            self.kill()
        return events if self._ended else events + self._heard()

    def ask_to_stop(self, keep: bool = False) -> None:
        """The run ends at its next progress call, with its checkpoint; killed if it has not after five seconds.

        `keep`: what it made so far is used as it is, and it has a minute to write that.
        """
        if self._asked is None:
            self.folder.ask_to_stop(keep)
            self._asked = time.monotonic() + (_KEEPING if keep else 0.0)

    def set_paused(self, paused: bool) -> None:
        self.folder.set_paused(paused)

    def end_by_force(self) -> None:
        """Kill it, as the user asked: the run counts as stopped and keeps its last checkpoint."""
        self._asked = self._asked if self._asked is not None else time.monotonic()
        self.kill()

    def kill(self) -> None:
        self._process.kill()
        if self._trial is not None:
            self._trial.kill()

    def _try_on(self, trial: Trial) -> list[Event]:
        """What is said while suspects are tried, and once that is over."""
        if self._asked is not None:
            trial.kill()
        trial.poll()
        if not trial.over:
            return []
        self._trial = None
        self._leave()
        if self._asked is not None or not _put_away(trial):
            self._ended = True
            return [self._explain()]
        self.folder.events.unlink(missing_ok=True)  # all read; the last line may be torn
        self._position, self._rest = 0, ""
        self._start()
        return [Note(_left_out(trial))]

    def _heard(self) -> list[Event]:
        silent = self._pulse.look() >= self._silent_after
        changed, self._silent = silent != self._silent, silent
        return [Silence(silent)] if changed else []

    def _read(self) -> list[Event]:
        if not self.folder.events.exists():
            return []
        with self.folder.events.open("r", encoding="utf-8", newline="\n") as file:
            file.seek(self._position)
            text = self._rest + file.read()
            self._position = file.tell()
        *lines, self._rest = text.split("\n")
        return [from_line(line) for line in lines if line]

    def _explain(self) -> Event:
        """Why a process that said nothing more is gone."""
        if self._asked is not None:
            return Stopped()
        code = self._process.returncode
        tail = self.folder.log_tail()
        if self._stood_still:
            text = tr(
                "Decoding stood still for {seconds:.0f} seconds, and none of the files that were being decoded does so alone.",
                seconds=SECONDS,
            )
        elif code == -signal.SIGKILL:
            text = tr("The compute process was killed, most often because the computer ran out of memory.")
        elif code == NO_ROOM:
            text = tr("The disk is full: {path} could not be written. Free some space.", path=self.folder.path)
        elif code < 0:
            text = tr("The compute process crashed ({name}).", name=signal.Signals(-code).name)
        else:
            text = tr("The compute process ended without a word (exit code {code}).", code=code)
        return Failed(tr("{words} Your labels are safe; the run can be resumed from its last checkpoint.", words=text), tail)

    def _leave(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=_KILL_AFTER)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _put_away(trial: Trial) -> bool:
    """Whether a run started again will meet fewer files that end it."""
    new = trial.guilty.keys() - quarantine.load().keys()
    if new:
        try:
            quarantine.add(trial.guilty)
        except OSError:
            return False  # it would meet them again
    return bool(new)


def _left_out(trial: Trial) -> str:
    more = tr(" and {more} more", more=len(trial.names) - 1) if len(trial.names) > 1 else ""
    name = printable(trial.names[0])
    return tr("Going on without “{name}”{more}: {next}", name=name, more=more, next=next(iter(trial.guilty.values())))
