"""A window for one picture at a time: look closely, go on to the next, label by key. Asks for steps and labels, makes none.

The picture is a PictureCanvas, the text below it a ViewerCaption; here are the keys and the window itself.
"""

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from core.words import tr
from desktop_app.icons import icon
from desktop_app.widgets.picture_canvas import PictureCanvas
from desktop_app.widgets.pyramid import Pyramid
from desktop_app.widgets.viewer_caption import Caption, ViewerCaption

Key, Modifier = Qt.Key, Qt.KeyboardModifier
_STEPS = {
    **dict.fromkeys((Key.Key_Left, Key.Key_Up, Key.Key_PageUp), -1),
    **dict.fromkeys((Key.Key_Right, Key.Key_Down, Key.Key_PageDown), 1),
}
_CLOSING = (Key.Key_Escape, Key.Key_Space, Key.Key_Return, Key.Key_Enter)
_REDO = (
    QKeyCombination(Modifier.ControlModifier | Modifier.ShiftModifier, Key.Key_Z),
    QKeyCombination(Modifier.ControlModifier, Key.Key_Y),
)
_NEXT = QKeyCombination(Modifier.ControlModifier, Key.Key_J)
_COMMANDS = Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier


class Viewer(QWidget):
    """Not modal: labelling goes on beside it. Signals say what a person asked for."""

    step_requested = Signal(int)  # 1: the next image, -1: the one before
    first_requested = Signal()
    last_requested = Signal()
    label_key_pressed = Signal(str)
    clear_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    suggestions_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("Image"))
        self.resize(900, 720)
        self._label_keys: frozenset[str] = frozenset()
        self._name = ""
        self._canvas = PictureCanvas()
        self._caption = ViewerCaption()
        self._zoom = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._canvas, 1)
        column.addWidget(self._caption)
        self.setFocusProxy(self._canvas)
        self._make_tools()
        self._keys = self._make_keys()
        self._canvas.view_changed.connect(self._on_view_changed)
        self._canvas.step_requested.connect(self.step_requested)

    def show_image(self, picture: Pyramid | str, caption: Caption) -> None:
        """Another image: its picture, its thumbnail until then, or the reason why there is none."""
        self._caption.set_note("")
        self._name = caption.name
        self.setWindowTitle(caption.name)
        self.set_caption(caption)
        if isinstance(picture, str):
            self._say_trouble(picture)
        else:
            self._canvas.set_picture(picture)
        if not self.isVisible():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
            if not self.testAttribute(Qt.WidgetAttribute.WA_Moved):
                self._place_beside_opener()
            self.show()

    def sharpen(self, picture: Pyramid | str) -> None:
        """What is now known of the image that is shown."""
        if isinstance(picture, str):
            self._say_trouble(picture)
        else:
            self._canvas.sharpen(picture)

    def set_caption(self, caption: Caption) -> None:
        """What is now said of the image that is shown."""
        self._caption.set_caption(caption)
        self._describe()

    def set_note(self, text: str) -> None:
        """A sentence that stands until the next image."""
        self._caption.set_note(text)
        self._describe()

    def set_ways(self, back: bool, on: bool) -> None:
        """Whether there is an image before and one after."""
        self._canvas.previous_button.set_useful(back)
        self._canvas.next_button.set_useful(on)

    def set_label_keys(self, keys: frozenset[str]) -> None:
        """Characters that label here, in lower case; they come before the viewer's own keys. None: nothing is labelled."""
        self._label_keys = keys

    def bring_forward(self) -> None:
        self.raise_()
        self.activateWindow()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._command_key(event) or self._label_key(event) or self._viewing_key(event)):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The focus goes back to where it was in the window this one was opened from."""
        opened_from = self.parentWidget().window() if self.parentWidget() is not None else None
        if opened_from is not None and opened_from.isVisible() and self.isActiveWindow():
            opened_from.activateWindow()
        super().closeEvent(event)
        self.closed.emit()

    def _place_beside_opener(self) -> None:
        """Left of the grid it was opened from, so that labelling can be followed there, and whole on the screen.

        Left to the window manager it lay half below the screen. Once it was opened it stays where the user puts it.
        """
        opener = self.parentWidget()
        if opener is None:
            return
        window = opener.window()
        room = window.screen().availableGeometry()
        frame = window.frameGeometry().size() - window.size()  # this window gets the same one
        self.resize(self.size().boundedTo(room.size() - frame))
        whole = QRect(QPoint(), self.size() + frame)
        whole.moveCenter(window.frameGeometry().center())
        whole.moveRight(max(opener.mapToGlobal(QPoint()).x() - 1, window.frameGeometry().left() + whole.width() - 1))
        whole.moveRight(min(whole.right(), room.right()))
        whole.moveBottom(min(whole.bottom(), room.bottom()))
        self.move(max(whole.left(), room.left()), max(whole.top(), room.top()))

    def _make_tools(self) -> None:
        table: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("minus", tr("Zoom out"), tr("−, wheel"), self._on_zoom_out),
            ("plus", tr("Zoom in"), tr("+, wheel"), self._on_zoom_in),
            ("fit", tr("Whole picture or its own pixels"), tr("Z, double click"), self._on_toggle),
            ("full_screen", tr("Full screen"), "F11", self.toggle_full_screen),
        )
        self._zoom.setTextFormat(Qt.TextFormat.PlainText)
        self._zoom.setProperty("muted", True)
        self._zoom.setAccessibleName(tr("Zoom"))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setFixedWidth(self._zoom.fontMetrics().horizontalAdvance("0000%"))
        for name, text, keys, slot in table:
            tool = QToolButton()
            tool.setIcon(icon(name))
            tool.setToolTip(f"{text} ({keys})")
            tool.setAccessibleName(text)
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has a key, and Space closes whatever was clicked last
            tool.clicked.connect(slot)
            self._caption.add_tool(tool)
            if name == "minus":
                self._caption.add_tool(self._zoom)

    def _make_keys(self) -> dict[Key, Callable[[], object]]:
        return {
            **dict.fromkeys(_CLOSING, self.close),
            **dict.fromkeys((Key.Key_Plus, Key.Key_Equal), self._on_zoom_in),
            **dict.fromkeys((Key.Key_Minus, Key.Key_Underscore), self._on_zoom_out),
            **dict.fromkeys((Key.Key_0, Key.Key_F), self._canvas.fit),
            Key.Key_Z: self._on_toggle,
            Key.Key_Home: self.first_requested.emit,
            Key.Key_End: self.last_requested.emit,
            Key.Key_F11: self.toggle_full_screen,
        }

    def _command_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() in _REDO:
            self.redo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.keyCombination() == _NEXT:
            self.suggestions_requested.emit()
        else:
            return False
        return True

    def _label_key(self, event: QKeyEvent) -> bool:
        """A key that is held down labels once: leaning on it must not label a whole folder."""
        key = event.text().lower()
        clears = event.key() in (Key.Key_Delete, Key.Key_Backspace) and bool(self._label_keys)
        if event.modifiers() & _COMMANDS or not (clears or (key and key in self._label_keys)):
            return False
        if event.isAutoRepeat():
            return True
        if clears:
            self.clear_requested.emit()
        else:
            self.label_key_pressed.emit(key)
        return True

    def _viewing_key(self, event: QKeyEvent) -> bool:
        key = Key(event.key())
        if event.modifiers() & _COMMANDS:
            return False
        if key in _STEPS:
            self.step_requested.emit(_STEPS[key])
        elif key in self._keys:
            self._keys[key]()
        else:
            return False
        return True

    def _say_trouble(self, reason: str) -> None:
        self._canvas.set_trouble(tr("{name} cannot be shown", name=self._name), f"{reason[:1].upper()}{reason[1:]}.")

    def _on_zoom_in(self) -> None:
        self._canvas.zoom(1)

    def _on_zoom_out(self) -> None:
        self._canvas.zoom(-1)

    def _on_toggle(self) -> None:
        self._canvas.toggle()

    def _on_view_changed(self) -> None:
        picture = self._canvas.picture
        known = picture is not None and picture.whole
        self._zoom.setText(f"{self._canvas.camera.scale:.0%}" if known else "")
        self._caption.set_size((picture.width, picture.height) if picture is not None and known else None)
        self._describe()

    def _describe(self) -> None:
        """For those who hear the window."""
        trouble = "" if self._canvas.picture is not None else "\n".join(self._canvas.trouble)
        self._canvas.setAccessibleDescription(f"{trouble}\n{self._caption.text}".strip())
