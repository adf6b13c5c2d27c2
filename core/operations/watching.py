"""A folder is watched: the classifier as it was at the beginning says what each image is that arrives, into a table and, where
that is wanted, as copies in a folder per class.

Nothing of it goes into the project, which is free for others once the watch has begun.
"""

import filecmp
import json
import shutil
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from core import disk, paths
from core.errors import UserError
from core.jobs.events import Event, Failed, Note, Part
from core.jobs.manifest import write_json
from core.jobs.run_folder import Job, RunFolder
from core.jobs.runner import RunProcess
from core.operations import evaluation, handover, sorting, strangers
from core.operations.leaving import by_class
from core.operations.leaving.left import silent
from core.operations.leaving.placing import place_all
from core.operations.leaving.targets import refuse_inside
from core.operations.strangers import Told
from core.operations.watch_table import WatchTable
from core.pixels.digests import DIGEST_BYTES
from core.project.project import Project
from core.specs import WatchSpec
from core.words import tr

_KNOWN = "known.json"
_AGAIN = 5.0  # seconds until a table, or a copy, that could not be written is tried again


@dataclass(frozen=True)
class Order:
    """What to watch and where to put what is found. `sort`: a folder that gets a folder per class; none_below: the share below
    which an image is none of the classes, None: the project's; `every`, `once`, `device`: as WatchSpec."""

    folder: Path
    table: Path
    sort: Path | None = None
    none_below: float | None = None
    every: float = 5.0
    once: bool = False
    device: str = "auto"


@dataclass(frozen=True)
class News:
    """What happened since the last one: rows (evaluation.COLUMNS) that are in the table by now with the blake2b-128 of each
    image, (path, reason) of files that could not be read, and a sentence, which is trouble where `trouble`."""

    rows: tuple[dict[str, Any], ...] = ()
    digests: tuple[bytes, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    words: str = ""
    trouble: bool = False


class Watching:
    """Begins at once, in a compute process of its own. Ask `poll` several times a second until `ended`, then `close`; no two of
    these at the same time. The project may be closed as soon as this is made."""

    def __init__(self, project: Project, order: Order) -> None:
        """UserError if there is no classifier, or nothing may be written where it is wanted."""
        check(project, order)
        self.order, self.counts = order, Counter[str]()
        self.unreadable = 0
        self.trouble = ""  # why it ended, where nobody asked it to
        self._share, self._asked = strangers.chosen(project, order.none_below), order.none_below is not None
        self._table = WatchTable(order.table)
        self._waiting: list[str] = []  # parts that are not in the table yet
        self._next_try, self._told = 0.0, ""
        self._folder = _new_folder()
        try:
            self._names = self._prepare(project)
            self._process = RunProcess(self._folder)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    @property
    def images(self) -> int:
        """How many were classified."""
        return self.counts.total()

    @property
    def pid(self) -> int:
        """Of the compute process, for the log and for tests."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        return self._process.ended

    def stop(self) -> None:
        """It ends soon; what was found until then is in the table."""
        self._process.ask_to_stop()

    def poll(self) -> list[News]:
        """What is new. Everything that is told is on the disk."""
        news: list[News] = []
        for event in self._process.poll():
            if isinstance(event, Part):
                self._waiting.append(event.name)
            elif (said := self._of(event)) is not None:
                news.append(said)
        if self._waiting and (self.ended or time.monotonic() >= self._next_try):
            news += self._take_parts()
        return news

    def close(self) -> None:
        """Ends it by force, if it goes on, and leaves nothing behind."""
        if not self.ended:
            self._process.end_by_force()
            while not self._process.ended:
                self._process.poll()
                time.sleep(0.02)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def summary(self) -> str:
        """What it has done so far, for people."""
        if not self.images:
            said = tr("No image was classified.")
        else:
            per_class = ", ".join(f"{name} {count:,}" for name, count in self.counts.most_common())
            said = tr(
                "1 image was classified ({per_class})."
                if self.images == 1
                else "{count:,} images were classified ({per_class}).",
                count=self.images,
                per_class=per_class,
            )
        if self.unreadable:
            one = self.unreadable == 1
            lost = tr("1 file could not be read." if one else "{count:,} files could not be read.", count=self.unreadable)
            said = f"{said} {lost}"
        return f"{said} {tr('The table is {file}.', file=self.order.table)}" if self.images else said

    def _prepare(self, project: Project) -> tuple[str, ...]:
        order = self.order
        spec = WatchSpec(str(order.folder), order.every, order.once, device=order.device)
        manifest = handover.for_other_images(project, self._folder)
        write_json(self._folder / _KNOWN, self._table.known())
        RunFolder(self._folder).write_job(Job("watch", spec, replace(manifest, known=_KNOWN)))
        return manifest.class_names

    def _of(self, event: Event) -> News | None:
        if isinstance(event, Note):
            return News(words=event.text)
        if isinstance(event, Failed):
            self.trouble = event.message
            return News(words=event.message, trouble=True)
        return None

    def _take_parts(self) -> list[News]:
        """In order, since a table that cannot be written now holds up what comes later."""
        news: list[News] = []
        while self._waiting:
            part = json.loads((self._folder / self._waiting[0]).read_text(encoding="utf-8"))
            try:
                told = self._rows(part)
            except UserError as error:  # by what was asked for it cannot be judged, however long one waits
                return [*news, self._give_up(str(error))]
            try:
                news.append(self._take(part, told))
            except (OSError, UserError) as error:
                return [*news, *self._wait(error)]
            (self._folder / self._waiting.pop(0)).unlink(missing_ok=True)
            if self._told:
                news.append(News(words=tr("{file} is written again.", file=self.order.table)))
            self._told = ""
        return news

    def _take(self, part: dict[str, Any], told: Told) -> News:
        if self.order.sort is not None:
            _sort(told, self.order.folder, self.order.sort)
        if told.rows:
            self._table.append(told.rows, part["seen"])
        self.unreadable += len(part["unreadable"])
        self.counts.update(str(row["label"]) for row in told.rows)
        digests = bytes.fromhex(part["digests"])
        return News(
            tuple(told.rows),
            tuple(digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES)),
            tuple((each["path"], each["reason"]) for each in part["unreadable"]),
        )

    def _rows(self, part: dict[str, Any]) -> Told:
        path_of = dict(enumerate(part["paths"]))
        if not path_of:
            return Told([], None)
        familiar = None if part["familiar"] is None else np.array(part["familiar"], np.float32)
        probabilities = np.array(part["probabilities"], np.float32)
        rows = evaluation.rows(path_of, np.arange(len(path_of)), probabilities, self._names, familiar)
        return strangers.told_by(rows, self._share, asked=self._asked)

    def _give_up(self, why: str) -> News:
        self.trouble = why
        self._waiting.clear()
        self.stop()
        return News(words=why, trouble=True)

    def _wait(self, error: OSError | UserError) -> list[News]:
        self._next_try = time.monotonic() + _AGAIN
        if isinstance(error, OSError):
            what = disk.trouble(error) or tr("{file} cannot be written: {why}.", file=self.order.table, why=error.strerror)
        else:
            what = str(error)
        if self.ended:
            after = tr("What was classified last is not in the table; it will be classified again the next time.")
            self.trouble = self.trouble or f"{what} {after}"
        else:
            after = tr("What is classified waits, and is written as soon as that is mended.")
        told, self._told = self._told, what
        return [News(words=f"{what} {after}", trouble=True)] if told != what or self.ended else []


def check(project: Project, order: Order) -> None:
    """UserError, before any work, if nothing may be written where it is wanted."""
    refuse_inside(project, order.table)
    for target in filter(None, (order.table, order.sort)):
        sorting.check(project, order.folder, target)
    if not order.folder.is_dir():
        raise UserError(tr("There is no folder at {folder}.", folder=order.folder))
    if order.every <= 0:
        raise UserError(tr("The seconds between two looks are a number above 0, for example 5."))


def _sort(told: Told, source: Path, target: Path) -> None:
    """Copies of these; where another content lies under a name, the new one gets a name beside it."""
    classes = {str(row["path"]): str(row["label"]) for row in told.rows if row["path"] not in told.below}
    pairs = [(source / path, target / place) for path, place in by_class.places_of(classes).items()]
    place_all([(image, _free(image, place)) for image, place in pairs], target, "copy", silent)


def _free(image: Path, place: Path) -> Path:
    number, wanted = 1, place
    with suppress(OSError):
        while place.exists() and not filecmp.cmp(image, place, shallow=False):
            number += 1
            place = wanted.with_stem(f"{wanted.stem} ({number})")
    return place


def _new_folder() -> Path:
    """A run folder of one's own. What others left whose program died goes."""
    home = paths.watching_home()
    home.mkdir(parents=True, exist_ok=True)
    paths.sweep(home, RunFolder(home).beat.name)
    return Path(tempfile.mkdtemp(prefix="watch-", dir=home))
