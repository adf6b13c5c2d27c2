"""Faults 25 to 38: what folders and file systems do. Real folders, looked through by the program; the window where it shows."""

import csv
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QListWidget

import main as labelight
from core import paths
from core.errors import Cancelled, FolderGone, UserError
from core.jobs.reporter import ListReporter
from core.operations import locating, oddities, runs
from core.operations.labelling import read_truth
from core.operations.leaving import by_class, labels_file
from core.operations.oddities import Columns
from core.pixels import cache, walk
from core.pixels.cache import open_pixels
from core.pixels.decode import decode
from core.project import classes, encoders, images, labels
from core.project.collection import Collection
from core.project.project import Project
from core.specs import IngestSpec
from desktop_app import locating as locator
from desktop_app import pictures
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from tests.core.pixels.pictures import put

MACHINE = '{"devices": [{"id": "cpu", "name": "cpu"}]}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pictures, one of them in a folder of its own."""
    for number, name in enumerate(("a.png", "b.png", "deep/c.png")):
        put(tmp_path / "pictures" / name, number, 32)
    return tmp_path / "pictures"


@pytest.fixture
def project(folder: Path):
    """Looked through, `a.png` labelled."""
    with Project.create(folder.parent / "p.labelight", folder) as project:
        project.set("machine", MACHINE)
        look(project)
        _, moth = classes.add(project, name="moth")
        labels.assign(project, images=[ids(project)["a.png"]], class_id=moth.id)
        yield project


def look(project: Project, report: ListReporter | None = None) -> dict[str, Any]:
    return runs.run_here(project, "ingest", IngestSpec(), report or ListReporter())


def ids(project: Project, *states: Any) -> dict[str, int]:
    listed = images.image_list(project, states or ("ok",))
    return dict(zip(listed.paths, listed.ids.tolist(), strict=True))


def labelled(project: Project) -> list[int]:
    return labels.columns(project).ids.tolist()


def test_fault_25_links_that_lead_round_in_circles_end(project: Project, folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "again").symlink_to(folder / "deep")
    assert look(project)["images"] == 3
    assert set(ids(project)) == {"a.png", "b.png", "deep/c.png"}


def test_fault_26_what_is_no_regular_file_is_passed_over_unread(project: Project, folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")  # whoever opens it waits for ever
    (folder / "broken.png").symlink_to(folder / "nothing.png")
    (folder / "device.png").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(folder / "s.png"))
        assert look(project)["images"] == 3
    assert set(ids(project, "ok", "unreadable", "missing")) == {"a.png", "b.png", "deep/c.png"}


def test_fault_27_a_folder_that_may_not_be_read_is_named_and_its_images_are_not_missing(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(place: Any) -> Any:  # tests may run as root, whom no permission stops
        if not isinstance(place, int) and Path(place).name == "deep":
            raise PermissionError(13, "Permission denied")
        return real(place)

    put(folder / "new.png", 9, 32)
    monkeypatch.setattr(walk.os, "scandir", scandir)
    result = look(project)
    assert result["skipped_folders"] == ["deep"]
    assert result["added"] == 1
    assert "deep/c.png" in ids(project)


NAMES = (
    *("new\nline.png", "quote'\".png", "<b>bold<b>.png", "%41%n.png", "\U0001f98b.png", "\u202eltr \u05d0\u05d1.png"),
    *(
        "\u00e9.png",
        "e\u0301.png",
        os.fsdecode(b"\xff\xfe.png"),
        "n" * 251 + ".png",
        "=1+1.png",
        "-x.png",
        "'=y.png",
        " . .png",
    ),
)


def test_fault_28_names_of_every_kind_are_stored_shown_exported_and_read_back(qtbot, tmp_path: Path, capsys: Any) -> None:
    for number, name in enumerate(NAMES):
        put(tmp_path / "pictures" / "of.png", number, 16).rename(tmp_path / "pictures" / name)
    path, out = tmp_path / "p.labelight", tmp_path / "labels.csv"
    assert labelight.main(["new", str(path), str(tmp_path / "pictures")]) == 0
    with Project.open(path) as project:
        project.set("machine", MACHINE)
        assert set(ids(project)) == set(NAMES)
        _, kind = classes.add(project, name="=cmd()")
        labels.assign(project, images=list(ids(project).values()), class_id=kind.id)
        labels_file.write(project, out)
        by_class.write(project, tmp_path / "sorted")
    assert set(read_truth(out)) == set(NAMES)
    assert {place.name for place in (tmp_path / "sorted" / "=cmd()").iterdir()} >= set(NAMES) - {"n" * 251 + ".png"}
    assert len(list((tmp_path / "sorted" / "=cmd()").iterdir())) == len(NAMES)
    session = Session()
    assert session.open(path)
    qtbot.waitUntil(lambda: len(session.snapshot.images) == len(NAMES), timeout=10_000)
    shown = QLabel()
    shown.setTextFormat(Qt.TextFormat.PlainText)
    for row in range(len(NAMES)):
        shown.setText(pictures.describe(session, row))
        shown.text().encode("utf-8")  # bytes that are no text are shown as such: Qt would refuse them
    session.close()
    assert labelight.main(["label", str(path), str(out), "--json"]) == 0
    assert f'"labels": {len(NAMES)}' in capsys.readouterr().out


def test_fault_29_names_that_differ_by_case_alone_stay_apart_also_where_a_copy_might_not(tmp_path: Path) -> None:
    for number, name in enumerate(("a.png", "A.png")):
        put(tmp_path / "pictures" / name, number, 16)
    if len(list((tmp_path / "pictures").iterdir())) < 2:
        pytest.skip("this file system tells no case apart")
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        assert look(project)["images"] == 2
        for name, path in (("Cat", "a.png"), ("cat", "A.png")):
            labels.assign(project, images=[ids(project)[path]], class_id=classes.add(project, name=name)[1].id)
        by_class.write(project, tmp_path / "sorted")
    assert sorted(place.name for place in (tmp_path / "sorted").iterdir()) == ["Cat", "cat (2)"]


def test_fault_30_a_file_that_goes_is_missing_with_its_label_and_comes_back(project: Project, folder: Path) -> None:
    image, kept = ids(project)["a.png"], folder.parent / "kept.png"
    (folder / "a.png").rename(kept)
    pixels = open_pixels(project.cache, images.image_list(project), folder, 16, ListReporter())
    assert pixels.readable.tolist() == [False, True, True]  # gone between look and decode: the run goes on with the others
    assert look(project)["missing"] == 1
    assert [i.reason for i in images.unreadable(project)] == ["the file is gone"]
    assert labelled(project) == [image]
    kept.rename(folder / "a.png")
    assert look(project)["missing"] == 0
    assert ids(project)["a.png"] == image
    assert labelled(project) == [image]


class Vanishing(ListReporter):
    """Takes a file away once the look has begun."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def progress(self, step: int, total: int, **metrics: float) -> None:
        self._file.unlink(missing_ok=True)
        super().progress(step, total, **metrics)


def test_fault_30_a_file_that_goes_while_it_is_listed_stops_nothing(tmp_path: Path) -> None:
    for number in range(3):
        put(tmp_path / "pictures" / f"{number}.png", number, 16)
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        assert look(project, Vanishing(tmp_path / "pictures" / "1.png"))["images"] == 2


def test_fault_31_a_changed_file_is_listed_embedded_anew_and_keeps_its_label(project: Project, folder: Path) -> None:
    every = ids(project)
    image, encoder = every["a.png"], encoders.bundled(project).id
    encoders.add_embeddings(project, encoder, np.array(sorted(every.values())), np.zeros((3, 4), np.float16))
    put(folder / "a.png", 77, 40)
    put(folder / "b.png", 78, 40)  # changed, but nobody had said what it is
    assert look(project)["changed"] == 2
    assert encoders.embedded_ids(project, encoder).tolist() == [every["deep/c.png"]]
    assert labelled(project) == [image]
    assert to_look_at(project) == [image]
    look(project)
    assert to_look_at(project) == [image]
    labels.assign(project, images=[image], class_id=classes.every(project)[0].id)  # looked at, and it still is one
    assert to_look_at(project) == []


def to_look_at(project: Project) -> list[int]:
    found = oddities.lists(Columns.read(project, Collection.load(project), None)).entries["changed"]
    return [image for entry in found for image in entry.images]


def test_fault_32_a_disk_that_is_gone_makes_nothing_missing(project: Project, folder: Path) -> None:
    before = ids(project)
    folder.rename(folder.parent / "elsewhere")
    with pytest.raises(FolderGone, match=r"Folder not found.*labels are kept.*locate PROJECT FOLDER"):
        look(project)
    folder.mkdir()  # the mount point it leaves behind
    with pytest.raises(FolderGone, match="Nothing is in the folder"):
        look(project)
    with pytest.raises(FolderGone):
        open_pixels(project.cache, images.image_list(project), folder, 16, ListReporter())
    assert ids(project) == before


def test_fault_32_unplugged_while_it_is_decoded_says_so(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, done = cache._square, []

    def square(root: Path, path: str, *more: Any) -> np.ndarray | None:
        if done:
            shutil.rmtree(folder, ignore_errors=True)
        done.append(path)
        return real(root, path, *more)

    monkeypatch.setattr(cache, "_square", square)
    with pytest.raises(FolderGone):
        open_pixels(project.cache, images.image_list(project), folder, 24, ListReporter())
    assert len(labelled(project)) == 1


def test_fault_32_the_command_finds_the_images_again_by_path_or_by_content(folder: Path, capsys: Any) -> None:
    path, moved, other = str(folder.parent / "p.labelight"), folder.parent / "moved", folder.parent / "other"
    assert labelight.main(["new", path, str(folder)]) == 0
    with Project.open(Path(path)) as project:
        before = ids(project)
        labels.assign(project, images=[1], class_id=classes.add(project, name="moth")[1].id)
    put(other / "stranger.png", 50, 32)
    assert labelight.main(["locate", path, str(other)]) == 1
    assert "none was found there, neither by name nor by content. Nothing was changed." in capsys.readouterr().err
    folder.rename(moved)
    assert labelight.main(["ingest", path]) == 1
    assert labelight.main(["locate", path, str(moved), "--json"]) == 0
    assert '"missing": 0' in capsys.readouterr().out
    (moved.parent / "sub").mkdir()
    (moved / "deep" / "c.png").rename(moved.parent / "sub" / "c.png")
    moved.rename(moved.parent / "sub" / "all")
    assert labelight.main(["locate", path, str(moved.parent / "sub")]) == 0
    with Project.open(Path(path)) as project:
        assert ids(project) == {"all/a.png": before["a.png"], "all/b.png": before["b.png"], "c.png": before["deep/c.png"]}
        assert labelled(project) == [1]
        with pytest.raises(UserError, match="no folder"):
            locating.match(project, moved)


@pytest.fixture
def window(qtbot, folder: Path):
    with Project.create(folder.parent / "w.labelight", folder) as project:
        project.set("machine", MACHINE)
        look(project)
        labels.assign(project, images=[1], class_id=classes.add(project, name="moth")[1].id)
        ids_ = np.array(sorted(ids(project).values()))
        encoders.add_embeddings(project, encoders.bundled(project).id, ids_, np.eye(3, 4, dtype=np.float16))
        from core.project import maps

        maps.add(project, encoders.bundled(project).id, "umap", ids_, np.zeros((3, 2), np.float32))
    window = MainWindow(Session(), QSettings())
    window.show()
    yield window
    window.session.close()  # else closing asks about a run that goes on
    window.close()


def test_fault_32_the_window_offers_to_locate_a_moved_folder(
    qtbot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, moved = window.session, folder.parent / "moved"
    folder.rename(moved)
    assert session.open(folder.parent / "w.labelight")
    qtbot.waitUntil(lambda: "Folder not found" in window.images_page._place.text(), timeout=10_000)
    assert not window.images_page._locate.isHidden()
    assert window._message._offer.isVisible()
    window._message.hide()
    window.show_page(0)
    session.start("ingest", IngestSpec())
    qtbot.waitUntil(lambda: window._message._offer.isVisible() and not session.busy, timeout=60_000)
    assert "All labels are kept" in window._message.text
    asked = []
    monkeypatch.setattr(locator, "ask_folder", lambda *_: str(folder.parent / "wrong"))
    monkeypatch.setattr(locator, "ask_anyway", lambda _, text: bool(asked.append(text)))
    put(folder.parent / "wrong" / "x.png", 60, 32)
    qtbot.mouseClick(window._message._offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=10_000)
    assert session.snapshot.images.folder == folder  # told, and not taken
    monkeypatch.setattr(locator, "ask_folder", lambda *_: str(moved))
    qtbot.mouseClick(window.images_page._locate, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.snapshot.images.folder == moved and not session.busy, timeout=60_000)
    qtbot.waitUntil(lambda: not window.images_page._locate.isVisible(), timeout=10_000)
    assert session.snapshot.counts == {"ok": 3, "unreadable": 0, "missing": 0}
    assert (session.snapshot.images.label_codes > 0).sum() == 1
    assert not window.images_page.findChildren(QListWidget)[-1].count()


def test_fault_33_a_huge_folder_streams_and_can_be_left_while_it_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "pictures" / "/".join(["d"] * 200)
    put(deep / "x.png", 1, 16)
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        assert look(project)["images"] == 1
        monkeypatch.setattr(walk, "_TICK", 10)
        for number in range(200):
            (tmp_path / "pictures" / f"{number}.png").touch()
        with pytest.raises(Cancelled):
            look(project, ListReporter(stop_after=3))
        assert list(ids(project)) == ["/".join(["d"] * 200) + "/x.png"]  # what is known stays as it was


def test_fault_34_nothing_watches_the_folder_so_no_limit_of_watches_is_reached() -> None:
    """The folder is looked through when asked to; `Look again` says so on the Images page."""
    code = "\n".join(p.read_text(encoding="utf-8") for home in ("core", "desktop_app") for p in Path(home).rglob("*.py"))
    assert not {word for word in ("QFileSystemWatcher", "watchdog", "inotify") if word in code}


HANGING = """
    import sys, time
    from pathlib import Path
    sys.path.insert(0, {home!r})
    real = Path.open
    def hang(self, *args, **more):
        if self.suffix == ".png":
            Path({mark!r}).touch()
            time.sleep(600)
        return real(self, *args, **more)
    Path.open = hang
    import main
    sys.exit(main.main())
"""


def test_fault_36_a_disk_that_does_not_answer_holds_neither_the_window_nor_stop(
    qtbot, window: MainWindow, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper, mark = tmp_path / "hanging.py", tmp_path / "hangs"
    home = str(paths.main_script().parent)
    wrapper.write_text(textwrap.dedent(HANGING).format(home=home, mark=str(mark)))
    monkeypatch.setattr(paths, "own_command", lambda: [sys.executable, str(wrapper)])
    session = window.session
    assert session.open(folder.parent / "w.labelight")
    qtbot.waitUntil(lambda: len(session.snapshot.images) == 3 and not session.busy, timeout=10_000)
    put(folder / "new.png", 5, 32)
    session.start("ingest", IngestSpec())
    qtbot.waitUntil(mark.exists, timeout=60_000)
    session.edit(lambda project: labels.assign(project, images=[2], class_id=1))  # labels do not wait for it
    qtbot.waitUntil(lambda: (session.snapshot.images.label_codes > 0).sum() == 2, timeout=10_000)
    session.stop()
    qtbot.waitUntil(lambda: not session.busy, timeout=30_000)
    assert session.snapshot.counts["ok"] == 3


def test_fault_36_looking_for_the_folder_is_done_where_nobody_waits(
    qtbot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()
    monkeypatch.setattr(locator, "_is_there", lambda _: free.wait(60))
    assert window.session.open(folder.parent / "w.labelight")
    qtbot.waitUntil(lambda: len(window.session.snapshot.images) == 3, timeout=10_000)
    window.session.close()
    window.close()
    free.set()


def test_fault_35_a_look_without_changes_reads_no_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a cloud keeps is fetched by reading: names, sizes and times are enough for what is known."""
    opened = []
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: (opened.append(self), real(self, *a, **k))[1])
    assert look(project)["images"] == 3
    assert [place for place in opened if place.suffix == ".png"] == []


def test_fault_37_an_image_folder_that_cannot_be_written_is_all_one_needs(tmp_path: Path, folder: Path, capsys: Any) -> None:
    for place in (folder, folder / "deep"):
        place.chmod(stat.S_IRUSR | stat.S_IXUSR)
    before = sorted((p.relative_to(folder), p.stat().st_mtime_ns) for p in folder.rglob("*"))
    path = str(tmp_path / "ro.labelight")
    assert labelight.main(["new", path, str(folder)]) == 0
    assert labelight.main(["export", path, "--labels", str(tmp_path / "l.csv")]) == 0
    with (tmp_path / "l.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 3
    for place in (folder, folder / "deep"):
        place.chmod(0o755)
    assert sorted((p.relative_to(folder), p.stat().st_mtime_ns) for p in folder.rglob("*")) == before


HOMELESS = """
    import sys
    sys.path.insert(0, {home!r})
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from core import paths
    from core.jobs.worker import be_modest
    from desktop_app.app import build
    app = QApplication([])
    window = build(app)
    window.show()
    QTimer.singleShot(0, window.close)
    app.exec()
    be_modest()
    import logging, os
    assert paths.is_writable(Path(os.environ["NUMBA_CACHE_DIR"]))
    logging.getLogger("x").warning("said")
    print((paths.log_home() / "labelight.log").exists(), window._settings.isWritable(), paths.cache_home())
    from main import main
    sys.exit(main(["new", {project!r}, {folder!r}]))
"""


def test_fault_38_without_a_home_everything_goes_to_a_temporary_folder(folder: Path) -> None:
    """As a user who may write to the temporary folder alone; for root that takes `setpriv`. Home is no folder either way."""
    base = Path(tempfile.mkdtemp())
    try:
        shutil.copytree(folder, base / "pictures")
        base.chmod(0o777)
        start = base / "start.py"
        code = textwrap.dedent(HOMELESS).format(
            home=str(paths.main_script().parent), project=str(base / "p.labelight"), folder=str(base / "pictures")
        )
        start.write_text(code)
        env = {k: v for k, v in os.environ.items() if k not in ("LABELIGHT_CACHE", "NUMBA_CACHE_DIR")}
        env = {k: v for k, v in env.items() if not k.startswith("XDG_")} | {"HOME": "/dev/null/none", "TMPDIR": str(base)}
        able = os.geteuid() == 0 and shutil.which("setpriv") and _others_may_read(Path(sys.executable))
        who = ["setpriv", "--reuid=65534", "--clear-groups"] if able else []
        run = subprocess.run([*who, sys.executable, str(start)], env=env, capture_output=True, text=True, timeout=120)
        assert run.returncode == 0, run.stderr
        logged, kept, cache_home = run.stdout.split()
        assert (logged, kept) == ("True", "True")
        assert base in Path(cache_home).parents
        assert "3 images" in run.stderr
    finally:
        shutil.rmtree(base)


def _others_may_read(program: Path) -> bool:
    every = [program.resolve(), *program.resolve().parents, *program.parents, *paths.main_script().parents]
    return all(place.stat().st_mode & stat.S_IXOTH for place in every)


def test_fault_38_a_temporary_folder_of_somebody_else_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """numba runs what lies in its cache: a folder that others may write to is passed over."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own = paths.temporary_home()
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert paths.temporary_home() == own
    own.chmod(0o777)
    other = paths.temporary_home()
    assert other != own
    other.rmdir()
    other.symlink_to(own)
    assert paths.temporary_home() not in (own, other)


def test_fault_30_a_picture_that_went_is_named_by_what_it_is(tmp_path: Path) -> None:
    from core.pixels.decode import Unreadable

    with pytest.raises(Unreadable, match="the file is gone"):
        decode(tmp_path / "nothing.png")
