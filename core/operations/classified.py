"""What the classifier said about another folder: read from the newest such run to be shown, and left as a table or a page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.errors import UserError
from core.operations import evaluation, prediction_report, sorting, strangers
from core.operations.leaving.left import Left, Tell
from core.operations.leaving.tables import fill_csv
from core.operations.leaving.targets import check_file, put_file
from core.operations.prediction_report import Counted
from core.operations.strangers import Told
from core.pixels.digests import DIGEST_BYTES
from core.project import classifiers, runs
from core.project.project import Project
from core.records import Run
from core.words import tr

_LOOKED_AT = 10
"""Newest runs that are searched for one about another folder: most are about the project's own images."""


@dataclass(frozen=True)
class Classified:
    """Of one folder: what is told of each image by the project's threshold, that counted, blake2b-128 of each image in the
    order of the rows (none of a run by an older Labelight), and (path, reason) of what could not be read. `run`, `classifier`:
    ids. `expected` says how often this classifier is right and of what, empty where another one is in use by now; `warning`
    whether much more is unfamiliar than in the project, empty where it is not."""

    run: int
    classifier: int
    folder: Path
    told: Told
    counted: Counted
    digests: tuple[bytes, ...]
    left_out: tuple[tuple[str, str], ...]
    expected: str
    warning: str


def newest(project: Project) -> Classified | None:
    """Of the folder that was classified last; None if none was. Reads one run and every prediction of the project."""
    for run in runs.every(project, "predict", limit=_LOOKED_AT):
        if run.spec.get("folder") and run.state == "done" and "table" in run.result:
            return _of(project, run)
    return None


def save_table(found: Classified, target: Path, overwrite: bool, project: Project, tell: Tell) -> Left:
    """One row for each image, as `predict --csv` writes it. UserError where the file may not be written."""
    _check(found, project, target, overwrite, ".csv")
    rows = found.told.rows
    tell(0, len(rows))
    put_file(target, lambda file: fill_csv(file, evaluation.COLUMNS, rows), overwrite=overwrite)
    said = tr("{count:,} predictions are in {file}.", count=len(rows), file=target)
    return Left(len(rows), target, said, found.told.sentence)


def save_page(found: Classified, target: Path, overwrite: bool, project: Project, tell: Tell) -> Left:
    """The page of `predict --report`. UserError where the file may not be written, or another classifier is in use by now: the
    page says how good that one is."""
    _check(found, project, target, overwrite, ".md")
    if found.classifier != classifiers.require_current(project).id:
        raise UserError(
            tr(
                "Another classifier is in use since {folder} was classified. Classify it again for a report.",
                folder=found.folder,
            )
        )
    tell(0, 1)
    left_out = [{"path": path, "reason": reason} for path, reason in found.left_out]
    text = prediction_report.page(project, found.folder, found.told, left_out)
    put_file(target, partial(_fill, text), overwrite=overwrite)
    return Left(len(found.told.rows), target, tr("A page about it is in {file}.", file=target))


def save_copies(found: Classified, target: Path, project: Project, tell: Tell) -> Left:
    """As `sorting.copies`."""
    return sorting.copies(project, found.folder, found.told, target, tell)


Save = Callable[[Classified, Path, bool, Project, Tell], Left]


def _of(project: Project, run: Run) -> Classified:
    told = strangers.told(project, run.result["table"])
    counted, classifier = prediction_report.count(told), int(run.result.get("classifier", 0))
    card = classifiers.current(project)
    expected = prediction_report.expected(project, card) if card is not None and card.id == classifier else []
    warning = prediction_report.warning(project, counted)
    digests = bytes.fromhex(run.result.get("digests", ""))
    return Classified(
        run.id,
        classifier,
        Path(run.spec["folder"]),
        told,
        counted,
        tuple(digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES)),
        tuple((str(file["path"]), str(file["reason"])) for file in run.result.get("left_out", [])),
        " ".join(filter(None, expected)),
        " ".join(filter(None, warning)).replace("**", ""),
    )


def _check(found: Classified, project: Project, target: Path, overwrite: bool, ending: str) -> None:
    sorting.check(project, found.folder, target)
    check_file(project, target, overwrite=overwrite, endings=(ending,))


def _fill(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8", errors="backslashreplace")
