"""kill -9 at any moment of labelling, accepting, undoing, saving a model, copying, migrating, opening and closing.

    python -m tests.torture.kills       a server: for each line on stdin, a child that works on that project until it is killed

A child writes down what the project will hold before each step, and that it does after the commit. It is forked from a process
that has imported everything and opened nothing: a round takes a fraction of a second.
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random

from core.operations import copies
from core.project import history
from core.project.migrations import back_up
from core.project.project import Project
from tests.torture import small_project
from tests.torture.row import Amount, Row
from tests.torture.small_project import State

KINDS = ("label", "label", "label", "undo", "accept", "model", "copy", "back up", "close")
_LONGEST = 0.5  # seconds a child may work


@dataclass(frozen=True)
class Round:
    """What one kill did: whether something was under way, and what was wrong afterwards."""

    acknowledged: int
    amid: str
    losses: tuple[str, ...]


def run(amount: Amount) -> list[Row]:
    rounds = 25 if amount.short else 500
    played = play(rounds, amount.seed)
    losses = tuple(f"round {n}: {loss}" for n, each in enumerate(played) for loss in each.losses)
    amid = sorted({each.amid for each in played if each.amid})
    steps = sum(each.acknowledged for each in played)
    found = f"{rounds} kills after {steps:,} acknowledged steps, amid {', '.join(amid)}; {len(losses)} losses"
    return [Row("kill -9", found, "every acknowledged step, no half one, a sound file", losses)]


def play(rounds: int, seed: int) -> list[Round]:
    """So many kills, one after the other on the same project; every fifth time it is first made one of the first version."""
    random = Random(seed)
    played = []
    with small_project.place() as text, _Server() as server:
        folder = Path(text)
        path, state = small_project.make(folder), State(steps=2)
        for number in range(rounds):
            if number % 5 == 4:
                _make_old(path)
            log = folder / "log"
            log.unlink(missing_ok=True)
            begun = server.work(path, log, random.randrange(10**9), state)
            time.sleep(random.random() ** 2 * _LONGEST)
            os.kill(begun, signal.SIGKILL)
            server.wait()
            outcome, state = _look(path, log, state)
            played.append(outcome)
            if outcome.losses:
                break  # what follows would be about the same
    return played


class _Server:
    """The process that forks the children; it reaps them too."""

    def __enter__(self) -> "_Server":
        command = [sys.executable, "-m", "tests.torture.kills"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def work(self, path: Path, log: Path, seed: int, state: State) -> int:
        """Starts a child; its process id."""
        assert self._process.stdin is not None
        job = {"path": str(path), "log": str(log), "seed": seed, "state": asdict(state)}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return int(self._said())

    def wait(self) -> None:
        self._said()

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def _serve() -> None:
    for line in sys.stdin:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            with suppress(KeyboardInterrupt):
                _work(Path(job["path"]), Path(job["log"]), Random(job["seed"]), as_state(job["state"]))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("reaped", flush=True)


def _work(path: Path, log: Path, random: Random, state: State) -> None:
    """Without end: one step after the other, said before and after."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    before = [state]
    while True:
        with Project.open(path) as project:
            for kind in iter(lambda: random.choice(KINDS), "close"):
                chosen, class_id = small_project.choose(random, state)
                if kind == "undo":
                    if len(before) < 2:
                        continue
                    coming = replace(before.pop(), models=state.models, undone=state.undone + 1)
                else:
                    coming = small_project.after(state, kind, chosen, class_id)
                    if coming.steps != state.steps:
                        before.append(state)
                _say(out, "will", kind, coming)
                _step(project, kind, chosen, class_id, random)
                state = coming
                _say(out, "did", kind, state)
        _say(out, "did", "close", state)


def _step(project: Project, kind: str, chosen: tuple[int, ...], class_id: int, random: Random) -> None:
    if kind == "label":
        small_project.label(project, list(chosen), class_id)
    elif kind == "accept":
        small_project.accept_all(project)
    elif kind == "model":
        small_project.save_model(project, random.randrange(1000))
    elif kind == "undo":
        history.undo(project)
    elif kind == "copy":
        copies.save_copy(project, project.path.with_name("copy.labelight"), replace=True)
    else:
        with project.read() as connection:
            back_up(connection, project.path.with_name("backup.labelight"))


def _say(out: int, what: str, kind: str, state: State) -> None:
    os.write(out, (json.dumps({"what": what, "kind": kind, "state": asdict(state)}) + "\n").encode())


def _look(path: Path, log: Path, state: State) -> tuple[Round, State]:
    """Open what is left, and compare it with what was said."""
    lines = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    did = [line for line in lines if line["what"] == "did"]
    allowed = [as_state(did[-1]["state"]) if did else state]
    amid = lines[-1]["kind"] if lines and lines[-1]["what"] == "will" else ""
    if amid:
        allowed.append(as_state(lines[-1]["state"]))
    losses = []
    try:
        with Project.open(path) as project:
            losses += small_project.problems_of(project)
            state = small_project.state_of(project)
    except Exception as error:
        return Round(len(did), amid, (f"{type(error).__name__}: {error}",)), state
    if state not in allowed:
        losses.append(f"amid {amid or 'nothing'}: {state}, not one of {allowed}")
    for name, kind in (("copy.labelight", "copy"), ("backup.labelight", "back up")):
        copy = path.with_name(name)
        if any(line["kind"] == kind for line in did) and not copy.exists():
            losses.append(f"{name} was made and is gone")
        if copy.exists():
            with Project.open(copy) as project:
                losses += [f"{name}: {problem}" for problem in small_project.problems_of(project)]
    return Round(len(did), amid, tuple(losses)), state


def as_state(values: dict) -> State:
    return State(**{**values, "labels": tuple(tuple(pair) for pair in values["labels"])})


def _make_old(path: Path) -> None:
    """As the first version of the schema left it."""
    with Project.open(path):
        pass
    with closing(sqlite3.connect(path)) as raw, raw:
        for table in ("familiarity", "picks"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("PRAGMA user_version=1")
    for backup in path.parent.glob("*.backup*"):
        backup.unlink()
    shutil.copy(path, path.with_name("old.labelight"))


if __name__ == "__main__":
    _serve()
