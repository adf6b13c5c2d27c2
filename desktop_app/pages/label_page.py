"""Label: map and grid side by side, one selection, a key for each class. Where the user lives."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from core.project.classes import KEYS
from core.project.project import Project
from core.records import Change, Class
from core.words import tr
from desktop_app.fields import Fields
from desktop_app.pages import label_edits
from desktop_app.pages.grid_panel import GridPanel
from desktop_app.pages.grid_tools import LIKENESS, NEXT_KEY, Wish
from desktop_app.pages.image_menu import image_menu
from desktop_app.pages.map_panel import PREDICTION, MapPanel
from desktop_app.pages.next_step import NextStep
from desktop_app.pages.parts import GAP
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.suggestions import Suggestions
from desktop_app.theme import grown
from desktop_app.view_state import ViewState
from desktop_app.widgets.class_list import ClassList
from desktop_app.widgets.map_options import MapLook
from desktop_app.widgets.mark_row import MARKS


class LabelPage(QWidget):
    """Wires three views to the session and the one selection; each view asks for edits, none makes them."""

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._selection = session.selection
        self._coloured_before = PREDICTION  # what the map goes back to from likeness
        self._last: Callable[[list[int], Project], Change] | None = None
        self._widths: tuple[int, int, int] | None = None  # of classes, map and grid, once somebody has moved them
        self._done = np.zeros(0, bool)  # what was selected when a label was given last
        self._classes = ClassList()
        self.fields = Fields(session)
        self.suggestions = Suggestions(session)
        self._map = MapPanel(session, pictures, self.fields)
        self._grid = GridPanel(session, pictures, self.fields, self.suggestions)
        self._next = NextStep(session, self.suggestions)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self._make_side(), 0), (self._map, 5), (self._grid, 4)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        self._splitter.setSizes([230, 620, 540])  # the grid's tools fit in two lines in a window of the first size
        self._splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._connect()
        self._make_shortcuts()
        self._refresh()

    def show_rows(self, rows: np.ndarray) -> None:
        """Select these images and show them alone in the grid (a cell of the confusion matrix was clicked)."""
        self._selection.apply(rows, "replace")
        self._selection.set_current(int(rows[0]) if len(rows) else -1)
        self._grid.show_selected()

    def show_groups(self, rows: np.ndarray, group: str) -> None:
        """As `show_rows`, grouped by this field."""
        self._selection.apply(rows, "replace")
        self._selection.set_current(int(rows[0]) if len(rows) else -1)
        self._grid.show_selected(group=group)

    def look_through(self, rows: np.ndarray, sort: str = "unsure") -> None:
        """Show these images alone, in this order and none of them selected, to be labelled one by one."""
        self._grid.show_alone(rows, sort)
        self._selection.apply(np.empty(0, np.int64), "replace")
        self._grid.grid.setFocus()

    def show_strangers(self, rows: np.ndarray) -> None:
        """Select these images and show them alone, the least familiar first."""
        self._grid.show_alone(rows, "strange")
        self._selection.apply(rows, "replace")
        self._grid.grid.setFocus()

    def view(self) -> ViewState:
        """How the images are looked at now."""
        wish, look = self._grid.tools.wish(), self._map.look
        return ViewState(
            sort=wish.sort,
            group=wish.group,
            tile=self._grid.tools.size,
            colour_by=self._map.coloured_by,
            camera=self._map.camera(),
            show=wish.show,
            text=wish.text,
            clusters=self.fields.clusters,
            density=look.density,
            minimap=look.minimap,
            pictures=look.pictures,
            picture_size=look.size,
            widths=self._widths,
            strategy=self.suggestions.strategy,
        )

    def set_view(self, view: ViewState) -> None:
        """Look at them so again; what no longer makes sense is left out."""
        self.suggestions.set_strategy(view.strategy)
        self._grid.set_view(Wish(view.show, view.text, view.sort, view.group), view.tile, view.clusters)
        self._map.set_look(MapLook(view.density, view.minimap, view.pictures, view.picture_size))
        self._map.set_view(view.colour_by, view.camera)
        self._widths = view.widths
        if view.widths is not None:
            self._splitter.setSizes(list(view.widths))  # in these proportions, where the window is another

    def label_selection(self, class_id: int) -> None:
        """The selected images are of this class; with one image the next one is then current."""
        self._assign(partial(label_edits.assign, class_id))

    def mark_selection(self, mark: str) -> None:
        self._assign(partial(label_edits.mark, mark))

    def clear_selection_labels(self) -> None:
        self._assign(label_edits.clear)

    def repeat_last(self) -> None:
        """The label or mark given last, for what is selected now."""
        if self._last is None:
            self._session.said.emit("info", tr("Nothing to repeat yet: the full stop gives the last label again."))
        else:
            self._assign(self._last)

    def find_alike(self) -> None:
        """The images that look most like the selected ones come first in the grid, and colour the map until Esc."""
        if self._grid.find_alike():
            self._coloured_before = self._map.coloured_by if self._map.coloured_by != LIKENESS else self._coloured_before
            self._map.colour_by(LIKENESS)

    def label_next(self) -> None:
        """The images it pays most to label, the first of those that are left selected; others once none is left."""
        self._grid.label_next()

    def open_current(self) -> None:
        rows = self._selection.chosen
        if len(rows):
            self._grid.grid.activated.emit(int(rows[0]))

    def show_in_folder(self) -> None:
        rows = self._selection.chosen
        if len(rows):
            folder = self._session.snapshot.images.path(int(rows[0])).parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def copy_paths(self) -> None:
        """The full names of the selected files, one a line, to the clipboard."""
        shown = self._session.snapshot.images
        rows = self._selection.chosen
        QGuiApplication.clipboard().setText("\n".join(str(shown.path(row)) for row in rows.tolist()))
        self._session.said.emit(
            "info", tr("{count:,} file names copied.", count=len(rows)) if len(rows) != 1 else tr("1 file name copied.")
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Passed on by hand: inside a page with a focus proxy Tab skips everything but the proxy."""
        self._grid.grid.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, once map and grid have nothing left to take back with it."""
        if event.key() == Qt.Key.Key_Escape:
            self._grid.show_everything()
            self._grid.grid.setFocus()
        else:
            super().keyPressEvent(event)

    def _make_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(GAP + 4, GAP + 4, GAP + 4, GAP + 4)
        column.addWidget(self._classes, 1)
        column.addWidget(self._next)
        side.setMinimumWidth(max(200, self._next.minimumSizeHint().width() + 2 * (GAP + 4)))
        side.setMaximumWidth(max(grown(340), side.minimumWidth()))
        return side

    def _connect(self) -> None:
        session, listed = self._session, self._classes
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._refresh)
        self._next.wanted.connect(self.label_next)
        self._grid.pointed_out.connect(self._on_pointed_out)
        self._grid.pointed_out.connect(self._map.view.ring_faintly)
        listed.class_added.connect(self._on_class_added)
        listed.class_chosen.connect(self.label_selection)
        listed.mark_chosen.connect(self.mark_selection)
        listed.rename_requested.connect(self._on_rename)
        listed.colour_requested.connect(self._on_colour)
        listed.delete_requested.connect(self._on_delete)
        listed.merge_requested.connect(self._on_merge)
        listed.key_requested.connect(self._on_class_key)
        listed.labelled_wanted.connect(self._on_labelled_wanted)
        listed.predicted_wanted.connect(self._on_predicted_wanted)
        self._splitter.splitterMoved.connect(self._on_widths)
        self._map.none.show_wanted.connect(self.show_strangers)
        self._grid.likeness_left.connect(self._on_likeness_left)
        for view in (self._map.view, self._grid.grid):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._map.view.customContextMenuRequested.connect(self._on_map_menu)
        self._grid.grid.customContextMenuRequested.connect(self._on_grid_menu)
        self._grid.grid.class_dropped.connect(self._on_class_dropped)
        self._map.gesture.connect(self._on_map_gesture)
        self._map.view.point_clicked.connect(self._on_point_clicked)
        self._map.view.class_dropped.connect(self._on_class_dropped)

    @Slot()
    def _on_pointed_out(self) -> None:
        self._next.set_shown(self._grid.suggests)

    @Slot()
    def _on_widths(self) -> None:
        side, map_, grid = self._splitter.sizes()
        self._widths = (side, map_, grid)

    def _make_shortcuts(self) -> None:
        for key in KEYS:
            self._shortcut(key, partial(self._on_key, key))
        for look in MARKS:
            self._shortcut(look.key, partial(self.mark_selection, look.mark))
        self._shortcut("F", self._map.view.fit)
        self._shortcut("Delete", self.clear_selection_labels)
        self._shortcut("Backspace", self.clear_selection_labels)
        self._shortcut(".", self.repeat_last)
        self._shortcut("Ctrl+F", self._grid.focus_search)
        self._shortcut("Ctrl+M", self.find_alike)
        self._shortcut("Ctrl+C", self.copy_paths)
        self._shortcut(NEXT_KEY, self.label_next)
        self._shortcut("F5", self._grid.refresh)

    def _shortcut(self, key: str, slot: object) -> None:
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(slot)

    def _on_key(self, key: str) -> None:
        for candidate in self._session.snapshot.classes:
            if candidate.key == key:
                self.label_selection(candidate.id)
                return
        self._session.said.emit(
            "info", tr("No class has the key {upper} yet. Type its name in “New class” and press Enter.", upper=key.upper())
        )

    def _assign(self, edit: Callable[[list[int], Project], Change]) -> None:
        self._last = edit
        rows = self._selection.chosen
        if not len(rows):
            self._session.said.emit("info", tr("Select images on the map or in the grid first, then choose the class."))
            return
        ids = self._session.snapshot.images.ids[rows].tolist()
        self._session.edit(partial(edit, ids))
        self._done = self._selection.mask
        if len(rows) == 1:
            self._grid.advance(int(rows[0]))

    def _on_class_added(self, name: str) -> None:
        """A new class; what is selected and has no label gets it in the same step, since that is why one types a name."""
        ids = self._session.snapshot.images.ids[self._selection.rows].tolist()
        self._session.edit(partial(label_edits.assign_new, name, ids), partial(self._on_added, len(ids)))

    def _on_added(self, selected: int, outcome: tuple[Change, Class, int]) -> None:
        """Never over labels there are: a list of names typed one after the other relabelled 412 images with the last."""
        _, made, labelled = outcome
        rows = self._selection.rows
        if labelled:
            self._done = self._selection.mask
            self._grid.grid.setFocus()  # the next key is a label again, no letter of a name
            if len(rows) == 1 and self._grid.suggests:
                self._grid.advance(int(rows[0]))  # the first images are often named one by one, each a class of its own
        elif selected:
            self._session.said.emit(
                "info",
                tr(
                    "What is selected has labels already. To give it “{name}”, press {key}."
                    if made.key
                    else "What is selected has labels already. To give it “{name}”, click it.",
                    name=made.name,
                    key=made.key,
                ),
            )

    @Slot(int)
    def _on_labelled_wanted(self, class_id: int) -> None:
        rows = np.flatnonzero(self._session.snapshot.images.label_codes == class_id)
        self._show_found(rows, tr("No image is labelled “{name}” yet.", name=self._name_of(class_id)))

    @Slot(int)
    def _on_predicted_wanted(self, class_id: int) -> None:
        rows = np.flatnonzero(self._session.guesses()[0] == class_id)
        self._show_found(rows, tr("No image is predicted as “{name}” now.", name=self._name_of(class_id)))

    def _show_found(self, rows: np.ndarray, otherwise: str) -> None:
        """Select and show them; where there are none, say so and leave the selection alone."""
        if len(rows):
            self.show_rows(rows)
        else:
            self._session.said.emit("info", otherwise)

    def _name_of(self, class_id: int) -> str:
        return next((known.name for known in self._session.snapshot.classes if known.id == class_id), "")

    def _on_rename(self, class_id: int, name: str) -> None:
        self._session.edit(partial(label_edits.rename, class_id, name))

    def _on_colour(self, class_id: int, colour: str) -> None:
        self._session.edit(partial(label_edits.recolour, class_id, colour))

    def _on_delete(self, class_id: int) -> None:
        self._session.edit(partial(label_edits.delete, class_id))

    def _on_merge(self, class_id: int, into: int) -> None:
        self._session.edit(partial(label_edits.merge, class_id, into))

    def _on_likeness_left(self) -> None:
        if self._map.coloured_by == LIKENESS:
            self._map.colour_by(self._coloured_before)

    def _on_class_key(self, class_id: int, key: str) -> None:
        self._session.edit(partial(label_edits.set_key, class_id, key))

    @Slot(int, int)
    def _on_class_dropped(self, row: int, class_id: int) -> None:
        """On one of the selected images: all of them get the class; on another one: that one alone, and nothing else moves."""
        rows = self._selection.rows if self._selection.mask[row] else np.array([row])
        ids = self._session.snapshot.images.ids[rows].tolist()
        self._last = partial(label_edits.assign, class_id)
        self._session.edit(partial(self._last, ids))

    @Slot(QPoint)
    def _on_map_menu(self, place: QPoint) -> None:
        view = self._map.view
        self._show_menu(view.hit(QPointF(place)), view.mapToGlobal(place))

    @Slot(QPoint)
    def _on_grid_menu(self, place: QPoint) -> None:
        grid = self._grid.grid
        self._show_menu(grid.row_at(QPointF(place)), grid.viewport().mapToGlobal(place))

    def _show_menu(self, row: int, place: QPoint) -> None:
        """For what is selected; an image that is not becomes the selection."""
        if row >= 0 and not self._selection.mask[row]:
            self._selection.apply(np.array([row]), "replace")
            self._selection.set_current(row)
        rows = self._selection.chosen
        if len(rows):
            menu = image_menu(self, self, self._session.snapshot.classes, len(rows), can_label=not self._session.read_only)
            menu.popup(place)

    @Slot(object, str)
    def _on_map_gesture(self, rows: np.ndarray, mode: str) -> None:
        self._selection.apply(rows, "replace" if mode == "add" and self._is_done() else mode)
        chosen = self._selection.rows
        if len(chosen) > 1:
            self._grid.show_selected()
        elif len(chosen):
            self._selection.set_current(int(chosen[0]))
            self._grid.reveal(int(chosen[0]))
        else:
            self._grid.leave_selected()

    def _is_done(self) -> bool:
        """What is selected was just labelled: Shift begins anew, or the next key would label all of it once more."""
        mask = self._selection.mask
        return np.array_equal(mask, self._done) and bool(self._session.snapshot.images.label_codes[mask].all())

    @Slot(int)
    def _on_point_clicked(self, row: int) -> None:
        self._selection.apply(np.array([row]), "replace")
        self._selection.set_current(row)
        self._grid.reveal(row)

    def _refresh(self) -> None:
        now = self._session.snapshot
        self._classes.set_classes(list(now.classes), now.label_counts())
        self._classes.set_fixed(bool(self._session.read_only))
        self.setEnabled(self._session.project is not None)
