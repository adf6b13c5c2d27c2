"""A chart of places to point at, to walk through with keys and to click. What a place is and says, each chart knows."""

from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.theme import grown

_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PlacesChart(QWidget):
    """`current`: where the keys are; `hovered`: what the mouse points at; None: nothing. A place is any value of the chart."""

    def __init__(self, name: str, empty: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(grown(220), grown(180))
        self.empty = empty  # title and hint where there are no places
        self.current: Any = None
        self.hovered: Any = None

    def begin(self, current: Any) -> None:
        """There are other places now; the keys begin at this one (None: there are none)."""
        self.current, self.hovered = current, None
        self._describe()
        self.update()

    def set_empty_text(self, title: str, hint: str = "") -> None:
        self.empty = (title, hint)
        self._describe()
        self.update()

    def place_at(self, position: QPointF) -> Any:
        """The place there, in px; None for none."""
        raise NotImplementedError

    def place_after(self, key: Qt.Key) -> Any:
        """Where this key leads from the current place; None for a key that does not."""
        raise NotImplementedError

    def sentence(self, place: Any) -> str:
        """What a place says, as plain text."""
        raise NotImplementedError

    def click(self, place: Any) -> None:
        """The place was chosen, by mouse or key."""
        raise NotImplementedError

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place != self.hovered:
            self.hovered = place
            self.setCursor(Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._go_to(place)
            self.click(place)
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        there = self.place_after(key) if self.current is not None else None
        if there is not None:
            self._go_to(there)
        elif self.current is not None and key in _PRESSES:
            self.click(self.current)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(QPointF(event.pos()))
            text = "" if place is None else f"<span>{escape(self.sentence(place))}</span>"
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _go_to(self, place: Any) -> None:
        self.current = place
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.empty[0] if self.current is None else self.sentence(self.current))
