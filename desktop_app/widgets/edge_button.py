"""A round button over the edge of a picture that fades in while the pointer is near. Paints itself."""

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app import icons
from desktop_app.theme import tokens

_SIDE, _ICON = 44, 22
_FADE = 140  # milliseconds


class EdgeButton(QAbstractButton):
    """Takes no room and no focus: its key does the same. Where it is disabled it never shows."""

    def __init__(self, icon_name: str, text: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name, self._near, self._opacity = icon_name, False, 0.0
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({keys})")
        self.setFixedSize(_SIDE, _SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._fade = QVariantAnimation(self, duration=_FADE)
        self._fade.valueChanged.connect(self._on_fade)
        self.hide()

    def set_near(self, near: bool) -> None:
        """Whether the pointer is where the button is looked for."""
        self._near = near
        self._aim()

    def set_useful(self, useful: bool) -> None:
        """Whether there is anything to go to."""
        self.setEnabled(useful)
        self._aim()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, box = tokens(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._opacity * (1.0 if self.underMouse() or self.isDown() else 0.85))
        painter.setPen(QPen(QColor(theme.line_strong), 1))
        painter.setBrush(QColor(theme.line if self.isDown() else theme.hover if self.underMouse() else theme.raised))
        painter.drawEllipse(box)
        drawn = icons.pixmap(self._icon_name, _ICON, theme.text, self.devicePixelRatioF())
        middle = box.center()
        painter.drawPixmap(QRectF(middle.x() - _ICON / 2, middle.y() - _ICON / 2, _ICON, _ICON), drawn, QRectF(drawn.rect()))
        painter.end()

    def _aim(self) -> None:
        goal = 1.0 if self._near and self.isEnabled() else 0.0
        if goal == self._fade.endValue() or (self._fade.endValue() is None and not goal):
            return
        self._fade.stop()
        self._fade.setStartValue(self._opacity)
        self._fade.setEndValue(goal)
        if self.parentWidget().isVisible():
            self._fade.start()
        else:
            self._on_fade(goal)

    def _on_fade(self, opacity: float) -> None:
        self._opacity = opacity
        self.setVisible(opacity > 0)
        self.update()
