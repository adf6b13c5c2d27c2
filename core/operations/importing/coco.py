"""Labels from a COCO file: images, categories, and annotations that join them. Only who is what is used."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import UserError
from core.operations.importing.rows import Row, Said, Source, tidy
from core.words import tr

_LARGEST = 512 * 2**20
"""Bytes: the annotations of COCO's own 118,000 images are 448 MiB."""
_USED = frozenset(("images", "annotations", "categories", "id", "file_name", "image_id", "category_id", "name"))
_SHAPES = frozenset(("bbox", "segmentation", "keypoints"))
_SHAPE = "shape"  # instead of a box or an outline: that there was one


def read(file: Path) -> Source:
    """Every annotation is a label of its image; several on one image may disagree, which the plan tells. Raises UserError for
    what is no COCO file, too large, or nested too deeply."""
    parts = _parts(file)
    names = {key: tidy(c["name"]) for c in parts["categories"] if (key := _key(c, "id")) and isinstance(c.get("name"), str)}
    paths = {key: i["file_name"] for i in parts["images"] if (key := _key(i, "id")) and isinstance(i.get("file_name"), str)}
    rows: dict[Row, None] = {}
    passed_over = 0
    for annotation in parts["annotations"]:
        path, name = paths.get(_key(annotation, "image_id")), names.get(_key(annotation, "category_id"))
        if path and name:
            rows[Row(path.replace("\\", "/").removeprefix("./"), Said(name))] = None
        else:
            passed_over += 1
    return Source(file.name, tuple(rows), _notes(parts["annotations"], passed_over))


def _notes(annotations: list[dict[str, Any]], passed_over: int) -> tuple[str, ...]:
    notes = []
    if any(_SHAPE in annotation for annotation in annotations):
        notes.append(tr("Boxes and outlines are not used: a label is of the whole image."))
    if passed_over:
        note = tr(
            "1 annotation was passed over: its image or its category is not in the file."
            if passed_over == 1
            else "{count:,} annotations were passed over: their image or their category is not in the file.",
            count=passed_over,
        )
        notes.append(note)
    return tuple(notes)


def _parts(file: Path) -> Mapping[str, list[dict[str, Any]]]:
    """The three lists, each of objects. Plain data: reading JSON runs nothing."""
    try:
        if file.stat().st_size > _LARGEST:
            raise UserError(tr("{file} is larger than a list of labels can be. Nothing was imported.", file=file.name))
        whole = json.loads(file.read_bytes(), object_pairs_hook=_slim)
    except OSError as error:
        raise UserError(tr("{file} cannot be read: {error}.", file=file, error=error.strerror)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise UserError(tr("{file} is not sound JSON, or nested too deeply. Nothing was imported.", file=file.name)) from error
    parts = {}
    for name in ("images", "annotations", "categories"):
        part = whole.get(name) if isinstance(whole, dict) else None
        if not isinstance(part, list):
            text = tr("{file} is no COCO file: it has no list “{part}”. Nothing was imported.", file=file.name, part=name)
            raise UserError(text)
        parts[name] = [each for each in part if isinstance(each, dict)]
    return parts


def _slim(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object as it is read, without what is not used: outlines are nine tenths of such files."""
    kept = {key: value for key, value in pairs if key in _USED}
    if any(key in _SHAPES and value for key, value in pairs):
        kept[_SHAPE] = True
    return kept


def _key(entry: Mapping[str, Any], name: str) -> str:
    """An id as text, as some programs write 7 and some "7"; empty if there is none."""
    value = entry.get(name)
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
