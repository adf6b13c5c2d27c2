"""The stage pretrain: from the images of the folder to an encoder that knows their look. Writes encoder.safetensors."""

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.jobs.manifest import ImageList, Manifest
from core.jobs.reporter import Reporter
from core.learn import device as machine
from core.learn import encoders
from core.learn.pretraining import pretrain
from core.pixels.cache import cached_side, open_pixels
from core.specs import PretrainSpec

WEIGHTS = "encoder.safetensors"
CHECKPOINTS = "checkpoint"


def run(spec: PretrainSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Pretrain on the images of the manifest and write the encoder into the run's `folder`.

    Goes on from folder/checkpoint if there is one. epochs = 0 stores the start untrained, to compare with. Returns
    {"encoder": its card, "start", "epochs", "steps", "loss" (None if untrained), "images_per_second", "seconds"}.
    """
    machine.set_threads()
    machine.choose(spec.device)  # before the decoding: a wrong device should not cost minutes
    torch.manual_seed(spec.seed)
    start = str(folder / manifest.weights) if manifest.weights else spec.start
    encoder = encoders.start_encoder(start, spec.encoder, spec.size)
    images = ImageList.load(folder / manifest.images)
    # A bundle holds its own pixels: its cache is the run's folder itself.
    pixels = open_pixels(folder / manifest.cache, images, Path(manifest.folder), cached_side(spec.size, images), report)
    report.note(f"Pretraining {spec.encoder} at {spec.size} px on {int(pixels.readable.sum())} images")
    outcome = pretrain(spec, encoder, pixels, np.flatnonzero(pixels.readable), folder / CHECKPOINTS, report)
    name = spec.name or f"simclr {spec.encoder} {spec.size} px"
    card = dataclasses.replace(encoder.card, name=name, start=Path(spec.start).name)
    encoders.save(encoder.net, card, folder / WEIGHTS)
    shown = {k: v for k, v in dataclasses.asdict(card).items() if k != "id"}  # the project gives the id
    return {"encoder": shown, "start": card.start, **dataclasses.asdict(outcome)}
