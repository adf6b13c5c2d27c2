"""Every text of a window that a person can read or hear, for tests of languages."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDoubleSpinBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QTableView,
    QTableWidget,
    QWidget,
)


def texts(top: QWidget) -> Iterator[tuple[str, str]]:
    """(where, text) of this widget and all in it, to be seen or not: texts, tips, what a screen reader says, menus."""
    for widget in (top, *top.findChildren(QWidget)):
        for what, text in (*_of_any(widget), *_of_kind(widget)):
            if text:
                yield f"{type(widget).__name__}.{what}", text


def _of_any(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "toolTip", widget.toolTip()
    yield "accessibleName", widget.accessibleName()
    yield "accessibleDescription", widget.accessibleDescription()
    yield "windowTitle", widget.windowTitle()
    for action in widget.actions():
        yield from _of_action(action)


def _of_action(action: QAction) -> Iterator[tuple[str, str]]:
    yield "action", action.text()
    yield "action tip", action.toolTip()


def _of_kind(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    elif isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(n)) for n in range(widget.count()))
    elif isinstance(widget, QSpinBox | QDoubleSpinBox):
        yield "prefix", widget.prefix()
        yield "suffix", widget.suffix()
        yield "special value", widget.specialValueText()
    elif isinstance(widget, QGroupBox | QMenu):
        yield "title", widget.title()
    elif isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(n)) for n in range(widget.count()))
    elif isinstance(widget, QPlainTextEdit):
        yield "text", widget.toPlainText()
    else:
        yield from _of_items(widget)


def _of_items(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, QListWidget):
        yield from (("item", widget.item(n).text()) for n in range(widget.count()))
    elif isinstance(widget, QTableWidget):
        for column in range(widget.columnCount()):
            item = widget.horizontalHeaderItem(column)
            yield "header", item.text() if item is not None else ""
    elif isinstance(widget, QTableView) and widget.model() is not None:
        yield from _of_model(widget.model())


def _of_model(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    for column in range(model.columnCount()):
        yield "header", str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount()):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                yield "cell", str(model.index(row, column).data(role) or "")
