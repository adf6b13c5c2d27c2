"""The session between pages and project: what it says is saved is saved, what it shows after opening is complete."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import UserError
from core.project import classes, images, labels
from core.project import runs as run_rows
from core.project.project import Project
from core.records import Change, FoundImage
from core.specs import MapSpec, PredictSpec, ProbeSpec
from desktop_app import live_answer
from desktop_app.session import Session
from desktop_app.worker_thread import Request, WorkerThread


def test_a_reopened_project_has_its_predictions_without_an_edit(qtbot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.answer is not None, timeout=20_000)
    ids, _ = session.guesses()
    assert ids.tolist() == [1, 2] * 10


def test_a_failed_question_does_not_say_that_a_waiting_edit_is_saved(qtbot, session: Session) -> None:
    gate, said = threading.Event(), []
    session.saved.connect(said.append)

    def refuse(_project: Project) -> None:
        raise UserError("no")

    def slow(project: Project) -> Change:
        gate.wait(10)
        return labels.assign(project, images=[5], class_id=1)

    session.ask(refuse, print)
    session.edit(slow)
    with qtbot.waitSignal(session.said, timeout=5000):
        pass
    assert said == [False]
    gate.set()
    qtbot.waitUntil(lambda: said[-1] is True, timeout=5000)
    assert session.snapshot.images.label_codes[4] == 1


def test_a_failed_edit_is_told_and_nothing_is_left_waiting(qtbot, session: Session) -> None:
    said, told = [], []
    session.saved.connect(said.append)
    session.said.connect(lambda kind, text: told.append((kind, text)))
    session.edit(lambda project: classes.rename(project, class_id=99, name="x"))
    qtbot.waitUntil(lambda: said == [False, True], timeout=5000)
    assert told[0][0] == "error"
    assert "not there any more" in told[0][1]


def test_the_quick_classifier_answers_once_on_opening(qtbot, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second answer, the same, made what had just been put in order look out of date."""
    monkeypatch.setattr(live_answer, "_PAINT_FIRST", 400)  # embeddings read before the labels' turn has come
    session, answers = Session(), []
    session.answered.connect(lambda: answers.append(session.answer))
    assert session.open(path)
    qtbot.waitUntil(lambda: session.answer is not None, timeout=20_000)
    qtbot.wait(800)
    session.close()
    assert len([found for found in answers if found is not None]) == 1


def test_a_question_about_the_next_stage_that_fails_leaves_the_session_idle(
    qtbot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("damaged")

    monkeypatch.setattr("core.operations.following.first_due", refuse)
    with qtbot.waitSignal(session.said, timeout=5000):
        session.use_encoder(session.snapshot.encoder.id)
    assert not session.busy


@pytest.mark.parametrize(("table", "opens"), [("runs", False), ("labels", False), ("encoders", False), ("maps", True)])
def test_a_damaged_project_is_told_with_what_to_do(qtbot, path: Path, table: str, opens: bool) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name=?", (table,)).fetchone()
    data = path.read_bytes()
    path.write_bytes(data[: (root - 1) * 4096] + bytes(4096) + data[root * 4096 :])
    session, told = Session(), []
    session.said.connect(lambda kind, text: told.append((kind, text)))
    assert session.open(path) is opens
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    session.close()
    assert told[0][0] == "error"
    assert "main.py rescue p.labelight" in told[0][1]


def test_what_the_last_session_did_not_come_to_goes_on_after_opening(qtbot, path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project that was closed while it embedded, or made on the command line, would otherwise stay without a map."""
    with Project.open(path) as project:
        images.add_found(project, [FoundImage("new.png", 1, 1, b"new".ljust(16), 8, 8)])
    asked = []
    monkeypatch.setattr(WorkerThread, "request", lambda _thread, request: asked.append(request.stage))
    session = Session()
    assert session.open(path)
    qtbot.waitUntil(lambda: asked == ["embed"], timeout=10_000)
    assert session.busy
    session.close()


@pytest.mark.parametrize(("state", "wanted"), [("stopped", ["map"]), ("interrupted", ["map"]), ("done", [])])
def test_a_map_that_was_broken_off_is_made_after_opening(
    qtbot, path, monkeypatch: pytest.MonkeyPatch, state: str, wanted: list[str]
) -> None:
    with Project.open(path) as project:
        run_rows.set_state(project, run_rows.create(project, stage="map", spec={}).id, state)
    asked = []
    monkeypatch.setattr(WorkerThread, "request", lambda _thread, request: asked.append(request.stage))
    session = Session()
    with qtbot.waitSignal(session.opened):
        session.open(path)
    qtbot.waitUntil(lambda: not session._deciding)
    assert asked == wanted
    session.close()


def test_nothing_runs_after_opening_what_is_complete(qtbot, path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(WorkerThread, "request", lambda _thread, request: asked.append(request.stage))
    session = Session()
    with qtbot.waitSignal(session.opened):
        session.open(path)
    qtbot.waitUntil(lambda: not session.busy)
    assert asked == []
    session.close()


def test_what_waits_its_turn_does_not_begin_while_the_project_is_closed(qtbot, session: Session, monkeypatch) -> None:
    """It ran to its end, with the window gone: closing took as long as that run."""
    begun = []

    def carry_out(thread: WorkerThread, request: Request) -> None:
        begun.append(request.stage)
        thread._wake.wait(20)

    monkeypatch.setattr(WorkerThread, "_carry_out", carry_out)
    session.start("map", MapSpec())
    session.start("predict", PredictSpec())
    qtbot.waitUntil(lambda: begun == ["map"], timeout=5000)
    session.close()
    assert begun == ["map"]


@pytest.mark.parametrize("begun", [True, False], ids=["a run that goes on", "a run that begins"])
def test_another_project_waits_for_the_run_of_this_one_and_the_window_answers(
    qtbot, session: Session, path: Path, begun: bool
) -> None:
    """Opening it stood still for up to five seconds, in which a run has to write its checkpoint; as long where the run was only
    beginning, which nobody had been told yet."""
    with Project.create(path.with_name("other.labelight"), path.with_name("pictures")):
        pass
    session.start("probe", ProbeSpec())
    if begun:
        qtbot.waitUntil(lambda: session.running is not None)
    assert session.open(path.with_name("other.labelight"))
    assert session.project.path == path  # for as long as the run needs
    qtbot.waitUntil(lambda: session.project is not None and session.project.path != path, timeout=20_000)
    assert session.running is None
