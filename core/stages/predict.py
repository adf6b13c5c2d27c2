"""Classify images with a stored classifier: the project's own, or those of another folder, prepared as in training."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import UserError
from core.jobs.manifest import ImageList, Manifest, write_json
from core.jobs.reporter import Reporter
from core.jobs.run_folder import DECODING
from core.learn import classifier as classifiers
from core.learn import device as machine
from core.pixels.cache import Pixels
from core.pixels.scan import reason_of, scan
from core.specs import PredictSpec
from core.stages import vectors as embeddings
from core.stages.files import write_arrays
from core.words import tr


def run(spec: PredictSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Write predictions.npz {ids int64 [n], probabilities float16 [n, C], familiar float32 [n] in 0..1} of every readable
    image; without `familiar` if the classifier cannot tell strangers.

    For another folder also images.npz (its ImageList, ids from 0) and unreadable.json [{path, reason}]. Returns {"images": n,
    "images_per_second", "unreadable": k}. UserError if the folder is not there or holds no readable image.
    """
    machine.set_up_process()
    classifier = classifiers.load(folder / manifest.classifier)
    images, unreadable = _images(spec, manifest, folder, report)
    report.note(tr("Predicting"))
    began = time.monotonic()
    vectors, known = _vectors(spec, manifest, folder, classifier, images, report)
    write_predictions(folder, classifier, images.ids[known], vectors[known])
    seconds = max(time.monotonic() - began, 1e-6)
    if spec.folder:
        root = Path(spec.folder)
        unreadable += [{"path": p, "reason": reason_of(root, p)} for p in images.take(np.flatnonzero(~known)).paths]
        images = images.take(np.flatnonzero(known))
        images.save(folder / "images.npz")
        write_json(folder / "unreadable.json", unreadable)
        if not len(images):
            raise UserError(tr("There is no readable image in {folder}. Choose another folder.", folder=spec.folder))
    done, lost = int(known.sum()), len(unreadable) if spec.folder else int((~known).sum())
    return {"images": done, "images_per_second": round(done / seconds, 1), "unreadable": lost}


def write_predictions(folder: Path, classifier: classifiers.Classifier, ids: np.ndarray, vectors: np.ndarray) -> None:
    """predictions.npz of images `ids` int64 [n] with embeddings [n, D] under the classifier's network."""
    arrays = {"ids": ids, "probabilities": classifier.probabilities(vectors).astype(np.float16)}
    familiar = classifier.familiar(vectors)
    if familiar is not None:
        arrays["familiar"] = familiar
    write_arrays(folder / "predictions.npz", **arrays)


def _images(spec: PredictSpec, manifest: Manifest, folder: Path, report: Reporter) -> tuple[ImageList, list[dict[str, str]]]:
    """What to classify, and which files of another folder are no pictures."""
    if not spec.folder:
        return ImageList.load(folder / manifest.images), []
    report.note(tr("Looking through the folder"))
    images, bad = scan(Path(spec.folder), report, folder / DECODING)
    return images, [{"path": image.path, "reason": image.reason} for image in bad]


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
    # The project's embeddings are those of the frozen encoder: a fine-tuned one and another folder need pixels.
    usable = classifier.mode == "linear" and not spec.folder
    vectors, known = embeddings.stored(manifest if usable else Manifest("", ""), folder, images, card.width)
    root = Path(spec.folder) if spec.folder else None

    def fresh(pixels: Pixels, todo: np.ndarray) -> np.ndarray:
        net = classifier.build_network(folder / manifest.weights if manifest.weights else None)
        return embeddings.compute(net, card, pixels, todo, spec.batch, machine.choose(spec.device), report)

    def pixels() -> Pixels:
        return embeddings.pixels_of(manifest, images, card.size, report, root, folder, partly=True)

    return embeddings.complete(vectors, known, pixels, fresh)
