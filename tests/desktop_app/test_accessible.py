"""For people who hear the window, or have no mouse: every control has a name, and a whole project goes by keys."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.project import classes, encoders, images, labels, maps
from core.project.project import Project
from core.records import FoundImage
from desktop_app.main_window import MainWindow

_LOAD = 60_000  # milliseconds: a compute process loads torch


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """As that of the other tests, with embeddings as wide as the encoder's: a classifier is made of these alone."""
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        names = [f"{n:02d}.png" for n in range(20)]
        images.add_found(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 8, 8) for n in names])
        ids, card = np.arange(1, 21), encoders.bundled(project)
        sides = (np.arange(20) % 2 * 2 - 1)[:, None]
        vectors = np.random.default_rng(0).normal(size=(20, card.width)) + 2 * sides
        encoders.add_embeddings(project, card.id, ids, vectors.astype(np.float16))
        maps.add(project, card.id, "pca", ids, np.column_stack([ids % 5, ids // 5]).astype(np.float32))
        for name, rows in (("a", [1, 3, 5]), ("b", [2, 4, 6])):
            _, made = classes.add(project, name=name)
            labels.assign(project, images=rows, class_id=made.id)
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
    return tmp_path / "p.labelight"


def nameless(window: QWidget) -> list[str]:
    """Visible widgets that take the focus and have no name a screen reader could say."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget.parent(), QAbstractSpinBox):
            continue  # the line of a number box, which has the name
        about = QAccessible.queryAccessibleInterface(widget)
        if about is None or not about.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("page", range(5))
def test_every_control_of_a_page_has_a_name(qtbot: QtBot, window: MainWindow, page: int) -> None:
    window.show_page(page)
    qtbot.wait(50)
    assert nameless(window) == []


def test_so_have_those_of_the_welcome_and_of_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    window._on_keys()
    qtbot.wait(20)
    assert nameless(window._sheet) == []
    window._sheet.close()
    window.session.close()
    window.show_page(0)
    qtbot.wait(20)
    assert nameless(window) == []


def test_so_have_those_of_an_import(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("path,label\n00.png,b\n09.png,third\n")
    window.export_page.import_labels(tmp_path / "few.csv")
    dialog = window._importer.dialog
    qtbot.waitUntil(lambda: dialog.classes.isVisible() and dialog.conflicts.isVisible())
    assert nameless(dialog) == []
    dialog.close()


class Keys:
    """The hands of someone without a mouse: whatever has the focus gets the key."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, key: Qt.Key | str, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self._qtbot.keyClick(focus, key, more)

    def write(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> None:
        for _ in range(120):
            focus = QApplication.focusWidget()
            if focus is not None and wanted(focus):
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail("Tab does not come there")


def named(name: str) -> Callable[[QWidget], bool]:
    return lambda widget: name in (widget.accessibleName() or getattr(widget, "text", str)().strip())


def test_a_project_from_a_class_to_an_export_by_keys_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, session, control = Keys(qtbot), window.session, Qt.KeyboardModifier.ControlModifier
    keys.press(Qt.Key.Key_3, control)
    keys.tab_to(named("Name of a new class"))
    keys.write("third")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [c.name for c in session.snapshot.classes] == ["a", "b", "third"])
    keys.tab_to(named("Grid of images"))
    keys.press(Qt.Key.Key_End)
    keys.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    keys.press("3")
    qtbot.waitUntil(lambda: session.snapshot.label_counts().get(3) == 2)
    keys.press(Qt.Key.Key_Z, control)
    qtbot.waitUntil(lambda: not session.snapshot.label_counts().get(3))

    keys.press(Qt.Key.Key_4, control)
    keys.tab_to(lambda widget: isinstance(widget, QPushButton) and widget.text().strip() == "Train")
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.snapshot.classifier is not None and not session.busy, timeout=_LOAD)

    target = tmp_path / "labels.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))  # the system's own window
    keys.press(Qt.Key.Key_5, control)
    keys.tab_to(lambda widget: isinstance(widget, QPushButton) and widget.text().strip() == "Save…")
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: len(target.read_text(encoding="utf-8").splitlines()) == 21)
