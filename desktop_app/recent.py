"""The projects opened last: which they are (in the user's settings) and how they looked (in the cache). No widgets.

A project's cover is made on its own thread when it is opened and once more when it is left; the list is read on another
thread, since a folder on a sleeping drive or a network takes its time.
"""

import logging
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QImage

from core import covers
from core.covers import Cover
from core.project.project import Project
from core.words import tr, tr_later
from desktop_app.background import Background
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.snapshot import Snapshot
from desktop_app.widgets.recent_list import RecentProject

_KEY = "recent"
_MOST = 8
_log = logging.getLogger(__name__)
Encoded = Callable[[bytes], bytes | None]


class RecentProjects(QObject):
    """`changed` says the list, newest first: at once what is known without looking, and again once it was looked at."""

    changed = Signal(object)  # list[RecentProject]

    def __init__(self, settings: QSettings, session: Session, pictures: Pictures) -> None:
        super().__init__(session)
        self._settings = settings
        self._session = session
        self._pictures = pictures
        self._background: Background | None = None
        self._closed = False
        self._generation = 0
        self._opened: tuple[Path, float] | None = None  # the project whose snapshot is there, and since when
        session.opened.connect(self._on_opened)
        session.closing.connect(self._keep)
        session.closed.connect(self._on_closed)

    def paths(self) -> list[Path]:
        """Newest first."""
        value = self._settings.value(_KEY, [])
        return [Path(text) for text in ([value] if isinstance(value, str) else value or [])]

    def show(self) -> None:
        """Tell the list."""
        paths = self.paths()
        self._generation += 1
        self.changed.emit([RecentProject(path) for path in paths])
        if paths:
            self._run(partial(_look, paths), partial(self._on_looked, self._generation))

    def remove(self, path: Path) -> None:
        """Take a project off the list; its file stays."""
        self._set([known for known in self.paths() if known != path])
        self._run(partial(_forget, [path]))
        self.show()

    def close(self) -> None:
        """End the thread. The list can still be read and changed, and is no longer looked at."""
        self._closed = True
        if self._background is not None:
            self._background.close()
            self._background = None

    def _on_opened(self) -> None:
        project = self._session.project
        if project is None:
            return
        self._opened = (project.path, time.time())
        every = [project.path, *(path for path in self.paths() if path != project.path)]
        self._set(every[:_MOST])
        self._keep()
        if every[_MOST:]:
            self._run(partial(_forget, every[_MOST:]))

    def _on_closed(self) -> None:
        self._opened = None
        self.show()

    def _keep(self) -> None:
        """Store how the project looks now. One that was not read yet looks like nothing, and keeps the cover it has."""
        if self._opened is None:
            return
        path, since = self._opened
        now = self._session.snapshot
        self._session.ask(partial(_keep_cover, path, now, since, self._pictures.stored), _nothing)

    def _run(self, work: Callable[[], object], told: Callable[[list[RecentProject]], None] | None = None) -> None:
        if self._background is None and not self._closed:
            self._background = Background("recent", self)
        if self._background is not None:
            self._background.run(work, told)

    def _on_looked(self, generation: int, found: list[RecentProject]) -> None:
        if generation == self._generation:
            self.changed.emit(found)

    def _set(self, paths: list[Path]) -> None:
        self._settings.setValue(_KEY, [str(path) for path in paths])


def cover_rows(now: Snapshot) -> list[int]:
    """The images that stand for a project, best first: one of each class, then some from all over. More than are shown, since
    some may have no thumbnail."""
    codes = now.images.label_codes
    firsts = [int(np.argmax(codes == known.id)) for known in now.classes[: covers.TILES] if (codes == known.id).any()]
    spread = np.linspace(0, len(codes) - 1, 4 * covers.TILES).astype(int).tolist() if len(codes) else []
    # Far apart first, the ones between them after: neighbours in a folder look alike.
    return list(dict.fromkeys([*firsts, *spread[::4], *spread]))


_LABELS = {0: tr_later("no labels"), 1: tr_later("1 label")}
_MANY_LABELS = tr_later("{count:,} labels")


def in_words(cover: Cover | None, today: date) -> str:
    """Such as “1,797 images, 42 labels, opened yesterday”; empty where nothing is known."""
    if cover is None:
        return ""
    images = tr("1 image" if cover.images == 1 else "{count:,} images", count=cover.images)
    labels = tr(_LABELS.get(cover.labels, _MANY_LABELS), count=cover.labels)
    opened = _when(cover.opened, today)
    return tr("{images}, {labels}, opened {opened}", images=images, labels=labels, opened=opened)


def _when(seconds: float, today: date) -> str:
    try:
        day = datetime.fromtimestamp(seconds).astimezone().date()
    except (ValueError, OverflowError, OSError):
        return tr("at some time")
    ago = (today - day).days
    if ago in (0, 1):
        return tr("yesterday" if ago else "today")
    return tr("{ago} days ago", ago=ago) if 1 < ago < 7 else tr("on {day}", day=day.isoformat())


def _look(paths: list[Path]) -> list[RecentProject]:
    today = datetime.now().astimezone().date()
    return [_looked_at(path, today) for path in paths]


def _looked_at(path: Path, today: date) -> RecentProject:
    cover = covers.read(path)
    tiles = _tiles(cover.strip) if cover is not None else ()
    if not _is_there(path):
        return RecentProject(path, tr("Not found any more. Del takes it off this list."), tiles, there=False)
    return RecentProject(path, in_words(cover, today), tiles)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a drive that does not answer, a folder that may not be looked into
        return False


def _tiles(strip: bytes) -> tuple[QImage, ...]:
    whole = QImage.fromData(strip) if strip else QImage()
    side = whole.height()
    return tuple(whole.copy(n * side, 0, side, side) for n in range(min(whole.width() // side, covers.TILES))) if side else ()


def _keep_cover(path: Path, now: Snapshot, since: float, encoded: Encoded, _project: Project) -> None:
    digests = (now.images.digests[row].tobytes() for row in cover_rows(now))
    strip = covers.strip(picture for digest in digests if (picture := encoded(digest)) is not None)
    labels = int((now.images.label_codes != 0).sum())
    try:
        covers.keep(path, Cover(len(now.images), labels, since, strip))
    except OSError:
        _log.info("the cover of %s was not kept", path.name, exc_info=True)  # a full disk: the neutral icon does


def _forget(paths: list[Path]) -> None:
    for path in paths:
        try:
            covers.forget(path)
        except OSError:
            _log.info("the cover of %s was not removed", path.name, exc_info=True)


def _nothing(_outcome: object) -> None:
    """Nobody waits for it."""
