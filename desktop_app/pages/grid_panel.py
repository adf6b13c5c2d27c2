"""The grid with its tools: which images are shown, in what order, how large. Part of the Label page."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSlider, QToolButton, QVBoxLayout, QWidget

from desktop_app.icons import icon
from desktop_app.pages.opener import Opener
from desktop_app.pages.parts import GAP, row
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.image_grid import ImageGrid

_SIZE = 112  # pixels of a tile at first: four columns in the panel's first width
_NARROWEST = 96  # pixels of a choice that makes room for the others
_EVERYTHING, _SELECTED, _UNLABELLED, _LABELLED, _MARKED = "all", "selected", "unlabelled", "labelled", "marked"
_FILTERS = (
    (_EVERYTHING, "Everything"),
    (_SELECTED, "Selected"),
    (_UNLABELLED, "Without a label"),
    (_LABELLED, "Labelled"),
    (_MARKED, "Skipped or unsure"),
)
_ORDERS = (("name", "File name"), ("unsure", "Least sure first"), ("sure", "Surest first"))


class GridPanel(QWidget):
    """Reads the session and the selection; asks the selection for changes."""

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._selection = session.selection
        self.grid = ImageGrid()
        self.grid.set_thumbnail_provider(pictures.pixmap)
        pictures.loader.ready.connect(self.grid.thumbnail_ready)
        self.grid.set_size(_SIZE)
        self._opener = Opener(session, self.grid, pictures, labels=True)
        self.setFocusProxy(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_tools())
        layout.addWidget(self.grid, 1)
        self._fixed: np.ndarray | None = None
        self._connect()
        self._on_opened()

    def show_selected(self) -> None:
        """Only what is selected now; it stays shown while it is being labelled, whatever happens to the selection."""
        self._fixed = self._selection.rows
        self._filter.setCurrentIndex(self._filter.findData(_SELECTED))
        self._arrange()

    def show_everything(self) -> None:
        if self._filter.currentData() != _EVERYTHING:
            self._filter.setCurrentIndex(0)
            self._arrange()

    def leave_selected(self) -> None:
        """Show everything if what is selected was shown alone; any other choice of the user stays."""
        if self._filter.currentData() == _SELECTED:
            self.show_everything()

    def reveal(self, row_: int) -> None:
        """Scroll to this image; show everything first if it is not among those shown."""
        if row_ not in self._order:
            self._filter.setCurrentIndex(0)
            self._arrange()
        self.grid.scroll_to(row_)

    def advance(self, row_: int) -> None:
        """After one image was labelled: the next one is selected and current."""
        place = np.flatnonzero(self._order == row_)
        if len(place) and place[0] + 1 < len(self._order):
            following = int(self._order[place[0] + 1])
            self._selection.apply(np.array([following]), "replace")
            self._selection.set_current(following)
            self.grid.scroll_to(following)

    def _make_tools(self) -> QWidget:
        bar = QWidget()
        self._filter, self._sort = QComboBox(), QComboBox()
        self._filter.setAccessibleName("Show")
        self._sort.setAccessibleName("Order")
        for choice in (self._filter, self._sort):
            choice.setMinimumWidth(_NARROWEST)
        for key, text in _FILTERS:
            self._filter.addItem(text, key)
        for key, text in _ORDERS:
            self._sort.addItem(text, key)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(64, 320)
        self._size.setValue(_SIZE)
        self._size.setMinimumWidth(64)
        self._size.setMaximumWidth(110)
        self._size.setAccessibleName("Size of the pictures")
        self._size.setToolTip("Size of the pictures")
        self._all = QToolButton()
        self._all.setIcon(icon("close"))
        self._all.setToolTip("Show everything again (Esc)")
        self._all.setAccessibleName("Show everything again")
        kept = self._all.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # it comes and goes with each selection; its neighbours stay where they are
        self._all.setSizePolicy(kept)
        self._count = ElidedLabel()
        self._count.setProperty("muted", True)
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("000,000"))
        line = row(self._filter, self._all, self._sort, self._size, spacing=GAP)
        line.insertWidget(2, self._count, 1)
        line.setContentsMargins(GAP, 6, GAP, 6)
        bar.setLayout(line)
        return bar

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.answered.connect(self._on_answered)
        self._selection.changed.connect(self._show_selection)
        self._selection.current_changed.connect(self.grid.set_current)
        self.grid.selection_requested.connect(self._selection.apply)
        self.grid.current_changed.connect(self._selection.set_current)
        self._filter.activated.connect(self._on_filter)
        self._sort.activated.connect(self._arrange)
        self._size.valueChanged.connect(self.grid.set_size)
        self._all.clicked.connect(self.show_everything)

    def _on_opened(self) -> None:
        self._filter.setCurrentIndex(0)
        self._on_changed()

    def _on_changed(self) -> None:
        self._mark()
        # What is being worked through stays in place: a label does not make the image under the pointer jump away.
        if self._filter.currentData() in (_EVERYTHING, _SELECTED) and len(self._order) == self._expected():
            self._show_selection()
            return
        self._arrange()

    def _expected(self) -> int:
        if self._filter.currentData() == _SELECTED and self._fixed is not None:
            return len(self._fixed)
        return len(self._session.snapshot.images)

    def _on_answered(self) -> None:
        self._mark()

    def _on_filter(self) -> None:
        self._fixed = self._selection.rows
        self._arrange()

    @property
    def _order(self) -> np.ndarray:
        return self.grid.order

    def _arrange(self) -> None:
        rows = self._filtered()
        _, confidence = self._session.guesses()
        by = self._sort.currentData()
        if by != "name" and len(confidence) == len(self._session.snapshot.images):
            ranked = np.argsort(confidence[rows] if by == "unsure" else -confidence[rows], kind="stable")
            rows = rows[ranked]
        self.grid.set_order(rows)
        self._opener.follow_order()
        self._count.setText(f"{len(rows):,}")
        self._count.setAccessibleName(f"{len(rows):,} images are shown")
        self._all.setVisible(self._filter.currentData() != _EVERYTHING)
        self._show_selection()
        self._show_empty_text()

    def _filtered(self) -> np.ndarray:
        codes = self._session.snapshot.images.label_codes
        which = self._filter.currentData()
        if which == _SELECTED and self._fixed is not None:
            return self._fixed[self._fixed < len(codes)]
        masks = {_UNLABELLED: codes == 0, _LABELLED: codes > 0, _MARKED: codes < 0}
        return np.flatnonzero(masks[which]) if which in masks else np.arange(len(codes))

    def _mark(self) -> None:
        now = self._session.snapshot
        place = {c.id: n for n, c in enumerate(now.classes)}
        codes = now.images.label_codes
        shown = np.array([place.get(c, c) if c > 0 else (c if c < 0 else -1) for c in codes.tolist()], np.int64)
        ids, confidence = self._session.guesses()
        guesses = np.array([place.get(c, -1) for c in ids.tolist()], np.int64)
        names, palette = [c.name for c in now.classes], [c.colour for c in now.classes]
        self.grid.set_marks(shown, guesses, confidence, palette, names)

    def _show_selection(self) -> None:
        self.grid.set_selection(self._selection.mask)

    def _show_empty_text(self) -> None:
        if self._session.project is None:
            self.grid.set_empty_text("No project is open", "Choose a folder of images on the Images page.")
        elif self._filter.currentData() != _EVERYTHING:
            self.grid.set_empty_text("Nothing to show here", "No image fits this choice. Show everything to go on.")
        else:
            self.grid.set_empty_text("No images yet", "They appear here as they are found.")
