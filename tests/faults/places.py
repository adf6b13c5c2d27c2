"""Projects as these tests find them: where nothing can be written, and held by another process."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534

_HOLD = """
import sys
from pathlib import Path
from core.project import classes, labels, storage
from core.project.project import Project
project = Project.open(Path(sys.argv[1]))
for word in sys.stdin:
    if word.strip() == "label":
        _, made = classes.add(project, name="newest")
        labels.assign(project, images=[5], class_id=made.id)
    elif word.strip() == "label again":
        labels.assign(project, images=[6], class_id=1)
    elif word.strip() == "fold":
        labels.assign(project, images=[10, 11], class_id=1)
        storage.fold(project._connection)
        labels.assign(project, images=[12], class_id=2)
    else:
        project.close()
    print("done", flush=True)
"""


class Holder:
    """Another process that has the project open and has made a class for image 5. `do("label again")`: one more label;
    "fold": two more, the log folded in, and one more; "close"."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-c", _HOLD, str(path)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.do("label")

    def do(self, word: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{word}\n")
        assert self.process.stdout.readline() == "done\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def held(path: Path) -> Iterator[Holder]:
    holder = Holder(path)
    try:
        yield holder
    finally:
        holder.kill()


@contextmanager
def read_only(path: Path, *, file: bool = True, folder: bool = True) -> Iterator[None]:
    """As somebody who may read the project but not write it, nor its folder. Root may write everything, so it is not root."""
    modes = {place: place.stat().st_mode for place in (*path.parent.glob(f"{path.name}*"), path.parent)}
    for place in modes:
        is_folder = place == path.parent
        place.chmod((0o555 if folder else 0o777) if is_folder else 0o444 if file else 0o666)
    try:
        with _ordinary_user():
            yield
    finally:
        for place, mode in modes.items():
            if place.exists():
                place.chmod(mode)


@contextmanager
def _ordinary_user() -> Iterator[None]:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def open_place() -> Iterator[Path]:
    """A folder every user can reach, with a cache in it: pytest's own are its user's alone."""
    place = Path(tempfile.mkdtemp(prefix="labelight-"))
    with pytest.MonkeyPatch.context() as patch:
        for folder in (place, place / "cache", place / "disk"):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o777)
        patch.setenv("LABELIGHT_CACHE", str(place / "cache"))
        try:
            yield place
        finally:
            shutil.rmtree(place)


def state(folder: Path) -> dict[str, tuple[int, str]]:
    """When each file was changed, and its content."""
    return {
        file.name: (file.stat().st_mtime_ns, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in folder.iterdir()
        if file.is_file()
    }
