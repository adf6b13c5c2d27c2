"""Where the views get pictures from: thumbnails of the project's cache, or the file itself where there is none yet."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap

from core.names import printable
from core.pixels.decode import Unreadable, decode_file
from core.pixels.source import open_known
from core.pixels.thumbnails import ThumbnailStore
from core.words import tr, tr_later
from desktop_app.session import Session
from desktop_app.snapshot import Snapshot
from desktop_app.widgets.thumbnails import ThumbnailLoader

_MARK_NAMES = {-2: tr_later("skipped"), -3: tr_later("not sure"), -4: tr_later("none of these")}
_LONGEST = 256  # pixels of a picture made on the spot, as IngestSpec.thumbnail


def mark_names() -> dict[int, str]:
    """Code of a decision that is no class -> its name, in the language chosen."""
    return {code: tr(name) for code, name in _MARK_NAMES.items()}


class Pictures(QObject):
    """Shared by all pages, so that a picture is in memory once. Give `pixmap` to grid and map."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._store: ThumbnailStore | None = None
        self.loader = ThumbnailLoader(self._fetch)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        session.run_updated.connect(self._on_run_updated)
        self._shown = session.snapshot

    def pixmap(self, row: int) -> QPixmap | None:
        return self.loader.pixmap(row)

    def preview(self, row: int) -> tuple[QPixmap | None, str]:
        """The picture under the pointer and what is known about it."""
        return self.loader.pixmap(row), describe(self._session, row)

    def stored(self, digest: bytes) -> bytes | None:
        """The thumbnail as it is stored, encoded; None if there is none. From any thread."""
        store = self._store
        return store.get(digest) if store is not None else None

    def close(self) -> None:
        self.loader.close()
        if self._store is not None:
            self._store.close()

    def _fetch(self, row: int) -> QImage | None:
        """Runs in the loader's threads, on the snapshot and store that were current when it was asked."""
        snapshot, store = self._shown, self._store
        if row >= len(snapshot.images):
            return None
        known = store.get(snapshot.images.digests[row].tobytes()) if store is not None else None
        if known is not None:
            return QImage.fromData(known)
        return decoded(snapshot.images.path(row), snapshot.images.digests[row].tobytes(), _LONGEST)

    def _on_opened(self) -> None:
        self._on_closed()
        if self._session.project is not None:
            self._store = ThumbnailStore(self._session.project.cache / "thumbnails")
        self._shown = self._session.snapshot

    def _on_closed(self) -> None:
        self.loader.clear()
        if self._store is not None:
            self._store.close()
        self._store, self._shown = None, Snapshot.empty()

    def _on_changed(self) -> None:
        before, self._shown = self._shown, self._session.snapshot
        if self._store is not None and before.images.ids is not self._shown.images.ids:
            self._store.refresh()
            self.loader.clear()

    def _on_run_updated(self) -> None:
        if self._store is not None:
            self._store.refresh()


def decoded(path: Path, digest: bytes, longest: int) -> QImage | None:
    """A file as a QImage of at most this size, through the one decode function; None if it cannot be read, or is no longer
    what was looked through under this digest: what nobody has decoded before is decoded in a compute process."""
    try:
        with open_known(path, digest) as file:
            picture = decode_file(file, longest).image
    except Unreadable:
        return None
    picture.thumbnail((longest, longest))
    width, height = picture.size
    made = QImage(picture.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return made.copy()  # QImage does not own the bytes it was given


def describe(session: Session, row: int) -> str:
    """File name, label and prediction in one line each, as plain text."""
    images = session.snapshot.images
    if row >= len(images):
        return ""
    names = {c.id: c.name for c in session.snapshot.classes}
    code = int(images.label_codes[row])
    lines = [printable(images.paths[row].rsplit("/", 1)[-1])]
    if code in _MARK_NAMES or code in names:
        lines.append(tr("Label: {label}", label=names.get(code) or tr(_MARK_NAMES[code])))
    class_id, confidence = session.prediction(row)
    if class_id in names:
        lines.append(tr("Prediction: {prediction}, {confidence:.0%}", prediction=names[class_id], confidence=confidence))
    elif class_id in _MARK_NAMES:
        lines.append(tr("Prediction: {prediction}", prediction=tr(_MARK_NAMES[class_id])))
    return "\n".join(lines)
