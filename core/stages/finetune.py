"""Make a classifier from the labels there are, and say honestly how good it is."""

import dataclasses
import time
from pathlib import Path
from typing import Any

import numpy as np

from core.classify import scores, strangers
from core.classify.strangers import Familiarity
from core.errors import UserError
from core.jobs.manifest import ImageList, Manifest, load_arrays
from core.jobs.reporter import Reporter
from core.learn import candidates, encoders
from core.learn import classifier as classifiers
from core.learn import device as machine
from core.learn.candidates import Candidate, Start
from core.learn.finetuning import BrokeDown, Labelled
from core.pixels.cache import Pixels
from core.specs import FinetuneSpec
from core.stages import vectors as embeddings
from core.stages.predict import write_predictions
from core.words import tr

MOST_PROBABILITIES = 500_000  # numbers kept in the result for review; beyond that it gets heavy


def run(spec: FinetuneSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Write classifier.safetensors (see core.learn.classifier) and predictions.npz {ids int64 [N], probabilities float16
    [N, C], calibrated, familiar float32 [N] in 0..1} of every readable image; without `familiar` where there are too few
    labels to tell strangers.

    Returns {"mode", "accuracy" (0..1, or None if no label could be left out), "interval" [low, high] or None (95 %), "labels",
    "reason", "how", "curve" (None, or {labels, accuracy, target, more, sentence}: core/classify/curve.py), "per_class" [{name,
    precision, recall, support}], "confusion" [[...]] (rows: labels), "out_of_fold" {ids, classes, predicted, right, confidence,
    probabilities}, "temperature", "strength", "seconds"}. UserError with fewer than two classes.
    """
    began = time.monotonic()
    if manifest.encoder is None:
        raise ValueError("the manifest names no encoder")
    machine.set_up_process()
    work = _Work(spec, manifest, folder, report)
    places, classes = work.labelled()
    best, reason = work.choose(places, classes)
    work.write(best, places, classes)
    result = {"mode": best.mode, "labels": len(places), "reason": reason, "how": best.how, "curve": _curve(best)}
    result |= _judgement(best, work.images.ids[places], classes, manifest.class_names)
    more = {"temperature": best.temperature, "strength": best.strength, "seconds": round(time.monotonic() - began, 2)}
    return result | more


class _Work:
    """One fine-tuning: its inputs, read once, and the steps over them."""

    def __init__(self, spec: FinetuneSpec, manifest: Manifest, folder: Path, report: Reporter) -> None:
        assert manifest.encoder is not None
        self.spec, self.manifest, self.folder, self.report = spec, manifest, folder, report
        self.card = manifest.encoder
        self.images = ImageList.load(folder / manifest.images)
        self.weights = folder / manifest.weights if manifest.weights else None
        self.device = machine.choose(spec.device)
        self.vectors, self.known = self._frozen_vectors()

    def labelled(self) -> tuple[np.ndarray, np.ndarray]:
        """Places in the image list and classes (indices into class_names) of the usable labels, both int64 [n]."""
        stored = load_arrays(self.folder / self.manifest.labels)
        usable = np.where(self.known, self.images.ids, -1)
        _, places, rows = np.intersect1d(usable, stored["ids"], return_indices=True)
        classes = stored["classes"][rows].astype(np.int64)
        if len(np.unique(classes)) < 2:
            raise UserError(
                tr(
                    "A classifier needs readable images of at least two classes; there are {count} labels of "
                    "{classes}. Nothing was changed. Label some images of another class, then fine-tune again.",
                    count=len(classes),
                    classes=len(np.unique(classes)),
                )
            )
        return places.astype(np.int64), classes

    def choose(self, places: np.ndarray, classes: np.ndarray) -> tuple[Candidate, str]:
        """The classifier, by spec.mode, and why in one sentence. `places` in the image list, `classes`: int64 [n]."""
        middle = int(np.median(np.unique(classes, return_counts=True)[1]))
        if self.spec.mode == "linear":
            made, how = self._linear(places, classes)
            return made, tr("Linear, as asked: the encoder stays as it is.{how}", how=how)
        if self.spec.mode == "auto" and middle < self.spec.full_from:
            made, how = self._linear(places, classes)
            return made, tr(
                "Linear: the middle class has 1 label, and below {full_from} the whole network would learn them by heart.{how}"
                if middle == 1
                else "Linear: the middle class has {middle} labels, and below {full_from} the whole network would learn them "
                "by heart.{how}",
                middle=middle,
                full_from=self.spec.full_from,
                how=how,
            )
        held_out = candidates.held_out(self.images.ids[places], classes, self.spec.held_out)
        train = ~held_out
        start = candidates.fit_head(self.vectors[self.known], self.vectors[places[train]], classes[train], self._count())
        try:
            full = self._full(start, places, classes, held_out)
        except BrokeDown:
            if self.spec.mode == "full":
                raise
            made, how = self._linear(places, classes)
            return made, tr("Linear: the whole network was tried, but its loss was no number any more.{how}", how=how)
        if self.spec.mode == "full":
            return full, tr("The whole network, as asked.")
        return self._better(full, start, places, classes, held_out)

    def write(self, best: Candidate, places: np.ndarray, classes: np.ndarray) -> None:
        """The two files: the classifier, and its prediction of every readable image. `places`, `classes`: as for `choose`."""
        self.report.note(tr("Predicting every image"))
        made = classifiers.Classifier(
            best.mode, self.manifest.class_names, self.card, best.head, best.temperature, best.network
        )
        vectors, known = self.vectors, self.known
        if best.mode == "full":
            pixels = self._pixels()
            known = pixels.readable
            net = made.build_network(None)
            todo = np.flatnonzero(known)
            vectors = np.zeros_like(vectors)
            vectors[todo] = embeddings.compute(net, self.card, pixels, todo, self.spec.batch, self.device, self.report)
        made = dataclasses.replace(made, familiarity=_familiarity(best, vectors, known, places, classes))
        classifiers.save(made, self.folder / "classifier.safetensors")
        write_predictions(self.folder, made, self.images.ids[known], vectors[known])

    def _linear(self, places: np.ndarray, classes: np.ndarray) -> tuple[Candidate, str]:
        rows = np.searchsorted(np.flatnonzero(self.known), places)
        return candidates.best_linear(self.vectors[self.known], rows, classes, self._count(), self.spec, self.report)

    def _full(self, start: Start, places: np.ndarray, classes: np.ndarray, held_out: np.ndarray) -> Candidate:
        self.report.note(tr("Fine-tuning the whole network"))
        data = Labelled(self._pixels(), places, classes)
        net = encoders.load(self.card, self.weights)
        return candidates.full(net, start, self.card, data, held_out, self.spec, self.device, self.report)

    def _better(
        self, full: Candidate, start: Start, places: np.ndarray, classes: np.ndarray, held_out: np.ndarray
    ) -> tuple[Candidate, str]:
        """The better of both on the same held-out labels; the linear one, simpler, if they are equal."""
        right = start.right(self.vectors[places[held_out]], classes[held_out])
        ours = float((full.predicted[held_out] == classes[held_out]).mean())
        numbers = tr(
            "on {held_out} held-out labels it was {ours:.1%} right, the linear classifier {right:.1%}",
            held_out=int(held_out.sum()),
            ours=ours,
            right=right,
        )
        if ours > right:
            return full, tr("The whole network: {numbers}.", numbers=numbers)
        made, how = self._linear(places, classes)
        return made, tr("Linear: the whole network was tried, but {numbers}.{how}", numbers=numbers, how=how)

    def _frozen_vectors(self) -> tuple[np.ndarray, np.ndarray]:
        vectors, known = embeddings.stored(self.manifest, self.folder, self.images, self.card.width)

        def fresh(pixels: Pixels, todo: np.ndarray) -> np.ndarray:
            self.report.note(tr("Embedding images that have no embedding yet"))
            net = encoders.load(self.card, self.weights)
            return embeddings.compute(net, self.card, pixels, todo, self.spec.batch, self.device, self.report)

        return embeddings.complete(vectors, known, self._pixels, fresh)

    def _pixels(self) -> Pixels:
        return embeddings.pixels_of(self.manifest, self.images, self.card.size, self.report, run=self.folder)

    def _count(self) -> int:
        return len(self.manifest.class_names)


def _curve(best: Candidate) -> dict[str, Any] | None:
    """What more labels may bring; infinity, which JSON has not, as None."""
    if best.curve is None:
        return None
    more = [n if np.isfinite(n) else None for n in best.curve.more]
    return dataclasses.asdict(best.curve) | {"more": more, "sentence": best.curve.sentence}


def _familiarity(
    best: Candidate, vectors: np.ndarray, known: np.ndarray, places: np.ndarray, classes: np.ndarray
) -> Familiarity | None:
    """What tells strangers, from embeddings [N, D] by the classifier's own network of the images that are `known`, bool [N]."""
    row_of = np.cumsum(known) - 1
    there = known[places]
    # A network has drawn the labels it was trained on together: only those it never saw say how near the others lie.
    judged = best.judged[there] if best.mode == "full" else None
    return strangers.of_embeddings(vectors[known], row_of[places[there]], classes[there], judged)


def _judgement(best: Candidate, ids: np.ndarray, classes: np.ndarray, names: tuple[str, ...]) -> dict[str, Any]:
    """Accuracy and what belongs to it, from labels that were left out. ids, classes int64 [n]."""
    kept = best.judged
    matrix = scores.confusion(classes[kept], best.predicted[kept], len(names))
    count = int(kept.sum())
    right = best.predicted[kept] == classes[kept]
    probabilities = best.probabilities[kept]
    out_of_fold: dict[str, Any] = {
        "ids": ids[kept].tolist(),
        "classes": classes[kept].tolist(),
        "predicted": best.predicted[kept].tolist(),
        "right": right.tolist(),
        "confidence": np.round(probabilities.max(axis=1).astype(float), 4).tolist() if count else [],
    }
    if probabilities.size <= MOST_PROBABILITIES:
        out_of_fold["probabilities"] = np.round(probabilities.astype(float), 4).tolist()
    return {
        "accuracy": scores.accuracy(matrix) if count else None,
        "interval": list(scores.interval(int(right.sum()), count)) if count else None,
        "per_class": [
            {"name": n, "precision": s.precision, "recall": s.recall, "support": s.support}
            for n, s in zip(names, scores.per_class(matrix), strict=True)
        ],
        "confusion": matrix.tolist(),
        "out_of_fold": out_of_fold,
    }
