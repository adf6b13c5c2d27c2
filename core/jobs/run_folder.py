"""The folder of one run: the bridge between app and compute process. Files in, files out; nothing shared in memory."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.jobs.manifest import Manifest, write_json
from core.records import StageName
from core.specs import from_dict, to_dict


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

    def ask_to_stop(self) -> None:
        self.cancel.touch()

    def renew(self) -> None:
        """Make ready for a resume: what was said before goes, checkpoints stay."""
        self.cancel.unlink(missing_ok=True)
        self.events.unlink(missing_ok=True)

    def log_tail(self, size: int = 4000) -> str:
        try:
            with self.log.open("rb") as file:
                file.seek(0, os.SEEK_END)
                file.seek(max(0, file.tell() - size))
                return file.read().decode("utf-8", "replace")
        except OSError:
            return ""
