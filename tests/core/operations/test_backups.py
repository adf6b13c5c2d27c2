"""Backups: made when something changed, checked, few kept, restored; and never in the way of the project."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core import paths
from core.errors import DamagedProject, UserError
from core.operations import backups
from core.operations.labelling import read_truth
from core.project import checking, classes, classifiers, encoders, history, labels, maps
from core.project.project import Project
from tests.core.project.test_rescue import everything, fill, labels_of


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELIGHT_DATA", str(tmp_path / "data"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with a row in every table."""
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        fill(project)
    return tmp_path / "p.labelight"


def test_a_backup_is_the_project(path: Path, tmp_path: Path) -> None:
    before = everything(path)
    with Project.open(path) as project:
        made = backups.make(project, "on closing")
        labels.assign(project, images=[1], class_id=2)  # the project goes on
    assert made is not None
    assert made.facts.kind == "whole"
    assert (made.facts.labels, made.facts.classes, made.facts.images) == (138, 4, 150)
    new = backups.restore(made, tmp_path / "new.labelight")
    assert everything(new) == before
    with Project.open(new) as project, Project.open(path) as old:
        assert checking.check(project) == []
        assert project.uid != old.uid
    assert labels_of(new)["folder/0000.jpg"] != labels_of(path)["folder/0000.jpg"]


def test_a_large_project_is_backed_up_without_arrays(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "LARGEST_WHOLE", 1000)
    with Project.open(path) as project:
        made = backups.make(project, "on closing")
    assert made is not None
    assert made.facts.kind == "labels"
    assert made.size < path.stat().st_size * 0.9
    new = backups.restore(made, tmp_path / "new.labelight")
    assert labels_of(new) == labels_of(path)
    with Project.open(new) as project:
        assert checking.check(project) == []
        assert encoders.current(project).name == "bundled"
        assert classifiers.current(project) is None
        assert maps.count(project) == 0
        history.undo(project)  # what was cleared last
        assert len(labels.columns(project).ids) == 140
        assert classes.add(project, name="fresh")[1].id == 5
    with Project.open(path) as project:  # the copy was detached, and everything goes on
        labels.assign(project, images=[1], class_id=2)
        assert checking.check(project) == []


def test_nothing_is_made_where_nothing_changed(path: Path) -> None:
    with Project.open(path) as project:
        assert backups.make(project, "on closing") is not None
        project.set("view", "another look")
        assert backups.make(project, "on closing") is None
        labels.assign(project, images=[1], class_id=2)
        assert backups.make(project, "on closing") is not None
        history.undo(project)
        assert backups.make(project, "on closing") is not None
        maps.add(project, 1, "pca", labels.columns(project).ids, labels.columns(project).ids[:, None].repeat(2, 1))
        assert backups.make(project, "after a command", seldom=True) is None
        assert backups.make(project, "on closing") is not None
    with Project.open(path) as project:
        assert backups.make(project, "on closing") is None


def test_few_are_kept(path: Path, tmp_path: Path) -> None:
    with Project.open(path) as project:
        for n in range(8):
            labels.assign(project, images=[5 + n], class_id=1 + n % 2)
            labels.mark(project, images=[5 + n], mark="unsure")
            backups.make(project, f"number {n}")
    assert [b.facts.why for b in backups.listed(path)] == [f"number {n}" for n in (7, 6, 5, 4, 3)]
    one = backups.listed(path)[0]
    many = [replace(one, number=n, facts=replace(one.facts, made=1e9 + n * 40_000)) for n in range(40, 0, -1)]
    kept = [b.number for b in many if b not in backups.superfluous(many)]
    assert kept[:5] == [40, 39, 38, 37, 36]
    assert len(kept) <= backups.RECENT + backups.DAYS
    assert many[0].facts.made - min(b.facts.made for b in many if b.number in kept) > 5 * 86_400


def test_a_copy_of_the_file_keeps_backups_of_its_own(path: Path, tmp_path: Path) -> None:
    twin = Path(shutil.copy(path, tmp_path / "twin.labelight"))
    with Project.open(path) as project:
        backups.make(project, "first")
    with Project.open(twin) as project:
        for n in range(6):
            labels.assign(project, images=[50 + n], class_id=4)
            backups.make(project, "twin")
    assert [b.facts.why for b in backups.listed(path)].count("first") == 1


def test_a_copy_that_is_not_sound_does_not_count_and_takes_no_older_one_away(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(backups, "RECENT", 1)
    monkeypatch.setattr(backups, "DAYS", 1)
    with Project.open(path) as project:
        good = backups.make(project, "good")
        labels.assign(project, images=[1], class_id=2)
        draft = backups.begin(project, "bad")
        assert draft is not None
        with closing(sqlite3.connect(draft.folder / backups.COPY)) as copy:  # one label says another class than its index
            copy.execute("PRAGMA writable_schema=ON")
            copy.execute("DELETE FROM sqlite_schema WHERE name='labels_by_class'")
            copy.commit()
        with pytest.raises(DamagedProject, match=r"main\.py rescue p\.labelight"):
            backups.finish(draft)
        kinds = [b.facts.kind for b in backups.listed(path)]
        assert kinds == ["table", "whole"]
        assert good is not None
        assert backups.is_sound(good)


@pytest.mark.parametrize("blocked", ["a file", "read only"])
def test_without_a_place_the_project_goes_on(path: Path, tmp_path: Path, blocked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if blocked == "a file":
        (tmp_path / "data").write_text("")
    else:
        monkeypatch.setattr(backups.tempfile, "mkdtemp", _refuse)
    with Project.open(path) as project:
        with pytest.raises(UserError, match=r"No backup could be made in .*The project itself is not touched"):
            backups.make(project, "on closing")
        labels.assign(project, images=[1], class_id=2)
        assert checking.check(project) == []
    assert backups.listed(path) == []


def _refuse(**_: object) -> str:
    raise PermissionError(13, "Permission denied")


def test_a_nearly_full_disk_takes_the_labels_alone(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: usage._replace(free=50 * 2**20))
    with Project.open(path) as project, pytest.raises(UserError, match="only a list of its labels"):
        backups.make(project, "on closing")
    (table,) = backups.listed(path)
    assert read_truth(table.folder / backups.TABLE) == {p: n if n != "skip" else "(skip)" for p, n in labels_of(path).items()}
    with pytest.raises(UserError, match=r"main\.py label"):
        backups.restore(table, tmp_path / "new.labelight")
    with Project.open(path) as project:
        monkeypatch.undo()
        monkeypatch.setenv("LABELIGHT_DATA", str(tmp_path / "data"))
        assert backups.make(project, "on closing") is not None  # there is room again: a list alone is no reason to wait


def test_a_damaged_array_is_no_reason_for_no_backup(path: Path) -> None:
    with Project.open(path) as project, project.write() as connection:
        connection.exec_driver_sql("UPDATE chunks SET bytes=zeroblob(length(bytes)) WHERE array_id=2")
    with Project.open(path) as project:
        made = backups.make(project, "on closing")
    assert made is not None
    assert made.facts.kind == "labels"


def test_backups_are_found_when_the_file_cannot_say_who_it_is(path: Path, tmp_path: Path) -> None:
    with Project.open(path) as project:
        backups.make(project, "on closing")
    path.write_bytes(b"")
    assert len(backups.listed(path)) == 1
    path.unlink()
    assert len(backups.listed(path)) == 1
    assert backups.listed(tmp_path / "other.labelight") == []


def test_what_was_changed_since_is_told_and_nothing_is_overwritten(path: Path, tmp_path: Path) -> None:
    with Project.open(path) as project:
        made = backups.make(project, "on closing")
    assert made is not None
    with pytest.raises(UserError, match="exists already"):
        backups.restore(made, path)
    data = bytearray(made.copy.read_bytes())
    data[9000] ^= 1
    made.copy.write_bytes(data)
    assert not backups.is_sound(made)
    with pytest.raises(UserError, match="is damaged"):
        backups.restore(made, tmp_path / "new.labelight")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "p.labelight", "pictures"]


def test_a_strange_uid_names_no_folder_elsewhere() -> None:
    for uid in ("../../elsewhere", "/etc", "", "a" * 33):
        assert paths.backups_of(uid).parent == paths.backups_home()


def test_an_empty_project_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        made = backups.make(project, "on closing")
        assert made is not None

    assert "0 labels in 0 classes" in backups.in_words(made)
