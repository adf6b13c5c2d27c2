"""A small project as a run folder sees it: pictures on the disk, a tiny random encoder, their embeddings, some labels."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from core.jobs.manifest import ImageList, Manifest
from core.jobs.reporter import ListReporter
from core.learn import encoders
from core.learn.classifier import half
from core.pixels.scan import scan
from core.records import EncoderCard
from core.stages import vectors

SIDE = 32
CARD = EncoderCard(7, "small", "tiny", "random", SIDE, 256)
NAMES = ("up", "down", "never")


@dataclass(frozen=True)
class Small:
    """`truth` int64 [N] belongs to `images` in their order; ids are 100, 101, ..."""

    manifest: Manifest
    run: Path
    images: ImageList
    truth: np.ndarray


def pictures(folder: Path, count: int, seed: int = 0, strange: int = 0) -> None:
    """Noise with a bright half: up (even numbers) or down (odd ones); the last `strange` have stripes instead."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(seed)
    for i in range(count):
        x = rng.integers(0, 60, (SIDE, SIDE, 3)).astype(np.uint8)
        colour = rng.integers(60, 180, 3).astype(np.uint8)
        if i < count - strange:
            x[16 * (i % 2) : 16 * (i % 2) + 16] += colour
        else:
            x[:, np.arange(SIDE) // 4 % 2 == 1] += colour
        Image.fromarray(x).save(folder / f"{i:04d}.png")


def make(root: Path, count: int = 40, labels: int = 20, strange: int = 0) -> Small:
    """A project of `count` pictures in `root`, the first `labels` of them labelled, the last `strange` of another kind."""
    pictures(root / "pictures", count, strange=strange)
    run = root / "run"
    run.mkdir()
    found, _ = scan(root / "pictures", ListReporter())
    images = ImageList(found.ids + 100, *(getattr(found, n) for n in list(found.__dataclass_fields__)[1:]))
    images.save(run / "images.npz")
    truth = np.array([int(Path(p).stem) % 2 for p in images.paths])
    torch.manual_seed(0)
    net = encoders.build("tiny", SIDE)[0]
    encoders.save(net, CARD, run / "encoder.safetensors")
    manifest = Manifest(
        str(root / "pictures"), str(root / "cache"), "images.npz", CARD, "encoder.safetensors", "embeddings.npz", "labels.npz"
    )
    manifest = Manifest(**{**manifest.__dict__, "class_ids": (1, 2, 3), "class_names": NAMES})
    report = ListReporter()
    pixels = vectors.pixels_of(manifest, images, SIDE, report)
    h = vectors.compute(net, CARD, pixels, np.arange(count), 16, torch.device("cpu"), report)
    np.savez(run / "embeddings.npz", ids=images.ids, vectors=half(h))
    np.savez(run / "labels.npz", ids=images.ids[:labels], classes=truth[:labels])
    return Small(manifest, run, images, truth)
