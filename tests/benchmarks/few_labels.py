"""What the promise is worth: accuracy with few labels after SimCLR, against supervised learning and against the start alone.

    python -m tests.benchmarks.few_labels [--scratch MINUTES] [--bundled MINUTES] [--elsewhere MINUTES [--on digits photos]]
                                          [--ladder MINUTES]

`--scratch`: `tiny` at 32 px from random weights, fine-tuned, against the same network trained on the labels alone (as long as
helps: the best of several rates, by the test images, which favours it). `--bundled`: the defaults from the bundled encoder, by
logistic regression on the embeddings, against the same encoder untouched. `--elsewhere`: the defaults on the digits and on a
hundred photos, and what the program's own comparison says of it. Labels for these: 2, 10 or 100 per class of the CIFAR folder,
three draws; 2,000 test images. `--ladder`: suggestions, spread labels, honest numbers (ladder.py and trust.py here), on the
bundled encoder and after so many minutes of SimCLR. Needs the CIFAR folder beside the project (shared/). Nothing else should
run meanwhile.
"""

import argparse
import copy
import csv
import dataclasses
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional

from core.classify import comparison
from core.classify.logistic import unit
from core.jobs.reporter import ListReporter
from core.learn import augment, candidates, embedding, encoders, finetuning, schedule
from core.learn import device as machine
from core.learn.finetuning import Head, Labelled
from core.learn.pretraining import pretrain
from core.pixels.decode import decode, to_square
from core.records import EncoderCard
from core.sample import write_digits
from core.specs import PRESETS, FinetuneSpec, PretrainSpec, embedding_size
from tests.benchmarks import ladder, trust

CIFAR = Path(__file__).resolve().parents[3] / "shared" / "data" / "cifar10"
CPU = torch.device("cpu")
ELSEWHERE = ("digits", "digits as documents", "photos")
DRAWS = 3
SCRATCH_EPOCHS = {10: 300, 100: 60}  # of the labels: about 1,000 steps of 32 to 64 images, after which nothing is gained
SCRATCH_RATES = (0.02, 0.05, 0.1)
FINETUNE_EPOCHS = {10: 60, 100: 30}  # the paper's, for 1 and 10 % of the labels (B.5)


@dataclass(frozen=True)
class Part:
    """Images uint8 [N, 32, 32, 3] and classes int64 [N]."""

    pixels: np.ndarray
    classes: np.ndarray

    def batch(self, indices: np.ndarray) -> np.ndarray:
        return self.pixels[indices]

    @classmethod
    def read(cls, name: str) -> "Part":
        with (CIFAR / f"{name}.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        pixels = np.stack([np.asarray(Image.open(CIFAR / name / r["path"]).convert("RGB")) for r in rows])
        return cls(pixels, np.unique([r["label"] for r in rows], return_inverse=True)[1])


def read_digits() -> Part:
    """scikit-learn's digits, as the sample project shows them."""
    with tempfile.TemporaryDirectory() as folder:
        with write_digits(Path(folder)).open(newline="") as file:
            rows = list(csv.DictReader(file))
        pixels = np.stack([to_square(decode(Path(folder) / "digits" / row["path"]), 32) for row in rows])
    return Part(pixels, np.unique([row["label"] for row in rows], return_inverse=True)[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scratch", type=float, metavar="MINUTES")
    parser.add_argument("--bundled", type=float, metavar="MINUTES")
    parser.add_argument("--elsewhere", type=float, metavar="MINUTES", help="for each of three runs")
    parser.add_argument("--on", nargs="+", choices=ELSEWHERE, default=ELSEWHERE, help="which of --elsewhere")
    parser.add_argument("--ladder", type=float, metavar="MINUTES", help="of SimCLR; 0: the bundled encoder alone")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    machine.set_up_process()
    every, test = Part.read("unlabeled"), Part.read("test")
    rows = from_scratch(every, test, options.scratch) if options.scratch is not None else []
    rows += from_bundled(every, test, options.bundled) if options.bundled is not None else []
    rows += elsewhere(options.elsewhere, options.on) if options.elsewhere is not None else []
    rows += from_few(every, test, options.ladder) if options.ladder is not None else []
    if options.json:
        print(json.dumps(rows))
    return 0


def say(**values: object) -> dict[str, object]:
    print("  ".join(f"{k} {v:.2f}" if isinstance(v, float) else f"{k} {v}" for k, v in values.items()), flush=True)
    return values


def drawn(classes: np.ndarray, per_class: int, draw: int) -> np.ndarray:
    """Places int64 [n] of so many labels of each class."""
    rng = np.random.default_rng(draw)
    return np.concatenate([rng.permutation(np.flatnonzero(classes == c))[:per_class] for c in np.unique(classes)])


def learnt(spec: PretrainSpec, every: Part) -> tuple[nn.Module, EncoderCard]:
    torch.manual_seed(spec.seed)
    encoder = encoders.start_encoder(spec.start, spec.encoder, spec.size)
    with tempfile.TemporaryDirectory() as folder:
        out = pretrain(spec, encoder, every, np.arange(len(every.classes)), Path(folder), ListReporter())
    say(learnt=spec.start, images_per_second=out.images_per_second, images=out.steps * spec.batch, loss=out.loss)
    return embedding.prepare(encoder.net, CPU), encoder.card


def embedded(net: nn.Module, card: EncoderCard, part: Part, size: int) -> np.ndarray:
    found = embedding.embed(net, card, part, np.arange(len(part.classes)), size=size, batch=64, device=CPU)
    return np.concatenate([vectors for _, vectors in found])


# From random weights


def from_scratch(every: Part, test: Part, minutes: float) -> list[dict[str, object]]:
    spec = PretrainSpec(start="random", encoder="tiny", size=32, batch=256, minutes=minutes, device="cpu")
    net, card = learnt(spec, every)
    vectors, rows = embedded(net, card, every, 32), []
    for per_class in (10, 100):
        tuned, frozen, alone = [], [], []
        for draw in range(DRAWS):
            places = drawn(every.classes, per_class, draw)
            start = candidates.fit_head(vectors, vectors[places], every.classes[places], 10)
            frozen.append(100 * start.right(embedded(net, card, test, 32), test.classes))
            head = Head(start.head, finetuning.START_TEMPERATURE)
            settings = FinetuneSpec(epochs=FINETUNE_EPOCHS[per_class], device="cpu")
            labelled = Labelled(every, places, every.classes[places])
            made, head = finetuning.train(net, head, card, labelled, settings, CPU, ListReporter())
            logits = head.cpu().model().logits(unit(embedded(made, card, test, 32)))
            tuned.append(100 * float((logits.argmax(1) == test.classes).mean()))
            alone.append([supervised(card, every, places, test, per_class, rate) for rate in SCRATCH_RATES])
        best = max(np.mean(alone, axis=0))
        rows.append(
            say(
                labels_per_class=per_class,
                linear=float(np.mean(frozen)),
                fine_tuned=float(np.mean(tuned)),
                supervised_from_scratch=float(best),
                times=float(np.mean(tuned) / best),
                required={10: 1.35, 100: 1.10}[per_class],
            )
        )
    return rows


def supervised(card: EncoderCard, every: Part, places: np.ndarray, test: Part, per_class: int, rate: float) -> float:
    """Per cent right of the same network, from random weights, on the labels alone: SGD, crops, flips, cosine."""
    torch.manual_seed(0)
    body, width = encoders.build(card.architecture, 32)
    net = nn.Sequential(body, nn.Linear(width, 10)).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimiser = torch.optim.SGD(net.parameters(), rate, momentum=0.9, nesterov=True, weight_decay=5e-4)
    recipe = augment.Recipe(32, crop_min=0.3, colour_chance=0, grey_chance=0, blur_chance=0)
    generator, rng = torch.Generator().manual_seed(0), np.random.default_rng(0)
    mean, std = (torch.tensor(values).view(3, 1, 1) for values in (card.mean, card.std))
    batch = min(64, len(places) // 2)
    steps = SCRATCH_EPOCHS[per_class] * (len(places) // batch)
    step = 0
    while step < steps:
        order = rng.permutation(places)
        for first in range(0, len(order) - batch + 1, batch):
            rows = order[first : first + batch]
            x = augment.view(torch.from_numpy(every.pixels[rows]), recipe, augment.draw(len(rows), generator))
            with machine.autocast(CPU):
                logits = net(((x - mean) / std).contiguous(memory_format=torch.channels_last))
            loss = functional.cross_entropy(logits.float(), torch.from_numpy(every.classes[rows]))
            for group in optimiser.param_groups:
                group["lr"] = rate * schedule.cosine((step + 0.5) / steps, 0.05)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            step += 1
    trained = embedding.prepare(copy.deepcopy(net), CPU)
    return 100 * float((embedded(trained, card, test, 32).argmax(1) == test.classes).mean())


# From the bundled encoder


def from_bundled(every: Part, test: Part, minutes: float) -> list[dict[str, object]]:
    spec = PretrainSpec(minutes=minutes, device="cpu")
    rows = []
    for kind, used in (("frozen", PretrainSpec(epochs=0, device="cpu")), ("SimCLR", spec)):
        net, card = learnt(used, every)
        for size in (embedding_size(spec), embedding_size(spec) + 32):
            began = time.monotonic()
            x, y = embedded(net, card, every, size), embedded(net, card, test, size)
            seconds = time.monotonic() - began
            rows.append(say(encoder=kind, embedded_at=size, seconds=seconds, **few(x, every.classes, y, test.classes)))
    return rows


def few(x: np.ndarray, classes: np.ndarray, y: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Per cent right by labels per class: the program's own regression at its usual strength, and sklearn's on standardised
    embeddings at the best of three strengths."""
    found = {}
    for per_class in (2, 10, 100):
        ours, theirs = [], []
        for draw in range(DRAWS):
            places = drawn(classes, per_class, draw)
            ours.append(100 * candidates.fit_head(x, x[places], classes[places], 10).right(y, truth))
            theirs.append(_sklearn(x, places, classes[places], y, truth))
        found[f"at_{per_class}"] = float(np.mean(ours))
        found[f"at_{per_class}_sklearn"] = float(np.max(np.mean(theirs, axis=0)))
    return found


def _sklearn(x: np.ndarray, places: np.ndarray, classes: np.ndarray, y: np.ndarray, truth: np.ndarray) -> Sequence[float]:
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(0), x.std(0) + 1e-6
    a, b = (x[places] - mean) / scale, (y - mean) / scale
    # The weights of a ridge lie in the span of what it saw: the same fit in as many directions as there are labels.
    span = np.linalg.qr(a.T)[0] if len(a) < a.shape[1] else np.eye(a.shape[1])
    fits = [LogisticRegression(C=c, max_iter=500).fit(a @ span, classes) for c in (0.001, 0.003, 0.01)]
    return [100 * float(fit.score(b @ span, truth)) for fit in fits]


# Suggestions and the ladder


def from_few(every: Part, test: Part, minutes: float) -> list[dict[str, object]]:
    digits = read_digits()
    folders = []
    for name, spec in (
        ("frozen", PretrainSpec(epochs=0, device="cpu")),
        ("adapted", PretrainSpec(minutes=minutes, device="cpu")),
    ):
        if name == "adapted" and not minutes:
            continue
        net, card = learnt(spec, every)
        vectors = [embedded(net, card, part, 128) for part in (every, test)]
        folders.append(ladder.Folder(f"CIFAR, {name}", vectors[0], every.classes, vectors[1], test.classes))
        if name == "frozen":
            folders.append(ladder.Folder("digits, frozen", embedded(net, card, digits, 128), digits.classes))
    return ladder.run(folders, say) + trust.run(folders, say)


# Where it might not help


def elsewhere(minutes: float, names: Sequence[str]) -> list[dict[str, object]]:
    """Does it harm, and is it then discarded? The digits, as they are and as a user would call them; photos without labels."""
    digits = read_digits()
    files = sorted((CIFAR.parent / "photos").iterdir())
    photos = Part(np.stack([to_square(decode(file), 128) for file in files]), np.full(len(files), -1))
    rows = []
    folders = {"digits": (digits, "photos"), "digits as documents": (digits, "documents"), "photos": (photos, "photos")}
    for name in names:
        part, preset = folders[name]
        spec = PretrainSpec(minutes=minutes, device="cpu", **PRESETS[preset])
        vectors = []
        for used in (dataclasses.replace(spec, minutes=None, epochs=0), spec):
            net, card = learnt(used, part)
            vectors.append(embedded(net, card, part, embedding_size(spec)))
        for draw in range(DRAWS if part is digits else 1):
            rows.append(say(folder=name, **_compared(vectors[0], vectors[1], part.classes, draw)))
    return rows


def _compared(before: np.ndarray, after: np.ndarray, classes: np.ndarray, draw: int) -> dict[str, object]:
    """What is said with 10 labels per class (without any: -1), and what is true of the rest."""
    labels, true = np.full(len(classes), -1), {}
    if classes.min() >= 0:
        places = drawn(classes, 10, draw)
        labels[places] = classes[places]
        rest = labels < 0
        for name, x in (("before", before), ("after", after)):
            start = candidates.fit_head(x, x[places], classes[places], int(classes.max()) + 1)
            true[f"true_{name}"] = 100 * start.right(x[rest], classes[rest])
    found = comparison.compare(before, after, labels)
    return {"chosen": found.chosen, **true, "said": found.sentence}


if __name__ == "__main__":
    sys.exit(main())
