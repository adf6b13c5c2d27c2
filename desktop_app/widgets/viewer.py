"""One picture as large as the window allows. Given an image and a text; knows no project."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget


class Viewer(QDialog):
    """Not modal: labelling goes on beside it. Esc or Space closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Image")
        self.resize(900, 700)
        self._picture = QPixmap()
        self._canvas = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._canvas.setMinimumSize(QSize(64, 64))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("muted", True)
        layout = QVBoxLayout(self)
        layout.addWidget(self._canvas, 1)
        layout.addWidget(self._text)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self, activated=self.close)

    def show_image(self, image: QImage | None, text: str) -> None:
        """Show the picture, or say that it cannot be read."""
        self._picture = QPixmap.fromImage(image) if image is not None else QPixmap()
        self._text.setText(text)
        self.setWindowTitle(text.split("\n")[0])
        self._fit()
        self.show()
        self.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._picture.isNull():
            self._canvas.setText("This file cannot be read any more.")
            return
        ratio = self.devicePixelRatioF()
        room = self._canvas.size() * ratio
        # Small pictures are enlarged with hard pixels: a blurred 32 px picture hides what is in it.
        small = self._picture.width() * 3 < room.width()
        mode = Qt.TransformationMode.FastTransformation if small else Qt.TransformationMode.SmoothTransformation
        fitted = self._picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, mode)
        fitted.setDevicePixelRatio(ratio)
        self._canvas.setPixmap(fitted)
