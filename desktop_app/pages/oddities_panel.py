"""Look at these: copies, nearly the same pictures, and images unlike the rest, as lists. Part of the Images page.

The lists are made on a thread of their own when images or embeddings are others; what labels say of them at once.
"""

from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from core.classify.quick import Reduced
from core.names import printable
from core.operations import oddities
from core.operations.oddities import GROUPED, KINDS, Agreement, Entry, Kind, Lists
from core.project.collection import Collection
from core.project.labels import MARK_CODES
from core.project.project import Project
from core.records import Change
from core.specs import IngestSpec
from core.words import tr, tr_later
from desktop_app.background import Background
from desktop_app.pages.parts import Card, button, label
from desktop_app.session import Session
from desktop_app.theme import grown
from desktop_app.widgets.grid_groups import Group
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.worker_thread import RunUpdate

_NAMES: dict[Kind, tuple[str, str]] = {
    "copies": (tr_later("Copies of one file"), tr_later("No file is there twice.")),
    "near": (tr_later("Nearly the same"), tr_later("No two pictures are nearly the same.")),
    "blurred": (tr_later("Blurred"), tr_later("No image looks blurred.")),
    "dark": (tr_later("Very dark"), tr_later("No image is much darker than the others.")),
    "bright": (tr_later("Very bright"), tr_later("No image is much brighter than the others.")),
    "flat": (tr_later("Without contrast"), tr_later("No image lacks contrast.")),
    "size": (tr_later("Odd size or shape"), tr_later("No image has an unusual size, or sizes vary all over.")),
    "outlying": (tr_later("Outlying"), tr_later("No image lies far from all others.")),
    "changed": (tr_later("Changed since labelled"), tr_later("No file has other content than when it was labelled.")),
}
_MOST = 1000  # lines of one list; what is mended is the whole of it
_WIDEST = 240  # pixels that names of kinds may ask for; with larger text they are cut, and the tooltip says what they mean
_ENTRIES = Qt.ItemDataRole.UserRole


class OdditiesPanel(Card):
    """Moves the selection to what is looked at; each way to mend a list is one edit."""

    rows_wanted = Signal(object, str)  # rows int64: show these alone; the field they are grouped by, or ""
    listed = Signal()  # `rows` and `groups` are others

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Look at these"))
        self._session = session
        self._lists: Lists | None = None
        self._shown: tuple[tuple[Entry, np.ndarray], ...] = ()  # of the kind that is looked at, with its rows
        self._ids = session.snapshot.images.ids  # that these rows belong to
        self._agreed = Agreement({}, {})
        self._due, self._asked = True, 0
        self._background: Background | None = None
        self._say = label(kind="muted")
        self._kinds, self._entries = QListWidget(), QListWidget()
        self._kinds.setAccessibleName(tr("Kinds of images to look at"))
        self._entries.setAccessibleName(tr("Images of this kind, the worst first"))
        self._entries.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._entries.setWordWrap(True)
        for each in (self._kinds, self._entries):
            each.setSpacing(2)
            each.setMinimumHeight(grown(64))  # what they would like to have must not make a low window higher
        self._measure = button(tr("Measure them"), "search", self._on_measure)
        self._measure.setToolTip(tr("Look through the folder again; files that are known already are read once more"))
        self._skip = button(tr("Skip (S)"), "skip", self._on_skip)
        self._skip.setToolTip(tr("They are left out of training. Undo takes it back."))
        self._label = button(tr("Label like their copies (L)"), "label", self._on_label)
        self._label.setToolTip(tr("Those without a label get the one most of their group have. Undo takes it back."))
        self._mend = button(tr("Settle contradictions (M)"), "check", self._on_mend)
        self._mend.setToolTip(tr("Those with another label get the one most of their group have. Undo takes it back."))
        self._show = button(tr("Show on the map (Enter)"), "eye", self._on_show)
        self._show.setToolTip(tr("On the Label page, alone"))
        self.body.addWidget(self._say)
        self.body.addWidget(self._measure)
        self.body.addWidget(self._kinds, 2)  # all of them where there is room, and no more: its greatest height says how much
        self._nothing = QWidget()  # keeps what is above at the top where the list is hidden
        self._nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body.addWidget(self._entries, 1)
        self.body.addWidget(self._nothing)
        for each in (self._skip, self._label, self._mend, self._show):
            self.body.addWidget(each)
        self._connect()
        self._fill_kinds()

    @property
    def rows(self) -> np.ndarray | None:
        """int64: the images of the kind that is looked at, the worst first; None: no kind is."""
        kind = self._kind()
        return self._rows_of(self._of(kind)) if kind is not None else None

    @property
    def groups(self) -> list[Group]:
        """Those of `rows` that are alike, one behind the other; none where each stands for itself."""
        kind = self._kind()
        if kind not in GROUPED:
            return []
        return [Group(self._name_of(one), len(self._rows_of((one,)))) for one in self._of(kind)]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._due:
            self._ask()
        self._on_selection()

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        session.embeddings_loaded.connect(self._renew)
        session.run_updated.connect(self._on_run_updated)
        session.selection.changed.connect(self._on_selection)
        self._kinds.currentRowChanged.connect(self._on_kind)
        self._entries.itemSelectionChanged.connect(self._on_entries)
        for key, asked in (("S", self._skip), ("L", self._label), ("M", self._mend), ("Return", self._show)):
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(asked.click)

    # Finding

    def _on_opened(self) -> None:
        self._on_closed()
        self._background = Background("oddities", self)
        self._renew()

    def _on_closed(self) -> None:
        self._asked += 1
        if self._background is not None:
            self._background.close()
            self._background = None
        self._lists = None
        self._fill_kinds()

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"images", "folders"}:
            self._renew()
        elif change.tables & {"labels", "classes"}:
            self._fill_kinds()
            if self._of("changed"):  # whoever labels one anew has looked at it
                self._renew()

    def _on_run_updated(self, update: RunUpdate) -> None:
        if update.stage == "ingest" and not self._looking():
            self._renew()

    def _looking(self) -> bool:
        running = self._session.running
        return running is not None and running.stage == "ingest"

    def _renew(self) -> None:
        self._due = True
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        now, project = self._session.snapshot.images, self._session.project
        if project is None or self._background is None or self._looking() or not len(now):
            self._fill_kinds()
            return
        self._due = False
        self._asked += 1
        work = partial(_found, project, now, self._session.reduced())
        self._background.run(work, partial(self._on_found, self._asked))
        self._fill_kinds()

    def _on_found(self, asked: int, found: Lists) -> None:
        if asked == self._asked:
            self._lists = found
            self._fill_kinds()

    # Showing

    def _kind(self) -> Kind | None:
        item = self._kinds.currentItem()
        return item.data(_ENTRIES) if item is not None else None

    def _of(self, kind: Kind) -> tuple[Entry, ...]:
        """What is left of a list: not what was skipped, nor what is no longer there."""
        entries = self._lists.entries.get(kind, ()) if self._lists is not None else ()
        if kind in GROUPED:
            return entries
        shown = self._session.snapshot.images
        rows = shown.rows(np.array([one.images[0] for one in entries], np.int64))
        left = set(shown.ids[rows[shown.label_codes[rows] != MARK_CODES["skip"]]].tolist())
        return tuple(one for one in entries if one.images[0] in left)

    def _rows_of(self, entries: tuple[Entry, ...]) -> np.ndarray:
        ids = [image for one in entries for image in one.images]
        return self._session.snapshot.images.rows(np.array(ids, np.int64))

    def _fill_kinds(self) -> None:
        before = self._kind()
        self._kinds.blockSignals(True)
        self._kinds.clear()
        for kind in (None, *KINDS):
            found = self._of(kind) if kind is not None else ()
            name = tr(_NAMES[kind][0]) if kind is not None else tr("All images")
            if kind is not None and (found or not self._unmeasured()):  # of what is not measured none is known
                name += f"  ·  {len(found):,}"
            item = QListWidgetItem(name)
            item.setData(_ENTRIES, kind)
            item.setToolTip(name)  # the list may be too narrow for it
            if kind is not None and not found:
                item.setToolTip(tr(_NAMES[kind][1]))
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            if kind is None or self._lists is not None:
                self._kinds.addItem(item)
            if kind == before and (kind is None or found):  # of a list that is done one goes back to all
                self._kinds.setCurrentItem(item)
        self._kinds.setMaximumHeight((self._kinds.sizeHintForRow(0) + 4) * max(self._kinds.count(), 1) + 8)
        whole = self._kinds.sizeHintForColumn(0) + 2 * (self._kinds.frameWidth() + self._kinds.spacing())
        self._kinds.setMinimumWidth(min(whole, _WIDEST))
        self._kinds.setVisible(self._lists is not None)
        self._kinds.blockSignals(False)
        self._fill_entries()

    def _fill_entries(self) -> None:
        kind = self._kind()
        entries = self._of(kind) if kind is not None else ()
        self._ids = self._session.snapshot.images.ids
        self._shown = tuple((one, self._rows_of((one,))) for one in entries)
        self._entries.blockSignals(True)
        self._entries.clear()
        for one in entries[:_MOST]:
            name = self._name_of(one)
            more = len(one.images) - 1
            item = QListWidgetItem(tr("{name} and {more:,} more", name=name, more=more) if more else f"{name}\n{one.reason}")
            item.setToolTip(one.reason)
            item.setData(_ENTRIES, one)
            self._entries.addItem(item)
        self._entries.blockSignals(False)
        self._entries.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._show_actions()
        self._on_selection()
        self.listed.emit()

    def _name_of(self, one: Entry) -> str:
        rows = self._rows_of((one,))
        name = self._session.snapshot.images.paths[int(rows[0])] if len(rows) else ""
        return printable(name.rsplit("/", 1)[-1])

    def _chosen(self) -> tuple[Entry, ...]:
        """The entries of the list some image of which is selected, here or elsewhere."""
        mask = self._session.selection.mask
        return tuple(one for one, rows in self._shown if mask[rows].any())

    def _show_actions(self) -> None:
        kind, chosen = self._kind(), self._chosen()
        grouped = kind in GROUPED
        self._agreed = oddities.agreement(chosen, self._session.snapshot.images) if grouped else Agreement({}, {})
        self._skip.setVisible(kind is not None and not grouped)
        self._skip.setText(
            tr(" Skip it (S)")
            if len(chosen) == 1
            else tr(" Skip these {count:,} (S)", count=len(chosen))
            if chosen
            else tr(" Skip (S)")
        )
        self._label.setVisible(grouped)
        self._mend.setVisible(grouped)
        self._show.setVisible(kind is not None)
        nothing = None if chosen else tr("Select some images of this list first.")
        set_disabled_reason(self._show, nothing)
        nothing = nothing or self._session.read_only or None
        set_disabled_reason(self._skip, nothing)
        unknown = tr("Label one of a group first: the others can then have it too.")
        no_label = tr("All of them have a label or a mark.") if self._agreed.known else unknown
        agree = tr("No labels of alike pictures contradict each other.")
        set_disabled_reason(self._label, nothing or (None if self._agreed.give else no_label))
        set_disabled_reason(self._mend, nothing or (None if self._agreed.mend else agree))
        self._say.setText(self._in_words(kind, chosen))
        self._measure.setVisible(self._unmeasured() > 0 and not self._looking() and not self._session.read_only)

    def _unmeasured(self) -> int:
        return len(self._session.snapshot.images) - self._lists.measured if self._lists is not None else 0

    def _in_words(self, kind: Kind | None, chosen: tuple[Entry, ...]) -> str:
        if self._looking():
            return tr("What is odd is looked for once the folder has been looked through.")
        if self._lists is None:
            return tr("Looking for copies and odd images …") if len(self._session.snapshot.images) else ""
        if kind in GROUPED:
            return self._groups_in_words(chosen)
        if kind is not None:
            left = len(self._of(kind))
            return (
                tr("{images}, the worst first; {count:,} selected.", images=_images(left), count=len(chosen))
                if left
                else tr(_NAMES[kind][1])
            )
        if self._unmeasured() > 0:
            many = self._unmeasured()
            return tr("1 image is not measured yet." if many == 1 else "{many:,} images are not measured yet.", many=many)
        if not any(self._of(each) for each in KINDS):
            return tr("No image looks odd.")
        return tr("Choose a kind to see its images alone.")

    def _groups_in_words(self, chosen: tuple[Entry, ...]) -> str:
        give = sum(map(len, self._agreed.give.values()))
        many = len(chosen)
        words = [
            tr("1 group of alike images selected." if many == 1 else "{many:,} groups of alike images selected.", many=many)
        ]
        if give:
            words.append(tr("{images} can get the label of a copy.", images=_images(give)))
        if self._agreed.groups:
            words.append(tr("Labels contradict each other in {groups:,} of them.", groups=self._agreed.groups))
        return " ".join(words)

    # Acting

    def _on_kind(self) -> None:
        self._fill_entries()
        rows = self.rows
        self._select(rows if rows is not None else np.empty(0, np.int64))

    def _on_entries(self) -> None:
        self._select(self._rows_of(tuple(item.data(_ENTRIES) for item in self._entries.selectedItems())))

    def _on_selection(self) -> None:
        """Here or elsewhere: the lines follow."""
        if self._kind() is None or not self.isVisible() or self._ids is not self._session.snapshot.images.ids:
            return  # with other images there are other rows, and a new list in a moment
        mask = self._session.selection.mask
        self._entries.blockSignals(True)
        for place, (_, rows) in enumerate(self._shown[:_MOST]):
            self._entries.item(place).setSelected(bool(mask[rows].any()))
        self._entries.blockSignals(False)
        self._show_actions()

    def _select(self, rows: np.ndarray) -> None:
        self._session.selection.apply(rows, "replace")
        self._session.selection.set_current(int(rows[0]) if len(rows) else -1)

    def _on_measure(self) -> None:
        self._session.start("ingest", IngestSpec())

    def _on_skip(self) -> None:
        ids = [image for one in self._chosen() for image in one.images]
        self._session.edit(partial(_skip, ids))

    def _on_label(self) -> None:
        self._session.edit(partial(_label, self._agreed.give))

    def _on_mend(self) -> None:
        self._session.edit(partial(_label, self._agreed.mend))

    def _on_show(self) -> None:
        kind = self._kind()
        self.rows_wanted.emit(np.sort(self._rows_of(self._chosen())), kind if kind in GROUPED else "")


def _found(project: Project, shown: Collection, reduced: tuple[np.ndarray, Reduced] | None) -> Lists:
    return oddities.lists(oddities.Columns.read(project, shown, reduced))


def _skip(images: list[int], project: Project) -> Change:
    return oddities.skip(project, images=images)


def _label(classes: dict[int, tuple[int, ...]], project: Project) -> Change:
    return oddities.label_alike(project, classes=classes)


def _images(number: int) -> str:
    return tr("1 image" if number == 1 else "{count:,} images", count=number)
