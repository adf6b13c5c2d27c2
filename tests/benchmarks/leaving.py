"""Whether the classifier that leaves is the one that stays, and how fast new images are classified.

    python -m tests.benchmarks.leaving [--quick] [--json]

A classifier of CIFAR-10 (bundled encoder, 30 labels per class, linear) leaves as an ONNX file and is asked about 1,000 test
images it has never seen, beside `predict` of the program. Then `predict` classifies 10,000 new images (--quick: 2,000) in a
process of its own, every file dropped from the system's cache before; the same network on ready input, batch, precision and
threads, runs before and after. Needs the CIFAR folder beside the project (shared/); nothing else should run meanwhile.
"""

import argparse
import contextlib
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from core.jobs.manifest import ImageList, load_arrays
from core.jobs.reporter import ListReporter
from core.operations import handover, runs
from core.operations.leaving import classifier_files
from core.project import classifiers, imported
from core.project.project import Project
from core.specs import EmbedSpec, FinetuneSpec, IngestSpec, PredictSpec
from core.stages import predict
from tests.benchmarks.pretrain import Row, at_least, at_most

ROOT = Path(__file__).resolve().parents[2]
CIFAR = ROOT.parent / "shared" / "data" / "cifar10"
OWN, ASKED, PER_CLASS = 1000, 1000, 30
RATIO, SAME, DIFFERENCE = 0.8, 99.9, 1e-3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2,000 new images instead of 10,000, once instead of three times")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ |= {"LABELIGHT_CACHE": str(place / "cache"), "LABELIGHT_DATA": str(place / "data")}
        rows = measured(place, 2_000 if options.quick else 10_000, 1 if options.quick else 3)
    for row in rows:
        end = "" if row["required"] is None else f"required {row['required']}  {'ok' if row['ok'] else 'MISSED'}"
        print(f"{row['what']:72} {row['value']:>10} {row['unit']:9} {end}")
    if options.json:
        print(json.dumps(rows))
    return 0 if all(row["ok"] for row in rows) else 1


def measured(place: Path, count: int, times: int) -> list[Row]:
    with Project.create(place / "p.labelight", _part(place / "own", 0, OWN)) as project:
        learnt(project)
        rows = onnx_beside_the_program(project, place)
        path = project.path
    return rows + speed(path, place, count, times)


def learnt(project: Project) -> None:
    for stage, spec in (("ingest", IngestSpec()), ("embed", EmbedSpec())):
        runs.run_here(project, stage, spec, ListReporter())
    imported.by_path(project, _truth(PER_CLASS))
    runs.run_here(project, "finetune", FinetuneSpec(mode="linear"), ListReporter())


def _truth(per_class: int) -> dict[str, str]:
    taken: Counter[str] = Counter()
    chosen: dict[str, str] = {}
    with (CIFAR / "test.csv").open(newline="") as file:
        for row in list(csv.DictReader(file))[:OWN]:
            taken[row["label"]] += 1
            if taken[row["label"]] <= per_class:
                chosen[row["path"]] = row["label"]
    return chosen


def _part(folder: Path, first: int, last: int) -> Path:
    folder.mkdir()
    for file in sorted((CIFAR / "test").iterdir())[first:last]:
        shutil.copyfile(file, folder / file.name)
    return folder


def onnx_beside_the_program(project: Project, place: Path) -> list[Row]:
    target = place / "c.onnx"
    found = runs.run_here(project, "export", classifier_files.onnx(project, target), ListReporter())
    folder = _part(place / "asked", OWN, OWN + ASKED)
    paths, ours = predicted(project, folder, place / "run")
    theirs = answers(target, [folder / path for path in paths])
    apart = np.abs(ours - theirs).max(1)
    own_paths, again = predicted(project, project.folder(), place / "again")
    ids, stored = _stored(project, own_paths)
    rows = [
        at_least(f"ONNX and predict: same class of {len(paths):,} new images", _same(ours, theirs), "%", SAME),
        at_most("ONNX and predict: largest difference of a probability", float(apart.max()), "", DIFFERENCE),
        at_least("the export's own check: images of the project", found["checked"], "", 50),
        at_least("the example beside it says the same of", found["example"]["same"], "", 50),
        at_least(f"predict and the window's own predictions: same class of {len(ids):,}", _same(again[ids], stored), "%", None),
    ]
    rows[1]["value"] = float(f"{apart.max():.2g}")
    return rows


def predicted(project: Project, folder: Path, run: Path) -> tuple[tuple[str, ...], np.ndarray]:
    """Paths, and probabilities float32 [n, C], of what `predict` says of a folder."""
    run.mkdir()
    spec = PredictSpec(folder=str(folder))
    manifest = handover.OF["predict"].prepare(project, spec, run)
    predict.run(spec, manifest, run, ListReporter())
    return ImageList.load(run / "images.npz").paths, load_arrays(run / "predictions.npz")["probabilities"]


def answers(model: Path, files: list[Path]) -> np.ndarray:
    """What somebody with nothing but the file says: pixels as Pillow gives them, whatever their size."""
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(None, {"image": np.asarray(Image.open(f).convert("RGB"))[None]})[0] for f in files])


def _stored(project: Project, paths: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Places in `paths` of what the project has a prediction of, and these predictions float32 [n, C]."""
    from core.project import images

    found = classifiers.predictions(project, classifiers.require_current(project).id)
    listed = images.image_list(project)
    path_of = dict(zip(listed.ids.tolist(), listed.paths, strict=True))
    place_of = {path: place for place, path in enumerate(paths)}
    return np.array([place_of[path_of[i]] for i in found.ids.tolist()]), found.probabilities


def _same(one: np.ndarray, other: np.ndarray) -> float:
    return 100 * float((one.argmax(1) == other.argmax(1)).mean())


def speed(project: Path, place: Path, count: int, times: int) -> list[Row]:
    folder = place / "new"
    folder.mkdir()
    for file in sorted((CIFAR / "unlabeled").iterdir())[:count]:
        shutil.copyfile(file, folder / file.name)
    alone, whole, seconds = [bare(count)], [], []
    for _ in range(times):
        _forget(folder)
        began = time.perf_counter()
        command = [sys.executable, "main.py", "predict", project, folder, "--csv", place / "out.csv", "--json"]
        ended = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=True)
        seconds.append(time.perf_counter() - began)
        whole.append(json.loads(ended.stdout.splitlines()[-1])["images_per_second"])
        alone.append(bare(count))
    # Each between the two beside it: what else the machine does changes from minute to minute.
    ratios = [rate / np.mean(alone[i : i + 2]) for i, rate in enumerate(whole)]
    return [
        at_least(f"network alone, fp32, folded, batch 64, {count:,} images", float(np.median(alone)), "images/s", None),
        at_least(
            "network alone, as embed runs it (bf16 where the CPU has it)", bare(count // 5, embedding=True), "images/s", None
        ),
        at_least(f"predict of {count:,} new images, from the first file on", float(np.median(whole)), "images/s", None),
        at_least("the same over the network alone", float(np.median(ratios)), "x", RATIO),
        at_least("the whole command, with its start", count / float(np.median(seconds)), "images/s", None),
    ]


def _forget(folder: Path) -> None:
    """Let the system drop the files from its cache, where it knows how."""
    if not hasattr(os, "posix_fadvise"):
        return
    os.sync()
    for file in folder.iterdir():
        with contextlib.suppress(OSError), file.open("rb") as content:
            os.posix_fadvise(content.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


_BARE = """
import os, sys, time, torch
from core.jobs.worker import _LOW_PRIORITY
from core.learn import device as machine, embedding, encoders
from core.learn.folding import fold
from core.project.encoders import BUNDLED
count, own = int(sys.argv[1]), sys.argv[2] == "True"
os.nice(_LOW_PRIORITY)  # as a run has it
machine.set_up_process()
cpu = torch.device("cpu")
net = encoders.load(BUNDLED, None)
net = embedding.prepare(net if own else fold(net), cpu)
x = torch.randn(64, 3, BUNDLED.size, BUNDLED.size).contiguous(memory_format=machine.memory_format(cpu))
import contextlib
with torch.inference_mode(), machine.autocast(cpu) if own else contextlib.nullcontext():
    net(x)
    began = time.perf_counter()
    for _ in range(count // 64):
        net(x)
print(count // 64 * 64 / (time.perf_counter() - began))
"""


def bare(count: int, embedding: bool = False) -> float:
    """Images/s of the encoder alone on ready input, in a process of its own."""
    command = [sys.executable, "-c", _BARE, str(count), str(embedding)]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
