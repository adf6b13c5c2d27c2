"""The stage export: the current classifier as an ONNX file, compared with the program before it counts."""

from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.errors import UserError
from core.jobs.manifest import ImageList, Manifest
from core.jobs.reporter import Reporter
from core.learn import classifier as classifiers
from core.learn import device as machine
from core.learn import onnx_file
from core.learn.preprocess import to_input
from core.specs import ExportSpec
from core.stages import vectors
from core.words import tr

MODEL = "classifier.onnx"
LARGEST_DIFFERENCE = 0.02
"""Between two probabilities. Measured 0.004 on CIFAR enlarged from 32 to 128 px with a temperature of 0.28: one pixel in
15,000 is rounded to the neighbouring byte. A file that is wrong is wrong by far more."""


def run(spec: ExportSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Write classifier.onnx into the run's `folder` and compare it with the program on images of the project.

    Returns {"checked": images compared, "difference": the largest between two probabilities, "same": the share with the
    same most probable class}. UserError if a package is missing, or the file does not compute what the program does
    (an exporter has produced a ResNet-18 that was never right: pytorch#169178).
    """
    machine.set_up_process()
    classifier = classifiers.load(folder / manifest.classifier)
    net = classifier.build_network(folder / manifest.weights if manifest.weights else None)
    report.note(tr("Writing the ONNX file"))
    onnx_file.write(classifier, net, folder / MODEL, spec.none_below)
    listed = ImageList.load(folder / manifest.images)
    chosen = np.random.default_rng(0).permutation(len(listed))[: spec.check]
    pixels = vectors.pixels_of(manifest, listed.take(np.sort(chosen)), classifier.encoder.size, report, run=folder)
    readable = np.flatnonzero(pixels.readable)
    report.note(tr("Comparing it with the program on {count} images", count=len(readable)))
    images = pixels.batch(readable)
    (ours, familiar), (theirs, told) = _answers(classifier, net, images), onnx_file.answers(folder / MODEL, images)
    difference = float(np.abs(ours - theirs).max(initial=0.0))
    same = float((ours.argmax(1) == theirs.argmax(1)).mean()) if len(readable) else 1.0
    # The middle one: where two labelled images are as good as equal, a share may step over both.
    apart = np.abs(familiar - told) if familiar is not None and told is not None and len(readable) else np.zeros(1)
    if not np.median(apart) <= LARGEST_DIFFERENCE:
        raise UserError(
            tr(
                "The ONNX file does not say how familiar images are as Labelight does: shares differ by "
                "{median:.3f} in the middle. It was thrown away.",
                median=np.median(apart),
            )
        )
    if not difference <= LARGEST_DIFFERENCE:
        raise UserError(
            tr(
                "The ONNX file does not compute what Labelight does: probabilities differ by up to "
                "{difference:.3f} ({same:.0%} of {count} images get the same class). It was thrown away.",
                difference=difference,
                same=same,
                count=len(readable),
            )
        )
    return {"checked": len(readable), "difference": difference, "same": same}


@torch.inference_mode()
def _answers(
    classifier: classifiers.Classifier, net: torch.nn.Module, images: np.ndarray
) -> tuple[np.ndarray, np.ndarray | None]:
    """As `predict` computes them, but in fp32 everywhere: bf16 would hide what the file does wrong."""
    card = classifier.encoder
    x = to_input(images, card.size, card.mean, card.std, torch.device("cpu"))
    vectors = net(x).numpy()
    return classifier.probabilities(vectors), classifier.familiar(vectors)
