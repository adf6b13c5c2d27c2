"""The Export page says what happened, and nothing that is not so."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from core.jobs.events import Done
from core.operations import strangers
from core.records import Run
from desktop_app.pages.export_page import ExportPage
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate


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


def test_predictions_of_a_folder_follow_the_threshold_and_it_is_said(
    qtbot, session: Session, page: ExportPage, tmp_path: Path
) -> None:
    page.show()
    assert page._below.isHidden()
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: strangers.set_none_below(project, 0.05))
    assert "less familiar than 5% are written as “none of these”" in page._below.text()
    assert page._below.isVisible()
    rows = [{"path": f"{n}.png", "label": "a", "confidence": 0.9, "familiar": n / 50} for n in range(4)]
    page._target = tmp_path / "out.csv"
    session.run_updated.emit(_done(rows))
    qtbot.waitUntil(lambda: "4 predictions" in page._state.text())
    assert page._state.text().endswith("3 images look like none of these (less familiar than 5%).")
    written = (tmp_path / "out.csv").read_text().splitlines()[1:]
    assert [line.split(",")[1] for line in written] == ["none of these"] * 3 + ["a"]
    page.close()


def _done(table: list[dict[str, object]]) -> RunUpdate:
    """The end of a run that classified a folder."""
    run = Run(1, "predict", {}, "done", 0.0, 1.0, "", {"table": table})
    return RunUpdate("predict", run, Done({}))
