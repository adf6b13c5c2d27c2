"""What a look through the folder left aside, in one sentence for the user instead of one message per file."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from core.names import printable
from core.pixels import heic, reasons
from core.words import tr

NAMED = 20  # unreadable files named one by one
_MOST = 4  # kinds named one by one


def sentence(result: Mapping[str, Any]) -> str:
    """Of an ingest's result: folders of the project that are not there, pictures of kinds that cannot be read, by ending, and
    folders that could not be looked into. Empty if there is nothing to say."""
    kinds: dict[str, int] = result.get("not_supported", {})
    folders: list[str] = result.get("skipped_folders", [])
    return " ".join(part for part in (_of_gone(result.get("folders_gone", [])), _of_kinds(kinds), _of_folders(folders)) if part)


def in_lines(files: Sequence[tuple[str, str]]) -> str:
    """A line each for the first of these (path, reason)."""
    return "\n".join(f"  {printable(path)}: {reasons.in_words(reason)}" for path, reason in files[:NAMED])


def _of_gone(gone: Sequence[Mapping[str, str]]) -> str:
    if not gone:
        return ""
    return " ".join([*(each["message"] for each in gone), tr("The other folders of the project were looked through.")])


def _of_kinds(kinds: dict[str, int]) -> str:
    if not kinds:
        return ""
    most = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    named = [f"{kinds[kind]:,} {kind.upper()}" for kind in most[:_MOST]]
    rest = sum(kinds[kind] for kind in most[_MOST:])
    total = sum(kinds.values())
    said = tr(
        "1 file not supported ({named}): save it as JPEG, PNG or TIFF to use it."
        if total == 1
        else "{total:,} files not supported ({named}): save them as JPEG, PNG or TIFF to use them.",
        total=total,
        named=", ".join([*named, tr("{rest:,} more", rest=rest)] if rest else named),
    )
    if heic.ENDINGS.isdisjoint(kinds) or getattr(sys, "frozen", False):  # nothing can be installed into the one-folder app
        return said
    return f"{said} {tr('HEIC can be read once the package pillow-heif is installed beside Labelight.')}"


def _of_folders(folders: list[str]) -> str:
    if not folders:
        return ""
    named = ", ".join(f"“{printable(name)}”" for name in folders[:_MOST])
    if len(folders) > _MOST:
        named = tr("{named} and {more:,} more", named=named, more=len(folders) - _MOST)
    return tr(
        "1 folder could not be looked into ({named}): check the permissions, then look for new images again."
        if len(folders) == 1
        else "{count:,} folders could not be looked into ({named}): check the permissions, then look for new images again.",
        count=len(folders),
        named=named,
    )
