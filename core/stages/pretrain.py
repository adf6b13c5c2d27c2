"""The stage pretrain: from the images of the folder to an encoder that knows their look. Writes encoder.safetensors."""

import dataclasses
import json
import signal
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core import weights
from core.errors import Cancelled, UserError
from core.jobs.manifest import ImageList, Manifest, load_arrays
from core.jobs.reporter import ListReporter, Reporter
from core.jobs.run_folder import DECODING, RunFolder
from core.learn import device as machine
from core.learn import encoders
from core.learn import ranks as processes
from core.learn.course import Outcome
from core.learn.pretraining import Labelled, pretrain
from core.learn.ranks import Ranks
from core.learn.weights import fetch
from core.pixels.cache import cached_side, open_pixels
from core.specs import ENCODER_START, PretrainSpec, embedding_size, from_dict
from core.words import tr

WEIGHTS = "encoder.safetensors"
CHECKPOINTS = "checkpoint"
BUNDLED = "bundled"


def run(spec: PretrainSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Pretrain on the images of the manifest and write the encoder into the run's `folder`.

    Goes on from folder/checkpoint if there is one. epochs = 0 stores the start untrained, to compare with. Downloads ImageNet
    weights if the start needs them, they are not here, and the spec agrees to it. Under torchrun this is process 0; the
    others `follow`. Returns {"encoder": its card, "start", "epochs", "steps", "loss" (None if untrained),
    "images_per_second", "seconds"}.
    """
    ranks = processes.from_environment()
    processes.join(ranks, machine.choose(spec.device, ranks.local))
    try:
        processes.say_text(json.dumps({"folder": str(folder.resolve()), "spec": dataclasses.asdict(spec)}), ranks)
        encoder, outcome = _train(spec, manifest, folder, _UntilTerminated(report) if ranks.count > 1 else report, ranks)
    except BaseException:
        processes.leave(finished=False)
        raise
    processes.leave()
    architecture = encoder.card.architecture
    name = spec.name or f"simclr {architecture} {spec.size} px"
    card = dataclasses.replace(encoder.card, name=name, start=_start_in_words(spec, manifest), size=embedding_size(spec))
    encoders.save(encoder.net, card, folder / WEIGHTS)
    shown = {k: v for k, v in dataclasses.asdict(card).items() if k != "id"}  # the project gives the id
    return {"encoder": shown, "start": card.start, **dataclasses.asdict(outcome)}


def follow(device: str) -> None:
    """What every process but the first does under torchrun: learns from it where the run is, and computes with it."""
    ranks = processes.from_environment()
    processes.join(ranks, machine.choose(device, ranks.local))
    try:
        told = json.loads(processes.say_text("", ranks))
        folder = Path(told["folder"])
        manifest = RunFolder(folder).read_job().manifest
        _train(from_dict(PretrainSpec, told["spec"]), manifest, folder, _UntilTerminated(ListReporter()), ranks)
    except BaseException:
        processes.leave(finished=False)
        raise
    processes.leave()


def _train(
    spec: PretrainSpec, manifest: Manifest, folder: Path, report: Reporter, ranks: Ranks
) -> tuple[encoders.Encoder, Outcome]:
    machine.set_up_process(ranks.local_count)
    machine.choose(spec.device, ranks.local)  # before the decoding: a wrong device should not cost minutes
    architecture = manifest.encoder.architecture if manifest.encoder else spec.encoder
    images = ImageList.load(folder / manifest.images)
    # A bundle holds its own pixels: its cache is the run's folder itself.
    source = (folder / manifest.cache, images, manifest.roots, cached_side(spec.size, images))
    notes = folder / DECODING

    # By one process, so that not all download and decode the same; the start first, since it may not fit.
    ranks.agree(lambda: _fetch_if_needed(spec, manifest, report))
    torch.manual_seed(spec.seed)
    encoder = encoders.start_encoder(_start(spec, manifest, folder), architecture, spec.size)
    ranks.agree(lambda: float(len(open_pixels(*source, report, notes))))
    pixels = open_pixels(*source, report, notes)
    report.note(
        tr(
            "Pretraining {architecture} at {size} px on {count:,} images",
            architecture=architecture,
            size=spec.size,
            count=int(pixels.readable.sum()),
        )
    )
    readable, labelled = np.flatnonzero(pixels.readable), _labelled(manifest, folder, images, pixels.readable)
    try:
        outcome = pretrain(spec, encoder, pixels, readable, folder / CHECKPOINTS, report, labelled, ranks)
    except RuntimeError as error:
        if ranks.count == 1:
            raise
        raise UserError(
            tr(
                "Process {rank} of {count} could not go on, most often since another one ended ({problem}). "
                "The last checkpoint is kept: go on with --resume, with any number of processes.",
                rank=ranks.rank,
                count=ranks.count,
                problem=str(error).splitlines()[0],
            )
        ) from error
    return encoder, outcome


def _labelled(manifest: Manifest, folder: Path, images: ImageList, readable: np.ndarray) -> Labelled | None:
    """The labels there are, only to see how the embeddings fare. None: none."""
    if not manifest.labels:
        return None
    labels = load_arrays(folder / manifest.labels)
    _, places, rows = np.intersect1d(images.ids, labels["ids"], return_indices=True)
    kept = readable[places]
    return Labelled(places[kept], labels["classes"][rows[kept]])


class _UntilTerminated:
    """Passes everything on, and ends the run between two steps when the system asks for it (SIGTERM: torchrun when another
    process ended, a cluster that wants its machine back): half a step would spoil the checkpoint."""

    def __init__(self, inner: Reporter) -> None:
        self._inner, self._asked = inner, False
        signal.signal(signal.SIGTERM, self._note)

    def progress(self, step: int, total: int, **metrics: float) -> None:
        if self._asked:
            raise Cancelled
        self._inner.progress(step, total, **metrics)

    def metric(self, step: int, **values: float) -> None:
        self._inner.metric(step, **values)

    def part(self, name: str) -> None:
        self._inner.part(name)

    def note(self, text: str) -> None:
        self._inner.note(text)

    def _note(self, _number: int, _frame: object) -> None:
        self._asked = True


def _fetch_if_needed(spec: PretrainSpec, manifest: Manifest, report: Reporter) -> float:
    """Returns 0.0, for `Ranks.agree`."""
    # Before the seed is set: reading new weights draws random numbers, and must not change what is learnt.
    card = None if manifest.weights else weights.needed(spec.start, spec.encoder, spec.size)
    if card is not None:
        fetch(card, report, agreed=spec.download)
    return 0.0


def _start(spec: PretrainSpec, manifest: Manifest, folder: Path) -> str:
    """The start for `start_encoder`."""
    if manifest.weights:
        return str(folder / manifest.weights)
    # The only encoder of a project without weights of its own is the one that comes with the program.
    return BUNDLED if manifest.encoder else spec.start


def _start_in_words(spec: PretrainSpec, manifest: Manifest) -> str:
    """What the card says the encoder came from: an encoder by its name (an id means nothing elsewhere), a file without path."""
    if manifest.encoder is None:
        return Path(spec.start).name
    return f"{ENCODER_START}{manifest.encoder.name}" if manifest.weights else BUNDLED
