"""The command `predict`: the project's images or another folder, as a table, sorted copies and a page for people."""

import argparse
from pathlib import Path
from typing import Any

from core import command_parts as parts
from core import opening
from core.console import ConsoleReporter
from core.errors import UserError
from core.file_commands import say
from core.operations import evaluation, left_aside, prediction_report, sorting, strangers
from core.operations.files import put_in_place
from core.operations.leaving.targets import check_file
from core.project.project import Project
from core.specs import PredictSpec
from core.words import tr


def predict(options: argparse.Namespace) -> dict[str, Any]:
    if not options.folder and (options.sort or options.report):
        raise UserError(
            tr("--sort and --report are about another folder: name it, or use export for the project's own images.")
        )
    with opening.to_change(Path(options.project)) as project:
        spec = PredictSpec(folder=str(parts.folder(options.folder)) if options.folder else "", device=options.device)
        if options.sort:
            sorting.check(project, Path(spec.folder), Path(options.sort))
        if options.report:
            check_file(project, Path(options.report), overwrite=True, endings=(".md",))
        result = (parts.run_apart if spec.folder else parts.run)(project, "predict", spec)
        rows, left_out = result.pop("table", None), result.pop("left_out", [])
        if rows is None:
            rows = evaluation.prediction_rows(project)
        named = {key: result[key] for key in ("images", "images_per_second")}
        told = strangers.told(project, rows, options.none_below)
        if told.sentence:
            say(told.sentence)
        if told.strange is not None:
            named["none"] = told.strange
        parts.write_rows(options.csv, evaluation.COLUMNS, told.rows)
        say(tr("{count:,} predictions are in {csv}.", count=len(rows), csv=options.csv))
        if left_out:
            say(tr("{count:,} unreadable.", count=len(left_out)))
            say(left_aside.in_lines([(file["path"], file["reason"]) for file in left_out]))
        return named | _use_predictions(project, options, told, left_out)


def _use_predictions(
    project: Project, options: argparse.Namespace, told: strangers.Told, left_out: list[dict[str, Any]]
) -> dict[str, Any]:
    """Copies by class and a page, where they were asked for."""
    done: dict[str, Any] = {}
    if options.report:
        text = prediction_report.page(project, Path(options.folder), told, left_out)
        put_in_place(Path(options.report), lambda file: file.write_text(text, encoding="utf-8", errors="backslashreplace"))
        say(tr("A page about it is in {file}.", file=options.report))
        done["report"] = options.report
    if options.sort:
        with ConsoleReporter("predict", tr("Copying")) as reporter:
            left = sorting.copies(project, Path(options.folder), told, Path(options.sort), reporter.progress)
        say(left.sentence)
        done["sorted"] = left.count
    return done
