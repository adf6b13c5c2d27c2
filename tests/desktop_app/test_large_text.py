"""The window beside text twice as large, chosen by the user or on a screen of twice as many dots: nothing is cut, nothing lies
over something else, and no page scrolls to the side."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core import paths
from desktop_app import adding, locating, theme
from desktop_app.main_window import MainWindow
from tests.desktop_app.conftest import add_two_classifiers
from tests.desktop_app.fitting import cut
from tests.desktop_app.looking_through import troubles
from tests.judged import held_out

SIZES = [(1000, 700), (1440, 900)]
DETAILS = {"confusion": [[2, 0], [1, 1]]} | held_out([1, 3, 2, 4], [0, 0, 1, 1], [0, 0, 0, 1])


@pytest.fixture
def path(path: Path) -> Path:
    """With two classifiers, so that the Train page has everything to show."""
    add_two_classifiers(path, DETAILS)
    return path


@pytest.fixture
def twice(qapp: QApplication) -> Iterator[None]:
    """Before the window is made."""
    theme.apply(qapp, "light", 200)
    yield
    theme.apply(qapp, "light", theme.USUAL_SIZE)


@pytest.mark.usefixtures("twice")
@pytest.mark.parametrize("size", SIZES, ids=["small", "usual"])
def test_text_twice_as_large_has_room(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    assert troubles(window, size) == []


def test_on_a_screen_of_twice_as_many_dots_too(path: Path, tmp_path: Path) -> None:
    screen = tmp_path / "screen.json"
    shown = {"name": "one", "x": 0, "y": 0, "width": 2000, "height": 1400, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"screens": [shown]}))
    env = os.environ | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
    command = [sys.executable, "-m", "tests.desktop_app.looking_through", str(path)]
    run = subprocess.run(command, env=env, cwd=paths.main_script().parent, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[-1]) == {"ratio": 2.0, "found": []}


@pytest.mark.usefixtures("twice")
def test_text_of_questions_has_room(qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def look(box: QMessageBox) -> int:
        box.show()
        qtbot.wait(20)
        asked.append(box.text())
        assert list(cut(box)) == []
        assert box.width() <= 1000
        box.close()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    (tmp_path / "moths.labelight").touch()
    adding.ask_what(window, tmp_path / "moths", "birds")
    locating.ask_anyway(window, "In this folder is none of the images of the project.")
    window.images_page.begin(tmp_path / "moths")
    assert len(asked) == 3


@pytest.mark.usefixtures("twice")
def test_what_stands_beside_words_grows_with_them(qtbot: QtBot) -> None:
    title, plain, pressed = QLabel("a"), QLabel("a"), QPushButton("a")
    title.setProperty("title", True)
    for each in (title, plain, pressed):
        qtbot.addWidget(each)
        each.ensurePolished()
    assert QFontMetrics(title.font()).height() > 1.4 * QFontMetrics(plain.font()).height()
    assert pressed.iconSize().width() >= 30
    assert (theme.text_scale(), theme.grown(20)) == (2.0, 40)
