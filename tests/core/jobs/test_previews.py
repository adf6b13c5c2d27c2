"""The process that makes views: answers several questions, says what is wrong, and is gone when it is closed."""

import threading
from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.jobs.previews import PreviewJob, PreviewProcess
from core.specs import PretrainSpec
from tests.e2e import pictures


@pytest.fixture
def process():
    process = PreviewProcess()
    yield process
    process.close()


def test_views_come_from_one_process_that_survives_a_mistake(tmp_path: Path, process: PreviewProcess) -> None:
    files = tuple(str(tmp_path / name) for name in pictures.make(tmp_path, per_kind=2))
    job = PreviewJob(PretrainSpec(size=64), files, 32, 0)
    first = process.views(job)
    assert first.shape == (6, 3, 64, 64, 3)
    assert process._process is not None
    pid = process._process.pid
    with pytest.raises(UserError, match="None of the pictures"):
        process.views(PreviewJob(PretrainSpec(size=64), (str(tmp_path / "gone.png"),), 32, 0))
    assert np.array_equal(process.views(job), first)
    assert process._process.pid == pid


def test_one_that_died_is_replaced(tmp_path: Path, process: PreviewProcess) -> None:
    files = (str(tmp_path / next(iter(pictures.make(tmp_path, per_kind=1)))),)
    job = PreviewJob(PretrainSpec(size=32), files, 32, 0)
    process.views(job)
    assert process._process is not None
    process._process.kill()
    process._process.wait()
    assert len(process.views(job)) == 1


def test_closing_ends_a_question_that_waits(process: PreviewProcess) -> None:
    job, said = PreviewJob(PretrainSpec(size=32), (), 32, 0), []

    def ask() -> None:
        try:
            process.views(job)
        except UserError as error:
            said.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    process.close()  # before, while or after it starts: all three end it
    thread.join(30)
    assert not thread.is_alive()
    assert len(said) == 1
    with pytest.raises(UserError, match="no longer wanted"):
        process.views(job)
    assert process._process is None or process._process.poll() is not None
