"""Every write fails once: the n-th call to the disk, the n-th statement, beyond any size of a file, on a disk that is full.

After each: the state before or the one after, a sentence that names the file, and a sound project when it is opened again.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import event

from core.errors import UserError, WriteFailed
from core.operations import copies
from core.operations.leaving import labels_file
from core.project import history
from core.project.project import Project
from tests.torture import small_project, vfs
from tests.torture.row import Amount, Row
from tests.torture.small_project import State

NOBODY = 65534
WAYS = {"full": ("full", True), "full, cut": ("torn", True), "error": ("io", True), "one error": ("io", False)}
CODES = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY_DBMOVED)
Arm = Callable[[Project], AbstractContextManager[object]]


@dataclass(frozen=True)
class Place:
    """Where one is tried: a fresh project from `base` at `path`, and beside it what is copied or exported."""

    base: bytes
    path: Path

    @property
    def copy(self) -> Path:
        return self.path.with_name("copy.labelight")

    @property
    def table(self) -> Path:
        return self.path.with_name("labels.csv")


def _copy(project: Project, place: Place) -> None:
    copies.save_copy(project, place.copy)


def _export(project: Project, place: Place) -> None:
    labels_file.write(project, place.table, overwrite=True)


def _close(project: Project, _: Place) -> None:
    remark = project.close()
    if remark:
        raise UserError(remark)


ACTIONS: dict[str, Callable[[Project, Place], object]] = {
    "label": lambda project, _: small_project.label(project, [7], 2),
    "undo": lambda project, _: history.undo(project),
    "accept all": lambda project, _: small_project.accept_all(project),
    "save model": lambda project, _: small_project.save_model(project, 1),
    "save a copy": _copy,
    "close": _close,
    "export": _export,
}


def run(amount: Amount) -> list[Row]:
    random, few = Random(amount.seed), 4 if amount.short else 10**6
    with small_project.place() as text:
        place = _make(Path(text))
        return [
            _calls(place, random, few),
            _sizes(place, random, few),
            _statements(place, random, few),
            _pages(place, random, few),
            _really_full(place, few),
            _read_only(place),
        ]


def attempt(place: Place, name: str, arm: Arm) -> tuple[list[str], bool]:
    """Do this in a fresh project while `arm` is in force; what was wrong about it, and whether it was refused."""
    for file in place.path.parent.iterdir():
        if file.is_file():
            file.unlink()
    place.path.write_bytes(place.base)
    losses, refused = [], False
    project = Project.open(place.path)
    old, new = small_project.state_of(project), _expected(place, name)
    with arm(project):
        try:
            ACTIONS[name](project, place)
        except UserError as error:
            refused = True
            losses += _unclear(str(error), place, name)
        except Exception as error:
            return [f"{name}: {type(error).__name__}: {error}"], True
    allowed = [old, new] if name == "close" or refused else [new]
    if name != "close":
        losses += _beside(place, name, refused, project)
        state = small_project.state_of(project)
        if state not in allowed or (refused and state != old):
            losses.append(f"{name}: in the open project {state}, not one of {allowed}")
    project.close()
    with Project.open(place.path) as again:
        losses += [f"{name}: {problem}" for problem in small_project.problems_of(again)]
        if small_project.state_of(again) not in allowed:
            losses.append(f"{name}: opened again {small_project.state_of(again)}, not one of {allowed}")
    return losses, refused


def _make(folder: Path) -> Place:
    path = small_project.make(folder)
    with Project.open(path) as project:
        for image in (1, 2, 3):
            small_project.label(project, [image], 1)
        small_project.save_model(project, 0)
    return Place(path.read_bytes(), path)


def _expected(place: Place, name: str) -> State:
    before = State(((1, 1), (2, 1), (3, 1)), 5, 0, 1)
    if name == "undo":
        return State(((1, 1), (2, 1)), 4, 1, 1)
    return small_project.after(before, {"accept all": "accept", "save model": "model"}.get(name, name), (7,), 2)


def _unclear(text: str, place: Place, name: str) -> list[str]:
    file = {"save a copy": place.copy, "export": place.table}.get(name, place.path)
    return [] if file.name in text and text.rstrip().endswith(".") else [f"{name}: says “{text}”"]


def _beside(place: Place, name: str, refused: bool, project: Project) -> list[str]:
    """A copy and a table are whole or not there, and nothing else is left behind."""
    made = {"save a copy": place.copy, "export": place.table}.get(name)
    names = {place.path.name, f"{place.path.name}-wal"} | ({made.name} if made is not None and not refused else set())
    found = {file.name for file in place.path.parent.iterdir() if file.is_file()}
    losses = [f"{name}: left {found - names}, lacks {names - found}"] if found != names else []
    if made == place.copy and not refused:
        with Project.open(place.copy) as copy:
            losses += small_project.problems_of(copy)
            if small_project.state_of(copy) != small_project.state_of(project):
                losses.append("the copy holds something else")
    return losses


def _some(random: Random, numbers: range, few: int) -> list[int]:
    """All of them, or the first, the last and a few between."""
    every = list(numbers)
    if len(every) <= few:
        return every
    return sorted({every[0], every[-1], *random.sample(every, few - 2)})


@contextmanager
def _nothing(_: Project) -> Iterator[None]:
    yield


def _calls(place: Place, random: Random, few: int) -> Row:
    what, required = "the n-th call to the disk fails", "old or new state, said clearly"
    if vfs.missing():
        return Row(what, f"not tried: {vfs.missing()}", required)
    losses, tried, refused = [], 0, 0
    with vfs.watched(place.path.parent) as disk:
        for name in ACTIONS:
            count = _count(place, name, disk)
            for way, (kind, for_good) in WAYS.items():
                for number in _some(random, range(1, count + 1), few):
                    found, was = attempt(place, name, _failing(disk, number, kind, for_good))
                    losses += [f"{way} at call {number} of {count}: {loss}" for loss in found]
                    tried, refused = tried + 1, refused + was
    return Row(what, f"{tried:,} tried, {refused:,} refused, {len(losses)} losses", required, tuple(losses))


def _count(place: Place, name: str, disk: vfs.Disk) -> int:
    counted = []

    @contextmanager
    def count(_: Project) -> Iterator[None]:
        disk.seen = 0
        yield
        counted.append(disk.seen)

    attempt(place, name, count)
    return counted[0]


def _failing(disk: vfs.Disk, number: int, kind: str, for_good: bool) -> Arm:
    @contextmanager
    def arm(_: Project) -> Iterator[None]:
        disk.fail(number, kind, for_good=for_good)
        try:
            yield
        finally:
            disk.heal()

    return arm


def _sizes(place: Place, random: Random, few: int) -> Row:
    """No file may grow beyond n pages: SQLite and Python are told so by the system."""
    losses, tried, refused = [], 0, 0
    for name in ACTIONS:
        most = (len(place.base) + 2**17) // 4096 if name in ("save a copy", "close") else 40
        for pages in _some(random, range(most), few):
            found, was = attempt(place, name, _limited(pages * 4096))
            losses += [f"files up to {pages} pages: {loss}" for loss in found]
            tried, refused = tried + 1, refused + was
    found = f"{tried:,} tried, {refused:,} refused, {len(losses)} losses"
    return Row("files cannot grow beyond n pages", found, "old or new state, said clearly", tuple(losses))


def _limited(size: int) -> Arm:
    @contextmanager
    def arm(_: Project) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))  # Python ignores the signal, so that it is an error
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return arm


def _statements(place: Place, random: Random, few: int) -> Row:
    losses, tried = [], 0
    for name in ("label", "undo", "accept all", "save model"):
        for code in CODES:
            for number in _some(random, range(1, 9), few):
                found, _ = attempt(place, name, _refusing(number, code))
                losses += [f"code {code} at statement {number}: {loss}" for loss in found]
                tried += 1
    found = f"{tried:,} tried, {len(losses)} losses"
    return Row("the n-th statement is refused", found, "old or new state, said clearly", tuple(losses))


def _refusing(number: int, code: int) -> Arm:
    @contextmanager
    def arm(project: Project) -> Iterator[None]:
        count = 0

        def refuse(*_: object) -> None:
            nonlocal count
            count += 1
            if count == number:
                error = sqlite3.OperationalError("refused")
                error.sqlite_errorcode = code
                raise error

        event.listen(project._engine, "before_cursor_execute", refuse)
        try:
            yield
        finally:
            event.remove(project._engine, "before_cursor_execute", refuse)

    return arm


def _pages(place: Place, random: Random, few: int) -> Row:
    losses, tried, refused = [], 0, 0
    for name in ("label", "accept all", "save model"):
        for more in _some(random, range(30), few):
            found, was = attempt(place, name, _no_larger(more))
            losses += [f"{more} pages more: {loss}" for loss in found]
            tried, refused = tried + 1, refused + was
    found = f"{tried:,} tried, {refused:,} refused, {len(losses)} losses"
    return Row("the project may have n pages more", found, "old or new state, said clearly", tuple(losses))


def _no_larger(more: int) -> Arm:
    @contextmanager
    def arm(project: Project) -> Iterator[None]:
        with project.read() as connection:
            count = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={count + more}")
        try:
            yield
        finally:
            with project.read() as connection:
                connection.exec_driver_sql("PRAGMA max_page_count=1073741823")

    return arm


def _really_full(place: Place, few: int) -> Row:
    """A disk of 1 MB: work until it is full, save a copy elsewhere, make room, go on."""
    what, required = "a disk of 1 MB", "every acknowledged step; a copy elsewhere; all well with room again"
    mount = place.path.parent / "full"
    mount.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "labelight", str(mount)]
    if os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        return Row(what, "not tried: only root may mount one", required)
    try:
        losses = [loss for seed in range(min(few, 20)) for loss in _fill_up(place, mount, Random(seed))]
    finally:
        subprocess.run(["umount", str(mount)], check=True)
    return Row(what, f"{min(few, 20)} times full, {len(losses)} losses", required, tuple(losses))


def _fill_up(place: Place, mount: Path, random: Random) -> list[str]:
    for file in mount.iterdir():
        file.unlink()
    path = mount / "p.labelight"
    path.write_bytes(place.base)
    (mount / "ballast").write_bytes(b"-" * random.randrange(200_000))
    place.copy.unlink(missing_ok=True)
    losses, said = [], ""
    project = Project.open(path)
    state = small_project.state_of(project)
    while not said:
        kind = random.choice(("label", "accept", "model"))
        try:
            state = small_project.step(project, kind, random, state)
        except WriteFailed as error:
            said = str(error)
            losses += [f"said {error.kind}: {said}"] if error.kind != "full" else _unclear(said, place, kind)
    copies.save_copy(project, place.copy, instead=True)
    (mount / "ballast").unlink()
    project.close()
    for file in (place.copy, path):
        with Project.open(file) as again:
            losses += small_project.problems_of(again)
            if small_project.state_of(again) != state:
                losses.append(f"{file.name} holds {small_project.state_of(again)}, not {state}")
    return losses


def _read_only(place: Place) -> Row:
    """The folder becomes read-only while the project is open, as a user who may not write there."""
    what, required = "a folder that becomes read-only", "every acknowledged step, said clearly"
    folder = place.path.parent / "locked"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "p.labelight"
    path.write_bytes(place.base)
    if not os.geteuid():
        os.chmod(place.path.parent, 0o755)  # noqa: PTH101
        for each in (folder, path):
            os.chown(each, NOBODY, NOBODY)
    command = [sys.executable, "-m", "tests.torture.failing_writes", str(path)]
    losses = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return Row(what, f"opened, labelled, closed, opened; {len(losses)} losses", required, tuple(losses))


def _in_read_only(path: Path) -> list[str]:
    folder = path.parent
    if not os.geteuid():
        os.setresuid(NOBODY, NOBODY, NOBODY)
    losses = []
    project = Project.open(path)
    small_project.label(project, [10], 2)
    folder.chmod(0o555)
    path.chmod(0o444)
    expected = 2
    try:
        small_project.label(project, [11], 2)
    except WriteFailed as error:
        expected = 1
        losses += [] if path.name in str(error) else [f"says {error}"]
    remark = project.close()
    if remark and path.name not in remark:
        losses.append(f"on closing: {remark}")
    try:
        Project.open(path).close()
    except UserError as error:
        losses += [] if path.name in str(error) else [f"on opening: {error}"]
    folder.chmod(0o755)
    path.chmod(0o644)
    with Project.open(path) as again:
        losses += small_project.problems_of(again)
        if len(small_project.state_of(again).labels) != 3 + expected:
            losses.append(f"holds {small_project.state_of(again)}")
    return losses


if __name__ == "__main__":
    for loss in _in_read_only(Path(sys.argv[1])):
        print(loss)
