"""Which class fits each image best by what is known now. Remembers the last answer: every view asks for the same."""

import numpy as np

from desktop_app.live_answer import Answer
from desktop_app.snapshot import Snapshot


class Guesses:
    def __init__(self) -> None:
        self._last: tuple[Answer, np.ndarray, np.ndarray] | None = None

    def of(self, now: Snapshot, answer: Answer | None) -> tuple[np.ndarray, np.ndarray]:
        """Class ids int64 [N] over rows (0: nothing) and confidence float32 [N]; without an answer the stored classifier's."""
        if answer is None:
            return now.prediction_ids, now.prediction_confidence
        if self._last is None or self._last[0] is not answer or len(self._last[1]) != len(now.images):
            ids = now.images.spread(answer.ids, answer.class_ids, 0)
            confidence = now.images.spread(answer.ids, answer.confidence, 0)
            self._last = (answer, ids, confidence)
        return self._last[1], self._last[2]
