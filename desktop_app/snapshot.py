"""What the views show, as one frozen value: read on the project's thread, replaced whole after each change.

The keeper lives on that thread and reads only what a change touched; the GUI thread gets finished values.
"""

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

import numpy as np

from core.errors import DamagedPart
from core.operations import comparing, runs, strangers
from core.project import classes, classifiers, encoders, folders, history, images, labels, maps, mending
from core.project.collection import Collection
from core.project.folders import FolderCard
from core.project.project import Project
from core.records import Change, Class, ClassifierCard, EncoderCard, Image, ImageState, MapCard, Run
from desktop_app import view_state


@dataclass(frozen=True)
class Snapshot:
    """Rows are those of `images`. prediction_ids int64 [N]: class id the current classifier gives, 0 for none;
    prediction_confidence float32 [N] in 0..1."""

    images: Collection
    classes: tuple[Class, ...] = ()
    counts: dict[ImageState, int] = field(default_factory=dict)
    unusable: tuple[Image, ...] = ()
    encoders: tuple[EncoderCard, ...] = ()
    encoder: EncoderCard | None = None
    embedded: int = 0
    classifiers: tuple[ClassifierCard, ...] = ()
    classifier: ClassifierCard | None = None
    prediction_ids: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    prediction_confidence: np.ndarray = field(default_factory=lambda: np.empty(0, np.float32))
    undo_text: str = ""
    redo_text: str = ""
    resumable: Run | None = None
    comparison: Run | None = None  # the newest one of two encoders
    maps: tuple[MapCard, ...] = ()
    map: int | None = None  # the map the user chose to keep; None: the newest is shown
    none_below: float = strangers.OFF  # the share below which an image is none of the classes
    waiting: EncoderCard | None = None  # the encoder that is to be compared
    folders: tuple[FolderCard, ...] = ()  # where the images lie, the first folder first
    machine: dict[str, Any] = field(default_factory=dict)
    mended: tuple[str, ...] = ()  # what was damaged and taken out on opening, in sentences
    view: str = ""  # how the project was looked at last (view_state), read once

    @classmethod
    def empty(cls) -> Self:
        return cls(Collection.empty())

    def label_counts(self) -> dict[int, int]:
        """Images per class id, and per mark code."""
        return self._counted

    @cached_property
    def _counted(self) -> dict[int, int]:
        # Every page asks after every label: sorting a million codes each time took longer than the label.
        codes = self.images.label_codes
        codes, numbers = np.unique(codes[codes != 0], return_counts=True)
        return dict(zip(codes.tolist(), numbers.tolist(), strict=True))

    def labelled_classes(self) -> int:
        """How many classes have a label."""
        return sum(1 for code in self.label_counts() if code > 0)


class Keeper:
    """Holds the newest snapshot of a project. Only the project's thread calls it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.snapshot = Snapshot.empty()

    def load(self) -> Snapshot:
        """Damaged arrays that can be made again are taken out first: labels must be there whatever else is lost."""
        self.snapshot = replace(self.snapshot, view=self.project.get(view_state.KEY))
        everything = Change("open", frozenset(_READERS))
        try:
            return self.apply(everything)
        except DamagedPart:
            self.snapshot = replace(self.snapshot, mended=tuple(mending.mend(self.project)[1]))
            return self.apply(everything)

    def apply(self, change: Change) -> Snapshot:
        """The snapshot after this change, reading only the tables it names."""
        now = self.snapshot
        tables = change.tables
        if tables & {"images", "folders"}:
            now = replace(now, images=Collection.load(self.project))
            tables = tables | {"labels", "maps", "predictions", "folders"}
        for reader in dict.fromkeys(reader for name, reader in _READERS.items() if name in tables):
            now = reader(self.project, now, change)
        undo_text, redo_text = history.next_steps(self.project)
        self.snapshot = replace(now, undo_text=undo_text, redo_text=redo_text)
        return self.snapshot


def _read_images(project: Project, now: Snapshot, change: Change) -> Snapshot:
    return replace(now, counts=images.counts(project), unusable=tuple(images.unreadable(project)))


def _read_folders(project: Project, now: Snapshot, change: Change) -> Snapshot:
    return replace(now, folders=folders.cards(project, now.counts))


def _read_classes(project: Project, now: Snapshot, change: Change) -> Snapshot:
    return replace(now, classes=tuple(classes.every(project)))


def _read_labels(project: Project, now: Snapshot, change: Change) -> Snapshot:
    if change.tables & {"images", "folders"}:
        return now  # the collection came with its labels
    if change.images is None:
        return replace(now, images=now.images.with_labels(labels.columns(project)))
    ids = np.array(sorted(change.images), np.int64)
    return replace(now, images=now.images.with_labels(labels.columns(project, ids.tolist()), ids))


def _read_encoders(project: Project, now: Snapshot, change: Change) -> Snapshot:
    current = encoders.current(project)
    embedded = len(encoders.embedded_ids(project, current.id))
    return replace(now, encoders=tuple(encoders.every(project)), encoder=current, embedded=embedded)


def _read_map(project: Project, now: Snapshot, change: Change) -> Snapshot:
    return replace(
        now, images=now.images.with_map(*maps.shown(project)), maps=tuple(maps.every(project)), map=maps.chosen(project)
    )


def _read_predictions(project: Project, now: Snapshot, change: Change) -> Snapshot:
    card = classifiers.current(project)
    ids = np.zeros(len(now.images), np.int64)
    confidence = np.zeros(len(now.images), np.float32)
    if card is not None:
        found = classifiers.predictions(project, card.id)
        known = np.isin(found.ids, now.images.ids)
        rows = now.images.rows(found.ids[known])
        ids[rows] = found.class_ids[found.probabilities[known].argmax(1)]
        confidence[rows] = found.probabilities[known].max(1)
    every = tuple(classifiers.every(project))
    return replace(now, classifier=card, classifiers=every, prediction_ids=ids, prediction_confidence=confidence)


def _read_runs(project: Project, now: Snapshot, change: Change) -> Snapshot:
    compared, waiting = comparing.newest(project), comparing.waiting(project)
    return replace(now, resumable=runs.resumable(project), comparison=compared, waiting=waiting)


def _read_machine(project: Project, now: Snapshot, change: Change) -> Snapshot:
    try:
        machine = json.loads(project.get("machine", "{}"))
    except ValueError:
        machine = {}  # it is asked again
    return replace(now, machine=machine if isinstance(machine, dict) else {})


def _read_settings(project: Project, now: Snapshot, change: Change) -> Snapshot:
    return replace(now, none_below=strangers.none_below(project))


_READERS = {
    "images": _read_images,
    "folders": _read_folders,
    "classes": _read_classes,
    "labels": _read_labels,
    "encoders": _read_encoders,
    "embeddings": _read_encoders,
    "maps": _read_map,
    "predictions": _read_predictions,
    "runs": _read_runs,
    "machine": _read_machine,
    "settings": _read_settings,
}
"""Table -> what reads it into the snapshot; in this order, since a map needs to know the encoder."""
