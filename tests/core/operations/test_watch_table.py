"""The table of a watched folder: rows are added, none is lost or changed, and no other file is written over."""

import csv
import errno
import os
from pathlib import Path

import pytest

from core.errors import UserError
from core.operations import watch_table
from core.operations.watch_table import COLUMNS, WatchTable

SEEN = 1_790_000_000.25  # seconds since 1970
NS = 1_790_000_000_250_000_000


def row(path: str, label: str = "moth") -> dict[str, object]:
    return {"path": path, "label": label, "confidence": 0.9, "familiar": 0.5}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8", errors="surrogateescape") as text:
        return list(csv.DictReader(text))


def test_rows_are_added_and_known_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    table = WatchTable(file)
    assert not file.exists(), "nothing was classified yet"
    assert table.known() == {}
    names = ["a.png", "deep/ä\nb.png", "=risk.png", "\udcff.png"]
    table.append([row(name) for name in names[:2]], SEEN)
    table.append([row(name) for name in names[2:]], SEEN + 10)
    assert tuple(rows(file)[0]) == COLUMNS
    assert [each["path"] for each in rows(file)] == ["a.png", "deep/ä\nb.png", "'=risk.png", "\udcff.png"]
    assert rows(file)[0]["seen"] == "2026-09-21T14:13:20.250+00:00"
    known = WatchTable(file).known()
    assert list(known) == names
    assert NS <= known["a.png"] <= NS + 1_000_000
    before = file.read_bytes()
    WatchTable(file).append([row("z.png")], SEEN)
    assert file.read_bytes().startswith(before)


@pytest.mark.parametrize(
    "text", ["hello", "path,label\na.png,moth\n", ",".join(COLUMNS) + "\na.png,moth\n", "\n", "path,label"]
)
def test_another_file_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text, newline="")
    with pytest.raises(UserError, match="It was left as it is"):
        WatchTable(file)
    table = WatchTable(tmp_path / "u.csv")
    (tmp_path / "u.csv").write_text(text, newline="")  # it came there while the folder was watched
    with pytest.raises(UserError, match="It was left as it is"):
        table.append([row("a.png")], SEEN)
    assert file.read_text() == (tmp_path / "u.csv").read_text() == text


def test_there_must_be_a_place_for_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        WatchTable(tmp_path / "folder")
    with pytest.raises(UserError, match="no folder"):
        WatchTable(tmp_path / "none" / "t.csv")


def test_half_a_row_of_a_crash_is_taken_away_wherever_it_was_cut(tmp_path: Path) -> None:
    file, name = tmp_path / "t.csv", 'b"\n.png'
    WatchTable(file).append([row("a.png")], SEEN)
    first = len(file.read_bytes())
    WatchTable(file).append([row(name)], SEEN)
    whole = file.read_bytes()
    for cut in range(first, len(whole) + 1):
        file.write_bytes(whole[:cut])
        WatchTable(file).append([row("c.png")], SEEN)
        seen = [each["path"] for each in rows(file)]
        assert seen in (["a.png", name, "c.png"], ["a.png", "c.png"]), cut
        if cut >= len(whole) - len("\r\n"):
            assert name in seen
        if cut < len(whole) - len("+00:00\r\n"):
            assert name not in seen


def test_the_last_line_may_lack_its_end(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    WatchTable(file).append([row("a.png")], SEEN)
    file.write_bytes(file.read_bytes().rstrip())  # as an editor leaves it
    WatchTable(file).append([row("b.png")], SEEN)
    assert [each["path"] for each in rows(file)] == ["a.png", "b.png"]


def test_a_table_that_was_taken_away_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    table = WatchTable(file)
    table.append([row("a.png")], SEEN)
    file.rename(tmp_path / "monday.csv")
    table.append([row("b.png")], SEEN)
    assert [each["path"] for each in rows(file)] == ["b.png"]
    assert [each["path"] for each in rows(tmp_path / "monday.csv")] == ["a.png"]


def test_a_full_disk_leaves_the_rows_there_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "t.csv"
    table = WatchTable(file)
    table.append([row("a.png")], SEEN)
    before = file.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(watch_table.os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            table.append([row("b.png")], SEEN)
    assert file.read_bytes() == before
    table.append([row("b.png")], SEEN)
    assert [each["path"] for each in rows(file)] == ["a.png", "b.png"]
