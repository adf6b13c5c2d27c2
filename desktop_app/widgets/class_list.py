"""The classes: key, swatch, name, count; a field for a new one; the three decisions that are no class. Asks, never edits.

A click on a class waits a moment before it counts, because a double click renames and must not label what is selected.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from core.project.classes import KEYS
from core.records import CLASS_COLOURS, Class
from core.words import tr
from desktop_app.icons import icon
from desktop_app.theme import shape_of
from desktop_app.widgets.class_rows import COLOUR, COUNT, ID, KEY, SHAPE, ClassRowDelegate, ClassRows
from desktop_app.widgets.glyphs import swatch
from desktop_app.widgets.mark_row import MARKS, MarkRow

_WAIT = 250  # milliseconds for a second click, at most


class ClassList(QWidget):
    """`set_classes` fills and never emits; every signal is something a person did."""

    class_added = Signal(str)
    class_chosen = Signal(int)
    rename_requested = Signal(int, str)
    colour_requested = Signal(int, str)
    delete_requested = Signal(int)
    merge_requested = Signal(int, int)
    key_requested = Signal(int, str)
    mark_chosen = Signal(str)
    labelled_wanted = Signal(int)  # its images should be selected
    predicted_wanted = Signal(int)  # likewise those that are predicted as it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Classes"))
        self._classes: list[Class] = []
        self._new = _NewName()
        self._new.setPlaceholderText(tr("New class"))
        self._new.setAccessibleName(tr("Name of a new class"))
        self._new.setMaxLength(200)
        self._new.addAction(icon("plus", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setProperty("muted", True)
        self._note.hide()
        self._rows = ClassRows()
        self._delegate = ClassRowDelegate(self._rows)
        self._rows.setItemDelegate(self._delegate)
        self._marks = {look.mark: MarkRow(look) for look in MARKS}
        self._pending = -1
        self._fixed = False
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._choose_pending)
        self._lay_out()
        self._connect()

    def set_classes(self, classes: Sequence[Class], counts: Mapping[int, int]) -> None:
        """Classes in order, and how many images each has, by class id; -2 skipped, -3 not sure, -4 none of these."""
        editing = self._rows.state() == ClassRows.State.EditingState
        if list(classes) == self._classes and editing:
            self._count(counts)
            return
        current = self._rows.currentRow()
        self._classes = list(classes)
        self._rows.clear()
        for place, known in enumerate(self._classes):
            item = QListWidgetItem(known.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsSelectable)
            for role, value in ((ID, known.id), (COLOUR, known.colour), (SHAPE, shape_of(place)), (KEY, known.key)):
                item.setData(role, value)
            self._rows.addItem(item)
        self._rows.setCurrentRow(current if current < len(self._classes) else len(self._classes) - 1)
        self._count(counts)

    def set_fixed(self, fixed: bool) -> None:
        """Whether classes and labels can only be looked at."""
        self._fixed = fixed
        for part in (self._new, *self._marks.values()):
            part.setEnabled(not fixed)

    def start_rename(self, class_id: int) -> None:
        """Edit a name in place."""
        item = self._item(class_id)
        if item is not None and not self._fixed:
            self._rows.setCurrentItem(item)
            self._rows.editItem(item)

    def menu_for(self, class_id: int) -> QMenu:
        """What can be done with one class. The caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        item = self._item(class_id)
        self._add(menu, icon("label"), tr("Select its images"), ("labelled", class_id))
        menu.actions()[-1].setEnabled(item is not None and bool(item.data(COUNT)))
        self._add(menu, icon("spark"), tr("Select images predicted as it"), ("predicted", class_id))
        if not self._fixed:
            self._add_edits(menu, class_id)
        menu.triggered.connect(self._on_menu)
        return menu

    def _add_edits(self, menu: QMenu, class_id: int) -> None:
        menu.addSeparator()
        self._add(menu, icon("pencil"), tr("Rename"), ("rename", class_id))
        colours = menu.addMenu(tr("Colour"))
        place = next(n for n, known in enumerate(self._classes) if known.id == class_id)
        for colour in CLASS_COLOURS:
            shown = QIcon(swatch(shape_of(place), colour, 18, self.devicePixelRatioF()))
            self._add(colours, shown, colour, ("colour", class_id, colour))
        self._add_keys(menu, class_id)
        others = [known for known in self._classes if known.id != class_id]
        merge = menu.addMenu(icon("merge"), tr("Merge into"))
        merge.setEnabled(bool(others))
        for other in others:
            self._add(merge, QIcon(), other.name.replace("&", "&&"), ("merge", class_id, other.id))
        menu.addSeparator()
        self._add(menu, icon("trash"), tr("Delete"), ("delete", class_id))

    def _add_keys(self, menu: QMenu, class_id: int) -> None:
        keys = menu.addMenu(icon("keyboard"), tr("Key"))
        holders = {known.key: known for known in self._classes if known.key}
        for key in KEYS:
            holder = holders.get(key)
            taken = f"   ({holder.name})".replace("&", "&&") if holder is not None else ""
            self._add(keys, QIcon(), f"{key.upper()}{taken}", ("key", class_id, key))
        self._add(keys, QIcon(), tr("No key"), ("key", class_id, ""))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._new)
        column.addWidget(self._note)
        column.addWidget(self._rows, 1)
        below = QVBoxLayout()
        below.setSpacing(0)
        for row in self._marks.values():
            below.addWidget(row)
        column.addLayout(below)

    def _connect(self) -> None:
        self._new.returnPressed.connect(self._on_new)
        self._new.textEdited.connect(self._note.hide)
        self._rows.itemClicked.connect(self._on_clicked)
        self._rows.itemDoubleClicked.connect(self._on_double_clicked)
        self._rows.row_chosen.connect(self.class_chosen)
        self._rows.images_dropped.connect(self.class_chosen)  # what is dragged is what is selected
        self._rows.customContextMenuRequested.connect(self._on_context)
        self._delegate.renamed.connect(self._on_renamed)
        for row in self._marks.values():
            row.chosen.connect(self.mark_chosen)

    def _count(self, counts: Mapping[int, int]) -> None:
        for place, known in enumerate(self._classes):
            item, count = self._rows.item(place), counts.get(known.id, 0)
            item.setData(COUNT, count)
            said = tr(
                "{name}, {count:,} labelled, key {key}" if known.key else "{name}, {count:,} labelled",
                name=known.name,
                count=count,
                key=known.key,
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        for look in MARKS:
            self._marks[look.mark].set_count(counts.get(look.code, 0))

    def _item(self, class_id: int) -> QListWidgetItem | None:
        found = [n for n, known in enumerate(self._classes) if known.id == class_id]
        return self._rows.item(found[0]) if found else None

    def _taken(self, name: str, but: int = -1) -> bool:
        return any(known.name.casefold() == name.casefold() and known.id != but for known in self._classes)

    def _add(self, menu: QMenu, picture: QIcon, text: str, what: tuple[object, ...]) -> None:
        action = QAction(picture, text, menu)
        action.setData(what)
        menu.addAction(action)

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.show()

    @Slot()
    def _on_new(self) -> None:
        name = self._new.text().strip()
        if not name:
            return
        if self._taken(name):
            self._say(tr("There is already a class “{name}”.", name=name))
            return
        self._new.setText("")  # unlike clear(), it forgets the typing: undo is the project's again
        self._note.hide()
        self.class_added.emit(name)

    @Slot(int, str)
    def _on_renamed(self, class_id: int, name: str) -> None:
        if self._taken(name, but=class_id):
            self._say(tr("There is already a class “{name}”. To make one of two, use Merge into.", name=name))
        else:
            self._note.hide()
            self.rename_requested.emit(class_id, name)

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._pending = int(item.data(ID))
        self._wait.start(min(_WAIT, QApplication.doubleClickInterval()))

    @Slot()
    def _choose_pending(self) -> None:
        if self._pending >= 0:
            self.class_chosen.emit(self._pending)
        self._pending = -1

    @Slot(QListWidgetItem)
    def _on_double_clicked(self, item: QListWidgetItem) -> None:
        self._wait.stop()
        self._pending = -1
        self.start_rename(int(item.data(ID)))

    @Slot(QPoint)
    def _on_context(self, place: QPoint) -> None:
        item = self._rows.itemAt(place)
        if item is not None:
            self.menu_for(int(item.data(ID))).popup(self._rows.viewport().mapToGlobal(place))

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        what, class_id, *rest = action.data()
        if what == "rename":
            self.start_rename(class_id)
        elif what == "colour":
            self.colour_requested.emit(class_id, rest[0])
        elif what == "key":
            self.key_requested.emit(class_id, rest[0])
        elif what == "merge":
            self.merge_requested.emit(class_id, rest[0])
        elif what == "labelled":
            self.labelled_wanted.emit(class_id)
        elif what == "predicted":
            self.predicted_wanted.emit(class_id)
        else:
            self.delete_requested.emit(class_id)


class _NewName(QLineEdit):
    """Takes undo and redo for itself only while there is typing to take back; otherwise they are the window's."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._has_nothing_for(event):
            event.ignore()
            return True
        return super().event(event)

    def _has_nothing_for(self, event: QKeyEvent) -> bool:
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        return (event.matches(undo) and not self.isUndoAvailable()) or (event.matches(redo) and not self.isRedoAvailable())
