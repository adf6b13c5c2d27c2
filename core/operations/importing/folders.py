"""Labels from the names of the sub-folders the images lie in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from core.operations.importing.rows import Row, Said, Source, tidy
from core.words import tr

Which = Literal["first", "last"]
"""The first folder of a path below the folder of the images, or the last, in which the image itself lies."""
_MANY = 200  # classes
_LONELY = 0.8  # share of folders that hold one image
_FEWEST, _MOST, _SEVERAL = 2, 50, 3
_INSIDE = 0.9  # share of the images that lie in such a folder
_SPLITS = frozenset(("train", "training", "test", "testing", "val", "valid", "validation", "dev", "eval"))


def source(paths: Sequence[str], which: Which) -> Source:
    """Each image (path with `/`) has its folder's name as label; those in no sub-folder have none."""
    rows = tuple(Row(path, Said(tidy(name))) for path in paths if tidy(name := _folder(path, which)))
    return Source(tr("the names of the sub-folders"), rows, _notes(rows, len(paths)))


def looks_like_classes(paths: Iterable[str]) -> Which | None:
    """Whether most images lie in some few sub-folders of several images each, and which folder of a path that is; folders
    called train and test say nothing of what is seen."""
    paths = list(paths)
    for which in ("first", "last"):
        counts = Counter(_folder(path, which) for path in paths)
        alone = counts.pop("", 0)
        several = sum(count >= _SEVERAL for count in counts.values())
        few = _FEWEST <= len(counts) <= _MOST and several >= _LONELY * len(counts)
        if few and alone <= (1 - _INSIDE) * len(paths) and not {name.casefold() for name in counts} <= _SPLITS:
            return which
    return None


def _folder(path: str, which: Which) -> str:
    folder = path.rpartition("/")[0]
    return folder.partition("/")[0] if which == "first" else folder.rpartition("/")[2]


def _notes(rows: Sequence[Row], images: int) -> tuple[str, ...]:
    counts = Counter(row.said.name for row in rows)
    lonely = sum(count == 1 for count in counts.values())
    notes = []
    if len(rows) < images:
        notes.append(tr("Images that lie in no sub-folder get no label: {count:,}.", count=images - len(rows)))
    if len(counts) > _MANY:
        notes.append(tr("There are {count:,} such folders: are these classes?", count=len(counts)))
    elif len(counts) > 1 and lonely >= _LONELY * len(counts):
        note = tr("Of {count:,} folders {lonely:,} hold a single image: are these classes?", count=len(counts), lonely=lonely)
        notes.append(note)
    return tuple(notes)
