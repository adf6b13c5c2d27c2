"""Which encoder waits to be compared with the one in use, and what the newest comparison found.

A pretrained encoder is held back until its embeddings were compared (docs/decisions/0008): the result of its run then says
`before`, the encoder that was in use when it was stored.
"""

import numpy as np

from core.project import encoders, images, runs
from core.project.project import Project
from core.records import EncoderCard, Run
from core.specs import CompareSpec

NEARLY_ALL = 0.95
"""The share of the readable images that both encoders must have embedded: a part of the folder may be the easy part."""


def is_embedded(project: Project, card: EncoderCard) -> bool:
    """Whether this encoder has embedded nearly all images."""
    usable = images.every_id(project, readable=True)
    return bool(len(usable)) and float(np.isin(usable, encoders.embedded_ids(project, card.id)).mean()) >= NEARLY_ALL


def waiting(project: Project) -> EncoderCard | None:
    """The encoder of the newest pretraining, if it was held back and has not been compared yet."""
    found = _held_back(project)
    return found[0] if found else None


def due(project: Project, card: EncoderCard) -> CompareSpec | None:
    """The comparison of this encoder with the one in use, if it waits for it and both have embedded nearly all images."""
    found = _held_back(project)
    if found is None or found[0].id != card.id:
        return None
    after, run = found
    before = encoders.in_use(project)
    if before is None or before.id == after.id:  # the user took the new one at once, and may still want to know
        before = next((c for c in encoders.every(project) if c.id == run.result["before"]), None)
    if before is None or not (is_embedded(project, after) and is_embedded(project, before)):
        return None
    return CompareSpec(encoder=str(after.id), before=str(before.id))


def newest(project: Project) -> Run | None:
    """The newest comparison that was made."""
    return next((run for run in runs.every(project, "compare") if run.state == "done"), None)


def _held_back(project: Project) -> tuple[EncoderCard, Run] | None:
    """The encoder that waits, and the pretraining it came from."""
    made = next((run for run in runs.every(project, "pretrain") if run.state == "done"), None)
    if made is None or made.result.get("before") is None:
        return None
    card = next((c for c in encoders.every(project) if c.name == made.result.get("encoder")), None)
    compared = [run.spec.get("encoder") for run in runs.every(project, "compare") if run.state == "done"]
    return (card, made) if card is not None and str(card.id) not in compared else None
