"""What a project holds and how good its classifier is, for `info`."""

from typing import Any

from core.classify.drawn import Drawn
from core.operations import random_check, strangers
from core.project import classes, classifiers, encoders, folders, images, labels, maps, runs
from core.project.folders import FolderCard
from core.project.project import Project
from core.roots import is_there
from core.words import tr


def of_project(project: Project) -> dict[str, Any]:
    """Counts by what is counted, class and encoder names; "folders" {number, path, images, unusable, there} each;
    "none_below" the threshold of none of these; "random" as `of_drawn`, of the current classifier."""
    counted, states = labels.count(project), images.counts(project)
    return {
        "images": states["ok"],
        "labels": sum(counted.values()),
        "classes": {c.name: counted.get(c.id, 0) for c in classes.every(project)},
        "encoders": [card.name for card in encoders.every(project)],
        "classifiers": classifiers.count(project),
        "runs": len(runs.every(project, limit=1_000_000)),
        "maps": maps.count(project),
        "none_below": strangers.none_below(project),
        "random": of_drawn(random_check.look(project)),
        "folders": [_of_folder(card) for card in folders.cards(project, states)],
    }


def _of_folder(card: FolderCard) -> dict[str, Any]:
    named = {"number": card.number, "path": str(card.path), "images": card.images, "unusable": card.unusable}
    return named | {"there": is_there(card.path)}


def of_drawn(drawn: Drawn) -> dict[str, Any]:
    """What labels of images drawn at random say: {labels, right, accuracy (0..1), interval (95 %), passed, sentence}; accuracy
    and interval None where there are too few."""
    return {
        "labels": drawn.judged,
        "right": drawn.right,
        "accuracy": drawn.accuracy,
        "interval": drawn.interval,
        "passed": drawn.passed,
        "sentence": drawn.sentence,
    }


def in_lines(summary: dict[str, Any]) -> str:
    """The outcome of `of_project` as text, a line for each."""
    named = {key: value for key, value in summary.items() if key != "folders"} | {"random": summary["random"]["sentence"]}
    return "\n".join([*map(_folder_line, summary["folders"]), *(f"{key:12} {value}" for key, value in named.items())])


def _folder_line(folder: dict[str, Any]) -> str:
    told = tr("{images:,} images" if folder["there"] else "{images:,} images, not found", images=folder["images"])
    return f"{'folder':12} {folder['number']} {folder['path']} ({told})"
