"""Classify images with a stored classifier: the project's own, or those of another folder, prepared as in training."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from core.jobs.manifest import ImageList, Manifest
from core.jobs.reporter import Reporter
from core.learn import classifier as classifiers
from core.learn import device as machine
from core.pixels.cache import Pixels
from core.specs import PredictSpec
from core.stages import foreign
from core.stages import vectors as embeddings
from core.stages.files import write_arrays
from core.words import tr


def run(spec: PredictSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Write predictions.npz {ids int64 [n], probabilities float16 [n, C] (float32 for another folder), familiar float32 [n] in
    0..1} of every readable image; without `familiar` if the classifier cannot tell strangers.

    For another folder also images.npz (its ImageList, ids from 0) and unreadable.json [{path, reason}]. Returns {"images": n,
    "images_per_second", "unreadable": k}. UserError if the folder is not there or holds no readable image.
    """
    machine.set_up_process()
    classifier = classifiers.load(folder / manifest.classifier)
    if spec.folder:
        found = foreign.predict(spec, manifest, folder, classifier, report)
        found.save(folder)
        done, lost, seconds = len(found.images), len(found.unreadable), found.seconds
    else:
        done, lost, seconds = _own(spec, manifest, folder, classifier, report)
    return {"images": done, "images_per_second": round(done / seconds, 1), "unreadable": lost}


def write_predictions(folder: Path, classifier: classifiers.Classifier, ids: np.ndarray, vectors: np.ndarray) -> None:
    """predictions.npz of images `ids` int64 [n] with embeddings [n, D] under the classifier's network."""
    arrays = {"ids": ids, "probabilities": classifier.probabilities(vectors).astype(np.float16)}
    familiar = classifier.familiar(vectors)
    if familiar is not None:
        arrays["familiar"] = familiar
    write_arrays(folder / "predictions.npz", **arrays)


def _own(
    spec: PredictSpec, manifest: Manifest, folder: Path, classifier: classifiers.Classifier, report: Reporter
) -> tuple[int, int, float]:
    """The project's images: how many were classified, how many not, and in how many seconds."""
    images = ImageList.load(folder / manifest.images)
    report.note(tr("Predicting"))
    began = time.monotonic()
    vectors, known = _vectors(spec, manifest, folder, classifier, images, report)
    write_predictions(folder, classifier, images.ids[known], vectors[known])
    return int(known.sum()), int((~known).sum()), max(time.monotonic() - began, 1e-6)


def _vectors(
    spec: PredictSpec,
    manifest: Manifest,
    folder: Path,
    classifier: classifiers.Classifier,
    images: ImageList,
    report: Reporter,
) -> tuple[np.ndarray, np.ndarray]:
    """float16 [N, D] under the classifier's network, and which images have one, bool [N]."""
    card = classifier.encoder
    # The project's embeddings are those of the frozen encoder: a fine-tuned one needs pixels.
    usable = classifier.mode == "linear"
    vectors, known = embeddings.stored(manifest if usable else Manifest("", ""), folder, images, card.width)

    def fresh(pixels: Pixels, todo: np.ndarray) -> np.ndarray:
        net = classifier.build_network(folder / manifest.weights if manifest.weights else None)
        return embeddings.compute(net, card, pixels, todo, spec.batch, machine.choose(spec.device), report)

    def pixels() -> Pixels:
        return embeddings.pixels_of(manifest, images, card.size, report, run=folder, partly=True)

    return embeddings.complete(vectors, known, pixels, fresh)
