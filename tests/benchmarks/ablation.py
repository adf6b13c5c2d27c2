"""Which loss, temperature and batch: {NT-Xent, DCL} x temperature {0.1, 0.2, 0.5} x batch {64, 256} for the same work.

    python -m tests.benchmarks.ablation [--minutes 2 | --images 6000] [--start random | bundled] [--on cifar digits]

From random weights `tiny` learns at 32 px; from the bundled encoder EfficientNet-Lite0 at its default size. Every cell
learns for the same wall time, or on the same number of images (the same time on a quiet machine, and fair on a busy one), with
the optimiser and rate that go with its batch by default, and is judged by the program's own regression with 10 labels per
class, five draws, on images that were not labelled. Prints Markdown. Needs the CIFAR folder beside the project.
"""

import argparse
import itertools
import sys
from dataclasses import replace
from typing import Any

import numpy as np

from core.learn import candidates
from core.learn import device as machine
from core.specs import PRESETS, PretrainSpec, embedding_size
from tests.benchmarks.few_labels import Part, drawn, embedded, learnt, read_digits

LOSSES, TEMPERATURES, BATCHES = ("ntxent", "dcl"), (0.1, 0.2, 0.5), (64, 256)
DRAWS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--images", type=int, help="seen by each cell, instead of the minutes")
    parser.add_argument("--start", choices=("random", "bundled"), default="random")
    parser.add_argument("--on", nargs="+", choices=("cifar", "digits"), default=("cifar", "digits"))
    options = parser.parse_args()
    machine.set_up_process()
    for name in options.on:
        part = Part.read("unlabeled") if name == "cifar" else read_digits()
        fixed = {"start": "random", "encoder": "tiny", "size": 32} if options.start == "random" else {}
        fixed |= PRESETS["documents" if name == "digits" else "photos"]
        spec = PretrainSpec(device="cpu", **fixed, **_length(options, len(part.classes)))
        length = f"{options.minutes:g} minutes" if options.images is None else f"{options.images:,} images"
        print(f"\n{name}, {options.start}, {length}: % right with 10 labels per class\n", flush=True)
        print("| loss | batch | " + " | ".join(f"temperature {t:g}" for t in TEMPERATURES) + " |\n" + "|---" * 5 + "|")
        for loss, batch in itertools.product(LOSSES, BATCHES):
            specs = [replace(spec, loss=loss, batch=batch, temperature=t) for t in TEMPERATURES]
            cells = [_right(part, spec) for spec in specs]
            print(f"| {loss} | {batch} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |", flush=True)
    return 0


def _length(options: argparse.Namespace, images: int) -> dict[str, Any]:
    if options.images is None:
        return {"minutes": options.minutes}
    return {"epochs": max(1, round(options.images / images))}


def _right(part: Part, spec: PretrainSpec) -> float:
    net, card = learnt(spec, part)
    vectors = embedded(net, card, part, embedding_size(spec))
    found = []
    for draw in range(DRAWS):
        places = drawn(part.classes, 10, draw)
        rest = np.setdiff1d(np.arange(len(part.classes)), places)
        start = candidates.fit_head(vectors, vectors[places], part.classes[places], 10)
        found.append(100 * start.right(vectors[rest], part.classes[rest]))
    return float(np.mean(found))


if __name__ == "__main__":
    sys.exit(main())
