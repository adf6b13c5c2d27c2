"""The vectors of the current encoder as npz or CSV (docs/formats.md, “Embeddings”)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import UserError
from core.operations.leaving import rows as reading
from core.operations.leaving.choice import EVERYTHING, Choice
from core.operations.leaving.left import Left, Tell, silent
from core.operations.leaving.rows import Row
from core.operations.leaving.tables import fill_lines
from core.operations.leaving.targets import check_file, put_file
from core.project import encoders, maps
from core.project.project import Project
from core.words import tr

ENDINGS = (".npz", ".csv")
FIRST = ("path", "label", "prediction", "x", "y")
_EVERY = 500
_LONGEST = 11  # letters of a float16 with five digits: -5.9605e-08


def write(
    project: Project, target: Path, choice: Choice = EVERYTHING, *, overwrite: bool = False, tell: Tell = silent
) -> Left:  # fmt: skip
    """Every chosen image that is embedded, with its vector. Raises UserError, or Cancelled by `tell`: then nothing was written.

    npz: paths, labels, predictions texts [N], vectors float16 [N, D], xy float32 [N, 2] (NaN: not on the map), encoder, a
    text. CSV: FIRST, then e0 .. e(D-1); x and y are empty for an image that is not on the map."""
    ending = check_file(project, target, overwrite=overwrite, endings=ENDINGS)
    card = encoders.current(project)
    ids, vectors = encoders.embeddings(project, card.id)
    if not len(ids):
        raise UserError(tr("There are no embeddings yet. Run `embed` first."))
    place = {image: n for n, image in enumerate(ids.tolist())}
    found = [row for row in reading.read(project, choice) if row.id in place]
    vectors = vectors[[place[row.id] for row in found]]
    xy = _places(project, card.id, found)
    if ending == ".npz":
        arrays = _arrays(found, vectors, xy, card.name)
        tell(0, len(found))
        put_file(target, lambda file: np.savez(file, **arrays), overwrite=overwrite)
    else:
        width = vectors.shape[1]
        header = (*FIRST, *(f"e{n}" for n in range(width)))
        put_file(target, lambda file: fill_lines(file, header, _lines(found, vectors, xy, tell), width), overwrite=overwrite)
    count = len(found)
    said = tr("1 embedding is in {file}." if count == 1 else "{count:,} embeddings are in {file}.", count=count, file=target)
    return Left(count, target, said)


def _places(project: Project, encoder: int, found: list[Row]) -> np.ndarray:
    """xy float32 [N, 2] on the newest map of this encoder; NaN where it has none."""
    ids, xy = maps.latest(project, encoder)
    at = {image: n for n, image in enumerate(ids.tolist())}
    places = np.full((len(found), 2), np.nan, np.float32)
    for n, row in enumerate(found):
        if row.id in at:
            places[n] = xy[at[row.id]]
    return places


def _arrays(found: list[Row], vectors: np.ndarray, xy: np.ndarray, encoder: str) -> dict[str, Any]:
    texts = {"paths": [r.path for r in found], "labels": [r.label for r in found], "predictions": [r.prediction for r in found]}
    arrays = {name: np.array(column, np.str_) for name, column in texts.items()}
    return arrays | {"vectors": vectors, "xy": xy, "encoder": np.array(encoder)}


def in_words() -> np.ndarray:
    """Every number of 16 bits with the five digits that give it back, str [65,536], by its bits.

    An array, for as many small texts left 5 MB of the window's memory in pieces for the rest of the day (issue 6)."""
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    return np.fromiter((f"{value:.5g}" for value in every), f"U{_LONGEST}", len(every))


def _lines(found: list[Row], vectors: np.ndarray, xy: np.ndarray, tell: Tell) -> Iterator[list[Any]]:
    words = in_words()  # each once: ten thousand vectors of 1,280 have 13 million numbers
    for done, (row, vector, (x, y)) in enumerate(zip(found, vectors, xy.tolist(), strict=True)):
        if done % _EVERY == 0:
            tell(done, len(found))
        numbers = words[vector.view(np.uint16)].tolist()
        here = [round(x, 4), round(y, 4)] if np.isfinite(x) and np.isfinite(y) else ["", ""]
        yield [row.path, row.label, row.prediction, *here, *numbers]
