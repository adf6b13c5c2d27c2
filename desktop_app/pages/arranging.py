"""From what the user wants to see to which rows are shown, in which order and groups. Pure; runs on any thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from core.explore import arrange, query
from core.explore.arrange import Shelf
from core.explore.fields import Field, Groups
from core.project.paths_column import PathColumn
from desktop_app.pages.grid_tools import LABELLED, MARKED, SORTS, UNLABELLED, Wish


@dataclass(frozen=True)
class Question:
    """What arranging depends on. codes int64 [N]: label codes; fixed: the rows of a fixed selection, or None for all."""

    wish: Wish
    paths: PathColumn
    codes: np.ndarray
    fixed: np.ndarray | None
    fields: Mapping[str, Field] = field(default_factory=dict)


@dataclass(frozen=True)
class Arrangement:
    """rows int64 in order; shelves: the groups, empty without; found: bool [N], what search and filter let through, or None
    where they let through everything."""

    rows: np.ndarray
    shelves: tuple[Shelf, ...] = ()
    found: np.ndarray | None = None


def needed(wish: Wish) -> frozenset[str]:
    """The fields that the wish is about."""
    wanted = {SORTS[wish.sort][1], wish.group, *query.needed(query.parse(wish.text))}
    return frozenset(wanted - {""})


def arranged(question: Question) -> Arrangement:
    """Raises UserError where the search text cannot be understood."""
    wish, count = question.wish, len(question.codes)
    found = _found(question)
    mask = _filtered(wish.show, question.codes)
    scope = found if mask is None else (mask if found is None else found & mask)
    rows = np.arange(count) if question.fixed is None else question.fixed[question.fixed < count]
    if scope is not None:
        rows = rows[scope[rows]]
    _, key, descending = SORTS[wish.sort]
    rows = arrange.ordered(rows, question.fields.get(key), descending)
    groups = question.fields.get(wish.group)
    if not isinstance(groups, Groups):
        return Arrangement(rows, (), scope)
    if wish.group in ("copies", "near"):  # what is unique is of no interest to who looks for copies
        rows = rows[groups.places[rows] >= 0]
    rows, shelves = arrange.grouped(rows, groups)
    return Arrangement(rows, tuple(shelves), scope)


def _found(question: Question) -> np.ndarray | None:
    terms = query.parse(question.wish.text)
    if not terms:
        return None
    label = question.fields.get("label")

    def everywhere(text: str) -> np.ndarray:
        there = question.paths.containing(text)
        if isinstance(label, Groups):
            fits = np.array([*(text.casefold() in name.casefold() for name in label.names), False])
            there |= fits[label.places]
        return there

    return query.matching(terms, everywhere, question.fields, len(question.codes))


def _filtered(show: str, codes: np.ndarray) -> np.ndarray | None:
    if show == UNLABELLED:
        return codes == 0
    if show == LABELLED:
        return codes > 0
    return codes < 0 if show == MARKED else None
