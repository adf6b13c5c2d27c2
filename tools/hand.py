"""A hand at the real window: presses, drags, types and looks. It acts through events of mouse and keyboard alone, and finds
what it presses by what is written on it, as a person or a screen reader does.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

LONGEST = 600.0  # seconds something may take before the hand gives up
LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
W = TypeVar("W", bound=QWidget)


class Hand:
    """One pair of hands and eyes at one window; pictures go to `out`, numbered in the order they are taken."""

    def __init__(self, app: QApplication, window: QWidget, out: Path, widest: int = 1000) -> None:
        self._app, self._window, self._out, self._widest = app, window, out, widest
        self._began, self._taken = time.monotonic(), 0
        self.failed = ""  # why something that was done in a dialog did not work

    # Finding

    def find(self, kind: type[W], words: str = "") -> W:
        """The visible widget of this kind with this text, accessible name or placeholder. LookupError if there is none."""
        for widget in self._window.findChildren(kind):
            if widget.isVisible() and (not words or words in _written_on(widget)):
                return widget
        raise LookupError(f"no {kind.__name__} “{words}” can be seen")

    # Mouse

    def press(self, what: QWidget | str, place: QPoint | None = None, keys: Qt.KeyboardModifier = NOTHING) -> None:
        """Click this widget, or the button with this text, as soon as it can be pressed."""
        if isinstance(what, str):
            what = self._button(what)
        self._activate()
        QTest.mouseClick(what, LEFT, keys, place if place is not None else what.rect().center())
        self.wait(0.05)

    def _button(self, words: str) -> QAbstractButton:
        """A push button, or a tool where none is called so: the tab of a page and a button on it may have one name."""

        def found() -> QAbstractButton:
            try:
                return self.find(QPushButton, words)
            except LookupError:
                return self.find(QAbstractButton, words)

        self.until(lambda: found().isEnabled(), f"“{words}” can be pressed")
        return found()

    def drag(self, widget: QWidget, path: Sequence[QPointF], keys: Qt.KeyboardModifier = NOTHING) -> None:
        """Press at the first place, go through the others, let go at the last."""
        QTest.mousePress(widget, LEFT, keys, path[0].toPoint())
        for place in path[1:]:
            there = widget.mapToGlobal(place)
            move = QMouseEvent(QEvent.Type.MouseMove, place, there, Qt.MouseButton.NoButton, LEFT, keys)
            QApplication.sendEvent(widget, move)
            self.wait(0.01)
        QTest.mouseRelease(widget, LEFT, keys, path[-1].toPoint())
        self.wait(0.1)

    def choose(self, name: str, entry: str) -> None:
        """Open the list of this name and click the entry that begins so."""
        box = self.find(QComboBox, name)
        self.press(box)
        self.wait(0.8)  # a list that has just opened takes no click
        view = box.view()
        place = next(n for n in range(box.count()) if box.itemText(n).startswith(entry))
        QTest.mouseClick(view.viewport(), LEFT, NOTHING, view.visualRect(box.model().index(place, 0)).center())
        self.wait(0.3)

    # Keyboard

    def key(self, key: Qt.Key | str, keys: Qt.KeyboardModifier = NOTHING) -> None:
        """One key, to whatever has the focus."""
        QTest.keyClick(self._focus(), key, keys)
        self.wait(0.02)

    def type(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)
        self.wait(0.02)

    def fill(self, what: QWidget, text: str) -> None:
        """Click a field, take what is in it away, type this and press Enter."""
        self.press(what.findChild(QLineEdit) or what)
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)
        self.key(Qt.Key.Key_Return)

    def save_as(self, press: str, target: Path, picture: str) -> None:
        """Press a button that asks for a file, and type its name into the dialog."""
        QTimer.singleShot(300, self._window, lambda: self._in_dialog(target, picture))
        self.press(press)
        if self.failed:
            raise LookupError(self.failed)

    def _in_dialog(self, target: Path, picture: str) -> None:
        dialog = self._app.activeModalWidget()
        field = dialog.findChild(QLineEdit, "fileNameEdit") if isinstance(dialog, QFileDialog) else None
        if dialog is None or field is None:
            self.failed = "no dialog for a file came"
            return
        QTest.mouseClick(field, LEFT)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, str(target))
        self.wait(0.3)
        self.picture(picture, dialog)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def _activate(self) -> None:
        """What a window system does by itself once a dialog is gone; without a screen nobody does it."""
        if self._app.activeWindow() is None:
            self._window.activateWindow()
            self._app.processEvents()

    def _focus(self) -> QWidget:
        self._activate()
        return self._app.focusWidget() or self._window

    # Eyes

    def until(self, ready: Callable[[], object], what: str) -> None:
        """Wait for it, at most LONGEST. TimeoutError says what did not come."""
        deadline = time.monotonic() + LONGEST
        while True:
            try:
                if ready():
                    return
            except LookupError:
                pass
            if time.monotonic() > deadline:
                raise TimeoutError(f"this did not come: {what}")
            self.wait(0.02)

    def wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            self._app.processEvents()
            if time.monotonic() >= end:
                return
            time.sleep(0.005)

    @property
    def seconds(self) -> float:
        """Since this began."""
        return time.monotonic() - self._began

    def sheet(self, name: str) -> None:
        """A picture with the window that came above this one, which Esc then closes."""
        above = next(w for w in self._app.topLevelWidgets() if w.isVisible() and isinstance(w, QDialog))
        self.picture(name, above)
        QTest.keyClick(above, Qt.Key.Key_Escape)
        self.wait(0.3)

    def picture(self, name: str, above: QWidget | None = None) -> None:
        """The window as it is now, with a dialog above it where one is open; a palette of 256 colours keeps the file small."""
        self.wait(0.6)
        _let_go_of_pointer(self._window)
        image = self._window.grab().toImage()
        if above is not None:
            painter = QPainter(image)
            painter.drawPixmap((self._window.rect().center() - above.rect().center()), above.grab())
            painter.end()
        self._taken += 1
        target = self._out / f"{self._taken:02d}-{name}.png"
        _save(image, target, self._widest)
        print(f"{self.seconds:7.1f} s  {target.name}", flush=True)


def _written_on(widget: QWidget) -> tuple[str, ...]:
    texts = [widget.accessibleName(), widget.objectName()]
    for name in ("text", "placeholderText"):
        if hasattr(widget, name):
            texts.append(str(getattr(widget, name)()).strip())
    return tuple(texts)


def _let_go_of_pointer(window: QObject) -> None:
    """Without a screen the pointer stays over whatever was under it first."""
    for button in window.findChildren(QAbstractButton):
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)


def _save(image: QImage, target: Path, widest: int) -> None:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    raw = Image.frombytes("RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", image.bytesPerLine())
    if raw.width > widest:
        raw = raw.resize((widest, round(raw.height * widest / raw.width)), Image.Resampling.LANCZOS)
    raw.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)
