"""What was said of pretraining on the command line, as a spec, and the agreement to a download."""

import argparse
from dataclasses import replace
from typing import Any

from core import weights
from core.consent import agree
from core.specs import ENCODER_START, PRESETS, PretrainSpec


def given(options: argparse.Namespace) -> dict[str, Any]:
    """The fields of PretrainSpec that were said on the command line."""
    names = ("start", "encoder", "size", "batch", "epochs", "minutes", "loss", "temperature", "seed")
    said = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    if options.device != "auto":
        said["device"] = options.device
    return PRESETS[options.preset or "photos"] | said


def spec(options: argparse.Namespace) -> PretrainSpec:
    """What was said, with what follows from it."""
    said = given(options)
    start = said.get("start", "bundled")
    if start != "bundled" and "encoder" not in said:
        said["encoder"] = "" if start.startswith(ENCODER_START) else "resnet18"
    return PretrainSpec(**said)


def agreed(spec: PretrainSpec, options: argparse.Namespace) -> PretrainSpec:
    """The spec, with the agreement to a download if it needs one. UserError without it."""
    card = weights.needed(spec.start, spec.encoder, spec.size)
    if card is None or weights.is_stored(card):
        return spec
    return replace(spec, download=agree(card, options.download))
