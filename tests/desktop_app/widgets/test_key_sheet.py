"""The sheet of keys, and that it says the truth."""

import re

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.main_window import MainWindow
from desktop_app.pages.keys import KEYS


def test_f1_shows_all_keys_and_f1_takes_them_away(qtbot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window._sheet
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible)
    said = {label.text() for label in sheet.findChildren(QLabel)}
    for section in KEYS:
        assert section.title in said
        assert {text for line in section.lines for text in line} <= said
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet)
    qtbot.keyClick(sheet, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: not sheet.isVisible())


def test_every_shortcut_of_the_window_stands_on_the_sheet(window: MainWindow) -> None:
    written = " ".join(keys for section in KEYS for keys, _ in section.lines)
    for action in window._actions.values():
        for sequence in action.shortcuts()[:1]:
            assert sequence.toString(QKeySequence.SequenceFormat.PortableText) in written, action.text()


@pytest.mark.parametrize("key", ["S", "U", "N", "Del", ".", "Ctrl+M", "Ctrl+J", "Ctrl+F", "Ctrl+C", "F5", "F"])
def test_the_keys_of_the_label_page_are_what_it_says(qtbot, window: MainWindow, key: str) -> None:
    written = [k for section in KEYS for k, _ in section.lines if key in re.split(r"\s+", k)]
    assert written
    page = window.label_page
    window.show_page(2)
    window.session.selection.apply(np.array([0]), "replace")
    from PySide6.QtGui import QShortcut

    bound = [s.key().toString() for s in page.findChildren(QShortcut)]
    assert key in bound
