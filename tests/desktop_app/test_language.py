"""Another language: the window is made anew in it, with the project as it was left; Qt's own texts follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import words
from core.project import classes
from core.project.project import Project
from core.records import Run
from desktop_app import language
from desktop_app.app import Shown
from desktop_app.language import LanguageButton


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    monkeypatch.setenv(words.VARIABLE, words.ENGLISH)
    made = Shown(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    yield made
    made.window.close()
    made.window.deleteLater()
    language.install(qapp, words.ENGLISH)
    made.deleteLater()


def choose(shown: Shown, name: str) -> None:
    menu = shown.window.findChild(LanguageButton).menu()
    next(action for action in menu.actions() if action.text() == name).trigger()


def wait_until_idle(shown: Shown, qtbot: QtBot) -> None:
    """What an opened project starts by itself has ended: a window with a run is not remade."""
    qtbot.waitUntil(lambda: not shown.window.session.busy, timeout=60_000)


def test_another_language_keeps_the_project_and_its_page(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        classes.add(project, name="moth")
    before = shown.window
    before.session.open(tmp_path / "p.labelight")
    wait_until_idle(shown, qtbot)
    choose(shown, "Tiếng Việt")
    qtbot.waitUntil(lambda: [c.name for c in shown.window.session.snapshot.classes] == ["moth"])
    assert shown.window is not before
    assert words.language() == "vi"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Hủy"
    wait_until_idle(shown, qtbot)
    choose(shown, "English")
    qtbot.waitUntil(lambda: words.language() == "en" and shown.window.session.project is not None)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_language_is_remembered(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    choose(shown, "Tiếng Việt")
    qtbot.waitUntil(lambda: words.language() == "vi")
    assert language.remembered(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)) == "vi"


def test_not_while_a_run_goes_on(shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shown.window
    monkeypatch.setattr(window.session, "running", Run(1, "embed", {}, "running", 0.0))
    choose(shown, "Tiếng Việt")
    qtbot.waitUntil(lambda: "A run is going on" in window._message.text)
    assert shown.window is window
    assert window.isVisible()
    assert words.language() == "en"
    monkeypatch.undo()
