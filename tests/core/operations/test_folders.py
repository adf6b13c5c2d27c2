"""A project of several folders: what is found in them, what survives, and that none is ever written to."""

import csv
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import main as labelight
from core.errors import DamagedProject, FolderGone, UserError
from core.jobs.carrying_out import carry_out
from core.jobs.events import Done
from core.jobs.reporter import ListReporter
from core.jobs.run_folder import RunFolder
from core.operations import backups, copies, evaluation, labelling, locating, runs, summary
from core.operations.leaving import by_class, labels_file
from core.pixels.cache import open_pixels
from core.project import changed, checking, classes, folders, history, images, imported, labels
from core.project.collection import Collection
from core.project.project import Project
from core.project.reading import open_project
from core.project.rescue import rescue
from core.specs import IngestSpec
from tests.core.pixels.pictures import put

ODD = os.fsdecode(b"\xff.png")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    put(tmp_path / "here" / "a.png", 1, 16)
    put(tmp_path / "here" / "b.png", 2, 16)
    return tmp_path / "here"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """Of the same names, but other pictures."""
    put(tmp_path / "there" / "a.png", 3, 16)
    put(tmp_path / "there" / "deep" / "c.png", 4, 16)
    put(tmp_path / "there" / "of.png", 5, 16).rename(tmp_path / "there" / ODD)
    return tmp_path / "there"


@pytest.fixture
def project(here: Path, there: Path):
    """Both folders looked through; the two `a.png` are labelled differently."""
    with Project.create(here.parent / "p.labelight", here) as project:
        look(project)
        folders.add(project, there)
        look(project)
        for name, path in (("ant", "a.png"), ("bee", f"{there}/a.png")):
            labels.assign(project, images=[ids(project)[path]], class_id=classes.add(project, name=name)[1].id)
        yield project


def look(project: Project) -> dict[str, Any]:
    return runs.run_here(project, "ingest", IngestSpec(), ListReporter())


def ids(project: Project, *states: Any) -> dict[str, int]:
    listed = images.image_list(project, states or ("ok",))
    return dict(zip(listed.paths, listed.ids.tolist(), strict=True))


def named(project: Project) -> dict[str, str]:
    """Name of the image -> class."""
    given = labels.with_origin(project)
    return {path: given[image].name for path, image in ids(project).items() if image in given}


def test_images_of_the_first_folder_are_called_as_before_those_of_another_by_their_whole_path(
    project: Project, here: Path, there: Path
) -> None:
    every = {"a.png", "b.png", f"{there}/a.png", f"{there}/deep/c.png", f"{there}/{ODD}"}
    assert set(ids(project)) == every
    shown = Collection.load(project)
    assert set(shown.paths) == every
    assert all(shown.path(row).is_file() for row in range(len(shown)))
    with project.read() as connection:
        stored = connection.exec_driver_sql("SELECT folder_id, path FROM images ORDER BY id").all()
        assert images.ids_by_path(connection) == ids(project)
    assert {(1, b"a.png"), (2, b"a.png"), (2, b"\xff.png")} < set(stored)
    assert [(c.number, c.path, c.images) for c in folders.cards(project, {})] == [(1, here, 2), (2, there, 3)]
    assert named(project) == {"a.png": "ant", f"{there}/a.png": "bee"}


def test_a_second_look_finds_nothing_new_and_a_changed_file_is_the_one_of_its_folder(project: Project, there: Path) -> None:
    again = look(project)
    assert (again["added"], again["changed"], again["missing"], again["folders_gone"]) == (0, 0, 0, [])
    put(there / "a.png", 30, 20)
    assert look(project)["changed"] == 1
    assert changed.since_labelled(project) == [ids(project)[f"{there}/a.png"]]  # and not its namesake


def test_a_file_that_moves_to_the_other_folder_and_back_keeps_its_label(project: Project, here: Path, there: Path) -> None:
    before = ids(project)
    (there / "a.png").rename(here / "c.png")
    assert look(project)["moved"] == 1
    assert ids(project)["c.png"] == before[f"{there}/a.png"]
    (here / "c.png").rename(there / "deep" / "x.png")
    assert look(project)["moved"] == 1
    assert named(project)[f"{there}/deep/x.png"] == "bee"
    assert len(ids(project, "ok", "missing", "unreadable")) == len(before)


@pytest.mark.parametrize("which", ["here", "there"])
def test_a_folder_that_is_gone_is_named_makes_nothing_missing_and_the_other_is_looked_through(
    project: Project, here: Path, there: Path, which: str
) -> None:
    before, gone = ids(project), here.parent / which
    gone.rename(gone.parent / "elsewhere")
    put((there if which == "here" else here) / "new.png", 9, 16)
    result = look(project)
    assert [each["folder"] for each in result["folders_gone"]] == [str(gone)]
    assert "Folder not found" in result["folders_gone"][0]["message"]
    assert (result["added"], result["missing"]) == (1, 0)
    gone.mkdir()  # the mount point a disk leaves behind
    assert "Nothing is in the folder" in look(project)["folders_gone"][0]["message"]
    assert before.items() < ids(project).items()


def test_without_any_folder_there_is_nothing_to_look_through(project: Project, here: Path, there: Path) -> None:
    shutil.rmtree(here)
    shutil.rmtree(there)
    with pytest.raises(FolderGone, match="here"):
        look(project)


def test_pixels_of_a_folder_that_is_gone_are_asked_for_or_left_out(project: Project, there: Path) -> None:
    listed, roots = images.image_list(project), folders.of(project)
    there.rename(there.parent / "elsewhere")
    with pytest.raises(FolderGone, match="there"):
        open_pixels(project.cache, listed, roots, 16, ListReporter())
    found = open_pixels(project.cache, listed, roots, 16, ListReporter(), partly=True)
    assert found.readable.sum() == 2
    (there.parent / "elsewhere").rename(there)
    assert open_pixels(project.cache, listed, roots, 16, ListReporter()).readable.all()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("there", "is a folder of this project already"),
        ("link", "is a folder of this project already"),
        ("there/deep", "lies in .*there.*found there already"),
        (".", "lies in .*: its images would be in it twice"),
        ("nowhere", "There is no folder"),
    ],
)
def test_a_folder_that_overlaps_another_is_refused(project: Project, here: Path, there: Path, place: str, said: str) -> None:
    (here.parent / "link").symlink_to(there)
    with pytest.raises(UserError, match=said):
        folders.add(project, here.parent / place)
    assert len(folders.of(project)) == 2


def test_a_folder_cannot_be_located_where_another_one_is(project: Project, there: Path, here: Path) -> None:
    with pytest.raises(UserError, match="already"):
        folders.move(project, there, 1)
    folders.move(project, here, 1)  # where it is already
    assert folders.of(project).paths == (here, there)


def test_each_folder_is_located_alone(project: Project, here: Path, there: Path) -> None:
    before, moved = named(project), here.parent / "moved"
    there.rename(moved)
    put(here.parent / "strange" / "x.png", 70, 16)
    assert locating.match(project, moved, 2).by_path == 1
    with pytest.raises(UserError, match="of its 3 images none was found"):
        locating.relink(project, here.parent / "strange")
    locating.relink(project, moved)  # the one that is not there
    assert look(project)["missing"] == 0
    assert named(project) == {path.replace(str(there), str(moved)): label for path, label in before.items()}
    with pytest.raises(UserError, match=rf"--folder.*\n  1 {here}\n  2 {moved}"):
        locating.relink(project, here)
    locating.relink(project, moved, which=str(moved))


def test_a_run_that_began_before_a_folder_was_located_stores_its_images_all_the_same(project: Project, there: Path) -> None:
    put(there / "late.png", 8, 16)
    begun, moved = runs.begin(project, "ingest", IngestSpec()), there.parent / "moved"
    report = ListReporter()
    result = carry_out(RunFolder(begun.folder).read_job(), begun.folder, report)
    there.rename(moved)
    folders.move(project, moved, 2)
    for part in report.parts:
        runs.store_part(project, begun, part)
    runs.finish(project, begun, Done(result))
    assert f"{moved}/late.png" in ids(project)


def test_nothing_is_written_into_any_of_the_folders(project: Project, there: Path) -> None:
    for target in (there, there / "sorted"):
        with pytest.raises(UserError, match="never written to"):
            by_class.write(project, target)
    with pytest.raises(UserError, match="never written to"):
        labels_file.write(project, there / "a.png")


def test_what_leaves_names_whole_paths_and_comes_back(project: Project, here: Path, there: Path, tmp_path: Path) -> None:
    out = tmp_path / "labels.csv"
    labels_file.write(project, out)
    assert {p: n for p, n in labelling.read_truth(out).items() if n} == named(project)
    assert by_class.write(project, tmp_path / "sorted").count == 2
    assert (tmp_path / "sorted" / "ant" / "a.png").read_bytes() == (here / "a.png").read_bytes()
    (copied,) = (tmp_path / "sorted" / "bee").iterdir()
    assert copied.read_bytes() == (there / "a.png").read_bytes()
    given = {f"{here}/b.png": "wasp", "deep/c.png": "wasp", f"{there}/{ODD}": "fly", "nothing.png": "fly"}
    assert imported.by_path(project, given)[1] == ("fly", "wasp")
    assert "nothing.png" not in named(project)
    assert named(project) | {"b.png": "wasp", f"{there}/deep/c.png": "wasp", f"{there}/{ODD}": "fly"} == named(project)
    history.undo(project)
    assert set(named(project).values()) == {"ant", "bee"}


def test_a_truth_about_one_of_the_folders_is_about_its_images(project: Project, here: Path, there: Path) -> None:
    truth = {"a.png": "x", "deep/c.png": "y"}
    assert evaluation.folder_of(project, there.parent / "there.csv", None) is None
    known = set(ids(project))
    beside = evaluation.named_as_images(project, truth, known, there.parent / "there.csv", None)
    assert beside == {f"{there}/a.png": "x", f"{there}/deep/c.png": "y"}
    assert evaluation.named_as_images(project, truth, known, Path("t.csv"), str(there)) == beside
    assert evaluation.named_as_images(project, truth, known, Path("t.csv"), str(here))["a.png"] == "x"


def test_copies_and_backups_have_all_folders(project: Project, there: Path, tmp_path: Path) -> None:
    before = named(project)
    made = backups.make(project, "by hand")
    assert made is not None
    assert {p: n for p, n in labelling.read_truth(made.folder / backups.TABLE).items() if n} == before
    copies.save_copy(project, tmp_path / "copy.labelight")
    for path in (backups.restore(made, tmp_path / "restored.labelight"), tmp_path / "copy.labelight"):
        with Project.open(path) as again:
            assert checking.check(again) == []
            assert named(again) == before
            assert look(again)["missing"] == 0


def damaged(project: Project, sql: str) -> Path:
    project.close()
    with closing(sqlite3.connect(project.path)) as raw:
        raw.execute(sql)
        raw.commit()
    return project.path


def test_a_rescue_keeps_labels_of_all_folders_and_looks_for_the_folders_nearby(
    project: Project, here: Path, there: Path
) -> None:
    before = named(project)
    path = damaged(project, "DELETE FROM folders")
    result = rescue(path, path.with_name("new.labelight"))
    assert result.kept["folders"] == 0
    with Project.open(result.project) as again:
        assert folders.of(again).paths == (here, there)
        assert named(again) == before


def test_a_rescue_that_does_not_find_a_folder_says_so_and_keeps_its_labels(project: Project, here: Path, there: Path) -> None:
    there.rename(here / "inside")
    path = damaged(project, "UPDATE folders SET path=x'' WHERE id=2")
    result = rescue(path, path.with_name("new.labelight"))
    with Project.open(result.project) as again:
        assert folders.of(again).paths[0] == here
        assert not folders.of(again).paths[1].exists()
        assert sorted(named(again).values()) == ["ant", "bee"]
        assert [each["folder"] for each in look(again)["folders_gone"]] == [str(folders.of(again).paths[1])]
    assert any("lost" in sentence for sentence in result.sentences)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE folders SET path=x'2f6100' WHERE id=2",
        "UPDATE folders SET path=x'' WHERE id=2",
        "UPDATE images SET path=x'2f6574632f78' WHERE folder_id=2 AND path=x'612e706e67'",
        "INSERT INTO folders (path, added) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<200) "
        "SELECT x'2f61', 0 FROM n",
    ],
)
def test_folders_that_labelight_does_not_write_are_refused(project: Project, sql: str) -> None:
    path = damaged(project, sql)
    with pytest.raises((DamagedProject, UserError)):
        Project.open(path)


def test_the_commands(here: Path, there: Path, tmp_path: Path, capsys: Any) -> None:
    path = str(tmp_path / "p.labelight")
    assert labelight.main(["new", path, str(here)]) == 0
    assert labelight.main(["add", path, str(there / "deep" / "..")]) == 0
    assert labelight.main(["add", path, str(there), "--json"]) == 1
    assert "already" in capsys.readouterr().err
    moved = there.rename(tmp_path / "moved")
    put(here / "new.png", 9, 16)
    assert labelight.main(["ingest", path, "--json"]) == 0
    out, said = capsys.readouterr()
    assert f"Folder not found: {there}" in said
    assert "The other folders of the project were looked through." in said
    assert json.loads(out.splitlines()[-1]) == {
        **{"images": 6, "unreadable": 0, "added": 1, "missing": 0},
        "folders_gone": [str(there)],
    }
    assert labelight.main(["locate", path, str(moved), "--folder", "2", "--json"]) == 0
    assert "folders_gone" not in json.loads(capsys.readouterr().out.splitlines()[-1])
    assert labelight.main(["info", path, "--json"]) == 0
    out, said = capsys.readouterr()
    assert f"2 {moved} (3 images)" in said
    told = json.loads(out.splitlines()[-1])["folders"]
    assert told[1] == {"number": 2, "path": str(moved), "images": 3, "unusable": 0, "there": True}
    assert labelight.main(["check", path]) == 0


def test_a_project_that_can_only_be_read_shows_its_folders_and_takes_none(project: Project, here: Path, there: Path) -> None:
    put(here.parent / "third" / "x.png", 80, 16)
    with open_project(damaged(project, "PRAGMA user_version=99")) as again:  # made by a newer Labelight
        with pytest.raises(UserError, match="reading only"):
            folders.add(again, here.parent / "third")
        assert [each["path"] for each in summary.of_project(again)["folders"]] == [str(here), str(there)]


def test_a_csv_of_images_has_a_row_for_each(project: Project, tmp_path: Path) -> None:
    labels_file.write(project, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="", errors="surrogateescape") as file:
        assert {row["path"] for row in csv.DictReader(file)} == set(ids(project))
    assert np.unique(images.every_id(project)).size == 5
