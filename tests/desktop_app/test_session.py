"""The session between pages and project: what it says is saved is saved, what it shows after opening is complete."""

import threading
from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.project import classes, encoders, images, labels
from core.project.project import Project
from core.records import Change, FoundImage
from desktop_app.session import Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of 20 embedded images, four of them labelled, that knows its machine, so that nothing has to run."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    with Project.create(tmp_path / "p.labelight", folder) as project:
        names = [f"{n:02d}.png" for n in range(20)]
        images.add_found(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 8, 8) for n in names])
        vectors = np.random.default_rng(0).normal(size=(20, 6)) + 6 * (np.arange(20) % 2 * 2 - 1)[:, None]
        encoders.add_embeddings(project, encoders.bundled(project).id, np.arange(1, 21), vectors.astype(np.float16))
        for name, rows in (("a", [1, 3]), ("b", [2, 4])):
            _, made = classes.add(project, name=name)
            labels.assign(project, images=rows, class_id=made.id)
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
    return tmp_path / "p.labelight"


@pytest.fixture
def session(qtbot, path: Path):
    session = Session()
    assert session.open(path)
    qtbot.waitUntil(lambda: len(session.snapshot.images) == 20, timeout=10_000)
    yield session
    session.close()


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


def test_a_question_about_the_next_stage_that_fails_leaves_the_session_idle(
    qtbot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise UserError("damaged")

    monkeypatch.setattr("core.operations.runs.has_work", refuse)
    with qtbot.waitSignal(session.said, timeout=5000):
        session.use_encoder(session.snapshot.encoder.id)
    assert not session.busy
