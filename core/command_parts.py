"""What the commands have in common: carrying out a stage with its bar, a folder that must be there, a table as CSV."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import cells
from core.console import ConsoleReporter
from core.errors import UserError
from core.operations import apart, runs
from core.operations.leaving.tables import write_csv
from core.project.project import Project
from core.records import StageName
from core.words import tr


def run(project: Project, stage: StageName, spec: Any, prepared: Callable[[], runs.Begun] | None = None) -> dict[str, Any]:
    """The stage in this process. Raises UserError, or Cancelled."""
    with ConsoleReporter(stage) as reporter:
        return runs.run_here(project, stage, spec, reporter, prepared)


def run_apart(project: Project, stage: StageName, spec: Any) -> dict[str, Any]:
    """The stage in a compute process: where files are decoded that nobody has decoded before."""
    with ConsoleReporter(stage) as reporter:
        return apart.run_apart(project, stage, spec, reporter)


def folder(text: str) -> Path:
    """It, absolute. Raises UserError if it is not there."""
    path = Path(text)
    if not path.is_dir():
        raise UserError(tr("There is no folder at {folder}.", folder=path))
    return path.resolve()


def write_rows(target: str | None, header: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """CSV to a file, or to stdout where none was named."""
    if target is None:
        writer = csv.DictWriter(sys.stdout, header, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({name: cells.escaped(row[name]) for name in header} for row in rows)
        return
    write_csv(Path(target), header, rows)
