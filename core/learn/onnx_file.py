"""The classifier as an ONNX file that needs nothing of this program: pixels in, class probabilities out.

    image uint8 [B, H, W, 3], RGB, upright, any size  ->  probabilities float32 [B, C], familiar float32 [B] in 0..1

Resize (core/learn/preparing.py), normalisation, network, head and temperature are inside the graph. Its metadata: `class_names`
(JSON), and `side`, the px to which larger pictures may be shrunk before, as the example beside it does and the program itself.
`familiar` (core/classify/strangers.py) is there if the classifier can tell strangers; the metadata then say below which share
the project takes an image for none of the classes (`none_below`, 0: it always names one).
"""

import json
import logging
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from core.classify.logistic import LogisticModel
from core.classify.strangers import Familiarity
from core.errors import UserError
from core.learn.classifier import Classifier
from core.learn.preparing import Preparing
from core.records import EncoderCard
from core.words import tr, tr_later

OPSET = 18  # the first in which Resize can filter as Pillow does (antialias)
MISSING = tr_later('ONNX files need three more packages. Install them with: pip install "labelight[onnx]"')


class WholeClassifier(nn.Module):
    """Everything between decoded pixels and probabilities, as `Classifier` does it in several places."""

    weight: torch.Tensor  # [C, D]
    bias: torch.Tensor  # [C]
    mean: torch.Tensor  # [D], as scale
    scale: torch.Tensor

    def __init__(
        self,
        net: nn.Module,
        card: EncoderCard,
        head: LogisticModel,
        temperature: float,
        familiarity: Familiarity | None,
        side: int,
    ) -> None:
        super().__init__()
        self.shares = None if familiarity is None else _Shares(familiarity)
        self.prepare = Preparing(card, side)
        self.net, self.temperature = net, temperature
        for name in ("weight", "bias", "mean", "scale"):
            self.register_buffer(name, torch.from_numpy(np.asarray(getattr(head, name), np.float32)))

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, ...]:
        h = self.net(self.prepare(image))  # [B, D]
        u = functional.normalize(h)
        z = functional.linear((u - self.mean) / self.scale, self.weight, self.bias)
        probabilities = torch.softmax(z / self.temperature, 1)
        return (probabilities,) if self.shares is None else (probabilities, self.shares(u))


class _Shares(nn.Module):
    """`Familiarity.shares` of unit embeddings [B, D]: [B]."""

    weight: torch.Tensor  # [C, D]
    bias: torch.Tensor  # [C]
    yardstick: torch.Tensor  # [q]
    widths: torch.Tensor  # [q - 1], between its numbers

    def __init__(self, known: Familiarity) -> None:
        super().__init__()
        for name in ("weight", "bias", "yardstick"):
            self.register_buffer(name, torch.from_numpy(np.asarray(getattr(known, name), np.float32)))
        self.register_buffer("widths", self.yardstick.diff().clamp(min=1e-9))
        self.step, self.spread = 1 / (len(known.yardstick) + 1), known.spread

    def forward(self, u: torch.Tensor) -> torch.Tensor:
        f = torch.logsumexp(functional.linear(u, self.weight, self.bias), 1)
        first, last = self.yardstick[0], self.yardstick[-1]
        passed = ((f[:, None] - self.yardstick[:-1]) / self.widths).clamp(0, 1).sum(1)  # of the gaps, as np.interp
        below = self.step * torch.exp((f - first).clamp(max=0) / self.spread)
        above = 1 - self.step * torch.exp((last - f).clamp(max=0) / self.spread)
        return torch.where(f < first, below, torch.where(f > last, above, self.step * (1 + passed)))


def write(classifier: Classifier, net: nn.Module, path: Path, none_below: float = 0.0, side: int = 0) -> None:
    """Write one file, with weights inside, for batches and pictures of any size. `none_below`: the share from which on an image
    is one of the classes, noted beside their names where the classifier can tell; `side`: as for `Preparing`, 0: the network's
    size. UserError if a package is missing."""
    try:
        import onnxscript  # noqa: F401 (what the exporter needs and names only deep inside)
    except ImportError as error:
        raise UserError(tr(MISSING)) from error
    known = classifier.familiarity
    size = classifier.encoder.size
    side = side or size
    net, head = net.float().cpu(), classifier.head
    model = WholeClassifier(net, classifier.encoder, head, classifier.temperature, known, side).eval()
    image = torch.zeros(2, size, size + 1, 3, dtype=torch.uint8)  # sides that differ, else they would be tied together
    sides = {0: torch.export.Dim("batch"), 1: torch.export.Dim("height"), 2: torch.export.Dim("width")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own, about its versions
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        program = torch.onnx.export(
            model,
            (image,),
            dynamo=True,
            opset_version=OPSET,
            input_names=["image"],
            output_names=["probabilities"] if known is None else ["probabilities", "familiar"],
            dynamic_shapes={"image": sides},
            verbose=False,
        )
    assert program is not None
    program.model.metadata_props["class_names"] = json.dumps(classifier.class_names)
    program.model.metadata_props["side"] = str(side)
    if known is not None:
        program.model.metadata_props["none_below"] = repr(none_below)
    program.save(path, external_data=False)


def answers(path: Path, images: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    """Probabilities float32 [B, C] and familiar float32 [B] (None: the file does not tell) of uint8 [B, H, W, 3], computed
    from the file by ONNX Runtime on the CPU."""
    try:
        import onnxruntime
    except ImportError as error:
        raise UserError(tr(MISSING)) from error
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    made = [np.asarray(out, np.float32) for out in session.run(None, {"image": images})]
    return made[0], made[1] if len(made) > 1 else None
