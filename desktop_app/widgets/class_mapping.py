"""What becomes of the classes of a source that the project does not have: a new class, one that is there, or nothing."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.operations.importing.plan import LEFT_OUT, NewClass
from core.words import tr, tr_later
from desktop_app.icons import pixmap
from desktop_app.theme import SPACE, tokens
from desktop_app.widgets.decision_table import EDGE, LEFT, DecisionTable, Index
from desktop_app.widgets.elided_choice import ElidedChoice
from desktop_app.widgets.elided_label import ElidedLabel

Target = str | None
"""The class labels go to: its name, LEFT_OUT, or None for a new one of that name."""
_COLUMNS = (tr_later("In the source"), tr_later("Images"), tr_later("Becomes"))
_NAME, _IMAGES, _BECOMES = range(3)
_CHEVRON = 14
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ClassMapping(QWidget):
    """`changed` when a person chose. What was chosen stays while classes come and go."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.table = _Table(self._rows)
        self._heading = ElidedLabel()
        self._heading.setProperty("heading", True)
        self.every_new, self.every_out = QPushButton(tr("All as new classes")), QPushButton(tr("Leave all out"))
        self.every_new.clicked.connect(self._on_every_new)
        self.every_out.clicked.connect(self._on_every_out)
        self._rows.chosen.connect(self.changed)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        for button in (self.every_new, self.every_out):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    @property
    def mapping(self) -> dict[str, str]:
        """Name in the source -> name here, or LEFT_OUT; those that become new classes of their own name are not in it."""
        return self._rows.mapping()

    def set_classes(self, new: Sequence[NewClass], existing: Sequence[str]) -> None:
        """A class that is seen for the first time becomes the one that is called nearly the same, if there is one."""
        self._rows.set(new, existing)
        count = len(new)
        self._heading.setText(
            tr("1 class is not in this project" if count == 1 else "{count:,} classes are not in this project", count=count)
        )
        self.table.selectRow(max(self.table.currentIndex().row(), 0))
        self.table.updateGeometry()

    def choose(self, name: str, target: Target) -> None:
        """As a person would."""
        self._rows.choose({name: target})

    @Slot()
    def _on_every_new(self) -> None:
        self._rows.choose(dict.fromkeys(self._rows.names()))

    @Slot()
    def _on_every_out(self) -> None:
        self._rows.choose(dict.fromkeys(self._rows.names(), LEFT_OUT))


def in_words(target: Target) -> str:
    if target is None:
        return tr("New class")
    return tr("Leave out") if target == LEFT_OUT else target


class _Rows(QAbstractTableModel):
    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._new: tuple[NewClass, ...] = ()
        self._existing: tuple[str, ...] = ()
        self._targets: dict[str, Target] = {}

    def names(self) -> list[str]:
        return [new.name for new in self._new]

    def set(self, new: Sequence[NewClass], existing: Sequence[str]) -> None:
        same = [c.name for c in new] == self.names()
        if not same:
            self.beginResetModel()
        self._new, self._existing = tuple(new), tuple(existing)
        for each in self._new:
            allowed = self.options(each)
            if self._targets.setdefault(each.name, each.twin or None) not in allowed:
                self._targets[each.name] = each.twin or None
        if same:
            self._tell_all()
        else:
            self.endResetModel()

    def options(self, new: NewClass) -> list[Target]:
        """What it can become; a twin that is a class of the source too is offered as what becomes of that."""
        twin = [new.twin] if new.twin and new.twin not in self._existing else []
        return [None, *twin, *self._existing, LEFT_OUT]

    def choose(self, targets: dict[str, Target]) -> None:
        before = self.mapping()
        self._targets |= targets
        self._tell_all()
        if self.mapping() != before:
            self.chosen.emit()

    def mapping(self) -> dict[str, str]:
        own = {new.name: self._targets[new.name] for new in self._new}
        found = {}
        for name, target in own.items():
            if target is not None:
                further = own.get(target)  # a twin in the source may become something else itself
                found[name] = target if further is None else further
        return found

    def at(self, index: Index) -> NewClass:
        return self._new[index.row()]

    def target(self, index: Index) -> Target:
        return self._targets[self.at(index).name]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._new)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _BECOMES else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        texts = (self.at(index).name, f"{self.at(index).images:,}", in_words(self.target(index)))
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<span>{escape(texts[index.column()])}</span>"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("“{name}”, {images} images, becomes: {target}", name=texts[0], images=texts[1], target=texts[2])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() == _IMAGES else LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(_COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == _IMAGES else LEFT
        return None

    def _tell_all(self) -> None:
        if self._new:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._new) - 1, len(_COLUMNS) - 1))


class _Table(DecisionTable):
    """A click on what a class becomes opens the choice; so do Enter, Space and F2."""

    def __init__(self, rows: _Rows) -> None:
        super().__init__(fewest=1)
        self.setModel(rows)
        self.setItemDelegateForColumn(_BECOMES, _Chooser(self))
        self.setAccessibleName(tr("Classes of the source that are not in this project; Enter chooses what becomes of one"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_IMAGES, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_IMAGES, header.fontMetrics().horizontalAdvance(f"{tr(_COLUMNS[_IMAGES])}0000") + 2 * EDGE)
        self.setMinimumHeight(self.height_of(2))
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
        if event.key() in keys and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _BECOMES:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        self.edit(index.siblingAtColumn(_BECOMES))


class _Chooser(QStyledItemDelegate):
    """Paints the choice with a chevron behind it; opens a list of the options."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        rows, box = index.model(), ElidedChoice(8, parent)
        assert isinstance(rows, _Rows)
        new = rows.at(index)
        for target in rows.options(new):
            box.addItem(in_words(target), target)
        box.setCurrentIndex(rows.options(new).index(rows.target(index)))
        box.setAccessibleName(tr("What “{name}” becomes", name=new.name))
        box.activated.connect(self._on_activated)
        QTimer.singleShot(0, box, box.showPopup)  # once it has its place
        return box

    def setEditorData(self, _editor: QWidget, _index: Index) -> None:
        """It was made with what is chosen; a plan that comes meanwhile must not move it."""

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        rows = index.model()
        assert isinstance(editor, ElidedChoice)
        assert isinstance(rows, _Rows)
        rows.choose({rows.at(index).name: editor.currentData()})

    @Slot()
    def _on_activated(self) -> None:
        box = self.sender()
        assert isinstance(box, QWidget)
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rows = tokens(), index.model()
        assert isinstance(rows, _Rows)
        target = rows.target(index)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
        words = option.rect.adjusted(EDGE, 0, -2 * EDGE - _CHEVRON, 0)
        painter.setPen(QColor(theme.accent if target is None else theme.muted if target == LEFT_OUT else theme.text))
        painter.drawText(
            words, int(LEFT), option.fontMetrics.elidedText(in_words(target), Qt.TextElideMode.ElideRight, words.width())
        )
        place = QRect(QPoint(words.right() + EDGE, option.rect.center().y() - _CHEVRON // 2), QSize(_CHEVRON, _CHEVRON))
        painter.drawPixmap(place, pixmap("chevron_down", _CHEVRON, theme.muted, painter.device().devicePixelRatioF()))
        painter.restore()
