"""Which images of the project the rows of a source mean: by content where it is known, else by path, and where no path is the
same by what the paths have in common."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.operations.importing.rows import Row, Said
from core.words import tr

_DEEPEST = 24  # folders that are tried to be left away
_Key = Callable[[str], str]


@dataclass(frozen=True)
class Known:
    """The images of the project: path (with `/`) -> id, and digest -> ids."""

    by_path: Mapping[str, int]
    by_digest: Mapping[bytes, Sequence[int]]


@dataclass(frozen=True)
class Matched:
    """Image id -> what is said of it, each once; paths that mean no image; sentences about how images were found."""

    said: Mapping[int, tuple[Said, ...]]
    unknown: tuple[str, ...]
    notes: tuple[str, ...] = ()


def match(rows: Sequence[Row], known: Known) -> Matched:
    """A content that lies here several times is found at the path of the row, else wherever no other row has it."""
    same = [known.by_path.get(row.path) in known.by_digest.get(row.digest, ()) if row.digest else False for row in rows]
    taken = {known.by_path[row.path] for row, exact in zip(rows, same, strict=True) if exact}
    paths, notes = _by_path([row.path for row, exact in zip(rows, same, strict=True) if not exact], known.by_path)
    found: dict[int, dict[Said, None]] = {}
    unknown: dict[str, None] = {}
    other_content = 0
    for row, exact in zip(rows, same, strict=True):
        alike = [image for image in known.by_digest.get(row.digest or b"", ()) if exact or image not in taken]
        if exact:
            alike = [known.by_path[row.path]]
        elif not alike and row.path in paths:
            alike = [paths[row.path]]
            other_content += row.digest is not None
        for image in alike:
            found.setdefault(image, {})[row.said] = None
        if not alike:
            unknown[row.path] = None
    if other_content:
        notes = (*notes, tr("Found by path although their content is another one now: {count:,}.", count=other_content))
    return Matched({image: tuple(said) for image, said in found.items()}, tuple(unknown), notes)


def _by_path(paths: Sequence[str], known: Mapping[str, int]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Path -> image, and what is to be said if no path is the same and something else had to do."""
    wanted = list(dict.fromkeys(paths))
    exact = {path: known[path] for path in wanted if path in known} or _joined(wanted, known, _normal, _normal)
    if exact or not wanted:
        return exact, ()
    for depth in range(1, min(_DEEPEST, max(path.count("/") for path in wanted)) + 1):
        if found := _joined(wanted, known, _without(depth), str):
            return found, (_shortened(len(found)),)
    folders = max((path.count("/") for path in known), default=0) if any("/" in path for path in wanted) else 0
    for depth in range(1, min(_DEEPEST, folders) + 1):
        if found := _joined(wanted, known, str, _without(depth)):
            return found, (_shortened(len(found)),)
    found = _joined(wanted, known, _name, _name)
    if not found:
        return found, ()
    note = tr("No path is the same, so images were found by their file names alone: {count:,}.", count=len(found))
    return found, (note,)


def _shortened(count: int) -> str:
    return tr("No path is the same, so images were found by the end of their paths: {count:,}.", count=count)


def _joined(wanted: Iterable[str], known: Mapping[str, int], of_wanted: _Key, of_known: _Key) -> dict[str, int]:
    """Those whose keys are the same, where either side has that key once; an empty key is none."""
    here = _once(known, of_known)
    return {path: known[here[key]] for key, path in _once(wanted, of_wanted).items() if key in here}


def _once(paths: Iterable[str], key_of: _Key) -> dict[str, str]:
    keys = {path: key_of(path) for path in paths}
    counts = Counter(keys.values())
    return {key: path for path, key in keys.items() if key and counts[key] == 1}


def _normal(path: str) -> str:
    """Some systems write é as one letter and some as two."""
    return unicodedata.normalize("NFC", path)


def _name(path: str) -> str:
    return _normal(path.rpartition("/")[2])


def _without(depth: int) -> _Key:
    """A path without its first folders; empty where it has fewer."""

    def shortened(path: str) -> str:
        parts = path.split("/", depth)
        return _normal(parts[depth]) if len(parts) > depth else ""

    return shortened
