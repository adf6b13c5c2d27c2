"""Files that come into a watched folder: each is told once, when it is whole, and again when it is another."""

import os
import time
from pathlib import Path

import pytest

from core.errors import FolderGone
from core.pixels.arrivals import Arrival, Arrivals

CALM = 5.0


def put(file: Path, data: bytes = b"picture", age: float = 60.0) -> None:
    """Written so many seconds ago."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    when = time.time_ns() - round(age * 1e9)
    os.utime(file, ns=(when, when))


def names(found: list[Arrival]) -> list[str]:
    return [each.path for each in found]


def take_all(arrivals: Arrivals, found: list[Arrival]) -> None:
    for each in found:
        arrivals.take(each.path, each.stamp)


def test_what_lies_there_is_told_once_and_again_when_it_changes(tmp_path: Path) -> None:
    put(tmp_path / "10.png")
    put(tmp_path / "9.png")
    put(tmp_path / "deep" / "1.jpg")
    put(tmp_path / "notes.txt")
    arrivals = Arrivals(tmp_path, {}, CALM)
    found = arrivals.look()
    assert names(found) == ["9.png", "10.png", "deep/1.jpg"]
    take_all(arrivals, found)
    assert arrivals.look() == []
    put(tmp_path / "9.png", age=40.0)  # the same bytes, written later
    put(tmp_path / "10.png", b"another", age=90.0)  # an older file copied over it
    assert names(arrivals.look()) == ["9.png", "10.png"]


def test_a_file_that_grows_is_waited_for(tmp_path: Path) -> None:
    arrivals = Arrivals(tmp_path, {}, CALM)
    put(tmp_path / "a.png", b"1", age=0.0)
    assert arrivals.look() == []
    assert arrivals.waiting == 1
    put(tmp_path / "a.png", b"12", age=0.0)
    assert arrivals.look() == []
    assert names(arrivals.look()) == ["a.png"], "it stayed as it is from one look to the next"
    assert arrivals.waiting == 0


def test_a_clock_that_runs_ahead_is_no_reason_to_wait_for_ever(tmp_path: Path) -> None:
    put(tmp_path / "a.png", age=-3600.0)
    arrivals = Arrivals(tmp_path, {}, CALM)
    assert arrivals.look() == []
    assert names(arrivals.look()) == ["a.png"]


def test_an_empty_file_is_one_that_has_only_begun(tmp_path: Path) -> None:
    put(tmp_path / "a.png", b"", age=30.0)
    put(tmp_path / "old.png", b"", age=90.0)
    arrivals = Arrivals(tmp_path, {}, CALM)
    assert names(arrivals.look()) == ["old.png"]
    assert names(arrivals.look()) == ["old.png"]
    put(tmp_path / "a.png", b"picture", age=10.0)
    assert names(arrivals.look()) == ["a.png", "old.png"]


def test_what_an_earlier_watch_has_told_is_known_until_it_changes(tmp_path: Path) -> None:
    put(tmp_path / "a.png", age=100.0)
    put(tmp_path / "b.png", age=100.0)
    put(tmp_path / "c.png", age=20.0)
    seen = time.time_ns() - 50 * 10**9
    arrivals = Arrivals(tmp_path, {"a.png": seen, "c.png": seen}, CALM)
    assert names(arrivals.look()) == ["b.png", "c.png"]


def test_a_file_that_cannot_be_opened_is_tried_again_some_times(tmp_path: Path) -> None:
    put(tmp_path / "a.png")
    arrivals = Arrivals(tmp_path, {}, CALM)
    (found,) = arrivals.look()
    assert [arrivals.try_again(found) for _ in range(5)] == [True] * 4 + [False]
    assert arrivals.waiting == 1


def test_a_folder_that_is_not_there_is_told_and_may_come_back(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.png")
    arrivals = Arrivals(tmp_path / "in", {}, CALM)
    take_all(arrivals, arrivals.look())
    (tmp_path / "in").rename(tmp_path / "away")
    with pytest.raises(FolderGone):
        arrivals.look()
    (tmp_path / "away").rename(tmp_path / "in")
    assert arrivals.look() == []
