"""A list of labels to decide about: picture, the label there is, the suggested one, and why. Says what a person decided."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.words import tr
from desktop_app.theme import grown, small_font, tokens
from desktop_app.widgets.glyphs import draw_shape

Index = QModelIndex | QPersistentModelIndex
Pictures = Callable[[int], QPixmap | None]
_LINE, _PICTURE, _EDGE = 64, 48, 8
_ITEM = Qt.ItemDataRole.UserRole + 1
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Name:
    """A class as it is drawn."""

    text: str
    colour: str
    shape: str


@dataclass(frozen=True)
class LookItem:
    """`key` tells items apart, whatever their place; `row` is for the picture; `score` is drawn as it is."""

    key: tuple[int, ...]
    row: int
    given: Name
    suggested: Name
    words: str
    score: str

    def in_words(self) -> str:
        pair = tr("{given}, suggested: {suggested}.", given=self.given.text, suggested=self.suggested.text)
        return f"{pair} {self.words} {self.score}".strip()


class LookList(QListView):
    """`chosen` when a person goes to an item; `accepted` (Enter) and `kept` (K) are about the current one, and the next one
    is then current."""

    chosen = Signal(object)  # LookItem
    accepted = Signal(object)  # LookItem
    kept = Signal(object)  # LookItem

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = _Items(self)
        self.setModel(self._items)
        self.setItemDelegate(_Painter(pictures, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._quiet = False
        self.setMinimumHeight(2 * grown(_LINE) + 4)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_current)  # also on the one that is current, once something else was selected

    @property
    def current(self) -> LookItem | None:
        place = self.currentIndex().row()
        return self._items.items[place] if 0 <= place < len(self._items.items) else None

    def set_items(self, items: tuple[LookItem, ...]) -> None:
        """Show these. The current one stays current; where it is gone, the one that took its place."""
        before, place = self.current, self.currentIndex().row()
        self._quiet = True  # nobody went anywhere
        self._items.set(items)
        if items:
            instead = min(max(place, 0), len(items) - 1)
            same = (n for n, item in enumerate(items) if before is not None and item.key == before.key)
            self.setCurrentIndex(self._items.index(next(same, instead)))
        self._quiet = False

    def accept_current(self) -> None:
        self._decide(self.accepted)

    def keep_current(self) -> None:
        self._decide(self.kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_current()
        elif event.key() == Qt.Key.Key_K:
            self.keep_current()
        else:
            super().keyPressEvent(event)

    def _decide(self, said: Any) -> None:
        item, place = self.current, self.currentIndex().row()
        if item is None:
            return
        said.emit(item)
        # At once, and not when the list is new: a second press is about the next one.
        if place + 1 < len(self._items.items):
            self.setCurrentIndex(self._items.index(place + 1))

    def _on_current(self) -> None:
        if self.current is not None and not self._quiet:
            self.chosen.emit(self.current)


class _Items(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[LookItem, ...] = ()

    def set(self, items: tuple[LookItem, ...]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == _ITEM:
            return item
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return item.in_words()
        return None


class _Painter(QStyledItemDelegate):
    """The picture; given and suggested label with an arrow between; why below, and the score to the right."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, grown(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box, item = tokens(), QRectF(option.rect).adjusted(1, 1, -1, -1), index.data(_ITEM)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = selected and bool(option.state & QStyle.StateFlag.State_Active) and self.parent().hasFocus()
        painter.setPen(QPen(QColor(theme.accent), 1.5) if focused else Qt.PenStyle.NoPen)
        fill = theme.accent_soft if selected else theme.hover
        painter.setBrush(QColor(fill) if selected or hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)
        self._paint_picture(painter, QRectF(box.left() + _EDGE, box.center().y() - _PICTURE / 2, _PICTURE, _PICTURE), item.row)
        inner = box.adjusted(2 * _EDGE + _PICTURE, 6, -_EDGE - 2, -6)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), item.score)
        inner.setRight(inner.right() - QFontMetricsF(option.font).horizontalAdvance(item.score) - _EDGE)
        above, below = QRectF(inner), QRectF(inner)
        above.setBottom(inner.center().y())
        below.setTop(inner.center().y())
        self._paint_names(painter, above, item)
        small = small_font(option.font)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        words = QFontMetricsF(small).elidedText(item.words, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, int(_MIDDLE), words)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRectF, row: int) -> None:
        found = self._pictures(row) if row >= 0 else None
        if found is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().sunken))
            painter.drawRoundedRect(box, 4, 4)
            return
        size = found.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(box.center() - QPointF(size.width() / 2, size.height() / 2), size.toSizeF())
        painter.drawPixmap(place, found, QRectF(found.rect()))

    def _paint_names(self, painter: QPainter, box: QRectF, item: LookItem) -> None:
        """Both names share the width as they need it, neither takes more than half unless the other is short."""
        metrics, theme = QFontMetricsF(painter.font()), tokens()
        arrow, glyph = "  →  ", grown(18)
        room = box.width() - 2 * glyph - metrics.horizontalAdvance(arrow)
        needs = [metrics.horizontalAdvance(name.text) + 1 for name in (item.given, item.suggested)]
        first = min(needs[0], max(room / 2, room - needs[1]))
        left = box.left()
        for name, width, after in ((item.given, first, arrow), (item.suggested, min(needs[1], room - first), "")):
            draw_shape(painter, name.shape, QPointF(left + 6, box.center().y()), 5.0, name.colour)
            painter.setPen(QColor(theme.text))
            text = metrics.elidedText(name.text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left + glyph, box.top(), width, box.height()), int(_MIDDLE), text)
            left += glyph + width
            painter.setPen(QColor(theme.muted))
            between = QRectF(left, box.top(), metrics.horizontalAdvance(arrow), box.height())
            painter.drawText(between, int(Qt.AlignmentFlag.AlignCenter), after.strip())
            left = between.right()
