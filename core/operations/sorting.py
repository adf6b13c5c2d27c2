"""Images of another folder that were classified, as copies in a folder per class."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.errors import UserError
from core.operations.leaving.left import Left, Tell, silent
from core.operations.leaving.names import apart, flat, safe_name
from core.operations.leaving.placing import Placed, place_all
from core.operations.leaving.targets import refuse_inside
from core.operations.strangers import Told
from core.project.project import Project
from core.words import tr


def copies(project: Project, source: Path, told: Told, target: Path, tell: Tell = silent) -> Left:
    """Copy each image under `source` that has a class to target/class/name; what is none of the classes stays out, and so does
    what is there already. Raises UserError where the target lies in a folder of images, or cannot be written."""
    check(project, source, target)
    place_of = places([row for row in told.rows if row["path"] not in told.below])
    placed = place_all([(source / path, target / place) for path, place in place_of.items()], target, "copy", tell)
    return Left(placed.new, target, _sentence(placed, target))


def check(project: Project, source: Path, target: Path) -> None:
    """UserError, before any work, if copies may not be put there."""
    refuse_inside(project, target)
    inner, outer = target.resolve(), source.resolve()
    if inner == outer or outer in inner.parents:
        raise UserError(
            tr("{target} lies inside the folder that is classified, which is never written to. Choose another.", target=target)
        )


def places(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Path of an image -> where its copy goes: class/name, each with a name of its own."""
    by_class: dict[str, list[str]] = {}
    for row in rows:
        by_class.setdefault(str(row["label"]), []).append(str(row["path"]))
    folders = apart(sorted(by_class), safe_name)
    out: dict[str, str] = {}
    for name, paths in by_class.items():
        files = apart(paths, flat)
        out |= {path: f"{folders[name]}/{files[path]}" for path in paths}
    return out


def _sentence(placed: Placed, target: Path) -> str:
    said = tr(
        "1 image was copied into {folder}, a folder per class."
        if placed.new == 1
        else "{count:,} images were copied into {folder}, a folder per class.",
        count=placed.new,
        folder=target,
    )
    if placed.there:
        said = f"{said} {tr('{count:,} were there already and stay as they are.', count=placed.there)}"
    return said
