"""The power goes at any moment: what was written but not synced is kept, dropped, cut or turned into noise, at random.

The writes are those of the real program, recorded between SQLite and the disk (vfs.py), and each crash is put together from
them. It shows that the program asks for its syncs in the right places. It does not show that a disk keeps what it says it has
synced, nor that a file system keeps the names of files that were synced.
"""

import json
from dataclasses import asdict
from pathlib import Path
from random import Random

from core.project import history
from core.project.project import Project
from tests.torture import small_project, vfs
from tests.torture.row import Amount, Row
from tests.torture.small_project import State
from tests.torture.vfs import Op

_SECTOR = 512


def run(amount: Amount) -> list[Row]:
    if vfs.missing():
        return [Row("power loss", f"not tried: {vfs.missing()}", "no loss")]
    tried, again = (60, 20) if amount.short else (5000, 200)
    with small_project.place() as text:
        folder = Path(text)
        base, ops = record(folder, amount.seed)
        losses = crashes(folder, base, ops, tried, amount.seed)
        careless = folder / "careless"
        careless.mkdir()
        base, ops = record(careless, amount.seed, "PRAGMA synchronous=OFF")
        found = crashes(careless, base, ops, again, amount.seed)
    proof = () if found else ("a program that never syncs loses nothing here: this finds no loss where there is one",)
    return [
        Row("power loss", f"{tried:,} moments, {len(losses)} bad", "old or new state, every acknowledged label", tuple(losses)),
        Row("power loss, with syncs left out", f"{len(found)} of {again} bad", "losses are found", proof),
    ]


def record(folder: Path, seed: int, pragma: str = "") -> tuple[bytes, list[Op]]:
    """What the disk held before, and every call on the project's files while it was worked on; marks say what it should
    hold."""
    path = small_project.make(folder)
    base = path.read_bytes()
    random, state = Random(seed), State(steps=2)
    with vfs.watched(path, keep_data=True) as disk:
        for _ in range(2):
            with Project.open(path) as project:
                if pragma:
                    with project.read() as connection:
                        connection.connection.driver_connection.execute(pragma)
                for kind in ("label", "label", "accept", "model", "undo", "label", "model", "label"):
                    state = _step(project, kind, random, state)
                    disk.mark(json.dumps(asdict(state)))
            disk.mark(json.dumps(asdict(state)))
    return base, disk.ops


def _step(project: Project, kind: str, random: Random, state: State) -> State:
    if kind == "undo":
        before = small_project.state_of(project)
        history.undo(project)
        done = small_project.state_of(project)
        assert (done.steps, done.undone) == (before.steps - 1, before.undone + 1)
        return done
    return small_project.step(project, kind, random, state)


def crashes(folder: Path, base: bytes, ops: list[Op], count: int, seed: int) -> list[str]:
    """Every bad outcome of `count` moments, in a sentence each."""
    random = Random(seed)
    states = [(n, _state(op.name)) for n, op in enumerate(ops) if op.kind == "mark"]
    losses = []
    for number in range(count):
        moment = random.randrange(len(ops) + 1)
        place = folder / f"crash{number}"
        place.mkdir()
        for name, content in _left(ops[:moment], {_main(ops): bytearray(base)}, random).items():
            (place / Path(name).name).write_bytes(content)
        said = [s for n, s in states if n < moment]
        coming = [s for n, s in states if n >= moment]
        allowed = [said[-1] if said else State(steps=2), *coming[:1]]
        problem = _problem(place / Path(_main(ops)).name, allowed)
        if problem:
            losses.append(f"seed {seed}, crash {number} at call {moment}: {problem}")
        for file in place.iterdir():
            file.unlink()
        place.rmdir()
    return losses


def _problem(path: Path, allowed: list[State]) -> str:
    try:
        with Project.open(path) as project:
            problems = small_project.problems_of(project)
            state = small_project.state_of(project)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if problems:
        return problems[0]
    return "" if state in allowed else f"holds {state}, not one of {allowed}"


def _state(said: str) -> State:
    values = json.loads(said)
    return State(**{**values, "labels": tuple(tuple(pair) for pair in values["labels"])})


def _main(ops: list[Op]) -> str:
    return min((op.name for op in ops if op.kind != "mark"), key=len)


def _left(ops: list[Op], files: dict[str, bytearray], random: Random) -> dict[str, bytearray]:
    """What is on the disk if the power goes after these calls."""
    for op in _unsynced(ops, files):
        fate = random.choice(("kept", "dropped", "noise", "cut"))
        if fate == "kept" or (fate != "dropped" and op.kind != "write"):
            _apply(files, op)
        elif fate == "noise":
            _apply(files, Op("write", op.name, op.offset, random.randbytes(len(op.data))))
        elif fate == "cut":
            length = random.randrange(0, len(op.data) + 1) // _SECTOR * _SECTOR
            _apply(files, Op("write", op.name, op.offset, op.data[:length]))
    return files


def _unsynced(ops: list[Op], files: dict[str, bytearray]) -> list[Op]:
    """The calls whose effect nobody waited for; `files` get that of the others."""
    waiting: dict[str, list[Op]] = {}
    fresh: set[str] = set()
    for op in ops:
        if op.kind == "write" and op.name not in files and op.name not in waiting:
            fresh.add(op.name)
        if op.kind == "sync":
            # With a new log or journal SQLite syncs the folder, and with it the names that are gone.
            names = [op.name, *(n for n, some in waiting.items() if op.name in fresh and some[-1].kind == "delete")]
            fresh.discard(op.name)
            for each in (op for name in dict.fromkeys(names) for op in waiting.pop(name, [])):
                _apply(files, each)
        elif op.kind != "mark":
            waiting.setdefault(op.name, []).append(op)
    return [op for some in waiting.values() for op in some]


def _apply(files: dict[str, bytearray], op: Op) -> None:
    if op.kind == "delete":
        files.pop(op.name, None)
        return
    content = files.setdefault(op.name, bytearray())
    if op.kind == "truncate":
        del content[op.offset :]
        content.extend(bytes(op.offset - len(content)))
        return
    content.extend(bytes(max(0, op.offset + len(op.data) - len(content))))
    content[op.offset : op.offset + len(op.data)] = op.data
