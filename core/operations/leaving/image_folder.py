"""A tree for training elsewhere, as torchvision's `ImageFolder` and others read it (docs/formats.md, “ImageFolder”)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import UserError
from core.operations.leaving import rows as reading
from core.operations.leaving.by_class import places
from core.operations.leaving.choice import LABELLED, Choice
from core.operations.leaving.left import Left, Tell, silent
from core.operations.leaving.placing import Means, place_all
from core.operations.leaving.rows import Row
from core.operations.leaving.split import validation
from core.operations.leaving.tables import fill_csv
from core.operations.leaving.targets import refuse_inside
from core.project.project import Project
from core.words import tr

TABLE = "images.csv"
_COLUMNS = ("file", "class", "split", "path", "origin", "confidence", "digest")
TRAIN, VALIDATION = "train", "val"
SHARE, SEED = 0.2, 0


def write(
    project: Project,
    target: Path,
    choice: Choice = LABELLED,
    *,
    share: float = 0.0,
    seed: int = SEED,
    means: Means = "copy",
    tell: Tell = silent,
) -> Left:
    """CLASS/FILE, or train/CLASS/FILE and val/CLASS/FILE where a `share` 0..1 is for validation; and images.csv, which says
    what each file was. The folder must be new or empty: what lay in it would be learnt too. Whole or not there. Raises
    UserError, or Cancelled by `tell`."""
    if not 0 <= share < 1:
        raise UserError(tr("The share for validation is a fraction between 0 and 1, for example 0.2."))
    refuse_inside(project, target)
    _refuse_full(target)
    root = project.folder().absolute()
    found = reading.read(project, choice)
    place_of = places(found)
    rows = list(place_of)
    apart = validation([row.class_name for row in rows], [row.digest for row in rows], share, seed)
    side = {row: VALIDATION if chosen else TRAIN for row, chosen in zip(rows, apart, strict=True)}
    file_of = {row: f"{side[row]}/{place}" if share else place for row, place in place_of.items()}
    if not rows:
        raise UserError(tr("None of these images has a class; nothing was written."))
    with _made_beside(target) as folder:
        placed = place_all([(root / row.path, folder / file_of[row]) for row in rows], folder, means, tell)
        there = [row for row in rows if (folder / file_of[row]).exists()]
        fill_csv(folder / TABLE, _COLUMNS, (_cells(row, file_of[row], side[row] if share else "") for row in there))
    note = " ".join(filter(None, (_alone(there, side) if share else "", _lost(placed.gone))))
    return Left(placed.new, target, _sentence(there, side, target, share), note)


def _refuse_full(target: Path) -> None:
    if not target.absolute().parent.is_dir():
        raise UserError(tr("There is no folder {parent} to make {name} in.", parent=target.absolute().parent, name=target.name))
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise UserError(
            tr("{folder} is not empty. Whatever lies in it would be learnt too: choose a new folder. Nothing was written.",
               folder=target)
        )  # fmt: skip


@contextmanager
def _made_beside(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` at the end, or goes."""
    folder = target.absolute().with_name(f".{target.name}.part")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        yield folder
        if target.is_dir():
            target.rmdir()
        folder.rename(target)
    except OSError as error:
        raise UserError(tr("{folder} could not be written: {why}. Nothing was kept of it.",
                           folder=target, why=error.strerror)) from error  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _cells(row: Row, file: str, split: str) -> dict[str, object]:
    decided = bool(row.named)
    return {
        "file": file,
        "class": row.class_name,
        "split": split,
        "path": row.path,
        "origin": row.given.origin if decided and row.given is not None else "prediction",
        "confidence": row.guess.confidence if row.guess is not None else "",
        "digest": row.digest.hex(),
    }


def _sentence(rows: list[Row], side: dict[Row, str], target: Path, share: float) -> str:
    classes = len({row.class_name for row in rows})
    said = tr("1 class" if classes == 1 else "{count:,} classes", count=classes)
    if not share:
        return tr("{count:,} images of {classes} are in {folder}.", count=len(rows), classes=said, folder=target)
    apart = sum(side[row] == VALIDATION for row in rows)
    return tr("{train:,} images to train with and {val:,} for validation, of {classes}, are in {folder}.",
              train=len(rows) - apart, val=apart, classes=said, folder=target)  # fmt: skip


def _alone(rows: list[Row], side: dict[Row, str]) -> str:
    """ImageFolder numbers the classes of each side by itself: where one lacks a class, the numbers differ."""
    missing = {row.class_name for row in rows} - {row.class_name for row in rows if side[row] == VALIDATION}
    if not missing:
        return ""
    return tr("Too few different images to be on both sides, and so only to train with: {classes}. Number the classes by name.",
              classes=", ".join(sorted(missing)))  # fmt: skip


def _lost(count: int) -> str:
    return tr("1 image was not found." if count == 1 else "{count:,} images were not found.", count=count) if count else ""
