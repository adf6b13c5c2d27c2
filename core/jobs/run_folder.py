"""The folder of one run: the bridge between app and compute process. Files in, files out; nothing shared in memory."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import Cancelled, StopAndKeep
from core.jobs.manifest import Manifest, write_json
from core.records import StageName
from core.specs import from_dict, to_dict

KEEP = "keep"
DECODING = "decoding"
NO_ROOM = 28  # exit code of a compute process that could not even write down how it ended
_WAIT = 0.1  # seconds between looks while paused


@dataclass(frozen=True)
class Job:
    stage: StageName
    spec: Any
    manifest: Manifest


@dataclass(frozen=True)
class RunFolder:
    path: Path

    @property
    def events(self) -> Path:
        return self.path / "events.jsonl"

    @property
    def log(self) -> Path:
        return self.path / "log.txt"

    @property
    def decoding(self) -> Path:
        """What the process decodes at the moment (core/pixels/careful.py)."""
        return self.path / DECODING

    @property
    def beat(self) -> Path:
        return self.path / "beat"

    @property
    def cancel(self) -> Path:
        return self.path / "cancel"

    def write_job(self, job: Job) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        value = {"stage": job.stage, "spec": to_dict(job.spec), "manifest": job.manifest.to_dict()}
        write_json(self.path / "job.json", value)

    def read_job(self) -> Job:
        # Late, since workflow imports the stages' specs and this module both.
        from core.workflow import STAGES

        value = json.loads((self.path / "job.json").read_text(encoding="utf-8"))
        stage = STAGES[value["stage"]]
        return Job(stage.name, from_dict(stage.spec, value["spec"]), Manifest.from_dict(value["manifest"]))

    @property
    def pause(self) -> Path:
        return self.path / "pause"

    def ask_to_stop(self, keep: bool = False) -> None:
        """The run ends at its next progress call; `keep`: what it made so far is then used as it is."""
        temporary = self.cancel.with_suffix(".tmp")
        temporary.write_text(KEEP if keep else "", encoding="utf-8")
        temporary.replace(self.cancel)  # else the run might read it before the word is in it

    def set_paused(self, paused: bool) -> None:
        """While it is paused the run waits in its next progress call."""
        if paused:
            self.pause.touch()
        else:
            self.pause.unlink(missing_ok=True)

    def obey(self) -> None:
        """For the run: wait while it is paused. Raises Cancelled or StopAndKeep when asked to stop, paused or not."""
        while True:
            if self.cancel.exists():
                raise StopAndKeep if self.cancel.read_text(encoding="utf-8") == KEEP else Cancelled
            if not self.pause.exists():
                return
            time.sleep(_WAIT)

    def renew(self) -> None:
        """Make ready for a resume: what was said before goes, checkpoints stay."""
        self.cancel.unlink(missing_ok=True)
        self.pause.unlink(missing_ok=True)
        self.events.unlink(missing_ok=True)

    def log_tail(self, size: int = 4000) -> str:
        try:
            with self.log.open("rb") as file:
                file.seek(0, os.SEEK_END)
                file.seek(max(0, file.tell() - size))
                return file.read().decode("utf-8", "replace")
        except OSError:
            return ""
