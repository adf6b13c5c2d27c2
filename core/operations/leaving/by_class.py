"""A folder per class: the images by label, or by prediction where there is no label, copied or linked."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from core.operations.leaving import rows as reading
from core.operations.leaving.choice import EVERYTHING, Choice
from core.operations.leaving.left import Left, Tell, silent
from core.operations.leaving.names import apart, flat, safe_name
from core.operations.leaving.placing import Means, Placed, place_all
from core.operations.leaving.rows import Row
from core.operations.leaving.targets import refuse_inside
from core.project.project import Project
from core.words import tr


def write(
    project: Project,
    target: Path,
    choice: Choice = EVERYTHING,
    *,
    means: Means = "copy",
    overwrite: bool = False,
    tell: Tell = silent,
) -> Left:
    """The chosen images that have a class; none of these have no folder, whether a person or the threshold says so. What is
    there stays as it is, but for files of the same names if `overwrite`. Raises UserError, or Cancelled by `tell`."""
    refuse_inside(project, target)
    root = project.folder().absolute()
    found = reading.read(project, choice)
    pairs = [(root / row.path, target / place) for row, place in places(found).items()]
    placed = place_all(pairs, target, means, tell, overwrite=overwrite)
    return Left(placed.new, target, sentence(placed, target, means), " ".join(filter(None, (_gone(placed), found.note))))


def places(found: Iterable[Row]) -> dict[Row, str]:
    """Where each image that has a class goes."""
    rows = [row for row in found if row.class_name]
    place_of = places_of({row.path: row.class_name for row in rows})
    return {row: place_of[row.path] for row in rows}


def places_of(classes: Mapping[str, str]) -> dict[str, str]:
    """Path of an image -> class, to path -> class/name, with `/`: each a name of its own that any system takes."""
    by_class: dict[str, list[str]] = {}
    for path, name in classes.items():
        by_class.setdefault(name, []).append(path)
    folders = apart(sorted(by_class), safe_name)
    out: dict[str, str] = {}
    for name, paths in by_class.items():
        files = apart(paths, flat)
        out |= {path: f"{folders[name]}/{files[path]}" for path in paths}
    return out


def sentence(placed: Placed, target: Path, means: Means) -> str:
    """What was placed, for people."""
    if not placed.new:
        return tr(
            "Every image that has a class is in {folder} already; nothing was written."
            if placed.there
            else "No image has a class; nothing was written into {folder}.",
            folder=target,
        )
    one = placed.new == 1
    if means == "copy":
        said = tr("1 image was copied" if one else "{count:,} images were copied", count=placed.new)
    else:
        said = tr("1 image was linked" if one else "{count:,} images were linked", count=placed.new)
    where = tr("{done} into {folder}, one folder per class.", done=said, folder=target)
    if not placed.there:
        return where
    return f"{where} {tr('{count:,} were there already and stay as they are.', count=placed.there)}"


def _gone(placed: Placed) -> str:
    if not placed.gone:
        return ""
    return tr("1 image was not found." if placed.gone == 1 else "{count:,} images were not found.", count=placed.gone)
