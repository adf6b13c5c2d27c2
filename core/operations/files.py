"""Files that leave the program: whole or not at all, never half over what was there."""

from collections.abc import Callable
from pathlib import Path

from core.errors import UserError
from core.words import tr


def check_target(target: Path) -> None:
    """UserError if nothing can be written there since its folder is missing. Asked before long work, not after it."""
    if not target.resolve().parent.is_dir():
        raise UserError(
            tr("There is no folder {parent} to write {name} into.", parent=target.resolve().parent, name=target.name)
        )


def put_in_place(target: Path, fill: Callable[[Path], object]) -> None:
    """Let `fill` write a file beside `target`, then put it in its place. UserError if that cannot be done."""
    check_target(target)
    temporary = target.with_name(f".{target.stem}.part{target.suffix}")
    try:
        fill(temporary)
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if not isinstance(error, OSError):  # stopped, or told already
            raise
        raise UserError(
            tr(
                "{target} could not be written: {problem}. What was there before is unchanged.",
                target=target,
                problem=error.strerror,
            )
        ) from error
