"""A classifier as it answers for pictures that are not the project's: in fp32, whatever the machine could do faster.

bf16 is right for embeddings, of which only distances count. But an answer that leaves the program may depend neither on the
processor nor on who computes it: with 300 labels of CIFAR-10, bf16 gave 12 images of 1,000 another class than the same
classifier elsewhere. Here the ONNX file and the program agree within 0.00001 (tests/benchmarks/leaving.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from core.classify.logistic import one_thread, unit
from core.learn import device as machine
from core.learn import embedding
from core.learn.classifier import Classifier
from core.learn.folding import fold
from core.learn.preparing import Preparing


@dataclass(frozen=True)
class Answers:
    """Of n images: probabilities float32 [n, C], calibrated; familiar float32 [n] in 0..1, None: strangers cannot be told."""

    probabilities: np.ndarray
    familiar: np.ndarray | None


class Exact:
    """`net` is the classifier's own (`Classifier.build_network`), and changed for good. Pictures: squares of `side` px."""

    def __init__(self, classifier: Classifier, net: nn.Module, side: int, device: torch.device) -> None:
        self.device, self.side, self._classifier = device, side, classifier
        self._prepare = Preparing(classifier.encoder, side, squares=True).to(device)
        self._net = embedding.prepare(fold(net.eval().float()), device)
        self._layout = machine.memory_format(device)

    @torch.inference_mode()
    def answers(self, squares: np.ndarray) -> Answers:
        """Of uint8 [B, side, side, 3]. UserError if the network gives anything but numbers."""
        x = self._prepare(torch.from_numpy(squares).to(self.device)).contiguous(memory_format=self._layout)
        h = self._net(x).numpy(force=True)  # [B, D]
        made = self._classifier
        embedding.check_numbers(made.encoder, h)
        with one_thread():  # else a thread of numpy's turns on the spot after every product: a seventh of all computing
            u = unit(h)
            familiar = None if made.familiarity is None else made.familiarity.shares(u)
            return Answers(made.head.probabilities(u, made.temperature), familiar)


def joined(parts: Sequence[Answers]) -> Answers:
    """One after the other; at least one."""
    known = [part.familiar for part in parts if part.familiar is not None]
    return Answers(np.concatenate([part.probabilities for part in parts]), np.concatenate(known) if known else None)
