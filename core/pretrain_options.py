"""What was said of pretraining on the command line, as a spec, and the agreement to a download."""

import argparse
import sys
from dataclasses import replace
from typing import Any, Literal

from core import weights
from core.console import yes
from core.errors import UserError
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
    return replace(spec, download=agree(card, options))


def agree(card: weights.WeightsCard, options: argparse.Namespace) -> Literal[True]:
    """Say what would be downloaded; go on only with --download or a yes at the terminal. UserError otherwise."""
    sys.stderr.write(f"This start needs a download: {weights.facts(card)}\n")
    if not options.download and not yes("Download it now? [y/N] "):
        raise UserError(
            "Nothing was downloaded and nothing was changed. Add --download to agree to it, or begin with --start bundled, "
            "which needs no network."
        )
    return True
