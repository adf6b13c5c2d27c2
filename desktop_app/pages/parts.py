"""Small pieces every page is built from: headings, muted text, cards, rows of buttons. No state."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QStyle, QVBoxLayout, QWidget

from core.words import tr
from desktop_app import theme
from desktop_app.icons import icon
from desktop_app.widgets.card import Card

GAP = theme.SPACE
_TINTS = {"accent": "on_accent", "quiet": "accent", "danger": "bad"}
__all__ = ["GAP", "Card", "Figure", "button", "label", "page_layout", "row", "scrolling"]


def label(text: str = "", *, kind: str = "") -> QLabel:
    """Plain text; `kind` is title, heading or muted. User text is never read as HTML."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if kind:
        made.setProperty(kind, True)
    return made


def button(text: str, name: str, slot: Callable[[], object], *, kind: str = "") -> QPushButton:
    """`kind`: accent, danger or quiet. `slot` is a bound method of a QObject."""
    made = QPushButton(icon(name, _TINTS.get(kind)), f" {text}")
    if kind:
        made.setProperty(kind, True)
    made.clicked.connect(slot)
    return made


def row(*parts: QWidget | int | None, spacing: int = GAP) -> QHBoxLayout:
    """Widgets side by side; a number is space in pixels, None stretches."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)
    return layout


class Figure(Card):
    """One number and what it means."""

    def __init__(self, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setSpacing(2)
        self._number = label("–", kind="title")
        self._meaning = label(meaning, kind="muted")
        self.body.addWidget(self._number)
        self.body.addWidget(self._meaning)
        self.body.addStretch(1)  # numbers side by side stand on one line, however many lines their words take
        self.setAccessibleName(meaning)

    def set(self, number: str, meaning: str | None = None) -> None:
        self._number.setText(number)
        if meaning is not None:
            self._meaning.setText(meaning)
        self.setAccessibleDescription(f"{number} {self._meaning.text()}")


def page_layout(page: QWidget) -> QVBoxLayout:
    """The margins every page shares."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 3 * GAP)
    layout.setSpacing(2 * GAP)
    return layout


class _Upright(QScrollArea):
    """Never so narrow that lines had to be scrolled to be read."""

    def minimumSizeHint(self) -> QSize:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(self.widget().minimumSizeHint().width() + bar, super().minimumSizeHint().height())


def scrolling(content: QWidget, *, upright: bool = False) -> QScrollArea:
    """As large as there is room for; a low window scrolls. `upright`: not to the side, others have to make room."""
    scroll = _Upright() if upright else QScrollArea()
    scroll.setWidget(content)
    scroll.setWidgetResizable(True)
    scroll.setAccessibleName(tr("What is on the page; the arrows scroll"))
    return scroll
