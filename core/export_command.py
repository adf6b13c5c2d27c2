"""The command `export`: files by core/operations/leaving, the classifier by the stage export."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import opening
from core.console import ConsoleReporter
from core.errors import UserError
from core.file_commands import say
from core.operations import strangers
from core.operations.leaving import everything, targets
from core.operations.leaving.everything import Wanted
from core.project.project import Project
from core.records import StageName
from core.specs import ExportSpec
from core.words import tr

Run = Callable[[Project, StageName, Any], dict[str, Any]]
_WAYS = ("labels", "coco", "folders", "image_folder", "embeddings")


def carry_out(options: argparse.Namespace, run: Run) -> dict[str, Any]:
    """Write whatever was asked for; `run` carries out a stage. Returns {what: where}, and under `images` how many each."""
    ways = {name: getattr(options, name) for name in _WAYS}
    if not any((*ways.values(), options.onnx)):
        raise UserError(
            tr(
                "Say what to export: --labels F, --coco F, --folders DIR, --image-folder DIR, --embeddings F or --onnx F. "
                "`export --help` says more."
            )
        )
    if options.val and not options.image_folder:
        raise UserError(tr("--val goes with --image-folder DIR."))
    if options.link and not (options.folders or options.image_folder):
        raise UserError(tr("--link goes with --folders DIR or --image-folder DIR."))
    if options.confidence and options.only not in ("predicted", "sure"):
        raise UserError(tr("--confidence goes with --only predicted or --only sure."))
    wanted = Wanted(
        **ways,
        only=options.only,
        confidence=options.confidence,
        means=options.link or "copy",
        validation=options.val,
        seed=options.seed,
        overwrite=options.overwrite,
    )
    with opening.to_read(Path(options.project)) as project:
        if options.onnx:  # before anything is written
            targets.check_file(project, Path(options.onnx), overwrite=options.overwrite, endings=(".onnx",))
        done: dict[str, Any] = {}
        if any(ways.values()):
            with ConsoleReporter("export", tr("Writing")) as reporter:
                done = everything.export(project, wanted, say, reporter.progress)
        return done | (_onnx(project, options.onnx, run) if options.onnx else {})


def _onnx(project: Project, file: str, run: Run) -> dict[str, Any]:
    spec = ExportSpec(target=str(Path(file).resolve()), none_below=strangers.none_below(project))
    result = run(project, "export", spec)
    say(
        tr(
            "The classifier is in {file}: on {checked} images it says what Labelight says.",
            file=file,
            checked=result["checked"],
        )
    )
    return {"onnx": file}
