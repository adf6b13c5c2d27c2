"""The classifier, or an encoder, as files for other programs: what the stage export is given and what comes of it.

The window starts `session.start("export", spec)` with a spec from here, and shows `result["sentence"]` when it is done.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from core import onnx_example
from core.errors import UserError
from core.operations import strangers
from core.operations.files import check_target
from core.operations.leaving import model_card, targets
from core.pixels.cache import side_for
from core.project import classifiers, encoders, images
from core.project.project import Project
from core.records import ClassifierCard, EncoderCard
from core.specs import ExportSpec
from core.words import tr

Fill = Callable[[Path], object]
SPARE = 2  # times the images to be compared are listed, since some may be gone
_MADE = {"onnx": "made.onnx", "encoder": "made.safetensors", "classifier": "made.safetensors"}
ENDINGS = {"onnx": (".onnx",), "encoder": (".safetensors",), "classifier": (".safetensors",)}


def onnx(project: Project, target: Path, *, overwrite: bool = False, beside: bool = True) -> ExportSpec:
    """The spec of a run that writes `target`, compares it with this program, and writes an example and a model card beside it.
    UserError, before any work, if one of these files cannot be written."""
    share = strangers.none_below(project)
    spec = ExportSpec(str(target.absolute()), beside=beside, overwrite=overwrite, none_below=share)
    return _allowed(project, spec)


def classifier(project: Project, target: Path, *, overwrite: bool = False) -> ExportSpec:
    """The same for the classifier as safetensors, with its card."""
    return _allowed(project, ExportSpec(str(target.absolute()), "classifier", overwrite=overwrite))


def encoder(project: Project, target: Path, *, name: str = "", overwrite: bool = False) -> ExportSpec:
    """The same for an encoder, by name or id; empty: the current one."""
    return _allowed(project, ExportSpec(str(target.absolute()), "encoder", name, overwrite=overwrite))


def files(spec: ExportSpec) -> tuple[Path, ...]:
    """What the run will write: the target first."""
    target = Path(spec.target)
    if spec.kind == "onnx" and not spec.beside:
        return (target,)
    return target, *beside(target, spec.kind)


def beside(target: Path, kind: str) -> tuple[Path, ...]:
    """The example and the model card of an ONNX file, the card of any other."""
    if kind != "onnx":
        return (target.with_suffix(".json"),)
    return target.with_name(onnx_example.name(target.name)), target.with_suffix(".md")


def check(project: Project, spec: ExportSpec) -> None:
    """UserError if one of its files cannot be written there."""
    target = Path(spec.target)
    targets.check_file(project, target, overwrite=spec.overwrite, endings=ENDINGS[spec.kind])
    for file in files(spec)[1:]:
        targets.check_file(project, file, overwrite=spec.overwrite, endings=(file.suffix,))


def side(project: Project, card: ClassifierCard) -> int:
    """In px, of the squares this classifier's pictures are prepared as, in the project and elsewhere alike: of small pictures,
    what larger ones show of detail is nothing it has ever seen."""
    return encoder_side(project, encoders.get(project, card.encoder))


def encoder_side(project: Project, card: EncoderCard) -> int:
    return side_for(card.size, images.longest_side(project))


def give(project: Project, spec: ExportSpec, folder: Path) -> dict[str, Any]:
    """What the manifest says besides classifier and encoder: images drawn at random, and what the project predicts of them."""
    card = classifiers.require_current(project)
    if spec.kind == "classifier":
        return {"side": side(project, card)}
    predicted = classifiers.predictions(project, card.id)
    listed = images.image_list(project)
    # Those with a prediction first: what the window says of them can be compared.
    order = np.random.default_rng(0).permutation(len(listed))
    known = np.isin(listed.ids[order], predicted.ids)
    chosen = listed.take(np.concatenate([order[known], order[~known]])[: SPARE * spec.check])
    chosen.save(folder / "images.npz")
    rows = np.flatnonzero(np.isin(predicted.ids, chosen.ids))
    np.savez(folder / "predicted.npz", ids=predicted.ids[rows], probabilities=predicted.probabilities[rows])
    return {"images": "images.npz", "predictions": "predicted.npz", "side": side(project, card)}


def chosen_encoder(project: Project, spec: ExportSpec) -> EncoderCard:
    """UserError if there is none of this name."""
    return encoders.find(project, spec.encoder) if spec.encoder else encoders.current(project)


def store(project: Project, spec: ExportSpec, folder: Path, result: dict[str, Any]) -> None:
    """Put what the run made in place, all of it or nothing, and say so: result["files"] and result["sentence"]."""
    check(project, spec)
    made: dict[Path, Fill] = {}
    target, *more = files(spec)
    for file in more:
        if file.suffix == ".py":
            made[file] = _text(onnx_example.text(target.name))
        elif file.suffix == ".md":
            prepared = side(project, classifiers.require_current(project))
            made[file] = _text(model_card.write(project, target.name, spec, result, prepared))
        else:
            made[file] = _copy(folder / "made.json")
    made[target] = _copy(folder / _MADE[spec.kind])
    _put_all(made)
    result |= {"files": [str(file) for file in files(spec)], "sentence": _sentence(spec, result)}


def _allowed(project: Project, spec: ExportSpec) -> ExportSpec:
    check(project, spec)
    return spec


def _put_all(made: Mapping[Path, Fill]) -> None:
    """Write each beside its place, then put all of them there. UserError if that cannot be done; nothing new is left then."""
    parts = {file: file.with_name(f".{file.stem}.part{file.suffix}") for file in made}
    new = [file for file in made if not file.exists()]
    try:
        for file, fill in made.items():
            check_target(file)
            fill(parts[file])
        for file, part in parts.items():
            part.replace(file)
    except OSError as error:
        for file in (*parts.values(), *new):
            file.unlink(missing_ok=True)
        raise UserError(
            tr("{file} could not be written: {error}. Nothing was left there.", file=file, error=error.strerror)
        ) from error


def _copy(source: Path) -> Fill:
    return lambda file: shutil.copyfile(source, file)


def _text(text: str) -> Fill:
    return lambda file: file.write_text(text, encoding="utf-8")


def _sentence(spec: ExportSpec, result: Mapping[str, Any]) -> str:
    target = spec.target
    if spec.kind == "encoder":
        return tr("The encoder is in {file}, and how to use it in the JSON file beside it.", file=target)
    if spec.kind == "classifier":
        return tr("The classifier is in {file}, and how to use it in the JSON file beside it.", file=target)
    parts = [tr("The classifier is in {file}: on {checked:,} of your images it says what Labelight says.",
                file=target, checked=result["checked"])]  # fmt: skip
    example = result.get("example")
    if example is not None:
        parts.append(tr("Beside it are an example in Python and a model card."))
    if example and example["same"] < example["checked"]:
        other = example["checked"] - example["same"]
        parts.append(
            tr(
                "The example prepares {count} of them otherwise (16 bits per colour, say): the card says more."
                if other > 1
                else "The example prepares one of them otherwise (16 bits per colour, say): the card says more.",
                count=other,
            )
        )
    return " ".join(parts)
