"""What the finetune stage stores about labels that were left out (core/stages/finetune.py), made up."""

from collections.abc import Sequence
from typing import Any


def held_out(
    ids: Sequence[int],
    classes: Sequence[int],
    predicted: Sequence[int],
    confidence: Sequence[float] | None = None,
    probabilities: Sequence[Sequence[float]] | None = None,
) -> dict[str, Any]:
    """The details of a classifier for labels of these images; classes and predicted are places in its class names."""
    stored: dict[str, Any] = {
        "ids": list(ids),
        "classes": list(classes),
        "predicted": list(predicted),
        "right": [c == p for c, p in zip(classes, predicted, strict=True)],
        "confidence": list(confidence) if confidence is not None else [0.9] * len(ids),
    }
    if probabilities is not None:
        stored["probabilities"] = [list(row) for row in probabilities]
    return {"out_of_fold": stored}
