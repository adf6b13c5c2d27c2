"""Files into folders, by copy or by link: each whole or not there, none moved, none written over unasked."""

import errno
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import UserError
from core.operations.leaving.left import Tell
from core.words import tr, tr_later

Means = Literal["copy", "symbolic", "hard"]
MEANS: tuple[Means, ...] = ("copy", "symbolic", "hard")

_NO_SYMBOLIC = tr_later(
    "{place}: symbolic links cannot be made there ({why}). FAT and exFAT know none, and Windows wants developer mode for them. "
    "Copy instead, or choose another disk."
)
_NO_HARD = tr_later(
    "{place}: hard links to the images cannot be made there ({why}). They must lie on the same disk as the images, and FAT and "
    "exFAT know none. Copy instead, or make symbolic links."
)
_CANNOT_LINK = (
    errno.EPERM,
    errno.EXDEV,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EMLINK,
    errno.EINVAL,
)
_TEMPORARY = ".labelight.part"
_NO_PRIVILEGE = 1314  # of Windows: symbolic links want it


@dataclass(frozen=True)
class Placed:
    """How many files are there now that were not, how many were there before, and how many images were not found."""

    new: int
    there: int
    gone: int


def place_all(
    pairs: Sequence[tuple[Path, Path]], inside: Path, means: Means, tell: Tell, *, overwrite: bool = False
) -> Placed:  # fmt: skip
    """(image, where it goes) each. Nothing is placed outside `inside`, whatever links lie there. Raises UserError that says how
    many were placed before, or Cancelled by `tell`: what was placed stays."""
    new = there = gone = 0
    for done, (source, place) in enumerate(pairs):
        tell(done, len(pairs))
        if not overwrite and os.path.lexists(place):
            there += 1
        elif not source.is_file():
            gone += 1
        elif _place(source, place, inside, means, overwrite, new):
            new += 1
        else:
            there += 1
    tell(len(pairs), len(pairs))
    return Placed(new, there, gone)


def _place(source: Path, place: Path, inside: Path, means: Means, overwrite: bool, before: int) -> bool:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if inside.resolve() not in place.parent.resolve().parents:
            raise UserError(
                tr("{place} leads out of {inside}. {kept} Remove it, or choose another folder.",
                   place=place.parent, inside=inside, kept=_kept(before))
            )  # fmt: skip
        return _put(source, place, means, overwrite)
    except OSError as error:
        if means != "copy" and (error.errno in _CANNOT_LINK or getattr(error, "winerror", 0) == _NO_PRIVILEGE):
            words = _NO_SYMBOLIC if means == "symbolic" else _NO_HARD
            raise UserError(f"{tr(words, place=place, why=error.strerror)} {_kept(before)}") from error
        told = tr("{place} could not be written: {why}.", place=place, why=error.strerror)
        raise UserError(f"{told} {_kept(before)}") from error


def _put(source: Path, place: Path, means: Means, overwrite: bool) -> bool:
    """False if something came there meanwhile: that stays. Made under another name first, so that nobody finds half of it, and
    a link that is replaced is not written through."""
    temporary = place.with_name(_TEMPORARY)
    temporary.unlink(missing_ok=True)
    try:
        if means == "copy":
            shutil.copyfile(source, temporary)
        elif means == "hard":
            os.link(source, temporary)
        else:
            temporary.symlink_to(source)
        if not overwrite and os.path.lexists(place):
            temporary.unlink()
            return False
        temporary.replace(place)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    # Where both are the same file already, replacing does nothing and leaves the other name.
    temporary.unlink(missing_ok=True)
    return True


def _kept(count: int) -> str:
    return tr(
        "1 image was placed before; nothing that was there was changed."
        if count == 1
        else "{count:,} images were placed before; nothing that was there was changed.",
        count=count,
    )
