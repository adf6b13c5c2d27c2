"""The quick classifier behind the map's colours: refits after every edit, off the GUI thread, on the reduced embeddings.

It works on snapshots and drops what is out of date: an answer to an older question is never shown over a newer one.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.classify.quick import Reduced, answer, learn, reduce
from core.project import encoders
from core.project.project import Project
from desktop_app.background import Background

_PAINT_FIRST = 30
"""ms. Both need the interpreter: beside the fit, painting what was labelled took 25 ms instead of 5."""


@dataclass(frozen=True)
class Answer:
    """For the images `ids` int64 [M]: class_ids int64 [M] and confidence float32 [M] in 0..1."""

    ids: np.ndarray
    class_ids: np.ndarray
    confidence: np.ndarray


class LiveAnswer(QObject):
    """Emits `answered(Answer | None)`; None while there are fewer than two classes with a label, or no embeddings."""

    answered = Signal(object)
    failed = Signal(object)  # the error that kept them from being read
    loaded = Signal()  # the embeddings were read anew

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._background = Background("quick", self)
        self._ids = np.empty(0, np.int64)
        self._reduced: Reduced | None = None
        self._question = 0
        self._labels = (np.empty(0, np.int64), np.empty(0, np.int64))
        self._soon = QTimer(self, singleShot=True, interval=_PAINT_FIRST)
        self._soon.timeout.connect(self._ask)
        self._background.run(_warm_up)

    def embeddings_changed(self) -> None:
        """Read the current encoder's embeddings again, then answer the last question on them."""
        self._background.run(self._load, self._on_loaded, self.failed.emit)

    def labels_changed(self, ids: np.ndarray, codes: np.ndarray) -> None:
        """ids int64 [L] and their class ids or mark codes; marks teach nothing."""
        self._labels = (ids[codes > 0], codes[codes > 0])
        self._question += 1  # an answer on its way is out of date
        self._soon.start()

    def close(self) -> None:
        self._soon.stop()
        self._background.close()
        self.deleteLater()  # with the embeddings it holds

    def _ask(self) -> None:
        self._question += 1
        question, (ids, classes) = self._question, self._labels
        self._background.run(_Fit(self, question, ids, classes), self._on_answer)

    def _load(self) -> tuple[np.ndarray, Reduced | None]:
        ids, vectors = encoders.embeddings(self._project, encoders.current(self._project).id)
        return ids, reduce(vectors) if len(ids) > 1 else None

    def _on_loaded(self, loaded: tuple[np.ndarray, Reduced | None]) -> None:
        self._ids, self._reduced = loaded
        self._soon.stop()  # this answer knows the newest labels: a second one, the same, would make what is in order look stale
        self._ask()
        self.loaded.emit()

    def reduced(self) -> tuple[np.ndarray, Reduced] | None:
        """The embedded images, ids int64 [M] ascending, and their embeddings made small; None before they are read."""
        return (self._ids, self._reduced) if self._reduced is not None else None

    def fit(self, question: int, ids: np.ndarray, classes: np.ndarray) -> tuple[int, Answer | None]:
        """Runs on the background thread; a question that was overtaken is not computed."""
        if question != self._question or self._reduced is None:
            return question, None
        known = np.isin(ids, self._ids, assume_unique=True)
        rows = np.searchsorted(self._ids, ids[known])
        learnt = learn(self._reduced, rows, classes[known])
        if learnt is None:
            return question, None
        used, found = learnt
        return question, Answer(self._ids, used[found.prediction], found.confidence)

    def _on_answer(self, message: tuple[int, Answer | None]) -> None:
        question, found = message
        if question == self._question:
            self.answered.emit(found)


def _warm_up() -> None:
    """One tiny answer, so that SciPy is there (half a second) before the first label needs it."""
    values = np.eye(4, dtype=np.float32)
    answer(Reduced(np.arange(4), values), np.arange(4), np.array([0, 0, 1, 1]), 2)


@dataclass(frozen=True)
class _Fit:
    """A call with its arguments, so that no lambda keeps a dead widget alive."""

    owner: LiveAnswer
    question: int
    ids: np.ndarray
    classes: np.ndarray

    def __call__(self) -> tuple[int, Answer | None]:
        return self.owner.fit(self.question, self.ids, self.classes)
