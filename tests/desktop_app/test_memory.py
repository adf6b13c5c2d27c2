"""What the window holds without need goes back."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.memory import give_back


def test_a_hidden_window_gives_its_picture_back_and_is_the_same_when_it_is_shown_again(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    viewer = QWidget(owner, Qt.WindowType.Window)
    QVBoxLayout(viewer).addWidget(QPushButton("Next"))
    viewer.resize(400, 300)
    viewer.move(30, 40)
    viewer.show()
    before = viewer.grab().toImage()
    give_back()
    assert viewer.windowHandle() is not None  # it is in use
    viewer.hide()
    give_back()
    assert viewer.windowHandle() is None
    viewer.show()
    assert viewer.pos() == QPoint(30, 40)
    assert viewer.grab().toImage() == before


def test_lists_and_menus_open_again(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    choice, menu = QComboBox(owner), QMenu(owner)
    choice.addItems(["disc", "stripes"])
    menu.addAction("Label")
    owner.show()
    for _ in range(2):
        choice.showPopup()
        assert choice.view().isVisible()
        QTest.keyClick(choice.view(), Qt.Key.Key_Down)
        QTest.keyClick(choice.view(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not choice.view().isVisible())
        menu.popup(QPoint(10, 10))
        with qtbot.waitSignal(menu.triggered):
            QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Return)
        give_back()
        assert choice.view().window().windowHandle() is None
        assert menu.windowHandle() is None
    assert choice.currentText() == "stripes"


def test_the_sources_of_what_is_imported_are_not_kept(tmp_path: Path) -> None:
    code = textwrap.dedent("""
        import linecache
        from PySide6.QtWidgets import QApplication
        from desktop_app.app import build
        app = QApplication([])
        window = build(app)
        window.show()
        app.processEvents()
        import wave  # as what is needed late
        print(*(name for name in linecache.cache if name.endswith(".py")))
        window.close()
    """)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LABELIGHT_CACHE": str(tmp_path), "HOME": str(tmp_path)}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    kept = [Path(name).name for name in out.stdout.split()]
    assert kept in ([], ["app.py"])  # that was being imported when the keeping ended
