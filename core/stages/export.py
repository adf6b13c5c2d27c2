"""The stage export: the current classifier or an encoder for other programs, compared with this one before it counts."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import PIL.ImageOps  # noqa: F401 (of the example, which nobody imports: a bundle would lack it)

from core import onnx_example
from core.errors import UserError
from core.jobs.manifest import ImageList, Manifest, load_arrays
from core.jobs.reporter import Reporter
from core.learn import classifier as classifiers
from core.learn import device as machine
from core.learn import onnx_file
from core.learn.exact import Answers, Exact
from core.pixels.cache import Pixels, open_pixels
from core.specs import ExportSpec
from core.stages import safetensors_files
from core.words import tr

Classify = Callable[[Path], tuple[str, float]]
MODEL = "made.onnx"
LARGEST_DIFFERENCE = 1e-3
"""Between two probabilities. Measured on 1,000 images of CIFAR-10: tests/benchmarks/leaving.py."""
FARTHEST = 0.1
"""Between the probabilities stored in the project and the file's, in the middle: bf16 and other versions of libraries move
them, but not as far. Another encoder, or classes in another order, do."""


def run(spec: ExportSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Write what the spec asks for into the run's `folder`.

    onnx: MODEL. Returns {"checked": images compared, "difference": the largest between two probabilities, "same": the share
    with the same most probable class, "stored": {"checked", "same"}: compared with the predictions the project holds,
    "example": {"checked", "same"}: what the example says of the files themselves}. classifier, encoder:
    core/stages/safetensors_files.py.
    UserError if a package is missing, or the file does not compute what the program does (an exporter has produced a ResNet-18
    that was never right: pytorch#169178).
    """
    machine.set_up_process()
    if spec.kind == "encoder":
        return safetensors_files.write_encoder(manifest, folder, report)
    if spec.kind == "classifier":
        return safetensors_files.write_classifier(manifest, folder, report)
    classifier = classifiers.load(folder / manifest.classifier)
    weights = folder / manifest.weights if manifest.weights else None
    side = manifest.side or classifier.encoder.size
    report.note(tr("Writing the ONNX file"))
    report.progress(0, 3)
    onnx_file.write(classifier, classifier.build_network(weights), folder / MODEL, spec.none_below, side)
    report.progress(1, 3)
    checked = _Checked.of(spec, manifest, folder, side, report)
    report.note(tr("Comparing it with Labelight on {count} images", count=len(checked.images)))
    ours = checked.ours(Exact(classifier, classifier.build_network(weights), side, machine.choose("cpu")))
    report.progress(2, 3)
    theirs = Answers(*onnx_file.answers(folder / MODEL, checked.pixels)) if len(checked.images) else ours
    found = _compared(ours, theirs) | {"stored": checked.with_stored(ours, folder / manifest.predictions)}
    if spec.beside:
        found["example"] = checked.by_example(ours, classifier.class_names, folder, report)
    report.progress(3, 3)
    return found


def _compared(ours: Answers, theirs: Answers) -> dict[str, Any]:
    count = len(ours.probabilities)
    difference = float(np.abs(ours.probabilities - theirs.probabilities).max(initial=0.0))
    same = float((ours.probabilities.argmax(1) == theirs.probabilities.argmax(1)).mean()) if count else 1.0
    if not difference <= LARGEST_DIFFERENCE:
        raise UserError(
            tr(
                "The ONNX file does not compute what Labelight does: probabilities differ by up to {difference:.3f} "
                "({same:.0%} of {count} images get the same class). It was thrown away.",
                difference=difference,
                same=same,
                count=count,
            )
        )
    # The middle one: where two labelled images are as good as equal, a share may step over both.
    both = ours.familiar is not None and theirs.familiar is not None and count > 0
    apart = float(np.median(np.abs(ours.familiar - theirs.familiar))) if both else 0.0  # type: ignore[operator]
    if not apart <= LARGEST_DIFFERENCE:
        raise UserError(
            tr(
                "The ONNX file does not say how familiar images are as Labelight does: shares differ by {apart:.3f} in the "
                "middle. It was thrown away.",
                apart=apart,
            )
        )
    return {"checked": count, "difference": difference, "same": same}


@dataclass(frozen=True)
class _Checked:
    """The images the file is compared on: pixels uint8 [n, side, side, 3]; root: the folder they lie under;
    none_below: of the spec."""

    images: ImageList
    pixels: np.ndarray
    root: Path
    none_below: float

    @classmethod
    def of(cls, spec: ExportSpec, manifest: Manifest, folder: Path, side: int, report: Reporter) -> "_Checked":
        """The first of the listed images that can be read."""
        listed = ImageList.load(folder / manifest.images)
        found: Pixels = open_pixels(Path(manifest.cache), listed, manifest.roots, side, report, partly=True)
        usable = np.flatnonzero(found.readable)[: spec.check]
        return cls(listed.take(usable), found.batch(usable), Path(manifest.folder), spec.none_below)

    def ours(self, exact: Exact) -> Answers:
        """What `predict` says of these pictures in a folder."""
        return exact.answers(self.pixels)

    def with_stored(self, ours: Answers, stored: Path) -> dict[str, int]:
        """Compared with what the window shows. UserError where that is of another classifier altogether."""
        arrays = load_arrays(stored)
        _, here, there = np.intersect1d(self.images.ids, arrays["ids"], return_indices=True)
        said = arrays["probabilities"][there].astype(np.float32)
        if not len(here):
            return {"checked": 0, "same": 0}
        apart = float(np.median(np.abs(said - ours.probabilities[here]).max(1)))
        if not apart <= FARTHEST:
            raise UserError(
                tr(
                    "What this classifier says now is not what the project holds as its predictions (probabilities differ by "
                    "{apart:.2f} in the middle of {count} images). No file was written. Train again, then export.",
                    apart=apart,
                    count=len(here),
                )
            )
        return {"checked": len(here), "same": int((said.argmax(1) == ours.probabilities[here].argmax(1)).sum())}

    def by_example(self, ours: Answers, names: tuple[str, ...], folder: Path, report: Reporter) -> dict[str, int]:
        """Run the example on the files themselves, as a stranger would, as far as they are there."""
        report.note(tr("Running the example"))
        (folder / onnx_example.name(MODEL)).write_text(onnx_example.text(MODEL), encoding="utf-8")
        classify = _loaded(folder / onnx_example.name(MODEL))
        there = [i for i, path in enumerate(self.images.paths) if (self.root / path).is_file()]
        return {"checked": len(there), "same": sum(self._says_the_same(classify, ours, names, i) for i in there)}

    def _says_the_same(self, classify: Classify, ours: Answers, names: tuple[str, ...], i: int) -> bool:
        try:
            name, confidence = classify(self.root / self.images.paths[i])
        except Exception:  # Pillow lets through errors of a dozen kinds; the number says that it was not the same
            return False
        best = int(ours.probabilities[i].argmax())
        stranger = ours.familiar is not None and ours.familiar[i] < self.none_below
        expected = "none of these" if stranger else names[best]
        return name == expected and abs(confidence - float(ours.probabilities[i, best])) <= LARGEST_DIFFERENCE


def _loaded(file: Path) -> Classify:
    """`classify` of the example, which is the very program the user gets."""
    spec = importlib.util.spec_from_file_location("labelight_example", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    classify: Classify = module.classify
    return classify
