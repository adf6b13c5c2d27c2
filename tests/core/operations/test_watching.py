"""A watched folder from end to end: real compute processes, real tables, real copies."""

import csv
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import main as labelight
from core import paths
from core.errors import UserError
from core.operations import watching
from core.operations.watching import News, Order, Watching
from core.project import runs as run_rows
from core.project.project import Project
from core.specs import PredictSpec
from tests.core.operations import learnt
from tests.e2e import pictures
from tests.faults import hostile

LONG = 60.0  # seconds: a compute process has torch to load
LONG_AGO = 1_700_000_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("watched")
    return learnt.make(home, pictures.make(home / "pictures", per_kind=8))


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.open(path) as project:
        yield project


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A folder with six pictures that have lain there for long."""
    pictures.make(tmp_path / "new", per_kind=2, seed=1)
    for file in (tmp_path / "new").iterdir():
        os.utime(file, (LONG_AGO, LONG_AGO))
    return tmp_path / "new"


def rows(table: Path) -> dict[str, dict[str, str]]:
    if not table.exists():
        return {}
    with table.open(newline="") as file:
        return {row["path"]: row for row in csv.DictReader(file)}


class Follower:
    """Polls, and keeps what was told."""

    def __init__(self, made: Watching) -> None:
        self.made = made
        self.news: list[News] = []

    def until(self, ready: Callable[[], bool]) -> None:
        end = time.monotonic() + LONG
        while not ready():
            assert time.monotonic() < end, self.news
            self.news += self.made.poll()
            time.sleep(0.02)

    def rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    @property
    def words(self) -> str:
        return " ".join(each.words for each in self.news)


@pytest.fixture
def follow(project: Project) -> Iterator[Callable[[Order], Follower]]:
    made: list[Watching] = []

    def begin(order: Order) -> Follower:
        made.append(Watching(project, order))
        return Follower(made[-1])

    yield begin
    for each in made:
        each.close()
        assert each.ended
    assert list(paths.watching_home().iterdir()) == []


def test_what_comes_is_told_as_predict_tells_it_and_the_project_is_left_alone(project, new, tmp_path, follow) -> None:
    expected = {row["path"]: row["label"] for row in learnt.run(project, "predict", PredictSpec(folder=str(new)))["table"]}
    before = len(run_rows.every(project, limit=100))
    table, target = tmp_path / "t.csv", tmp_path / "by class"
    going = follow(Order(new, table, sort=target, every=0.3))
    going.until(lambda: len(rows(table)) == 6)
    assert {path: row["label"] for path, row in rows(table).items()} == expected
    assert {file.name: file.parent.name for file in target.rglob("*.png")} == expected

    shutil.copy(new / "d000.png", tmp_path / "whole.png")
    data = (tmp_path / "whole.png").read_bytes()
    with (new / "slow.png").open("wb") as file:  # a camera that takes its time
        for start in range(0, len(data), 500):
            file.write(data[start : start + 500])
            file.flush()
            going.rest(0.1)
    (new / "bad.png").write_bytes(b"no picture")
    shutil.copy(new / "s000.png", new / "p000.png")  # another picture under a name that is known
    going.until(lambda: going.made.images == 8 and going.made.unreadable == 1)
    assert rows(table)["slow.png"]["label"] == expected["d000.png"]
    assert rows(table)["p000.png"]["label"] == expected["s000.png"], "the last row counts"
    copies = [file for file in target.rglob("p000*.png") if file.read_bytes() == (new / "s000.png").read_bytes()]
    assert len(copies) == 1, "and its copy is beside the earlier one, or in another class"
    assert [path for news in going.news for path, _ in news.left_out] == ["bad.png"]

    new.rename(tmp_path / "away")
    going.until(lambda: "is not there" in going.words)
    (tmp_path / "away").rename(new)
    going.until(lambda: "there again" in going.words)
    going.made.stop()
    going.until(lambda: going.made.ended)
    assert going.made.trouble == ""
    assert going.made.summary.startswith("8 images were classified (")
    assert "1 file could not be read." in going.made.summary
    assert len(run_rows.every(project, limit=100)) == before


def test_a_table_that_cannot_be_written_holds_up_its_rows_and_loses_none(new, tmp_path, follow) -> None:
    table = tmp_path / "t.csv"
    going = follow(Order(new, table, every=0.3))
    table.write_text("somebody else's\n")
    going.until(lambda: "It was left as it is" in going.words)
    assert "written as soon as that is mended" in going.words
    assert table.read_text() == "somebody else's\n"
    assert going.made.images == 0
    table.unlink()
    going.until(lambda: len(rows(table)) == 6)
    assert "is written again" in going.words
    table.unlink()
    table.mkdir()
    shutil.copy(new / "d000.png", new / "more.png")
    going.until(lambda: "cannot be written" in going.words or "Is a directory" in going.words)
    going.made.stop()
    going.until(lambda: going.made.ended)
    assert "will be classified again the next time" in going.made.trouble


def test_a_process_that_dies_is_told(new, tmp_path, follow) -> None:
    table = tmp_path / "t.csv"
    going = follow(Order(new, table, every=0.3))
    going.until(lambda: len(rows(table)) == 6)
    os.kill(going.made.pid, signal.SIGKILL)
    going.until(lambda: going.made.ended)
    assert "killed" in going.made.trouble
    assert len(rows(table)) == 6


def test_a_file_that_crashes_the_decoder_is_left_out_and_nothing_is_told_twice(
    project, new, tmp_path, follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))
    script = hostile.program(tmp_path)
    monkeypatch.setattr(paths, "main_script", lambda: script)
    table = tmp_path / "t.csv"
    going = follow(Order(new, table, every=0.3))
    going.until(lambda: len(rows(table)) == 6)
    (new / "bad.png").write_bytes(hostile.picture(50, "CRASH"))
    (new / "good.png").write_bytes(hostile.picture(51))
    going.until(lambda: going.made.images == 7 and going.made.unreadable == 1)
    assert "Going on without “bad.png”" in going.words
    with table.open(newline="") as file:
        assert sorted(row["path"] for row in csv.DictReader(file)) == sorted(
            p.name for p in new.iterdir() if p.name != "bad.png"
        )


def test_the_command_goes_on_where_an_earlier_one_ended(path, new, tmp_path, capsys) -> None:
    """As a job that a clock starts."""
    table = tmp_path / "t.csv"

    def watch(*more: str, code: int = 0) -> dict:
        capsys.readouterr()
        arguments = ["watch", str(path), str(new), "--csv", str(table), "--once", "--every", "0.2", "--json", *more]
        assert labelight.main(arguments) == code
        return json.loads(capsys.readouterr().out or "{}")

    assert watch()["images"] == 6
    assert watch() == {"images": 0, "unreadable": 0, "per_class": {}}
    shutil.copy(new / "d000.png", new / "later.png")
    told = watch("--none-below", "0.99")
    assert told == {"images": 1, "unreadable": 0, "per_class": {"none of these": 1}}
    assert list(rows(table))[-1] == "later.png"
    watch("--none-below", "7", code=1)


def test_ctrl_c_ends_the_command_with_what_it_did(path, new, tmp_path) -> None:
    table = tmp_path / "t.csv"
    command = [*paths.own_command(), "watch", str(path), str(new), "--csv", str(table), "--every", "0.3", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + LONG
    while len(rows(table)) < 6:
        assert time.monotonic() < end
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    with Project.open(path) as project:
        assert project.read_only == "", "the project is free as soon as the watch has begun"
    process.send_signal(signal.SIGTERM)
    out, said = process.communicate(timeout=LONG)
    assert process.returncode == 0, said
    assert json.loads(out)["images"] == 6
    assert "6 images were classified (" in said
    assert str(table) in said


def test_what_cannot_be_is_said_before_anything_is_done(project, new, tmp_path) -> None:
    table, within = tmp_path / "t.csv", project.folder() / "t.csv"
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    for order, said in (
        (Order(new, within), "lies inside the folder of the images"),
        (Order(new, new / "t.csv"), "lies inside the folder that is classified"),
        (Order(new, table, sort=new / "sorted"), "lies inside the folder that is classified"),
        (Order(new, tmp_path / "other.csv"), "no table of a watched folder"),
        (Order(tmp_path / "none", table), "There is no folder"),
        (Order(new, table, every=0.0), "a number above 0"),
        (Order(new, table, none_below=3.0), "fraction between 0 and 1"),
    ):
        with pytest.raises(UserError, match=said):
            Watching(project, order)
    with Project.create(tmp_path / "q.labelight", new) as empty, pytest.raises(UserError, match="no classifier"):
        Watching(empty, Order(project.folder(), table))
    assert not table.exists()
    assert list(paths.watching_home().iterdir()) == []


def test_what_a_crash_left_goes_with_the_next_watch(project, new, tmp_path, follow) -> None:
    left, recent = (paths.watching_home() / name for name in ("watch-old", "watch-new"))
    for folder in (left, recent):
        folder.mkdir(parents=True)
        (folder / "beat").write_text("1")
    os.utime(left / "beat", (LONG_AGO, LONG_AGO))
    follow(Order(new, tmp_path / "t.csv")).made.close()
    assert not left.exists()
    assert recent.exists()
    shutil.rmtree(recent)


def test_the_name_of_a_copy_is_free(tmp_path: Path) -> None:
    for name, data in (("a.png", b"1"), ("b.png", b"2"), ("out.png", b"1"), ("out (2).png", b"3")):
        (tmp_path / name).write_bytes(data)
    assert watching._free(tmp_path / "a.png", tmp_path / "out.png").name == "out.png", "the same is there already"
    assert watching._free(tmp_path / "b.png", tmp_path / "out.png").name == "out (3).png"
