"""One picture under the user's hands: wheel, pinch and keys zoom, a drag moves it, a double click shows its own pixels.

Given a pyramid, or the reason why there is none; knows no file and no project.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.words import tr
from desktop_app.theme import tokens
from desktop_app.widgets.edge_button import EdgeButton
from desktop_app.widgets.empty_state import paint_empty_state
from desktop_app.widgets.picture_camera import PictureCamera
from desktop_app.widgets.pyramid import Pyramid

_NOTCH = 120.0
_PER_NOTCH = 1.25  # zoom of one notch of the wheel, and of one key press
_NEAR = 140.0  # pixels from the edge where its button is looked for
_INSET = 14  # pixels between a button and the edge
_SAME_SHAPE = 0.02  # a thumbnail's sides are rounded: its shape is this close to the picture's


class PictureCanvas(QWidget):
    """The zoom stays from picture to picture where the next has the same size; else the next one is fitted."""

    view_changed = Signal()
    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(160, 120))
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.camera = PictureCamera()
        self._picture: Pyramid | None = None
        self._trouble = ("", "")
        self._zoomed_size: tuple[int, int] | None = None  # of the picture the zoom was chosen for, once it is known
        self._dragged: QPointF | None = None
        self.previous_button = EdgeButton("chevron_left", tr("Previous image"), "Left", self)
        self.next_button = EdgeButton("chevron_right", tr("Next image"), "Right", self)
        self.previous_button.clicked.connect(self._on_previous)
        self.next_button.clicked.connect(self._on_next)

    @property
    def picture(self) -> Pyramid | None:
        return self._picture

    @property
    def trouble(self) -> tuple[str, str]:
        """What is said where there is no picture: title and reason."""
        return self._trouble

    def set_picture(self, picture: Pyramid) -> None:
        """Another image. The zoom stays if it has the same size or, while only a thumbnail is there, the same shape."""
        if not self._suits(picture):
            self.camera.fit()
        self._take(picture)

    def sharpen(self, picture: Pyramid) -> None:
        """The whole picture of the image whose thumbnail stands in: nothing moves, unless the zoom was another size's."""
        if self._zoomed_size is not None and self._zoomed_size != (picture.width, picture.height):
            self.camera.fit()
        self._take(picture)

    def set_trouble(self, title: str, reason: str) -> None:
        """There is no picture: say why."""
        self._picture, self._trouble = None, (title, reason)
        self._changed()

    def fit(self) -> None:
        self.camera.fit()
        self._view_moved()

    def toggle(self, place: QPointF | None = None) -> None:
        """Between the whole picture and its own pixels, around this place of the canvas."""
        if self._picture is None:
            return
        middle = place if place is not None else QRectF(self.rect()).center()
        self.camera.toggle(middle.x(), middle.y())
        self._view_moved()

    def zoom(self, steps: float) -> None:
        """Nearer by so many steps, around the middle."""
        self._zoom_at(QRectF(self.rect()).center(), _PER_NOTCH**steps)

    def sizeHint(self) -> QSize:
        return QSize(900, 640)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, room = QPainter(self), QRectF(self.rect())
        painter.fillRect(self.rect(), QColor(tokens().sunken))
        if self._picture is None:
            paint_empty_state(painter, room, self.font(), *self._trouble, "warning")
        else:
            self._picture.paint(painter, QRectF(*self.camera.rect()), room)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        middle = (self.height() - self.next_button.height()) // 2
        self.previous_button.move(_INSET, middle)
        self.next_button.move(self.width() - _INSET - self.next_button.width(), middle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self._zoom_at(event.position(), _PER_NOTCH**notches)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            return self._pinch(event) or super().event(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._measure()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._dragged = event.position()
            self._show_cursor()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            step = event.position() - self._dragged
            self._dragged = event.position()
            self.camera.pan(step.x(), step.y())
            self.update()
        else:
            self._show_buttons(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged = None
        self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._show_buttons(None)
        super().leaveEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        self._show_buttons(None)
        self._dragged = None
        super().hideEvent(event)

    def _suits(self, picture: Pyramid) -> bool:
        """Whether a zoom chosen for the picture before means the same on this one."""
        if self._zoomed_size is None:
            return False
        width, height = self._zoomed_size
        if picture.whole:
            return (picture.width, picture.height) == (width, height)
        return abs(picture.width * height / (picture.height * width) - 1) < _SAME_SHAPE

    def _take(self, picture: Pyramid) -> None:
        self._picture = picture
        self.camera.measure(picture.width, picture.height)
        self._note_zoom()
        self._changed()

    def _measure(self) -> None:
        self.camera.resize(self.width(), self.height(), self.devicePixelRatioF())
        self._changed()

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_at(event.position(), max(0.2, 1.0 + event.value()))
        elif event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
            self.toggle(event.position())
        else:
            return False
        return True

    def _zoom_at(self, place: QPointF, factor: float) -> None:
        if self._picture is not None:
            self.camera.zoom_at(place.x(), place.y(), factor)
            self._view_moved()

    def _view_moved(self) -> None:
        """By the user."""
        self._zoomed_size = None
        self._note_zoom()
        self._changed()

    def _note_zoom(self) -> None:
        if self.camera.fitted:
            self._zoomed_size = None
        elif self._picture is not None and self._picture.whole:
            self._zoomed_size = self._picture.width, self._picture.height

    def _changed(self) -> None:
        self._show_cursor()
        self.update()
        self.view_changed.emit()

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._picture is not None and self.camera.movable:
            shape = Qt.CursorShape.OpenHandCursor if self._dragged is None else Qt.CursorShape.ClosedHandCursor
        self.setCursor(shape)

    def _show_buttons(self, pointer: QPointF | None) -> None:
        reach = min(_NEAR, self.width() / 3)
        self.previous_button.set_near(pointer is not None and pointer.x() < reach)
        self.next_button.set_near(pointer is not None and pointer.x() > self.width() - reach)

    def _on_previous(self) -> None:
        self.step_requested.emit(-1)

    def _on_next(self) -> None:
        self.step_requested.emit(1)
