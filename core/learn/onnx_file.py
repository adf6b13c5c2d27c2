"""The classifier as an ONNX file that needs nothing of this program: pixels in, class probabilities out.

    image uint8 [B, H, W, 3], RGB, any size  ->  probabilities float32 [B, C]

Resize, normalisation, network, head and temperature are inside the graph; the names of the classes are in its metadata.
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
from core.errors import UserError
from core.learn.classifier import Classifier
from core.records import EncoderCard

OPSET = 18  # the first in which Resize can filter as Pillow does (antialias)
MISSING = 'ONNX files need three more packages. Install them with: pip install "labelight[onnx]"'


class WholeClassifier(nn.Module):
    """Everything between decoded pixels and probabilities, as `Classifier` does it in several places."""

    pixel_mean: torch.Tensor  # [3, 1, 1], as pixel_std, of pixels from 0 to 255
    pixel_std: torch.Tensor
    weight: torch.Tensor  # [C, D]
    bias: torch.Tensor  # [C]
    mean: torch.Tensor  # [D], as scale
    scale: torch.Tensor

    def __init__(self, net: nn.Module, card: EncoderCard, head: LogisticModel, temperature: float) -> None:
        super().__init__()
        self.net, self.size, self.temperature = net, card.size, temperature
        self.register_buffer("pixel_mean", 255 * torch.tensor(card.mean).view(3, 1, 1))
        self.register_buffer("pixel_std", 255 * torch.tensor(card.std).view(3, 1, 1))
        for name in ("weight", "bias", "mean", "scale"):
            self.register_buffer(name, torch.from_numpy(np.asarray(getattr(head, name), np.float32)))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        x = image.permute(0, 3, 1, 2).float()  # [B, 3, H, W]
        # Across, then down, each rounded to bytes, as Pillow does it: in one go pixels differ by up to 8 where an edge
        # overshoots, which moved a probability by 0.09.
        x = _to_bytes(functional.interpolate(x, size=(x.shape[2], self.size), mode="bicubic", antialias=True))
        x = _to_bytes(functional.interpolate(x, size=(self.size, self.size), mode="bicubic", antialias=True))
        h = self.net((x - self.pixel_mean) / self.pixel_std)  # [B, D]
        u = functional.normalize(h)
        z = functional.linear((u - self.mean) / self.scale, self.weight, self.bias)
        return torch.softmax(z / self.temperature, 1)


def _to_bytes(x: torch.Tensor) -> torch.Tensor:
    return x.round().clamp(0, 255)


def write(classifier: Classifier, net: nn.Module, path: Path) -> None:
    """Write one file, with weights inside, for batches and pictures of any size. UserError if a package is missing."""
    try:
        import onnxscript  # noqa: F401 (what the exporter needs and names only deep inside)
    except ImportError as error:
        raise UserError(MISSING) from error
    model = WholeClassifier(net.float().cpu(), classifier.encoder, classifier.head, classifier.temperature).eval()
    size = classifier.encoder.size
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
            output_names=["probabilities"],
            dynamic_shapes={"image": sides},
            verbose=False,
        )
    assert program is not None
    program.model.metadata_props["class_names"] = json.dumps(classifier.class_names)
    program.save(path, external_data=False)


def probabilities(path: Path, images: np.ndarray) -> np.ndarray:
    """float32 [B, C] of uint8 [B, H, W, 3], computed from the file by ONNX Runtime on the CPU."""
    try:
        import onnxruntime
    except ImportError as error:
        raise UserError(MISSING) from error
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"image": images})[0], np.float32)
