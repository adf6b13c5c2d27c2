"""A classifier and its file: the head, its temperature and its class names, and for mode `full` its own encoder.

    h = f(x);   u = h / |h|;   z = (u - mean) / scale;   p = softmax((W z + b) / temperature)

The file is safetensors: head.weight [C, D], head.bias [C], head.mean [D], head.scale [D], temperature [1], all float32, and
for mode `full` the tensors of f as encoder.*; its metadata holds `card`: mode, class_names, size and the encoder's card.
Where it knows strangers (core/classify/strangers.py) also familiar.weight [C', D], familiar.bias [C'], with C' the classes that
have labels, and familiar.yardstick [q]; a file without them is read all the same.
"""

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn

from core.classify.logistic import LogisticModel, unit
from core.classify.strangers import Familiarity
from core.errors import UserError
from core.learn import encoders
from core.records import EncoderCard
from core.words import tr

LARGEST = float(np.finfo(np.float16).max)
HEAD = ("weight", "bias", "mean", "scale")
FAMILIARITY = ("weight", "bias", "yardstick")


@dataclass(frozen=True)
class Classifier:
    """What turns images into class probabilities. `network` holds f's tensors in mode `full` and is empty otherwise;
    `familiarity` takes embeddings of unit length, None: strangers cannot be told."""

    mode: Literal["linear", "full"]
    class_names: tuple[str, ...]
    encoder: EncoderCard
    head: LogisticModel
    temperature: float
    network: dict[str, torch.Tensor] = field(default_factory=dict)
    familiarity: Familiarity | None = None

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """float32 [N, C], calibrated, of embeddings [N, D] of any float type.

        They are rounded to float16 as in the project, so that a stored and a fresh embedding give the same answer.
        """
        return self.head.probabilities(unit(half(vectors)), self.temperature)

    def familiar(self, vectors: np.ndarray) -> np.ndarray | None:
        """float32 [N] in 0..1, the share of labelled images less familiar than each of embeddings [N, D]; None: not known."""
        return self.familiarity.shares(unit(half(vectors))) if self.familiarity is not None else None

    def build_network(self, weights: Path | None) -> nn.Module:
        """f in eval mode on the CPU: the classifier's own, or the encoder's from its file (None: the bundled weights)."""
        if self.mode == "linear":
            return encoders.load(self.encoder, weights)
        net, _ = encoders.build(self.encoder.architecture, self.encoder.size)
        try:
            net.load_state_dict(self.network)
        except RuntimeError as error:
            raise UserError(tr("The classifier does not fit its encoder: its file is damaged. Fine-tune again.")) from error
        return net.eval()


def half(vectors: np.ndarray) -> np.ndarray:
    """float16, as embeddings are stored; what is too large becomes the largest, not infinite."""
    return np.asarray(vectors.clip(-LARGEST, LARGEST).astype(np.float16))


def save(classifier: Classifier, path: Path) -> None:
    """Write the file; beside, then replace."""
    tensors = {f"head.{name}": torch.from_numpy(getattr(classifier.head, name).astype(np.float32)) for name in HEAD}
    tensors["temperature"] = torch.tensor([classifier.temperature], dtype=torch.float32)
    if classifier.familiarity is not None:
        known = {f"familiar.{name}": getattr(classifier.familiarity, name) for name in FAMILIARITY}
        tensors |= {name: torch.from_numpy(values.astype(np.float32)) for name, values in known.items()}
    tensors |= {f"encoder.{name}": tensor for name, tensor in classifier.network.items()}
    card = {
        "mode": classifier.mode,
        "class_names": classifier.class_names,
        "size": classifier.encoder.size,
        "encoder": dataclasses.asdict(classifier.encoder),
    }
    temporary = path.with_name(path.name + ".tmp")
    save_file({n: t.detach().cpu().contiguous() for n, t in tensors.items()}, temporary, metadata={"card": json.dumps(card)})
    temporary.replace(path)


def load(path: Path) -> Classifier:
    """The classifier in a file written by `save`. UserError if it is not such a file, or damaged."""
    try:
        with safe_open(path, framework="pt") as file:
            card: dict[str, Any] = json.loads((file.metadata() or {})["card"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (a safetensors file is no dict)
        head = LogisticModel(*(tensors[f"head.{name}"].numpy() for name in HEAD))
        own: dict[str, Any] = card["encoder"]
        encoder = EncoderCard(**{**own, "mean": tuple(own["mean"]), "std": tuple(own["std"])})
        network = {n.removeprefix("encoder."): t for n, t in tensors.items() if n.startswith("encoder.")}
        temperature = float(tensors["temperature"])
        _check(card, encoder, head, temperature, tensors)
        return Classifier(card["mode"], tuple(card["class_names"]), encoder, head, temperature, network, _familiarity(tensors))
    except (SafetensorError, OSError, KeyError, ValueError, TypeError, RecursionError) as error:
        raise UserError(
            tr("The classifier {name} cannot be read: {error}. Fine-tune again.", name=path.name, error=error)
        ) from error


def _check(
    card: dict[str, Any], encoder: EncoderCard, head: LogisticModel, temperature: float, tensors: dict[str, torch.Tensor]
) -> None:
    """ValueError where the parts do not belong together, or are no numbers."""
    classes, width = len(card["class_names"]), encoder.width
    shapes = [np.shape(part) for part in (head.weight, head.bias, head.mean, head.scale)]
    if card["mode"] not in ("linear", "full") or shapes != [(classes, width), (classes,), (width,), (width,)]:
        raise ValueError("its head does not fit its classes and its encoder")
    if not temperature > 0 or not all(torch.isfinite(tensor).all() for tensor in tensors.values()):
        raise ValueError("its weights are not numbers")


def _familiarity(tensors: dict[str, torch.Tensor]) -> Familiarity | None:
    """None for a file from before there was such a thing."""
    if "familiar.weight" not in tensors:
        return None
    return Familiarity(*(tensors[f"familiar.{name}"].numpy() for name in FAMILIARITY))
