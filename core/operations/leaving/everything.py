"""What `export` is asked for on the command line, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.operations.leaving import by_class, choice, coco, embeddings, image_folder, labels_file
from core.operations.leaving.choice import EVERYTHING, LABELLED
from core.operations.leaving.image_folder import SEED
from core.operations.leaving.left import Left, Tell, silent
from core.operations.leaving.placing import Means
from core.project.project import Project


@dataclass(frozen=True)
class Wanted:
    """Where to; None: not asked for. `only`: which images, as `choice.of_text` takes it; None: what suits the format."""

    labels: str | None = None
    folders: str | None = None
    embeddings: str | None = None
    coco: str | None = None
    image_folder: str | None = None
    only: str | None = None
    confidence: float = 0.0
    means: Means = "copy"
    validation: float = 0.0
    seed: int = SEED
    overwrite: bool = False


def export(project: Project, wanted: Wanted, say: Callable[[str], None], tell: Tell = silent) -> dict[str, Any]:
    """Write whatever was asked for; says each. Returns {what: where} and, under `images`, {what: how many}."""
    chosen = choice.of_text(project, wanted.only, wanted.confidence) if wanted.only is not None else None
    whole, labelled = chosen or EVERYTHING, chosen or LABELLED
    over = wanted.overwrite
    ways: dict[str, tuple[str | None, Callable[[Path], Left]]] = {
        "labels": (wanted.labels, lambda place: labels_file.write(project, place, whole, overwrite=over, tell=tell)),
        "coco": (wanted.coco, lambda place: coco.write(project, place, labelled, overwrite=over, tell=tell)),
        "folders": (
            wanted.folders,
            lambda place: by_class.write(project, place, whole, means=wanted.means, overwrite=over, tell=tell),
        ),
        "image_folder": (
            wanted.image_folder,
            lambda place: image_folder.write(
                project, place, labelled, share=wanted.validation, seed=wanted.seed, means=wanted.means, tell=tell
            ),
        ),
        "embeddings": (wanted.embeddings, lambda place: embeddings.write(project, place, whole, overwrite=over, tell=tell)),
    }
    done: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for what, (place, write) in ways.items():
        if place:
            left = write(Path(place))
            done[what], counts[what] = place, left.count
            say(left.text)
    return done | {"images": counts} if counts else done
