"""All keys on one sheet: sections of key and meaning in columns. Given the sections; knows no page.

On a screen that is too narrow for two columns, as beside large text, there is one; a sheet that is too high scrolls.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from core.words import tr
from desktop_app.theme import grown

_COLUMNS = 2
_FRAME = 40  # px of the screen that the title bar or a scroll bar and the edges take
_EDGE, _BESIDE = 24, 20  # px around everything, and between keys and what they do
_WIDEST_KEYS, _WIDEST = 200, 410  # px of keys and of what they do; more goes on in the next line


@dataclass(frozen=True)
class Section:
    """A heading and its lines: (keys, what they do)."""

    title: str
    lines: tuple[tuple[str, str], ...]


class KeySheet(QDialog):
    """Not modal; Esc or F1 closes it. At its foot what helps where something went wrong."""

    report_wanted = Signal()

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.setAccessibleName(tr("All keys"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_EDGE, 20, _EDGE, _EDGE)
        whole.setSpacing(16)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(tr("All keys"))
        whole.addWidget(self._scroll)
        whole.addLayout(self._make_foot())
        room = self.screen().availableGeometry().width() - 2 * _EDGE - _FRAME
        lines = _lines(sections, _COLUMNS, grown(_WIDEST))
        if lines.sizeHint().width() > room:
            lines = _lines(sections, 1, min(grown(_WIDEST), room - grown(_WIDEST_KEYS) - _BESIDE))
        self._scroll.setWidget(lines)
        self._fit()
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, activated=self.close)

    def _fit(self) -> None:
        """As large as its lines, where the screen is so high."""
        margins, bar = self.layout().contentsMargins(), self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        lines, foot = self._scroll.widget().sizeHint(), self.layout().itemAt(1).sizeHint()
        around = QSize(0, foot.height() + self.layout().spacing()).grownBy(margins)
        room = self.screen().availableGeometry().height() - _FRAME - around.height()
        scrolls = lines.height() > room
        self._scroll.setMinimumWidth(lines.width() + (bar if scrolls else 0))
        self._scroll.setMinimumHeight(0 if scrolls else lines.height())
        most = self.screen().availableGeometry().width() - _FRAME
        width = max(self._scroll.minimumWidth() + around.width(), min(foot.width() + around.width(), most))
        self.resize(width, min(lines.height(), room) + around.height())

    def _make_foot(self) -> QHBoxLayout:
        text = QLabel(
            tr("Something went wrong? The report holds versions, runs and errors: no image, no file name, no folder.")
        )
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setProperty("muted", True)
        copy = QPushButton(tr("Copy report"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.report_wanted)
        foot = QHBoxLayout()
        foot.addWidget(text, 1)
        foot.addWidget(copy)
        return foot


def _lines(sections: Sequence[Section], count: int, widest: int) -> QWidget:
    """In so many columns; what keys do is at most so wide."""
    lines = QWidget()
    columns = QHBoxLayout(lines)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(40)
    for part in _shared_out(sections, count):
        column = QVBoxLayout()
        column.setSpacing(16)
        for section in part:
            column.addLayout(_section(section, widest))
        column.addStretch(1)
        columns.addLayout(column)
    return lines


def _section(section: Section, widest: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(_BESIDE)
    grid.setVerticalSpacing(5)
    heading = QLabel(tr(section.title))
    heading.setProperty("heading", True)
    grid.addWidget(heading, 0, 0, 1, 2)
    for line, (keys, meaning) in enumerate(section.lines, start=1):
        key, text = QLabel(tr(keys)), QLabel(tr(meaning))
        for label in (key, text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        _break(key, grown(_WIDEST_KEYS))
        _break(text, widest)
        key.setProperty("muted", True)
        grid.addWidget(key, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text, line, 1)
    grid.setColumnMinimumWidth(0, grown(165))  # the longest keys: all sections begin their text at one line
    grid.setColumnStretch(1, 1)
    return grid


def _break(label: QLabel, widest: int) -> None:
    if label.sizeHint().width() > widest:
        label.setWordWrap(True)
        label.setFixedSize(widest, label.heightForWidth(widest))


def _shared_out(sections: Sequence[Section], columns: int) -> list[list[Section]]:
    """In order, each column about as long as the others."""
    total = sum(len(s.lines) + 2 for s in sections)
    out: list[list[Section]] = [[] for _ in range(columns)]
    before = 0
    for section in sections:
        out[min(columns - 1, before * columns // max(total, 1))].append(section)
        before += len(section.lines) + 2
    return out
