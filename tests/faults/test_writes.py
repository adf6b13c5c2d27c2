"""What cannot be written: kills, power, full and failing disks, a project that was moved away, another program's lock."""

import errno
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from safetensors import SafetensorError
from safetensors.numpy import save_file

from core import cli, disk, paths
from core.errors import UserError, WriteFailed
from core.jobs.events import Failed
from core.jobs.run_folder import RunFolder
from core.jobs.runner import RunProcess
from core.operations import copies, runs
from core.operations.importing import applying, sources
from core.operations.leaving import by_class
from core.project import history, labels, writing
from core.project import runs as run_rows
from core.project.checking import check
from core.project.project import Project
from core.records import Change
from core.specs import IngestSpec
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate
from tests.desktop_app import conftest as shared
from tests.torture import kills, power, small_project, vfs

path, session, window = shared.path, shared.session, shared.window
needs_vfs = pytest.mark.skipif(bool(vfs.missing()), reason=vfs.missing())
BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def failing(path: Path) -> Iterator[vfs.Disk]:
    """The disk under the project: ask for it before the session."""
    if vfs.missing():
        pytest.skip(vfs.missing())
    with vfs.watched(path) as found:
        yield found


def press(name: str, asked: list[str], box: QMessageBox) -> int:
    """Answer a dialog with the button of this name."""
    asked.append(box.text())
    next(button for button in box.buttons() if button.text().replace("&", "") == name).click()
    return 0


@pytest.fixture(autouse=True)
def _no_dialog_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that fails half-way leaves changes waiting, and the window asks about them when it is closed."""
    monkeypatch.setattr(QMessageBox, "exec", lambda box: press("Close without saving", [], box))


def give(session: Session, image: int, class_id: int) -> None:
    def work(project: Project) -> Change:
        return labels.assign(project, images=[image], class_id=class_id)

    session.edit(work)


def stored(path: Path) -> dict[int, int]:
    with Project.open(path) as project:
        assert check(project) == []
        return given(project)


def given(project: Project) -> dict[int, int]:
    columns = labels.columns(project)
    return dict(zip(columns.ids.tolist(), columns.classes.tolist(), strict=True))


def shown(session: Session) -> dict[int, int]:
    images = session.snapshot.images
    return {int(i): int(c) for i, c in zip(images.ids, images.label_codes, strict=True) if c}


BEFORE = {1: 1, 2: 2, 3: 1, 4: 2}
"""What is labelled in the project of these tests."""


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def answer_copy(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))


# 39 and 40: kills and power


def test_fault_39_what_was_acknowledged_survives_kill_9() -> None:
    played = kills.play(5, seed=39)
    assert [loss for each in played for loss in each.losses] == []
    assert sum(each.acknowledged for each in played) > 0


def test_fault_39_a_models_parts_come_together_or_not_at_all(tmp_path: Path) -> None:
    path = small_project.make(tmp_path)
    with Project.open(path) as project:
        with pytest.raises(InterruptedError):
            small_project.save_model(project, 0, broken_off=True)
        assert small_project.state_of(project).models == 0
        assert small_project.problems_of(project) == []


@needs_vfs
def test_fault_40_power_loss_leaves_the_old_or_the_new_state(tmp_path: Path) -> None:
    base, ops = power.record(tmp_path, seed=40)
    assert power.crashes(tmp_path, base, ops, 20, seed=40) == []


@needs_vfs
@pytest.mark.parametrize("beside", ["-wal", "-journal"])
def test_fault_40_a_torn_first_page_is_taken_from_log_or_journal(tmp_path: Path, beside: str) -> None:
    """Power may fail while the header itself is written; that is no reason to call the file something else."""
    base, ops = power.record(tmp_path, seed=0)
    name = min((op.name for op in ops if op.kind != "mark"), key=len)
    heads = [n for n, op in enumerate(ops) if (op.kind, op.name, op.offset) == ("write", name, 0)]
    for moment in heads:  # everything before arrived, and half of this
        files = {name: bytearray(base)}
        for op in ops[:moment]:
            if op.kind not in ("mark", "sync"):
                power._apply(files, op)
        if beside not in "".join(files):
            continue
        place = tmp_path / f"torn{beside}{moment}"
        place.mkdir()
        for each, content in files.items():
            (place / Path(each).name).write_bytes(content)
        with (place / Path(name).name).open("r+b") as file:
            file.write(b"\xa5" * 512)
        with Project.open(place / Path(name).name) as project:
            assert small_project.problems_of(project) == []
        return
    raise AssertionError(f"no write of the first page with a {beside} beside it")


# 41: the disk is full


def test_fault_41_edits_wait_in_their_order_and_are_written_when_there_is_room(
    qtbot, failing: vfs.Disk, window: MainWindow, session: Session
) -> None:
    failing.fail(1)
    for image, class_id in ((5, 1), (5, 2), (6, 1)):
        give(session, image, class_id)
    qtbot.waitUntil(lambda: session.held is not None and session.held.count == 3)
    assert window._held.isVisible()
    assert window._held.text.startswith(f"The disk is full: {session.project.path} could not be written. The last 3 changes")
    assert window._saved.text() == "3 not saved"
    assert shown(session) == BEFORE
    with qtbot.waitSignal(session.saved):
        qtbot.mouseClick(window._held.retry, BUTTON)
    assert session.held.count == 3
    window.show_message("info", "something else")
    assert window._held.isVisible()
    failing.heal()
    qtbot.mouseClick(window._held.retry, BUTTON)
    qtbot.waitUntil(lambda: session.held is None)
    assert not window._held.isVisible()
    assert shown(session) == given(session.project) == BEFORE | {5: 2, 6: 1}
    assert window._saved.text() == "All saved"
    session.undo()
    session.undo()
    qtbot.waitUntil(lambda: shown(session) == BEFORE | {5: 1})


def test_fault_41_an_undo_waits_behind_what_it_takes_back(qtbot, failing: vfs.Disk, session: Session) -> None:
    failing.fail(1)
    give(session, 5, 1)
    session.undo()
    qtbot.waitUntil(lambda: session.held is not None and session.held.count == 2)
    failing.heal()
    give(session, 6, 2)
    qtbot.waitUntil(lambda: session.held is None and 6 in shown(session))
    assert shown(session) == BEFORE | {6: 2}


def test_fault_41_one_goes_on_in_a_copy_elsewhere(
    qtbot, failing: vfs.Disk, window: MainWindow, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = path.with_name("elsewhere.labelight")
    answer_copy(monkeypatch, elsewhere)
    failing.fail(1)
    give(session, 5, 1)
    give(session, 6, 2)
    qtbot.waitUntil(lambda: session.held is not None and session.held.count == 2)
    uid = session.project.uid
    qtbot.mouseClick(window._held.copy, BUTTON)
    qtbot.waitUntil(lambda: session.project.path == elsewhere and shown(session) == BEFORE | {5: 1, 6: 2}, timeout=10_000)
    assert session.held is None
    assert not window._held.isVisible()
    assert session.project.uid == uid  # what was computed for it in the cache is still its own
    give(session, 7, 1)
    qtbot.waitUntil(lambda: shown(session).get(7) == 1)
    failing.heal()
    session.close()
    assert stored(elsewhere) == BEFORE | {5: 1, 6: 2, 7: 1}
    assert stored(path) == BEFORE


def test_fault_41_no_room_for_the_copy_either(
    qtbot, failing: vfs.Disk, window: MainWindow, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    session.said.connect(lambda _kind, text: said.append(text))
    answer_copy(monkeypatch, path.with_name("elsewhere.labelight"))
    failing.fail(1)
    give(session, 5, 1)
    qtbot.waitUntil(lambda: session.held is not None)
    with vfs.watched(path.with_name(".elsewhere")) as there:
        there.fail(3)
        window.save_copy()
        qtbot.waitUntil(lambda: bool(said))
    assert "elsewhere.labelight could not be written: the disk there is full" in said[0]
    assert session.held is not None
    failing.heal()
    session.try_again()
    qtbot.waitUntil(lambda: shown(session) == BEFORE | {5: 1})
    assert {file.name for file in path.parent.iterdir()} == {"pictures", path.name, f"{path.name}-wal"}


@pytest.mark.parametrize(("answer", "closes"), [("Cancel", False), ("Save a copy…", False), ("Close without saving", True)])
def test_fault_41_closing_asks_while_changes_wait(
    qtbot, failing, window: MainWindow, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, closes: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: press(answer, asked, box))
    answer_copy(monkeypatch, path.with_name("elsewhere.labelight"))
    failing.fail(1)
    give(session, 5, 1)
    qtbot.waitUntil(lambda: session.held is not None)
    assert window.close() is closes
    assert "The disk is full" in asked[0]
    assert "would be lost" in asked[0]
    if answer == "Save a copy…":
        qtbot.waitUntil(lambda: shown(session) == BEFORE | {5: 1} and session.held is None, timeout=10_000)
    failing.heal()
    session.try_again()
    qtbot.waitUntil(lambda: session.held is None)


def test_fault_41_another_project_is_not_opened_over_changes_that_wait(qtbot, failing: vfs.Disk, session: Session) -> None:
    said: list[str] = []
    session.said.connect(lambda _kind, text: said.append(text))
    failing.fail(1)
    give(session, 5, 1)
    qtbot.waitUntil(lambda: session.held is not None)
    assert not session.open(session.project.path.with_name("other.labelight"))
    assert "wait for the disk" in said[-1]
    failing.heal()
    session.try_again()
    qtbot.waitUntil(lambda: shown(session) == BEFORE | {5: 1})


@pytest.mark.parametrize("stopped", [False, True])
def test_fault_41_a_run_rests_until_it_can_be_stored(qtbot, failing: vfs.Disk, session: Session, path, stopped: bool) -> None:
    said, ends = [], []

    def on_update(update: RunUpdate) -> None:
        if update.event is None:
            failing.fail(1)  # it has begun: from now on nothing can be stored
        elif isinstance(update.event, Failed):
            ends.append(update.event.message)

    session.said.connect(lambda _kind, text: said.append(text))
    session.run_updated.connect(on_update)
    Image.new("RGB", (8, 8)).save(path.parent / "pictures" / "new.png")
    session.start("ingest", IngestSpec())
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    assert said[0].startswith(f"The disk is full: {path} could not be written. ")
    assert "rests until that is mended" in said[0]
    assert session.running is not None
    if stopped:
        session.stop()
        qtbot.waitUntil(lambda: bool(ends))
        failing.heal()
        session.close()
        with runs.opened(partial(Project.open, path)) as project:
            assert run_rows.every(project)[0].state == "interrupted"
            assert check(project) == []
        return
    failing.heal()
    session.run_updated.disconnect(on_update)
    session.try_again()
    qtbot.waitUntil(lambda: session.running is None, timeout=30_000)
    assert run_rows.every(session.project, "ingest")[0].state == "done"


def test_fault_41_a_compute_process_without_room_says_so(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    for number in range(3):
        Image.new("RGB", (8, 8), (80 * number, 0, 0)).save(tmp_path / "pictures" / f"{number}.png")
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        begun = runs.begin(project, "ingest", IngestSpec())
        with no_file_beyond(40):  # not even what it has to say fits
            process = RunProcess(begun.folder)
        said = []
        while not process.ended:
            said += process.poll()
            time.sleep(0.05)
        end = said[-1]
        assert isinstance(end, Failed)
        assert "The disk is full" in end.message
        assert str(RunFolder(begun.folder).path) in end.message


def test_fault_41_full_disks_are_told_apart_from_our_mistakes(tmp_path: Path) -> None:
    with no_file_beyond(1000), pytest.raises(SafetensorError) as caught:
        save_file({"w": np.zeros(10_000, np.float32)}, tmp_path / "w.safetensors")
    assert "cache folder could not be written" in disk.trouble(caught.value)
    full = OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "x"))
    assert disk.trouble(full) == f"The disk is full: {tmp_path / 'x'} could not be written."
    assert disk.trouble(ValueError("shapes differ")) == disk.trouble(FileNotFoundError(errno.ENOENT, "no such file")) == ""


def test_fault_41_no_half_image_is_left_by_an_export(path: Path) -> None:
    pictures = path.parent / "pictures"
    for name in ("00.png", "01.png"):
        Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)).save(pictures / name)
    with Project.open(path) as project:
        with no_file_beyond(4096), pytest.raises(UserError, match=r"00.png could not be written"):
            by_class.write(project, path.parent / "out")
        assert [file for file in (path.parent / "out").rglob("*") if file.is_file()] == []
        by_class.write(project, path.parent / "out")
    assert (path.parent / "out" / "a" / "00.png").read_bytes() == (pictures / "00.png").read_bytes()


def test_fault_41_closing_without_room_loses_nothing(failing: vfs.Disk, path: Path) -> None:
    project = Project.open(path)
    labels.assign(project, images=[5], class_id=1)
    failing.fail(1)
    remark = project.close()
    assert f"{path.name}-wal" in remark
    assert "Everything is saved" in remark
    failing.heal()
    assert stored(path) == BEFORE | {5: 1}
    assert not path.with_name(f"{path.name}-wal").exists()


# 42: the disk fails once


def test_fault_42_what_failed_once_is_done_in_a_new_transaction(qtbot, failing: vfs.Disk, session: Session, path: Path) -> None:
    said: list[str] = []
    session.said.connect(lambda _kind, text: said.append(text))
    before = path.stat().st_ino
    failing.fail(1, "io", for_good=False)
    give(session, 5, 1)
    qtbot.waitUntil(lambda: shown(session) == BEFORE | {5: 1})
    assert (said, session.held) == ([], None)
    assert path.stat().st_ino == before


def take(project: Project, table: Path) -> int:
    """As the command `label` does it."""
    source = sources.of_file(table, project.path)
    return writing.patiently(lambda: applying.apply(project, source, applying.Choice("all")))[1].labels


def test_fault_42_a_disk_that_goes_on_failing_is_told_and_nothing_is_deleted(failing: vfs.Disk, path: Path) -> None:
    table = path.with_name("labels.csv")
    table.write_text("path,label\n05.png,a\n")
    with Project.open(path) as project:
        failing.fail(1, "io")
        with pytest.raises(WriteFailed, match=r"The disk reports an error: .*p\.labelight .*What was saved before is safe"):
            take(project, table)
        failing.fail(1, "io", for_good=False)
        assert take(project, table) == 1
        failing.heal()
    assert stored(path) == BEFORE | {6: 1}


# 44: the file is no longer there


def move(path: Path) -> None:
    path.rename(path.with_name("moved.labelight"))


def delete(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"something else")
    other.replace(path)


@pytest.mark.parametrize("vanish", [move, delete, replace])
def test_fault_44_a_project_that_is_gone_is_not_written_and_can_be_copied(path: Path, vanish: Callable[[Path], None]) -> None:
    copy = path.with_name("copy.labelight")
    with Project.open(path) as project:
        labels.assign(project, images=[5], class_id=1)
        vanish(path)
        with pytest.raises(WriteFailed, match=r"p\.labelight was moved, replaced or deleted.*save a copy"):
            labels.assign(project, images=[6], class_id=1)
        copies.save_copy(project, copy, instead=True)
        if vanish is replace:
            path.with_name(f"{path.name}-wal").unlink()
            path.with_name(f"{path.name}-wal").write_bytes(b"the log of the other one")
    assert stored(copy) == BEFORE | {5: 1}
    if vanish is move:
        assert stored(path.with_name("moved.labelight")) == BEFORE | {5: 1}
    if vanish is replace:
        assert path.read_bytes() == b"something else"
        assert path.with_name(f"{path.name}-wal").read_bytes() == b"the log of the other one"


def test_fault_44_the_window_goes_on_in_a_copy(
    qtbot, window: MainWindow, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = path.with_name("copy.labelight")
    answer_copy(monkeypatch, copy)
    path.unlink()
    give(session, 5, 1)
    qtbot.waitUntil(lambda: session.held is not None)
    assert "was moved, replaced or deleted" in window._held.text
    qtbot.mouseClick(window._held.copy, BUTTON)
    qtbot.waitUntil(lambda: session.project.path == copy and shown(session) == BEFORE | {5: 1}, timeout=10_000)
    session.close()
    assert stored(copy) == BEFORE | {5: 1}


def test_fault_44_closing_asks_where_all_would_be_lost(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: press("Cancel", asked, box))
    kept = path.rename(path.with_name("away"))
    assert not window.close()
    assert "all of it is lost on closing" in asked[0]
    kept.rename(path)
    assert window.close()


# 51: another program has locked it


def let_go(project: Project) -> None:
    """Without our own lock, which keeps every other program out while we have it."""
    with project.read() as connection:
        for pragma in ("journal_mode=DELETE", "locking_mode=NORMAL", "busy_timeout=20"):
            connection.connection.driver_connection.execute(f"PRAGMA {pragma}")


def test_fault_51_an_edit_waits_for_the_lock_of_another_program(
    qtbot, window: MainWindow, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_PAUSE", 0.0)
    let_go(session.project)
    assert len(history.entries(session.project)) > 0
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        give(session, 5, 1)
        give(session, 6, 2)
        qtbot.waitUntil(lambda: session.held is not None and session.held.count == 2)
        assert window._held.text.startswith(f"Another program holds {path}, so it could not be read")
        other.execute("ROLLBACK")
    qtbot.mouseClick(window._held.retry, BUTTON)
    qtbot.waitUntil(lambda: shown(session) == BEFORE | {5: 1, 6: 2})
    assert session.held is None


def test_fault_51_a_lock_that_goes_soon_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.open(path) as project, closing(sqlite3.connect(path, isolation_level=None)) as other:
        let_go(project)
        assert given(project) == BEFORE
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr("time.sleep", lambda _seconds: other.execute("ROLLBACK"))
        writing.patiently(lambda: labels.assign(project, images=[5], class_id=1))
        assert given(project) == BEFORE | {5: 1}


# Save a copy, for everyone


def test_a_copy_is_a_whole_project_of_its_own(
    qtbot, window: MainWindow, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_copy(monkeypatch, path.with_name("second"))
    give(session, 5, 1)
    with qtbot.waitSignal(session.said, timeout=10_000) as blocker:
        window._actions["Save a copy…"].trigger()
    copy = path.with_name("second.labelight")
    assert blocker.args == ["info", f"A copy is at {copy}."]
    assert session.project.path == path
    assert stored(copy) == BEFORE | {5: 1}
    with Project.open(copy) as project:
        assert project.uid != session.project.uid  # both may be open at a time: their runs lie in folders of their own
    assert paths.project_cache(session.project.uid) == session.project.cache


def test_the_command_copies_and_replaces_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = path.with_name("copy.labelight")
    assert cli.main(["copy", str(path), str(copy)]) == 0
    content = copy.read_bytes()
    assert cli.main(["copy", str(path), str(copy)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert copy.read_bytes() == content
    assert stored(copy) == BEFORE


def test_a_copy_never_goes_over_the_project_nor_beside_the_log_of_another(path: Path) -> None:
    other = path.with_name("other.labelight")
    other.with_name("other.labelight-wal").write_bytes(b"the log of a project that is open")
    with Project.open(path) as project:
        for target, why in ((path, "the project itself"), (other, "belongs to a project"), (path / "x", "no folder")):
            with pytest.raises(UserError, match=why):
                copies.save_copy(project, target, replace=True)
    assert stored(path) == BEFORE
