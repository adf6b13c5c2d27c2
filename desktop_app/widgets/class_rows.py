"""The rows of the class list: how they look and how a name is edited in place. Knows what a row shows, not what it is for."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.words import tr
from desktop_app.theme import Theme, grown, small_font, tokens
from desktop_app.widgets.drags import IMAGES, class_dragged
from desktop_app.widgets.glyphs import draw_shape

ID, COLOUR, SHAPE, KEY, COUNT = (Qt.ItemDataRole.UserRole + n for n in range(1, 6))
_AROUND, _TEXT = 18, 16  # px of a row around its name, and of that at the usual size
_NAME_LEFT = 60.0
_NAME_AT_MOST = 200.0  # of the picture that is dragged
_BESIDE = 12  # pixels from the pointer to that picture: what is aimed at stays seen
Index = QModelIndex | QPersistentModelIndex


def paint_key(painter: QPainter, box: QRectF, key: str, theme: Theme) -> None:
    """A small key cap."""
    painter.setPen(QPen(QColor(theme.line_strong), 1))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QColor(theme.muted))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key.upper())


def key_box(row: QRectF) -> QRectF:
    """Where the key cap of a row is."""
    side = grown(18)
    return QRectF(row.left() + 8, row.center().y() - side / 2, side, side)


def sign_centre(row: QRectF) -> QPointF:
    """The middle of a row's shape or icon."""
    return QPointF(row.left() + grown(43), row.center().y())


class ClassRowDelegate(QStyledItemDelegate):
    """Paints key, swatch, name and count. An edited name is reported and never written into the model."""

    renamed = Signal(int, str)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, _AROUND + grown(_TEXT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        aimed_at = isinstance(option.widget, ClassRows) and option.widget.target == index.row()
        focused = aimed_at or bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = aimed_at or bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(QColor(theme.accent), 1.5) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover) if hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        small = small_font(option.font, -1.0)
        painter.setFont(small)
        if index.data(KEY):
            paint_key(painter, key_box(box), index.data(KEY), theme)
        draw_shape(painter, index.data(SHAPE), sign_centre(box), grown(6), index.data(COLOUR))
        count = f"{index.data(COUNT):,}" if index.data(COUNT) else "–"
        inner = box.adjusted(grown(_NAME_LEFT), 0, -10, 0)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        inner.setRight(inner.right() - QFontMetricsF(small).horizontalAdvance(count) - 8)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.text))
        name = QFontMetricsF(option.font).elidedText(index.data(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Name of the class"))
        editor.setMaxLength(200)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(grown(_NAME_LEFT) - 10, 1, -4, -1))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        name = editor.text().strip()
        if name and name != index.data():
            self.renamed.emit(index.data(ID), name)


class ClassRows(QListWidget):
    """Reports keys that choose and rename; passes on every other key, so that 1 to 9 reach the page.

    A row can be dragged onto an image, and images onto a row.
    """

    row_chosen = Signal(int)
    images_dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Classes"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.viewport().setAcceptDrops(True)
        self._pressed: tuple[QPoint, QListWidgetItem] | None = None  # where, and on which row
        self.target = -1
        """The row whose class the dragged images would get."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (event.position().toPoint(), item) if left and item is not None else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        away = event.position().toPoint() - self._pressed[0] if self._pressed is not None else QPoint()
        if self._pressed is None or away.manhattanLength() < QApplication.startDragDistance():
            super().mouseMoveEvent(event)
            return
        drag = QDrag(self)
        drag.setMimeData(class_dragged(int(self._pressed[1].data(ID))))
        drag.setPixmap(class_picture(self._pressed[1], self.font(), self.devicePixelRatioF(), tokens()))
        drag.setHotSpot(QPoint(-_BESIDE, -_BESIDE))
        self._pressed = None
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(IMAGES):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if not event.mimeData().hasFormat(IMAGES) or item is None:
            self._aim_at(-1)
            event.ignore()
            return
        self._aim_at(self.row(item))
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._aim_at(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim_at(-1)
        item = self.itemAt(event.position().toPoint())
        if event.mimeData().hasFormat(IMAGES) and item is not None:
            event.acceptProposedAction()
            self.images_dropped.emit(int(item.data(ID)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.currentItem(), event.key()
        if self.state() == QListWidget.State.EditingState:
            event.accept()  # the Return that ends a name bubbles up from its editor and must choose nothing
        elif item is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_chosen.emit(item.data(ID))
        elif item is not None and key == Qt.Key.Key_F2:
            self.editItem(item)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _aim_at(self, row: int) -> None:
        """A frame of its own: the one of the current row is drawn only where the keys go, and a drag comes from elsewhere."""
        if row != self.target:
            self.target = row
            self.viewport().update()


def class_picture(item: QListWidgetItem, font: QFont, ratio: float, theme: Theme) -> QPixmap:
    """What is dragged of a class: its shape and name."""
    metrics = QFontMetricsF(font)
    name = metrics.elidedText(item.text(), Qt.TextElideMode.ElideRight, grown(_NAME_AT_MOST))
    box = QRectF(0, 0, round(metrics.horizontalAdvance(name)) + 42, metrics.height() + 12)
    out = QPixmap(box.size().toSize() * ratio)
    out.setDevicePixelRatio(ratio)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.line_strong), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    draw_shape(painter, item.data(SHAPE), QPointF(17, box.center().y()), 6.0, item.data(COLOUR))
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(box.adjusted(30, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), name)
    painter.end()
    return out
