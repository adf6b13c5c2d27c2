"""Images that have another label here than in a source: one of the two is kept for each, and nobody has to decide about all."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.names import printable
from core.operations.importing.plan import Conflict
from core.words import tr, tr_later
from desktop_app.theme import SPACE, tokens
from desktop_app.widgets.decision_table import EDGE, LEFT, DecisionTable, Index
from desktop_app.widgets.elided_label import ElidedLabel

Pictures = Callable[[int], QPixmap | None]
_COLUMNS = (tr_later("Image"), tr_later("Here"), tr_later("In the source"))
_IMAGE, _HERE, _THERE = range(3)
_RING, _PICTURE = 12, 120
_SHARE = 0.3  # of the width, for either label


class ConflictTable(QWidget):
    """`changed` when a person decided. `pictures` answers for an image id at once: the picture, or None while there is none."""

    changed = Signal()

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._rows = _Rows(self)
        self.table = _Table(self._rows)
        self._heading, self._count, self.picture = ElidedLabel(), ElidedLabel(), QLabel()
        self._heading.setProperty("heading", True)
        self._count.setProperty("muted", True)
        self.keep_mine, self.take_theirs = QPushButton(tr("Keep mine for all")), QPushButton(tr("Take theirs for all"))
        self.keep_mine.setToolTip(tr("Every label stays as it is in this project"))
        self.take_theirs.setToolTip(tr("Every one of these images gets the label of the source"))
        self.keep_mine.clicked.connect(self._on_keep_mine)
        self.take_theirs.clicked.connect(self._on_take_theirs)
        self._rows.decided.connect(self._on_decided)
        self.table.selectionModel().currentRowChanged.connect(self.show_picture)
        self._lay_out()

    @property
    def taken(self) -> frozenset[int]:
        """Ids of the images that get the label of the source."""
        return self._rows.taken()

    def set_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """What was decided about an image stays; of one that is new here, the label of this project."""
        if tuple(conflicts) == self._rows.conflicts:
            return  # where one is in the table stays
        current = self._rows.image(self.table.currentIndex().row())
        self._rows.set(conflicts)
        self.table.selectRow(max(self._rows.row(current), 0))
        self.table.updateGeometry()
        count = len(conflicts)
        self._heading.setText(
            tr("1 image has another label here" if count == 1 else "{count:,} images have another label here", count=count)
        )
        self._tell()
        self.show_picture()

    @Slot()
    def show_picture(self) -> None:
        """Of the image that is looked at, if there is one by now."""
        image = self._rows.image(self.table.currentIndex().row())
        found = self._pictures(image) if image is not None else None
        ratio = self.devicePixelRatioF()
        side = round(_PICTURE * ratio)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = found.scaled(side, side, keep, smooth) if found is not None else QPixmap()
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)

    def _lay_out(self) -> None:
        self.picture.setFixedSize(_PICTURE, _PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(tr("The image that is chosen in the table"))
        hint = ElidedLabel(tr("Click the label that is right, or press Space to change it. Ctrl+A chooses every image."))
        hint.setProperty("muted", True)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        for button in (self.keep_mine, self.take_theirs):
            head.addWidget(button)
        line = QHBoxLayout()
        line.setSpacing(2 * SPACE)
        line.addWidget(self.table, 1)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(hint)
        column.addLayout(line, 1)
        column.addWidget(self._count)

    @Slot()
    def _on_keep_mine(self) -> None:
        self._rows.decide(range(self._rows.rowCount()), take=False)

    @Slot()
    def _on_take_theirs(self) -> None:
        self._rows.decide(range(self._rows.rowCount()), take=True)

    @Slot()
    def _on_decided(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        taken = len(self.taken)
        kept = self._rows.rowCount() - taken
        self._count.setText(tr("Kept as here: {kept:,}. Taken from the source: {taken:,}.", kept=kept, taken=taken))


class _Rows(QAbstractTableModel):
    decided = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.conflicts: tuple[Conflict, ...] = ()
        self._taken: set[int] = set()

    def set(self, conflicts: Sequence[Conflict]) -> None:
        self.beginResetModel()
        self.conflicts = tuple(conflicts)
        self.endResetModel()

    def image(self, row: int) -> int | None:
        return self.conflicts[row].image if 0 <= row < len(self.conflicts) else None

    def row(self, image: int | None) -> int:
        """-1: it is none of these."""
        return next((row for row, conflict in enumerate(self.conflicts) if conflict.image == image), -1)

    def taken(self) -> frozenset[int]:
        return frozenset(conflict.image for conflict in self.conflicts if conflict.image in self._taken)

    def is_taken(self, row: int) -> bool:
        return self.conflicts[row].image in self._taken

    def decide(self, rows: Sequence[int], *, take: bool) -> None:
        images = {self.conflicts[row].image for row in rows}
        changes = images - self._taken if take else images & self._taken
        if changes:
            self._taken = self._taken | images if take else self._taken - images
            self.dataChanged.emit(self.index(0, _HERE), self.index(len(self.conflicts) - 1, _THERE))
            self.decided.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.conflicts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        conflict = self.conflicts[index.row()]
        texts = tuple(map(printable, (conflict.path, conflict.here, conflict.there)))
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<span>{escape(texts[index.column()])}</span>"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = {"path": texts[_IMAGE], "here": texts[_HERE], "there": texts[_THERE]}
            if self.is_taken(index.row()):
                return tr("{path}: here “{here}”, in the source “{there}”, which is taken", **words)
            return tr("{path}: here “{here}”, which is kept, in the source “{there}”", **words)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(_COLUMNS[section])
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None


class _Table(DecisionTable):
    """A click on a label decides for it; Space and Enter turn round what was decided about the chosen lines."""

    def __init__(self, rows: _Rows) -> None:
        super().__init__(fewest=3)
        self._rows = rows
        self.setModel(rows)
        for column in (_HERE, _THERE):
            self.setItemDelegateForColumn(column, _Choice(self))
        self.setAccessibleName(tr("Images with another label here; Space decides for the other label"))
        self.setTextElideMode(Qt.TextElideMode.ElideLeft)  # the end of a path says most
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(_IMAGE, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(_PICTURE)
        self.clicked.connect(self._on_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in (_HERE, _THERE):
            self.horizontalHeader().resizeSection(column, int(_SHARE * self.viewport().width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self._rows.decide(chosen, take=not all(map(self._rows.is_taken, chosen)))
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() != _IMAGE:
            self._rows.decide([index.row()], take=index.column() == _THERE)


class _Choice(QStyledItemDelegate):
    """A ring before the label, filled and the label bold where it is the one that stays."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rows = tokens(), index.model()
        assert isinstance(rows, _Rows)
        stays = rows.is_taken(index.row()) == (index.column() == _THERE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
        middle = QPointF(option.rect.left() + EDGE + _RING / 2, option.rect.center().y() + 0.5)
        painter.setPen(QPen(QColor(theme.accent if stays else theme.muted), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, _RING / 2, _RING / 2)
        if stays:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(middle, _RING / 4, _RING / 4)
        font = QFont(option.font)
        font.setBold(stays)
        painter.setFont(font)
        painter.setPen(QColor(theme.text if stays else theme.muted))
        words = option.rect.adjusted(2 * EDGE + _RING, 0, -EDGE, 0)
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(LEFT), text)
        painter.restore()
