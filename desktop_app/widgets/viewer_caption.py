"""What stands under a picture in the viewer: name, size, label, prediction, position. Plain text; knows no project."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.words import tr
from desktop_app.theme import SPACE, grown, small_font, tokens
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.grid_marks import Mark
from desktop_app.widgets.grid_tile import paint_pill

_PILL_HEIGHT, _PILL_EDGES, _NARROWEST_PILL, _WIDEST_PILL = 22, 27, 56, 320


@dataclass(frozen=True)
class Caption:
    """`position`: where the image is in its order, in words. `label`, `prediction`: None where there is none."""

    name: str
    position: str = ""
    label: Mark | None = None
    prediction: Mark | None = None


class MarkPill(QWidget):
    """A label or a prediction as the grid shows it; nothing takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_mark(self, mark: Mark | None) -> None:
        self._mark = mark
        self.setAccessibleName(_in_words(mark))
        self.setVisible(mark is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(small_font(self.font()))
        width = metrics.horizontalAdvance(_in_words(self._mark)) + grown(_PILL_EDGES) + 2
        return QSize(min(grown(_WIDEST_PILL), int(width)), grown(_PILL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(grown(_NARROWEST_PILL), grown(_PILL_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._mark is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_pill(painter, QRectF(self.rect()), self._mark, small_font(self.font()), tokens())
            painter.end()


class ViewerCaption(QWidget):
    """Two lines. What is longer than its place ends in …; a note stands beside the label until the next image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size, self._position, self._note = ElidedLabel(), _muted(), _muted(), ElidedLabel()
        self._name.setFont(small_font(self.font(), 1.0, bold=True))
        self._note.setProperty("muted", True)
        self._label_word, self._label = _muted(tr("No label")), MarkPill()
        self._prediction_word, self._prediction = _muted(tr("Prediction")), MarkPill()
        above, self._below = QHBoxLayout(), QHBoxLayout()
        for line in (above, self._below):
            line.setSpacing(SPACE)
        above.addWidget(self._name)
        above.addWidget(self._size)
        above.addSpacing(SPACE)
        above.addStretch(1)
        above.addWidget(self._position)
        for part in (self._label_word, self._label, SPACE, self._prediction_word, self._prediction, SPACE, self._note):
            self._below.addSpacing(part) if isinstance(part, int) else self._below.addWidget(part)
        self._below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addLayout(above)
        column.addLayout(self._below)
        self.set_caption(Caption(""))

    def add_tool(self, tool: QWidget) -> None:
        """At the end of the second line."""
        self._below.addWidget(tool)

    def set_caption(self, caption: Caption) -> None:
        self._name.setText(caption.name)
        self._position.setText(caption.position)
        self._label_word.setText(tr("Label") if caption.label is not None else tr("No label"))
        self._label.set_mark(caption.label)
        self._prediction_word.setVisible(caption.prediction is not None)
        self._prediction.set_mark(caption.prediction)

    def set_size(self, size: tuple[int, int] | None) -> None:
        """Of the whole picture in pixels; None while it is not known."""
        self._size.setText(tr("{width:,} × {height:,} pixels", width=size[0], height=size[1]) if size is not None else "")

    def set_note(self, text: str) -> None:
        self._note.setText(text)

    @property
    def text(self) -> str:
        """All of it in words, for those who hear the window."""
        label, prediction = self._label.accessibleName(), self._prediction.accessibleName()
        parts = (
            self._name.text(),
            self._size.text(),
            tr("Label: {label}", label=label) if label else tr("No label"),
            tr("Prediction: {prediction}", prediction=prediction) if prediction else "",
            self._position.text(),
            self._note.text(),
        )
        return "\n".join(part for part in parts if part)


def _in_words(mark: Mark | None) -> str:
    if mark is None:
        return ""
    return mark.text + (f", {mark.confidence:.0%}" if mark.confidence is not None else "")


def _muted(text: str = "") -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("muted", True)
    return made
