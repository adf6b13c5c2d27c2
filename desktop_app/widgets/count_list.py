"""A list of names with a bar each: how many there are of it. One is chosen at a time; knows no classifier."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.words import tr
from desktop_app.theme import grown, mix, small_font, tokens, with_alpha
from desktop_app.widgets.glyphs import draw_shape

_LINE = 42  # px of an entry beside usual text
_LEFT = 30.0
_ENTRY, _SHARE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Count:
    """`key` is what is told when it is chosen; `note` follows the name; without `shape` there is no sign before it."""

    key: str
    name: str
    count: int
    note: str = ""
    colour: str = ""
    shape: str = ""


class CountList(QListWidget):
    """`chosen(key)` follows mouse and keys alike."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Painter(self))
        self.currentItemChanged.connect(self._on_current)

    @property
    def key(self) -> str:
        """Of the entry that is chosen; "" while there is none."""
        item = self.currentItem()
        return str(item.data(_ENTRY).key) if item is not None else ""

    def set_counts(self, counts: Sequence[Count]) -> None:
        """The entry that was chosen stays so if it is still there, else the first is; `chosen` is not emitted."""
        key, most = self.key, max((each.count for each in counts), default=0)
        self.blockSignals(True)
        self.clear()
        for place, each in enumerate(counts):
            item = QListWidgetItem(each.name)
            item.setData(_ENTRY, each)
            item.setData(_SHARE, each.count / most if most else 0.0)
            words = tr("{name}, {count:,}", name=each.name, count=each.count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {each.note}" if each.note else words)
            item.setToolTip("")
            self.addItem(item)
            if each.key == key or not place:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        return QSize(grown(250), min(8, max(3, self.count())) * grown(_LINE) + 8)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_ENTRY).key)


class _Painter(QStyledItemDelegate):
    """Sign, name, note and count above the bar."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, grown(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box, entry = tokens(), QRectF(option.rect).adjusted(1, 1, -1, -1), index.data(_ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(mix(theme.surface, theme.accent, 0.14))
            painter.drawRoundedRect(box, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(box, 6, 6)
        colour = QColor(entry.colour or theme.muted)
        if entry.shape:
            draw_shape(painter, entry.shape, QPointF(box.left() + grown(16), box.top() + grown(14)), 5.5, colour)
        inner = box.adjusted(grown(_LEFT) if entry.shape else 10, 4, -10, -14)
        self._paint_words(painter, inner, option, index)
        bar = QRectF(inner.left(), box.bottom() - 10, inner.width(), 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        if entry.count:
            painter.setBrush(colour if entry.shape else with_alpha(colour.name(), 0.7))
            bar.setWidth(max(bar.height(), bar.width() * index.data(_SHARE)))
            painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        theme, entry, small = tokens(), index.data(_ENTRY), small_font(option.font, -1.0)
        said = f"{entry.note}   {entry.count:,}" if entry.note else f"{entry.count:,}"
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
        box = box.adjusted(0, 0, -QFontMetricsF(small).horizontalAdvance(said) - 8, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.text))
        name = QFontMetricsF(option.font).elidedText(entry.name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
