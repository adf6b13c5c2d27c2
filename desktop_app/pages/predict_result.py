"""What the classifier said about another folder: counts as bars, the pictures by confidence, and the ways to keep it. Part of
Export. The pictures are decoded only where the file is still the one that was classified."""

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.names import printable
from core.operations import classified, prediction_report
from core.operations.classified import Classified, Save
from core.operations.prediction_report import SURE
from core.pixels import reasons
from core.words import tr
from desktop_app import theme
from desktop_app.errand import Errand
from desktop_app.pages.asking_where import ask_file, ask_folder
from desktop_app.pages.errand_row import ErrandRow
from desktop_app.pages.parts import GAP, button, label, row
from desktop_app.pictures import decoded
from desktop_app.session import Session
from desktop_app.widgets.count_list import Count, CountList
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.grid_marks import NONE_OF_THESE
from desktop_app.widgets.image_grid import ImageGrid
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.thumbnails import ThumbnailLoader
from desktop_app.widgets.wheel_guard import WheelGuard

_ALL, _UNSURE, _NONE, _CLASS = "all", "unsure", "none", "class:"
_LONGEST = 256  # pixels of a picture
_HEIGHT = 380  # pixels of list and grid
_NAMED = 3  # files that could not be read, named here; the report has more
_SIDE = 112  # pixels of a tile


class PredictResult(QWidget):
    """`show_found` shows one; None: there is none."""

    def __init__(self, session: Session, errand: Errand) -> None:
        super().__init__()
        self._session, self._errand = session, errand
        self._found: Classified | None = None
        self._confidence = np.empty(0, np.float32)
        self._guesses = np.empty(0, np.int64)  # place in the names, NONE_OF_THESE below the threshold
        self._names: list[str] = []
        self._loader: ThumbnailLoader | None = None
        self._say, self._what = label(kind="heading"), label(kind="muted")
        self._warning = label()
        self._lost = label(kind="muted")
        self.counts = CountList(tr("What was found; the pictures of the chosen line are shown"))
        self.grid = ImageGrid()
        self.order = QComboBox()
        self.order.addItem(tr("Least sure first"), False)
        self.order.addItem(tr("Surest first"), True)
        self.order.setAccessibleName(tr("Order of the pictures"))
        WheelGuard(self.order)
        self._about = ElidedLabel()
        self._place = button(tr("Show in folder"), "folder", self._on_place, kind="quiet")
        self.table = button(tr("Save CSV…"), "export", self._on_table)
        self.page = button(tr("Save report…"), "export", self._on_page)
        self.copies = button(tr("Copy into folders…"), "duplicate", self._on_copies)
        self.copies.setToolTip(tr("A folder per class with copies; nothing is moved, and what is none of these stays out"))
        self.add = button(tr("Add this folder to the project"), "plus", self._on_add)
        self.add.setToolTip(tr("Its images join those of the project, to be labelled and learnt from"))
        self.errand_row = ErrandRow(errand)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        for each in (self.counts, self.grid):
            each.setFixedHeight(_HEIGHT)
        self.counts.setFixedWidth(self.counts.sizeHint().width())
        self.grid.setAcceptDrops(False)
        self.grid.setAccessibleName(tr("Pictures of the folder that was classified"))
        self.grid.set_size(_SIDE)
        both = QHBoxLayout()
        both.setSpacing(2 * GAP)
        both.addWidget(self.counts)
        both.addWidget(self.grid, 1)
        foot = row(self.order)
        foot.addWidget(self._about, 1)
        foot.addWidget(self._place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        for each in (self._say, self._what, self._warning, self._lost):
            layout.addWidget(each)
        layout.addLayout(both)
        layout.addLayout(foot)
        layout.addLayout(row(self.table, self.page, self.copies, self.add, None))
        layout.addWidget(self.errand_row)

    def _connect(self) -> None:
        self.counts.chosen.connect(self._arrange)
        self.order.currentIndexChanged.connect(self._arrange)
        self.grid.current_changed.connect(self._on_current)
        self.grid.selection_requested.connect(self._on_selection)
        self.grid.activated.connect(self._on_place)
        self.errand_row.changed.connect(self.refresh)
        self._session.closed.connect(self._on_closed)

    @property
    def found(self) -> Classified | None:
        """What is shown."""
        return self._found

    def show_found(self, found: Classified | None) -> None:
        same = found is not None and self._found is not None and found.run == self._found.run
        self._found = found
        self.setVisible(found is not None)
        if not same:
            self._renew_pictures()
            self.errand_row.say("")
        if found is not None:
            self._read(found)
            self._tell(found)
            self._arrange()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Why the buttons are disabled, as things are now."""
        busy = tr("Something else is being written. Wait for it, or cancel it.") if self._errand.going else None
        for each in (self.table, self.copies):
            set_disabled_reason(each, busy)
        other = tr("Another classifier is in use since. Classify the folder again for a report.")
        set_disabled_reason(self.page, busy or (other if self._is_of_another_classifier() else None))
        set_disabled_reason(self.add, self._session.read_only or None)

    # What is shown

    def _read(self, found: Classified) -> None:
        """The rows as columns; the classes in the project's order, so that shapes and colours are those of the other pages."""
        rows = found.told.rows
        known = [each.name for each in self._session.snapshot.classes]
        said = {str(each["label"]) for each in rows if each["path"] not in found.told.below}
        self._names = [*known, *sorted(said - set(known))]
        place = {name: number for number, name in enumerate(self._names)}
        self._confidence = np.array([each["confidence"] for each in rows], np.float32)
        self._guesses = np.array(
            [NONE_OF_THESE if each["path"] in found.told.below else place[str(each["label"])] for each in rows], np.int64
        )
        colours = [each.colour for each in self._session.snapshot.classes]
        palette = [*colours, *(theme.tokens().muted for _ in self._names[len(colours) :])]
        self.counts.set_counts(self._counted(found, palette))
        self.grid.set_order(np.empty(0, np.int64))  # what was shown may have had more rows
        self.grid.set_marks((), self._guesses, self._confidence, palette, self._names)

    def _counted(self, found: Classified, palette: list[str]) -> list[Count]:
        place = {name: number for number, name in enumerate(self._names)}
        lines = [Count(_ALL, tr("All images"), found.counted.images)]
        for name, count, sure in found.counted.per_class:
            at = place[name]
            note = tr("about {sure:.0%} sure", sure=sure)
            lines.append(Count(_CLASS + name, printable(name), count, note, palette[at], theme.shape_of(at)))
        lines.append(Count(_UNSURE, tr("Below {sure:.0%} confidence", sure=SURE), found.counted.unsure))
        if found.counted.strange is not None:
            lines.append(Count(_NONE, tr("None of these"), found.counted.strange))
        return lines

    def _tell(self, found: Classified) -> None:
        self._say.setText(prediction_report.in_words(found.counted))
        folder = printable(str(found.folder))
        another = ""
        if self._is_of_another_classifier():
            another = tr("Another classifier is in use since: classify the folder again to hear that one.")
        untold = "" if found.counted.strange is not None else found.told.sentence
        parts = (tr("Of {folder}.", folder=folder), found.expected, another, untold)
        self._what.setText(" ".join(filter(None, parts)))
        self._warning.setText(found.warning)
        self._warning.setVisible(bool(found.warning))
        self._lost.setText(_lost(found.left_out))
        self._lost.setVisible(bool(found.left_out))

    @Slot()
    def _arrange(self) -> None:
        """The pictures of the chosen line, by confidence."""
        key = self.counts.key
        strange = self._guesses == NONE_OF_THESE
        if key == _NONE:
            chosen = strange
        elif key == _UNSURE:  # as the report counts and rounds
            chosen = ~strange & (self._confidence < np.float32(SURE))
        elif key.startswith(_CLASS) and (name := self._raw(key)) in self._names:
            chosen = self._guesses == self._names.index(name)
        else:
            chosen = np.ones(len(self._guesses), bool)
        rows = np.flatnonzero(chosen)
        order = rows[np.argsort(self._confidence[rows], kind="stable")]
        self.grid.set_order(order[::-1] if self.order.currentData() else order)
        self.grid.set_empty_text(tr("None"), tr("No image of the folder is here."))
        self._on_current(self.grid.current)

    @staticmethod
    def _raw(key: str) -> str:
        return key.removeprefix(_CLASS)

    def _is_of_another_classifier(self) -> bool:
        card = self._session.snapshot.classifier
        return self._found is not None and (card is None or card.id != self._found.classifier)

    # Pictures

    def _renew_pictures(self) -> None:
        if self._loader is not None:
            self._loader.close()
        self._loader = None
        self.grid.set_thumbnail_provider(None)
        if self._found is not None:
            self._loader = ThumbnailLoader(partial(_picture, self._found), self)
            self._loader.ready.connect(self.grid.thumbnail_ready)
            view = self._loader.view()
            self.grid.set_thumbnail_provider(view.pixmap, view.forget)

    @Slot()
    def _on_closed(self) -> None:
        self.show_found(None)

    @Slot(object, str)
    def _on_selection(self, rows: np.ndarray, _mode: str) -> None:
        """One picture at a time: nothing is done with several here."""
        self.grid.set_current(int(rows[0]) if len(rows) else -1)
        self._on_current(self.grid.current)

    @Slot(int)
    def _on_current(self, number: int) -> None:
        there = self._found is not None and 0 <= number < len(self._guesses)
        self._about.setText(self._of(number) if there else "")
        self._place.setVisible(there)

    def _of(self, number: int) -> str:
        assert self._found is not None
        line = self._found.told.rows[number]
        said = tr(
            "{file}: {name}, {confidence:.0%} sure",
            file=printable(str(line["path"])),
            name=tr("none of these") if self._guesses[number] == NONE_OF_THESE else printable(str(line["label"])),
            confidence=float(line["confidence"]),
        )
        if line["familiar"] == "":
            return said
        return tr("{said}; more familiar than {share:.0%} of the labelled images", said=said, share=float(line["familiar"]))

    @Slot()
    def _on_place(self) -> None:
        number = self.grid.current
        if self._found is not None and 0 <= number < len(self._guesses):
            file = self._found.folder / str(self._found.told.rows[number]["path"])
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    # To keep it

    def _on_table(self) -> None:
        self._ask_file(self.table, "predictions.csv", tr("CSV files (*.csv)"), classified.save_table)

    def _on_page(self) -> None:
        self._ask_file(self.page, "report.md", tr("Markdown files (*.md)"), classified.save_page)

    def _ask_file(self, pressed: QPushButton, name: str, kinds: str, save: Save) -> None:
        place = ask_file(self, self._session, pressed.text().strip(" …"), name, kinds)
        if place is not None:
            self.save(save, *place)

    def save(self, save: Save, target: Path, overwrite: bool = False) -> None:
        """Write a file about what is shown, in the background."""
        if self._found is not None:
            self.errand_row.start(partial(save, self._found, target, overwrite))

    def _on_copies(self) -> None:
        title = tr("Copy into folders by class")
        name = tr("{folder} by class", folder=self._found.folder.name if self._found is not None else "")
        place = ask_folder(self, self._session, title, name, mix=True)
        if place is not None:
            self.copy_into(place)

    def copy_into(self, target: Path) -> None:
        if self._found is not None:
            self.errand_row.start(partial(classified.save_copies, self._found, target))

    def _on_add(self) -> None:
        if self._found is not None:
            self._session.add_folder(self._found.folder)


def _picture(found: Classified, number: int) -> QImage | None:
    """Runs in the loader's threads. None where the file is another by now: nobody has decoded that before."""
    if number >= len(found.digests):
        return None
    return decoded(found.folder / str(found.told.rows[number]["path"]), found.digests[number], _LONGEST)


def _lost(files: tuple[tuple[str, str], ...]) -> str:
    if not files:
        return ""
    named = "; ".join(f"{printable(path)}: {reasons.in_words(reason)}" for path, reason in files[:_NAMED])
    said = tr(
        "1 file could not be read: {named}" if len(files) == 1 else "{count:,} files could not be read: {named}",
        count=len(files),
        named=named,
    )
    return said if len(files) <= _NAMED else tr("{said}; the report names more.", said=said)
