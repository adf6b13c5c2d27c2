"""Whether a row that was read from a damaged or foreign file says something Labelight can use."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from core.jobs.manifest import DIGEST_BYTES
from core.records import ImageState, Mark, Origin, PickReason, RunState, StageName

_LARGEST_ID = 2**53
_LONGEST_NAME = 1_000  # far over what a class or an encoder may be called
_LARGEST_SIDE = 4_096  # px an encoder can look at; far over what any is made for
_WIDEST = 65_536  # numbers of an embedding
_DTYPE = re.compile(r"bytes|[<>|=][biuf][1248]")

Row = Mapping[str, Any]


def is_plausible(table: str, row: Row) -> bool:
    """Types are taken for granted (`salvage.Layout`); this is about what the values mean."""
    identified = 0 < row.get("id", 1) < _LARGEST_ID
    return identified and _RULES.get(table, _anything)(row)


def is_json(text: str, kind: type, items: type | tuple[type, ...] = object) -> bool:
    """Whether the text is a JSON object (kind dict) or a JSON list of these items."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, kind) and (not isinstance(value, list) or all(isinstance(item, items) for item in value))


def _anything(row: Row) -> bool:
    return True


def _folder(row: Row) -> bool:
    return len(row["path"]) > 0 and b"\0" not in row["path"]


def _image(row: Row) -> bool:
    return row["state"] in get_args(ImageState) and len(row["digest"]) == DIGEST_BYTES


def _class(row: Row) -> bool:
    return 0 < len(row["name"]) <= _LONGEST_NAME


def _label(row: Row) -> bool:
    known = row["mark"] in get_args(Mark) and row["origin"] in get_args(Origin)
    return known and (row["mark"] == "class") == (row["class_id"] is not None)


def _pick(row: Row) -> bool:
    return row["reason"] in get_args(PickReason)


def _run(row: Row) -> bool:
    known = row["stage"] in get_args(StageName) and row["state"] in get_args(RunState)
    return known and is_json(row["spec"], dict) and is_json(row["result"], dict)


def _metric(row: Row) -> bool:
    return is_json(row["metrics"], dict)


def _array(row: Row) -> bool:
    known = _DTYPE.fullmatch(row["dtype"]) is not None and is_json(row["shape"], list, int)
    return known and all(0 <= side < _LARGEST_ID for side in json.loads(row["shape"]))


def _encoder(row: Row) -> bool:
    short = 0 < len(row["name"]) <= _LONGEST_NAME
    sized = 0 < row["size"] <= _LARGEST_SIDE and 0 < row["width"] <= _WIDEST
    return short and sized and all(is_json(row[name], list, (int, float)) for name in ("mean", "std"))


def _classifier(row: Row) -> bool:
    classes = is_json(row["class_ids"], list, int) and is_json(row["class_names"], list, str)
    return classes and row["mode"] in ("linear", "full") and is_json(row["details"], dict)


def _setting(row: Row) -> bool:
    return row["key"] != "machine" or is_json(row["value"], dict)


_RULES: dict[str, Callable[[Row], bool]] = {
    "folders": _folder,
    "images": _image,
    "classes": _class,
    "labels": _label,
    "picks": _pick,
    "runs": _run,
    "metrics": _metric,
    "arrays": _array,
    "encoders": _encoder,
    "classifiers": _classifier,
    "meta": _setting,
}
