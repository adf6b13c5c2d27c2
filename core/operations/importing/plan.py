"""What taking over a source would do, in numbers and names, while nothing is changed yet."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from core.operations.importing.matching import Known, Matched, match
from core.operations.importing.rows import Said, Source
from core.project import classes, images, schema
from core.project.project import Project
from core.words import tr

LEFT_OUT = ""
"""In a mapping, instead of the name of a class here: labels of that class are not taken."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An image that has another label here than there, both in words."""

    image: int
    path: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Twice:
    """An image that the source gives several labels: none is taken, as nothing says which is meant."""

    image: int
    path: str
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class the project does not have, on how many of its images, and the one that is called nearly the same ("": none):
    one of the project, else one of the source."""

    name: str
    images: int
    twin: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """`new`: images without a label that would get one; `agree`: images that have that label already; `left_out`: images whose
    class is mapped to LEFT_OUT. `labels`: image id -> what would be its label if every conflict were decided for the source;
    `made`: the classes this would make. `new_classes` are those of the source, whatever `mapping` makes of them."""

    source: str
    labels: Mapping[int, Said] = field(repr=False)
    new: int
    agree: int
    left_out: int
    conflicts: tuple[Conflict, ...] = field(repr=False)
    twice: tuple[Twice, ...] = field(repr=False)
    unknown: tuple[str, ...] = field(repr=False)
    new_classes: tuple[NewClass, ...] = field(repr=False)
    notes: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict, repr=False)
    made: tuple[str, ...] = ()

    def twins(self) -> dict[str, str]:
        """The mapping that makes classes one that are called nearly the same."""
        return {new.name: new.twin for new in self.new_classes if new.twin}


def make(project: Project, source: Source, mapping: Mapping[str, str] | None = None) -> ImportPlan:
    """Reads the project and changes nothing. `mapping`: name of a class in the source -> its name here, or LEFT_OUT; others
    keep theirs. Raises UserError where a name is too long for a class."""
    with project.read() as connection:
        here = _Here.read(connection)
        by_digest = images.ids_by_digest(connection) if any(row.digest for row in source.rows) else {}
    matched = match(source.rows, Known(here.by_path, by_digest))
    return _Weighing(here, matched, mapping or {}).plan(source)


@dataclass(frozen=True)
class _Here:
    """The project as it is: path -> id, image id -> label, names of classes."""

    by_path: Mapping[str, int]
    labels: Mapping[int, Said]
    classes: frozenset[str]

    @classmethod
    def read(cls, connection: Connection) -> "_Here":
        given = schema.labels.outerjoin(schema.classes)
        query = select(schema.labels.c.image_id, schema.classes.c.name, schema.labels.c.mark).select_from(given)
        names = frozenset(c.name for c in classes.every_within(connection))
        said = {image: Said(name or "", mark) for image, name, mark in connection.execute(query)}
        return cls(images.ids_by_path(connection), said, names)


class _Weighing:
    """Sorts what is said of each image by what the project says."""

    def __init__(self, here: _Here, matched: Matched, mapping: Mapping[str, str]) -> None:
        self._here, self._matched, self._mapping = here, matched, mapping
        self._paths = {image: path for path, image in here.by_path.items() if image in matched.said}
        self._labels: dict[int, Said] = {}
        self._conflicts: list[Conflict] = []
        self._twice: list[Twice] = []
        self._numbers: Counter[str] = Counter()

    def plan(self, source: Source) -> ImportPlan:
        for image, said in self._matched.said.items():
            self._weigh(image, said)
        return ImportPlan(
            source=source.what,
            labels=self._labels,
            new=self._numbers["new"],
            agree=self._numbers["agree"],
            left_out=self._numbers["left out"],
            conflicts=tuple(sorted(self._conflicts, key=lambda conflict: conflict.path)),
            twice=tuple(sorted(self._twice, key=lambda twice: twice.path)),
            unknown=self._matched.unknown,
            new_classes=_new_classes(self._matched.said.values(), self._here.classes),
            notes=(*source.notes, *self._matched.notes),
            mapping=self._mapping,
            made=tuple(sorted({s.name for s in self._labels.values() if s.mark == "class"} - self._here.classes)),
        )

    def _weigh(self, image: int, said: Iterable[Said]) -> None:
        meant = list(dict.fromkeys(mapped for each in said if (mapped := self._mapped(each)) is not None))
        if not meant:
            self._numbers["left out"] += 1
            return
        if len(meant) > 1:
            self._twice.append(Twice(image, self._paths[image], tuple(each.words for each in meant)))
            return
        there, here = meant[0], self._here.labels.get(image)
        self._labels[image] = there
        if here is None:
            self._numbers["new"] += 1
        elif here == there:
            self._numbers["agree"] += 1
        else:
            self._conflicts.append(Conflict(image, self._paths[image], here.words, there.words))

    def _mapped(self, said: Said) -> Said | None:
        if said.mark != "class":
            return said
        name = self._mapping.get(said.name, said.name)
        return None if name == LEFT_OUT else Said(name)


def _new_classes(said: Iterable[tuple[Said, ...]], existing: frozenset[str]) -> tuple[NewClass, ...]:
    counts = Counter(each.name for some in said for each in some if each.mark == "class" and each.name not in existing)
    alike = {_folded(name): name for name in sorted(existing, reverse=True)}
    found = []
    for name in sorted(counts):
        classes.checked_name(name)
        twin = alike.setdefault(_folded(name), name)
        found.append(NewClass(name, counts[name], "" if twin == name else twin))
    return tuple(found)


def _folded(name: str) -> str:
    """The same for names that differ by case, spaces, dashes or underscores."""
    letters = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in letters if not letter.isspace() and letter not in "-_") or letters


def in_lines(plan: ImportPlan) -> list[str]:
    """The plan for a person, a sentence each; what there is none of is not told."""
    unsettled = {c.name: c.twin for c in plan.new_classes if c.twin and c.name not in plan.mapping}
    unlike = [name for name in plan.made if name not in unsettled]
    lines = (
        (plan.new, _new(plan.new)),
        (plan.agree, _agree(plan.agree)),
        (len(plan.conflicts), _conflicts(len(plan.conflicts))),
        (len(plan.twice), _twice(len(plan.twice))),
        (plan.left_out, tr("Left out with their class: {count:,} images.", count=plan.left_out)),
        (len(plan.unknown), _unknown(plan.unknown)),
        (len(unlike), tr("Classes that would be new: {names}.", names=few(unlike, 8))),
    )
    told = [text for count, text in lines if count]
    if not plan.labels and not plan.twice and not plan.left_out:
        told.insert(0, tr("Nothing in {source} is about the images of this project.", source=plan.source))
    told += [tr("“{name}” is called nearly like “{twin}”.", name=name, twin=twin) for name, twin in unsettled.items()]
    joined = [(c.name, plan.mapping[c.name]) for c in plan.new_classes if plan.mapping.get(c.name, LEFT_OUT) != LEFT_OUT]
    told += [tr("“{name}” counts as “{here}”.", name=name, here=here) for name, here in joined]
    return told + list(plan.notes)


def _new(count: int) -> str:
    return tr("1 image without a label gets one." if count == 1 else "{count:,} images without a label get one.", count=count)


def _agree(count: int) -> str:
    return tr("1 image has that label already." if count == 1 else "{count:,} images have that label already.", count=count)


def _conflicts(count: int) -> str:
    return tr("1 image has another label here." if count == 1 else "{count:,} images have another label here.", count=count)


def _twice(count: int) -> str:
    return tr(
        "1 image is given several labels, of which none is taken."
        if count == 1
        else "{count:,} images are given several labels each, of which none is taken.",
        count=count,
    )


def _unknown(paths: Sequence[str]) -> str:
    return tr(
        "1 path is not in this project: {few}."
        if len(paths) == 1
        else "{count:,} paths are not in this project, for example {few}.",
        count=len(paths),
        few=few(paths, 3),
    )


def few(names: Sequence[str], most: int) -> str:
    """The first of them, as one text that any terminal can show."""
    shown = ", ".join(name.encode("utf-8", "backslashreplace").decode() for name in names[:most])
    return f"{shown} …" if len(names) > most else shown
