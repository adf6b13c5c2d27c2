"""A folder that is not the project's, classified in one pass: files are decoded ahead while the network computes, and nothing
of them goes into the project's pixel cache."""

import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import UserError
from core.jobs.manifest import ImageList, Manifest, write_json
from core.jobs.reporter import Reporter
from core.jobs.run_folder import DECODING
from core.learn import classifier as classifiers
from core.learn import device as machine
from core.learn.exact import Answers, Exact, joined
from core.pixels.scan import as_list
from core.pixels.squares import Square, squares
from core.pixels.walk import Found
from core.records import FoundImage
from core.specs import PredictSpec
from core.stages.files import write_arrays
from core.words import tr


@dataclass(frozen=True)
class Predicted:
    """images: the ImageList (ids from 0) of the n readable ones; answers: of these; unreadable: [{path, reason}]; seconds: from
    the first file looked for to the last answer."""

    images: ImageList
    answers: Answers
    unreadable: list[dict[str, str]]
    seconds: float

    def save(self, folder: Path) -> None:
        """predictions.npz, images.npz and unreadable.json."""
        arrays = {"ids": self.images.ids, "probabilities": self.answers.probabilities}
        if self.answers.familiar is not None:
            arrays["familiar"] = self.answers.familiar
        write_arrays(folder / "predictions.npz", **arrays)
        self.images.save(folder / "images.npz")
        write_json(folder / "unreadable.json", self.unreadable)


def predict(
    spec: PredictSpec, manifest: Manifest, folder: Path, classifier: classifiers.Classifier, report: Reporter
) -> Predicted:
    """Classify the pictures of spec.folder. `folder`: of the run. UserError if the folder is not there or holds no readable
    image."""
    exact = answering(spec.device, manifest, folder, classifier)
    passing = Pass(exact, spec.batch, report)
    report.note(tr("Predicting"))
    for square in squares(Path(spec.folder), exact.side, passing.met, passing.tell, folder / DECODING):
        if square is None:
            passing.tell()
        else:
            passing.take(square)
    found = passing.end()
    if not len(found.images):
        raise UserError(tr("There is no readable image in {folder}. Choose another folder.", folder=spec.folder))
    return found


def answering(device: str, manifest: Manifest, folder: Path, classifier: classifiers.Classifier) -> Exact:
    """The classifier of this run, ready for pictures of the size its images were prepared as."""
    net = classifier.build_network(folder / manifest.weights if manifest.weights else None)
    return Exact(classifier, net, manifest.side or classifier.encoder.size, machine.choose(device))


class Pass:
    """Gathers squares into batches and keeps what the network says of them. `met`: how many files there are to be."""

    def __init__(self, exact: Exact, batch: int, report: Reporter, met: Found | None = None) -> None:
        self.met = met or Found()
        self._exact, self._batch, self._report = exact, batch, report
        self._portion = machine.Portion(batch, exact.device, report.note)
        self._waiting: deque[np.ndarray] = deque()
        self._readable: list[FoundImage] = []
        self._unreadable: list[dict[str, str]] = []
        self._answers: list[Answers] = []
        self._done, self._began = 0, time.monotonic()

    def take(self, square: Square) -> None:
        if square.pixels is None:
            self._unreadable.append({"path": square.found.path, "reason": square.found.reason})
            return
        self._readable.append(square.found)
        self._waiting.append(square.pixels)
        if len(self._waiting) >= self._batch:
            self._compute()

    def tell(self) -> None:
        done = self._done + len(self._unreadable)
        rate = self._done / max(time.monotonic() - self._began, 1e-6)
        self._report.progress(done, self.met.listed if self.met.complete else 0, images_per_second=rate)

    def end(self) -> Predicted:
        while self._waiting:
            self._compute()
        seconds = max(time.monotonic() - self._began, 1e-6)
        self.tell()
        answers = joined(self._answers) if self._answers else Answers(np.empty((0, 0), np.float32), None)
        return Predicted(as_list(self._readable), answers, self._unreadable, seconds)

    def _compute(self) -> None:
        def work(count: int) -> Answers:
            return self._exact.answers(np.stack([self._waiting[i] for i in range(min(count, len(self._waiting)))]))

        found = self._portion.attempt(work)
        self._answers.append(found)
        self._done += len(found.probabilities)
        for _ in range(len(found.probabilities)):
            self._waiting.popleft()
        self.tell()
