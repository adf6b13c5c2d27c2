"""The rules of SECURITY.md, one test each: somebody sends a project, a folder of images or a CSV."""

import ast
import csv
import hashlib
import logging
import os
import re
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from core import cells, logs, paths
from core.errors import UserError
from core.operations.labelling import read_truth
from core.operations.leaving import by_class, labels_file, tables
from core.pixels.decode import Unreadable, decode
from core.project import classes, encoders, images, imported, labels, maps
from core.project.project import Project
from core.records import FoundImage
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from tests.e2e import pictures

HOME = paths.main_script().parent
SOURCES = [p for home in ("core", "desktop_app") for p in sorted((HOME / home).rglob("*.py"))] + [HOME / "main.py"]
EVIL = '<b>x</b><img src="file:///etc/hostname">'


@cache
def calls(place: Path) -> list[tuple[str, ast.Call]]:
    """Every call of a file with the dotted name it is made by."""
    nodes = ast.walk(ast.parse(place.read_text(encoding="utf-8")))
    return [(ast.unparse(node.func), node) for node in nodes if isinstance(node, ast.Call)]


def imports(place: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(place.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def relative(place: Path) -> str:
    return place.relative_to(HOME).as_posix()


MAY_LOAD = {
    "core/learn/encoders.py": "weights of the bundled package, which came with the program",
    "core/learn/weights.py": "ImageNet weights of a known digest, checked before",
}
NEVER_IMPORTED = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "jsonpickle", "cloudpickle", "PIL.ImageMath"}
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "torch.hub.load"}


def test_rule_01_nothing_that_is_read_is_run_as_code() -> None:
    found = []
    for place in SOURCES:
        found += [f"{relative(place)}: import {name}" for name in imports(place) if name in NEVER_IMPORTED]
        for name, call in calls(place):
            options = {k.arg: ast.unparse(k.value) for k in call.keywords}
            if name in NEVER_CALLED or options.get("shell") == "True" or options.get("allow_pickle", "False") != "False":
                found.append(f"{relative(place)}:{call.lineno}: {name}")
            if name == "torch.load" and (relative(place) not in MAY_LOAD or options.get("weights_only") != "True"):
                found.append(f"{relative(place)}:{call.lineno}: torch.load")
            if name == "np.load" and options.get("allow_pickle") != "False":
                found.append(f"{relative(place)}:{call.lineno}: np.load without allow_pickle=False")
    assert found == []
    loading = {relative(place) for place in SOURCES if any(name == "torch.load" for name, _ in calls(place))}
    assert loading == set(MAY_LOAD)  # an entry that is no longer needed goes


LOOP = """
    import sys
    sys.path.insert(0, {home!r})
    REFUSED = ("socket.connect", "socket.bind", "socket.listen", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
    said = []
    def watch(event, args):
        if event in REFUSED and not (event in REFUSED[:2] and isinstance(args[1], (str, bytes))):  # AF_UNIX has a path
            said.append(event)
            raise PermissionError(event)
    sys.addaudithook(watch)
    import main
    for arguments in {commands!r}:
        assert main.main(arguments) == 0, arguments
    assert said == [], said
"""


def tree(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Every file with its content's digest, its mode and its time; every folder with its time."""
    out = {}
    for place in sorted([folder, *folder.rglob("*")]):
        status = place.stat()
        content = hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else ""
        out[str(place.relative_to(folder))] = (content, status.st_mode, status.st_mtime_ns)
    return out


@pytest.fixture(scope="module")
def session_over(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """A whole session on the command line in a process of its own, which may not use the network."""
    base = tmp_path_factory.mktemp("loop")
    truth = pictures.make(base / "pictures", per_kind=5)
    with (base / "few.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("path", "label"), *((p, k) for p, k in truth.items() if int(p[1:4]) < 4)])
    before, project = tree(base / "pictures"), str(base / "p.labelight")
    commands = [
        ["new", project, str(base / "pictures")],
        ["embed", project],
        ["label", project, str(base / "few.csv")],
        ["finetune", project, "--mode", "linear"],
        ["predict", project, "--csv", str(base / "p.csv")],
        ["export", project, "--labels", str(base / "l.csv"), "--folders", str(base / "sorted")],
        ["ingest", project],
        ["report", project],
    ]
    code = textwrap.dedent(LOOP).format(home=str(HOME), commands=commands)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=280)
    return {"base": base, "run": run, "before": before, "after": tree(base / "pictures")}


def test_rule_02_a_whole_loop_needs_no_network_and_opens_no_socket(session_over: dict) -> None:
    run = session_over["run"]
    assert run.returncode == 0, run.stderr
    assert len(list((session_over["base"] / "sorted").rglob("*.png"))) == 15


def test_rule_02_the_network_is_spoken_to_in_one_file_alone() -> None:
    network = {"socket", "http.client", "urllib.request", "requests", "httpx", "PySide6.QtNetwork", "ftplib", "smtplib"}
    found = {relative(place) for place in SOURCES if network & set(imports(place))}
    assert found == {"core/learn/download.py"}


def test_rule_03_pictures_are_opened_by_content_and_from_a_list(tmp_path: Path) -> None:
    """Pillow would open some forty formats; nothing but decode.py opens any, and it calls the openers of its list."""
    opening = [(relative(p), ast.unparse(c)) for p in SOURCES for name, c in calls(p) if name in ("Image.open", "QImageReader")]
    assert [place for place, _ in opening] == ["core/covers.py"]  # our own thumbnails
    assert "formats=_STORED" in opening[0][1]
    Image.new("RGB", (8, 8)).save(tmp_path / "a.ppm")
    (tmp_path / "a.ppm").rename(tmp_path / "a.png")
    with pytest.raises(Unreadable):
        decode(tmp_path / "a.png")


def test_rule_04_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    bomb = bytearray()
    Image.new("1", (8, 8)).save(tmp_path / "a.png")
    bomb += (tmp_path / "a.png").read_bytes()
    import struct
    import zlib

    bomb[16:24] = struct.pack(">II", 60_000, 60_000)
    bomb[29:33] = struct.pack(">I", zlib.crc32(bytes(bomb[12:29])))
    (tmp_path / "a.png").write_bytes(bytes(bomb))
    with pytest.raises(Unreadable, match=r"large|pixels"):
        decode(tmp_path / "a.png")


def test_rule_05_a_project_with_a_trigger_is_refused_and_text_is_never_part_of_a_query(tmp_path: Path) -> None:
    import sqlite3

    (tmp_path / "pictures").mkdir()
    path = tmp_path / "p.labelight"
    with Project.create(path, tmp_path / "pictures") as project:
        images.add_found(project, [FoundImage("a'); DROP TABLE labels; --.png", 1, 1, b"a" * 16, 8, 8)])
        _, made = classes.add(project, name="x'); DROP TABLE labels; --")
        labels.assign(project, images=[1], class_id=made.id)
        assert labels.columns(project).ids.tolist() == [1]
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TRIGGER t AFTER INSERT ON labels BEGIN DELETE FROM labels; END")
    raw.close()
    with pytest.raises(UserError, match="triggers or views"):
        Project.open(path)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM labels").fetchone() == (1,)
    raw.close()


@pytest.fixture
def window(qtbot, tmp_path: Path):
    """The window on a project whose class and files are called like markup."""
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
        found = [FoundImage(f"<i>{n}</i>.png", 1, 1, bytes([n]) * 16, 8, 8) for n in range(4)]
        found.append(FoundImage("<u>bad</u>.png", 1, 1, b"z" * 16, 0, 0, "", "unreadable", "<b>not an image</b>"))
        images.add_found(project, found)
        ids, encoder = np.arange(1, 5), encoders.bundled(project).id
        encoders.add_embeddings(project, encoder, ids, np.eye(4, dtype=np.float16))
        maps.add(project, encoder, "umap", ids, np.zeros((4, 2), np.float32))
        for number, name in enumerate((EVIL, "plain"), 1):
            labels.assign(project, images=[number], class_id=classes.add(project, name=name)[1].id)
    window = MainWindow(Session(), QSettings())
    window.resize(1200, 800)
    window.show()
    assert window.session.open(tmp_path / "p.labelight")
    qtbot.waitUntil(lambda: len(window.session.snapshot.images) == 4 and not window.session.busy, timeout=10_000)
    yield window
    window.session.close()  # else closing asks about a run that goes on
    window.close()


def test_rule_06_names_are_shown_as_text(qtbot, window: MainWindow) -> None:
    """Whatever shows the name of a class says so letter by letter; tool tips, which know no plain text, have it escaped."""
    for page in range(5):
        window.show_page(page)
        qtbot.wait(10)
    window.show_message("error", f"{EVIL} cannot be used.")
    rich = [
        label.text()
        for label in window.findChildren(QLabel)
        if "<" in label.text() and label.textFormat() != Qt.TextFormat.PlainText
    ]
    assert rich == []
    assert window._message._text.text() == f"{EVIL} cannot be used."
    assert window._message._text.textFormat() == Qt.TextFormat.PlainText
    tips = [widget.toolTip() for widget in window.findChildren(QAbstractButton) if "<img" in widget.toolTip()]
    assert tips == []
    window.session.undo()
    window.session.undo()
    window.session.undo()
    qtbot.waitUntil(lambda: "<img" in window.session.snapshot.undo_text, timeout=10_000)
    assert "<img" not in window._undo.toolTip()
    assert "&lt;img" in window._undo.toolTip()


def test_rule_06_labels_made_in_code_say_that_they_are_plain() -> None:
    """A QLabel guesses whether a text is HTML: where one is given more than a literal, its file sets the format."""
    loose = []
    for place in SOURCES:
        text = place.read_text(encoding="utf-8")
        made = [call for name, call in calls(place) if name == "QLabel"]
        given = [call for call in made if not call.args or not isinstance(call.args[0], ast.Constant)]
        if given and "PlainText" not in text and "setPixmap" not in text:
            loose.append(relative(place))
    assert loose == []
    questions = [
        f"{relative(place)}:{call.lineno}"
        for place in SOURCES
        for name, call in calls(place)
        if name in ("QMessageBox.question", "QMessageBox.warning", "QMessageBox.information", "QMessageBox.critical")
    ]
    ours = ("desktop_app/closing.py", "desktop_app/pages/start_choice.py")  # no name of the user's is in their questions
    assert all(each.startswith(ours) for each in questions)


HARD_NAMES = ("../../etc", "CON", "a/b", "a:b", "A_b", "n" * 400, "...", " ", "=1+1", "ж" * 200, EVIL, "\x01")


@pytest.fixture
def project(tmp_path: Path):
    (tmp_path / "pictures" / "x").mkdir(parents=True)
    names = [f"{n}.png" for n in range(len(HARD_NAMES))] + ["x/1.png", "x__1.png"]
    for name in names:
        (tmp_path / "pictures" / name).write_bytes(name.encode())
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        images.add_found(project, [FoundImage(name, 1, 1, name.encode().ljust(16), 8, 8) for name in names])
        yield project


def test_rule_07_copies_by_class_stay_in_the_folder_and_keep_classes_and_files_apart(project: Project, tmp_path: Path) -> None:
    made = 0
    for number, name in enumerate(HARD_NAMES, 1):
        try:
            made_class = classes.add(project, name=name)[1]
        except UserError:
            continue  # a name that is refused needs no folder
        labels.assign(project, images=[number], class_id=made_class.id)
        made += 1
    last = classes.every(project)[-1].id
    labels.assign(project, images=[len(HARD_NAMES) + 1, len(HARD_NAMES) + 2], class_id=last)
    target, outside = tmp_path / "out" / "sorted", tree(tmp_path / "pictures")
    target.mkdir(parents=True)
    count = by_class.write(project, target).count
    copies = [p for p in target.rglob("*") if p.is_file()]
    assert count == len(copies) == made + 2
    assert len({p.read_bytes() for p in copies}) == made + 2  # the two that would have one name both came along
    assert len({p.parent.name.casefold() for p in copies}) == made
    assert all(p.parent.parent == target and len(os.fsencode(p.parent.name)) <= 110 for p in copies)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["sorted"]
    assert "CON" not in {p.parent.name.upper() for p in copies}
    assert tree(tmp_path / "pictures") == outside
    copies[0].write_bytes(b"mine")
    assert by_class.write(project, target).count == 0
    assert copies[0].read_bytes() == b"mine"


def test_rule_07_a_link_among_the_folders_does_not_lead_a_copy_out(project: Project, tmp_path: Path) -> None:
    labels.assign(project, images=[1], class_id=classes.add(project, name="moth")[1].id)
    (tmp_path / "sorted").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "sorted" / "moth").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="leads out of"):
        by_class.write(project, tmp_path / "sorted")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_rule_07_no_table_is_written_over_a_picture(project: Project, tmp_path: Path) -> None:
    picture = tmp_path / "pictures" / "1.png"
    with pytest.raises(UserError, match="never written to"):
        labels_file.write(project, picture)
    assert picture.read_bytes() == b"1.png"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_rule_07_cells_of_every_table_are_harmless_and_come_back(project: Project, tmp_path: Path, sign: str) -> None:
    name, twin = f"{sign}1.png", f"'{sign}1.png"
    images.add_found(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 8, 8) for n in (name, twin)])
    tables.write_csv(tmp_path / "t.csv", ("path", "label"), [{"path": n, "label": f"{sign}x"} for n in (name, twin)])
    with (tmp_path / "t.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row.values())
    assert set(read_truth(tmp_path / "t.csv")) == {name, twin}
    imported.by_path(project, dict.fromkeys((name, twin), "moth"))
    labels_file.write(project, tmp_path / "l.csv")
    assert set(read_truth(tmp_path / "l.csv")) == {name, twin}
    (tmp_path / "hand.csv").write_text(f'path,label\n"{sign}1.png",moth\n', newline="")
    assert set(read_truth(tmp_path / "hand.csv")) == {name}  # as a person wrote it, without an apostrophe


def test_rule_07_every_table_goes_through_the_one_writer() -> None:
    writing = {relative(place) for place in SOURCES for name, _ in calls(place) if name in ("csv.writer", "csv.DictWriter")}
    assert writing == {
        "core/command_parts.py",
        "core/operations/leaving/tables.py",
        "core/sample.py",
    }  # the sample's cells are our own
    assert cells.escaped(-1.5) == -1.5


def test_rule_08_everything_it_is_made_of_is_named_with_a_bound_and_nothing_is_installed() -> None:
    given = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert [each for each in given if not re.search(r"[=<>~]", each)] == []
    assert [relative(place) for place in SOURCES if {"pip", "ensurepip"} & set(imports(place))] == []


def test_rule_09_the_log_holds_no_place_and_no_picture(session_over: dict, tmp_path: Path) -> None:
    hiding, place = logs.Hiding(), logs.paths.log_home() / "rule.log"
    place.unlink(missing_ok=True)
    hiding.hide(tmp_path / "my pictures", "[folder]")
    with logs.kept("rule.log", hiding):
        try:
            (tmp_path / "my pictures" / "a.png").read_bytes()
        except OSError:
            logging.getLogger("core").exception("%s cannot be read", tmp_path / "my pictures" / "a.png")
    text = place.read_text(encoding="utf-8")
    assert "[folder]/a.png cannot be read" in text
    assert str(tmp_path) not in text
    assert str(HOME) not in text
    report = session_over["run"].stdout
    assert "finetune: done" in report
    assert str(session_over["base"]) not in report
    assert ".png" not in report


def test_rule_10_images_are_never_written_to(session_over: dict) -> None:
    assert session_over["run"].returncode == 0
    assert session_over["after"] == session_over["before"]


def test_rule_10_nothing_that_reads_the_folder_or_shows_it_removes_a_file() -> None:
    """What is removed lies in the cache or in a run folder, or is a file half written, and is removed by who made it."""
    ways = ("unlink", "rmtree", "rmdir", "send2trash")
    removing = {relative(p) for p in SOURCES for name, _ in calls(p) if name.split(".")[-1] in ways}
    reading = (
        "desktop_app/",
        "core/stages/",
        "core/pixels/walk",
        "core/pixels/scan",
        "core/pixels/source",
        "core/pixels/decode",
    )
    assert [each for each in removing if each.startswith(reading)] == []
