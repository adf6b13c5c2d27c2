"""The stage embed: h = f(x) for every image, handed over part by part, each with a first place in the plane (PCA)."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.errors import UserError
from core.jobs.manifest import ImageList, Manifest
from core.jobs.reporter import Reporter
from core.jobs.run_folder import DECODING
from core.learn import device as machine
from core.learn import encoders
from core.learn.embedding import check_numbers, embed, prepare
from core.pixels.cache import cached_side, open_pixels
from core.specs import EmbedSpec
from core.words import tr

LARGEST = float(np.finfo(np.float16).max)


@dataclass(frozen=True)
class Plane:
    """Two principal components: mean float32 [D], axes float32 [D, 2]."""

    mean: np.ndarray
    axes: np.ndarray

    def place(self, vectors: np.ndarray) -> np.ndarray:
        """float32 [n, 2] of vectors [n, D]."""
        xy: np.ndarray = ((vectors - self.mean) @ self.axes).astype(np.float32)
        return xy


def run(spec: EmbedSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Embed the readable images of the manifest and write embeddings-00000.npz, ... into the run's `folder`.

    Each part has ids int64 [n], vectors float16 [n, D], xy float32 [n, 2]. Images come in a fixed random order, so that
    the first part is a fair sample: the plane is fitted to it and serves all parts, and no place jumps later. Returns
    {"images", "images_per_second" (steady state), "unreadable", "seconds", "size"}. UserError if no image can be read.
    """
    assert manifest.encoder is not None, "the workflow gives an encoder"
    began = time.monotonic()
    machine.set_up_process()
    device, card = machine.choose(spec.device), manifest.encoder
    size = card.size if spec.size is None else spec.size
    images = ImageList.load(folder / manifest.images)
    if not len(images):
        raise UserError(tr("There are no images to embed. Choose a folder with images first."))
    net = prepare(encoders.load(card, folder / manifest.weights if manifest.weights else None), device)
    side = cached_side(size, images)
    pixels = open_pixels(Path(manifest.cache), images, manifest.roots, side, report, folder / DECODING, partly=True)
    order = np.random.default_rng(0).permutation(np.flatnonzero(pixels.readable))
    if not len(order):
        raise UserError(
            tr("None of the {count} images can be read. Look at the reasons on the Images page.", count=len(images))
        )
    report.note(tr("Embedding {count} images at {size} px", count=len(order), size=size))
    parts = _Parts(spec, folder, images.ids, len(order), report)
    for indices, vectors in embed(net, card, pixels, order, size=size, batch=spec.batch, device=device, said=report.note):
        check_numbers(card, vectors)
        parts.add(indices, vectors)
    return {
        "images": len(order),
        "images_per_second": parts.images_per_second(),
        "unreadable": len(images) - len(order),
        "seconds": time.monotonic() - began,
        "size": size,
    }


def fit_plane(vectors: np.ndarray) -> Plane:
    """The plane of the two largest principal components of float32 [n, D]; an axis that n or D cannot fill is 0.

    The sign of an axis is arbitrary: its largest entry is made positive, so that a repeated run gives the same map.
    """
    mean = vectors.mean(0)
    # torch's SVD: it uses the threads given to this process, numpy's may use all.
    axes = torch.linalg.svd(torch.from_numpy(vectors - mean), full_matrices=False).Vh[:2].numpy().T  # [D, <= 2]
    signs = np.sign(axes[np.abs(axes).argmax(0), np.arange(axes.shape[1])])
    filled = np.zeros((vectors.shape[1], 2), np.float32)
    filled[:, : axes.shape[1]] = axes * signs
    return Plane(mean, filled)


class _Parts:
    """Gathers batches into parts, writes each whole, and keeps the time."""

    def __init__(self, spec: EmbedSpec, folder: Path, ids: np.ndarray, total: int, report: Reporter) -> None:
        self._spec, self._folder, self._ids, self._total, self._report = spec, folder, ids, total, report
        self._indices: list[np.ndarray] = []
        self._vectors: list[np.ndarray] = []
        self._plane: Plane | None = None
        self._count = self._done = self._first = 0
        self._started = self._began = time.monotonic()

    def add(self, indices: np.ndarray, vectors: np.ndarray) -> None:
        self._indices.append(indices)
        self._vectors.append(vectors)
        self._done += len(indices)
        if not self._first:  # the first batch takes memory and chooses kernels: the steady state begins after it
            self._first, self._began = len(indices), time.monotonic()
        limit = self._spec.part if self._count else self._spec.first
        if sum(map(len, self._indices)) >= limit or self._done == self._total:
            self._write()
        self._report.progress(self._done, self._total, images_per_second=self.images_per_second())

    def images_per_second(self) -> float:
        """Of the steady state; of all there was where that is one batch."""
        steady = self._done > self._first
        done, began = (self._done - self._first, self._began) if steady else (self._done, self._started)
        return done / max(time.monotonic() - began, 1e-6)

    def _write(self) -> None:
        indices, vectors = np.concatenate(self._indices), np.concatenate(self._vectors)
        self._plane = self._plane or fit_plane(vectors)
        name = f"embeddings-{self._count:05d}.npz"
        temporary = self._folder / f"unfinished-{name}"
        half = vectors.clip(-LARGEST, LARGEST).astype(np.float16)
        np.savez(temporary, ids=self._ids[indices], vectors=half, xy=self._plane.place(vectors))
        temporary.replace(self._folder / name)
        self._indices, self._vectors, self._count = [], [], self._count + 1
        self._report.part(name)
