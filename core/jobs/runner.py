"""The parent's side of a run: start the compute process, read what it says, stop it. No threads, no callbacks."""

import signal
import subprocess
import time
from pathlib import Path

from core import paths
from core.jobs.events import Event, Failed, Stopped, from_line, is_end
from core.jobs.run_folder import NO_ROOM, RunFolder

_KEEPING = 55.0  # seconds more to finish in, where what was made is to be kept
_KILL_AFTER = 5.0  # seconds a run has to stop by itself: long enough for a checkpoint, short enough to wait for


class RunProcess:
    """One compute process working on one run folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = RunFolder(folder)
        self._position = 0
        self._rest = ""
        self._ended = False
        self._asked: float | None = None
        with self.folder.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*paths.own_command(), "--worker", str(folder)],
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
        """What was said since the last call. The last event is `Done`, `Stopped` or `Failed`, exactly once."""
        if self._ended:
            return []
        gone = self._process.poll() is not None  # asked before reading: what is said before the end is then not missed
        events = self._read()
        if not any(is_end(e) for e in events) and gone:
            events.append(self._explain())
        if any(is_end(e) for e in events):
            self._ended = True
            self._leave()
        elif self._asked is not None and time.monotonic() - self._asked > _KILL_AFTER:
            self.kill()
        return events

    def ask_to_stop(self, keep: bool = False) -> None:
        """The run ends at its next progress call, with its checkpoint; killed if it has not after five seconds.

        `keep`: what it made so far is used as it is, and it has a minute to write that.
        """
        if self._asked is None:
            self.folder.ask_to_stop(keep)
            self._asked = time.monotonic() + (_KEEPING if keep else 0.0)

    def set_paused(self, paused: bool) -> None:
        self.folder.set_paused(paused)

    def kill(self) -> None:
        self._process.kill()

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
        if code == -signal.SIGKILL:
            text = "The compute process was killed, most often because the computer ran out of memory."
        elif code == NO_ROOM:
            text = f"The disk is full: {self.folder.path} could not be written. Free some space."
        elif code < 0:
            text = f"The compute process crashed ({signal.Signals(-code).name})."
        else:
            text = f"The compute process ended without a word (exit code {code})."
        return Failed(f"{text} Your labels are safe; the run can be resumed from its last checkpoint.", tail)

    def _leave(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=_KILL_AFTER)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
