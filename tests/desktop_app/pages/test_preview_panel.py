"""The preview on the Learn page: real pictures, a real process, made anew when the form changes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.project import images
from core.project.project import Project
from core.records import FoundImage
from core.specs import PretrainSpec
from desktop_app.pages.preview_panel import PreviewPanel
from desktop_app.session import Session
from tests.e2e import pictures

LONG = 60_000  # ms: the process loads torch


@pytest.fixture
def panel(qtbot, tmp_path: Path):
    names = list(pictures.make(tmp_path / "pictures", per_kind=4))
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        images.add_found(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 32, 32) for n in names])
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
    session = Session()
    assert session.open(tmp_path / "p.labelight")
    qtbot.waitUntil(lambda: len(session.snapshot.images) == len(names), timeout=10_000)
    panel = PreviewPanel(session)
    qtbot.addWidget(panel)
    panel.resize(700, 300)
    yield panel
    session.close()


def shown(panel: PreviewPanel) -> bytes:
    return bytes(panel._strip.grab().toImage().constBits())


def test_views_follow_the_form_and_the_wish_for_others(qtbot, panel: PreviewPanel) -> None:
    panel.show_views_of(PretrainSpec(size=32))
    panel.show()
    qtbot.waitUntil(lambda: panel._strip.columns > 3, timeout=LONG)
    seen = {shown(panel)}
    panel.show_views_of(PretrainSpec(size=32, grey_chance=1.0))
    qtbot.waitUntil(lambda: shown(panel) not in seen, timeout=LONG)
    seen.add(shown(panel))
    qtbot.mouseClick(panel._others, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(panel) not in seen, timeout=LONG)


def test_no_process_is_started_while_nobody_looks_and_none_stays_without_a_project(qtbot, panel: PreviewPanel) -> None:
    panel.show_views_of(PretrainSpec(size=32))
    qtbot.wait(400)
    assert panel._process is None
    panel.show()
    qtbot.waitUntil(lambda: panel._process is not None and panel._process._process is not None, timeout=LONG)
    process = panel._process
    panel._session.close()
    assert panel._process is None
    assert process is not None
    assert process._process is not None
    assert process._process.poll() is not None
