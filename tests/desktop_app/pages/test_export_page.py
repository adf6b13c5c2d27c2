"""The Export page says what happened, and nothing that is not so."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.pages.export_page import ExportPage
from desktop_app.session import Session


@pytest.fixture
def page(qtbot, session: Session) -> ExportPage:
    page = ExportPage(session)
    qtbot.addWidget(page)
    return page


def test_copying_that_fails_does_not_say_that_it_goes_on(
    qtbot, session: Session, page: ExportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = str(session.snapshot.images.folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: inside)
    with qtbot.waitSignal(session.said) as told:
        page._on_folders()
        assert page._state.text() == "Copying…"
    assert told.args[0] == "error"
    assert page._state.text() == ""


def test_what_was_said_about_one_project_is_not_said_of_the_next(
    qtbot, session: Session, page: ExportPage, tmp_path: Path
) -> None:
    page.write_csv(tmp_path / "labels.csv")
    qtbot.waitUntil(lambda: "20 rows" in page._state.text())
    session.close()
    assert page._state.text() == ""
