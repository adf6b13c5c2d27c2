"""The grid with a current image and keys: what is asked to be selected, and from where to where. Makes no selection.

Plain arrows move and select, Shift+arrows extend, Ctrl+arrows only move, Ctrl+Space toggles, Enter activates, - and + fold and
unfold the group one is in, Ctrl+Shift+A selects it. Keys it does not use, such as 1 to 9, go on to its parents.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.widgets.grid_groups import Group
from desktop_app.widgets.grid_surface import GridSurface

Mode = Literal["replace", "add", "remove"]
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_FOLDS = {Qt.Key.Key_Minus: True, Qt.Key.Key_Plus: False}
_UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class GridChoice(GridSurface):
    """Signals say what a person did, once per gesture; `rows` is int64."""

    selection_requested = Signal(object, str)
    current_changed = Signal(int)
    activated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._anchor = -1
        self._wish = -1  # the column that up and down keep to

    def set_current(self, row: int) -> None:
        """A range that is begun next begins here."""
        if self.position_of(row) != self._current:
            self._anchor = self.position_of(row)
            self._wish = -1
        super().set_current(row)

    def set_order(self, rows: npt.ArrayLike, groups: Sequence[Group] = (), grouping: str = "") -> None:
        super().set_order(rows, groups, grouping)
        self._anchor = self._current

    def select_all(self) -> None:
        """Ask for everything that is shown: not for what is folded away, which nobody sees."""
        self._request(self._grid().shown_between(0, len(self._order) - 1), "replace")

    def select_group(self, group: int, mode: Mode = "replace") -> None:
        """Ask for the images of one group, folded or not."""
        self._request(np.asarray(self._grid().positions_of(group), np.int64), mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        shift, ctrl = bool(modifiers & SHIFT), bool(modifiers & CTRL)
        wish = self._wished_column() if key in _UP_AND_DOWN else -1
        target = self._key_target(key, wish)
        if target >= 0:
            self._move_to(target, shift, ctrl)
            self._wish = wish
        elif not self._select_with(key, shift, ctrl) and not self._fold_with(key, ctrl):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _select_with(self, key: Qt.Key, shift: bool, ctrl: bool) -> bool:
        """True if the key selects or opens something."""
        if key == Qt.Key.Key_A and ctrl and shift and self.groups and self._current >= 0:
            self.select_group(self._grid().group_of(self._current))
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
            return False
        return True

    def _fold_with(self, key: Qt.Key, ctrl: bool) -> bool:
        """True if the key folds or unfolds the group that the current image is in."""
        if key not in _FOLDS or ctrl or not self.groups or self._current < 0:
            return False
        self.fold(self._grid().group_of(self._current), _FOLDS[key])
        return True

    def _wished_column(self) -> int:
        """Where up and down began, so that a short line on the way does not pull them to its end for good."""
        if self._wish >= 0 or self._current < 0:
            return self._wish
        return self._grid().column(self._current)

    def _key_target(self, key: Qt.Key, wish: int) -> int:
        """The position a key leads to, -1 if it is not one that moves."""
        grid = self._grid()
        if key in _STEPS:
            return grid.moved(self._current, *_STEPS[key], wish)
        page = max(1, (self.viewport().height() - grid.header) // grid.pitch) * grid.pitch
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return grid.paged(self._current, page if key == Qt.Key.Key_PageDown else -page, wish)
        if key == Qt.Key.Key_Home:
            return grid.first()
        return grid.last() if key == Qt.Key.Key_End else -1

    def _move_to(self, position: int, extend: bool, only_move: bool) -> None:
        if extend:
            self._extend_to(position, only_move)
        elif only_move:
            self._focus_on(position)
        else:
            self._choose(position)
        self.scroll_to(int(self._order[position]), smooth=False)

    def _click_tile(self, position: int, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & SHIFT:
            self._extend_to(position, bool(modifiers & CTRL))
        elif modifiers & CTRL:
            self._toggle(position)
        else:
            self._choose(position)

    def _is_selected(self, position: int) -> bool:
        row = int(self._order[position])
        return row < len(self._selected) and bool(self._selected[row])

    def _is_group_selected(self, group: int) -> bool:
        span = self._grid().positions_of(group)
        rows = self._order[span.start : span.stop]
        return bool(len(rows) and rows.max() < len(self._selected) and self._selected[rows].all())

    def _choose(self, position: int) -> None:
        self._anchor = position
        self._request(np.array([position]), "replace")
        self._focus_on(position)

    def _toggle(self, position: int) -> None:
        self._anchor = position
        self._request(np.array([position]), "remove" if self._is_selected(position) else "add")
        self._focus_on(position)

    def _extend_to(self, position: int, keep: bool) -> None:
        """Everything from the anchor to here; with `keep` on top of what is selected."""
        anchor = self._anchor if 0 <= self._anchor < len(self._order) else max(self._current, 0)
        self._anchor = anchor
        first, last = sorted((anchor, position))
        self._request(self._grid().shown_between(first, last), "add" if keep else "replace")
        self._focus_on(position)

    def _focus_on(self, position: int) -> None:
        self._wish = -1
        if position != self._current:
            self._repaint_tile(self._current)
            self._current = position
            self._repaint_tile(position)
            self._describe()
            self.current_changed.emit(self.current)

    def _request(self, positions: npt.NDArray[np.int64], mode: Mode) -> None:
        if len(positions) or self._selected.any():
            self.selection_requested.emit(self._order[positions], mode)
