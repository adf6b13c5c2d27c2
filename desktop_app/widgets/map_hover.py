"""From mouse positions to "this point is hovered": few hit tests, a report only on change, a dwell before a preview."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

HIT_TESTS_EVERY = 50  # milliseconds
DWELL = 125


class HoverTracker(QObject):
    """`hovered(row)` when the point under the pointer changes (-1: none), `dwelt(row)` when the pointer stayed on it."""

    hovered = Signal(int)
    dwelt = Signal(int)

    def __init__(self, hit: Callable[[QPointF], int], parent: QObject) -> None:
        super().__init__(parent)
        self._hit = hit
        self._place: QPointF | None = None
        self._tested = True
        self.row = -1
        self._pause = QTimer(self, singleShot=True, interval=HIT_TESTS_EVERY)
        self._pause.timeout.connect(self._test)
        self._dwell = QTimer(self, singleShot=True, interval=DWELL)
        self._dwell.timeout.connect(self._stayed)

    def moved(self, place: QPointF) -> None:
        """The pointer is here now."""
        self._place, self._tested = QPointF(place), False
        if not self._pause.isActive():
            self._test()

    def left(self) -> None:
        """The pointer is away, or busy with something else."""
        self._pause.stop()
        self._place, self._tested = None, True
        self._become(-1)

    def _test(self) -> None:
        if self._tested or self._place is None:
            return
        self._tested = True
        self._pause.start()
        self._become(self._hit(self._place))

    def _become(self, row: int) -> None:
        if row == self.row:
            return
        self.row = row
        self._dwell.stop()
        if row >= 0:
            self._dwell.start()
        self.hovered.emit(row)

    def _stayed(self) -> None:
        if self.row >= 0:
            self.dwelt.emit(self.row)
