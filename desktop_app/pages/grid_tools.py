"""The tools above the grid: search, what to show, in what order, in which groups, how large. Part of the grid panel.

Two lines, and more in a narrow panel, which keeps all of them; nothing here knows an image.
"""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSlider, QSpinBox, QToolButton, QToolTip, QVBoxLayout, QWidget

from core.words import tr, tr_later
from desktop_app.icons import icon
from desktop_app.pages.parts import GAP, row
from desktop_app.theme import grown
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.wrap_row import Choice, WrapRow

SIZE = 112
"""Pixels of a tile at first: four columns in the panel's first width."""
EVERYTHING, SELECTED, UNLABELLED, LABELLED, MARKED = "all", "selected", "unlabelled", "labelled", "marked"
NEXT = "next"
NEXT_KEY = "Ctrl+J"  # N is the mark “none of these”, and nearly every other letter may be that of a class
NAME, NO_GROUPS, LIKENESS = "name", "", "likeness"
_LINES = 6  # pixels between lines
_NARROWEST = 104  # pixels of the field for a search
_TYPING = 150  # milliseconds after the last key before the search begins
_SHOWN = (
    (EVERYTHING, tr_later("Everything")),
    (NEXT, tr_later("Label next")),
    (SELECTED, tr_later("Selected")),
    (UNLABELLED, tr_later("Without a label")),
    (LABELLED, tr_later("Labelled")),
    (MARKED, tr_later("Skipped or unsure")),
)
SORTS: dict[str, tuple[str, str, bool]] = {
    NAME: (tr_later("File name"), "", False),
    "unsure": (tr_later("Least sure first"), "confidence", False),
    "sure": (tr_later("Surest first"), "confidence", True),
    "strange": (tr_later("Least familiar first"), "familiar", False),
    LIKENESS: (tr_later("Most alike first"), "likeness", True),
    "label": (tr_later("Label"), "label", False),
    "prediction": (tr_later("Prediction"), "prediction", False),
    "newest": (tr_later("Newest first"), "date", True),
    "oldest": (tr_later("Oldest first"), "date", False),
    "largest": (tr_later("Largest first"), "size", True),
    "smallest": (tr_later("Smallest first"), "size", False),
    "blurred": (tr_later("Least sharp first"), "sharpness", False),
    "dark": (tr_later("Darkest first"), "brightness", False),
    "bright": (tr_later("Brightest first"), "brightness", True),
}
"""Key -> what the user reads, the field, whether from its end."""
_GROUPS = (
    (NO_GROUPS, tr_later("No groups")),
    ("cluster", tr_later("Look-alikes")),
    ("prediction", tr_later("By prediction")),
    ("label", tr_later("By label")),
    ("folder", tr_later("By folder")),
    ("day", tr_later("By date")),
    ("copies", tr_later("Same content")),
    ("near", tr_later("Nearly the same")),
)
_SEARCH_TIP = tr_later(
    "Words of the file name, folder or label; all of them must be there. Also: label:moth, "
    "label:none, prediction:moth, folder:june, confidence<60%, familiar<5%, size>1000, bytes>2MB, "
    "sharpness<0.6, brightness<20%, date>=2024-05, and a minus for “not”: -moth  (Ctrl+F)"
)


@dataclass(frozen=True)
class Wish:
    """What the user wants to see: a key of what is shown, a search text, a key of SORTS, a field to group by or ""."""

    show: str = EVERYTHING
    text: str = ""
    sort: str = NAME
    group: str = NO_GROUPS


class GridTools(QWidget):
    """`changed` when the user wants something else; setters never emit."""

    changed = Signal()
    everything_wanted = Signal()
    refresh_wanted = Signal()
    size_changed = Signal(int)
    clusters_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = _Search()
        self.show_choice = _choice(tr("Show"), _SHOWN)
        self.sort_choice = _choice(tr("Order"), [(key, text) for key, (text, _, _) in SORTS.items()])
        self.group_choice = _choice(tr("Groups"), _GROUPS)
        self._clusters = QSpinBox()
        self._make_clusters()
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._make_size()
        self._all = _tool("close", tr("Show everything again (Esc)"))
        self._anew = _tool("refresh", tr("Labels have changed: put everything in order again, or suggest anew (F5)"))
        self.count = ElidedLabel()
        self.count.setProperty("muted", True)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("000,000"))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._lay_out()
        self._connect()

    def wish(self) -> Wish:
        return Wish(
            self.show_choice.currentData(), self.search.text(), self.sort_choice.currentData(), self.group_choice.currentData()
        )

    def set_wish(self, wish: Wish) -> None:
        """Show these choices; unknown keys (from another version) are the first ones."""
        for choice, key in ((self.show_choice, wish.show), (self.sort_choice, wish.sort), (self.group_choice, wish.group)):
            choice.setCurrentIndex(max(choice.findData(key), 0))
        self._typing.stop()
        if self.search.text() != wish.text:
            self.search.setText(wish.text)
        self._mark()

    @property
    def size(self) -> int:
        """Of the pictures, in pixels."""
        return self._size.value()

    def set_size(self, pixels: int) -> None:
        self._size.setValue(pixels)  # told to the grid as if the user had moved it

    def set_clusters(self, number: int) -> None:
        self._clusters.blockSignals(True)
        self._clusters.setValue(number)
        self._clusters.blockSignals(False)

    def say(self, text: str, spoken: str) -> None:
        """How many images are shown, or why not."""
        self.count.setText(text)
        self.count.setAccessibleName(spoken)

    def complain(self, text: str) -> None:
        """The search cannot be understood: said below its field, which is where one looks, and kept beside the count."""
        self.say(text, text)
        QToolTip.showText(self.search.mapToGlobal(self.search.rect().bottomLeft()), f"<span>{escape(text)}</span>", self.search)

    def set_stale(self, stale: bool) -> None:
        """Whether what is shown is no longer in the order that was asked for."""
        self._anew.setEnabled(stale)

    def _make_clusters(self) -> None:
        self._clusters.setRange(2, 200)
        self._clusters.setAccessibleName(tr("Number of groups of look-alikes"))
        self._clusters.setToolTip(tr("How many groups of look-alikes"))
        self._clusters.setKeyboardTracking(False)
        self._clusters.setMaximumWidth(grown(64))
        self._clusters.hide()

    def _make_size(self) -> None:
        self._size.setRange(64, 320)
        self._size.setValue(SIZE)
        self._size.setMinimumWidth(64)
        self._size.setMaximumWidth(110)
        self._size.setAccessibleName(tr("Size of the pictures"))
        self._size.setToolTip(tr("Size of the pictures"))

    def _lay_out(self) -> None:
        upper, lower = WrapRow(GAP, _LINES), WrapRow(GAP, _LINES)
        upper.add(self.search, greedy=True)
        shown = QWidget()  # the choice and what takes it back stay together
        shown.setLayout(row(self.show_choice, self._all))
        upper.add(shown)
        lower.add(self.sort_choice, self.group_choice, self._clusters, self._anew)
        lower.add(self.count, greedy=True)
        lower.add(self._size)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, _LINES, GAP, _LINES)
        column.setSpacing(_LINES)
        column.addLayout(upper)
        column.addLayout(lower)

    def _connect(self) -> None:
        for choice in (self.show_choice, self.sort_choice, self.group_choice):
            choice.activated.connect(self._on_choice)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._on_choice)
        self._typing.timeout.connect(self._on_choice)
        self._all.clicked.connect(self.everything_wanted)
        self._anew.clicked.connect(self.refresh_wanted)
        self._size.valueChanged.connect(self.size_changed)
        self._clusters.valueChanged.connect(self.clusters_changed)
        self._mark()

    def _on_choice(self) -> None:
        self._typing.stop()
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        self._clusters.setVisible(self.group_choice.currentData() == "cluster")
        wish = self.wish()
        for choice in (self.sort_choice, self.group_choice, self._clusters):
            choice.setEnabled(wish.show != NEXT)  # what is suggested has an order and groups of its own
        self._all.setEnabled(wish.show != EVERYTHING or bool(wish.text) or wish.sort == LIKENESS)
        self.set_stale(False)


class _Search(QLineEdit):
    """Esc empties it first, then goes on to the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Find by name, folder, label …"))
        self.setAccessibleName(tr("Find images"))
        self.setToolTip(f"<span>{escape(tr(_SEARCH_TIP))}</span>")
        self.setMinimumWidth(grown(_NARROWEST))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _choice(name: str, entries: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> Choice:
    made = Choice(name)
    made.setToolTip(name)
    for key, text in entries:
        made.addItem(tr(text), key)
    return made


def _tool(name: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(name))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    return made
