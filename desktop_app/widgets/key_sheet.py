"""All keys on one sheet: sections of key and meaning in columns. Given the sections; knows no page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.words import tr

_COLUMNS = 2
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
        whole.setContentsMargins(24, 20, 24, 24)
        whole.setSpacing(16)
        columns = QHBoxLayout()
        columns.setSpacing(40)
        whole.addLayout(columns)
        whole.addLayout(self._make_foot())
        for part in _shared_out(sections, _COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(16)
            for section in part:
                column.addLayout(_section(section))
            column.addStretch(1)
            columns.addLayout(column)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, activated=self.close)

    def _make_foot(self) -> QHBoxLayout:
        text = QLabel(
            tr("Something went wrong? The report holds versions, runs and errors: no image, no file name, no folder.")
        )
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setProperty("muted", True)
        copy = QPushButton(tr("Copy report"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.report_wanted)
        foot = QHBoxLayout()
        foot.addWidget(text, 1)
        foot.addWidget(copy)
        return foot


def _section(section: Section) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(5)
    heading = QLabel(tr(section.title))
    heading.setProperty("heading", True)
    grid.addWidget(heading, 0, 0, 1, 2)
    for line, (keys, meaning) in enumerate(section.lines, start=1):
        key, text = QLabel(tr(keys)), QLabel(tr(meaning))
        for label in (key, text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        _break(key, _WIDEST_KEYS)
        _break(text, _WIDEST)
        key.setProperty("muted", True)
        grid.addWidget(key, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text, line, 1)
    grid.setColumnMinimumWidth(0, 165)  # the longest keys: all sections begin their text at one line
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
