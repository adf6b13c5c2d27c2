"""Each page of a small but complete project in turn: a few bits flipped, zeroed, and the file cut off before it.

It opens with the same labels, or is refused clearly, or a read says clearly that it is damaged; nothing else is ever raised.
A refused file and a rescued one are byte for byte as they were. After a rescue every label is there whose pages (its own, its
image's, its class's) were not touched.
"""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.errors import UserError
from core.operations import second_look, strangers
from core.project import classes, classifiers, encoders, history, images, labels, maps, runs
from core.project.checking import check
from core.project.collection import Collection
from core.project.project import Project
from core.project.rescue import rescue
from desktop_app.snapshot import Keeper
from tests.core.project.test_rescue import (
    LABELS,
    PAGE,
    labels_of,
    make_sound,
    no_waiting_for_the_disk,
    pages_of,
    zeroed,
)
from tests.torture.row import Amount, Row

SAMPLE = 14  # pages in the short form, beside those with labels and classes
FLIPS = 12  # times a page has bits flipped in the long form; in the short one only those with labels and classes
BITS = 3  # at most, at once
REQUIRED = "the same labels, or told; rescue keeps what was whole; no other error; the file as it was"

READS: dict[str, Callable[[Project], object]] = {
    "images": Collection.load,
    "image list": images.image_list,
    "unreadable": images.unreadable,
    "classes": classes.every,
    "labels": labels.with_origin,
    "history": history.entries,
    "encoders": lambda p: [encoders.weights(p, card.id) for card in encoders.every(p)],
    "embeddings": lambda p: [encoders.embeddings(p, card.id) for card in encoders.every(p)],
    "maps": lambda p: (maps.every(p), maps.shown(p)),
    "classifiers": lambda p: [classifiers.weights(p, card.id) for card in classifiers.every(p)],
    "current": lambda p: (encoders.current(p), classifiers.current(p)),
    "predictions": lambda p: [classifiers.predictions(p, card.id) for card in classifiers.every(p)],
    "runs": lambda p: [runs.metrics(p, run.id) for run in runs.every(p)],
    "window": lambda p: Keeper(p).load(),
    "settings": lambda p: (second_look.kept(p), strangers.none_below(p)),
    "check": check,
    "undo": history.undo,
    "redo": history.redo,
    "label": lambda p: labels.assign(p, images=[3], class_id=2),
    "run": lambda p: runs.create(p, stage="map", spec={}),
}


@dataclass
class Sound:
    """The project before any damage: its bytes, its labels, and on which pages each of them lies."""

    data: bytes
    truth: dict[str, str]
    pages: dict[str, set[int]]
    decisions: set[int]  # pages with rows of labels and classes


@dataclass
class Tally:
    """What happened to the cases of one kind."""

    cases: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    rescued: int = 0
    nothing: int = 0  # rescues that found nothing, since nothing was left
    changed: int = 0  # labels that were on the damaged page and came over otherwise
    losses: list[str] = field(default_factory=list)

    def row(self, what: str) -> Row:
        told = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(self.outcomes.items()))
        found = f"{self.cases:,} files: {told}; {self.rescued:,} rescued, {self.nothing:,} with nothing left to rescue"
        return Row(
            f"pages {what}", f"{found}; {self.changed} labels of the damaged pages changed", REQUIRED, tuple(self.losses)
        )


def run(amount: Amount) -> list[Row]:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        no_waiting_for_the_disk(patch)
        folder = Path(place)
        sound = _sound(make_sound(folder))
        rng = random.Random(amount.seed)
        total = len(sound.data) // PAGE
        chosen = set(rng.sample(range(1, total + 1), SAMPLE)) | sound.decisions if amount.short else range(1, total + 1)
        rows = []
        for what, damaged in (("with bits flipped", _flips), ("zeroed", _zeroes), ("cut off", _cuts)):
            tally = Tally()
            for page in sorted(chosen):
                for name, data, lost in damaged(sound, page, amount, rng):
                    _try(folder / "t" / "p.labelight", sound, data, lost, f"page {page} {name}", tally)
            rows.append(tally.row(what))
        return rows


def _sound(path: Path) -> Sound:
    truth = labels_of(path)
    of = {table: pages_of(path, table) for table in ("images", "labels", "classes")}
    with Project.open(path) as project:
        listed, given, ids = images.image_list(project), labels.columns(project), {c.id for c in classes.every(project)}
    names = dict(zip(listed.ids.tolist(), listed.paths, strict=True))
    pages = {
        names[image]: {of["images"][image], of["labels"][image]} | ({of["classes"][code]} if code in ids else set())
        for image, code in zip(given.ids.tolist(), given.classes.tolist(), strict=True)
    }
    assert pages.keys() == truth.keys()
    return Sound(path.read_bytes(), truth, pages, {page for table in ("labels", "classes") for page in of[table].values()})


Damaged = Iterator[tuple[str, bytes, set[int]]]
"""How in words, the bytes of the file, the pages that are not as they were."""


def _flips(sound: Sound, page: int, amount: Amount, rng: random.Random) -> Damaged:
    for _ in range(1 if amount.short and page not in sound.decisions else FLIPS):
        changed = bytearray(sound.data)
        places = [rng.randrange(PAGE * 8) for _ in range(rng.randint(1, BITS))]
        for place in places:
            changed[(page - 1) * PAGE + place // 8] ^= 1 << place % 8
        yield f"bits {places} flipped", bytes(changed), {page}


def _zeroes(sound: Sound, page: int, amount: Amount, rng: random.Random) -> Damaged:
    yield "zeroed", zeroed(sound.data, page), {page}


def _cuts(sound: Sound, page: int, amount: Amount, rng: random.Random) -> Damaged:
    data = sound.data
    gone = set(range(page, len(data) // PAGE + 1))
    yield "and all after it cut off", data[: (page - 1) * PAGE], gone
    if not amount.short:
        yield "cut in the middle", data[: (page - 1) * PAGE + rng.randrange(1, PAGE)], gone


def _try(path: Path, sound: Sound, data: bytes, lost: set[int], what: str, tally: Tally) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    path.write_bytes(data)
    tally.cases += 1
    try:
        outcome = _used(path, sound, data)
        tally.outcomes[outcome] += 1
        path.write_bytes(data)
        _rescued(path, sound, data, lost, tally)
    except Exception as error:
        tally.losses.append(f"{what}: {type(error).__name__}: {error}")


def _used(path: Path, sound: Sound, data: bytes) -> str:
    """Open it and read everything; what came of it. Raises whatever a user must never see."""
    try:
        project = Project.open(path)
    except UserError as error:
        if path.read_bytes() != data or [p.name for p in path.parent.iterdir()] != [path.name]:
            raise RuntimeError("a refused file was changed") from error
        if path.name not in str(error):
            raise RuntimeError(f"a refusal that does not name the file: {error}") from error
        return "refused"
    told = False
    try:
        try:
            with project.read() as connection:
                seen = {os.fsdecode(image): name for image, name in connection.exec_driver_sql(LABELS)}
            if seen != sound.truth:
                raise RuntimeError(f"other labels, silently: {sorted(set(seen.items()) ^ set(sound.truth.items()))[:3]}")
        except UserError:
            told = True
        for name, read in READS.items():
            try:
                read(project)
            except UserError:
                told = True
            except Exception as error:
                raise RuntimeError(f"{name}: {type(error).__name__}: {error}") from error
    finally:
        project.close()
    return "with the same labels, damage told" if told else "with the same labels"


def _rescued(path: Path, sound: Sound, data: bytes, lost: set[int], tally: Tally) -> None:
    whole = {image: name for image, name in sound.truth.items() if not sound.pages[image] & lost}
    new = path.parent / "new" / "n.labelight"
    new.parent.mkdir()
    try:
        rescue(path, new)
    except UserError as error:
        if whole or path.read_bytes() != data:
            raise RuntimeError(f"not rescued: {error}") from error
        tally.nothing += 1
        return
    finally:
        if path.read_bytes() != data:
            raise RuntimeError("a rescue changed the file")
    kept = labels_of(new)
    missing = {image: name for image, name in whole.items() if kept.get(image) != name}
    if missing:
        raise RuntimeError(f"{len(missing)} labels of whole pages are not there after the rescue: {list(missing.items())[:3]}")
    tally.rescued += 1
    tally.changed += sum(sound.truth.get(image) != name for image, name in kept.items())
