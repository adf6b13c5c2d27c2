"""The one selection: which images are selected, which one is current. Map, grid, classes and matrix all read and set it."""

import numpy as np
from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """A mask over the rows of the collection, and a current row (-1: none).

    The scope is what search and filter let through: the map keeps the rest as faint context. None: everything.
    """

    changed = Signal()
    current_changed = Signal(int)
    scope_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mask = np.zeros(0, bool)
        self._current = -1
        self._scope: np.ndarray | None = None

    @property
    def scope(self) -> np.ndarray | None:
        """bool [N]; None: everything is looked at."""
        return self._scope

    def set_scope(self, mask: np.ndarray | None) -> None:
        same = mask is self._scope or (mask is not None and self._scope is not None and np.array_equal(mask, self._scope))
        self._scope = mask
        if not same:
            self.scope_changed.emit()

    @property
    def mask(self) -> np.ndarray:
        """bool [N]; do not write to it."""
        return self._mask

    @property
    def rows(self) -> np.ndarray:
        """int64 rows, ascending."""
        return np.flatnonzero(self._mask)

    @property
    def chosen(self) -> np.ndarray:
        """What a command is about, int64 rows: what is selected, or else the current image, or nothing."""
        rows = self.rows
        return np.array([self._current]) if not len(rows) and self._current >= 0 else rows

    @property
    def current(self) -> int:
        return self._current

    def reset(self, count: int) -> None:
        """Nothing is selected among `count` rows."""
        self._mask = np.zeros(count, bool)
        self._current = -1
        self.set_scope(None)
        self.changed.emit()

    def apply(self, rows: np.ndarray, mode: str) -> None:
        """`mode`: replace, add, remove or toggle. One gesture is one call."""
        mask = np.zeros_like(self._mask) if mode == "replace" else self._mask.copy()
        if mode == "toggle":
            mask[rows] = ~mask[rows]
        else:
            mask[rows] = mode != "remove"
        if not np.array_equal(mask, self._mask):
            self._mask = mask
            self.changed.emit()

    def set_current(self, row: int) -> None:
        if row != self._current:
            self._current = row
            self.current_changed.emit(row)

    def carry_over(self, rows_before: np.ndarray, rows_now: np.ndarray, count: int) -> None:
        """The collection was read anew: what was selected at `rows_before` is now at `rows_now`."""
        mask = np.zeros(count, bool)
        mask[rows_now[self._mask[rows_before]]] = True
        moved = rows_now[rows_before == self._current]
        self._current = int(moved[0]) if len(moved) else -1
        self._mask = mask
        self.changed.emit()
