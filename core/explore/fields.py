"""Fields: one value for each image, to sort, group, colour and search by. Two kinds: groups with names, and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from core.words import tr

Array = npt.NDArray[Any]
Measure = Literal["share", "pixels", "bytes", "date", "number"]

_NS = 1e9
_MOST_DAYS = 100
_UNITS = ("bytes", "kB", "MB", "GB")


@dataclass(frozen=True)
class Groups:
    """places int64 [N]: where in `names` each image belongs, -1 nowhere; `nowhere` says what that means."""

    places: Array
    names: tuple[str, ...]
    nowhere: str = field(default_factory=lambda: tr("None"))

    def counts(self) -> Array:
        """int64: how many images each name has, and last those that belong nowhere."""
        return np.bincount(np.where(self.places < 0, len(self.names), self.places), minlength=len(self.names) + 1)


@dataclass(frozen=True)
class Numbers:
    """values float64 [N], NaN where there is none; `measure` says what they count: share (0..1), pixels, bytes, date
    (seconds since 1970), number."""

    values: Array
    measure: Measure = "number"


Field = Groups | Numbers


def in_words(value: float, measure: Measure) -> str:
    """A number as the user reads it."""
    if np.isnan(value):
        return tr("unknown")
    if measure == "share":
        return f"{value:.0%}"
    if measure == "date":
        return datetime.fromtimestamp(value, UTC).astimezone().strftime("%Y-%m-%d")
    if measure == "bytes":
        return _bytes_in_words(value)
    return f"{value:,.0f} px" if measure == "pixels" else f"{value:,.2g}"


def _bytes_in_words(value: float) -> str:
    step = 0
    while value >= 1000 and step + 1 < len(_UNITS):
        value, step = value / 1000, step + 1
    return tr("{size:,.0f} bytes", size=value) if step == 0 else f"{value:,.1f} {_UNITS[step]}"


def places_of(codes: Array, known: Sequence[int]) -> Array:
    """int64 [N]: where each of codes int64 [N] is in `known` (positive and different), -1: nowhere."""
    ids = np.array(known, np.int64)
    table = np.full(max(int(ids.max(initial=0)), int(codes.max(initial=0))) + 1, -1, np.int64)
    table[ids] = np.arange(len(ids))
    return np.asarray(np.where(codes > 0, table[np.maximum(codes, 0)], -1))


def classes(codes: Array, ids: Sequence[int], names: Sequence[str], marks: Sequence[tuple[int, str]], nowhere: str) -> Groups:
    """Class ids or mark codes int64 [N] (0: none) as groups: the classes in their order, then the marks."""
    places = places_of(codes, ids)
    for place, (code, _) in enumerate(marks, start=len(ids)):
        places[codes == code] = place
    return Groups(places, (*names, *(name for _, name in marks)), nowhere)


def duplicates(digests: Array) -> Groups:
    """Files with the same content, from digests uint8 [N, 16]; the largest groups first."""
    if not len(digests):
        return Groups(np.empty(0, np.int64), (), tr("Unique"))
    halves = np.ascontiguousarray(digests).view(np.uint64)
    order = np.lexsort((halves[:, 1], halves[:, 0]))
    fresh = np.ones(len(order), bool)
    fresh[1:] = (halves[order][1:] != halves[order][:-1]).any(axis=1)
    number = np.empty(len(order), np.int64)
    number[order] = np.cumsum(fresh) - 1
    sizes = np.bincount(number)
    several = np.flatnonzero(sizes > 1)
    several = several[np.argsort(-sizes[several], kind="stable")]
    place = np.full(len(sizes), -1, np.int64)
    place[several] = np.arange(len(several))
    names = (tr("{count:,} copies ({number})", count=sizes[g], number=n + 1) for n, g in enumerate(several.tolist()))
    return Groups(place[number], tuple(names), tr("Unique"))


def dates(mtimes: Array) -> Numbers:
    """When files were changed last, from int64 ns since 1970."""
    return Numbers(mtimes / _NS, "date")


def days(mtimes: Array) -> Groups:
    """The same by day, in the user's time zone, newest last. Days, then months, then years: never more than 100 groups."""
    seconds = (mtimes / _NS + _zone_offset()).astype("datetime64[s]")
    for unit in ("D", "M", "Y"):
        kinds, places = np.unique(seconds.astype(f"datetime64[{unit}]"), return_inverse=True)
        if len(kinds) <= _MOST_DAYS:
            break
    return Groups(places.astype(np.int64), tuple(str(kind) for kind in kinds), tr("No date"))


def _zone_offset() -> float:
    offset = datetime.now().astimezone().utcoffset()
    return offset.total_seconds() if offset is not None else 0.0
