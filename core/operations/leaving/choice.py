"""Which images leave: all of them, the labelled ones, those the classifier is sure of, or those somebody selected."""

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np

from core import cells
from core.errors import UserError
from core.operations import evaluation, strangers
from core.project import classifiers, folders, images, labels
from core.project.labels import MARK_CODES
from core.project.project import Project
from core.words import tr

Which = Literal["all", "labelled", "predicted", "sure", "selected"]
"""labelled: of a class, by a person, an import or accepted. predicted: without a class, but with a prediction that is sure
enough. sure: either of the two. A prediction that is none of these counts for nothing, and so does one of an image that a
person called so."""
WORDS: tuple[Which, ...] = ("all", "labelled", "predicted", "sure")
"""What the command line takes beside a file."""


@dataclass(frozen=True)
class Choice:
    """`confidence` 0..1 is the least of a prediction (predicted, sure); `ids` int64 the images that were selected."""

    which: Which = "all"
    confidence: float = 0.0
    ids: tuple[int, ...] = ()


EVERYTHING, LABELLED = Choice(), Choice("labelled")


@dataclass(frozen=True)
class Survey:
    """The readable images of a project, as far as a choice asks: ids int64 [N] ascending, file_sizes int64 [N] in bytes; bool
    [N]: of a `labelled` class, of a `predicted` one (and no label that says otherwise); confidence float64 [N] of the
    prediction, 0 for none; embedded bool [N] by the encoder in use."""

    ids: np.ndarray
    file_sizes: np.ndarray
    labelled: np.ndarray
    predicted: np.ndarray
    confidence: np.ndarray
    embedded: np.ndarray

    def of(self, choice: Choice) -> np.ndarray:
        """bool [N]: which images are chosen."""
        sure = self.predicted & (self.confidence >= choice.confidence)
        if choice.which == "labelled":
            return self.labelled
        if choice.which == "predicted":
            return np.asarray(sure)
        if choice.which == "sure":
            return np.asarray(self.labelled | sure)
        if choice.which == "selected":
            return np.asarray(np.isin(self.ids, choice.ids))
        return np.ones(len(self.ids), bool)

    @cached_property
    def classed(self) -> np.ndarray:
        """bool [N]: which images have a class, by label or by prediction, and so a folder to go to."""
        return np.asarray(self.labelled | self.predicted)


def survey(project: Project, embedded: np.ndarray | None = None) -> Survey:
    """Of the project as it is now; `embedded` int64: ids, where that is wanted."""
    columns = images.file_columns(project)
    ids, count = columns.ids, len(columns.ids)
    given = labels.columns(project)
    labelled = np.isin(ids, given.ids[given.classes > 0])
    outside = np.isin(ids, given.ids[given.classes == MARK_CODES["none"]])
    confidence, sensible = np.zeros(count), np.zeros(count, bool)
    card = classifiers.current(project)
    if card is not None:
        found = classifiers.predictions(project, card.id)
        _, here, there = np.intersect1d(ids, found.ids, return_indices=True)
        if len(there):
            confidence[here] = np.round(found.probabilities[there].max(1).astype(float), evaluation.DIGITS)
            sensible[here] = True
            share = strangers.none_below(project)
            if share != strangers.OFF and found.familiar is not None:
                sensible[here] = ~strangers.below(found.familiar[there], share)
    with_vector = np.zeros(count, bool) if embedded is None else np.isin(ids, embedded)
    return Survey(ids, columns.file_sizes, labelled, sensible & ~labelled & ~outside, confidence, with_vector)


def of_text(project: Project, text: str, confidence: float) -> Choice:
    """What was typed after --only: a word of WORDS, or a CSV with a column path, as suggest, review, odd and predict write it.
    UserError that says what is wrong with it."""
    if not 0 <= confidence <= 1:
        raise UserError(tr("A confidence is a fraction between 0 and 1, for example 0.9."))
    for word in WORDS:
        if text == word:
            return Choice(word, confidence)
    file = Path(text)
    if not file.is_file():
        raise UserError(tr("--only takes {words}, or a CSV file with a column path; there is no file at {file}.",
                           words=", ".join(WORDS), file=file))  # fmt: skip
    with project.read() as connection:
        known, roots = images.ids_by_path(connection), folders.within(connection)
    named = (roots.named(path, known) for path in _paths(file))
    found = [known[name] for name in named if name in known]
    if not found:
        raise UserError(tr("None of the paths in {file} is an image of this project.", file=file))
    return Choice("selected", confidence, tuple(found))


def _paths(file: Path) -> list[str]:
    try:
        text = file.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise UserError(tr("{file} cannot be read: {why}.", file=file, why=error.strerror)) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if "path" not in (reader.fieldnames or ()):
        raise UserError(tr("{file} needs the column path in its first line.", file=file))
    return [cells.plain(row["path"]).replace("\\", "/") for row in reader if row["path"]]
