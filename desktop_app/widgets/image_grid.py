"""The grid in the user's hands: click, range, rubber band, keys. Asks for selections, makes none; knows no images.

Plain arrows move and select, Shift+arrows extend, Ctrl+arrows only move, Ctrl+Space toggles, Enter activates. Keys it does
not use, such as 1 to 9, go on to its parents.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop_app.widgets.grid_layout import Group
from desktop_app.widgets.grid_surface import GridSurface

Mode = Literal["replace", "add", "remove"]
_DRAG_FROM = 5.0
_EDGE = 28  # pixels from the edge where a rubber band starts to scroll
_SCROLL_EVERY = 30  # milliseconds

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ImageGrid(GridSurface):
    """Signals say what a person did, once per gesture; `rows` is int64."""

    selection_requested = Signal(object, str)
    current_changed = Signal(int)
    activated = Signal(int)
    hovered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription("Arrows move, Shift extends, Ctrl+A selects all, Enter opens, 1 to 9 label")
        self.viewport().setMouseTracking(True)
        self._anchor = -1
        self._pressed: QPointF | None = None
        self._pointer = QPointF()
        self._band_mode: Mode = "replace"
        self._scroller = QTimer(self, interval=_SCROLL_EVERY)
        self._scroller.timeout.connect(self._scroll_with_band)

    def set_current(self, row: int) -> None:
        """A range that is begun next begins here."""
        if self.position_of(row) != self._current:
            self._anchor = self.position_of(row)
        super().set_current(row)

    def set_order(self, rows: npt.ArrayLike, groups: Sequence[Group] = ()) -> None:
        super().set_order(rows, groups)
        self._anchor = self._current

    def select_all(self) -> None:
        """Ask for everything that is shown."""
        self._request(np.arange(len(self._order)), "replace")

    def select_group(self, group: int, mode: Mode = "replace") -> None:
        """Ask for all images under one heading."""
        members = self._grid().members(group)
        self._request(np.arange(members.start, members.stop), mode)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        group = self._heading_at(event.position())
        if group >= 0:
            self.select_group(group, _mode_of(event.modifiers()))
            return
        self._pressed = self._content(event.position())
        self._pointer = event.position()
        position, modifiers = self._at(event.position()), event.modifiers()
        if position < 0:
            self._band_mode = _mode_of(modifiers)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._extend_to(position, bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._toggle(position)
        else:
            self._choose(position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(self._at(event.position()), self._heading_at(event.position()))
            return
        away = self._content(event.position()) - self._pressed
        if self._band is None and abs(away.x()) + abs(away.y()) >= _DRAG_FROM and not self._pressed_on_tile():
            self._hover(-1)
            self._scroller.start()
        if self._scroller.isActive():
            self._stretch_band()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        band, self._band = self._band, None
        on_tile, self._pressed = self._pressed_on_tile(), None
        self._scroller.stop()
        if band is not None:
            found = self._grid().within(band)
            if len(found) or self._band_mode == "replace":
                self._request(found, self._band_mode)
        elif not on_tile and self._band_mode == "replace":
            self._request(np.empty(0, np.int64), "replace")
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and position >= 0:
            self.activated.emit(int(self._order[position]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        target = self._key_target(Qt.Key(key))
        if target >= 0:
            self._move_to(target, bool(modifiers & Qt.KeyboardModifier.ShiftModifier), ctrl)
        elif key == Qt.Key.Key_A and ctrl:
            self.select_all()
        elif key == Qt.Key.Key_Space and self._current >= 0 and ctrl:
            self._toggle(self._current)
        elif key == Qt.Key.Key_Space and self._current >= 0:
            self._choose(self._current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.activated.emit(self.current)
        elif key == Qt.Key.Key_Escape and self._selected.any():
            self._request(np.empty(0, np.int64), "replace")
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _key_target(self, key: Qt.Key) -> int:
        """The position a key leads to, -1 if it is not one that moves."""
        grid = self._grid()
        if key in _STEPS:
            return grid.moved(self._current, *_STEPS[key])
        page = max(1, self.viewport().height() // grid.pitch)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return grid.moved(self._current, page if key == Qt.Key.Key_PageDown else -page, 0)
        if key == Qt.Key.Key_Home and grid.count:
            return 0
        return grid.count - 1 if key == Qt.Key.Key_End else -1

    def _move_to(self, position: int, extend: bool, only_move: bool) -> None:
        if extend:
            self._extend_to(position, only_move)
        elif only_move:
            self._focus_on(position)
        else:
            self._choose(position)
        self.scroll_to(int(self._order[position]), smooth=False)

    def _choose(self, position: int) -> None:
        self._anchor = position
        self._request(np.array([position]), "replace")
        self._focus_on(position)

    def _toggle(self, position: int) -> None:
        self._anchor = position
        row = int(self._order[position])
        selected = row < len(self._selected) and bool(self._selected[row])
        self._request(np.array([position]), "remove" if selected else "add")
        self._focus_on(position)

    def _extend_to(self, position: int, keep: bool) -> None:
        """Everything from the anchor to here; with `keep` on top of what is selected."""
        anchor = self._anchor if 0 <= self._anchor < len(self._order) else max(self._current, 0)
        self._anchor = anchor
        first, last = sorted((anchor, position))
        self._request(np.arange(first, last + 1), "add" if keep else "replace")
        self._focus_on(position)

    def _focus_on(self, position: int) -> None:
        if position != self._current:
            self._current = position
            self.viewport().update()
            self.current_changed.emit(self.current)

    def _request(self, positions: npt.NDArray[np.int64], mode: Mode) -> None:
        if len(positions) or self._selected.any():
            self.selection_requested.emit(self._order[positions], mode)

    def _hover(self, position: int, group: int = -1) -> None:
        if group != self._hovered_group:
            self._hovered_group = group
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if group >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()
        if position != self._hovered:
            self._hovered = position
            self.viewport().update()
            self.hovered.emit(int(self._order[position]) if position >= 0 else -1)

    def _content(self, place: QPointF) -> QPointF:
        return place + QPointF(0, self.verticalScrollBar().value())

    def _pressed_on_tile(self) -> bool:
        return self._pressed is not None and self._grid().at(self._pressed) >= 0

    def _stretch_band(self) -> None:
        if self._pressed is not None:
            self._band = QRectF(self._pressed, self._content(self._pointer)).normalized()
            self.viewport().update()

    def _scroll_with_band(self) -> None:
        """A rubber band held near an edge scrolls on."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        over = min(self._pointer.y() - _EDGE, 0) + max(self._pointer.y() - height + _EDGE, 0)
        if over:
            bar.setValue(bar.value() + int(np.clip(over, -60, 60)))
            self._stretch_band()


def _mode_of(modifiers: Qt.KeyboardModifier) -> Mode:
    if modifiers & Qt.KeyboardModifier.AltModifier:
        return "remove"
    adding = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    return "add" if modifiers & adding else "replace"
