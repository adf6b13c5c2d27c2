"""The only file that decides where things outside the project lie. Everything here can be rebuilt from the project."""

import hashlib
import os
import re
import sys
from pathlib import Path

import platformdirs

APP = "labelight"


def cache_home() -> Path:
    """The user's cache folder for Labelight; LABELIGHT_CACHE overrides it (tests, small home disks)."""
    override = os.environ.get("LABELIGHT_CACHE")
    return Path(override) if override else Path(platformdirs.user_cache_dir(APP, appauthor=False))


def project_cache(uid: str) -> Path:
    """Thumbnails, pixels and run folders of the project with this uid; one that came with a strange file leads nowhere else."""
    safe = uid if re.fullmatch(r"[0-9a-f]{32}", uid) else hashlib.blake2b(uid.encode(), digest_size=16).hexdigest()
    return cache_home() / "projects" / safe


def reading_home() -> Path:
    """Copies of projects that are open for reading, as long as they are."""
    return cache_home() / "reading"


def runs_home(uid: str) -> Path:
    return project_cache(uid) / "runs"


def run_folder(uid: str, run: int) -> Path:
    return runs_home(uid) / f"{run:06d}"


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
    return Path(override) / "log" if override else Path(platformdirs.user_log_dir(APP, appauthor=False))


def main_script() -> Path:
    """The main.py beside this package: in a checkout, in site-packages and in a bundle alike."""
    return Path(__file__).resolve().parent.parent / "main.py"


def own_command() -> list[str]:
    """What starts this program anew, to be followed by its arguments: for compute processes."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(main_script())]
