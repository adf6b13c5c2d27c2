"""Random sequences of everything one can do to a project, against a plain dictionary that says what must have come of it.

Labels, classes, undo and redo, looking through a folder whose files come, go, move and change, training, accepting, closing,
and kills: the connection is dropped as it is, and what lies on the disk at that moment is opened instead, also half-way through
an edit. After every step images, labels, classes and the texts of undo and redo are compared, and at the end the whole history.
"""

import hashlib
import random
import shutil
import tempfile
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from core.errors import UserError
from core.jobs.events import Done
from core.jobs.reporter import ListReporter
from core.operations import runs
from core.project import classes, classifiers, encoders, history, images, labels, schema
from core.project.checking import check
from core.project.project import Project
from core.specs import FinetuneSpec, IngestSpec
from tests.torture.row import Amount, Row

SHORT, LONG = 60, 2000  # sequences
STEPS = 20
FIRST = 6  # files a folder begins with


@dataclass
class State:
    """What undo and redo bring back: class id -> name, and image id -> class id or code of a mark."""

    classes: dict[int, str] = field(default_factory=dict)
    labels: dict[int, int] = field(default_factory=dict)


@dataclass
class Oracle:
    """The obvious version: `images` id -> [path, content, state]."""

    images: dict[int, list[str]] = field(default_factory=dict)
    now: State = field(default_factory=State)
    past: list[tuple[str, State]] = field(default_factory=list)
    future: list[tuple[str, State]] = field(default_factory=list)
    last_class: int = 0
    classifiers: int = 0

    def edit(self, text: str, after: State) -> None:
        """Nothing is a step that changes nothing."""
        if after != self.now:
            self.past.append((text, self.now))
            self.now, self.future = after, []

    def undo(self) -> None:
        if self.past:
            text, before = self.past.pop()
            self.future.append((text, self.now))
            self.now = before

    def redo(self) -> None:
        if self.future:
            text, after = self.future.pop()
            self.past.append((text, self.now))
            self.now = after

    def looked_through(self, files: dict[str, str], ids: dict[str, int]) -> None:
        """`files`: path -> content on the disk; `ids`: what the project calls each path, for those that are new."""
        by_path = {entry[0]: entry for entry in self.images.values()}
        gone = [entry for path, entry in by_path.items() if path not in files]
        for path, content in files.items():
            entry = by_path.get(path) or next((e for e in gone if e[1] == content), None)
            if entry is None:
                self.images[ids[path]] = [path, content, "ok"]
            else:
                entry[:] = [path, content, "ok"]
        for entry in self.images.values():
            if entry[0] not in files:
                entry[2] = "missing"


class Sequence:
    """One project and its oracle, and every step there is."""

    def __init__(self, place: Path, seed: int) -> None:
        self._random, self._place = random.Random(seed), place
        self.folder = place / "pictures"
        self.folder.mkdir(parents=True)
        self._files: dict[str, str] = {}  # path -> content
        self._hidden: list[str] = []  # contents of files that were taken away
        self._made = 0
        self._copies = 0
        for _ in range(FIRST):
            self._add_file()
        self.oracle = Oracle()
        self.done: list[str] = []
        self.path = place / "p.labelight"
        self.project = Project.create(self.path, self.folder)
        self.rescan()
        for begin in (self.new_class, self.new_class, self.label, self.label):
            begin()

    def run(self, steps: int) -> str:
        """What is wrong, in a line; empty where nothing is."""
        wrong = self.difference()
        while not wrong and len(self.done) < steps:
            step = self._random.choice(STEP_NAMES)
            self.done.append(step)
            getattr(self, step)()
            wrong = self.difference()
        wrong = wrong or self.whole_history() or "; ".join(check(self.project))
        self.project.close()
        return f"after {', '.join(self.done)}: {wrong}" if wrong else ""

    def difference(self) -> str:
        columns, listed = labels.columns(self.project), images.image_list(self.project, ("ok", "missing", "unreadable"))
        usable = set(images.every_id(self.project, readable=True).tolist())
        found = {i: [p, "ok" if i in usable else "missing"] for i, p in zip(listed.ids.tolist(), listed.paths, strict=True)}
        pairs = (
            ("images", found, {i: [path, state] for i, (path, _, state) in self.oracle.images.items()}),
            ("classes", {c.id: c.name for c in classes.every(self.project)}, self.oracle.now.classes),
            ("labels", dict(zip(columns.ids.tolist(), columns.classes.tolist(), strict=True)), self.oracle.now.labels),
            ("steps", history.next_steps(self.project), self._next_texts()),
            ("classifiers", len(classifiers.every(self.project)), self.oracle.classifiers),
        )
        return "; ".join(f"{what}: {is_} instead of {must}" for what, is_, must in pairs if is_ != must)

    def whole_history(self) -> str:
        found = [(entry.text, entry.undone) for entry in reversed(history.entries(self.project, 1000))]
        must = [(text, False) for text, _ in self.oracle.past] + [(text, True) for text, _ in reversed(self.oracle.future)]
        return "" if found == must else f"history: {found} instead of {must}"

    # Edits

    def label(self) -> None:
        if self.oracle.now.classes:
            chosen = self._some_class()
            some = self._some_images()
            labels.assign(self.project, images=some, class_id=chosen)
            text = f"label {_count(some)} “{self.oracle.now.classes[chosen]}”"
            self.oracle.edit(text, self._labelled(dict.fromkeys(some, chosen)))

    def mark(self) -> None:
        mark, text = self._random.choice(
            (("skip", "skip {}"), ("unsure", "mark {} as not sure"), ("none", "mark {} as none of these"))
        )
        some = self._some_images()
        labels.mark(self.project, images=some, mark=mark)
        self.oracle.edit(text.format(_count(some)), self._labelled(dict.fromkeys(some, labels.MARK_CODES[mark])))

    def clear(self) -> None:
        some = self._some_images()
        labels.clear(self.project, images=some)
        after = deepcopy(self.oracle.now)
        for image in some:
            after.labels.pop(image, None)
        self.oracle.edit(f"clear the label of {_count(some)}", after)

    def new_class(self) -> None:
        name = f"class {self._random.randrange(6)}"
        taken = name in self.oracle.now.classes.values()
        try:
            made = classes.add(self.project, name=name)[1].id
        except UserError:
            assert taken
            return
        assert not taken
        assert made > self.oracle.last_class, "the id of a class is used twice"
        self.oracle.last_class = made
        after = deepcopy(self.oracle.now)
        after.classes[made] = name
        self.oracle.edit(f"new class “{name}”", after)

    def rename_class(self) -> None:
        if self.oracle.now.classes:
            chosen, name = self._some_class(), f"renamed {self._random.randrange(1000)}"
            after = deepcopy(self.oracle.now)
            after.classes[chosen] = name
            with suppress(UserError):  # taken, once in a while
                classes.rename(self.project, class_id=chosen, name=name)
                self.oracle.edit(f"rename to “{name}”", after)

    def merge_classes(self) -> None:
        if len(self.oracle.now.classes) > 1:
            one, into = self._random.sample(sorted(self.oracle.now.classes), 2)
            classes.merge(self.project, class_id=one, into=into)
            after = self._labelled({i: into for i, c in self.oracle.now.labels.items() if c == one})
            del after.classes[one]
            self.oracle.edit("merge of two classes", after)

    def delete_class(self) -> None:
        if self.oracle.now.classes:
            chosen = self._some_class()
            classes.delete(self.project, class_id=chosen)
            after = deepcopy(self.oracle.now)
            after.labels = {i: c for i, c in after.labels.items() if c != chosen}
            del after.classes[chosen]
            self.oracle.edit("deletion of a class", after)

    def undo(self) -> None:
        history.undo(self.project)
        self.oracle.undo()

    def redo(self) -> None:
        history.redo(self.project)
        self.oracle.redo()

    # The folder

    def add_file(self) -> None:
        self._add_file()

    def change_file(self) -> None:
        if self._files:
            self._write(self._random.choice(sorted(self._files)), self._new_content())

    def rename_file(self) -> None:
        if self._files:
            old, new = self._random.choice(sorted(self._files)), self._new_name()
            (self.folder / old).rename(self.folder / new)
            self._files[new] = self._files.pop(old)

    def remove_file(self) -> None:
        if len(self._files) > 1:
            name = self._random.choice(sorted(self._files))
            (self.folder / name).unlink()
            self._hidden.append(self._files.pop(name))

    def bring_back_file(self) -> None:
        if self._hidden:
            self._write(self._new_name(), self._hidden.pop(self._random.randrange(len(self._hidden))))

    def rescan(self) -> None:
        runs.run_here(self.project, "ingest", IngestSpec(), ListReporter())
        with self.project.read() as connection:
            self.oracle.looked_through(self._files, images.ids_by_path(connection))

    # Classifiers

    def train(self) -> None:
        """The run is begun and stored as any other; what the stage would have made is made here."""
        used = sorted({c for c in self.oracle.now.labels.values() if c > 0})
        usable = images.every_id(self.project, readable=True)
        if len(used) < 2 or not len(usable):
            return
        encoder = encoders.bundled(self.project)
        encoders.add_embeddings(self.project, encoder.id, usable, np.ones((len(usable), 4), np.float16))
        begun = runs.begin(self.project, "finetune", FinetuneSpec())
        shares = np.random.default_rng(len(self.done)).dirichlet(np.ones(len(used)), len(usable)).astype(np.float16)
        np.savez(begun.folder / "predictions.npz", ids=usable, probabilities=shares)
        (begun.folder / "classifier.safetensors").write_bytes(b"weights")
        result = {"mode": "linear", "labels": len(self.oracle.now.labels), "accuracy": None, "interval": None}
        runs.finish(self.project, begun, Done(result))
        self.oracle.classifiers += 1

    def accept(self) -> None:
        card = classifiers.current(self.project)
        if card is None:
            return
        made = classifiers.predictions(self.project, card.id)
        taken = [
            (int(image), int(made.class_ids[row.argmax()]))
            for image, row in zip(made.ids, made.probabilities, strict=True)
            if int(image) not in self.oracle.now.labels and int(made.class_ids[row.argmax()]) in self.oracle.now.classes
        ]
        ids, found = [i for i, _ in taken], [c for _, c in taken]
        labels.accept(self.project, images=ids, class_ids=found, classifier_id=card.id)
        self.oracle.edit(f"accept {len(taken)} predictions", self._labelled(dict(taken)))

    # Ends

    def reopen(self) -> None:
        self.project.close()
        assert [p.name for p in self._place.glob("*.labelight-*")] == [], "closing left more than one file"
        self.project = Project.open(self.path)

    def kill(self) -> None:
        self._go_on_with(self._as_on_disk())

    def kill_within_an_edit(self) -> None:
        """The edit was never acknowledged, so that it must not be there."""
        with suppress(_Killed), self.project.edit("label", "never") as edit:
            edit.put(schema.classes, [{"id": 999, "name": "never", "colour": "#000000", "key": "", "position": 0}])
            edit.delete(schema.labels, list(self.oracle.now.labels))
            left = self._as_on_disk()
            raise _Killed
        self._go_on_with(left)

    def _as_on_disk(self) -> Path:
        """A copy of what lies on the disk at this moment, the write-ahead log too: what a kill would leave."""
        self._copies += 1
        copy = self._place / f"p{self._copies}.labelight"
        for file in self._place.glob(f"{self.path.name}*"):
            shutil.copyfile(file, copy.with_name(copy.name + file.name.removeprefix(self.path.name)))
        return copy

    def _go_on_with(self, path: Path) -> None:
        self.project.close()
        self.path.unlink()
        self.path, self.project = path, Project.open(path)

    # Odds and ends

    def _labelled(self, given: dict[int, int]) -> State:
        after = deepcopy(self.oracle.now)
        after.labels |= given
        return after

    def _some_class(self) -> int:
        return self._random.choice(sorted(self.oracle.now.classes))

    def _some_images(self) -> list[int]:
        known = sorted(self.oracle.images)
        return self._random.sample(known, self._random.randint(1, min(4, len(known))))

    def _next_texts(self) -> tuple[str, str]:
        past, future = self.oracle.past, self.oracle.future
        return past[-1][0] if past else "", future[-1][0] if future else ""

    def _add_file(self) -> None:
        self._write(self._new_name(), self._new_content())

    def _new_name(self) -> str:
        self._made += 1
        return f"{self._made:03d}.png"

    def _new_content(self) -> str:
        self._made += 1
        return str(self._made)

    def _write(self, name: str, content: str) -> None:
        colours = np.frombuffer(hashlib.blake2b(content.encode(), digest_size=48).digest(), np.uint8).reshape(4, 4, 3)
        Image.fromarray(colours).save(self.folder / name)
        self._files[name] = content


class _Killed(Exception):
    """Nothing of this edit is left."""


MARKS = (("skip", "skip {}"), ("unsure", "mark {} as not sure"), ("none", "mark {} as none of these"))
STEP_NAMES = (
    *("label",) * 5, "mark", "mark", "clear", "clear", "new_class", "new_class", "rename_class", "merge_classes",
    "delete_class", *("undo",) * 4, *("redo",) * 2, "add_file", "change_file", "rename_file", "remove_file",
    "bring_back_file", "rescan",
    "rescan", "train", "accept", "reopen", "kill", "kill_within_an_edit",
)  # fmt: skip


def run(amount: Amount) -> list[Row]:
    number = SHORT if amount.short else LONG
    losses, taken, steps = [], set[str](), 0
    with tempfile.TemporaryDirectory() as home:
        for n in range(number):
            place = Path(home) / str(n)
            try:
                sequence = Sequence(place, amount.seed * 1_000_003 + n)
                wrong = sequence.run(STEPS)
                taken |= set(sequence.done)
                steps += len(sequence.done)
            except Exception as error:
                wrong = f"{type(error).__name__}: {error} ({sequence.done})"
            if wrong:
                losses.append(f"sequence {n}: {wrong}")
            shutil.rmtree(place)
    if taken != set(STEP_NAMES):
        losses.append(f"never tried: {sorted(set(STEP_NAMES) - taken)}")
    found = f"{number:,} sequences, {steps:,} steps, {len(losses)} differences"
    return [Row("random sequences against a dictionary", found, "0 differences", tuple(losses))]


def _count(images: list[int]) -> str:
    return "1 image" if len(images) == 1 else f"{len(images)} images"
