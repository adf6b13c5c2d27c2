"""In what order images are shown, and in which groups. Pure functions of fields."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.explore.fields import Field, Groups, Numbers, in_words

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Shelf:
    """One group of the arrangement: its name, how many images it has, and its place in the field's names (-1: nowhere)."""

    name: str
    count: int
    place: int


def ordered(rows: Array, field: Field | None, descending: bool = False) -> Array:
    """`rows` int64 by the field, equal ones as they came; images without a value last. None: as they came."""
    if field is None:
        return rows
    if isinstance(field, Groups):
        values = field.places[rows].astype(float)
        values[values < 0] = np.nan
    else:
        values = field.values[rows]
    key = -values if descending else values
    return rows[np.argsort(np.where(np.isnan(key), np.inf, key), kind="stable")]


def grouped(rows: Array, field: Groups) -> tuple[Array, list[Shelf]]:
    """`rows` with each group together, in the order of the names, those that belong nowhere last; within a group as they
    came. Groups without any of these rows are left out."""
    last = len(field.names)
    places = np.where(field.places[rows] < 0, last, field.places[rows])
    order = np.argsort(places, kind="stable")
    counts = np.bincount(places, minlength=last + 1)
    filled = np.flatnonzero(counts)
    names = (*field.names, field.nowhere)
    return rows[order], [Shelf(names[p], int(counts[p]), p if p < last else -1) for p in filled.tolist()]


def steps(field: Numbers, count: int) -> tuple[Array, tuple[str, str]]:
    """(int64 [N], words): which of `count` equal steps from the smallest to the largest value each image is on, -1 without
    a value; and the two ends in words. Ends are the 1st and 99th percentile, so that one odd file does not flatten the rest."""
    known = field.values[np.isfinite(field.values)]
    if not len(known):
        return np.full(len(field.values), -1, np.int64), ("", "")
    low, high = (0.0, 1.0) if field.measure == "share" else np.percentile(known, (1, 99)).tolist()
    width = (high - low) or 1.0
    share = np.clip((np.nan_to_num(field.values, nan=low) - low) / width, 0, 1)
    places = np.minimum((share * count).astype(np.int64), count - 1)
    places[~np.isfinite(field.values)] = -1
    return places, (in_words(low, field.measure), in_words(high, field.measure))
