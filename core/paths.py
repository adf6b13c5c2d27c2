"""The only file that decides where things outside the project lie. All but the backups can be rebuilt from the project."""

import contextlib
import hashlib
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path

import platformdirs

from core.records import Run

APP = "labelight"
_LEFT_OVER = 24 * 3600  # seconds


def cache_home() -> Path:
    """The user's cache folder for Labelight; LABELIGHT_CACHE overrides it (tests, small home disks). Where neither can be
    written, a temporary folder of this user's (faults.md 38)."""
    override = os.environ.get("LABELIGHT_CACHE")
    wanted = Path(override) if override else Path(platformdirs.user_cache_dir(APP, appauthor=False))
    return wanted if is_writable(wanted) else _made(temporary_home() / "cache")


def data_home() -> Path:
    """The user's folder for what must stay; LABELIGHT_DATA overrides it (tests, another disk)."""
    override = os.environ.get("LABELIGHT_DATA")
    return Path(override) if override else Path(platformdirs.user_data_dir(APP, appauthor=False))


def backups_home() -> Path:
    """The backups of all projects."""
    return data_home() / "backups"


def backups_of(uid: str) -> Path:
    """Those of the project with this uid; what came with a strange file in its place names no folder elsewhere."""
    safe = uid if re.fullmatch(r"[0-9a-f]{32}", uid) else hashlib.blake2b(uid.encode(), digest_size=16).hexdigest()
    return backups_home() / safe


def project_cache(uid: str) -> Path:
    """Thumbnails, pixels and run folders of the project with this uid; one that came with a strange file leads nowhere else."""
    safe = uid if re.fullmatch(r"[0-9a-f]{32}", uid) else hashlib.blake2b(uid.encode(), digest_size=16).hexdigest()
    return cache_home() / "projects" / safe


def reading_home() -> Path:
    """Copies of projects that are open for reading, as long as they are."""
    return cache_home() / "reading"


def watching_home() -> Path:
    """Run folders of watches, for all projects: they outlive the command that opened the project."""
    return cache_home() / "watching"


def sweep(home: Path, sign: str = "") -> None:
    """Remove the folders in `home` that crashes left: nothing was written there for a day. `sign`: the file in each that is
    written to for as long as it is used; else the time of the folder counts."""
    for folder in home.iterdir():
        file = folder / sign
        with contextlib.suppress(OSError):
            if (file if file.exists() else folder).stat().st_mtime + _LEFT_OVER < time.time():
                shutil.rmtree(folder, ignore_errors=True)


def runs_home(uid: str) -> Path:
    return project_cache(uid) / "runs"


def run_folder(uid: str, run: Run) -> Path:
    """By number and time: a copy of a project, or a backup of it, shares the cache and gives the same numbers again."""
    return runs_home(uid) / f"{run.id:06d}-{round(run.created * 1000):x}"


def quarantine() -> Path:
    """Contents that brought the decoder down, for all projects."""
    return cache_home() / "quarantine.json"


def numba_cache() -> Path:
    """Where numba keeps its compiled kernels: the seconds of compilation are then paid once per machine."""
    return cache_home() / "numba"


def covers_home() -> Path:
    """Small pictures of the projects opened last, for all projects: shown without opening one."""
    return cache_home() / "covers"


def weights_home() -> Path:
    """Where downloaded ImageNet weights are kept, for all projects."""
    return cache_home() / "weights"


def log_home() -> Path:
    override = os.environ.get("LABELIGHT_CACHE")
    wanted = Path(override) / "log" if override else Path(platformdirs.user_log_dir(APP, appauthor=False))
    return wanted if is_writable(wanted) else _made(temporary_home() / "log")


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def is_writable(folder: Path) -> bool:
    """Whether files can be made in this folder, which is made if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def temporary_home() -> Path:
    """A folder of this user's among the temporary ones, always the same, for where there is no home to write to.

    numba's kernels lie in it, which are run: one that is not this user's alone is passed over. Raises OSError if none can be
    made.
    """
    name = f"{APP}-{os.getuid()}" if hasattr(os, "getuid") else APP
    for number in range(100):
        place = Path(tempfile.gettempdir()) / (f"{name}-{number}" if number else name)
        with contextlib.suppress(FileExistsError):  # no folder, but something of this name
            place.mkdir(mode=0o700, exist_ok=True)
        if _is_ours_alone(place):
            return place
    raise OSError(f"no folder of one's own can be made in {tempfile.gettempdir()}")


def _is_ours_alone(folder: Path) -> bool:
    if not hasattr(os, "getuid"):
        return folder.is_dir()  # elsewhere the temporary folder is the user's own
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o022


def main_script() -> Path:
    """The main.py beside this package: in a checkout, in site-packages and in a bundle alike."""
    return Path(__file__).resolve().parent.parent / "main.py"


def own_command() -> list[str]:
    """What starts this program anew, to be followed by its arguments: for compute processes."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(main_script())]
