"""The size of the text as the user chooses it: the window is made anew with it, and it is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import words
from core.project import classes
from core.project.project import Project
from core.records import Run
from desktop_app import text_size, theme
from desktop_app.app import Shown
from desktop_app.language import LanguageButton


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, settings: QSettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    monkeypatch.setenv(words.VARIABLE, words.ENGLISH)
    made = Shown(qapp, settings)
    qtbot.waitUntil(made.window.isVisible)
    yield made
    made.window.close()
    made.window.deleteLater()
    theme.apply(qapp, "light", theme.USUAL_SIZE)
    made.deleteLater()


def sizes(shown: Shown) -> list[QAction]:
    menu = shown.window.findChild(LanguageButton).menu()
    return next(action.menu() for action in menu.actions() if action.text() == "Text size").actions()


def chosen(shown: Shown) -> list[str]:
    return [action.text() for action in sizes(shown) if action.isChecked()]


def test_a_size_is_taken_over_at_once_with_the_project_as_it_was(
    shown: Shown, qtbot: QtBot, qapp: QApplication, settings: QSettings, tmp_path: Path
) -> None:
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        classes.add(project, name="moth")
    before, usual = shown.window, qapp.font().pointSizeF()
    before.session.open(tmp_path / "p.labelight")
    assert [action.text() for action in sizes(shown)] == ["100 %", "125 %", "150 %", "175 %", "200 %"]
    sizes(shown)[2].trigger()
    qtbot.waitUntil(lambda: [c.name for c in shown.window.session.snapshot.classes] == ["moth"])
    assert shown.window is not before
    assert qapp.font().pointSizeF() == 1.5 * usual == shown.window.font().pointSizeF()
    assert chosen(shown) == ["150 %"]
    assert text_size.remembered(settings) == 150


def test_by_keys_up_to_the_largest_and_back(shown: Shown, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for key, size in (
        (Qt.Key.Key_Plus, "125 %"),
        (Qt.Key.Key_Equal, "150 %"),
        (Qt.Key.Key_Minus, "125 %"),
        (Qt.Key.Key_0, "100 %"),
    ):
        before = shown.window
        before.activateWindow()
        qtbot.waitUntil(before.isActiveWindow)
        qtbot.keyClick(before, key, control)
        qtbot.waitUntil(lambda before=before: shown.window is not before)
        assert chosen(shown) == [size]


def test_not_while_a_run_goes_on(shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shown.window
    monkeypatch.setattr(window.session, "running", Run(1, "embed", {}, "running", 0.0))
    sizes(shown)[4].trigger()
    qtbot.waitUntil(lambda: "The size of the text can be changed" in window._message.text)
    assert shown.window is window
    assert theme.text_scale() == 1.0
    monkeypatch.undo()


@pytest.mark.parametrize(("kept", "used"), [("175", 175), ("110", 100), ("large", 100), ("", 100)])
def test_what_is_remembered_is_a_size_of_ours(settings: QSettings, kept: str, used: int) -> None:
    settings.setValue("text_size", kept)
    assert text_size.remembered(settings) == used


def test_there_is_nothing_beyond_the_first_and_the_last() -> None:
    assert [text_size.after(size, 1) for size in theme.TEXT_SIZES] == [125, 150, 175, 200, 200]
    assert [text_size.after(size, -1) for size in theme.TEXT_SIZES] == [100, 100, 125, 150, 175]
