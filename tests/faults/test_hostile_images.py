"""Faults 9 and 10: a file that crashes the decoder, never lets it end, or eats memory. The run goes on without it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

import main as labelight
from core import paths
from core.jobs import suspects
from core.jobs.events import Done, Event, Failed, Note, Stopped, is_end
from core.jobs.manifest import ImageList, Manifest
from core.jobs.reporter import ListReporter
from core.jobs.run_folder import Job, RunFolder
from core.jobs.runner import RunProcess
from core.jobs.suspects import Trial, Watch
from core.pixels import cache, decode, quarantine, scan
from core.pixels.careful import Careful, Decoding, decoding_now
from core.pixels.decode import Unreadable
from core.pixels.source import open_source
from core.project import images
from core.project.project import Project
from core.specs import IngestSpec
from desktop_app.worker_thread import Request, RunUpdate, WorkerThread
from tests.faults import hostile

Begin = Callable[[Path], RunProcess]
CRASHED, SLOW, LARGE = "the decoder crashed on this file", "took longer than", "too large for the memory of this machine"


@pytest.fixture(autouse=True)
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every process this test starts has the hostile decoder; nothing is in quarantine."""
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))
    script = hostile.program(tmp_path)
    monkeypatch.setattr(paths, "main_script", lambda: script)
    return script


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pictures"
    made.mkdir()
    for number in range(6):
        (made / f"{number}.png").write_bytes(hostile.picture(number))
    return made


@pytest.fixture
def process_over() -> Iterator[Callable[[Path], RunProcess]]:
    """Begins an ingest of a folder. No process outlives a test that failed: a decoder that loops would do so for ever."""
    begun: list[RunProcess] = []

    def begin(folder: Path) -> RunProcess:
        run = folder.parent / "run"
        run.mkdir()
        ImageList.empty().save(run / "images.npz")
        manifest = Manifest(folder=str(folder), cache=str(folder.parent / "cache"), images="images.npz")
        RunFolder(run).write_job(Job("ingest", IngestSpec(), manifest))
        begun.append(RunProcess(run))
        return begun[0]

    yield begin
    for process in begun:
        process.kill()
        until(process)


def until(process: RunProcess, wanted: Callable[[Event], bool] = is_end) -> list[Event]:
    said: list[Event] = []
    deadline = time.monotonic() + 120
    while not any(wanted(event) for event in said) and not process.ended:
        assert time.monotonic() < deadline, process.folder.log_tail()
        said += process.poll()
        time.sleep(0.02)
    return said


def is_trying(event: Event) -> bool:
    return isinstance(event, Note) and "Looking for the file" in event.text


def opened(folder: Path, who: str) -> list[str]:
    """What the decoder was given by the process that works, or by those that try one file alone."""
    return [line for line in (folder.parent / "opened.txt").read_text().splitlines() if line.startswith(who)]


def digest_of(file: Path) -> bytes:
    with open_source(file) as source:
        return source.digest


def test_fault_10_one_after_the_other_is_left_out_and_the_look_ends_well(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {
        "crash.png": ("CRASH", CRASHED),
        "crash too.png": ("CRASH", CRASHED),
        "eat.png": ("EAT", LARGE),
    }
    for number, (name, (word, _)) in enumerate(bad.items(), 20):
        (folder / name).write_bytes(hostile.picture(number, word))
    project = str(tmp_path / "p.labelight")
    assert labelight.main(["new", project, str(folder)]) == 0
    said = capsys.readouterr().err
    assert "6 images, 3 unreadable, 0 missing." in said
    assert "Going on without “crash.png”" in said
    with Project.open(Path(project)) as found:
        listed = {image.path: image.reason for image in images.unreadable(found)}
    assert list(listed) == sorted(bad)
    assert all(reason in listed[name] for name, (_, reason) in bad.items())

    # The next look knows them by their content, under another name too, and opens none of them.
    before = (folder.parent / "opened.txt").read_text()
    (folder / "eat.png").rename(folder / "renamed.png")
    assert labelight.main(["ingest", project]) == 0
    assert "Looking for the file" not in capsys.readouterr().err
    assert (folder.parent / "opened.txt").read_text() == before
    with Project.open(Path(project)) as found:
        assert {image.path: image.reason for image in images.unreadable(found)}["renamed.png"] == LARGE


def test_fault_10_the_window_says_what_it_goes_on_without(qtbot, tmp_path: Path, folder: Path) -> None:
    (folder / "bad.png").write_bytes(hostile.picture(50, "CRASH"))
    updates: list[RunUpdate] = []
    with Project.create(tmp_path / "p.labelight", folder) as project:
        thread = WorkerThread(project)
        thread.updated.connect(updates.append)
        thread.start()
        thread.request(Request("ingest", IngestSpec()))
        try:
            qtbot.waitUntil(
                lambda: any(update.event is not None and is_end(update.event) for update in updates), timeout=60_000
            )
        finally:
            thread.close()
        assert isinstance(updates[-1].event, Done)
        assert images.counts(project) == {"ok": 6, "unreadable": 1, "missing": 0}
    assert Note("Going on without “bad.png”: the decoder crashed on this file") in [update.event for update in updates]


@pytest.mark.parametrize("word", ["LOOP", "SLEEP"])
def test_fault_10_a_file_that_never_ends_is_left_out(
    process_over: Begin, folder: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    """Whether the decoder holds the interpreter meanwhile or not."""
    for file in folder.iterdir():
        file.unlink()
    (folder / "endless.png").write_bytes(hostile.picture(7, word))
    monkeypatch.setattr(suspects, "SECONDS", 1.0)
    end = until(process_over(folder))[-1]
    assert isinstance(end, Done)
    assert (end.result["images"], end.result["unreadable"]) == (0, 1)
    assert [SLOW in reason for reason in quarantine.load().values()] == [True]


def test_fault_10_what_was_found_before_the_crash_is_not_decoded_again(process_over: Begin, folder: Path) -> None:
    for number in range(6, 300):
        (folder / f"{number}.png").write_bytes(hostile.picture(number))
    (folder / "last.png").write_bytes(hostile.picture(100, "CRASH"))
    process = process_over(folder)
    end = until(process)[-1]
    assert isinstance(end, Done)
    assert (end.result["images"], end.result["unreadable"], end.result["added"]) == (300, 1, 300)
    assert len(opened(folder, "worker")) <= 2 * 301 - 64  # those of the first part were not
    assert len(opened(folder, "alone")) <= 2 * os.cpu_count()


def test_fault_10_nobody_to_blame_ends_the_run_with_a_sentence(process_over: Begin, folder: Path) -> None:
    """Killed from outside while it decoded: nothing goes into quarantine."""
    (folder / "a.png").write_bytes(hostile.picture(50, "WAIT"))
    process = process_over(folder)
    deadline = time.monotonic() + 60
    while not decoding_now(process.folder.decoding):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    end = until(process)[-1]
    assert isinstance(end, Failed)
    assert "Your labels are safe" in end.message
    assert quarantine.load() == {}


def test_fault_10_it_can_be_stopped_while_suspects_are_tried(
    process_over: Begin, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.png").write_bytes(hostile.picture(50, "SLEEP"))
    process = process_over(folder)
    with monkeypatch.context() as hasty:
        hasty.setattr(suspects, "SECONDS", 1.0)
        until(process, is_trying)
    process.ask_to_stop()
    assert isinstance(until(process)[-1], Stopped)


def test_fault_10_another_decoder_version_tries_them_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quarantine.add({digest_of(folder / "0.png"): CRASHED})
    quarantine.add({digest_of(folder / "1.png"): CRASHED})
    assert len(quarantine.load()) == 2
    monkeypatch.setattr(quarantine, "_DECODER", "Pillow 99")
    assert quarantine.load() == {}


def test_fault_09_one_file_alone_gets_no_more_than_its_share_of_memory(folder: Path) -> None:
    (folder / "eat.png").write_bytes(hostile.picture(7, "EAT"))
    trial = Trial([Decoding(folder / "eat.png", b"e" * 16, 256), Decoding(folder / "0.png", b"0" * 16, 256)], megabytes=2_000)
    deadline = time.monotonic() + 60
    while not trial.over:
        assert time.monotonic() < deadline
        trial.poll()
        time.sleep(0.02)
    assert trial.guilty == {b"e" * 16: LARGE}


def test_fault_10_a_sleeping_computer_has_not_stood_still(tmp_path: Path, folder: Path) -> None:
    now = [0.0]
    careful = Careful(folder, tmp_path / "notes")
    place = careful.begin("0.png", bytes(16), 256)
    watch = Watch(tmp_path / "notes", lambda: now[0])
    for _ in range(2):
        now[0] += 10_000  # hours pass between two looks
        assert not watch.stands_still()
    for _ in range(600):
        now[0] += 0.1
        still = watch.stands_still()
    assert still
    careful.end(place)
    assert not watch.stands_still()


def test_fault_10_threads_have_slots_of_their_own(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    careful = Careful(tmp_path, notes)
    names = ["a", "b" * 3000, "c\udcff"]
    places = [careful.begin(name, name[0].encode() * 16, number) for number, name in enumerate(names)]
    noted = sorted(decoding_now(notes), key=lambda each: each.longest)
    assert noted == [Decoding(tmp_path / name, name[0].encode() * 16, number) for number, name in enumerate(names)]
    for place in places:
        careful.end(place)
    assert decoding_now(notes) == ()


def test_fault_10_every_way_to_pixels_is_noted_and_refuses_what_is_in_quarantine(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes, seen = tmp_path / "notes", []

    def noting(name: str) -> None:
        true = getattr(decode, name)

        def noted(*given: object) -> object:
            seen.append((name, *[(d.path.name, d.longest) for d in decoding_now(notes)]))
            return true(*given)

        for module in (scan, cache):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, noted)

    for name in ("decode_file", "describe_file"):
        noting(name)
    one = scan.scan(folder, ListReporter(), notes)[0].take(np.array([0]))
    assert any(("0.png", 0) in each for each in seen)  # among those of other threads
    assert cache.open_pixels(tmp_path / "pixels", one, folder, 32, ListReporter(), notes).readable.all()
    assert seen[-1] == ("decode_file", ("0.png", 32))
    assert decoding_now(notes) == ()

    quarantine.add({one.digests[0].tobytes(): CRASHED})
    before = len(seen)
    assert not cache.open_pixels(tmp_path / "others", one, folder, 32, ListReporter(), notes).readable.any()
    assert scan.reason_of(folder, "0.png") == CRASHED
    assert len(seen) == before
    assert [(bad.path, bad.reason) for bad in scan.scan(folder, ListReporter(), notes)[1]] == [("0.png", CRASHED)]


def test_fault_10_the_window_decodes_only_what_was_decoded_before(folder: Path) -> None:
    from desktop_app.full_pictures import FileKey, load
    from desktop_app.pictures import decoded

    file = folder / "0.png"
    digest = digest_of(file)
    assert decoded(file, digest, 256) is not None
    assert not isinstance(load(FileKey(file, digest)), str)
    quarantine.add({digest: CRASHED})
    assert load(FileKey(file, digest)) == CRASHED
    assert decoded(file, digest, 256) is None
    file.write_bytes(hostile.picture(1000))
    assert load(FileKey(file, digest)) == "the file has changed since it was looked through"
    assert decoded(file, digest, 256) is None
    with pytest.raises(Unreadable, match="changed"), _known(file, digest):
        pass


def _known(file: Path, digest: bytes):
    from core.pixels.source import open_known

    return open_known(file, digest)
