"""What the user types to find images: words that must all be there, and fields compared with a value.

moth                 file name, folder or label holds "moth", whatever the case
"black moth"         with a space in it
label:luna           the label's name holds "luna"; likewise folder:, prediction:, name:
label:none           without a label
confidence<60%       also > <= >= =; familiar<5% or familiar<0.05, size>1000 (pixels on the longer side), bytes>2MB,
                     date>=2024-05
-moth, -label:luna   not these
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.explore.fields import Field, Groups, Measure, Numbers
from core.words import tr

Mask = npt.NDArray[np.bool_]
Array = npt.NDArray[Any]

_TERM = re.compile(r'(-?)(?:(\w+)(:|<=|>=|<|>|=))?("[^"]*"?|\S+)')
_SCALES = {"": 1.0, "%": 0.01, "k": 1e3, "kb": 1e3, "mb": 1e6, "gb": 1e9}
_DATES = ("%Y-%m-%d", "%Y-%m", "%Y")
_COMPARE: Mapping[str, Callable[[Array, float], Mask]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.isclose,
    ":": np.isclose,
}
WITHOUT = ("none", "nothing")
"""After a colon: images the field says nothing about."""


@dataclass(frozen=True)
class Term:
    """One condition. `field` empty: the words are looked for everywhere."""

    field: str
    relation: str
    value: str
    negated: bool = False


def parse(text: str) -> tuple[Term, ...]:
    """The conditions of a search text, in order; none for an empty one."""
    return tuple(
        Term(name.lower(), relation, value.strip('"'), minus == "-")
        for minus, name, relation, value in _TERM.findall(text)
        if value.strip('"')
    )


def needed(terms: tuple[Term, ...]) -> frozenset[str]:
    """The fields a search needs."""
    return frozenset(term.field for term in terms if term.field)


def matching(terms: tuple[Term, ...], everywhere: Callable[[str], Mask], fields: Mapping[str, Field], count: int) -> Mask:
    """bool [count]: the images all terms are true of. `everywhere(text)` says where a plain word is found.

    Raises UserError for a field that is not in `fields`, or a value it cannot be compared with.
    """
    found = np.ones(count, bool)
    for term in terms:
        mask = _one(term, fields) if term.field else everywhere(term.value)
        found &= ~mask if term.negated else mask
    return found


def _one(term: Term, fields: Mapping[str, Field]) -> Mask:
    field = fields.get(term.field)
    if field is None:
        known = ", ".join(sorted(fields))
        raise UserError(
            tr("Nothing is known by the name “{field}”. One can search by: {known}.", field=term.field, known=known)
        )
    if isinstance(field, Numbers):
        return _compared(term, field)
    if term.relation not in (":", "="):
        raise UserError(tr("“{field}” has names, not numbers: write {field}:name.", field=term.field))
    return _named(term, field)


def _named(term: Term, field: Groups) -> Mask:
    wanted = term.value.casefold()
    if wanted in WITHOUT and wanted not in (name.casefold() for name in field.names):
        return np.asarray(field.places < 0)
    fits = np.array([*(wanted in name.casefold() for name in field.names), False])
    return np.asarray(fits[field.places])  # -1, nowhere, is the last one


def _compared(term: Term, field: Numbers) -> Mask:
    if term.value.casefold() in WITHOUT:
        return np.asarray(np.isnan(field.values))
    value = _number(term, field.measure)
    with np.errstate(invalid="ignore"):
        return np.asarray(_COMPARE[term.relation](field.values, value) & np.isfinite(field.values))


def _number(term: Term, measure: Measure) -> float:
    if measure == "date":
        return _date(term)
    found = re.fullmatch(r"([\d.]+)\s*(%|[kmg]?b?|k)", term.value.casefold())
    if found is None or found[1].count(".") > 1 or found[1] == "." or found[2] not in _SCALES:
        raise UserError(tr("“{value}” is no number that {field} could be compared with.", value=term.value, field=term.field))
    value = float(found[1]) * _SCALES[found[2]]
    return value / 100 if measure == "share" and found[2] == "" and value > 1 else value


def _date(term: Term) -> float:
    for form in _DATES:
        try:
            return datetime.strptime(term.value, form).astimezone().timestamp()
        except ValueError:
            continue
    raise UserError(tr("“{value}” is no date. Write it as 2024-05-31, 2024-05 or 2024.", value=term.value))
