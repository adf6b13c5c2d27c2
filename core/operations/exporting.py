"""Taking results away: CSV, copies by class, embeddings. Never writes into the folder of the images, never over a file
that was not asked for."""

import csv
import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core import cells
from core.errors import UserError
from core.operations import strangers
from core.operations.files import put_in_place
from core.pixels.walk import NOT_SUPPORTED, PICTURES
from core.project import classifiers, encoders, images, labels, maps
from core.project.folders import holding
from core.project.project import Project
from core.words import tr

HEADER = ("path", "label", "origin", "prediction", "confidence")
_LONGEST = 150  # bytes of a file's name in a copy: a path of many folders becomes one name


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
        say(_sentences(tr("{count:,} rows are in {labels_file}.", count=count, labels_file=labels_file), note))
    if folders:
        count, note = copy_by_class(project, Path(folders))
        done["folders"] = folders
        say(
            _sentences(
                tr("{count:,} images were copied into {folders}, one folder per class.", count=count, folders=folders), note
            )
        )
    if embeddings_file:
        count = write_embeddings(project, Path(embeddings_file))
        done["embeddings"] = embeddings_file
        say(tr("{count:,} embeddings are in {embeddings_file}.", count=count, embeddings_file=embeddings_file))
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
    refuse_picture(project, target)
    write_csv(target, HEADER, sorted(rows, key=lambda row: str(row["path"])))
    return len(rows), found.sentence


def copy_by_class(project: Project, target: Path) -> tuple[int, str]:
    """Copy labelled images, and predicted ones without a label, into a folder per class; none of these have no folder, whether
    a person or the threshold says so. Existing files are left alone. Returns how many were copied, and what is to be said."""
    root = project.folder()
    if holding(project, target) is not None:
        raise UserError(
            tr("{target} lies inside the folder of the images, which is never written to. Choose another.", target=target)
        )
    given, found = labels.with_origin(project), _predicted(project)
    guessed = {row["path"]: row["label"] for row in found.rows if row["path"] not in found.below}
    listed = images.image_list(project)
    chosen: list[tuple[str, str]] = []
    for image, path in zip(listed.ids.tolist(), listed.paths, strict=True):
        label = given.get(image)
        if label is not None and label.mark in ("class", "none"):
            name = label.name
        else:  # without a label, or with a mark that leaves the class open
            name = guessed.get(path, "")
        if name:
            chosen.append((name, path))
    return _copy(root, target, chosen), found.sentence


def _copy(root: Path, target: Path, chosen: list[tuple[str, str]]) -> int:
    """Copy (class, path) pairs; returns how many were not there yet. Raises UserError where a copy cannot be written."""
    folders = _apart(sorted({name for name, _ in chosen}), safe_name)
    names = {name: _apart([path for other, path in chosen if other == name], _flat) for name in folders}
    count = 0
    for name, path in chosen:
        place = target / folders[name] / names[name][path]
        if place.exists() or not (root / path).is_file():
            continue
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            if target.resolve() not in place.resolve().parents:
                raise UserError(
                    tr(
                        "{parent} leads out of {target}. {copied} Remove it, or choose another folder.",
                        parent=place.parent,
                        target=target,
                        copied=_copied(count),
                    )
                )
            count += _copy_one(root / path, place)
        except OSError as error:
            raise UserError(
                tr(
                    "{place} could not be written: {strerror}. {copied}",
                    place=place,
                    strerror=error.strerror,
                    copied=_copied(count),
                )
            ) from error
    return count


def _copy_one(source: Path, place: Path) -> bool:
    """False if something came there meanwhile: that stays."""
    with source.open("rb") as original:
        try:
            copy = place.open("xb")
        except FileExistsError:
            return False
        try:
            with copy:
                shutil.copyfileobj(original, copy)
        except OSError:
            place.unlink(missing_ok=True)  # half of it
            raise
    return True


def _copied(count: int) -> str:
    return tr("{count:,} images were copied before; nothing that was there was changed.", count=count)


def _apart(texts: Sequence[str], name_of: Callable[[str], str]) -> dict[str, str]:
    """Each text -> a name of its own, also where letters are told apart by nothing but their case: cat, Cat (2), ..."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        name, ending = name_of(text), ""
        if name_of is _flat:
            name, ending = Path(name).stem, Path(name).suffix
        tries = (f"{name}{number}{ending}" for number in ("", *(f" ({n})" for n in range(2, len(texts) + 2))))
        out[text] = next(each for each in tries if each.casefold() not in taken)
        taken.add(out[text].casefold())
    return out


def _flat(path: str) -> str:
    """A path as one file name; the end of a long one, since that tells files apart."""
    name = path.lstrip("/").replace(":/", "/").replace("/", "__")  # in a further folder of the project it is absolute
    raw = os.fsencode(name)
    return name if len(raw) <= _LONGEST else os.fsencode(name)[-_LONGEST:].decode("utf-8", "ignore")


def write_embeddings(project: Project, target: Path) -> int:
    """An npz with paths, vectors float16 [N, D] and, where there is a map, xy float32 [N, 2]."""
    card = encoders.current(project)
    ids, vectors = encoders.embeddings(project, card.id)
    if not len(ids):
        raise UserError(tr("There are no embeddings yet. Run `embed` first."))
    listed = images.image_list(project, ("ok", "unreadable", "missing"))
    path_of = dict(zip(listed.ids.tolist(), listed.paths, strict=True))
    map_ids, xy = maps.latest(project, card.id)
    places = np.full((len(ids), 2), np.nan, np.float32)
    _, here, there = np.intersect1d(ids, map_ids, return_indices=True)
    places[here] = xy[there]
    paths = np.array([path_of[i] for i in ids.tolist()])
    refuse_picture(project, target)
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
            writer.writerows({name: cells.escaped(row[name]) for name in header} for row in rows)

    put_in_place(target, fill)


def refuse_picture(project: Project, target: Path) -> None:
    """UserError rather than write over a file in the folder of the images: those are never written to."""
    place = target.resolve()
    if holding(project, place) is not None and place.exists() and place.suffix.lower().lstrip(".") in PICTURES | NOT_SUPPORTED:
        raise UserError(
            tr(
                "{target} is a picture in the folder of the images, and those are never written to. Choose another name.",
                target=target,
            )
        )


def safe_name(name: str) -> str:
    """A class name as a folder name on any system: no separators, no reserved names, never empty or hidden."""
    cleaned = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", name).strip(" .")
    short = cleaned.encode("utf-8", "replace")[:100].decode("utf-8", "ignore")  # a letter takes up to 4 bytes
    cleaned = short.strip(" .") or "_"
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", cleaned)
    return f"_{cleaned}" if reserved else cleaned
