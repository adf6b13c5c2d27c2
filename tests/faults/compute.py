"""What the tests of runs share: a small project that is ready for every stage, and compute processes that misbehave on demand.

A stand-in is the real worker with one stage, or one function of it, replaced: what the window does about it is real.
"""

import dataclasses
import shutil
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from core import paths
from core.jobs.events import Event
from core.jobs.reporter import ListReporter
from core.operations import runs
from core.project import classes, classifiers, encoders, images, imported, labels, maps
from core.project.checking import check
from core.project.project import Project
from core.specs import EmbedSpec, FinetuneSpec, IngestSpec, MapSpec
from tests.e2e import pictures

ROOT = Path(paths.main_script()).parent
ENDLESS = """
import sys, time, types
from pathlib import Path
def run(spec, manifest, folder, report):
    (folder / "checkpoint").mkdir(exist_ok=True)
    (folder / "checkpoint" / "kept").touch()
    report.note("Going on for ever")
    while not (folder.parent / "finish").exists():
        report.progress(1, 2)
        if (folder.parent / "hang").exists():
            import ctypes
            ctypes.PyDLL(None).sleep(600)  # holds the interpreter, as a library may
        time.sleep(0.02)
    raise RuntimeError("finished")
module = types.ModuleType("core.stages.pretrain")
module.run = run
sys.modules[module.__name__] = module
"""
"""A pretraining that needs no torch, so that it is there at once; it has a checkpoint, and goes on until `finish` lies beside
its folder."""


def stand_in(patch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """From now on compute processes run `code` before they do their work."""
    script = folder / "stand_in.py"
    lines = (
        "import sys",
        f"sys.path.insert(0, {str(ROOT)!r})",
        textwrap.dedent(code),
        "from core.jobs import worker",
        "sys.exit(worker.main(sys.argv[2]))",
    )
    script.write_text("\n".join(lines), encoding="utf-8")
    patch.setattr(paths, "own_command", lambda: [sys.executable, str(script)])


def prepare(folder: Path, per_kind: int = 6) -> Path:
    """A project whose small pictures are embedded, on a map and labelled, with a classifier: every stage can run on it."""
    pictures.make(folder / "pictures", per_kind=per_kind)
    path = folder / "p.labelight"
    with Project.create(path, folder / "pictures") as project:
        runs.run_here(project, "ingest", IngestSpec(), ListReporter())
        truth = {name: name[0] for name in images.image_list(project).paths if int(name[1:4]) < per_kind - 1}
        imported.by_path(project, truth)
        runs.run_here(project, "embed", EmbedSpec(), ListReporter())
        runs.run_here(project, "map", MapSpec(), ListReporter())
        runs.run_here(project, "finetune", FinetuneSpec(folds=2, repeats=1), ListReporter())
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
    return path


def copy(prepared: Path, folder: Path) -> Path:
    """A project of one's own; pictures and cache are shared."""
    return Path(shutil.copy(prepared, folder / "p.labelight"))


@dataclasses.dataclass(frozen=True)
class Facts:
    """Everything a run may change."""

    images: tuple[str, ...]
    labels: dict[int, int]
    classes: tuple[str, ...]
    encoders: tuple[str, ...]
    encoder: str
    embedded: int
    maps: int
    classifiers: int
    classifier: int | None
    predicted: int


def facts(project: Project) -> Facts:
    columns, used = labels.columns(project), classifiers.current(project)
    card = encoders.current(project)
    return Facts(
        images.image_list(project).paths,
        dict(zip(columns.ids.tolist(), columns.classes.tolist(), strict=True)),
        tuple(c.name for c in classes.every(project)),
        tuple(e.name for e in encoders.every(project)),
        card.name,
        len(np.unique(encoders.embedded_ids(project, card.id))),
        len(maps.every(project)),
        len(classifiers.every(project)),
        used.id if used else None,
        len(classifiers.predictions(project, used.id).ids) if used else 0,
    )


def sound(path: Path) -> bool:
    """Whether the closed project file is whole."""
    with Project.open(path) as project:
        return check(project) == []


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]
