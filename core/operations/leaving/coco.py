"""Labels as COCO writes them, for classification (docs/formats.md, “COCO”): one annotation per image, as large as the image."""

from pathlib import Path
from typing import Any

from core.operations.leaving import rows as reading
from core.operations.leaving.choice import LABELLED, Choice
from core.operations.leaving.labels_file import dumped
from core.operations.leaving.left import Left, Tell, silent
from core.operations.leaving.rows import Row, Rows
from core.operations.leaving.targets import check_file, put_file
from core.project import classes
from core.project.project import Project
from core.words import tr

VERSION = "1"
PREDICTED = "prediction"
"""The origin of an annotation that nobody decided."""


def write(
    project: Project,
    target: Path,
    choice: Choice = LABELLED,
    *,
    overwrite: bool = False,
    tell: Tell = silent,
) -> Left:
    """Images, categories and annotations. Labels only, but for a choice that asks for predictions: those carry a `score`.
    Raises UserError, or Cancelled by `tell`: then nothing was written."""
    check_file(project, target, overwrite=overwrite, endings=(".json",))
    found = reading.read(project, choice)
    parts = _parts(project, found, choice.which in ("all", "predicted", "sure"), tell)
    put_file(target, lambda file: _fill(file, parts), overwrite=overwrite)
    count, named = len(found), len(parts["annotations"])
    said = tr("1 image" if count == 1 else "{count:,} images", count=count)
    text = tr("{images} and {named:,} annotations are in {file}.", images=said, named=named, file=target)
    return Left(count, target, text, found.note if choice.which != "labelled" else "")


def _parts(project: Project, found: Rows, predictions: bool, tell: Tell) -> dict[str, list[dict[str, Any]]]:
    every = [c.name for c in classes.every(project)]
    more = sorted({row.class_name for row in found} - {"", *every}) if predictions else []  # of classes that are gone
    number_of = {name: number for number, name in enumerate((*every, *more), 1)}
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for done, row in enumerate(found):
        tell(done, len(found))
        images.append({"id": row.id, "file_name": row.path, "width": row.width, "height": row.height})
        name = row.class_name if predictions else row.named
        if name:
            annotations.append(_annotation(row, len(annotations) + 1, number_of[name]))
    categories = [{"id": number, "name": name, "supercategory": ""} for name, number in number_of.items()]
    return {"images": images, "categories": categories, "annotations": annotations}


def _annotation(row: Row, number: int, category: int) -> dict[str, Any]:
    """Tools for detection want a box: it is the whole image."""
    box = {"bbox": [0, 0, row.width, row.height], "area": row.width * row.height, "iscrowd": 0}
    made = {"id": number, "image_id": row.id, "category_id": category} | box
    if row.named or row.guess is None:
        return made | {"origin": row.given.origin if row.given is not None else ""}
    return made | {"origin": PREDICTED, "score": row.guess.confidence}


def _fill(file: Path, parts: dict[str, list[dict[str, Any]]]) -> None:
    info = {"description": "Image classification, written by Labelight", "version": VERSION}
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"info": {dumped(info)}, "licenses": []')
        for name, entries in parts.items():
            lines = ",\n".join(map(dumped, entries))
            out.write(f',\n"{name}": [\n{lines}\n]')
        out.write("\n}\n")
