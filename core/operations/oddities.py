"""Images to look at: copies, nearly the same ones, and those unlike the rest of the folder; and what becomes of them.

`Columns.read` gathers what the lists are made of; `lists` makes them, all off the GUI thread. Labels are not needed for that:
`agreement` is about the labels there are now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

import numpy as np

from core.classify import quick, spread
from core.classify.logistic import blocks, one_thread
from core.explore import fields, odd, twins
from core.pixels.measures import Measured, MeasureStore
from core.project import changed, encoders, images, labels
from core.project.collection import Collection
from core.project.project import Project
from core.records import Change
from core.words import tr

Kind = Literal["copies", "near", "blurred", "dark", "bright", "flat", "size", "outlying", "changed"]
KINDS: tuple[Kind, ...] = ("copies", "near", "blurred", "dark", "bright", "flat", "size", "outlying", "changed")
GROUPED: tuple[Kind, ...] = ("copies", "near")
_COMPARED = 5000  # images each is compared with to see whether it lies far from all; 10,000 x 5,000: 0.3 s


@dataclass(frozen=True)
class Entry:
    """One thing to look at: image ids (several: they are alike), why, and a score (more is odder; 1 for copies)."""

    images: tuple[int, ...]
    reason: str
    score: float


@dataclass(frozen=True)
class Lists:
    """What was found, worst first; `measured`: how many of the images the measures are known of."""

    entries: dict[Kind, tuple[Entry, ...]] = field(default_factory=dict)
    measured: int = 0
    embedded: int = 0


@dataclass(frozen=True)
class Columns:
    """One value per image of `ids` int64 [N]: digests uint8 [N, 16], sizes in pixels int64 [N], measures, and looks float32
    [N, k], NaN where an image is not embedded: products of two rows are their cosine. changed: ids of those whose file is
    not what was labelled."""

    ids: np.ndarray
    digests: np.ndarray
    widths: np.ndarray
    heights: np.ndarray
    measured: Measured
    looks: np.ndarray
    changed: tuple[int, ...] = ()

    @classmethod
    def read(cls, project: Project, shown: Collection, reduced: tuple[np.ndarray, quick.Reduced] | None) -> Self:
        """`reduced`: the embeddings made small, with the ids they belong to; None: there are none."""
        files = images.file_columns(project)
        widths, heights = (_of(shown.ids, files.ids, side) for side in (files.widths, files.heights))
        looks = np.full((len(shown), 1), np.nan, np.float32)
        if reduced is not None and len(reduced[0]):
            some = spread.look(reduced[1].values)
            looks = np.full((len(shown), some.shape[1]), np.nan, np.float32)
            looks[shown.rows(reduced[0])] = some[np.isin(reduced[0], shown.ids)]
        measured = MeasureStore(project.cache / "measures").get(shown.digests)
        others = np.array(changed.since_labelled(project), np.int64)
        there = tuple(others[np.isin(others, shown.ids)].tolist())
        return cls(shown.ids, shown.digests, widths, heights, measured, looks, there)

    def cosines(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """float32 [n] of the images in rows a and b int64 [n]."""
        out = np.empty(len(a), np.float32)
        for part in blocks(len(a)):
            out[part] = np.einsum("ij,ij->i", self.looks[a[part]], self.looks[b[part]])
        return out


def lists(columns: Columns) -> Lists:
    """All lists. 10,000 images: about a second; 100,000: some seconds."""
    by_one: dict[Kind, Callable[[], list[odd.Oddity]]] = {
        "blurred": lambda: odd.blurred(columns.measured.sharpness),
        "dark": lambda: odd.dark(columns.measured.brightness),
        "bright": lambda: odd.bright(columns.measured.brightness),
        "flat": lambda: odd.flat(columns.measured.contrast),
        "size": lambda: odd.odd_sized(columns.widths, columns.heights),
        "outlying": lambda: odd.outlying(distances(columns.looks)),
    }
    found: dict[Kind, tuple[Entry, ...]] = {
        kind: tuple(Entry((int(columns.ids[one.row]),), one.reason, one.score) for one in make())
        for kind, make in by_one.items()
    }
    exact = fields.duplicates(columns.digests).places
    found["copies"] = _grouped(columns.ids, exact, tr("The same file, {} times"))
    found["near"] = _grouped(columns.ids, near_groups(columns, exact), tr("Nearly the same picture, {} times"))
    found["changed"] = tuple(Entry((image,), tr("The file changed after it was labelled"), 1.0) for image in columns.changed)
    known, embedded = int(columns.measured.known.sum()), int(np.isfinite(columns.looks[:, 0]).sum())
    return Lists({kind: found[kind] for kind in KINDS}, known, embedded)


def near_groups(columns: Columns, exact: np.ndarray) -> np.ndarray:
    """int64 [N]: the number of the group of nearly the same pictures each image is in, -1 without. `exact` int64 [N]: groups of
    the same content, which count as one picture here."""
    first = np.ones(len(exact), bool)
    groups, where = np.unique(exact, return_index=True)
    first[exact >= 0] = False
    first[where[groups >= 0]] = True
    rows = np.flatnonzero(first & columns.measured.known)
    plain = odd.is_plain(columns.measured.contrast[rows])
    found = np.full(len(exact), -1, np.int64)
    found[rows] = twins.groups(columns.measured.hashes[rows], plain, lambda a, b: columns.cosines(rows[a], rows[b]))
    copies = exact >= 0
    found[copies] = found[where[np.searchsorted(groups, exact[copies])]]
    return found


def near_field(columns: Columns) -> fields.Groups:
    """Groups of nearly the same pictures, copies of one file among them, the largest first."""
    found = near_groups(columns, fields.duplicates(columns.digests).places)
    sizes = np.bincount(found[found >= 0])
    order = np.argsort(-sizes, kind="stable")
    place = np.empty(len(sizes), np.int64)
    place[order] = np.arange(len(order))
    names = tuple(tr("{count:,} alike ({number})", count=sizes[g], number=n + 1) for n, g in enumerate(order.tolist()))
    return fields.Groups(np.where(found >= 0, place[found], -1) if len(sizes) else found, names, tr("Unique"))


def distances(looks: np.ndarray) -> np.ndarray:
    """float32 [N]: 1 minus the mean cosine of looks [N, k] with the nearest others, of at most 5,000; NaN as the looks."""
    there = np.flatnonzero(np.isfinite(looks[:, 0]))
    out = np.full(len(looks), np.nan, np.float32)
    if len(there) <= odd.NEAREST:
        return out
    compared = spread.drawn(len(there), np.empty(0, np.int64), np.random.default_rng(0), _COMPARED)
    others = looks[there[compared]].T
    own = np.full(len(there), -1, np.int64)
    own[compared] = np.arange(len(compared))
    with one_thread():
        for part in blocks(len(there), 2000):
            alike = looks[there[part]] @ others
            mine = own[part]
            alike[np.flatnonzero(mine >= 0), mine[mine >= 0]] = -1  # not oneself
            out[there[part]] = 1 - np.partition(alike, -odd.NEAREST, axis=1)[:, -odd.NEAREST :].mean(axis=1)
    return out


@dataclass(frozen=True)
class Agreement:
    """What labels there are in groups of alike images. give: class id -> ids of images that lack a label; mend: class id -> ids
    of images with another label than most of their group; groups: how many contradict themselves; known: how many have any
    label."""

    give: dict[int, tuple[int, ...]]
    mend: dict[int, tuple[int, ...]]
    groups: int = 0
    known: int = 0


def agreement(entries: Sequence[Entry], shown: Collection) -> Agreement:
    """In each group the label most have, of two as frequent the one that came first, is the one for all. Marks stay."""
    give: dict[int, list[int]] = {}
    mend: dict[int, list[int]] = {}
    groups = known = 0
    for entry in entries:
        rows = shown.rows(np.array(entry.images, np.int64))
        codes = shown.label_codes[rows]
        if not (codes > 0).any():
            continue
        classes, first, counts = np.unique(codes[codes > 0], return_index=True, return_counts=True)
        best = int(classes[np.lexsort((first, -counts))[0]])
        give.setdefault(best, []).extend(shown.ids[rows[codes == 0]].tolist())
        mend.setdefault(best, []).extend(shown.ids[rows[(codes > 0) & (codes != best)]].tolist())
        groups += len(classes) > 1
        known += 1
    return Agreement(_filled(give), _filled(mend), groups, known)


def label_alike(project: Project, *, classes: dict[int, tuple[int, ...]]) -> Change:
    """Give images the labels of those they are like (class id -> image ids), as one edit of a person."""
    return labels.assign_each(project, classes=classes)


def skip(project: Project, *, images: Sequence[int]) -> Change:
    return labels.mark(project, images=images, mark="skip")


def table(project: Project) -> list[dict[str, Any]]:
    """All lists as rows of path, kind, reason, group (a number for alike images, else empty)."""
    shown = Collection.load(project)
    ids, vectors = encoders.embeddings(project, encoders.current(project).id)
    reduced = (ids, quick.reduce(vectors, ids)) if len(ids) else None
    found = lists(Columns.read(project, shown, reduced))
    rows = []
    for kind in KINDS:
        for number, entry in enumerate(found.entries[kind], 1):
            group = number if kind in GROUPED else ""
            for row in shown.rows(np.array(entry.images, np.int64)).tolist():
                rows.append({"path": shown.paths[row], "kind": kind, "reason": entry.reason, "group": group})
    return rows


def _grouped(ids: np.ndarray, places: np.ndarray, words: str) -> tuple[Entry, ...]:
    """Entries of images with the same number in `places` int64 [N], the largest groups first."""
    rows = np.flatnonzero(places >= 0)
    if not len(rows):
        return ()
    rows = rows[np.argsort(places[rows], kind="stable")]
    parts = np.split(ids[rows], np.flatnonzero(np.diff(places[rows])) + 1)
    parts.sort(key=len, reverse=True)
    return tuple(Entry(tuple(part.tolist()), words.format(len(part)), 1.0) for part in parts if len(part) > 1)


def _of(wanted: np.ndarray, ids: np.ndarray, values: np.ndarray) -> np.ndarray:
    """`values` [M] of images `ids` int64 [M] ascending, for the images `wanted`, all among them or 1."""
    places = np.minimum(np.searchsorted(ids, wanted), max(len(ids) - 1, 0))
    return np.where(ids[places] == wanted, values[places], 1) if len(ids) else np.ones(len(wanted), np.int64)


def _filled(found: dict[int, list[int]]) -> dict[int, tuple[int, ...]]:
    return {class_id: tuple(ids) for class_id, ids in found.items() if ids}
