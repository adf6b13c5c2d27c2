"""Is it learning? Numbers that say so while a pretraining runs, and the alarm when everything falls onto one point.

- alignment: mean cosine of the two views' z (Wang and Isola, arXiv 2005.10242); near 1 from the start means nothing to learn
- RankMe: the effective rank of h (Garrido et al., arXiv 2210.02885, equation 1); it falls when the encoder collapses
- agreement: how many labelled images have the label of their nearest labelled neighbour
"""

import time
from collections.abc import Callable

import numpy as np
import torch
from torch.nn import functional

from core.jobs.reporter import Throttle
from core.learn.objective import Judged

PAUSE = 10.0  # seconds between two looks at a batch
LABELS_PAUSE = 60.0  # between two looks at the labelled images, which must be embedded for it
LABELS_SHARE = 0.03  # of the time at most goes into that
LARGEST = 1024  # rows of h of which the rank is taken: 20 ms
PATIENCE = 3  # looks in a row at a collapsed encoder before it counts
COLLAPSED_RANK = 1.5  # of 256 views of 128 CIFAR images untrained networks have 110 to 170


def rank_me(h: torch.Tensor) -> float:
    """The effective rank of h [n, D], in [1, min(n, D)]: exp of the entropy of its normalised singular values.

    As `core.classify.comparison.effective_rank`, in single precision and by torch: every ten seconds it must cost nothing.
    """
    s = torch.linalg.svdvals(h[:LARGEST].float().cpu())
    p = s / s.sum().clamp(min=1e-12) + 1e-7
    return float(torch.exp(-(p * p.log()).sum()))


def alignment(z: torch.Tensor) -> float:
    """Mean cosine of z_i and z_(N + i), of z [2N, d], in [-1, 1]."""
    a, b = z.float().chunk(2)
    return float(functional.cosine_similarity(a, b).mean())


def neighbour_agreement(h: np.ndarray, classes: np.ndarray) -> float:
    """The share of rows of h [n, D] whose nearest other row, by cosine, is of their class. n >= 2."""
    u = h / np.maximum(np.linalg.norm(h, axis=1, keepdims=True), 1e-12)
    similarity = u @ u.T
    np.fill_diagonal(similarity, -np.inf)
    return float((classes[similarity.argmax(1)] == classes).mean())


class Monitor:
    """Looks at batches now and then. `embed_labelled` gives h [n, D] and classes [n] of labelled images, or None."""

    def __init__(self, embed_labelled: Callable[[], tuple[np.ndarray, np.ndarray]] | None = None) -> None:
        self._embed_labelled = embed_labelled
        self._pause, self._bad_looks = Throttle(PAUSE), 0
        self._next_labels = time.monotonic()

    def look(self, batch: Judged) -> dict[str, float]:
        """What there is to say now: alignment, rank and perhaps agreement; nothing between two looks."""
        if not self._pause.ready() or not bool(batch.h.isfinite().all()):
            return {}  # a loss that is no number is the course's business
        seen = {"alignment": alignment(batch.z), "rank": rank_me(batch.h)}
        self._bad_looks = self._bad_looks + 1 if seen["rank"] < COLLAPSED_RANK else 0
        return seen | self._agreement()

    @property
    def collapsed(self) -> bool:
        """Whether the last looks all found that the encoder tells no two images apart."""
        return self._bad_looks >= PATIENCE

    def _agreement(self) -> dict[str, float]:
        began = time.monotonic()
        if self._embed_labelled is None or began < self._next_labels:
            return {}
        h, classes = self._embed_labelled()
        ended = time.monotonic()
        self._next_labels = ended + max(LABELS_PAUSE, (ended - began) / LABELS_SHARE)
        return {"agreement": neighbour_agreement(h, classes)}
