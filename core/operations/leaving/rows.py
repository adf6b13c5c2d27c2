"""What is known of each image that leaves, read from the project at one moment."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.errors import DamagedPart
from core.operations import strangers
from core.operations.leaving.choice import Choice, survey
from core.project import classifiers, images, labels, maps
from core.project.labels import Given
from core.project.project import Project


@dataclass(frozen=True, slots=True)
class Guess:
    """A prediction: the class's name (strangers.STRANGER if `strange`), confidence and familiar 0..1 (None: not known)."""

    name: str
    confidence: float
    familiar: float | None
    strange: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One image: `place` (x, y) on the map that is shown, None if it is not on it; digest of the whole file."""

    id: int
    path: str
    digest: bytes
    width: int
    height: int
    given: Given | None
    guess: Guess | None
    place: tuple[float, float] | None

    @property
    def label(self) -> str:
        """As it stands in a table: the class, or a mark in brackets; "" without a label."""
        return self.given.text if self.given is not None else ""

    @property
    def named(self) -> str:
        """The class of the label; "" without one and for a mark."""
        return self.given.name if self.given is not None and self.given.mark == "class" else ""

    @property
    def prediction(self) -> str:
        return self.guess.name if self.guess is not None else ""

    @property
    def class_name(self) -> str:
        """By label, or else by prediction: "" for none of these, whether a person or the threshold says so."""
        if self.given is not None and self.given.mark in ("class", "none"):
            return self.given.name
        return self.guess.name if self.guess is not None and not self.guess.strange else ""


@dataclass(frozen=True)
class Rows:
    """The chosen images by path; `note` says what is to be known of their predictions ("" for nothing)."""

    rows: list[Row]
    note: str

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read(project: Project, choice: Choice) -> Rows:
    """The chosen ones of the readable images."""
    looked_at = survey(project)
    chosen = set(looked_at.ids[looked_at.of(choice)].tolist())
    given, place_of = labels.with_origin(project), _places(project)
    told = strangers.of_project(project) if classifiers.current(project) else strangers.Told([], None)
    guess_of = {
        row["path"]: Guess(row["label"], row["confidence"], _share(row["familiar"]), row["path"] in told.below)
        for row in told.rows
    }
    listed = images.image_list(project)
    columns = zip(
        listed.ids.tolist(), listed.paths, listed.digests, listed.widths.tolist(), listed.heights.tolist(), strict=True
    )
    rows = [
        Row(i, path, digest.tobytes(), width, height, given.get(i), guess_of.get(path), place_of.get(i))
        for i, path, digest, width, height in columns
        if i in chosen
    ]
    return Rows(sorted(rows, key=lambda row: row.path), told.sentence)


def _share(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _places(project: Project) -> dict[int, tuple[float, float]]:
    try:
        ids, xy = maps.shown(project)
    except DamagedPart:  # labels leave whatever else is lost
        return {}
    there = np.isfinite(xy).all(1)
    return {i: (x, y) for i, (x, y) in zip(ids[there].tolist(), np.round(xy[there].astype(float), 4).tolist(), strict=True)}
