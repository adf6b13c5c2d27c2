"""What the classifier said about another folder, as a page for people: Markdown with counts, doubts and what to expect."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.names import printable
from core.operations import evaluation, left_aside, random_check, strangers
from core.operations.strangers import Told
from core.project import classifiers
from core.project.project import Project
from core.records import ClassifierCard
from core.words import tr

SURE = 0.8
"""Below this confidence an image counts as unsure: of ten such, more than two may be wrong."""
_MANY_TIMES = 3.0
"""So many times as many strangers as among the labelled images is said to be much."""


@dataclass(frozen=True)
class Counted:
    """images, unsure, strange: how many; strange is None where it is not asked for. per_class: (name, images, mean confidence)
    of those that have a class, the largest first."""

    images: int
    unsure: int
    strange: int | None
    per_class: tuple[tuple[str, int, float], ...]


def count(told: Told) -> Counted:
    known = [row for row in told.rows if row["path"] not in told.below]
    by_class: dict[str, list[float]] = {}
    for row in known:
        by_class.setdefault(str(row["label"]), []).append(float(row["confidence"]))
    ordered = sorted(by_class.items(), key=lambda item: (-len(item[1]), item[0]))
    unsure = sum(float(row["confidence"]) < SURE for row in known)
    per_class = tuple((name, len(sure), statistics.fmean(sure)) for name, sure in ordered)
    return Counted(len(told.rows), unsure, told.strange, per_class)


def in_words(counted: Counted) -> str:
    """One line for the end of a run."""
    said = tr(
        "{images:,} images; {unsure:,} of them below {sure:.0%} confidence.",
        images=counted.images,
        unsure=counted.unsure,
        sure=SURE,
    )
    if counted.strange:
        said = f"{said} {tr('{strange:,} look like none of the classes.', strange=counted.strange)}"
    return said


def page(project: Project, source: Path, told: Told, left_out: Sequence[dict[str, Any]]) -> str:
    """The whole page."""
    card, counted = classifiers.require_current(project), count(told)
    lines = [
        f"# {tr('Classified: {folder}', folder=printable(str(source)))}",
        "",
        tr(
            "Classifier {number} of {project}, made {made}; classified {now}.",
            number=card.id,
            project=project.path.name,
            made=_when(card.created),
            now=_when(datetime.now().timestamp()),
        ),
        "",
        in_words(counted),
        "",
        tr("| class | images | mean confidence |"),
        "|---|---:|---:|",
        *(f"| {_cell(name)} | {images:,} | {sure:.2f} |" for name, images, sure in counted.per_class),
        "",
        f"## {tr('What to expect')}",
        "",
        *expected(project, card),
        *warning(project, counted),
    ]
    if left_out:
        files = [(str(file["path"]), str(file["reason"])) for file in left_out]
        lines += [f"## {tr('Not classified')}", "", tr("{count:,} files could not be read.", count=len(files)), ""]
        lines += [f"- {line.strip()}" for line in left_aside.in_lines(files).splitlines()]
        lines.append("")
    return "\n".join(lines)


def expected(project: Project, card: ClassifierCard) -> list[str]:
    """Lines that say how often the classifier is right, and of which images that holds. Reads every prediction."""
    said = [evaluation.in_words(card.accuracy, card.interval, card.details.get("how", "")), random_check.look(project).sentence]
    holds = tr(
        "This holds for images like those of the project: the same subjects, camera and light. Of others it says nothing; "
        "label some of them to know."
    )
    return [*said, "", holds, ""]


def warning(project: Project, counted: Counted) -> list[str]:
    """Where much more looks unfamiliar than the threshold lets expect."""
    below = strangers.none_below(project)
    if not counted.strange or not counted.images or below == strangers.OFF:
        return []
    share = counted.strange / counted.images
    if share < _MANY_TIMES * below:
        return []
    return [
        tr(
            "**{share:.0%} of these images look unfamiliar, {expected:.0%} were to be expected.** They may show something "
            "else, or come from another camera: look at them before you trust the numbers.",
            share=share,
            expected=below,
        ),
        "",
    ]


def _cell(name: str) -> str:
    return printable(name).replace("\\", "\\\\").replace("|", "\\|")


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")
