"""The report: what one needs to know to find out what went wrong, as text that can be sent to strangers.

No image content, no absolute path, no name of a picture: see core/logs.py.
"""

import json
import platform
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from core import logs
from core.errors import UserError
from core.logs import Hiding
from core.project import folders, runs
from core.project.project import Project
from core.records import Run

_PACKAGES = ("labelight", "PySide6-Essentials", "torch", "torchvision", "numpy", "pillow", "SQLAlchemy")
_RUNS = 10


@dataclass(frozen=True)
class RunLine:
    """One run; `seconds` None: it has not ended."""

    stage: str
    state: str
    seconds: float | None
    message: str

    @property
    def text(self) -> str:
        took = "not ended" if self.seconds is None else f"{self.seconds:.1f} s"
        return f"{self.stage}: {self.state}, {took}. {self.message}".strip()


@dataclass(frozen=True)
class Report:
    """Already cleaned. `error`: traceback of the last one, "" without."""

    versions: tuple[tuple[str, str], ...]
    device: str
    runs: tuple[RunLine, ...]
    error: str
    log: str

    @property
    def text(self) -> str:
        parts = (
            ("Labelight report", "\n".join(f"{name}: {value}" for name, value in self.versions)),
            ("Device", self.device),
            ("Last runs, the newest first", "\n".join(run.text for run in self.runs) or "none"),
            ("Last error", self.error or "none"),
            ("End of the log", self.log or "empty"),
        )
        return "\n\n".join(f"{heading}\n{'-' * len(heading)}\n{text}" for heading, text in parts) + "\n"


def make(project: Project | None, hiding: Hiding, error: str = "") -> Report:
    """As things are now. `error`: the traceback of the last error, as it is. Reads files: not for the GUI thread."""

    def clean(text: str) -> str:
        return logs.without_names(hiding.clean(text)).strip()

    logged = [f"{name}\n{text}" for name in (logs.WINDOW, logs.COMMANDS, logs.CRASHES) if (text := logs.tail(name, 60))]
    return Report(
        versions=tuple(_versions()),
        device=clean(_device(project)),
        runs=tuple(_line(run, clean(run.message)) for run in (runs.every(project, limit=_RUNS) if project else ())),
        error=clean(error),
        log=clean("\n".join(logged)),
    )


def of_file(path: Path | None, hiding: Hiding) -> Report:
    """Of the project in this file, or of none. A project that cannot be opened is part of the report."""
    if path is None:
        return make(None, hiding)
    hiding.hide(path.resolve().parent, "[project]")
    try:
        with Project.open(path) as project:
            for folder in folders.of(project).paths:
                hiding.hide(folder, "[folder]")
            return make(project, hiding)
    except UserError as error:  # damaged, or open in the window
        return make(None, hiding, str(error))


def _versions() -> Iterable[tuple[str, str]]:
    for name in _PACKAGES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "not installed as a package"
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    yield "System", f"{platform.system()} {platform.release()}, {platform.machine()}"


def _device(project: Project | None) -> str:
    """As it was probed: the app itself never asks."""
    found = json.loads(project.get("machine", "{}")) if project is not None else {}
    lines = []
    for device in found.get("devices", []):
        memory = device.get("memory")
        lines.append(f"{device.get('id', '?')}: {device.get('name', '?')}" + (f", {memory / 2**30:.0f} GB" if memory else ""))
    return "\n".join(lines) or "not known"


def _line(run: Run, message: str) -> RunLine:
    measured = run.result.get("seconds")
    if not isinstance(measured, int | float):
        measured = None if run.ended is None else max(run.ended - run.created, 0.0)
    return RunLine(run.stage, run.state, measured, message)
