"""Finding images by what the project knows of them: likeness to some, from the stored embeddings, part by part."""

import numpy as np

from core.explore import alike
from core.project import encoders
from core.project.project import Project


def likeness(project: Project, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How alike every embedded image is to the nearest of `images` (ids int64 [n]) under the current encoder: ids int64 [N]
    ascending, cosine float32 [N]. Both are empty if none of these images is embedded."""
    encoder = encoders.current(project).id
    known: dict[int, np.ndarray] = {}
    for ids, vectors in encoders.embedding_parts(project, encoder, having=images):
        places = np.flatnonzero(np.isin(ids, images))
        known.update(zip(ids[places].tolist(), vectors[places], strict=True))
    if not known:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    examples = np.stack(list(known.values()))
    found_ids, scores = [], []
    for ids, vectors in encoders.embedding_parts(project, encoder):
        found_ids.append(ids)
        scores.append(alike.likeness(np.concatenate([vectors, examples]), len(ids) + np.arange(len(examples)))[: len(ids)])
    every, score = np.concatenate(found_ids), np.concatenate(scores)
    unique, first = np.unique(every[::-1], return_index=True)  # a later part wins
    return unique, score[::-1][first]
