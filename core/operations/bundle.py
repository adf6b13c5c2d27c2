"""A bundle: pixels and spec in a folder, without project and images, so that another machine can pretrain.

`pack` makes it, `train` runs it where it was carried to (a cluster, a computer with a GPU), `unpack` takes the encoder
back. It is a run folder like any other; the names of the image files stay at home.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open

from core import weights as imagenet
from core.errors import UserError
from core.jobs.events import Metric, from_line, to_line
from core.jobs.manifest import ImageList, Manifest, write_json
from core.jobs.reporter import Reporter
from core.jobs.run_folder import Job, RunFolder
from core.operations import handover
from core.pixels.cache import PixelCache, Pixels, cached_side, open_pixels
from core.pixels.digests import first_of_each
from core.project import folders, images, runs
from core.project.project import Project
from core.records import Change
from core.specs import ENCODER_START, PretrainSpec, to_dict
from core.weights import WeightsCard
from core.words import tr
from core.workflow import STAGES

RESULT, WEIGHTS = "result.json", "encoder.safetensors"
STARTS = ("random", "bundled", "imagenet")
_ROWS_AT_A_TIME = 2000
_LARGEST_RESULT = 2**20
_FIXED = ("start", "encoder", "size")  # what the bundle was made for


@dataclass(frozen=True)
class Packed:
    """What is in a bundle: how many images, as squares of `side` pixels."""

    images: int
    side: int


def is_bundle(folder: Path) -> bool:
    return (folder / "job.json").is_file()


def pack(project: Project, spec: PretrainSpec, folder: Path, report: Reporter) -> Packed:
    """Write the pixels of every readable image and the spec into a new (or empty) `folder`.

    The weights it starts from go along, also ImageNet's if they are on this computer: the other may have no network.
    Raises UserError if there is something in the folder, or nothing to pack; Cancelled from the reporter.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(tr("{folder} is there already and not empty. Choose a new folder for the bundle.", folder=folder))
    listed = images.image_list(project)
    side = cached_side(spec.size, listed)
    pixels = open_pixels(project.cache, listed, folders.of(project), side, report)
    readable = np.flatnonzero(pixels.readable)
    if not len(readable):
        raise UserError(tr("There are no readable images in {folder} to pack. Nothing was written.", folder=project.folder()))
    folder.mkdir(parents=True, exist_ok=True)
    spec, start = _with_start(project, spec, folder)  # first: a start that is not there should not cost minutes
    nameless = _nameless(listed.take(readable), side)
    nameless.save(folder / "images.npz")
    _copy_pixels(pixels, nameless, readable, folder, report)
    # Written last: a folder without it is no bundle.
    RunFolder(folder).write_job(Job("pretrain", spec, Manifest(folder="", cache="", images="images.npz", **start)))
    return Packed(len(readable), side)


def train(folder: Path, changed: Mapping[str, Any], report: Reporter) -> dict[str, Any]:
    """Pretrain in a bundle, in this process; goes on from its checkpoint if there is one. Returns the stage's result.

    `changed` are fields of the spec to use instead of those packed. Raises UserError if the bundle is trained already or
    cannot be changed so, and what the stage raises.
    """
    if (folder / RESULT).exists():
        raise UserError(
            tr(
                "The bundle {folder} is trained already. Take the encoder home with: main.py unpack PROJECT {folder}",
                folder=folder,
            )
        )
    job = _read_job(folder)
    fixed = [name for name in _FIXED if name in changed and changed[name] != getattr(job.spec, name)]
    if fixed:
        name = fixed[0]
        raise UserError(
            tr(
                "The bundle was packed for {name} {packed}. Pack another for {name} {asked}.",
                name=name,
                packed=getattr(job.spec, name),
                asked=changed[name],
            )
        )
    spec = replace(job.spec, **changed)
    RunFolder(folder).cancel.unlink(missing_ok=True)
    result = STAGES["pretrain"].load()(spec, job.manifest, folder, _KeepingMetrics(folder, report))
    digest = hashlib.blake2b((folder / WEIGHTS).read_bytes(), digest_size=16).hexdigest()
    write_json(folder / RESULT, {"spec": to_dict(spec), "digest": digest, **result})
    return result


def missing_weights(folder: Path) -> WeightsCard | None:
    """The ImageNet weights that training this bundle would download here; None if it needs none, or has them."""
    job = _read_job(folder)
    card = None if job.manifest.weights else imagenet.needed(job.spec.start, job.spec.encoder, job.spec.size)
    return None if card is None or imagenet.is_stored(card) else card


def unpack(project: Project, folder: Path) -> tuple[Change, str]:
    """Take the encoder of a trained bundle into the project, as a run of its own with its curve; returns its name too.

    The bundle comes from elsewhere: nothing in it is believed before it was looked at. Raises UserError if it is not
    trained, damaged, or no bundle at all; the project is then as it was.
    """
    if not is_bundle(folder):
        raise UserError(tr("{folder} is no bundle. Make one with: main.py pack PROJECT {folder}", folder=folder))
    if not (folder / RESULT).is_file():
        raise UserError(
            tr("The bundle {folder} is not trained to its end yet. Go on with: main.py pretrain {folder}", folder=folder)
        )
    spec, result = _checked_result(folder)
    run = runs.create(project, stage="pretrain", spec=to_dict(spec))
    runs.add_metrics(project, run.id, _read_metrics(folder))
    change = handover.OF["pretrain"].store(project, run.id, folder, result)
    runs.set_state(project, run.id, "done", tr("Trained elsewhere, from a bundle."), result)
    return change, str(result["encoder"])


def _nameless(listed: ImageList, side: int) -> ImageList:
    """Nothing but digests: names, sizes and dates of files may say more than their pixels, and no training needs them."""
    count = len(listed)
    nothing, sides = np.zeros(count, np.int64), np.full(count, side, np.int32)
    return replace(listed, paths=("",) * count, widths=sides, heights=sides, file_sizes=nothing, mtimes=nothing)


def _copy_pixels(pixels: Pixels, nameless: ImageList, readable: np.ndarray, folder: Path, report: Reporter) -> None:
    store = PixelCache(folder, pixels.side)
    for first in range(0, len(readable), _ROWS_AT_A_TIME):
        part = slice(first, first + _ROWS_AT_A_TIME)
        # Twins (equal files) share a row, as in every cache.
        fresh = np.flatnonzero(store.rows(nameless.digests[part]) < 0)
        fresh = fresh[first_of_each(nameless.digests[part][fresh])]
        store.add(nameless.digests[part][fresh], pixels.batch(readable[part][fresh]))
        report.progress(min(first + _ROWS_AT_A_TIME, len(readable)), len(readable))


def _with_start(project: Project, spec: PretrainSpec, folder: Path) -> tuple[PretrainSpec, dict[str, Any]]:
    """The spec, and what the manifest says of the file it starts from, which is copied in; nothing where it needs no file."""
    if spec.start.startswith(ENCODER_START):
        start = handover.with_earlier_encoder(project, spec, folder)
        card = start["encoder"]
        return replace(spec, start=f"{ENCODER_START}{card.name}", encoder=card.architecture), start
    wanted = imagenet.needed(spec.start, spec.encoder, spec.size)
    if spec.start in STARTS and (wanted is None or not imagenet.is_stored(wanted)):
        return spec, {}
    source = Path(spec.start) if wanted is None else imagenet.stored(wanted)
    try:
        shutil.copyfile(source, folder / handover.START_FILE)
    except OSError as error:
        raise UserError(
            tr("The encoder {source} to start from cannot be read: {problem}.", source=source, problem=error.strerror)
        ) from error
    return replace(spec, start=source.name if wanted is None else spec.start), {"weights": handover.START_FILE}


def _read_job(folder: Path) -> Job:
    try:
        job = RunFolder(folder).read_job()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(tr("The bundle {folder} is damaged: {error}. Pack it again.", folder=folder, error=error)) from error
    if job.stage != "pretrain":
        raise UserError(tr("{folder} is no bundle but a folder Labelight works in. Choose another.", folder=folder))
    return job


def _checked_result(folder: Path) -> tuple[PretrainSpec, dict[str, Any]]:
    """The spec that was trained and the result, as the stage wrote them; the card is the one inside the weights."""
    file = folder / RESULT
    spec: PretrainSpec = _read_job(folder).spec
    try:
        if file.stat().st_size > _LARGEST_RESULT:
            raise ValueError("its result is too large")
        result = json.loads(file.read_text(encoding="utf-8"))
        spec = PretrainSpec(**{**to_dict(spec), **result.pop("spec")})
        weights = (folder / WEIGHTS).read_bytes()
        if hashlib.blake2b(weights, digest_size=16).hexdigest() != result.pop("digest"):
            raise ValueError("the encoder is not the one that was trained, or was damaged on the way")
        with safe_open(folder / WEIGHTS, framework="numpy") as opened:
            card = json.loads((opened.metadata() or {})["card"])
        result["encoder"] = {name: value for name, value in card.items() if name != "id"}
        numbers = [float(result[name]) for name in ("steps", "epochs", "seconds", "images_per_second")]
        numbers += [float(result["loss"] or 0), *map(float, [*card["mean"], *card["std"], card["size"], card["width"]])]
        if not np.isfinite(numbers).all():
            raise ValueError("a number in it is not finite")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SafetensorError) as error:
        raise UserError(
            tr(
                "The bundle {folder} is damaged: {error}. The project was not changed; copy it here again.",
                folder=folder,
                error=error,
            )
        ) from error
    return spec, result


class _KeepingMetrics:
    """Passes everything on, and keeps the curve in the bundle on the way."""

    def __init__(self, folder: Path, inner: Reporter) -> None:
        self._folder = folder
        self._inner = inner

    def progress(self, step: int, total: int, **metrics: float) -> None:
        self._inner.progress(step, total, **metrics)

    def metric(self, step: int, **values: float) -> None:
        with RunFolder(self._folder).events.open("a", encoding="utf-8") as file:
            file.write(to_line(Metric(step, values)))
        self._inner.metric(step, **values)

    def part(self, name: str) -> None:
        self._inner.part(name)

    def note(self, text: str) -> None:
        self._inner.note(text)


def _read_metrics(folder: Path) -> list[tuple[int, dict[str, float]]]:
    """The curve; lines that make no sense are left out: it is shown, nothing is computed from it."""
    try:
        lines = RunFolder(folder).events.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    found = []
    for line in lines:
        try:
            event = from_line(line)
            if isinstance(event, Metric):
                found.append((int(event.step), {str(n): float(v) for n, v in event.values.items()}))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found
