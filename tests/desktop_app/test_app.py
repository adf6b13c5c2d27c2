"""The composition root: what the welcome page offers is there."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.app import build
from desktop_app.background import Background


def test_the_sample_button_opens_the_sample(qtbot, qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELIGHT_DEMO", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window = build(qapp)
    qtbot.addWidget(window)
    made = []
    monkeypatch.setattr(window.session, "new", lambda path, folder: made.append((path, folder)))
    window.show()
    sample = next(b for b in window.findChildren(QPushButton) if "sample" in b.text())
    for _ in range(2):  # the impatient
        qtbot.mouseClick(sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: made == [(tmp_path / "demo" / "digits.labelight", tmp_path / "demo" / "digits")], timeout=20_000)
    qtbot.waitUntil(lambda: window.findChild(Background, "sample") is None)
    assert len(made) == 1
    assert any((tmp_path / "demo" / "digits").iterdir())
    window.close()
