"""What the colours of the map mean: shape, colour, name and counts of each class, in one line. Asks, never isolates.

What does not fit into the line is in a menu behind its last button, so that the map never becomes smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.words import tr
from desktop_app.theme import grown, small_font, tokens
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.glyphs import swatch

_LINE = 30  # px beside usual text
_MARGIN = 8
_GAP = 2
_SWATCH = 14
_AROUND = 26  # pixels of a button beside its text and swatch
_LONGEST_NAME = 120
_MOST = 32  # buttons; a screen wider than that many classes is not worth more of them


@dataclass(frozen=True)
class LegendEntry:
    """One colour of the map: how many images have it, and how many of these are selected. `key` is the owner's; an empty
    `colour` is the grey of what has none."""

    key: int
    name: str
    colour: str
    shape: str
    count: int
    selected: int


class MapLegend(QWidget):
    """`set_entries` and `set_isolated` fill and never emit; a click asks with `entry_clicked(key)`."""

    entry_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Legend of the map"))
        self.setFixedHeight(grown(_LINE))
        self._entries: list[LegendEntry] = []
        self._isolated: int | None = None
        self._any_selected = False
        self._shown = 0
        self._note = ElidedLabel(parent=self)
        self._note.setProperty("muted", True)
        self._chips: list[QToolButton] = []
        self._more = self._button()
        self._more.clicked.connect(self._on_more)

    def set_entries(self, entries: Sequence[LegendEntry], note: str = "") -> None:
        """All colours in order; `note` is said where there are none."""
        self._entries = list(entries)
        self._any_selected = any(entry.selected for entry in entries)
        self._note.setText(note)
        self._arrange()

    def set_isolated(self, key: int | None) -> None:
        """Which entry is alone on the map, None: all are there."""
        self._isolated = key
        self._mark()

    def make_menu(self) -> QMenu:
        """The entries that do not fit into the line. It lives until it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self._entries[self._shown :]:
            action = QAction(self._icon(entry), _plain(self._text(entry, entry.name)), menu)
            action.setData(entry.key)
            action.setCheckable(True)
            action.setChecked(entry.key == self._isolated)
            menu.addAction(action)
        menu.triggered.connect(self._on_menu)
        return menu

    def sizeHint(self) -> QSize:
        return QSize(320, grown(_LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, grown(_LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._arrange()  # the grey is another one, or the words are wider

    def _arrange(self) -> None:
        """As many entries as fit, from the left; their widths leave room for the counts of a selection."""
        widths = [self._width(entry) for entry in self._entries[:_MOST]]
        self._shown = _fitting(widths, len(self._entries), self.width() - 2 * _MARGIN, self._more_width())
        while len(self._chips) < self._shown:
            chip = self._button()
            chip.clicked.connect(self._on_chip)
            self._chips.append(chip)
        left = _MARGIN
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < self._shown)
            if place < self._shown:
                self._fill(chip, self._entries[place])
                chip.setGeometry(left, 2, widths[place], self.height() - 4)
                left += widths[place] + _GAP
        hidden = len(self._entries) - self._shown
        self._more.setText(tr("{hidden:,} more", hidden=hidden))
        self._more.setAccessibleName(tr("{hidden:,} more classes", hidden=hidden))
        self._more.setGeometry(left, 2, self._more_width(), self.height() - 4)
        self._more.setVisible(hidden > 0)
        self._note.setGeometry(_MARGIN, 0, self.width() - 2 * _MARGIN, self.height())
        self._note.setVisible(not self._entries)
        self._mark()

    def _fill(self, chip: QToolButton, entry: LegendEntry) -> None:
        name = self._metrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, grown(_LONGEST_NAME))
        chip.setText(_plain(self._text(entry, name)))
        chip.setIcon(self._icon(entry))
        chip.setProperty("key", entry.key)
        said = tr(
            "{name}: {count:,} images, {selected:,} selected" if self._any_selected else "{name}: {count:,} images",
            name=entry.name,
            count=entry.count,
            selected=entry.selected,
        )
        chip.setAccessibleName(said)
        meaning = tr("Click to see these alone on the map, click again for all.")
        chip.setToolTip(f"<span>{escape(said)}.<br>{escape(meaning)}</span>")

    def _mark(self) -> None:
        for chip in self._chips:
            chip.setChecked(chip.property("key") == self._isolated)
        hidden = [entry.key for entry in self._entries[self._shown :]]
        self._more.setChecked(self._isolated in hidden)

    def _text(self, entry: LegendEntry, name: str) -> str:
        counts = f"{entry.selected:,}/{entry.count:,}" if self._any_selected else f"{entry.count:,}"
        return f"{name}  {counts}"

    def _width(self, entry: LegendEntry) -> int:
        metrics = self._metrics()
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, grown(_LONGEST_NAME))
        return metrics.horizontalAdvance(f"{name}  {entry.count:,}/{entry.count:,}") + grown(_SWATCH) + _AROUND

    def _more_width(self) -> int:
        return self._metrics().horizontalAdvance(tr("{hidden:,} more", hidden=1000)) + _AROUND

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(small_font(self.font()))

    def _icon(self, entry: LegendEntry) -> QIcon:
        return QIcon(swatch(entry.shape, entry.colour or tokens().context, grown(_SWATCH), self.devicePixelRatioF()))

    def _button(self) -> QToolButton:
        made = QToolButton(self)
        made.setFont(small_font(self.font()))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(QSize(grown(_SWATCH), grown(_SWATCH)))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.hide()
        return made

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        self._mark()  # the click has checked it; whether it is isolated is for the owner to say
        assert isinstance(chip, QToolButton)
        self.entry_clicked.emit(int(chip.property("key")))

    @Slot()
    def _on_more(self) -> None:
        self._mark()
        self.make_menu().popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        self.entry_clicked.emit(int(action.data()))


def _fitting(widths: Sequence[int], count: int, room: int, more: int) -> int:
    """How many of `count` entries fit into `room`; with fewer than all there must be room for "more" beside them."""
    ends = list(accumulate(width + _GAP for width in widths))
    if len(widths) == count and (not ends or ends[-1] <= room):
        return count
    return sum(1 for end in ends if end + more <= room)


def _plain(text: str) -> str:
    """An ampersand of the user's is no mnemonic."""
    return text.replace("&", "&&")
