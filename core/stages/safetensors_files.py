"""An encoder, or the classifier, as safetensors with a card in JSON: for notebooks, and for programs that have torch."""

import dataclasses
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

from core.errors import UserError
from core.jobs.manifest import Manifest
from core.jobs.reporter import Reporter
from core.learn import classifier as classifiers
from core.learn import encoders
from core.records import EncoderCard
from core.version import version
from core.words import tr

FILE, CARD = "made.safetensors", "made.json"
_PREPARE = (
    "RGB, 8 bits, upright (EXIF orientation applied), transparency over grey (128, 128, 128); the whole picture stretched to "
    "{side} x {side} px, bicubic with antialias{then}; then (pixels / 255 - mean) / std, channels first"
)
_FORMULA = (
    "h = encoder(x); u = h / |h|; z = (u - head.mean) / head.scale; probabilities = softmax((head.weight z + head.bias) / "
    "temperature)"
)


def write_encoder(manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """FILE and CARD into the run's `folder`, of the manifest's encoder. Returns {"sha256"} of FILE."""
    assert manifest.encoder is not None
    report.note(tr("Writing the encoder"))
    net = encoders.load(manifest.encoder, folder / manifest.weights if manifest.weights else None)
    encoders.save(net, manifest.encoder, folder / FILE)
    again = encoders.load(manifest.encoder, folder / FILE).state_dict()
    if not all(torch.equal(tensor, again[name]) for name, tensor in net.state_dict().items()):
        raise UserError(tr("The encoder that was written is not the one of the project. It was thrown away."))
    digest = _digest(folder / FILE)
    card = {"what": "encoder", **_of_encoder(manifest.encoder, manifest.side), "sha256": digest}
    _write_card(folder, card)
    return {"sha256": digest}


def write_classifier(manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """As `write_encoder`, of the manifest's classifier. In mode `linear` the card says which encoder it belongs to, with the
    digest of that encoder's file; in mode `full` the encoder is inside, as encoder.*"""
    report.note(tr("Writing the classifier"))
    made = classifiers.load(folder / manifest.classifier)
    classifiers.save(made, folder / FILE)
    written = load_file(folder / FILE)
    if not all(torch.equal(tensor, written[name]) for name, tensor in load_file(folder / manifest.classifier).items()):
        raise UserError(tr("The classifier that was written is not the one of the project. It was thrown away."))
    encoder = _of_encoder(made.encoder, manifest.side)
    if made.mode == "linear":
        net = made.build_network(folder / manifest.weights if manifest.weights else None)
        encoders.save(net, made.encoder, folder / "its-encoder.safetensors")
        encoder["sha256"] = _digest(folder / "its-encoder.safetensors")
    card = {
        "what": "classifier",
        "mode": made.mode,
        "classes": list(made.class_names),
        "temperature": made.temperature,
        "formula": _FORMULA,
        "encoder": encoder,
        "encoder_inside": made.mode == "full",
        "sha256": _digest(folder / FILE),
    }
    _write_card(folder, card)
    return {"sha256": card["sha256"]}


def _of_encoder(card: EncoderCard, side: int) -> dict[str, Any]:
    """What is to be known to build it, fill it and prepare pictures for it."""
    side = side or card.size
    then = f", then to {card.size} x {card.size} px in the same way" if side != card.size else ""
    known = {name: value for name, value in dataclasses.asdict(card).items() if name != "id"}
    return known | {"side": side, "build": _BUILD[card.architecture](card), "prepare": _PREPARE.format(side=side, then=then)}


def _resnet(card: EncoderCard) -> str:
    stem = ""
    if card.size <= encoders.SMALL:
        stem = "; net.conv1 = torch.nn.Conv2d(3, 64, 3, 1, 1, bias=False); net.maxpool = torch.nn.Identity()"
    return f"net = torchvision.models.{card.architecture}(); net.fc = torch.nn.Identity(){stem}"


_BUILD = {
    "efficientnet_lite0": lambda _card: 'net = timm.create_model("tf_efficientnet_lite0", num_classes=0)',
    "tiny": lambda card: f'net, _ = core.learn.encoders.build("tiny", {card.size})  # of Labelight itself',
    "resnet18": _resnet,
    "resnet34": _resnet,
    "resnet50": _resnet,
}
"""Architecture -> what makes the network in Python; the file is then its state dict."""


def _write_card(folder: Path, card: dict[str, Any]) -> None:
    whole = card | {"made_with": f"Labelight {version()}", "date": date.today().isoformat()}
    (folder / CARD).write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
