"""Watch a folder: what arrives in it is classified, told in a table and, where that is wanted, copied by class. Part of
Export."""

from collections import deque
from pathlib import Path

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QGridLayout

from core.names import printable
from core.operations import strangers
from core.operations.watching import News, Order
from core.pixels import reasons
from core.words import tr
from desktop_app import theme
from desktop_app.pages.asking_where import home
from desktop_app.pages.parts import GAP, Card, button, label, row
from desktop_app.pictures import decoded
from desktop_app.session import Session
from desktop_app.watch_thread import WatchThread
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.grid_marks import NONE_OF_THESE
from desktop_app.widgets.image_grid import ImageGrid
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.thumbnails import ThumbnailLoader

_SHOWN = 200  # newest pictures
_HEIGHT, _SIDE, _LONGEST = 170, 96, 256  # pixels of the grid, of a tile and of a picture
_Came = tuple[Path, bytes, str, float]  # file, blake2b-128, class, confidence


class WatchCard(Card):
    """The watch ends with the project; the table says what was classified, so that the next one goes on there."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Watch a folder"))
        self._session = session
        self._folder: Path | None = None
        self._table: Path | None = None
        self._copies: Path | None = None
        self._thread: WatchThread | None = None
        self._classifier = 0  # of the watch that goes on
        self._count = 0
        self._came: deque[_Came] = deque(maxlen=_SHOWN)
        text = tr(
            "New images are classified as they arrive, for as long as this project is open. Each gets a row in a table; "
            "nothing in the folder is changed."
        )
        self.body.addWidget(label(text, kind="muted"))
        self._choose = {
            "folder": button(tr("Folder to watch…"), "folder", self._on_folder),
            "table": button(tr("Table…"), "export", self._on_table),
            "copies": button(tr("Copies by class…"), "duplicate", self._on_copies),
        }
        self._places = {key: ElidedLabel() for key in self._choose}
        self.run = button(tr("Watch"), "play", self._on_run, kind="accent")
        self.stop = button(tr("Stop"), "stop", self._on_stop)
        self._line, self._newer = label(kind="muted"), label(kind="muted")
        self.grid = ImageGrid()
        self._loader: ThumbnailLoader | None = None
        self._lay_out()
        session.closing.connect(self._on_closing)
        for signal in (session.opened, session.closed):
            signal.connect(self._forget)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._refresh)
        self._forget()
        self._refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for place, (key, pressed) in enumerate(self._choose.items()):
            grid.addWidget(pressed, place, 0)
            grid.addWidget(self._places[key], place, 1)
        self._drop = button(tr("Make no copies"), "close", self._on_no_copies, kind="quiet")
        grid.addWidget(self._drop, len(self._choose) - 1, 2)
        self.body.addLayout(grid)
        self.body.addLayout(row(self.run, self.stop, None))
        self.grid.setFixedHeight(_HEIGHT)
        self.grid.setAcceptDrops(False)
        self.grid.setAccessibleName(tr("Pictures that arrived, the newest first"))
        self.grid.set_size(_SIDE)
        for each in (self._line, self._newer, self.grid):
            self.body.addWidget(each)

    @property
    def line(self) -> str:
        """What is said below the buttons."""
        return self._line.text()

    @property
    def going(self) -> bool:
        return self._thread is not None

    def choose(self, folder: Path | None = None, table: Path | None = None, copies: Path | None = None) -> None:
        """Those that are given; the others stay."""
        self._folder, self._table = folder or self._folder, table or self._table
        self._copies = copies or self._copies
        self._refresh()

    def watch(self) -> None:
        """Begin, with what was chosen."""
        project = self._session.project
        if self.going or project is None or self._folder is None or self._table is None:
            return
        card = self._session.snapshot.classifier
        self._classifier = card.id if card is not None else 0
        self._count = 0
        self._clear_pictures()
        self._loader = ThumbnailLoader(self._picture, self)
        self._loader.ready.connect(self.grid.thumbnail_ready)
        view = self._loader.view()
        self.grid.set_thumbnail_provider(view.pixmap, view.forget)
        self._thread = WatchThread(project, Order(self._folder, self._table, self._copies))
        self._thread.began.connect(self._on_began)
        self._thread.told.connect(self._on_told)
        self._thread.went_wrong.connect(self._session.went_wrong)
        self._thread.finished.connect(self._on_finished)
        self._say(tr("Starting"))
        self._thread.start()
        self._refresh()

    # What is there

    @Slot()
    def _forget(self) -> None:
        """Another project, or none."""
        self._folder = self._table = self._copies = None
        self._say("")
        self._clear_pictures()

    def _clear_pictures(self) -> None:
        if self._loader is not None:
            self._loader.close()
        self._loader = None
        self.grid.set_thumbnail_provider(None)
        self._came.clear()
        self._show_pictures()

    @Slot()
    def _refresh(self) -> None:
        now = self._session.snapshot
        why = tr("Open a project or choose a folder of images first.") if self._session.project is None else None
        why = why or (None if now.classifier else tr("There is no classifier yet. Train one first."))
        busy = tr("Stop watching first.") if self.going else None
        lacks = None if self._folder else tr("Choose a folder first.")
        lacks = lacks or (None if self._table else tr("Choose where the table is to be first."))
        for pressed in (*self._choose.values(), self._drop):
            set_disabled_reason(pressed, why or busy)
        set_disabled_reason(self.run, why or lacks)
        self.run.setVisible(not self.going)
        self.stop.setVisible(self.going)
        self._drop.setVisible(self._copies is not None)
        said = {
            "folder": (self._folder, tr("No folder is chosen.")),
            "table": (self._table, tr("No file is chosen.")),
            "copies": (self._copies, tr("No copies are made.")),
        }
        for key, (place, none) in said.items():
            self._places[key].setText(printable(str(place)) if place is not None else none)
        other = self.going and now.classifier is not None and now.classifier.id != self._classifier
        self._newer.setVisible(other)
        self._newer.setText(tr("Another classifier is in use by now: stop and begin again to hear that one.") if other else "")

    # Choosing

    def _on_folder(self) -> None:
        start = self._folder if self._folder is not None and self._folder.is_dir() else Path.home()
        text = QFileDialog.getExistingDirectory(self, tr("Choose a folder to watch"), str(start))
        if text:
            self.choose(folder=Path(text))

    def _on_table(self) -> None:
        """One that is there is gone on with, or refused, and never replaced: nobody is asked about that."""
        place = self._table or home(self._session) / "watched.csv"
        option = QFileDialog.Option.DontConfirmOverwrite
        kinds = tr("CSV files (*.csv)")
        text, _ = QFileDialog.getSaveFileName(self, tr("Choose the table"), str(place), kinds, options=option)
        if text:
            table = Path(text)
            self.choose(table=table if table.suffix.lower() == ".csv" else table.with_name(table.name + ".csv"))

    def _on_copies(self) -> None:
        start = self._copies or home(self._session)
        text = QFileDialog.getExistingDirectory(self, tr("Choose a folder for copies by class"), str(start))
        if text:
            self.choose(copies=Path(text))

    def _on_no_copies(self) -> None:
        self._copies = None
        self._refresh()

    # Doing it

    def _on_run(self) -> None:
        self.watch()

    def _on_stop(self) -> None:
        if self._thread is not None:
            self._say(tr("Stopping"))
            set_disabled_reason(self.stop, tr("What is being classified is still told."))
            self._thread.stop()

    @Slot()
    def _on_closing(self) -> None:
        if self._thread is not None:
            self._thread.leave()
            self._on_finished()

    @Slot()
    def _on_began(self) -> None:
        self._say(tr("Waiting for images"))

    @Slot(object)
    def _on_told(self, news: News) -> None:
        if self._thread is None:  # it was said before the project was closed
            return
        if news.words and news.trouble:
            self._session.said.emit("error", news.words)
        if news.words:
            self._say(news.words)
        if news.left_out:
            path, reason = news.left_out[-1]
            self._say(tr("{file} was left out: {why}", file=printable(path), why=reasons.in_words(reason)))
        if news.rows:
            self._take(news)

    def _take(self, news: News) -> None:
        assert self._thread is not None
        for each, digest in zip(news.rows, news.digests, strict=True):
            file = self._thread.order.folder / str(each["path"])
            self._came.append((file, digest, str(each["label"]), float(each["confidence"])))
        self._count += len(news.rows)
        newest = news.rows[-1]
        said = tr(
            "1 image was classified. The newest is {file}: {name}, {confidence:.0%} sure."
            if self._count == 1
            else "{count:,} images were classified. The newest is {file}: {name}, {confidence:.0%} sure.",
            count=self._count,
            file=printable(str(newest["path"])),
            name=printable(str(newest["label"])),
            confidence=float(newest["confidence"]),
        )
        self._say(said)
        self._show_pictures()

    @Slot()
    def _on_finished(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:  # it was on its way when the project was closed
            return
        set_disabled_reason(self.stop, None)
        self._say(thread.trouble or thread.summary)
        if thread.trouble:
            self._session.said.emit("error", thread.trouble)
        thread.deleteLater()
        self._refresh()

    def _say(self, text: str) -> None:
        self._line.setText(text)
        self._line.setVisible(bool(text))

    # Pictures

    def _show_pictures(self) -> None:
        """The newest first. Numbers in the grid count from the oldest that is kept."""
        known = self._session.snapshot.classes
        names = [each.name for each in known]
        names += sorted({name for *_, name, _ in self._came} - set(names))
        place = {name: number for number, name in enumerate(names)}
        guesses = [NONE_OF_THESE if name == strangers.STRANGER else place[name] for *_, name, _ in self._came]
        palette = [*(each.colour for each in known), *(theme.tokens().muted for _ in names[len(known) :])]
        confidence = np.array([sure for *_, sure in self._came], np.float32)
        if self._loader is not None:
            self._loader.clear()
        self.grid.set_order(np.empty(0, np.int64))
        self.grid.set_marks((), np.array(guesses, np.int64), confidence, palette, names)
        self.grid.set_order(np.arange(len(self._came))[::-1])
        self.grid.setVisible(bool(self._came))

    def _picture(self, number: int) -> QImage | None:
        """Runs in the loader's threads."""
        try:
            file, digest, _, _ = self._came[number]
        except IndexError:
            return None
        return decoded(file, digest, _LONGEST)
