"""Opening a project (faults 43, 45, 46, 49, 50, 52, 53, 54): for writing, for reading only, or not at all, and said why."""

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core import paths
from core.cli import main as command
from core.errors import OnlyReadable, UserError
from core.operations import runs as running
from core.project import classes, encoders, history, holder, images, labels, migrations, reading, storage
from core.project import runs as run_rows
from core.project.checking import check
from core.project.project import Project
from core.project.reading import open_project
from core.records import EncoderCard, FoundImage
from core.specs import EmbedSpec
from desktop_app import copy_dialogs
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from tests.faults.places import held, open_place, read_only, state

NEWEST = migrations.STEPS[-1].to


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds a project here holds it till the end of the test."""
    monkeypatch.setattr(storage, "_PATIENCE", 0.05)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20 images of two classes, four labelled, that the machine need not be looked at for."""
    place = tmp_path_factory.mktemp("sound")
    (place / "pictures").mkdir()
    with Project.create(place / "p.labelight", place / "pictures") as project:
        names = [f"{n:02d}.png" for n in range(20)]
        images.add_found(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 8, 8) for n in names])
        encoder = encoders.bundled(project).id
        vectors = np.random.default_rng(0).normal(size=(20, 6)).astype(np.float16)
        encoders.add_embeddings(project, encoder, np.arange(1, 21), vectors)
        for name, rows in (("moth", [1, 3]), ("<b>fly</b>", [2, 4])):
            _, made = classes.add(project, name=name)
            labels.assign(project, images=rows, class_id=made.id)
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
    return place / "p.labelight"


@pytest.fixture(scope="module")
def crashed(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after a process was killed with it open: the newest label is in the log alone."""
    path = Path(shutil.copy(sound, tmp_path_factory.mktemp("crashed") / "p.labelight"))
    with held(path):
        pass
    assert path.with_name(f"{path.name}-wal").stat().st_size
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    (tmp_path / "disk").mkdir()
    return Path(shutil.copy(sound, tmp_path / "disk" / "p.labelight"))


@pytest.fixture
def place(sound: Path) -> Iterator[Path]:
    """The project in a folder that other users can reach, as root has to become one of them."""
    with open_place() as folder:
        yield Path(shutil.copy(sound, folder / "disk" / "p.labelight"))


@pytest.fixture
def window(qtbot) -> Iterator[MainWindow]:
    window = MainWindow(Session(), QSettings())
    window.resize(1200, 800)
    window.show()
    yield window
    window.close()


def sql(path: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement, values)


def copied(crashed: Path, path: Path) -> None:
    for end in ("", "-wal"):
        shutil.copy(f"{crashed}{end}", f"{path}{end}")


def names(project: Project) -> list[str]:
    return [known.name for known in classes.every(project)]


def copies_left() -> list[Path]:
    return list(paths.reading_home().glob("*"))


# 43: nothing can be written there


@pytest.mark.parametrize(("file", "folder"), [(True, True), (True, False), (False, True)])
def test_fault_43_what_cannot_be_written_is_read(place: Path, file: bool, folder: bool) -> None:
    before = state(place.parent)
    with read_only(place, file=file, folder=folder):
        with pytest.raises(OnlyReadable) as refused:
            Project.open(place)
        with open_project(place) as project:
            assert names(project) == ["moth", "<b>fly</b>"]
            assert labels.count(project) == {1: 2, 2: 2}
            assert refused.value.why in project.read_only
            for change in (
                lambda: classes.add(project, name="new"),
                lambda: history.undo(project),
                lambda: project.set("a", "b"),
            ):
                with pytest.raises(UserError, match="open for reading only"):
                    change()
        assert state(place.parent) == before
    assert ("file" if file else "folder") in refused.value.why
    assert not copies_left()


def test_fault_43_a_log_left_there_is_read_too(place: Path, crashed: Path) -> None:
    copied(crashed, place)
    before = state(place.parent)
    with read_only(place):
        with open_project(place) as project:
            assert "newest" in names(project)
            assert labels.count(project) == {1: 2, 2: 2, 3: 1}
        assert state(place.parent) == before
    assert not copies_left()


def test_fault_43_without_room_for_a_copy_it_says_what_may_be_missing(
    place: Path, crashed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(crashed, place)
    before = state(place.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with read_only(place):
        with open_project(place) as project:
            assert names(project)[:2] == ["moth", "<b>fly</b>"]
            assert "newest changes may be missing" in project.read_only
        assert state(place.parent) == before


def test_fault_43_commands_that_read_go_on_and_those_that_write_say_why(place: Path, capsys) -> None:
    out = place.parent.parent / "cache" / "labels.csv"
    with read_only(place):
        assert command(["info", str(place), "--json"]) == 0
        assert json.loads(capsys.readouterr().out.splitlines()[-1])["labels"] == 4
        assert command(["export", str(place), "--labels", str(out)]) == 0
        assert "Note: The file" in capsys.readouterr().err
        assert command(["set", str(place), "--none-below", "0.1"]) == 1
        assert "is read-only. Nothing was changed. Copy it to where you may write." in capsys.readouterr().err
    assert "moth" in out.read_text()


def test_fault_43_the_window_says_it_and_lets_nothing_be_changed(
    qtbot, window: MainWindow, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(copy_dialogs, "save_copy", lambda *given: asked.append(given))
    session, told = window.session, []
    session.said.connect(lambda kind, text: told.append(text))
    before = state(place.parent)
    with read_only(place):
        with qtbot.waitSignal(session.opened):
            assert session.open(place)
        assert "read-only" in window._banner.text
        assert window._banner.isVisible()
        button = window._banner.findChild(QPushButton)
        button.click()
        assert asked == [(window, session)]
        assert not window._actions["Undo"].isEnabled()
        assert not window.learn_page._run.isEnabled()
        assert not window.train_page._run.isEnabled()
        assert not window.images_page._again.isEnabled()
        assert not window.export_page._buttons["import"].isEnabled()
        assert window.export_page._buttons["csv"].isEnabled()
        window.show_page(2)
        assert not window.label_page._classes._new.isEnabled()
        session.selection.apply(np.array([7]), "replace")
        qtbot.keyClick(window.label_page, Qt.Key.Key_1)
        session.undo()
        session.start("embed", EmbedSpec())
        assert told[-3:] == [session.read_only] * 3
        assert session.snapshot.images.label_codes[7] == 0
        assert not session.busy
        session.close()
        assert not window._banner.isVisible()
        assert state(place.parent) == before


# 45: open twice


def test_fault_45_the_second_opener_says_who_and_reads_a_copy(path: Path) -> None:
    with held(path) as other:
        before = state(path.parent)
        with pytest.raises(
            OnlyReadable, match=rf"open in another Labelight on .+ \(process {other.process.pid}\) since \d\d:\d\d"
        ):
            Project.open(path)
        with open_project(path) as project:
            assert "newest" in names(project)  # from the log
            assert "as it was at" in project.read_only
            assert check(project) == []
            assert state(path.parent) == before
            other.do("label again")  # it still can, and its lock still holds
            with pytest.raises(OnlyReadable):
                Project.open(path)
        assert not copies_left()
        other.do("close")
    with Project.open(path) as project:
        assert project.get("holder")
    assert holder.of(path) is None


def test_fault_45_a_log_that_begins_anew_while_it_is_copied_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File and log of two moments would lack what was folded from one into the other between them."""
    really, folded = reading._copied_some, []
    with held(path) as other:

        def slowly(file: BinaryIO, out: BinaryIO) -> bool:
            more = really(file, out)
            if not folded:
                folded.append(other.do("fold"))
            return more

        monkeypatch.setattr(reading, "_copied_some", slowly)
        with open_project(path) as project:
            assert labels.count(project) == {1: 4, 2: 3, 3: 1}
            assert check(project) == []


def test_fault_45_who_crashed_holds_nothing(path: Path, crashed: Path) -> None:
    copied(crashed, path)
    stale = holder.of(path)
    with Project.open(path) as project:
        mine = json.loads(project.get("holder"))
        assert stale is not None
        assert mine["process"] == os.getpid() != stale.process
        assert "newest" in names(project)


def test_fault_45_commands_and_window(qtbot, window: MainWindow, path: Path, capsys) -> None:
    with held(path) as other:
        assert command(["info", str(path)]) == 0
        assert f"(process {other.process.pid})" in capsys.readouterr().err
        assert command(["set", str(path), "--none-below", "0.1"]) == 1
        assert "Close it there first; nothing was changed." in capsys.readouterr().err
        with qtbot.waitSignal(window.session.opened):
            assert window.session.open(path)
        assert f"(process {other.process.pid})" in window._banner.text
        assert "as it was at" in window._banner.text
        other.do("close")
        with qtbot.waitSignal(window.session.opened):
            window.session.open(path)
        assert not window._banner.isVisible()


def test_fault_45_closing_while_the_copy_is_made_leaves_nothing(qtbot, window: MainWindow, path: Path) -> None:
    with held(path):
        assert window.session.open(path)
        window.session.close()
        assert window.session.project is None
        assert not copies_left()


# 46: no project


def _other_application(path: Path) -> None:
    sql(path, "CREATE TABLE notes (text)", "PRAGMA application_id=7")


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("a shopping list"),
        lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(5000)),
        lambda path: sql(path, "CREATE TABLE notes (text)"),
        _other_application,
        lambda path: path.mkdir(),
        os.mkfifo if hasattr(os, "mkfifo") else None,
    ],
    ids=["empty", "text", "zeros", "sqlite", "application", "folder", "pipe"],
)
def test_fault_46_what_is_no_project_is_refused_untouched(
    tmp_path: Path, capsys, make: Callable[[Path], object] | None
) -> None:
    if make is None:
        pytest.skip("there are no pipes with a name here")
    path = tmp_path / "other.labelight"
    make(path)
    is_file = stat.S_ISREG(path.stat().st_mode)
    before = (path.stat(), path.read_bytes() if is_file else b"", sorted(p.name for p in tmp_path.iterdir()))
    assert command(["info", str(path)]) == 1
    said = capsys.readouterr().err
    assert f"{path} is " in said
    assert "not a Labelight project" in said
    after = (path.stat(), path.read_bytes() if is_file else b"", sorted(p.name for p in tmp_path.iterdir()))
    assert after[0].st_mtime_ns == before[0].st_mtime_ns
    assert after[1:] == before[1:]


# 49: another version


def test_fault_49_a_newer_file_is_read_as_far_as_it_is_known(path: Path, capsys, qtbot, window: MainWindow) -> None:
    sql(
        path,
        "ALTER TABLE images ADD COLUMN stars INTEGER",
        "CREATE TABLE ratings (id INTEGER)",
        f"PRAGMA user_version={NEWEST + 1}",
    )
    before = state(path.parent)
    assert command(["info", str(path), "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out.splitlines()[-1])["labels"] == 4
    assert f"made by a newer Labelight (file version {NEWEST + 1}, this one writes up to {NEWEST})" in said.err
    assert command(["set", str(path), "--none-below", "0.1"]) == 1
    assert "Update Labelight to change it" in capsys.readouterr().err
    with qtbot.waitSignal(window.session.opened):
        window.session.open(path)
    assert "newer Labelight" in window._banner.text
    window.session.close()
    assert state(path.parent) == before


def test_fault_49_a_newer_file_that_keeps_things_elsewhere_is_refused(path: Path) -> None:
    sql(path, "ALTER TABLE images RENAME COLUMN digest TO digest_of_pixels", f"PRAGMA user_version={NEWEST + 1}")
    before = state(path.parent)
    with pytest.raises(UserError, match="keeps its “images” in another way"):
        open_project(path)
    assert state(path.parent) == before


def test_fault_49_an_older_file_is_brought_up_to_date_and_kept(path: Path, capsys, qtbot, window: MainWindow) -> None:
    sql(path, "DROP TABLE familiarity", "DROP TABLE picks", "PRAGMA user_version=1")
    old, told = Path(shutil.copy(path, path.with_name("q.labelight"))), []
    assert command(["info", str(path)]) == 0
    assert "it is kept beside it: p.labelight.v1.backup" in capsys.readouterr().err
    assert path.with_name("p.labelight.v1.backup").exists()
    window.session.said.connect(lambda kind, text: told.append(text))
    with qtbot.waitSignal(window.session.opened):
        window.session.open(old)
    qtbot.waitUntil(lambda: any("q.labelight.v1.backup" in text for text in told))


def test_fault_49_an_older_file_in_a_read_only_place_is_read(place: Path) -> None:
    sql(place, "DROP TABLE familiarity", "DROP TABLE picks", "PRAGMA user_version=1")
    before = state(place.parent)
    with read_only(place):
        with open_project(place) as project:
            assert labels.count(project) == {1: 2, 2: 2}
        assert state(place.parent) == before


# 50: parts of it are gone, or not its own


def test_fault_50_without_its_log_it_opens_as_it_was_and_says_so(path: Path, crashed: Path, capsys) -> None:
    copied(crashed, path)
    path.with_name("p.labelight-wal").unlink()
    assert command(["info", str(path), "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out.splitlines()[-1])["labels"] == 4
    assert "p.labelight-wal, which belongs beside it then, is gone" in said.err
    assert command(["info", str(path)]) == 0
    assert "Note" not in capsys.readouterr().err


@pytest.mark.parametrize("closed", [True, False])
def test_fault_50_the_log_of_another_file_is_put_aside(
    path: Path, sound: Path, crashed: Path, tmp_path: Path, closed: bool
) -> None:
    if not closed:
        shutil.copy(crashed, path)
    with Project.create(tmp_path / "other.labelight", sound.parent / "pictures") as other:
        for n in range(30):
            classes.add(other, name=f"class {n}" * 9)
        log = Path(shutil.copy(tmp_path / "other.labelight-wal", path.with_name("p.labelight-wal")))
    content = log.read_bytes()
    with Project.open(path) as project:
        assert names(project) == ["moth", "<b>fly</b>"]
        assert labels.count(project) == {1: 2, 2: 2}
        assert "belongs to another file" in project.remark
        assert path.with_name("p.labelight-wal.other").read_bytes() == content
        assert check(project) == []


def test_fault_50_what_was_never_committed_is_rolled_back(path: Path) -> None:
    """A journal is hot where a program ended in the middle of a write of pages."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN")
        raw.execute("UPDATE classes SET name='never committed' || id")
        raw.executemany("INSERT INTO metrics VALUES (1, ?, ?)", [(n, "x" * 3000) for n in range(50)])
        for end in ("", "-journal"):
            shutil.copy(f"{path}{end}", path.with_name(f"hot.labelight{end}"))
    hot = path.with_name("hot.labelight")
    assert b"never committed" in hot.read_bytes()
    with Project.open(hot) as project:
        assert names(project) == ["moth", "<b>fly</b>"]
        assert check(project) == []
    assert not hot.with_name("hot.labelight-journal").exists()


# 52: made by somebody who wishes no good

_HOSTILE = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON labels BEGIN DELETE FROM labels; END",
    "view": "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n",
    "virtual table": "CREATE VIRTUAL TABLE t USING fts5(a)",
    "another table": "CREATE TABLE t (a)",
    "index that computes": "CREATE INDEX t ON labels (abs(image_id))",
    "column that computes": "ALTER TABLE classes ADD COLUMN more TEXT AS (hex(name))",
    "check that computes": "ALTER TABLE classes ADD COLUMN more TEXT CHECK (length(hex(name)) > 0)",
}


@pytest.mark.parametrize("statement", _HOSTILE.values(), ids=_HOSTILE)
@pytest.mark.parametrize("version", [NEWEST, NEWEST + 1])
def test_fault_52_what_would_run_by_itself_is_refused(path: Path, capsys, statement: str, version: int) -> None:
    try:
        sql(path, statement, f"PRAGMA user_version={version}")
    except sqlite3.OperationalError as error:
        pytest.skip(f"SQLite here cannot make it: {error}")
    before = state(path.parent)
    tame = version > NEWEST and statement.startswith(("CREATE TABLE", "CREATE INDEX", "ALTER"))
    assert command(["info", str(path)]) == (0 if tame else 1)  # a newer file may have more; nothing we read computes
    said = capsys.readouterr().err
    assert tame or "rescue p.labelight" in said
    assert state(path.parent) == before


def test_fault_52_a_table_of_a_newer_file_that_computes_what_we_read_is_refused(path: Path) -> None:
    sql(
        path,
        "ALTER TABLE picks DROP COLUMN reason",
        "ALTER TABLE picks ADD COLUMN reason TEXT AS (hex(at))",
        f"PRAGMA user_version={NEWEST + 1}",
    )
    with pytest.raises(UserError, match="picks"):
        open_project(path)


_ROWS: dict[str, tuple[str, object]] = {
    "path up and out": ("UPDATE images SET path=? WHERE id=3", b"../../../../etc/passwd"),
    "path hidden inside": ("UPDATE images SET path=? WHERE id=3", b"a/../../b.png"),
    "path from the root": ("UPDATE images SET path=? WHERE id=3", b"/etc/passwd"),
    "path that ends early": ("UPDATE images SET path=? WHERE id=3", b"03.png\0.png"),
    "path that is no bytes": ("UPDATE images SET path=? WHERE id=3", "03.png"),
    "name without end": ("UPDATE classes SET name=? WHERE id=1", "x" * 50_000),
    "name that is a number": ("UPDATE classes SET position=? WHERE id=1", "first"),
    "10^9 pixels": ("UPDATE encoders SET size=?", 10**9),
    "10^9 numbers": ("UPDATE encoders SET width=?", 10**9),
    "an array of objects": ("UPDATE arrays SET dtype=? WHERE id=1", "|O"),
    "less than no rows": ("UPDATE arrays SET shape=? WHERE id=1", "[-1, 6]"),
    "no list": ("UPDATE encoders SET mean=?", "[" * 100_000),
}


@pytest.mark.parametrize(("statement", "value"), _ROWS.values(), ids=_ROWS)
def test_fault_52_rows_no_labelight_wrote_are_refused(path: Path, statement: str, value: object) -> None:
    sql(path, statement, values=(value,))
    before = state(path.parent)
    with pytest.raises(UserError, match=r"rescue p\.labelight"):
        open_project(path)
    assert state(path.parent) == before


@pytest.mark.parametrize("shape", ["[1000000000, 6]", "[20, 7]", "[6]", "[0]", "[20, 6, 1, 1, 1]"])
def test_fault_52_arrays_that_lie_about_their_size_cost_no_label(path: Path, shape: str) -> None:
    sql(path, "UPDATE arrays SET shape=? WHERE id=(SELECT vectors FROM embeddings)", values=(shape,))
    with Project.open(path) as project:
        if shape != "[20, 6, 1, 1, 1]":
            with pytest.raises(UserError, match="is damaged"):
                encoders.embeddings(project, 1)
        assert labels.count(project) == {1: 2, 2: 2}
        labels.assign(project, images=[9], class_id=1)


def test_fault_52_a_value_too_large_for_memory_is_not_read(path: Path) -> None:
    sql(path, "UPDATE meta SET value=zeroblob(300000000) WHERE key='machine'")
    with pytest.raises(UserError, match="is damaged"):
        open_project(path)


@pytest.mark.parametrize(
    "step",
    [
        {"folders": {"keys": [1], "before": [{"id": 1, "path": "x", "added": 1}], "after": [None]}},
        {"labels": {"keys": [1], "before": [{"image_id": 1}], "after": [None]}},
        {"labels": {"keys": [1, 2], "before": [None], "after": [None]}},
        [1, 2, 3],
    ],
)
def test_fault_52_a_step_that_would_change_anything_else_is_not_taken_back(path: Path, step: object) -> None:
    payload = zlib.compress(json.dumps(step).encode())
    sql(path, "INSERT INTO history (op, text, payload, undone, at) VALUES ('a', 'b', ?, 0, 1)", values=(payload,))
    with Project.open(path) as project:
        with pytest.raises(UserError, match="cannot be taken back"):
            history.undo(project)
        assert labels.count(project) == {1: 2, 2: 2}


def test_fault_52_a_step_that_unpacks_without_end_is_not_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_LARGEST_STEP", 10_000)
    payload = zlib.compress(b'{"labels": {"keys": [' + b"1," * 10_000_000 + b"1]}}")
    sql(path, "INSERT INTO history (op, text, payload, undone, at) VALUES ('a', 'b', ?, 0, 1)", values=(payload,))
    with Project.open(path) as project, pytest.raises(UserError, match="cannot be taken back"):
        history.undo(project)


@pytest.mark.parametrize("uid", ["../../../../elsewhere", "/elsewhere", "", "x" * 5000])
def test_fault_52_the_mark_of_a_project_leads_out_of_no_cache(path: Path, uid: str) -> None:
    sql(path, "UPDATE meta SET value=? WHERE key='uid'", values=(uid,))
    with Project.open(path) as project:
        assert project.cache.parent == paths.cache_home() / "projects"
        assert len(project.cache.name) == 32


def test_fault_52_names_are_shown_as_they_are(qtbot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.session.opened):
        window.session.open(path)
    window.show_page(2)
    with qtbot.waitSignal(window.session.changed):
        window.label_page._on_key("2") if len(window.session.selection.chosen) else window.session.edit(
            lambda project: labels.assign(project, images=[8], class_id=2)
        )
    tip = window._actions["Undo"].toolTip()
    assert "<b>fly" not in tip
    assert "&lt;b&gt;fly" in tip
    rich = [
        each for each in window.findChildren(QLabel) if "<b>" in each.text() and each.textFormat() != Qt.TextFormat.PlainText
    ]
    assert not rich


# 53: weights made by somebody who wishes no good


def _safetensors(tensors: dict[str, np.ndarray], card: dict[str, object] | None = None) -> bytes:
    from safetensors.numpy import save

    return bytes(save(tensors, {"card": json.dumps(card)} if card is not None else None))


def _bad_weights() -> dict[str, bytes]:
    import pickle

    import torch

    from core.learn import encoders as nets

    net, _ = nets.build("tiny", 32)
    own = {name: tensor.numpy() for name, tensor in net.state_dict().items()}
    first = next(iter(own))
    return {
        "pickle": pickle.dumps(torch.zeros(3)),
        "nothing": b"",
        "header of 2^40 bytes": (2**40).to_bytes(8, "little") + b"{}",
        "cut short": _safetensors(own)[:-100],
        "another shape": _safetensors(own | {first: np.zeros((1, 1), np.float32)}),
        "no numbers": _safetensors(own | {first: np.full_like(own[first], np.nan)}),
        "another encoder": _safetensors({"conv1.weight": np.zeros((64, 3, 7, 7), np.float32)}),
    }


def test_fault_53_weights_that_are_none_end_the_run_and_touch_no_label(path: Path) -> None:
    """Every one of them through a run as it is: handed over, refused, noted."""
    with Project.open(path) as project:
        for name, content in _bad_weights().items():
            card = encoders.add(project, EncoderCard(0, name, "tiny", "random", 32, 256), content)
            with pytest.raises(UserError) as refused:
                running.run_here(project, "embed", EmbedSpec(encoder=str(card.id), device="cpu"), _Silent())
            assert "encoder" in str(refused.value), name
            assert run_rows.every(project, limit=1)[0].state == "failed", name
        assert labels.count(project) == {1: 2, 2: 2}
        assert check(project) == []


class _Silent:
    def progress(self, step: int, total: int, **metrics: float) -> None: ...
    def metric(self, step: int, **values: float) -> None: ...
    def part(self, name: str) -> None: ...
    def note(self, text: str) -> None: ...


@pytest.mark.parametrize("wrong", ["pickle", "header", "shape", "nan", "classes", "cold"])
def test_fault_53_a_classifier_that_is_none_is_refused(tmp_path: Path, wrong: str) -> None:
    from core.learn import classifier

    card = {"mode": "linear", "class_names": ["a", "b"], "encoder": vars(EncoderCard(0, "e", "tiny", "random", 32, 4))}
    parts = {"head.weight": (2, 4), "head.bias": (2,), "head.mean": (4,), "head.scale": (4,), "temperature": (1,)}
    tensors = {name: np.ones(shape, np.float32) for name, shape in parts.items()}
    file = tmp_path / "c.safetensors"
    file.write_bytes(_safetensors(tensors, card))
    assert classifier.load(file).class_names == ("a", "b")
    if wrong == "shape":
        tensors["head.weight"] = np.ones((2, 5), np.float32)
    if wrong == "nan":
        tensors["head.bias"] = np.full(2, np.nan, np.float32)
    if wrong == "cold":
        tensors["temperature"] = np.zeros(1, np.float32)
    if wrong == "classes":
        card["class_names"] = ["a", "b", "c"]
    content = {"pickle": b"\x80\x04K\x01.", "header": (2**40).to_bytes(8, "little")}.get(wrong)
    file.write_bytes(_safetensors(tensors, card) if content is None else content)
    with pytest.raises(UserError, match="cannot be read"):
        classifier.load(file)


# 54: opening takes what the tables take, not what the arrays take


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="only Linux says how many bytes a process has read")
def test_fault_54_opening_does_not_read_the_models(path: Path) -> None:
    """64 MiB of vectors and weights, and less than one is read: counted by the system, in a process that does nothing else."""
    with Project.open(path) as project:
        noise = np.random.default_rng(0).integers(0, 255, 32 * 2**20, np.uint8).tobytes()
        encoders.add(project, EncoderCard(0, "large", "tiny", "random", 32, 256), noise)
        encoders.add_embeddings(project, 1, np.arange(1, 21), np.ones((20, 800_000), np.float16))
    assert path.stat().st_size > 60 * 2**20
    for opened in ("Project.open(path)", "reading.open_for_reading(OnlyReadable(path, 'place', '', ''))"):
        code = textwrap.dedent(f"""
            import sys
            from pathlib import Path
            from core.errors import OnlyReadable
            from core.project import classes, encoders, labels, reading
            from core.project.project import Project
            def read(): return int(Path("/proc/self/io").read_text().split()[1])
            path, before = Path(sys.argv[1]), read()
            with {opened} as project:
                assert labels.count(project) == {{1: 2, 2: 2}} and len(encoders.every(project)) == 2
            print(read() - before)
        """)
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        assert int(done.stdout) < 2**20
