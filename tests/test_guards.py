"""What the guards of conftest see: a thread of Qt that goes on, and settings that would be the user's own."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QThread

from tests.conftest import running_qt_threads


class Waiting(QThread):
    """Runs an event loop until it is told to quit."""


@pytest.mark.parametrize("made", [QThread, Waiting])
def test_a_running_qt_thread_is_seen_until_it_ended(qtbot, made: type[QThread]) -> None:
    assert running_qt_threads() == []
    thread = made()
    thread.start()
    qtbot.waitUntil(thread.isRunning)
    assert running_qt_threads() == [made.__name__]
    thread.quit()
    thread.wait()
    assert running_qt_threads() == []


@pytest.mark.parametrize("round_", [1, 2])
@pytest.mark.parametrize("kind", ["default", "named", "ini", "system"])
def test_settings_are_new_and_apart_for_each_test(
    qapp, tmp_path_factory: pytest.TempPathFactory, kind: str, round_: int
) -> None:
    qapp.setOrganizationName("Labelight")
    qapp.setApplicationName("Labelight")
    ini, user, system = QSettings.Format.IniFormat, QSettings.Scope.UserScope, QSettings.Scope.SystemScope
    settings = {
        "default": lambda: QSettings(),
        "named": lambda: QSettings("Labelight", "Labelight"),
        "ini": lambda: QSettings(ini, user, "Labelight", "Labelight"),
        "system": lambda: QSettings(ini, system, "Labelight", "Labelight"),
    }[kind]()
    assert tmp_path_factory.getbasetemp() in Path(settings.fileName()).parents
    assert settings.value("recent") is None
    settings.setValue("recent", [f"{kind} {round_}"])
    settings.sync()
    assert Path(settings.fileName()).exists()
