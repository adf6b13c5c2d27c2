"""Faults 55, 56 and 58 to 67: what can go wrong with a run, as the user of the window or of the command line meets it.

Elsewhere: what pretraining does when memory is short or its loss is no number (tests/core/learn/test_pretraining.py), closing
while it learns and kill -9 of the real thing (tests/e2e/test_window.py).
"""

import dataclasses
import gc
import os
import resource
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from core import paths
from core.errors import DeviceError, UserError
from core.jobs import carrying_out, runner
from core.jobs.events import Done, Event, Silence, Stopped, is_end
from core.jobs.heartbeat import Pulse
from core.jobs.manifest import Manifest, load_arrays
from core.jobs.reporter import ListReporter
from core.jobs.run_folder import Job, RunFolder
from core.jobs.runner import RunProcess
from core.learn import device as machine
from core.learn import encoders as networks
from core.operations import runs
from core.project import classifiers, encoders, images, imported, labels
from core.project import runs as run_rows
from core.project.project import Project
from core.records import StageName
from core.specs import EmbedSpec, ExportSpec, FinetuneSpec, IngestSpec, MapSpec, PredictSpec, PretrainSpec
from desktop_app.app import build
from desktop_app.live_answer import LiveAnswer
from desktop_app.main_window import MainWindow
from desktop_app.widgets.thumbnails import ThumbnailLoader
from desktop_app.worker_thread import Request, RunUpdate, WorkerThread
from tests.faults import compute
from tests.faults.compute import ENDLESS, facts, stand_in

LONG = 60_000  # milliseconds
TINY = PretrainSpec(start="random", encoder="tiny", size=32, batch=6, epochs=1)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute.prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def path(prepared: Path, tmp_path: Path) -> Path:
    return compute.copy(prepared, tmp_path)


@pytest.fixture
def project(path: Path):
    with Project.open(path) as project:
        yield project


@pytest.fixture
def window(qtbot, qapp: QApplication, path: Path, tmp_path: Path):
    hook = sys.excepthook
    window = build(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    sys.excepthook = hook  # an exception in a slot must fail the test, not become a message
    window.show()
    assert window.session.open(path)
    qtbot.waitUntil(lambda: len(window.session.snapshot.images) > 0 and not window.session.busy, timeout=LONG)
    yield window
    window.session.close()
    window.close()


@pytest.fixture
def stopped(qtbot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The window with a run whose process was stopped by the system, which is noticed after two seconds instead of sixty."""
    monkeypatch.setattr(runner, "SILENT_AFTER", 2.0)
    pid = begin_endless(qtbot, window, tmp_path, monkeypatch)
    os.kill(pid, signal.SIGSTOP)
    qtbot.waitUntil(lambda: window._run_bar._detail.text() == "Not responding", timeout=LONG)
    return window


def begin_endless(qtbot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    stand_in(monkeypatch, folder, ENDLESS)
    window.session.start("pretrain", TINY)
    qtbot.waitUntil(lambda: window._run_bar._detail.text() == "1 of 2", timeout=LONG)
    pid = window.session.compute_pid()
    assert pid is not None
    return pid


def short_of_memory(monkeypatch: pytest.MonkeyPatch, most: int) -> list[int]:
    """Every encoder refuses more than `most` images at once, as a GPU whose memory is full; returns the sizes it was given.
    What an attempt that failed had in its hands must be free before the next."""
    load, asked, held = networks.load, [], []

    def refuse(_net: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        assert not [r for r in held if r() is not None]
        asked.append(len(inputs[0]))
        if len(inputs[0]) > most:
            held.append(weakref.ref(inputs[0]))
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

    def loaded(*arguments: object) -> torch.nn.Module:
        net = load(*arguments)
        net.register_forward_pre_hook(refuse)
        return net

    monkeypatch.setattr(networks, "load", loaded)
    return asked


def ran(project: Project, stage: StageName, spec: object) -> ListReporter:
    report = ListReporter()
    runs.run_here(project, stage, spec, report)
    return report


def test_fault_55_a_full_device_embeds_fewer_at_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    card = encoders.current(project)
    ids, expected = encoders.embeddings(project, card.id)
    with project.write() as connection:
        connection.exec_driver_sql("DELETE FROM embeddings")
    asked = short_of_memory(monkeypatch, most=8)
    report = ran(project, "embed", EmbedSpec(batch=32))
    assert asked == [18, 16, 8, 8, 2]
    assert "Memory ran out: going on with 8 images at a time" in report.notes
    again, found = encoders.embeddings(project, card.id)
    assert np.array_equal(again, ids)
    near = np.sum(found.astype(float) * expected, 1) / np.linalg.norm(found.astype(float), axis=1)
    assert np.allclose(near / np.linalg.norm(expected.astype(float), axis=1), 1, atol=0.01)


def test_fault_55_a_full_device_finetunes_the_same_batch_in_parts(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = FinetuneSpec(mode="full", epochs=2, batch=16)
    ran(project, "finetune", spec)
    asked = short_of_memory(monkeypatch, most=8)
    report = ran(project, "finetune", spec)
    assert asked[:3] == [12, 8, 4]
    assert "Memory ran out: going on with 8 images at a time" in report.notes
    _, whole, parts = (classifiers.predictions(project, card.id) for card in classifiers.every(project))
    assert np.allclose(whole.probabilities, parts.probabilities, atol=0.05)


@pytest.mark.parametrize(
    ("error", "device", "offered", "said"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."), "auto", True, "not enough memory"),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"), "auto", False, "not enough memory"),
        (MemoryError(), "auto", False, "not enough memory"),
        (RuntimeError("CUDA error: unspecified launch failure\nmore"), "cuda", True, "stopped working"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"), "auto", True, "stopped working"),
        (RuntimeError("can't start new thread"), "auto", False, "no more threads"),
        (RuntimeError("CUDA error: unknown error"), "cpu", None, ""),
        (RuntimeError("Expected all tensors to be on the same device, cuda:0 and cpu!"), "auto", None, ""),
    ],
)
def test_fault_55_56_trouble_of_memory_and_device_is_a_sentence_with_an_offer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, device: str, offered: bool | None, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(type(carrying_out.STAGES["embed"]), "load", lambda _stage: fail)
    job = Job("embed", EmbedSpec(device=device), Manifest("", ""))
    with pytest.raises((UserError, RuntimeError)) as caught:
        carrying_out.carry_out(job, tmp_path, ListReporter())
    if offered is None:
        assert caught.value is error  # our own mistake, and no device's
        return
    assert isinstance(caught.value, DeviceError) == offered
    assert said in str(caught.value)
    assert "Nothing in the project was changed" in str(caught.value)
    assert ("CPU" in str(caught.value).replace("DefaultCPUAllocator", "")) == offered
    (tmp_path / "checkpoint").mkdir()
    with pytest.raises(UserError, match="last checkpoint is kept"):
        carrying_out.carry_out(job, tmp_path, ListReporter())


def test_fault_56_a_device_that_fails_keeps_the_checkpoint_and_the_cpu_goes_on(
    qtbot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window offers it beside the sentence; the run goes on from where it was, in a new process."""
    code = """
    from core.learn import course, pretraining
    course.EPOCH_PAUSE = 0.0
    backward = pretraining.Objective.backward
    def fail(self, *arguments):
        if training.step == 3 and not (folder / "cpu").exists():
            raise RuntimeError("CUDA error: unspecified launch failure")
        return backward(self, *arguments)
    pretraining.Objective.backward = fail
    make = pretraining.Training.__init__
    def remember(self, spec, encoder, plan, device, place, *more):
        global training, folder
        make(self, spec, encoder, plan, device, place, *more)
        training, folder = self, place.parent
        if spec.device == "cpu":
            (folder / "cpu").touch()
    pretraining.Training.__init__ = remember
    """
    stand_in(monkeypatch, tmp_path, code)
    session, message = window.session, window._message
    told: list[Event | None] = []
    session.run_updated.connect(lambda update: told.append(update.event))
    session.start("pretrain", PretrainSpec(start="random", encoder="tiny", size=32, batch=6, epochs=3))
    qtbot.waitUntil(lambda: message._offer.isVisible(), timeout=LONG)
    assert "stopped working" in message.text
    assert "last checkpoint is kept" in message.text
    qtbot.waitUntil(lambda: session.snapshot.resumable is not None, timeout=LONG)
    told.clear()
    qtbot.mouseClick(message._offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.snapshot.encoders) == 2, timeout=LONG)
    assert "Going on from step 3" in [getattr(event, "text", "") for event in told]
    assert any(isinstance(event, Done) for event in told)


def test_fault_58_a_run_that_the_system_kills_is_told_and_can_be_resumed(
    qtbot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = begin_endless(qtbot, window, tmp_path, monkeypatch)
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: window.session.running is None and window.session.snapshot.resumable is not None, timeout=LONG)
    assert "ran out of memory" in window._message.text
    assert "labels are safe" in window._message.text
    window.show_page(1)
    assert window.learn_page._resume.isVisible()


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        # The loss of its only step is a number; the weights it leaves are none.
        (dataclasses.replace(TINY, batch=18, rate=1e38, weight_decay=1e6), "Learning broke down"),
        (FinetuneSpec(mode="full", epochs=3, rate=1e30), "broke down"),
    ],
    ids=["pretrain", "finetune"],
)
def test_fault_59_what_is_no_number_is_never_used(project: Project, spec: object, said: str) -> None:
    before = facts(project)
    stage: StageName = "pretrain" if isinstance(spec, PretrainSpec) else "finetune"
    with pytest.raises(UserError, match=said) as caught:
        ran(project, stage, spec)
    assert "smaller learning rate" in str(caught.value)
    assert facts(project) == before


def test_fault_59_asked_to_choose_itself_finetuning_falls_back_to_the_linear_one(project: Project) -> None:
    ran(project, "finetune", FinetuneSpec(full_from=1, epochs=2, rate=1e30, folds=2, repeats=1))
    newest = facts(project)
    assert newest.classifiers == 2
    with project.read() as connection:
        row = connection.exec_driver_sql("SELECT mode, details FROM classifiers ORDER BY id DESC").first()
    assert row is not None
    assert row[0] == "linear"
    assert "no number" in row[1]


def test_fault_59_an_encoder_that_gives_no_numbers_stores_no_embeddings(project: Project, tmp_path: Path) -> None:
    encoder = networks.start_encoder("random", "tiny", 32)
    for parameter in encoder.net.parameters():
        torch.nn.init.constant_(parameter, float("nan"))
    networks.save(encoder.net, encoder.card, tmp_path / "broken.safetensors")
    stored = encoders.add(project, encoder.card, (tmp_path / "broken.safetensors").read_bytes(), None, use=False)
    with pytest.raises(UserError, match="not numbers"):
        ran(project, "embed", EmbedSpec(encoder=str(stored.id)))
    assert not len(encoders.embedded_ids(project, stored.id))


def test_fault_60_a_silent_run_is_shown_and_the_word_goes_when_it_is_heard_again(qtbot, stopped: MainWindow) -> None:
    bar, session = stopped._run_bar, stopped.session
    assert bar._force.isVisible()
    assert not bar._stop.isVisible()
    assert "Not responding" in bar.accessibleDescription()
    session.edit(lambda project: labels.clear(project, images=[1]))  # the rest of the program is not held up
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[0] == 0, timeout=LONG)
    pid = session.compute_pid()
    assert pid is not None
    os.kill(pid, signal.SIGCONT)
    qtbot.waitUntil(lambda: bar._detail.text() != "Not responding" and bar._stop.isVisible(), timeout=LONG)
    assert not bar._force.isVisible()
    assert bar._pause.isVisible()


def test_fault_60_a_silent_run_is_ended_by_force_and_can_be_resumed(qtbot, stopped: MainWindow) -> None:
    session = stopped.session
    said: list[Event | None] = []
    session.run_updated.connect(lambda update: said.append(update.event))
    qtbot.mouseClick(stopped._run_bar._force, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.running is None and session.snapshot.resumable is not None, timeout=LONG)
    assert isinstance(said[-1], Stopped)
    assert not stopped._run_bar._force.isVisible()


def test_fault_60_a_library_that_holds_the_interpreter_is_silence_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path, ENDLESS)
    folder = tmp_path / "run"
    RunFolder(folder).write_job(Job("pretrain", TINY, Manifest("", "")))
    (tmp_path / "hang").touch()
    process, said = RunProcess(folder, silent_after=1.5), list[Event]()
    deadline = time.monotonic() + LONG / 1000
    while not any(isinstance(event, Silence) for event in said):
        assert time.monotonic() < deadline, process.folder.log_tail()
        said += process.poll()
        time.sleep(0.05)
    process.end_by_force()
    while not process.ended:
        said += process.poll()
        time.sleep(0.02)
    assert isinstance(said[-1], Stopped)
    assert (folder / "checkpoint").is_dir()


def test_fault_60_65_a_computer_that_slept_for_hours_has_missed_no_beat(tmp_path: Path) -> None:
    now, beat = [0.0], tmp_path / "beat"
    pulse = Pulse(beat, lambda: now[0])
    for second in range(3):
        now[0] += 1
        beat.write_text(str(second))
        os.utime(beat, ns=(second, second))
        assert pulse.look() == 0
    now[0] += 8 * 3600
    assert pulse.look() < 60  # and it is heard again before long
    now[0] -= 3600  # a clock that is set back
    assert pulse.look() < 60
    for _ in range(600):
        now[0] += 0.1
        silent = pulse.look()
    assert silent >= 60
    os.utime(beat, ns=(9, 9))
    assert pulse.look() == 0


STAGES: dict[StageName, object] = {
    "ingest": IngestSpec(),
    "embed": EmbedSpec(batch=1, first=2, part=2),
    "map": MapSpec(anew=True),
    "pretrain": PretrainSpec(start="random", encoder="tiny", size=32, batch=6, epochs=1_000_000),
    "finetune": FinetuneSpec(mode="full", epochs=1000),
    "predict": PredictSpec(batch=1),
    "export": ExportSpec(target="", check=1),
}


class Working:
    """A worker thread on a project, and what it said."""

    def __init__(self, project: Project) -> None:
        self.said: list[RunUpdate] = []
        self.thread = WorkerThread(project)
        self.thread.updated.connect(self.said.append, Qt.ConnectionType.DirectConnection)
        self.thread.start()

    def end(self) -> Event | None:
        return next((u.event for u in self.said if u.event is not None and is_end(u.event)), None)

    def until(self, ready: object, seconds: float = LONG / 1000) -> None:
        deadline = time.monotonic() + seconds
        while not ready():  # type: ignore[operator]
            assert time.monotonic() < deadline, self.said[-3:]
            time.sleep(0.01)


@pytest.mark.parametrize("stage", STAGES)
def test_fault_61_a_run_that_is_stopped_leaves_the_project_as_it_was_or_complete(
    qapp: QApplication, path: Path, tmp_path: Path, stage: StageName
) -> None:
    """Stopped as soon as the stage itself speaks: later ends are in tests/torture/cycles.py."""
    target = tmp_path / "classifier.onnx"
    spec = ExportSpec(target=str(target), check=1) if stage == "export" else STAGES[stage]
    with Project.open(path) as project:
        if stage == "embed":
            with project.write() as connection:
                connection.exec_driver_sql("DELETE FROM embeddings")
        before, working = facts(project), Working(project)
        working.thread.request(Request(stage, spec))
        working.until(lambda: any(u.event is not None for u in working.said))
        working.thread.stop_current()
        working.until(lambda: working.end() is not None)
        working.thread.close()
        after, end = facts(project), working.end()
        run = run_rows.every(project, limit=1)[0]
        left = paths.run_folder(project.uid, run)
    assert isinstance(end, Stopped | Done), end
    assert run.state == ("done" if isinstance(end, Done) else "stopped")
    if isinstance(end, Stopped) and stage != "embed":  # whose parts are complete by themselves
        assert after == before
        assert not target.exists()
    assert after.embedded % 2 == 0
    assert compute.sound(path)
    assert not left.exists() or (left / "checkpoint").is_dir()


def test_fault_61_a_run_that_is_still_loading_is_stopped_at_once(
    qapp: QApplication, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was killed after five seconds, since nothing asks whether to stop while libraries are loaded."""
    loading = "import core.workflow, time; core.workflow.Stage.load = lambda _stage: time.sleep(600)"
    stand_in(monkeypatch, tmp_path, loading)
    monkeypatch.setattr(runner, "_KILL_AFTER", 600.0)
    before, working = facts(project), Working(project)
    working.thread.request(Request("embed", EmbedSpec()))
    working.until(lambda: working.said)
    working.thread.stop_current()
    working.until(lambda: working.end() is not None)
    working.thread.close()
    assert isinstance(working.end(), Stopped)
    assert facts(project) == before


_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from core import paths
from core.specs import PretrainSpec
from desktop_app.app import build
folder = Path(sys.argv[1])
paths.own_command = lambda: [sys.executable, str(folder / "stand_in.py")]
QMessageBox.question = lambda *_: QMessageBox.StandardButton.Close
app = QApplication([])
window = build(app, QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
window.show()
session = window.session
def started(update):
    if update.event is not None:
        print(session.compute_pid(), flush=True)
        if sys.argv[2] == "close":
            QTimer.singleShot(0, window.close)
session.run_updated.connect(started)
session.open(folder / "p.labelight")
session.opened.connect(lambda: session.start("pretrain", PretrainSpec(start="random", encoder="tiny", size=32)))
sys.exit(app.exec())
"""


@pytest.mark.parametrize("way", ["close", "kill"])
def test_fault_62_a_window_closed_or_killed_while_a_run_goes_on_leaves_no_process(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    stand_in(monkeypatch, tmp_path, ENDLESS)
    command = [sys.executable, "-c", _WINDOW, str(tmp_path), way]
    app = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=compute.ROOT)
    assert app.stdout is not None
    child = int(app.stdout.readline())
    if way == "kill":
        app.kill()
    assert app.wait(LONG / 1000) == (0 if way == "close" else -signal.SIGKILL)
    app.stdout.close()
    deadline = time.monotonic() + LONG / 1000
    while alive(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    with Project.open(path) as project:
        run_rows.interrupt_left_over(project)
        assert run_rows.every(project, limit=1)[0].state == ("stopped" if way == "close" else "interrupted")
        assert runs.resumable(project) is not None


def test_fault_62_closing_does_not_wait_for_runs_that_have_not_begun(
    qapp: QApplication, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that waited its turn was done before the window could close: minutes, or hours."""
    stand_in(monkeypatch, tmp_path, ENDLESS)
    working = Working(project)
    for _ in range(3):
        working.thread.request(Request("pretrain", TINY))
    working.until(lambda: any(u.event is not None for u in working.said))
    working.thread.close()
    assert len([u for u in working.said if u.event is None]) == 1
    assert isinstance(working.end(), Stopped)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_fault_63_labels_go_on_while_runs_wait_their_turn(
    qtbot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run has the labels of its start, and the one behind it those of its own."""
    session = window.session
    begin_endless(qtbot, window, tmp_path, monkeypatch)
    folder = paths.run_folder(session.project.uid, session.running)
    taken = len(load_arrays(folder / "labels.npz")["ids"])
    order: list[tuple[StageName, bool]] = []
    session.run_updated.connect(
        lambda u: order.append((u.stage, u.event is None)) if u.event is None or is_end(u.event) else None
    )
    session.start("map", MapSpec(anew=True))
    session.start("finetune", FinetuneSpec(mode="linear", folds=2, repeats=1))
    one = session.snapshot.classes[0].id
    free = session.snapshot.images.ids[session.snapshot.images.label_codes == 0].tolist()
    session.edit(lambda project: labels.assign(project, images=free, class_id=one))
    qtbot.waitUntil(lambda: not (session.snapshot.images.label_codes == 0).any(), timeout=LONG)
    assert [session.running.stage, order] == ["pretrain", []]
    assert len(load_arrays(folder / "labels.npz")["ids"]) == taken
    session.stop()
    qtbot.waitUntil(lambda: len(session.snapshot.classifiers) == 2 and not session.busy, timeout=LONG)
    assert order == [(s, begins) for s in ("pretrain", "map", "finetune") for begins in (True, False)][1:]
    assert session.snapshot.classifier.labels == taken + len(free)


def test_fault_63_a_moved_image_that_is_labelled_before_the_scan_ends_keeps_that_label(tmp_path: Path) -> None:
    """The last part shows it under its new name, and only the end says that it moved: the scan then failed as a whole."""
    folder = tmp_path / "pictures"
    compute.pictures.make(folder, per_kind=1)
    with Project.create(tmp_path / "p.labelight", folder) as project:
        ran(project, "ingest", IngestSpec())
        imported.by_path(project, {"d000.png": "before"})
        (folder / "d000.png").rename(folder / "moved.png")
        meanwhile = ListReporter(on_part=lambda _part: imported.by_path(project, {"moved.png": "after"}))
        result = runs.run_here(project, "ingest", IngestSpec(), meanwhile)
        assert result["missing"] == 1
        given = {project_path(project, image): given.name for image, given in labels.with_origin(project).items()}
        assert given == {"d000.png": "before", "moved.png": "after"}


def project_path(project: Project, image: int) -> str:
    with project.read() as connection:
        return next(path for path, number in images.ids_by_path(connection).items() if number == image)


def test_fault_66_pictures_in_memory_are_bounded_by_their_bytes(qtbot) -> None:
    """However many images there are: a hundred thousand are looked through here, ten thousand at a time."""
    side, most = 16, 50
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(0)
    loader = ThumbnailLoader(lambda _row: image.copy(), bytes_kept=most * side * side * 4)
    arrived: list[int] = []
    loader.ready.connect(arrived.append)
    try:
        for first in range(0, 100_000, 10_000):
            for row in range(first, first + 200):
                loader.pixmap(row)
            qtbot.waitUntil(lambda: len(loader._kept) == most and not loader._wanted and not loader._done, timeout=LONG)
            assert loader._bytes == most * side * side * 4
        assert loader.pixmap(arrived[-1]) is not None
        assert loader.pixmap(arrived[0]) is None  # the oldest went
    finally:
        loader.close()


def test_fault_66_a_project_that_was_closed_is_let_go(qtbot, window: MainWindow, path: Path) -> None:
    """Each opening left the embeddings, the connection and six threads' worth of objects behind, until the window ended."""
    session = window.session
    for _ in range(3):
        assert session.open(path)
        qtbot.waitUntil(lambda: session.reduced() is not None and not session.busy, timeout=LONG)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    kept = Counter(type(o).__name__ for o in gc.get_objects() if type(o) in (Project, LiveAnswer))
    assert kept == {"Project": 1, "LiveAnswer": 1}


def test_fault_67_with_few_open_files_allowed_every_stage_runs(prepared: Path, tmp_path: Path) -> None:
    """256 is what macOS gives a program; pictures, pixels and libraries need fewer at once."""
    project, folder, table = tmp_path / "few.labelight", prepared.parent / "pictures", tmp_path / "labels.csv"
    names = sorted(p.name for p in folder.iterdir())
    table.write_text("path,label\n" + "".join(f"{n},{n[0]}\n" for n in names))
    code = f"""
import sys
sys.path.insert(0, {str(compute.ROOT)!r})
import main
project, folder, table = {str(project)!r}, {str(folder)!r}, {str(table)!r}
for line in (["new", project, folder], ["embed", project], ["label", project, table], ["finetune", project]):
    code = main.main(line)
    if code:
        sys.exit(code)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256)),
    )
    assert done.returncode == 0, done.stderr
    with Project.open(project) as made:
        assert facts(made).predicted == len(names)


def test_fault_67_where_threads_are_limited_torch_is_told_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its OpenMP ends the process when it cannot have as many as it was told (measured under RLIMIT_NPROC)."""
    before, start, left = torch.get_num_threads(), threading.Thread.start, [2]

    def limited(thread: threading.Thread) -> None:
        if not left[0]:
            raise RuntimeError("can't start new thread")
        left[0] -= 1
        start(thread)

    monkeypatch.setattr(machine, "thread_count", lambda: 8)
    monkeypatch.setattr(threading.Thread, "start", limited)
    try:
        machine.set_up_process()
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)
