"""The map in the user's hands: zoom, pan, lasso, rectangle, hover, click. Asks for selections, makes none; knows no images.

Drag does what the current tool says, pan by default as on any map. Whatever the tool: Shift+drag draws a lasso that adds,
Ctrl+drag (or Alt) one that removes, Space+drag and the middle button pan, the wheel zooms to the pointer, Esc clears,
F or Home shows everything. A press or drag on the small map in the corner moves the view there. A class can be dropped on
an image.
"""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from core.words import tr
from desktop_app.widgets.drags import class_in
from desktop_app.widgets.map_hover import HoverTracker
from desktop_app.widgets.map_inside import rows_in_polygon, rows_in_rectangle, simplified
from desktop_app.widgets.map_surface import MapSurface
from desktop_app.widgets.map_tools import HINTS, Gesture, Mode, Tool, begin, mode_of

_NOTCH = 120.0
_ZOOM_PER_NOTCH = 1.25
_FINE = 0.75  # pixels a lasso may be straightened by


class MapView(MapSurface):
    """Signals say what a person did, once per gesture; `rows` is int64."""

    selection_requested = Signal(object, str)
    point_hovered = Signal(int)
    point_clicked = Signal(int)
    point_activated = Signal(int)
    class_dropped = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self._tool: Tool = "pan"
        self._space_held = False
        self._steering = False  # the pointer moves the view by its frame on the small map
        self._on_minimap = False
        self._hover = HoverTracker(self.hit, self)
        self._hover.hovered.connect(self._on_hovered)
        self._hover.dwelt.connect(self._on_dwelt)
        self.set_tool("pan")

    @property
    def tool(self) -> Tool:
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """What a plain drag does: "pan", "rectangle" or "lasso"."""
        self._tool, self._hint = tool, tr(HINTS[tool])
        self.setAccessibleDescription(self._hint)
        self._show_cursor()
        self.update()

    def zoom(self, factor: float) -> None:
        """Come nearer to the middle (factor > 1) or move away."""
        self._zoom_at(QPointF(self.width() / 2, self.height() / 2), factor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None or self._steering:
            return
        if event.button() == Qt.MouseButton.LeftButton and self._over_minimap(event.position()):
            self._steering = True
            self._steer(event.position())
            return
        self._gesture = begin(self._tool, event.button(), event.modifiers(), event.position(), self._space_held)
        if self._gesture is None:
            event.ignore()
        self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        gesture = self._gesture
        if self._steering:
            self._steer(event.position())
            return
        if gesture is None:
            self._point_at(event.position())
            return
        step = gesture.move(event.position())
        if gesture.dragging:
            self._hover.left()
            if gesture.tool == "pan":
                self.camera.pan(step.x(), step.y(), self.devicePixelRatioF())
            self._show_cursor()
            self._view_moved()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self._gesture
        if self._steering and event.button() == Qt.MouseButton.LeftButton:
            self._steering = False
            self._point_at(event.position())
            return
        if gesture is None or event.button() != gesture.button:
            return
        self._gesture = None
        self._show_cursor()
        if gesture.dragging:
            self._commit(gesture)
        elif gesture.button == Qt.MouseButton.LeftButton:
            self._click(gesture.start, event.modifiers())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._over_minimap(event.position()):
            self.mousePressEvent(event)
            return
        row = self.hit(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self.point_activated.emit(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self._zoom_at(event.position(), _ZOOM_PER_NOTCH**notches)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_at(event.position(), 1.0 + event.value())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and (self._gesture is not None or self._layers.selected.any()):
            self._escape()
        elif key in (Qt.Key.Key_F, Qt.Key.Key_Home):
            self.fit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM_PER_NOTCH)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM_PER_NOTCH)
        elif key == Qt.Key.Key_Space:
            self._space_held = True
            self._show_cursor()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            event.ignore()
        elif not event.isAutoRepeat():
            self._space_held = False
            self._show_cursor()

    def focusOutEvent(self, event: QEvent) -> None:
        self._space_held = False
        self._show_cursor()
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover.left()
        super().leaveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(class_in(event.mimeData()) >= 0)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The image that would get the class is pointed out as under the bare pointer, its picture after a moment too."""
        self._hover.moved(event.position())
        event.setAccepted(class_in(event.mimeData()) >= 0 and self.hit(event.position()) >= 0)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._hover.left()

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover.left()
        row, class_id = self.hit(event.position()), class_in(event.mimeData())
        event.setAccepted(row >= 0 and class_id >= 0)
        if event.isAccepted():
            self.class_dropped.emit(row, class_id)

    def hideEvent(self, event: QEvent) -> None:
        self._hover.left()
        self._gesture, self._steering = None, False
        super().hideEvent(event)

    def _point_at(self, place: QPointF) -> None:
        """The pointer is here and holds nothing."""
        self._on_minimap = self._over_minimap(place)
        if self._on_minimap:
            self._hover.left()
        else:
            self._hover.moved(place)
        self._show_cursor()

    def _over_minimap(self, place: QPointF) -> bool:
        box = self._minimap.box(self.camera)
        return box is not None and len(self._layers.index) > 0 and box.contains(place)

    def _steer(self, place: QPointF) -> None:
        """Look at what is under the pointer on the small map."""
        target = self._minimap.target(place, self._layers, self.camera)
        if target is not None:
            self._hover.left()
            self.camera.look_at(*target, self.devicePixelRatioF())
            self._view_moved()

    def _zoom_at(self, place: QPointF, factor: float) -> None:
        self.camera.zoom_at(place.x(), place.y(), factor)
        self._previewed = -1
        self._view_moved()

    def _commit(self, gesture: Gesture) -> None:
        """One gesture, one request."""
        if gesture.tool == "pan":
            return
        index, to_map = self._layers.index, self.camera.to_map
        if gesture.tool == "rectangle":
            x0, y0, x1, y1 = gesture.corners()
            rows = rows_in_rectangle(index, (*to_map(x0, y0), *to_map(x1, y1)))
        else:
            corners = simplified(gesture.polygon(), _FINE)
            rows = rows_in_polygon(index, np.stack(to_map(corners[:, 0], corners[:, 1]), axis=1))
        allowed = self._layers.pickable()
        self._request(rows if allowed is None else rows[allowed[rows]], gesture.mode)

    def _click(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        row, mode = self.hit(place), mode_of(modifiers)
        if row < 0:
            if mode == "replace":
                self._request(np.empty(0, np.int64), "replace")
            return
        if mode == "remove" and not self._layers.is_selected(row):  # Ctrl+click toggles
            mode = "add"
        self._request(np.array([row], np.int64), mode)
        if mode == "replace":
            self.point_clicked.emit(row)

    def _request(self, rows: npt.NDArray[np.int64], mode: Mode) -> None:
        if len(rows) or (mode == "replace" and self._layers.selected.any()):
            self.selection_requested.emit(rows, mode)

    def _escape(self) -> None:
        if self._gesture is not None:
            self._gesture = None
            self._show_cursor()
            self.update()
        else:
            self._request(np.empty(0, np.int64), "replace")

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.CrossCursor
        if self._gesture is not None and self._gesture.dragging and self._gesture.tool == "pan":
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._gesture is None and self._on_minimap:
            shape = Qt.CursorShape.SizeAllCursor
        elif self._space_held or (self._gesture is None and self._tool == "pan"):
            shape = Qt.CursorShape.PointingHandCursor if self._hovered >= 0 else Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)

    @Slot(int)
    def _on_hovered(self, row: int) -> None:
        self._hovered, self._previewed = row, -1
        self._show_cursor()
        self.update()
        self.point_hovered.emit(row)

    @Slot(int)
    def _on_dwelt(self, row: int) -> None:
        self._previewed = row
        self.update()
