"""Ingest: look through the folder, read what is new or changed once, make its thumbnail, measure it, and hand it over in parts.

In the run folder appear `found-00000.json` ... (each a list of `FoundImage` as dicts, the digest in hex, announced by
`report.part`), and at the end `moved.json` (pairs [old path, new path]) and `missing.json` (paths known but gone). A
new file whose content is known already waits for the last part: only once all is seen is it clear whether it is a copy
or was moved. So a moved file is in the last part under its new path, and its old one is in `moved.json`.

`found.jsonl` keeps what all parts said, a line each: if the process dies of a file it is started again over the same run
folder, and what was found is not read a second time.
"""

import contextlib
import dataclasses
import json
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from core.errors import Cancelled, UserError
from core.jobs.manifest import ImageList, Manifest, write_json
from core.jobs.reporter import Reporter
from core.jobs.run_folder import DECODING
from core.pixels import quarantine
from core.pixels.careful import Careful
from core.pixels.digests import DigestIndex, as_digests
from core.pixels.measures import Grey, MeasureStore, measure
from core.pixels.parallel import in_order
from core.pixels.scan import NO_DIGEST, Examined, examine
from core.pixels.thumbnails import ThumbnailStore
from core.records import FoundImage
from core.roots import Roots
from core.specs import IngestSpec
from core.stages.looking import Looking
from core.words import tr

_FOUND = "found.jsonl"
_FIRST_PART = 64  # images in the first part: a screen full of tiles
_FIRST_SECONDS = 0.5  # until the first part, if it fills slowly
_SECONDS = 1.0  # until any later one


def run(spec: IngestSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Bring what is known of `manifest.folder` up to date; parts and lists go into the run folder `folder`.

    The folders of a project are looked through one after the other, and their images called as in core/roots.py. One that is
    not there leaves its images as they are; `folders_gone` is a list of {folder, message}.
    `manifest.images` are the images known so far, compared by path, size and time; an image held as missing may be
    among them with file size -1, so that it is read anew if it is back or found again if it was moved.
    Returns images (readable now), unreadable, added (new and readable, without moved ones), changed (other content, or
    readable where it was not, or the reverse), moved, missing, not_supported and not_pictures (counts by ending),
    skipped_folders, folders_gone, seconds. Raises `UserError` if none of the folders is there or the thumbnails cannot be
    written, and lets `Cancelled` through; what was found until then has been handed over.
    """
    known = ImageList.load(folder / manifest.images) if manifest.images else ImageList.empty()
    store = ThumbnailStore(Path(manifest.cache) / "thumbnails")
    measures = MeasureStore(Path(manifest.cache) / "measures")
    outbox = _Outbox(spec, folder, store, measures, report)
    try:
        earlier = _found_earlier(folder / _FOUND)
        careful = Careful(manifest.roots.paths[0], folder / DECODING)
        return _Ingest(spec, manifest.roots, _Known(known, store, measures), earlier, outbox, careful, report).run()
    finally:
        store.close()


class _Known:
    """The images known before. `seen` bool [N]: still there."""

    def __init__(self, images: ImageList, store: ThumbnailStore, measures: MeasureStore) -> None:
        self.images = images
        self.seen = np.zeros(len(images), bool)
        self._places = {path: place for place, path in enumerate(images.paths)}
        self._digests = DigestIndex.of(images.digests)
        # An image without a size was unreadable: tried again, as the reason (permissions, a plug-in) may be gone.
        self._complete = store.has(images.digests) & measures.has(images.digests) & (images.widths > 0)
        refused = as_digests(list(quarantine.load()))  # since it was read: by a run that learnt from it
        self._complete &= DigestIndex.of(refused).find(images.digests) < 0

    def place(self, path: str) -> int | None:
        return self._places.get(path)

    def same_file(self, place: int, size: int, mtime: int) -> bool:
        return bool(self.images.file_sizes[place] == size and self.images.mtimes[place] == mtime)

    def needs_reading(self, root: Path, place: int) -> bool:
        if not self._complete[place]:
            return True
        try:
            status = (root / self.images.paths[place]).stat()
        except OSError:
            return True
        return not self.same_file(place, status.st_size, status.st_mtime_ns)

    def has_content(self, digest: bytes) -> bool:
        return digest != NO_DIGEST and int(self._digests.find(as_digests([digest]))[0]) >= 0

    def gone(self, looking: Looking) -> list[int]:
        """Places of those not seen. What lies in a folder that could not be listed may still be there."""
        hides = looking.hides()
        return [int(p) for p in np.flatnonzero(~self.seen) if not hides(self.images.paths[p])]


class _Outbox:
    """Collects what was found and hands it over in parts, thumbnails and measures first."""

    def __init__(self, spec: IngestSpec, folder: Path, store: ThumbnailStore, measures: MeasureStore, report: Reporter) -> None:
        self._part = spec.part
        self._folder = folder
        self._store = store
        self._measures = measures
        self._report = report
        self._images: list[FoundImage] = []
        self._thumbnails: dict[bytes, bytes] = {}
        self._greys: dict[bytes, Grey] = {}
        self._parts = 0
        self._last = time.monotonic()

    def put(self, image: FoundImage) -> None:
        self._images.append(image)

    def keep_picture(self, examined: Examined) -> None:
        if examined.grey is not None:
            self._thumbnails[examined.found.digest] = examined.thumbnail
            self._greys[examined.found.digest] = examined.grey

    def flush_if_due(self) -> None:
        limit, seconds = (self._part, _SECONDS) if self._parts else (min(_FIRST_PART, self._part), _FIRST_SECONDS)
        late = time.monotonic() - self._last >= seconds
        if max(len(self._images), len(self._thumbnails)) >= limit or (late and (self._images or self._thumbnails)):
            self.flush()

    def flush(self) -> None:
        with _room_needed():
            self._store_pictures()
        for start in range(0, len(self._images), self._part):
            name = f"found-{self._parts:05d}.json"
            # Escaped by json, names that are not UTF-8 keep their bytes as lone surrogates (faults.md 28).
            part = [_as_dict(image) for image in self._images[start : start + self._part]]
            self.write(name, part)
            self._remember(part)
            self._parts += 1
            self._report.part(name)
        self._images.clear()
        self._last = time.monotonic()

    def write(self, name: str, value: Any) -> None:
        """A list in the run folder, whole or not at all."""
        with _room_needed():
            write_json(self._folder / name, value)

    def _remember(self, part: list[dict[str, Any]]) -> None:
        with _room_needed(), (self._folder / _FOUND).open("a", encoding="utf-8") as file:
            file.write(json.dumps(part) + "\n")

    def _store_pictures(self) -> None:
        digests = as_digests(list(self._thumbnails))
        there = self._store.has(digests)
        self._store.add(pair for pair, old in zip(self._thumbnails.items(), there, strict=True) if not old)
        missing = np.flatnonzero(~self._measures.has(digests))
        greys = list(self._greys.values())
        self._measures.add(digests[missing], measure([greys[place] for place in missing.tolist()]))
        self._thumbnails.clear()
        self._greys.clear()


@contextlib.contextmanager
def _room_needed() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            tr(
                "The cache folder cannot be written to: {problem}. What was found before is kept. Make room on "
                "that disk and look for new images again.",
                problem=error.strerror,
            )
        ) from error


class _Ingest:
    """One run over the folders."""

    def __init__(
        self,
        spec: IngestSpec,
        roots: Roots,
        known: _Known,
        earlier: dict[str, FoundImage],
        outbox: _Outbox,
        careful: Careful,
        report: Reporter,
    ) -> None:
        self._spec = spec
        self._root = roots.paths[0]  # joined to it, the name of an image of any folder is where it lies
        self._looking = Looking(roots)
        self._known = known
        self._earlier = earlier
        self._careful = careful
        self._outbox = outbox
        self._report = report
        self._waiting: list[FoundImage] = []  # new files whose content is known: copied or moved?
        self._done = self._images = self._unreadable = self._added = self._changed = 0

    def run(self) -> dict[str, Any]:
        started = time.monotonic()
        try:
            self._read_all()
        except (Cancelled, UserError):
            with contextlib.suppress(UserError):  # a full disk, already said
                self._outbox.flush()
            raise
        moved, missing = self._settle()
        self._outbox.flush()
        self._outbox.write("moved.json", moved)
        self._outbox.write("missing.json", missing)
        return {
            "images": self._images,
            "unreadable": self._unreadable,
            "added": self._added,
            "changed": self._changed,
            "moved": len(moved),
            "missing": len(missing),
            "not_supported": self._looking.counted("not_supported"),
            "not_pictures": self._looking.counted("not_pictures"),
            "skipped_folders": self._looking.skipped_folders,
            "folders_gone": self._looking.gone(),
            "seconds": round(time.monotonic() - started, 3),
        }

    def _read_all(self) -> None:
        for answer in in_order(self._examine, self._to_read()):
            if answer is not None and answer.result is not None:
                self._take(answer.result)
            self._tick()
        self._looking.check(self._known.images.paths)

    def _examine(self, path: str) -> Examined | None:
        """Runs in the decoding threads."""
        before = self._earlier.get(path)
        if before is not None and _is_as_it_was(self._root / path, before):
            return Examined(before)
        return examine(self._root, path, self._spec.thumbnail, self._careful)

    def _to_read(self) -> Iterator[str]:
        for path in self._looking.files(self._tick):
            place = self._known.place(path)
            if place is None or self._known.needs_reading(self._root, place):
                yield path
            else:
                self._known.seen[place] = True
                self._count(True)
                self._tick()

    def _tick(self) -> None:
        self._report.progress(self._done, self._looking.total(), found=self._images, unreadable=self._unreadable)
        self._outbox.flush_if_due()

    def _count(self, readable: bool) -> None:
        self._done += 1
        self._images += readable
        self._unreadable += not readable

    def _take(self, examined: Examined) -> None:
        found = examined.found
        self._count(found.state == "ok")
        self._outbox.keep_picture(examined)
        place = self._known.place(found.path)
        if place is not None:
            self._take_known(found, place)
        elif self._known.has_content(found.digest):
            self._waiting.append(found)
        else:
            self._add(found)

    def _add(self, found: FoundImage) -> None:
        self._added += found.state == "ok"
        self._outbox.put(found)

    def _take_known(self, found: FoundImage, place: int) -> None:
        self._known.seen[place] = True
        before = self._known.images
        digest = before.digests[place].tobytes()
        if found.digest == NO_DIGEST:  # not even read: its content is still taken for the old one
            found = dataclasses.replace(found, digest=digest)
        other = found.digest != digest or (found.width > 0) != bool(before.widths[place] > 0)
        self._changed += other
        if other or not self._known.same_file(place, found.file_size, found.mtime_ns):
            self._outbox.put(found)

    def _settle(self) -> tuple[list[tuple[str, str]], list[str]]:
        """Pair waiting new files with missing ones of the same content: (moved, missing). All waiting ones go out."""
        gone = self._known.gone(self._looking)
        paths = self._known.images.paths
        homeless: dict[bytes, deque[str]] = {}
        for place in gone:
            homeless.setdefault(self._known.images.digests[place].tobytes(), deque()).append(paths[place])
        moved: list[tuple[str, str]] = []
        for found in self._waiting:
            candidates = homeless.get(found.digest)
            if candidates:
                old = _best(candidates, found.path)
                candidates.remove(old)
                moved.append((old, found.path))
                self._outbox.put(found)
            else:
                self._add(found)
        left = {old for old, _ in moved}
        return moved, [paths[place] for place in gone if paths[place] not in left]


def _best(candidates: deque[str], path: str) -> str:
    """Of several missing twins the one of the same name (the folder was renamed), else the first."""
    name = PurePosixPath(path).name
    return next((old for old in candidates if PurePosixPath(old).name == name), candidates[0])


def _found_earlier(file: Path) -> dict[str, FoundImage]:
    """By path: what this run found before it was started again. What could not be read is not among it."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    found: dict[str, FoundImage] = {}
    for line in lines:
        with contextlib.suppress(ValueError):  # the last one may be torn
            rows = [FoundImage(**{**row, "digest": bytes.fromhex(row["digest"])}) for row in json.loads(line)]
            found |= {image.path: image for image in rows if image.state == "ok"}
    return found


def _is_as_it_was(file: Path, found: FoundImage) -> bool:
    try:
        status = file.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (found.file_size, found.mtime_ns)


def _as_dict(image: FoundImage) -> dict[str, Any]:
    return {**dataclasses.asdict(image), "digest": image.digest.hex()}
