"""What each stage is given from the project and what the project takes from it: one small class per stage.

`prepare` writes the inputs into the run folder and returns the manifest; `store_part` and `store` read artefacts back.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from core.classify.comparison import SAMPLE
from core.errors import UserError
from core.jobs.manifest import ImageList, Manifest, load_arrays
from core.jobs.run_folder import RunFolder
from core.operations import comparing, evaluation
from core.operations.leaving import classifier_files
from core.project import classes, classifiers, encoders, folders, images, labels, maps
from core.project.project import Project
from core.records import Change, Class, ClassifierCard, EncoderCard, FoundImage, StageName
from core.roots import Roots
from core.specs import (
    ENCODER_START,
    CompareSpec,
    EmbedSpec,
    ExportSpec,
    FinetuneSpec,
    IngestSpec,
    MapSpec,
    PredictSpec,
    PretrainSpec,
    ProbeSpec,
)
from core.words import tr

START_FILE = "start.safetensors"
MOST = 0.5  # share of images with a place on the map, from which the others are newcomers among them
_NO_CHANGE = Change("nothing", frozenset())


class Handover(Protocol):
    def prepare(self, project: Project, spec: Any, folder: Path) -> Manifest: ...
    def store_part(self, project: Project, run_id: int, folder: Path, name: str) -> Change: ...
    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change: ...


class _WithoutParts:
    def store_part(self, project: Project, run_id: int, folder: Path, name: str) -> Change:
        raise AssertionError(f"this stage hands over no parts: {name}")


class Ingest:
    def prepare(self, project: Project, spec: IngestSpec, folder: Path) -> Manifest:
        # An impossible size: missing ones are read again when they are back, and recognised by digest when moved.
        gone = images.image_list(project, ("missing",))
        gone = replace(gone, file_sizes=np.full(len(gone), -1, np.int64))
        known = images.image_list(project, ("ok", "unreadable")).joined(gone)
        known.save(folder / "images.npz")
        return _manifest(project, images="images.npz")

    def store_part(self, project: Project, run_id: int, folder: Path, name: str) -> Change:
        found = json.loads((folder / name).read_text(encoding="utf-8"))
        rows = [FoundImage(**{**row, "digest": bytes.fromhex(row["digest"])}) for row in found]
        return images.add_found(project, rows, _roots_of(folder))

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        moved, missing = folder / "moved.json", folder / "missing.json"
        if moved.exists():
            pairs = [(old, new) for old, new in json.loads(moved.read_text(encoding="utf-8"))]
            images.set_moved(project, pairs, _roots_of(folder))
        if missing.exists():
            images.set_missing(project, json.loads(missing.read_text(encoding="utf-8")), _roots_of(folder))
        counts = images.counts(project)
        result |= {"images": counts["ok"], "unreadable": counts["unreadable"], "missing": counts["missing"]}
        return Change("ingest", frozenset({"images"}))


class Pretrain(_WithoutParts):
    """Its encoder is used at once only where there is none to compare it with."""

    def prepare(self, project: Project, spec: PretrainSpec, folder: Path) -> Manifest:
        usable = _require_images(project)
        usable.save(folder / "images.npz")
        labelled, _ = _with_labels(project, folder)
        return _manifest(project, images="images.npz", **labelled, **with_earlier_encoder(project, spec, folder))

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        made = result["encoder"]
        card = EncoderCard(**{**made, "id": 0, "mean": tuple(made["mean"]), "std": tuple(made["std"])})
        before = encoders.in_use(project)
        waits = before is not None and comparing.is_embedded(project, before)
        stored = encoders.add(project, card, (folder / "encoder.safetensors").read_bytes(), run_id, use=not waits)
        result |= {"encoder": stored.name, "before": before.id if before is not None and waits else None}
        return Change("pretrain", frozenset({"encoders"}))


class Embed:
    """Embeds what the chosen encoder has not embedded yet."""

    def prepare(self, project: Project, spec: EmbedSpec, folder: Path) -> Manifest:
        card = encoders.find(project, spec.encoder) if spec.encoder else encoders.current(project)
        usable = _require_images(project)
        missing = ~np.isin(usable.ids, encoders.embedded_ids(project, card.id))
        usable.take(np.flatnonzero(missing)).save(folder / "images.npz")
        return _manifest(project, images="images.npz", **_with_encoder(project, card, folder))

    def store_part(self, project: Project, run_id: int, folder: Path, name: str) -> Change:
        part = load_arrays(folder / name)
        encoder = _encoder_of(folder)
        encoders.add_embeddings(project, encoder.id, part["ids"], part["vectors"], run_id)
        if encoder.id != encoders.current(project).id:
            # Nobody looks at it yet; and without an instant map its first one begins at the places of the one in use.
            return Change("embed", frozenset({"embeddings"}))
        if maps.chosen(project) is not None or maps.is_laid_out(project, encoder.id):
            return Change("embed", frozenset({"embeddings"}))  # the stage map finds them a place among the others
        before_ids, before_xy = maps.latest(project, encoder.id)
        new = ~np.isin(before_ids, part["ids"])
        # The instant map (PCA) grows with the parts; UMAP replaces it as a whole afterwards.
        ids, xy = np.concatenate([before_ids[new], part["ids"]]), np.concatenate([before_xy[new], part["xy"]])
        maps.add(project, encoder.id, "pca", ids, xy, run_id)
        return Change("embed", frozenset({"embeddings", "maps"}))

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        result["encoder"] = _encoder_of(folder).name
        return Change("embed", frozenset({"embeddings", "encoders"}))


class Compare(_WithoutParts):
    """Compares on every labelled image and a sample of the others, as far as both encoders have embedded them."""

    def prepare(self, project: Project, spec: CompareSpec, folder: Path) -> Manifest:
        after, before = encoders.find(project, spec.encoder), encoders.find(project, spec.before)
        for card in (after, before):
            if not comparing.is_embedded(project, card):
                raise UserError(
                    tr("The images are not embedded with the encoder “{name}” yet. Nothing was compared.", name=card.name)
                )
        labelled, _ = _with_labels(project, folder, accepted=False)
        ids = np.intersect1d(encoders.embedded_ids(project, after.id), encoders.embedded_ids(project, before.id))
        ids = np.intersect1d(ids, images.every_id(project, readable=True))
        others = np.setdiff1d(ids, labels.columns(project, accepted=False).ids)
        unseen = np.random.default_rng(0).permutation(others)[SAMPLE:]
        ids = np.setdiff1d(ids, unseen)
        for name, card in (("embeddings", after), ("before", before)):
            known, vectors = encoders.embeddings(project, card.id)
            np.savez(folder / f"{name}.npz", ids=ids, vectors=vectors[np.searchsorted(known, ids)])
        return _manifest(project, encoder=after, embeddings="embeddings.npz", embeddings_before="before.npz", **labelled)

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        spec: CompareSpec = RunFolder(folder).read_job().spec
        after, before = encoders.find(project, spec.encoder), encoders.find(project, spec.before)
        winner = after if result["chosen"] == "after" else before
        if encoders.current(project).id == before.id:  # else the user has chosen meanwhile, and that stands
            encoders.set_current(project, winner.id)
        result |= {"chosen": winner.name, "encoder": encoders.current(project).name}
        return Change("compare", frozenset({"encoders", "maps"}))


class Map(_WithoutParts):
    def prepare(self, project: Project, spec: MapSpec, folder: Path) -> Manifest:
        card = encoders.find(project, spec.encoder) if spec.encoder else encoders.current(project)
        more = _with_embeddings(project, card, folder)
        pinned = maps.chosen(project) is not None and not spec.anew
        ids, xy = maps.shown(project) if pinned else maps.latest(project, card.id)
        settled = pinned or (maps.is_laid_out(project, card.id) and not spec.anew)
        if not len(ids):
            ids, xy = maps.latest(project)  # of the encoder before: places keep their meaning
        if len(ids):
            np.savez(folder / "positions.npz", ids=ids, xy=xy)
            more["positions"] = "positions.npz"
            more["places_stay"] = settled and (pinned or _most_are_placed(project, card, ids))
        return _manifest(project, encoder=card, **more)

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        made = load_arrays(folder / "map.npz")
        result["encoder"] = _encoder_of(folder).name
        method = "placed" if result["method"] == "placed" else "umap"
        if method == "umap" and RunFolder(folder).read_job().spec.anew:
            maps.choose(project, None)  # who asks for a new map wants to see it
        return maps.add(project, _encoder_of(folder).id, method, made["ids"], made["xy"], run_id)


def _most_are_placed(project: Project, card: EncoderCard, placed: np.ndarray) -> bool:
    """Whether newcomers are the minority; else there is more to a new map than finding them a place."""
    return bool(np.isin(encoders.embedded_ids(project, card.id), placed).mean() >= MOST)


class Finetune(_WithoutParts):
    def prepare(self, project: Project, spec: FinetuneSpec, folder: Path) -> Manifest:
        card = encoders.current(project)
        _require_images(project).save(folder / "images.npz")
        more = _with_encoder(project, card, folder) | _with_embeddings(project, card, folder)
        labelled, used = _with_labels(project, folder)
        if not labelled:
            raise UserError(tr("A classifier needs labels of at least two classes. Label some images of each first."))
        return _manifest(
            project,
            images="images.npz",
            class_ids=tuple(c.id for c in used),
            class_names=tuple(c.name for c in used),
            **labelled,
            **more,
        )

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        manifest = RunFolder(folder).read_job().manifest
        card = ClassifierCard(
            id=0,
            encoder=_encoder_of(folder).id,
            mode=result["mode"],
            class_ids=manifest.class_ids,
            class_names=manifest.class_names,
            labels=result["labels"],
            accuracy=result["accuracy"],
            interval=tuple(result["interval"]) if result["interval"] else None,
            created=0.0,
            details={k: v for k, v in result.items() if k not in ("mode", "labels", "accuracy", "interval")},
        )
        made = load_arrays(folder / "predictions.npz")
        weights = (folder / "classifier.safetensors").read_bytes()
        stored = classifiers.add(project, card, weights, made["ids"], made["probabilities"], run_id, made.get("familiar"))
        result["classifier"] = stored.id
        return Change("finetune", frozenset({"classifiers", "predictions"}))


class Predict(_WithoutParts):
    def prepare(self, project: Project, spec: PredictSpec, folder: Path) -> Manifest:
        if spec.folder:
            return for_other_images(project, folder)
        _require_images(project).save(folder / "images.npz")
        more: dict[str, Any] = {"images": "images.npz"}
        classifier = classifiers.require_current(project)
        if classifier.mode == "linear":
            encoder = encoders.get(project, classifier.encoder)
            more |= _with_embeddings(project, encoder, folder, required=False)
        return _with_classifier(project, folder, **more)

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        job = RunFolder(folder).read_job()
        made = load_arrays(folder / "predictions.npz")
        if job.spec.folder:
            found = ImageList.load(folder / "images.npz")
            result["table"] = _table(found, made, job.manifest.class_names)
            result["digests"] = found.digests.tobytes().hex()  # by which a view knows that a file is still the one classified
            result["classifier"] = int(job.manifest.classifier_card["id"])
            result["left_out"] = json.loads((folder / "unreadable.json").read_text(encoding="utf-8"))
            return _NO_CHANGE
        classifier = int(job.manifest.classifier_card["id"])
        return classifiers.set_predictions(project, classifier, made["ids"], made["probabilities"], made.get("familiar"))


class Export(_WithoutParts):
    def prepare(self, project: Project, spec: ExportSpec, folder: Path) -> Manifest:
        classifier_files.check(project, spec)
        if spec.kind == "encoder":
            card = classifier_files.chosen_encoder(project, spec)
            return _manifest(project, **_with_encoder(project, card, folder), side=classifier_files.encoder_side(project, card))
        return _with_classifier(project, folder, **classifier_files.give(project, spec, folder))

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        classifier_files.store(project, RunFolder(folder).read_job().spec, folder, result)
        return _NO_CHANGE


class Probe(_WithoutParts):
    def prepare(self, project: Project, spec: ProbeSpec, folder: Path) -> Manifest:
        return _manifest(project)

    def store(self, project: Project, run_id: int, folder: Path, result: dict[str, Any]) -> Change:
        project.set("machine", json.dumps(result))
        return Change("probe", frozenset({"machine"}))


OF: Mapping[StageName, Handover] = {
    "ingest": Ingest(),
    "pretrain": Pretrain(),
    "embed": Embed(),
    "compare": Compare(),
    "map": Map(),
    "finetune": Finetune(),
    "predict": Predict(),
    "export": Export(),
    "probe": Probe(),
}


def for_other_images(project: Project, folder: Path) -> Manifest:
    """The classifier alone, for images that are not the project's. UserError if there is none."""
    return _with_classifier(project, folder, side=classifier_files.side(project, classifiers.require_current(project)))


def with_earlier_encoder(project: Project, spec: PretrainSpec, folder: Path) -> dict[str, Any]:
    """What the manifest says of a start that is an encoder of the project, whose weights are written into `folder`.

    Nothing for every other start. Raises UserError if there is no such encoder, or if the spec wants another architecture.
    """
    if not spec.start.startswith(ENCODER_START):
        return {}
    card = encoders.find(project, spec.start.removeprefix(ENCODER_START))
    if spec.encoder not in ("", card.architecture):
        raise UserError(
            tr(
                "The start “{name}” is the encoder {architecture}, and cannot become {encoder}. Choose the "
                "encoder {architecture}, or another start. Nothing was changed.",
                name=card.name,
                architecture=card.architecture,
                encoder=spec.encoder,
            )
        )
    weights = encoders.weights(project, card.id)
    if weights is None:  # the bundled one comes with the program
        return {"encoder": card}
    # Not encoder.safetensors: that is what the run will make.
    (folder / START_FILE).write_bytes(weights)
    return {"encoder": card, "weights": START_FILE}


def _encoder_of(folder: Path) -> EncoderCard:
    """The encoder the run was given: the user may have chosen another meanwhile."""
    card = RunFolder(folder).read_job().manifest.encoder
    assert card is not None
    return card


def _roots_of(folder: Path) -> Roots:
    """The folders the run was given: one may have been located or added meanwhile."""
    return RunFolder(folder).read_job().manifest.roots


def _manifest(project: Project, **more: Any) -> Manifest:
    project.cache.mkdir(parents=True, exist_ok=True)
    roots = folders.of(project)
    first, *further = map(str, roots.paths)
    return Manifest(folder=first, further=tuple(further), folder_ids=roots.ids, cache=str(project.cache), **more)


def _require_images(project: Project) -> ImageList:
    usable = images.image_list(project)
    if not len(usable):
        raise UserError(
            tr("There are no readable images in {folder}. Add some and look through the folder again.", folder=project.folder())
        )
    return usable


def _with_encoder(project: Project, card: EncoderCard, folder: Path) -> dict[str, Any]:
    weights = encoders.weights(project, card.id)
    if weights is None:
        return {"encoder": card}
    (folder / "encoder.safetensors").write_bytes(weights)
    return {"encoder": card, "weights": "encoder.safetensors"}


def _with_classifier(project: Project, folder: Path, **more: Any) -> Manifest:
    """A manifest with the current classifier and its encoder."""
    classifier = classifiers.require_current(project)
    (folder / "classifier.safetensors").write_bytes(classifiers.weights(project, classifier.id))
    return _manifest(
        project,
        classifier="classifier.safetensors",
        classifier_card={"mode": classifier.mode, "id": classifier.id},
        class_ids=classifier.class_ids,
        class_names=classifier.class_names,
        **_with_encoder(project, encoders.get(project, classifier.encoder), folder),
        **more,
    )


def _with_labels(project: Project, folder: Path, accepted: bool = True) -> tuple[dict[str, Any], list[Class]]:
    """The labels, as places in the list of used classes, and that list; nothing where fewer than two are used.

    `accepted`: also predictions that became labels. They come from an encoder and would speak for it in a comparison.
    """
    columns = labels.columns(project, accepted=accepted)
    used = [c for c in classes.every(project) if (columns.classes == c.id).any()]
    if len(used) < 2:
        return {}, used
    index = {c.id: i for i, c in enumerate(used)}
    kept = np.isin(columns.classes, list(index))
    places = np.array([index[c] for c in columns.classes[kept].tolist()], np.int64)
    np.savez(folder / "labels.npz", ids=columns.ids[kept], classes=places)
    return {"labels": "labels.npz"}, used


def _with_embeddings(project: Project, card: EncoderCard, folder: Path, required: bool = True) -> dict[str, Any]:
    ids, vectors = encoders.embeddings(project, card.id)
    if not len(ids):
        if required:
            raise UserError(tr("The images are not embedded with the encoder “{name}” yet. Run `embed` first.", name=card.name))
        return {}
    usable = np.isin(ids, images.every_id(project, readable=True))
    np.savez(folder / "embeddings.npz", ids=ids[usable], vectors=vectors[usable])
    return {"embeddings": "embeddings.npz"}


def _table(found: ImageList, made: dict[str, np.ndarray], names: Sequence[str]) -> list[dict[str, Any]]:
    """The rows (evaluation.COLUMNS) of a foreign folder's images."""
    path_of = dict(zip(found.ids.tolist(), found.paths, strict=True))
    return evaluation.rows(path_of, made["ids"], made["probabilities"], names, made.get("familiar"))
