"""Labelight among the programs of a Linux desktop: a menu entry, the kind of its files, an icon."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from core import paths
from core.errors import UserError
from core.words import tr

_SOURCE = Path(__file__).resolve().parent.parent / "resources"
_REFRESH = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))


def home() -> Path:
    """Where entries of this user alone lie (XDG base directories)."""
    chosen = os.environ.get("XDG_DATA_HOME", "")
    return Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".local" / "share"


def files(root: Path) -> dict[Path, Path]:
    """Where each file goes -> where it comes from."""
    return {
        root / "applications" / "labelight.desktop": _SOURCE / "desktop" / "labelight.desktop",
        root / "mime" / "packages" / "labelight.xml": _SOURCE / "desktop" / "labelight.xml",
        root / "icons" / "hicolor" / "scalable" / "apps" / "labelight.svg": _SOURCE / "icons" / "labelight.svg",
        root / "icons" / "hicolor" / "scalable" / "mimetypes" / "application-x-labelight.svg": _SOURCE
        / "icons"
        / "labelight.svg",
    }


def install() -> list[Path]:
    """Write the entry for this user, for the program as it is started now. Returns what was written. Raises UserError."""
    _check()
    written = []
    try:
        for target, source in files(home()).items():
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            target.write_text(text.replace("Exec=labelight %f", f"Exec={_command()} %f"), encoding="utf-8")
            written.append(target)
    except OSError as error:
        raise UserError(
            tr("{file} could not be written: {problem}.", file=error.filename or home(), problem=error.strerror or error)
        ) from error
    _refresh()
    return written


def remove() -> list[Path]:
    """Take away what `install` wrote. Returns what was there."""
    _check()
    there = [target for target in files(home()) if target.exists()]
    for target in there:
        target.unlink()
    _refresh()
    return there


def _check() -> None:
    if not sys.platform.startswith("linux"):
        raise UserError(tr("Menu entries are made for Linux only. docs/install.md says what there is on other systems."))


def _command() -> str:
    """How this program was started, as the field Exec wants it."""
    return " ".join(_quoted(part) for part in paths.own_command())


def _quoted(part: str) -> str:
    escaped = part
    for letter in '\\"`$':
        escaped = escaped.replace(letter, "\\" + letter)
    return f'"{escaped}"'.replace("%", "%%")


def _refresh() -> None:
    """The desktop reads its folders anew; where these programs are missing, it does so at the next login."""
    for program, folder in _REFRESH:
        place, found = home() / folder, shutil.which(program)
        if found is not None and place.is_dir():
            subprocess.run([found, str(place)], check=False, capture_output=True)
