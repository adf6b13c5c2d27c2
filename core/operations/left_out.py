"""What a classifier said of labels while they were left out: the proof that every number about it rests on."""

from dataclasses import dataclass

import numpy as np

from core.records import ClassifierCard


@dataclass(frozen=True)
class LeftOut:
    """A row per label that was left out. ids int64 [n] of images; given and said int64 [n]: class ids, the label it had then
    and what it was taken for; confidence float32 [n] in 0..1, as coarse as stored predictions; probabilities float32 [n, C],
    calibrated, None where there were too many to keep."""

    ids: np.ndarray
    given: np.ndarray
    said: np.ndarray
    confidence: np.ndarray
    probabilities: np.ndarray | None

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def right(self) -> np.ndarray:
        """bool [n]: whether what was said was the label."""
        return np.asarray(self.given == self.said)


def left_out(card: ClassifierCard) -> LeftOut:
    """Of this classifier; without a row where it was not judged, or where what was stored does not fit together."""
    stored = card.details.get("out_of_fold", {})
    ids, given, said = (np.array(stored.get(name, ()), np.int64) for name in ("ids", "classes", "predicted"))
    # Coarse, or a prediction and a left-out label that are as sure would not be equal.
    confidence = np.array(stored.get("confidence", ()), np.float16).astype(np.float32)
    known = np.array(card.class_ids, np.int64)
    whole = len(ids) == len(given) == len(said) == len(confidence)
    if not whole or not all(((places >= 0) & (places < len(known))).all() for places in (given, said)):
        nothing = np.empty(0, np.int64)
        return LeftOut(nothing, nothing, nothing, np.empty(0, np.float32), None)
    probabilities = np.array(stored.get("probabilities", ()), np.float32)
    kept = probabilities if probabilities.shape == (len(ids), len(known)) else None
    return LeftOut(ids, known[given], known[said], confidence, kept)
