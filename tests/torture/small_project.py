"""A project for the torture: small, but with everything that is written in the course of its life, and what it should hold."""

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np

from core.project import classes, classifiers, encoders, history, images, labels
from core.project.checking import check
from core.project.project import Project
from core.records import ClassifierCard, EncoderCard, FoundImage

IMAGES = 60
CARD = EncoderCard(id=0, name="own", architecture="tiny", start="random", size=32, width=8)
_WEIGHTS = 40_000  # bytes: ten pages


@dataclass(frozen=True)
class State:
    """What a user would miss: image -> class, steps that count and undone ones, encoders and classifiers made."""

    labels: tuple[tuple[int, int], ...] = ()
    steps: int = 0
    undone: int = 0
    models: int = 0


def place() -> tempfile.TemporaryDirectory[str]:
    """A folder in memory where there is one: what is tried here is the order of things, not the disk's patience."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)


def make(folder: Path) -> Path:
    """A closed project of 60 images and two classes, with one step per class in its history."""
    (folder / "pictures").mkdir()
    path = folder / "p.labelight"
    with Project.create(path, folder / "pictures") as project:
        found = [FoundImage(f"{n:03d}.png", 1, 1, b"%016d" % n, 8, 8) for n in range(IMAGES)]
        images.add_found(project, found)
        for name in ("moth", "wasp"):
            classes.add(project, name=name)
    return path


def state_of(project: Project) -> State:
    columns = labels.columns(project)
    entries = history.entries(project, limit=100_000)
    pairs = tuple(zip(columns.ids.tolist(), columns.classes.tolist(), strict=True))
    made = len([card for card in encoders.every(project) if card.name.startswith(CARD.name)])
    return State(pairs, sum(not e.undone for e in entries), sum(e.undone for e in entries), made)


def problems_of(project: Project) -> list[str]:
    """What SQLite, the digests and the references say, and whether every model is whole and the newest one in use."""
    found = check(project)
    made = [card.id for card in encoders.every(project) if card.name.startswith(CARD.name)]
    of = [card.encoder for card in classifiers.every(project)]
    if made != of:
        found.append(f"encoders {made}, classifiers of {of}")
    if made and encoders.current(project).id != made[-1]:
        found.append(f"encoder {encoders.current(project).id} is in use, {made[-1]} was made last")
    if of and getattr(classifiers.current(project), "id", None) != classifiers.every(project)[-1].id:
        found.append("the newest classifier is not in use")
    return found


def label(project: Project, chosen: list[int], class_id: int) -> None:
    labels.assign(project, images=chosen, class_id=class_id)


def accept_all(project: Project) -> None:
    every = list(range(1, IMAGES + 1))
    labels.accept(project, images=every, class_ids=[1 + i % 2 for i in every], classifier_id=1)


def save_model(project: Project, seed: int, *, broken_off: bool = False) -> None:
    """Encoder and classifier in one transaction, as a run's outcome is stored. `broken_off`: between the two."""
    data = np.random.default_rng(seed).bytes(_WEIGHTS)
    ids = np.arange(1, IMAGES + 1)
    with project.write():
        encoder = encoders.add(project, CARD, data)
        if broken_off:
            raise InterruptedError
        card = ClassifierCard(0, encoder.id, "linear", (1, 2), ("moth", "wasp"), 2, None, None, 0.0, {})
        classifiers.add(project, card, data, ids, np.eye(2)[ids % 2], None)


def after(state: State, kind: str, chosen: tuple[int, ...], class_id: int) -> State:
    """What the project should hold after this step: a second, simple opinion."""
    given = dict(state.labels)
    if kind == "model":
        return replace(state, models=state.models + 1)
    if kind == "accept":
        chosen, given = tuple(range(1, IMAGES + 1)), {i: 1 + i % 2 for i in range(1, IMAGES + 1)}
    elif kind == "label":
        given |= dict.fromkeys(chosen, class_id)
    else:
        return state
    new = tuple(sorted(given.items()))
    return replace(state, labels=new, steps=state.steps + 1, undone=0)


def choose(random: Random, state: State) -> tuple[tuple[int, ...], int]:
    """Images and a class for the next label, so that at least one label is new."""
    given = dict(state.labels)
    chosen = tuple(sorted(random.sample(range(1, IMAGES + 1), random.choice((1, 1, 1, 5)))))
    return chosen, 3 - given.get(chosen[0], random.choice((1, 2)))


def step(project: Project, kind: str, random: Random, state: State) -> State:
    """Do one of label, accept and model; what the project must hold afterwards."""
    chosen, class_id = choose(random, state)
    if kind == "label":
        label(project, list(chosen), class_id)
    elif kind == "accept":
        accept_all(project)
    else:
        save_model(project, random.randrange(1000))
    return after(state, kind, chosen, class_id)
