"""Images of another folder that were classified, as copies in a folder per class."""

from pathlib import Path

from core.errors import UserError
from core.operations.leaving import by_class
from core.operations.leaving.left import Left, Tell, silent
from core.operations.leaving.placing import place_all
from core.operations.leaving.targets import refuse_inside
from core.operations.strangers import Told
from core.project.project import Project
from core.words import tr


def copies(project: Project, source: Path, told: Told, target: Path, tell: Tell = silent) -> Left:
    """Copy each image under `source` that has a class to target/class/name; what is none of the classes stays out, and so does
    what is there already. Raises UserError where the target lies in a folder of images, or cannot be written."""
    check(project, source, target)
    classes = {str(row["path"]): str(row["label"]) for row in told.rows if row["path"] not in told.below}
    pairs = [(source / path, target / place) for path, place in by_class.places_of(classes).items()]
    placed = place_all(pairs, target, "copy", tell)
    return Left(placed.new, target, by_class.sentence(placed, target, "copy"))


def check(project: Project, source: Path, target: Path) -> None:
    """UserError, before any work, if copies may not be put there."""
    refuse_inside(project, target)
    inner, outer = target.resolve(), source.resolve()
    if inner == outer or outer in inner.parents:
        raise UserError(
            tr("{target} lies inside the folder that is classified, which is never written to. Choose another.", target=target)
        )
