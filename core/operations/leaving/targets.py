"""Where something may be written: never into the folder of the images, never over what is there unless that was asked for."""

from collections.abc import Callable
from pathlib import Path

from core.errors import UserError
from core.operations.files import check_target, put_in_place
from core.project.folders import holding
from core.project.project import Project
from core.words import tr


def check_file(project: Project, target: Path, *, overwrite: bool, endings: tuple[str, ...]) -> str:
    """UserError before any work if this file cannot be written. Returns its ending, one of `endings`."""
    refuse_inside(project, target)
    ending = target.suffix.lower()
    if ending not in endings:
        raise UserError(tr("{file}: a name that ends in {endings} says what to write.",
                           file=target, endings=tr(" or ").join(endings)))  # fmt: skip
    check_target(target)
    _refuse_existing(target, overwrite)
    return ending


def put_file(target: Path, fill: Callable[[Path], object], *, overwrite: bool) -> None:
    """As `put_in_place`, but what came there meanwhile stays, unless it may be replaced."""

    def filled(file: Path) -> None:
        fill(file)
        _refuse_existing(target, overwrite)

    put_in_place(target, filled)


def refuse_inside(project: Project, target: Path) -> None:
    """UserError if this place is in a folder of the images, or is one."""
    if holding(project, target) is not None:
        raise UserError(
            tr("{target} lies inside the folder of the images, which is never written to. Choose another.", target=target)
        )


def _refuse_existing(target: Path, overwrite: bool) -> None:
    if target.is_dir():
        raise UserError(tr("{file} is a folder. Choose the name of a file.", file=target))
    if target.exists() and not overwrite:
        raise UserError(tr("{file} is there already and was left as it is. Choose another name, or say that it may be "
                           "replaced (on the command line: --overwrite).", file=target))  # fmt: skip
