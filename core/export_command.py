"""The command `export`: files by core/operations/leaving, the classifier by the stage export."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import opening
from core.console import ConsoleReporter
from core.errors import UserError
from core.file_commands import say
from core.operations.leaving import classifier_files, everything
from core.operations.leaving.everything import Wanted
from core.project import classifiers
from core.project.project import Project
from core.records import StageName
from core.specs import ExportSpec
from core.words import tr

Run = Callable[[Project, StageName, Any], dict[str, Any]]
_WAYS = ("labels", "coco", "folders", "image_folder", "embeddings")


def carry_out(options: argparse.Namespace, run: Run) -> dict[str, Any]:
    """Write whatever was asked for; `run` carries out a stage. Returns {what: where}, and under `images` how many each."""
    ways = {name: getattr(options, name) for name in _WAYS}
    if not any((*ways.values(), options.onnx, options.classifier, options.encoder)):
        raise UserError(
            tr(
                "Say what to export: --labels F, --coco F, --folders DIR, --image-folder DIR, --embeddings F, --onnx F, "
                "--classifier F or --encoder F. `export --help` says more."
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
        specs = _specs(project, options)  # before anything is written
        done: dict[str, Any] = {}
        if any(ways.values()):
            with ConsoleReporter("export", tr("Writing")) as reporter:
                done = everything.export(project, wanted, say, reporter.progress)
        for what, spec in specs.items():
            say(run(project, "export", spec)["sentence"])
            done[what] = getattr(options, what)
        return done


def _specs(project: Project, options: argparse.Namespace) -> dict[str, ExportSpec]:
    """What the stage export is to write, by the option that asked for it. UserError if one of the files cannot be written."""
    over, specs = options.overwrite, dict[str, ExportSpec]()
    if options.onnx:
        specs["onnx"] = classifier_files.onnx(project, Path(options.onnx), overwrite=over, beside=not options.alone)
    name = ""
    if options.classifier:
        specs["classifier"] = classifier_files.classifier(project, Path(options.classifier), overwrite=over)
        card = classifiers.require_current(project)
        name = str(card.encoder) if card.mode == "linear" else ""
    if options.encoder:
        specs["encoder"] = classifier_files.encoder(project, Path(options.encoder), name=name, overwrite=over)
    return specs
