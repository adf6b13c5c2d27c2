"""47: a damaged project file. 48: a damaged array in it. What a user sees, in the window and on the command line."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt

from core import cli
from core.operations import backups
from core.project import classifiers, images, labels, mending, runs
from core.project.project import Project
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from desktop_app.widgets.backups_dialog import BackupsDialog
from desktop_app.worker_thread import WorkerThread
from tests.core.project.conftest import found
from tests.core.project.test_rescue import PAGE, fill, labels_of, overwrite, root_of

MACHINE = '{"devices": [{"id": "cpu", "name": "cpu"}]}'


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project every test damages a copy of."""
    place = tmp_path_factory.mktemp("sound")
    (place / "pictures").mkdir()
    with Project.create(place / "p.labelight", place / "pictures") as project:
        fill(project)
        runs.set_state(project, runs.create(project, stage="embed", spec={}).id, "done")
        project.set("machine", MACHINE)
    return place / "p.labelight"


@pytest.fixture
def path(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With one backup, made before the last label. No run starts: which would is in `asked`."""
    monkeypatch.setenv("LABELIGHT_DATA", str(tmp_path / "data"))
    path = Path(shutil.copy(sound, tmp_path / "p.labelight"))
    with Project.open(path) as project:
        backups.make(project, "on closing")
        labels.assign(project, images=[150], class_id=1)
    return path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    stages: list[str] = []
    monkeypatch.setattr(WorkerThread, "request", lambda _, request: stages.append(request.stage))
    return stages


@pytest.fixture
def window(qtbot, qapp, asked: list[str]) -> Iterator[MainWindow]:
    window = MainWindow(Session(), QSettings())
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def dialog_of(qtbot, window: MainWindow) -> BackupsDialog:
    qtbot.waitUntil(lambda: window._safekeeping._dialog is not None, timeout=20_000)
    dialog = window._safekeeping._dialog
    qtbot.waitUntil(lambda: not dialog._busy, timeout=20_000)
    return dialog


def damage_array(path: Path, which: str) -> None:
    """One byte of the stored array: SQLite sees nothing. `which` is table.column."""
    table, column = which.split(".")
    with closing(sqlite3.connect(path)) as connection:
        chosen = f"(SELECT max({column}) FROM {table})"
        connection.execute(
            f"UPDATE chunks SET bytes = CAST(x'07' || substr(bytes, 2) AS BLOB) WHERE array_id = {chosen} AND position = 0"
        )
        connection.commit()


def test_fault_47_the_window_offers_backups_and_rescue(qtbot, window: MainWindow, path: Path) -> None:
    overwrite(path, root_of(path, "labels"))
    damaged = path.read_bytes()
    assert not window.session.open(path)
    dialog = dialog_of(qtbot, window)
    assert str(path) in dialog._text.text()
    assert "138 labels in 4 classes" in dialog._list.currentItem().text()
    qtbot.mouseClick(dialog._restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog._open.isVisible, timeout=20_000)
    assert path.read_bytes() == damaged
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        qtbot.mouseClick(dialog._open, Qt.MouseButton.LeftButton)
    assert window.session.project.path.name == "p restored.labelight"
    assert int((window.session.snapshot.images.label_codes != 0).sum()) == 138


def test_fault_47_the_window_rescues_what_no_backup_has(qtbot, window: MainWindow, path: Path) -> None:
    """The label given after the backup is in the file alone."""
    truth = labels_of(path)
    overwrite(path, 1)
    damaged = path.read_bytes()
    assert not window.session.open(path)
    dialog = dialog_of(qtbot, window)
    qtbot.mouseClick(dialog._rescue, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog._open.isVisible, timeout=20_000)
    assert "139 labels" in dialog.outcome
    assert path.read_bytes() == damaged
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        qtbot.mouseClick(dialog._open, Qt.MouseButton.LeftButton)
    assert labels_of_open(window) == truth


def labels_of_open(window: MainWindow) -> dict[str, str]:
    project = window.session.project
    window.session.close()
    return labels_of(project.path)


def test_fault_47_damage_that_is_found_while_one_works(qtbot, window: MainWindow, path: Path) -> None:
    """On a page that opening does not read."""
    overwrite(path, root_of(path, "metrics"))
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM metrics").fetchall()
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        assert window.session.open(path)
    window.session.edit(lambda project: labels.assign(project, images=[2], class_id=2))
    dialog = dialog_of(qtbot, window)
    assert "is damaged" in dialog._text.text()
    assert "138 labels" in dialog._list.currentItem().text()
    qtbot.mouseClick(dialog._rescue, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog._open.isVisible, timeout=20_000)
    assert "139 labels" in dialog.outcome


def test_fault_47_a_damaged_backup_is_not_the_one_proposed(qtbot, window: MainWindow, path: Path) -> None:
    with Project.open(path) as project:
        newest = backups.make(project, "on closing")
    newest.copy.write_bytes(newest.copy.read_bytes()[:-PAGE])
    path.write_bytes(path.read_bytes()[: 3 * PAGE])
    window.session.open(path)
    dialog = dialog_of(qtbot, window)
    assert dialog._list.count() == 2
    assert "damaged" in dialog._list.item(0).text()
    assert dialog._list.currentRow() == 1


def test_fault_47_a_sound_project_goes_back_to_a_backup(qtbot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.session.open(path)
    window.images_page.backups_wanted.emit()
    dialog = dialog_of(qtbot, window)
    assert not dialog._rescue.isVisible()
    qtbot.mouseClick(dialog._restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog._open.isVisible, timeout=20_000)
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        qtbot.mouseClick(dialog._open, Qt.MouseButton.LeftButton)
    assert len(labels_of_open(window)) == 138
    assert len(labels_of(path)) == 139


def test_fault_47_leaving_a_project_makes_a_backup_and_a_failure_harms_nothing(
    qtbot, window: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.session.open(path)
    window.session.close()
    window._safekeeping._background.wait()
    assert [b.facts.labels for b in backups.listed(path)] == [139, 138]
    (tmp_path / "blocked").write_text("")
    monkeypatch.setenv("LABELIGHT_DATA", str(tmp_path / "blocked"))
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.session.open(path)
    window._safekeeping._on_time()
    qtbot.waitUntil(lambda: "No backup could be made" in window._message.text, timeout=20_000)
    window._message.say("info", "")
    window._safekeeping._on_time()
    window.session._background.wait()
    window.session.edit(lambda project: labels.assign(project, images=[149], class_id=1))
    window.close()
    assert window._message.text == ""  # one note is enough
    assert len(labels_of(path)) == 140


def test_fault_47_the_command_line(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new.labelight"
    assert cli.main(["check", str(path)]) == 0
    assert "139 labels, 4 classes" in capsys.readouterr().err
    overwrite(path, root_of(path, "labels"))
    damaged = path.read_bytes()
    assert cli.main(["info", str(path)]) == 1
    said = capsys.readouterr().err
    assert "main.py backups p.labelight" in said
    assert "main.py rescue p.labelight" in said
    assert cli.main(["check", "--json", str(path)]) == 1
    assert json.loads(capsys.readouterr().out)["sound"] is False
    assert cli.main(["backups", "--json", str(path)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["backups"]
    assert (row["number"], row["labels"], row["sound"]) == (1, 138, True)
    assert cli.main(["restore", str(path), str(new), "--backup", "2"]) == 1
    assert cli.main(["restore", str(path), str(path)]) == 1
    assert cli.main(["restore", str(path), str(new)]) == 0
    assert len(labels_of(new)) == 138
    assert path.read_bytes() == damaged


def test_fault_47_a_command_that_labels_makes_a_backup(path: Path, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("path,label\nfolder/0147.jpg,bee\n")
    assert cli.main(["label", str(path), str(tmp_path / "more.csv")]) == 0
    assert cli.main(["info", str(path)]) == 0
    assert [b.facts.labels for b in backups.listed(path)] == [140, 138]


AGAIN = [
    ("embeddings.ids", "embed"),
    ("embeddings.vectors", "embed"),
    ("maps.ids", "map"),
    ("maps.xy", "map"),
    ("predictions.probabilities", "predict"),
    ("familiarity.shares", "predict"),
]


@pytest.mark.parametrize(("which", "stage"), AGAIN)
def test_fault_48_the_window_makes_anew_what_is_damaged(
    qtbot, window: MainWindow, path: Path, asked: list[str], which: str, stage: str
) -> None:
    truth = labels_of(path)
    damage_array(path, which)
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        assert window.session.open(path)
    if which == "familiarity.shares":  # read where it is asked for
        window.session.ask(lambda project: mending.find(project) and _read_predictions(project), lambda _: None)
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    assert asked[0] == stage
    assert "is damaged" in window._message.text
    assert labels_of_open(window) == truth
    with Project.open(path) as project:
        assert mending.find(project) == []


def _read_predictions(project: Project) -> object:
    return classifiers.predictions(project, 1)


LOST = [("encoders.weights", "embed", "encoder “own”"), ("classifiers.weights", "predict", "classifier 1")]


def every_row(path: Path) -> list[str]:
    """The whole content as SQL: who had it open is noted and taken away again, which moves bytes."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(("which", "stage", "named"), LOST)
def test_fault_48_weights_are_named_where_they_are_needed(path: Path, which: str, stage: str, named: str, capsys) -> None:
    """They cannot be made again by themselves: said is which they are and what to do; all else goes on."""
    truth = labels_of(path)
    damage_array(path, which)
    before = every_row(path)
    assert cli.main(["check", str(path)]) == 1
    assert named in capsys.readouterr().err
    assert every_row(path) == before
    more = ["--csv", os.devnull] if stage == "predict" else []
    with Project.open(path) as project:
        images.add_found(project, [found("new.jpg", 200)])
    assert cli.main([stage, str(path), *more]) == 1
    said = capsys.readouterr().err
    assert named in said
    assert "Labels and classes are whole" in said
    assert labels_of(path) == truth


def test_fault_48_the_window_stays_with_damaged_weights(qtbot, window: MainWindow, path: Path) -> None:
    for which, _, _ in LOST:
        damage_array(path, which)
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        assert window.session.open(path)
    assert len(window.session.snapshot.images) == 150
    assert window.session.snapshot.embedded == 150
    with qtbot.waitSignal(window.session.changed, timeout=20_000):
        window.session.edit(lambda project: labels.assign(project, images=[3], class_id=2))


@pytest.mark.parametrize(("which", "command"), [("embeddings.vectors", "suggest"), ("maps.xy", "export")])
def test_fault_48_the_command_line_takes_out_what_is_damaged(
    path: Path, tmp_path: Path, which: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damage_array(path, which)
    more = ["--embeddings", str(tmp_path / "e.npz")] if command == "export" else []
    assert cli.main([command, str(path), *more]) == 1
    said = capsys.readouterr().err
    assert "Run the command again" in said
    assert "main.py embed" in said or "main.py map" in said
    with Project.open(path) as project:
        assert mending.find(project) == []
