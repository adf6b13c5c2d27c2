"""The projects opened last: a few pictures, name, folder and what is known of each. Asks to open or remove, does neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.names import printable
from core.words import tr
from desktop_app.icons import icon, pixmap
from desktop_app.theme import Theme, grown, small_font, tokens

_PROJECT = Qt.ItemDataRole.UserRole
_TILES = Qt.ItemDataRole.UserRole + 1
_LINE = 80  # px of a row
_SIDE = 64  # px of its mosaic
_LEFT = 8
_SEAM = 2.0  # px between the pictures of a mosaic
_RADIUS = 8.0
_FAINT = 0.45  # opacity of what is gone
_START = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class RecentProject:
    """`facts` is the line below name and folder; `tiles` are square pictures, none for the neutral icon; `there`: on disk."""

    path: Path
    facts: str = ""
    tiles: tuple[QImage, ...] = ()
    there: bool = True


class RecentList(QListWidget):
    """`set_projects` fills and never emits. As high as its projects where there is room, and scrolled where there is not."""

    chosen = Signal(object)  # Path
    removal_requested = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.setAccessibleName(tr("Projects opened last"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setItemDelegate(_RowDelegate(self))
        # Not `itemActivated` too: on some desktops one click is both, and the project would be opened twice.
        self.itemClicked.connect(self._on_clicked)

    def set_projects(self, projects: Sequence[RecentProject]) -> None:
        """Newest first. The current row stays where it is, so that several can be removed one after the other."""
        row = self.currentRow()
        self.clear()
        for known in projects:
            item = QListWidgetItem(known.path.stem)
            item.setData(_PROJECT, known)
            item.setData(_TILES, tuple(QPixmap.fromImage(tile) for tile in known.tiles))
            place = tr("in {folder}", folder=_plain(known.path.parent))
            said = ", ".join(part for part in (_plain(known.path.stem), known.facts, place) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        self.updateGeometry()

    def projects(self) -> list[RecentProject]:
        """What is shown, in order."""
        return [self.item(row).data(_PROJECT) for row in range(self.count())]

    def menu_for(self, path: Path) -> QMenu:
        """What can be done with one project. The caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("import"), tr("Open\tEnter")).setData(("open", path))
        menu.addAction(icon("close"), tr("Remove from the list\tDel")).setData(("remove", path))
        menu.triggered.connect(self._on_menu)
        return menu

    def sizeHint(self) -> QSize:
        return QSize(400, self.count() * grown(_LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self.count(), 1) * grown(_LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentRow() >= 0:
            self.scrollToItem(self.currentItem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(item.data(_PROJECT).path)
        elif item is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit(item.data(_PROJECT).path)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For what is under the pointer, or the current row where the menu key was pressed."""
        asked_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if asked_by_key else self.itemAt(event.pos())
        if item is None:
            return
        self.setCurrentItem(item)
        place = self.visualItemRect(item).center() if asked_by_key else event.pos()
        self.menu_for(item.data(_PROJECT).path).popup(self.viewport().mapToGlobal(place))

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PROJECT).path)

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        what, path = action.data()
        (self.chosen if what == "open" else self.removal_requested).emit(path)


class _RowDelegate(QStyledItemDelegate):
    """Paints a row: mosaic at the left, three lines of text beside it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, grown(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box, known = tokens(), QRectF(option.rect), index.data(_PROJECT)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(theme.accent), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover) if hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS + 2, _RADIUS + 2)
        side = grown(_SIDE)
        square = QRectF(box.left() + _LEFT, box.center().y() - side / 2, side, side)
        _paint_picture(painter, square, index.data(_TILES), known.there, theme)
        words = QRectF(QPointF(square.right() + 16, square.top()), QPointF(box.right() - 36, square.bottom()))
        _paint_words(painter, words, option, known)
        if hovered and known.there:
            arrow = pixmap("chevron_right", 16, theme.muted, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(box.right() - 26, box.center().y() - 8), arrow)
        painter.restore()


def _paint_picture(painter: QPainter, square: QRectF, tiles: Sequence[QPixmap], there: bool, theme: Theme) -> None:
    """The mosaic of four, or one picture where there are fewer, or the neutral icon."""
    painter.save()
    outline = QPainterPath()
    outline.addRoundedRect(square, _RADIUS, _RADIUS)
    if not tiles:
        painter.fillPath(outline, QColor(theme.sunken))
        ratio = painter.device().devicePixelRatioF()
        painter.setOpacity(1.0 if there else _FAINT)
        painter.drawPixmap(square.center() - QPointF(14, 14), pixmap("images", 28, theme.muted, ratio))
    else:
        painter.setOpacity(1.0 if there else _FAINT)
        painter.setClipPath(outline)
        for place, tile in zip(_places(square, len(tiles)), tiles, strict=False):
            painter.drawPixmap(place, tile, QRectF(tile.rect()))
        painter.setClipping(False)
        # A light picture on a light card, or a dark one on a dark card, would have no edge.
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    painter.restore()


def _places(square: QRectF, count: int) -> list[QRectF]:
    if count < 4:
        return [square]
    side, step = (square.width() - _SEAM) / 2, (square.width() + _SEAM) / 2
    corners = [(x, y) for y in (0.0, step) for x in (0.0, step)]
    return [QRectF(square.left() + x, square.top() + y, side, side) for x, y in corners]


def _paint_words(painter: QPainter, area: QRectF, option: QStyleOptionViewItem, known: RecentProject) -> None:
    theme = tokens()
    faint = QColor(theme.muted)
    title, small = small_font(option.font, 1.0, bold=True), small_font(option.font, -0.5)
    lines = (
        (title, QColor(theme.text) if known.there else faint, _plain(known.path.stem), Qt.TextElideMode.ElideRight),
        (small, faint, _plain(known.path.parent), Qt.TextElideMode.ElideMiddle),
        (small, faint if known.there else QColor(theme.warn), known.facts, Qt.TextElideMode.ElideRight),
    )
    heights = [QFontMetricsF(font).height() for font, *_ in lines]
    top = area.center().y() - (sum(heights) + 4) / 2
    for (font, colour, text, mode), height in zip(lines, heights, strict=True):
        painter.setFont(font)
        painter.setPen(colour)
        line = QRectF(area.left(), top, area.width(), height)
        painter.drawText(line, _START, QFontMetricsF(font).elidedText(text, mode, area.width()))
        top += height + 2


def _plain(name: object) -> str:
    """A name as it can be shown: a file's name need not be text."""
    return printable(str(name))
