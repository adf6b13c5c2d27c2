"""`main.py demo`: the whole loop on the sample digits, headless, through the same operations as window and commands."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.console import ConsoleReporter
from core.operations import evaluation, labelling, runs
from core.project import imported
from core.project.project import Project
from core.records import StageName
from core.sample import few_labels, write_digits
from core.specs import EmbedSpec, FinetuneSpec, IngestSpec, MapSpec, PretrainSpec
from core.words import tr

PRETRAIN = PretrainSpec(start="random", encoder="tiny", size=32, batch=128, minutes=1.0, flip=0.0, crop_min=0.4)
"""A minute from nothing, without a flip (a mirrored 2 is no 2) and with milder crops (a corner of a digit is no digit)."""
PER_CLASS = 10


def run(folder: Path | None, say: Callable[[str], None]) -> dict[str, Any]:
    """Digits -> project -> SimCLR -> map -> 10 labels per class -> classifier -> accuracy on the rest."""
    folder = folder or Path(tempfile.mkdtemp(prefix="labelight-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    truth_file = write_digits(folder)
    path = _free(folder / "digits.labelight")
    truth = labelling.read_truth(truth_file)
    seconds: dict[str, float] = {}
    with Project.create(path, folder / "digits") as project:
        _timed(project, "ingest", IngestSpec(), seconds, say)
        _timed(project, "pretrain", PRETRAIN, seconds, say)
        _timed(project, "embed", EmbedSpec(), seconds, say)
        _timed(project, "map", MapSpec(), seconds, say)
        imported.by_path(project, few_labels(truth, PER_CLASS))
        made = _timed(project, "finetune", FinetuneSpec(), seconds, say)
        result = evaluation.judge(truth, evaluation.project_predictions(project))
    say(f"\n{'stage':10} seconds")
    for name, value in seconds.items():
        say(f"{name:10} {value:7.1f}")
    say(evaluation.in_words(made["accuracy"], made["interval"], made["how"]))
    say(
        tr(
            "With {count} labels per class, {accuracy:.1%} of the other {others:,} digits are right.",
            count=PER_CLASS,
            accuracy=result["accuracy"],
            others=result["images"],
        )
    )
    say(tr("The project is {path}. Open it with: python main.py {path}", path=path))
    return {"project": str(path), "accuracy": result["accuracy"], "images": result["images"], "seconds": seconds}


def _timed(
    project: Project, stage: StageName, spec: Any, seconds: dict[str, float], say: Callable[[str], None]
) -> dict[str, Any]:
    began = time.monotonic()
    with ConsoleReporter(stage) as reporter:
        result = runs.run_here(project, stage, spec, reporter)
    seconds[stage] = time.monotonic() - began
    say(tr("{stage} done in {seconds:.1f} s", stage=stage, seconds=seconds[stage]))
    return result


def _free(path: Path) -> Path:
    candidates = (path.with_stem(f"{path.stem}-{n}") for n in range(2, 10_000))
    return path if not path.exists() else next(p for p in candidates if not p.exists())
