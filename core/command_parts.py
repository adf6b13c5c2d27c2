"""What the commands have in common: carrying out a stage with its bar, a folder that must be there, a table as CSV."""

import argparse
import csv
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import cells
from core.console import ConsoleReporter
from core.errors import UserError
from core.operations import apart, runs
from core.operations.leaving.tables import fill_csv
from core.operations.leaving.targets import check_place, put_file
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


def check_table(project: Project, options: argparse.Namespace) -> None:
    """UserError before any work if the file of --csv cannot be written, or is there and --overwrite was not given."""
    if options.csv is not None:
        check_place(project, Path(options.csv), overwrite=options.overwrite)


def write_table(options: argparse.Namespace, header: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """CSV to the file of --csv, or to stdout where none was named."""
    if options.csv is None:
        writer = csv.DictWriter(sys.stdout, header, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({name: cells.escaped(row[name]) for name in header} for row in rows)
        return
    put_file(Path(options.csv), lambda file: fill_csv(file, header, rows), overwrite=options.overwrite)
