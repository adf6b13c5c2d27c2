"""How fast SimCLR learns here, beside the peer in the same run: views, whole steps, memory, and what the time buys.

    python -m tests.benchmarks.pretrain [--quick] [--json] [--minutes 10]

Needs the CIFAR folder and the peer's script beside the project (shared/). Without --quick both then learn for the same wall
time from random weights, and are judged by the same classifier with the same labels. Ratios come from one run on one
machine; nothing else should run meanwhile.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from core.jobs.reporter import ListReporter
from core.learn import augment, embedding, encoders
from core.learn import device as machine
from core.learn.objective import Objective
from core.learn.pretraining import freeze_statistics, pretrain
from core.learn.simclr import ProjectionHead
from core.specs import PretrainSpec

SHARED = Path(__file__).resolve().parents[3] / "shared"
CIFAR, PEER = SHARED / "data" / "cifar10", SHARED / "bench" / "peer_lightly.py"
PROTOTYPE = 39.0  # images/s of efficientnet_lite0 at 96 px, batch 128, before this program (the figure)
Row = dict[str, object]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="speed and memory only, in under five minutes")
    parser.add_argument("--minutes", type=float, default=10, help="wall time both learn for (not with --quick)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = [*views(), *steps(), *bundled(), *memory()]
    if not options.quick:
        rows += equal_time(options.minutes)
    for row in rows:
        end = "" if row["required"] is None else f"required {row['required']}  {'ok' if row['ok'] else 'MISSED'}"
        print(f"{row['what']:72} {row['value']:>10} {row['unit']:9} {end}")
    if options.json:
        print(json.dumps(rows))
    return 0 if all(row["ok"] for row in rows) else 1


def at_least(what: str, value: float, unit: str, required: float | None) -> Row:
    ok = required is None or value >= required
    return {"what": what, "value": round(value, 2), "unit": unit, "required": required, "ok": bool(ok)}


def at_most(what: str, value: float, unit: str, required: float) -> Row:
    return {"what": what, "value": round(value, 2), "unit": unit, "required": required, "ok": value <= required}


def seconds_of(work: Callable[[], object], rounds: int = 5) -> float:
    """Median of a few rounds after one to warm up."""
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return float(np.median(times))


def views() -> list[Row]:
    """Two augmented views on one core, against the peer's transform of the same images."""
    from lightly.transforms import SimCLRTransform

    machine.set_up_process()  # as every compute process: freed memory is kept
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    rows = []
    for size, required in ((32, 10.0), (128, 3.0)):
        images = np.random.default_rng(0).integers(0, 256, (128, size, size, 3), np.uint8)
        images = np.stack([np.asarray(Image.fromarray(i[::8, ::8]).resize((size, size))) for i in images])
        pictures = [Image.fromarray(image) for image in images]
        small = size <= augment.SMALL
        theirs = SimCLRTransform(
            input_size=size, gaussian_blur=0.0 if small else 0.5, cj_strength=0.5 if small else 1.0
        )  # as the peer's script
        recipe = augment.Recipe.of(PretrainSpec(size=size))
        batch, generator = torch.from_numpy(images), torch.Generator().manual_seed(0)
        peer = seconds_of(lambda theirs=theirs, pictures=pictures: [theirs(p) for p in pictures], 3)
        ours = seconds_of(
            lambda batch=batch, recipe=recipe, generator=generator: [
                augment.view(batch, recipe, augment.draw(len(batch), generator)) for _ in range(2)
            ]
        )
        rows.append(at_least(f"two views, one core, {size} px: ours, images/s", 128 / ours, "images/s", None))
        rows.append(at_least(f"two views, one core, {size} px: times the peer's", peer / ours, "x", required))
    torch.set_num_threads(before)
    return rows


def steps() -> list[Row]:
    """Whole steps of both programs, one after the other, each in a process of its own."""
    rows = []
    for encoder, size, batch, required in (("tiny", 32, 256, 3.0), ("resnet18", 128, 128, 1.8)):
        theirs = peer_speed(encoder, size, batch, 0.5)
        ours = our_speed(encoder, size, batch, 8 if encoder == "resnet18" else 40)
        rows.append(at_least(f"whole step, {encoder} {size} px, batch {batch}: peer", theirs, "images/s", None))
        rows.append(at_least(f"whole step, {encoder} {size} px, batch {batch}: ours", ours, "images/s", None))
        rows.append(at_least(f"whole step, {encoder} {size} px, batch {batch}: times the peer's", ours / theirs, "x", required))
    return rows


def bundled() -> list[Row]:
    """The step of the default start, and what a step costs over the network alone."""
    speed = our_speed("efficientnet_lite0", 96, 128, 12, "bundled")
    rows = [
        at_least("whole step, efficientnet_lite0 bundled 96 px, batch 128", speed, "images/s", None),
        at_least("the same, times the prototype's 39 images/s", speed / PROTOTYPE, "x", 2.0),
    ]
    for encoder, start, size, batch in (("tiny", "random", 32, 256), ("efficientnet_lite0", "bundled", 96, 64)):
        whole, alone = _step_and_model(encoder, start, size, batch)
        rows.append(at_most(f"step over network alone, {encoder} {size} px", whole / alone, "x", 1.10))
    return rows


def _step_and_model(encoder_name: str, start: str, size: int, batch: int) -> tuple[float, float]:
    """Seconds of the whole gradient step, and of forward and backward of f and g on ready input."""
    machine.set_up_process()
    torch.manual_seed(0)
    device = torch.device("cpu")
    encoder = encoders.start_encoder(start, encoder_name, size)
    from core.learn import depthwise

    f = depthwise.speed_up(encoder.net.to(memory_format=torch.channels_last).train())  # type: ignore[call-overload]
    if start != "random":
        freeze_statistics(f)
    g = ProjectionHead(encoder.card.width).train()
    settings = {"loss": "ntxent", "temperature": 0.2, "mean": encoder.card.mean, "std": encoder.card.std}
    objective = Objective(f, g, augment.Recipe.of(PretrainSpec(size=size)), device=device, **settings)
    images = torch.randint(0, 256, (batch, size, size, 3), dtype=torch.uint8)
    draws = torch.stack([augment.draw(batch, torch.Generator().manual_seed(i)) for i in range(2)])
    x = torch.randn(2 * batch, 3, size, size).to(memory_format=torch.channels_last)

    def model() -> None:
        with machine.autocast(device):
            z = g(f(x))
        z.float().square().mean().backward()

    times = [(seconds_of(lambda: objective.backward(images, draws, batch), 3), seconds_of(model, 3)) for _ in range(7)]
    whole, alone = np.median(times, axis=0)
    return float(whole), float(alone)


_CHILD = """
import json, sys, tempfile
from pathlib import Path
import numpy as np, torch
from core.jobs.reporter import ListReporter
from core.learn import device, encoders
from core.learn.pretraining import pretrain
from core.specs import PretrainSpec

def anonymous():
    return next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("RssAnon")) / 1024

class Watching(ListReporter):
    most = 0.0
    def progress(self, step, total, **metrics):
        self.most = max(self.most, anonymous())

class Pixels:
    def __init__(self, array): self.array = array
    def batch(self, indices): return self.array[indices]

encoder, start, size, batch, steps, file, count, side = sys.argv[1:9]
size, batch, steps, count, side = int(size), int(batch), int(steps), int(count), int(side)
device.set_up_process()
torch.manual_seed(0)
array = np.memmap(file, np.uint8, "r", shape=(count, side, side, 3))
made = encoders.start_encoder(start, encoder, size)
spec = PretrainSpec(start=start, encoder=encoder, size=size, batch=batch, epochs=1, device="cpu")
report = Watching()
with tempfile.TemporaryDirectory() as folder:
    out = pretrain(spec, made, Pixels(array), np.random.default_rng(0).permutation(count)[:batch * steps], Path(folder), report)
peak = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024
print(json.dumps({"speed": out.images_per_second, "memory": report.most, "peak": peak}))
"""


def _child(encoder: str, start: str, size: int, batch: int, steps_: int, file: Path, count: int, side: int) -> dict[str, float]:
    values = (encoder, start, size, batch, steps_, file, count, side)
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", _CHILD, *map(str, values)]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return answer


def our_speed(encoder: str, size: int, batch: int, steps_: int, start: str = "random") -> float:
    """Images/s of a pretraining on images of this size, after its first steps."""
    count = batch * steps_
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pixels"
        np.random.default_rng(0).integers(0, 256, count * size * size * 3, np.uint8).tofile(file)
        return _child(encoder, start, size, batch, steps_, file, count, size)["speed"]


def peer_speed(encoder: str, size: int, batch: int, minutes: float) -> float:
    """The images/s the peer's own script prints, on the CIFAR folder (its decoding of 32 px pictures is in its favour)."""
    said = _peer(encoder, size, batch, minutes)
    return float(re.search(r"lightly: ([\d.]+) images/s", said).group(1))  # type: ignore[union-attr]


def _peer(encoder: str, size: int, batch: int, minutes: float, *more: str) -> str:
    settings = ["--encoder", encoder, "--size", str(size), "--batch", str(batch), "--minutes", str(minutes), *more]
    command = [sys.executable, str(PEER), str(CIFAR / "unlabeled"), *settings]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def memory() -> list[Row]:
    """What 200,000 images cost over 2,000: the cache is mapped, not loaded; and 4096 at a time over 256: parts."""
    most = {}
    for count in (2_000, 200_000):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "pixels"
            block = np.random.default_rng(0).integers(0, 256, (1000, 64, 64, 3), np.uint8).tobytes()
            with file.open("wb") as out:
                for _ in range(count // 1000):
                    out.write(block)
            most[count] = _child("tiny", "random", 64, 256, min(count // 256, 60), file, count, 64)["memory"]
    more = (most[200_000] - most[2_000]) / 1024
    rows = [at_most("memory of 200,000 images of 64 px over that of 2,000", more, "GiB", 2.0)]
    peak = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pixels"
        np.random.default_rng(0).integers(0, 256, 8192 * 32 * 32 * 3, np.uint8).tofile(file)
        for batch in (256, 4096):
            peak[batch] = _child("efficientnet_lite0", "bundled", 64, batch, 2, file, 8192, 32)["peak"] / 1024
    return [
        *rows,
        at_most("memory of batch 4096 over that of 256, efficientnet_lite0 64 px", peak[4096] / peak[256], "x", 1.25),
    ]


def equal_time(minutes: float) -> list[Row]:
    """The same wall time, encoder, size and batch from random weights; the peer's script judges itself as it judges us."""
    truth = str(CIFAR / "unlabeled.csv")
    said = _peer("tiny", 32, 256, minutes, "--truth", truth)
    theirs = {int(n): float(a) for n, a in re.findall(r"(\d+) labels per class -> ([\d.]+)", said)}
    with Path(truth).open(newline="") as file:
        rows = list(csv.DictReader(file))
    pixels = np.stack([np.asarray(Image.open(CIFAR / "unlabeled" / r["path"]).convert("RGB")) for r in rows])
    ours = judged(_learnt(pixels, minutes), np.array([r["label"] for r in rows]))
    result = []
    for per_class in (10, 100):
        what = f"{minutes:g} minutes, tiny 32 px, {per_class} labels per class"
        result.append(at_least(f"{what}: peer", theirs[per_class], "%", None))
        result.append(at_least(f"{what}: ours", ours[per_class], "%", None))
        result.append(at_least(f"{what}: ours minus the peer's", ours[per_class] - theirs[per_class], "points", 3.0))
    return result


class _Pixels:
    def __init__(self, array: np.ndarray) -> None:
        self._array = array

    def batch(self, indices: np.ndarray) -> np.ndarray:
        return self._array[indices]


def _learnt(pixels: np.ndarray, minutes: float) -> np.ndarray:
    """Embeddings float32 [N, D] after learning on these pixels for so long."""
    machine.set_up_process()
    torch.manual_seed(0)
    spec = PretrainSpec(start="random", encoder="tiny", size=32, batch=256, minutes=minutes, device="cpu")
    encoder = encoders.start_encoder(spec.start, spec.encoder, spec.size)
    everything = np.arange(len(pixels))
    with tempfile.TemporaryDirectory() as folder:
        pretrain(spec, encoder, _Pixels(pixels), everything, Path(folder), ListReporter())
    cpu = torch.device("cpu")
    net = embedding.prepare(encoder.net, cpu)
    parts = embedding.embed(net, encoder.card, _Pixels(pixels), everything, size=32, batch=256, device=cpu)
    return np.concatenate([vectors for _, vectors in parts])


def judged(vectors: np.ndarray, truth: np.ndarray) -> dict[int, float]:
    """Per cent right by the peer script's own protocol: the same labels, held-out fifth, classifier and strengths."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    x = StandardScaler().fit_transform(vectors)
    classes, rest = sorted(set(truth.tolist())), np.arange(len(truth)) % 5 == 4
    found = {}
    for per_class in (10, 100):
        train = np.concatenate([np.flatnonzero((truth == c) & ~rest)[:per_class] for c in classes])
        fits = [LogisticRegression(C=c, max_iter=500).fit(x[train], truth[train]) for c in (0.001, 0.01, 0.1)]
        found[per_class] = 100 * max(fit.score(x[rest], truth[rest]) for fit in fits)
    return found


if __name__ == "__main__":
    sys.exit(main())
