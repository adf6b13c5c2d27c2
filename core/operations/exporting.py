"""Taking results away: CSV, copies by class, embeddings. Never writes into the folder of the images, never over a file
that was not asked for."""

import csv
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import UserError
from core.operations import strangers
from core.operations.files import put_in_place
from core.project import classifiers, encoders, images, labels, maps
from core.project.project import Project

HEADER = ("path", "label", "origin", "prediction", "confidence")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(
    project: Project,
    *,
    labels_file: str | None,
    folders: str | None,
    embeddings_file: str | None,
    say: Callable[[str], None],
) -> dict[str, Any]:
    """Write whatever was asked for; says each file. Returns {what: path}."""
    done: dict[str, Any] = {}
    if labels_file:
        count, note = write_labels(project, Path(labels_file))
        done["labels"] = labels_file
        say(_sentences(f"{count:,} rows are in {labels_file}.", note))
    if folders:
        count, note = copy_by_class(project, Path(folders))
        done["folders"] = folders
        say(_sentences(f"{count:,} images were copied into {folders}, one folder per class.", note))
    if embeddings_file:
        count = write_embeddings(project, Path(embeddings_file))
        done["embeddings"] = embeddings_file
        say(f"{count:,} embeddings are in {embeddings_file}.")
    return done


def write_labels(project: Project, target: Path) -> tuple[int, str]:
    """CSV of every image: path, label (of a person, an import or accepted), its origin, prediction and confidence. Returns the
    number of rows, and what is to be said of predictions that are “none of these” (core/operations/strangers.py)."""
    given = labels.with_origin(project)
    found = _predicted(project)
    predicted = {row["path"]: row for row in found.rows}
    listed = images.image_list(project)
    rows = []
    for image, path in zip(listed.ids.tolist(), listed.paths, strict=True):
        label = given.get(image)
        guess = predicted.get(path, {})
        rows.append(
            {
                "path": path,
                "label": label.text if label is not None else "",
                "origin": label.origin if label is not None else "",
                "prediction": guess.get("label", ""),
                "confidence": guess.get("confidence", ""),
            }
        )
    write_csv(target, HEADER, sorted(rows, key=lambda row: str(row["path"])))
    return len(rows), found.sentence


def copy_by_class(project: Project, target: Path) -> tuple[int, str]:
    """Copy labelled images, and predicted ones without a label, into a folder per class; none of these have no folder, whether
    a person or the threshold says so. Existing files are left alone. Returns how many were copied, and what is to be said."""
    root = project.folder()
    if target.resolve() == root or root in target.resolve().parents:
        raise UserError(f"{target} lies inside the folder of the images, which is never written to. Choose another.")
    given, found = labels.with_origin(project), _predicted(project)
    guessed = {row["path"]: row["label"] for row in found.rows if row["path"] not in found.below}
    listed = images.image_list(project)
    count = 0
    for image, path in zip(listed.ids.tolist(), listed.paths, strict=True):
        label = given.get(image)
        if label is not None and label.mark in ("class", "none"):
            name = label.name
        else:  # without a label, or with a mark that leaves the class open
            name = guessed.get(path, "")
        if not name:
            continue
        place = target / safe_name(name) / path.replace("/", "__")
        if not place.exists() and (root / path).is_file():
            _copy_whole(root / path, place)
            count += 1
    return count, found.sentence


def _copy_whole(source: Path, place: Path) -> None:
    """Half a copy would count as one that is there already, the next time."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{place.parent} could not be made: {error.strerror}. What was copied before is there.") from error
    put_in_place(place, lambda file: shutil.copyfile(source, file))


def write_embeddings(project: Project, target: Path) -> int:
    """An npz with paths, vectors float16 [N, D] and, where there is a map, xy float32 [N, 2]."""
    card = encoders.current(project)
    ids, vectors = encoders.embeddings(project, card.id)
    if not len(ids):
        raise UserError("There are no embeddings yet. Run `embed` first.")
    listed = images.image_list(project, ("ok", "unreadable", "missing"))
    path_of = dict(zip(listed.ids.tolist(), listed.paths, strict=True))
    map_ids, xy = maps.latest(project, card.id)
    places = np.full((len(ids), 2), np.nan, np.float32)
    _, here, there = np.intersect1d(ids, map_ids, return_indices=True)
    places[here] = xy[there]
    paths = np.array([path_of[i] for i in ids.tolist()])
    put_in_place(target, lambda file: np.savez(file, paths=paths, vectors=vectors, xy=places, encoder=np.array(card.name)))
    return len(ids)


def _predicted(project: Project) -> strangers.Told:
    """By the project's threshold; nothing without a classifier."""
    return strangers.of_project(project) if classifiers.current(project) else strangers.Told([], None)


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def write_csv(target: Path, header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """UTF-8 CSV, written beside and then put in place. Cells that a spreadsheet would run as a formula are quoted."""

    def fill(file: Path) -> None:
        with file.open("w", encoding="utf-8", errors="surrogateescape", newline="") as out:
            writer = csv.DictWriter(out, header, extrasaction="ignore")
            writer.writeheader()
            writer.writerows({name: _harmless(row[name]) if name != "path" else row[name] for name in header} for row in rows)

    put_in_place(target, fill)


def safe_name(name: str) -> str:
    """A class name as a folder name on any system: no separators, no reserved names, never empty or hidden."""
    cleaned = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", name).strip(" .") or "_"
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", cleaned)
    return f"_{cleaned}" if reserved else cleaned[:100]


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
