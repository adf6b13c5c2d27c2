"""The bridge with a real compute process: what it says arrives, its end is explained, it ends when asked or orphaned."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from core import paths, specs
from core.errors import Cancelled
from core.jobs import events
from core.jobs.manifest import ImageList, Manifest
from core.jobs.reporter import ListReporter
from core.jobs.run_folder import Job, RunFolder
from core.jobs.runner import RunProcess
from core.jobs.worker import FileReporter
from core.pixels.scan import scan
from core.records import Run


def until_end(process: RunProcess, seconds: float = 120) -> list[events.Event]:
    said: list[events.Event] = []
    deadline = time.monotonic() + seconds
    while not process.ended:
        assert time.monotonic() < deadline, process.folder.log_tail()
        said += process.poll()
        time.sleep(0.02)
    return said


def ingest_folder(tmp_path: Path) -> Path:
    """A run that has nothing to do but start and end."""
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    folder = tmp_path / "run"
    folder.mkdir()
    ImageList.empty().save(folder / "images.npz")
    manifest = Manifest(folder=str(pictures), cache=str(tmp_path / "cache"), images="images.npz")
    RunFolder(folder).write_job(Job("ingest", specs.IngestSpec(), manifest))
    return folder


def endless_run(tmp_path: Path) -> Path:
    """A pretraining that would take for ever."""
    from PIL import Image

    pictures = tmp_path / "pictures"
    pictures.mkdir()
    rng = np.random.default_rng(0)
    for n in range(16):
        Image.fromarray(rng.integers(0, 255, (32, 32, 3), np.uint8)).save(pictures / f"{n}.png")
    folder = tmp_path / "run"
    folder.mkdir()
    scan(pictures, ListReporter())[0].save(folder / "images.npz")
    manifest = Manifest(folder=str(pictures), cache=str(tmp_path / "cache"), images="images.npz")
    spec = specs.PretrainSpec(start="random", encoder="tiny", size=32, batch=16, epochs=1_000_000)
    RunFolder(folder).write_job(Job("pretrain", spec, manifest))
    return folder


def wait_for_progress(process: RunProcess) -> None:
    deadline = time.monotonic() + 120
    while not any(isinstance(e, events.Metric) for e in process.poll()):  # progress there is while it decodes, too
        assert time.monotonic() < deadline, process.folder.log_tail()
        assert not process.ended
        time.sleep(0.02)


def test_events_survive_the_journey() -> None:
    said = (
        events.Progress(1, 2, {"loss": 0.5}),
        events.Metric(3, {"rate": 0.1}),
        events.Part("a.npz"),
        events.Note("Zeile\nzwei"),
        events.Done({"images": 3}),
        events.Stopped(),
        events.Failed("warum", "wo"),
    )
    assert tuple(events.from_line(events.to_line(e)) for e in said) == said


def test_a_run_says_done_exactly_once(tmp_path: Path) -> None:
    process = RunProcess(ingest_folder(tmp_path))
    said = until_end(process)
    assert [type(e) for e in said if events.is_end(e)] == [events.Done]
    assert process.poll() == []


def test_a_users_error_is_a_sentence_without_a_traceback(tmp_path: Path) -> None:
    folder = ingest_folder(tmp_path)
    (tmp_path / "pictures").rmdir()
    end = until_end(RunProcess(folder))[-1]
    assert isinstance(end, events.Failed)
    assert end.detail == ""
    assert "folder" in end.message


def test_a_broken_job_is_a_failure_not_a_silence(tmp_path: Path) -> None:
    folder = ingest_folder(tmp_path)
    (folder / "job.json").write_text("{")
    end = until_end(RunProcess(folder))[-1]
    assert isinstance(end, events.Failed)


def test_kill_9_is_explained(tmp_path: Path) -> None:
    process = RunProcess(endless_run(tmp_path))
    wait_for_progress(process)
    os.kill(process.pid, signal.SIGKILL)
    end = until_end(process)[-1]
    assert isinstance(end, events.Failed)
    assert "killed" in end.message
    assert "labels are safe" in end.message


def test_paused_it_waits_and_goes_on(tmp_path: Path) -> None:
    process = RunProcess(endless_run(tmp_path))
    wait_for_progress(process)
    process.set_paused(True)
    time.sleep(1)
    process.poll()
    time.sleep(1)
    assert process.poll() == []
    process.set_paused(False)
    wait_for_progress(process)
    process.set_paused(True)
    process.ask_to_stop()
    assert isinstance(until_end(process, 20)[-1], events.Stopped)


def test_ended_early_but_kept_it_is_done(tmp_path: Path) -> None:
    process = RunProcess(endless_run(tmp_path))
    wait_for_progress(process)
    process.ask_to_stop(keep=True)
    end = until_end(process, 60)[-1]
    assert isinstance(end, events.Done)
    assert end.result["steps"] > 0
    assert (tmp_path / "run" / "encoder.safetensors").exists()


def test_asked_to_stop_it_stops_with_a_checkpoint(tmp_path: Path) -> None:
    process = RunProcess(endless_run(tmp_path))
    wait_for_progress(process)
    process.ask_to_stop()
    assert isinstance(until_end(process)[-1], events.Stopped)
    assert (process.folder.path / "checkpoint").is_dir()


def test_the_compute_process_ends_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from core.jobs.runner import RunProcess\n"
        f"process = RunProcess(Path({str(endless_run(tmp_path))!r})); print(process.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 60
    while _alive(child):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_reporter_raises_cancelled_once_the_file_is_there(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    reporter = FileReporter(folder, lambda _line: None)
    reporter.progress(1, 10)
    folder.ask_to_stop()
    time.sleep(0.2)  # it looks for the file at most ten times a second
    with pytest.raises(Cancelled):
        reporter.progress(2, 10)


def test_the_same_progress_is_told_once(tmp_path: Path) -> None:
    """A watch that waits for days would fill the disk with it."""
    said: list[str] = []
    reporter = FileReporter(RunFolder(tmp_path), said.append)
    for _ in range(3):
        reporter.progress(10, 10, loss=1.0)
    reporter.progress(10, 10, loss=2.0)
    assert len(said) == 2


def test_image_list_keeps_every_name(tmp_path: Path) -> None:
    names = ("a.jpg", "zwei\nzeilen.png", "br\udcffken.jpg", "deep/🦋.webp")
    whole, side = np.arange(4), np.ones(4, np.int32)
    ImageList(whole, names, np.zeros((4, 16), np.uint8), side, side, whole, whole).save(tmp_path / "images.npz")
    again = ImageList.load(tmp_path / "images.npz")
    assert again.paths == names
    assert again.take(np.array([3, 0])).paths == (names[3], names[0])
    assert len(ImageList.empty()) == 0


def test_specs_survive_the_journey() -> None:
    for kind in (specs.PretrainSpec, specs.EmbedSpec, specs.MapSpec, specs.FinetuneSpec, specs.PredictSpec):
        import json

        spec = kind()
        assert specs.from_dict(kind, json.loads(json.dumps(specs.to_dict(spec)))) == spec


def test_cache_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path))
    run = Run(3, "embed", {}, "queued", 1.5)
    assert paths.run_folder("ab" * 16, run) == tmp_path / "projects" / ("ab" * 16) / "runs" / "000003-5dc"


def test_a_copied_project_has_run_folders_of_its_own(tmp_path: Path) -> None:
    """They had the numbers of the project's: the next run read what a run of the other had said."""
    first, second = (Run(3, "embed", {}, "queued", created) for created in (1.0, 2.0))
    assert paths.run_folder("u", first) != paths.run_folder("u", second)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")
