"""Finding files: order, loops, and what is passed over."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from core.errors import Cancelled, UserError
from core.jobs.reporter import ListReporter
from core.pixels import walk as walk_module
from core.pixels.parallel import in_order
from core.pixels.scan import examine, scan
from core.pixels.walk import Found, walk
from tests.core.pixels.pictures import put


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def test_order_is_natural_and_own_files_come_first(tmp_path: Path) -> None:
    touch(tmp_path, "10.jpg", "2.jpg", "B.PNG", "a.tif", "sub 10/x.jpg", "sub 2/y.jpg", "sub 2/deep/z.jpg")
    met = Found()
    assert list(walk(tmp_path, met)) == [
        *("2.jpg", "10.jpg", "a.tif", "B.PNG", "sub 2/y.jpg", "sub 2/deep/z.jpg", "sub 10/x.jpg"),
    ]
    assert met.listed == 7
    assert met.complete


def test_hidden_other_and_unsupported_files(tmp_path: Path) -> None:
    touch(tmp_path, ".x.jpg", ".git/x.jpg", "a.jpg", "b.txt", "c.TXT", "README", "d.avif", "e.NEF", "sub/f.avif", "._a.jpg")
    met = Found()
    assert list(walk(tmp_path, met)) == ["a.jpg"]
    assert met.not_supported == {"avif": 2, "nef": 1}
    assert met.not_pictures == {"txt": 2, "": 1}


def test_loops_end_and_real_folders_come_before_links(tmp_path: Path) -> None:
    touch(tmp_path / "in", "z/1.jpg")
    touch(tmp_path / "outside", "2.jpg")
    (tmp_path / "in" / "a").symlink_to(tmp_path / "in" / "z")
    (tmp_path / "in" / "z" / "up").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "out").symlink_to(tmp_path / "outside")
    (tmp_path / "outside" / "back").symlink_to(tmp_path / "in")
    assert list(walk(tmp_path / "in", Found())) == ["z/1.jpg", "out/2.jpg"]


def test_only_regular_files_or_links_to_one(tmp_path: Path) -> None:
    touch(tmp_path, "real.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "broken.jpg").symlink_to(tmp_path / "nothing.jpg")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real.jpg")
    (tmp_path / "folder.jpg").mkdir()
    assert list(walk(tmp_path, Found())) == ["link.jpg", "real.jpg"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.jpg", "closed/b.jpg", "open/c.jpg")
    real = os.scandir

    def scandir(path: Path) -> object:  # tests may run as root, whom no permission stops
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(walk_module.os, "scandir", scandir)
    met = Found()
    assert list(walk(tmp_path, met)) == ["a.jpg", "open/c.jpg"]
    assert met.skipped_folders == ["closed"]


def test_the_folder_itself_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Folder not found"):
        list(walk(tmp_path / "nothing", Found()))
    touch(tmp_path, "file")
    with pytest.raises(UserError):
        list(walk(tmp_path / "file", Found()))


def test_a_huge_folder_can_be_left_while_it_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk_module, "_TICK", 10)
    touch(tmp_path, *(f"{n}.jpg" for n in range(100)))
    met = Found()
    with pytest.raises(Cancelled):
        list(walk(tmp_path, met, lambda: ListReporter(stop_after=1).progress(0, 0)))
    assert met.listed == 0


def test_scan_of_a_foreign_folder(tmp_path: Path) -> None:
    put(tmp_path / "a.png", 1, 20)
    put(tmp_path / "sub" / "b.jpg", 2, 30)
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    (tmp_path / "empty.png").write_bytes(b"")
    images, unreadable = scan(tmp_path, ListReporter())
    assert images.paths == ("a.png", "sub/b.jpg")
    assert images.ids.tolist() == [0, 1]
    assert images.widths.tolist() == [20, 30]
    assert images.file_sizes[0] == (tmp_path / "a.png").stat().st_size
    assert images.mtimes[1] == (tmp_path / "sub" / "b.jpg").stat().st_mtime_ns
    assert images.digests.shape == (2, 16)
    assert images.digests.dtype == np.uint8
    assert [(f.path, f.state, f.reason) for f in unreadable] == [
        ("bad.jpg", "unreadable", "not an image"),
        ("empty.png", "unreadable", "empty file"),
    ]


def test_a_file_that_vanished_is_nothing(tmp_path: Path) -> None:
    assert examine(tmp_path, "gone.jpg") is None


def test_small_files_are_their_own_thumbnails(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jpg", 1)
    small, large = examine(tmp_path, "a.jpg", 64), examine(tmp_path, "a.jpg", 16)
    assert small is not None
    assert small.thumbnail == path.read_bytes()
    assert large is not None
    assert large.thumbnail
    assert large.thumbnail != path.read_bytes()


def test_answers_in_order_and_errors_of_the_function() -> None:
    answers = [a for a in in_order(lambda n: n * n, range(1000), 3) if a is not None]
    assert [(a.item, a.result) for a in answers] == [(n, n * n) for n in range(1000)]
    with pytest.raises(ZeroDivisionError):
        list(in_order(lambda n: 1 // (500 - n), range(1000)))


def test_the_source_is_drawn_from_lazily() -> None:
    drawn: list[int] = []
    answers = in_order(lambda n: n, (drawn.append(n) or n for n in range(100_000)), 2)
    for _ in range(10):
        next(answers)
    assert len(drawn) < 1000
    answers.close()  # type: ignore[attr-defined]


def test_names_of_every_kind(tmp_path: Path) -> None:
    names = ["new\nline.png", "quote'\".png", "<b>.png", "%41.png", "\U0001f98b.png", "\u05d0\u05d1.png"]
    names += ["\u00e9.png", "e\u0301.png", os.fsdecode(b"\xff\xfe.png"), "n" * 251 + ".png"]
    source = put(tmp_path / "source.png", 1)
    (tmp_path / "in").mkdir()
    for name in names:
        shutil.copy(source, tmp_path / "in" / name)
    images, unreadable = scan(tmp_path / "in", ListReporter())
    assert set(images.paths) == set(names)
    assert not unreadable
