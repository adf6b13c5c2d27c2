"""What the points of the map are coloured by: from a field to colours, shapes and the entries of the legend. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from core.explore import arrange, fields
from core.explore.fields import Groups, Numbers
from core.project.labels import MARK_CODES
from core.records import CLASS_COLOURS, Class
from core.words import tr
from desktop_app import theme

NO_CLASS = 0
"""Where the key of a colour is expected: images that have none."""
STRANGERS = MARK_CODES["none"]
"""And images that look like nothing labelled."""
_STRANGE = "cross"
_BEHIND = 0.35  # opacity of the others where strangers are pointed out
_RAMP = ("#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725")  # viridis: reads without colour vision too
_STEPS = 32
_FAINTEST = 0.25  # opacity of the least sure prediction
MOST_GROUPS = 28  # groups with a colour of their own: each colour twice, with another shape


@dataclass(frozen=True)
class Entry:
    """One colour: its key, what it means, how it looks; `colour` is empty for the grey of what has none."""

    key: int
    name: str
    colour: str
    shape: str


@dataclass(frozen=True)
class Colouring:
    """index int64 [N]: place in `palette`, -1 grey; keys int64 [N]: key of the entry of each image, NO_CLASS without;
    alpha float32 [N] or None; `note` says what the colours mean where there are no entries."""

    index: np.ndarray
    palette: tuple[str, ...]
    shapes: tuple[str, ...] = ()
    alpha: np.ndarray | None = None
    entries: tuple[Entry, ...] = ()
    keys: np.ndarray | None = None
    note: str = ""


def by_class(codes: np.ndarray, classes: Sequence[Class], confidence: np.ndarray | None, grey: str) -> Colouring:
    """Class ids int64 [N] in the colours of the classes; `confidence` float [N] in 0..1, if given, as opacity."""
    index = fields.places_of(codes, [c.id for c in classes])
    keys = np.where(index >= 0, codes, NO_CLASS)
    entries = tuple(Entry(c.id, c.name, c.colour, theme.shape_of(c.position)) for c in classes)
    alpha = None if confidence is None else np.clip(confidence, _FAINTEST, 1.0).astype(np.float32)
    shapes = tuple(entry.shape for entry in entries)
    return Colouring(index, tuple(c.colour for c in classes), shapes, alpha, _with_grey(entries, keys, grey), keys)


def by_group(field: Groups) -> Colouring:
    """The groups of a field, each with a colour and shape; beyond MOST_GROUPS only the largest have one."""
    counts = field.counts()[:-1]
    chosen = np.sort(np.argsort(-counts, kind="stable")[:MOST_GROUPS]) if len(counts) > MOST_GROUPS else np.arange(len(counts))
    place_of = np.full(len(counts) + 1, -1, np.int64)  # the last one for those that belong nowhere
    place_of[chosen] = np.arange(len(chosen))
    index = place_of[field.places]
    palette = tuple(CLASS_COLOURS[n % len(CLASS_COLOURS)] for n in range(len(chosen)))
    entries = tuple(
        Entry(n + 1, field.names[group], palette[n], theme.shape_of(n + n // len(CLASS_COLOURS)))
        for n, group in enumerate(chosen.tolist())
    )
    keys = index + 1
    grey = field.nowhere if len(chosen) == len(counts) else tr("{value:,} smaller ones", value=len(counts) - len(chosen))
    shapes = tuple(entry.shape for entry in entries)
    return Colouring(index, palette, shapes, None, _with_grey(entries, keys, grey), keys)


def by_number(field: Numbers) -> Colouring:
    """A ramp from dark (small) to bright (large)."""
    index, (low, high) = arrange.steps(field, _STEPS)
    note = tr("From {low} (dark) to {high} (bright)", low=low, high=high) if low else tr("Nothing is known yet")
    return Colouring(index, tuple(ramp(_STEPS)), note=note)


def with_strangers(found: Colouring, strange: np.ndarray, colour: str, alone: bool) -> Colouring:
    """The images that look like nothing labelled, bool [N], in one colour over whatever coloured them; `alone`: all others
    step back. Where it has entries there is one more before them, else the note says it."""
    known = len(found.palette)
    shapes = found.shapes or ("circle",)
    shapes = (*(shapes[place % len(shapes)] for place in range(known)), _STRANGE)
    alpha = found.alpha if found.alpha is not None else np.ones(len(strange), np.float32)
    alpha = np.where(strange, np.float32(1), alpha * np.float32(_BEHIND if alone else 1))
    entries, keys, note = found.entries, found.keys, found.note
    if keys is not None:
        entries, keys = (Entry(STRANGERS, tr("None of these"), colour, _STRANGE), *entries), np.where(strange, STRANGERS, keys)
    else:
        note = tr("{note}; crosses are none of these", note=note)
    return Colouring(np.where(strange, known, found.index), (*found.palette, colour), shapes, alpha, entries, keys, note)


def ramp(steps: int) -> list[str]:
    """Colours from dark to bright, as `#rrggbb`."""
    anchors = np.array([QColor(c).getRgb()[:3] for c in _RAMP], float)
    places = np.linspace(0, len(anchors) - 1, steps)
    channels = [np.interp(places, np.arange(len(anchors)), anchors[:, i]) for i in range(3)]
    return [f"#{int(r):02x}{int(g):02x}{int(b):02x}" for r, g, b in zip(*channels, strict=True)]


def _with_grey(entries: tuple[Entry, ...], keys: np.ndarray, grey: str) -> tuple[Entry, ...]:
    if not entries or (keys != NO_CLASS).all():
        return entries
    return (*entries, Entry(NO_CLASS, grey, "", "circle"))
