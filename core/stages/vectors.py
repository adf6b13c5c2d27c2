"""Embeddings for a classifier: those the project has, and the rest computed from pixels with the same preprocessing."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import nn

from core.jobs.manifest import ImageList, Manifest, load_arrays
from core.jobs.reporter import Reporter
from core.jobs.run_folder import DECODING
from core.learn import embedding
from core.learn.classifier import half
from core.pixels.cache import Pixels, cached_side, open_pixels
from core.records import EncoderCard


def stored(manifest: Manifest, folder: Path, images: ImageList, width: int) -> tuple[np.ndarray, np.ndarray]:
    """For each of `images`: its embedding float16 [N, width] from the manifest, and whether there is one, bool [N]."""
    vectors, known = np.zeros((len(images), width), np.float16), np.zeros(len(images), bool)
    if manifest.embeddings:
        arrays = load_arrays(folder / manifest.embeddings)
        _, here, there = np.intersect1d(images.ids, arrays["ids"], return_indices=True)
        vectors[here], known[here] = arrays["vectors"][there], True
    return vectors, known


def pixels_of(
    manifest: Manifest,
    images: ImageList,
    size: int,
    report: Reporter,
    run: Path | None = None,
    partly: bool = False,
) -> Pixels:
    """The pixels of `images`, which lie in the project's folders, for a network of this size in px. `run`: the folder of
    the run, where it is noted what is being decoded; `partly` as in `open_pixels`."""
    notes = run / DECODING if run is not None else None
    return open_pixels(Path(manifest.cache), images, manifest.roots, cached_side(size, images), report, notes, partly)


def compute(
    net: nn.Module,
    card: EncoderCard,
    pixels: Pixels,
    indices: np.ndarray,
    batch: int,
    device: torch.device,
    report: Reporter,
) -> np.ndarray:
    """float16 [n, card.width]: embeddings of the (readable) images at `indices`. Reports progress per batch."""
    net = embedding.prepare(net, device)
    out = np.empty((len(indices), card.width), np.float16)
    done, began = 0, time.monotonic()
    found = embedding.embed(net, card, pixels, indices, size=card.size, batch=batch, device=device, said=report.note)
    for _, part in found:
        embedding.check_numbers(card, part)
        out[done : done + len(part)] = half(part)
        done += len(part)
        report.progress(done, len(indices), images_per_second=done / max(time.monotonic() - began, 1e-6))
    return out


def complete(
    vectors: np.ndarray,
    known: np.ndarray,
    pixels: Callable[[], Pixels],
    fresh: Callable[[Pixels, np.ndarray], np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """`stored` embeddings, with those that are missing computed by `fresh` where the image can be read.

    No pixel is touched if none is missing.
    """
    if known.all():
        return vectors, known
    source = pixels()
    todo = np.flatnonzero(~known & source.readable)
    if len(todo):
        vectors[todo] = fresh(source, todo)
        known = known | source.readable
    return vectors, known
