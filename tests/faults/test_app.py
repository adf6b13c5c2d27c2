"""Faults 57, 64, 65, 68, 69, 70: the program around its work: libraries, clocks, streams, languages, and its own bugs."""

import logging
import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QObject, QSettings, Qt, QThread, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

import main as labelight
from core import logs, paths
from core.errors import UserError
from core.jobs.events import Failed, Progress
from core.jobs.reporter import ListReporter
from core.logs import Hiding, without_names
from core.operations import following, runs
from core.project import classes, encoders, history, images, labels
from core.project import runs as run_rows
from core.project.project import Project
from core.specs import IngestSpec, ProbeSpec
from desktop_app.app import build
from desktop_app.main_window import MainWindow
from desktop_app.mishaps import Mishaps
from desktop_app.pages.learn_page import progress_in_words
from desktop_app.time_left import time_in_words
from desktop_app.widgets.decimal_box import DecimalBox
from tests.core.pixels.pictures import put

MACHINE = '{"devices": [{"id": "cpu", "name": "Two cores", "memory": 8589934592}]}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of three pictures, looked through, that has nothing left to do by itself."""
    for number in range(3):
        put(tmp_path / "pictures of mine" / f"bird {number}.png", number, 32)
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures of mine") as project:
        project.set("machine", MACHINE)
        runs.run_here(project, "ingest", IngestSpec(), ListReporter())
        every = np.array(images.image_list(project).ids)
        encoder = encoders.bundled(project).id
        encoders.add_embeddings(project, encoder, every, np.eye(3, 4, dtype=np.float16))
        from core.project import maps

        maps.add(project, encoder, "umap", every, np.zeros((3, 2), np.float32))
    return tmp_path / "p.labelight"


@pytest.fixture
def window(qtbot, qapp, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The window as the program makes it, its log in a folder of this test, the hooks of the test put back at the end."""
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))
    for owner, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    window = build(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    window.resize(1200, 800)
    window.show()
    assert window.session.open(path)
    qtbot.waitUntil(lambda: len(window.session.snapshot.images) == 3 and not window.session.busy, timeout=10_000)
    yield window
    window.session.close()  # else closing asks about a run that goes on
    window.close()
    for handler in [h for h in logging.getLogger().handlers if isinstance(h.formatter, logs.PrivateFormatter)]:
        logs.stop(handler)


def log_of(tmp_path: Path) -> str:
    return (tmp_path / "cache" / "log" / logs.WINDOW).read_text(encoding="utf-8")


WITHOUT_TORCH = """
    import sys
    sys.path.insert(0, {home!r})
    sys.modules["torch"] = None  # as where it cannot be loaded
    import main
    sys.exit(main.main())
"""


def test_fault_57_without_torch_the_window_works_and_says_why_it_cannot_learn(
    qtbot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper, session = tmp_path / "without.py", window.session
    wrapper.write_text(textwrap.dedent(WITHOUT_TORCH).format(home=str(paths.main_script().parent)))
    monkeypatch.setattr(paths, "own_command", lambda: [sys.executable, str(wrapper)])
    session.edit(lambda project: project.set("machine", "{}"))
    ended = []
    session.run_updated.connect(lambda update: ended.append(update.event) if isinstance(update.event, Failed) else None)
    session.start("probe", ProbeSpec())
    qtbot.waitUntil(lambda: len(ended) == 1 and not session.busy, timeout=60_000)
    assert "Learning is not available on this computer" in ended[0].message
    assert "torch" in ended[0].message
    session.edit(lambda project: classes.add(project, name="moth"))
    session.edit(lambda project: labels.assign(project, images=[1], class_id=1))
    qtbot.waitUntil(lambda: (session.snapshot.images.label_codes > 0).any(), timeout=10_000)


def test_fault_57_the_learn_page_shows_why(window: MainWindow) -> None:
    from dataclasses import replace

    from desktop_app.worker_thread import RunUpdate

    window.session.snapshot = replace(window.session.snapshot, machine={})
    window.learn_page._on_probed(RunUpdate("probe", None, Failed("Learning is not available: no torch.")))
    assert window.learn_page._machine.text() == "Learning is not available: no torch."


def test_fault_64_a_clock_that_is_set_back_changes_no_order_and_nothing_is_done_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(2_000_000_000, 0, -86_400))  # every look at the clock is a day earlier
    monkeypatch.setattr("time.time", lambda: float(next(clock)))
    put(path.parent / "pictures of mine" / "new.png", 7, 32)
    with Project.open(path) as project:
        runs.run_here(project, "ingest", IngestSpec(), ListReporter())
        encoder, every = encoders.bundled(project).id, np.array(images.image_list(project).ids)
        assert following.first_due(project, ("embed",)) is not None
        encoders.add_embeddings(project, encoder, every, np.eye(4, dtype=np.float16))
        assert following.first_due(project, ("embed",)) is None  # what was embedded after it came counts as embedded
        put(path.parent / "pictures of mine" / "new.png", 8, 32)
        runs.run_here(project, "ingest", IngestSpec(), ListReporter())
        assert len(encoders.embedded_ids(project, encoder)) == 3  # and what came after it does not
        for name in ("first", "second"):
            classes.add(project, name=name)
        assert [entry.text for entry in history.entries(project, 2)] == ["new class “second”", "new class “first”"]
        history.undo(project)
        assert [c.name for c in classes.every(project)] == ["first"]
        numbers = [run.id for run in run_rows.every(project)]
        assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("seconds", [-(2**31), 0, 2**31 + 1, 2**33])
def test_fault_64_files_of_any_date_are_looked_through(path: Path, seconds: int) -> None:
    file = path.parent / "pictures of mine" / "bird 0.png"
    os.utime(file, (seconds, seconds))
    with Project.open(path) as project:
        runs.run_here(project, "ingest", IngestSpec(), ListReporter())
        assert len(images.file_columns(project).mtimes) == 3
        again = runs.run_here(project, "ingest", IngestSpec(), ListReporter())
        assert (again["changed"], again["images"]) == (0, 3)


@pytest.mark.parametrize("seconds", [-1e9, -1.0, 0.0, 59.9, 3600.0, 1e9, float("inf"), float("nan")])
def test_fault_65_no_time_left_is_negative_or_makes_the_window_stumble(seconds: float) -> None:
    said = time_in_words(seconds)
    assert "-" not in said
    assert "nan" not in said
    assert "inf" not in said
    assert said in progress_in_words(Progress(1, 2, {"loss": 1.0, "seconds_left": seconds}))


def test_fault_64_65_durations_are_never_taken_from_the_clock_on_the_wall() -> None:
    """`time.time` only stamps: what is subtracted comes from `time.monotonic`, which nobody can set."""
    bad = []
    for place in [p for home in ("core", "desktop_app") for p in Path(home).rglob("*.py")]:
        for line in place.read_text(encoding="utf-8").splitlines():
            if "time.time() -" in line or "- time.time()" in line:
                bad.append(f"{place}: {line.strip()}")
    assert bad == []


WITHOUT_STREAMS = """
    import os, sys
    sys.path.insert(0, {home!r})
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = None
    import main
    code = main.main({arguments!r})
    os._exit(code)
"""


def without_streams(*arguments: str, **env: str) -> int:
    code = textwrap.dedent(WITHOUT_STREAMS).format(home=str(paths.main_script().parent), arguments=list(arguments))
    return subprocess.run([sys.executable, "-c", code], env=os.environ | env, timeout=120, capture_output=True).returncode


def test_fault_68_commands_work_without_streams(path: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.labelight"
    assert without_streams("new", str(new), str(tmp_path / "pictures of mine"), "--json") == 0
    assert without_streams("info", str(tmp_path / "nothing.labelight")) == 1
    with Project.open(new) as project:
        assert images.counts(project)["ok"] == 3


def test_fault_68_the_compute_process_works_without_streams(path: Path) -> None:
    """A probe: what loads torch and asks it."""
    with Project.open(path) as project:
        begun = runs.begin(project, "probe", ProbeSpec())
        code = textwrap.dedent(WITHOUT_STREAMS).format(
            home=str(paths.main_script().parent), arguments=["--worker", str(begun.folder)]
        )
        process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
        assert process.wait(timeout=120) == 0
        process.stdin.close()
        assert '"kind": "Done"' in (begun.folder / "events.jsonl").read_text()


OPEN_AND_CLOSE = """
    import os, sys
    sys.path.insert(0, {home!r})
    if {silent!r}:
        sys.stdout = sys.stderr = None
    from core import streams
    streams.ensure()
    from PySide6.QtCore import QLocale, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
    from desktop_app.app import build
    from core.project.project import Project
    from pathlib import Path
    QLocale.setDefault(QLocale(QLocale.Language.Arabic))
    app = QApplication([])
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = build(app)
    window.resize(1000, 700)
    window.show()
    window.session.open(Path({path!r}))
    for _ in range(400):
        QTest.qWait(50)
        if len(window.session.snapshot.images) == 3:
            break
    bad = []
    for scheme in ("dark", "light"):
        window._on_scheme()
        for page in range(5):
            window.show_page(page)
            app.processEvents()
            for kind in (QPushButton, QToolButton):
                for button in window.findChildren(kind):
                    if button.isVisible() and (button.width() < 8 or button.height() < 8):
                        bad.append((page, button.text() or button.accessibleName(), button.size().toTuple()))
            if window.grab().toImage().isNull():
                bad.append((page, "nothing to see"))
    ratio = window.devicePixelRatioF()
    window.close()
    Path({out!r}).write_text(f"{{ratio}} {{bad}}")
    os._exit(0)
"""


@pytest.mark.parametrize(("scale", "silent"), [("3", False), ("1", True)])
def test_fault_68_69_the_window_from_right_to_left_large_dark_and_without_streams(
    path: Path, tmp_path: Path, scale: str, silent: bool
) -> None:
    out = tmp_path / "out.txt"
    code = textwrap.dedent(OPEN_AND_CLOSE).format(
        home=str(paths.main_script().parent), path=str(path), out=str(out), silent=silent
    )
    env = os.environ | {"QT_SCALE_FACTOR": scale, "LABELIGHT_CACHE": str(tmp_path / "cache")}
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    assert out.read_text() == f"{float(scale)} []"


@pytest.mark.parametrize("language", [QLocale.Language.German, QLocale.Language.Arabic, QLocale.Language.English])
@pytest.mark.parametrize(("typed", "value"), [("0.25", 0.25), ("0,25", 0.25), ("12", 12.0)])
def test_fault_69_a_point_and_a_comma_are_the_same_in_every_language(
    qtbot, language: QLocale.Language, typed: str, value: float
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        box = DecimalBox()
        qtbot.addWidget(box)
        box.setRange(0, 100)
        box.setDecimals(2)
        box.setSuffix(" min")
        box.lineEdit().selectAll()
        qtbot.keyClicks(box, typed)
        box.interpretText()
        assert box.value() == value
        assert box.text() == f"{value:.2f} min"
    finally:
        QLocale.setDefault(before)


class Failing(QObject):
    """Slots that fail, as a bug would: on every move, in a thread of Qt, in one of Python."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0
        self.moved.connect(self.on_moved)

    def on_moved(self) -> None:
        self.calls += 1
        raise RuntimeError(f"bug {min(self.calls, 1)}")


class FailingThread(QThread):
    def run(self) -> None:
        raise KeyError("in a thread of Qt")


def test_fault_70_a_slot_that_fails_with_every_move_is_told_once_and_the_program_goes_on(
    qtbot, window: MainWindow, tmp_path: Path
) -> None:
    told = []
    bar = window._message
    say = bar.say
    bar.say = lambda *arguments: (told.append(arguments[1]), say(*arguments))
    failing = Failing()
    with qtbot.captureExceptions():
        pass  # from here on the hook of the program is in place, and not the test's
    sys.excepthook = next(o for o in window.children() if isinstance(o, Mishaps)).note
    for _ in range(250):
        failing.moved.emit()
    assert failing.calls == 250
    assert len(told) == 1
    assert "bug 1" in told[0]
    assert bar._offer.isVisible()
    assert bar._offer.text().strip() == "Copy report"
    text = log_of(tmp_path)
    assert text.count("Traceback") == 1
    assert "on_moved" in text
    assert "100 times by now" in text
    window.session.edit(lambda project: classes.add(project, name="moth"))
    qtbot.waitUntil(lambda: len(window.session.snapshot.classes) == 1, timeout=10_000)


def test_fault_70_threads_of_both_kinds_and_what_nobody_can_catch(qtbot, window: MainWindow, tmp_path: Path) -> None:
    mishaps = next(o for o in window.children() if isinstance(o, Mishaps))
    mishaps.install()

    def fail() -> None:
        raise ZeroDivisionError("in a thread of Python")

    class Unraisable:
        def __del__(self) -> None:
            raise LookupError("in a destructor")

    told = []
    mishaps.told.connect(told.append)
    python, qt = threading.Thread(target=fail), FailingThread()
    python.start()
    python.join()
    qt.start()
    qt.wait()
    Unraisable()
    qtbot.waitUntil(lambda: len(told) == 3, timeout=5000)
    text = log_of(tmp_path)
    for said in ("in a thread of Python", "in a thread of Qt", "in a destructor"):
        assert said in text
        assert any(said in sentence for sentence in told)
    mishaps.uninstall()


def test_fault_70_what_fails_on_the_projects_thread_is_told_with_a_report(qtbot, window: MainWindow) -> None:
    def fail(project: Project) -> None:
        raise TypeError("a bug in an edit")

    window.session.edit(fail)
    qtbot.waitUntil(lambda: "a bug in an edit" in window._message.text, timeout=5000)
    assert window._message._offer.isVisible()
    window.session.edit(lambda project: classes.add(project, name="moth"))
    qtbot.waitUntil(lambda: len(window.session.snapshot.classes) == 1, timeout=10_000)


def test_fault_70_the_report_says_what_is_needed_and_nothing_private(
    qtbot, window: MainWindow, tmp_path: Path, path: Path
) -> None:
    folder = path.parent / "pictures of mine"
    logging.getLogger("core").warning("%s cannot be read, nor /srv/else/where/cat.jpg", folder / "bird 0.png")
    project = window.session.project
    assert project is not None
    run = run_rows.create(project, stage="embed", spec={})
    run_rows.set_state(project, run.id, "failed", f"{folder / 'bird 1.png'} is damaged")
    next(o for o in window.children() if isinstance(o, Mishaps)).note_error(_raised(folder / "bird 2.png"))
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window._sheet
    assert sheet is not None
    QGuiApplication.clipboard().clear()
    copy = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Copy report")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "", timeout=10_000)
    sheet.close()
    text = QGuiApplication.clipboard().text()
    for wanted in (
        "Python",
        "PySide6",
        "SQLite",
        "System",
        "Two cores, 8 GB",
        "embed: failed",
        "ingest: done",
        "OSError",
        "_raised",
    ):
        assert wanted in text, wanted
    for private in (str(tmp_path), str(Path.home()), "bird", "cat", "pictures of mine", "/srv", "else/where"):
        assert private not in text, private
    assert str(tmp_path) not in log_of(tmp_path)


def _raised(place: Path) -> BaseException:
    try:
        raise OSError(5, "Input/output error", str(place))
    except OSError as error:
        return error


def test_fault_70_a_command_that_fails_logs_it_and_says_a_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from core import commands

    def fail(options: object) -> dict:
        raise RuntimeError(f"a bug at {path}")

    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setitem(commands.RUN, "info", fail)
    assert labelight.main(["info", str(path)]) == 1
    said = capsys.readouterr().err
    assert "something went wrong inside Labelight" in said
    assert "Traceback" not in said
    assert labelight.main(["check", str(tmp_path / "nothing.labelight")]) == 1
    logged = (tmp_path / "cache" / "log" / logs.COMMANDS).read_text()
    assert "Traceback" in logged
    assert str(tmp_path) not in logged
    capsys.readouterr()
    assert labelight.main(["report", str(path)]) == 0
    report = capsys.readouterr().out
    assert "RuntimeError: a bug at [project]" in report
    assert "Two cores" in report
    assert str(tmp_path) not in report
    assert labelight.main(["report"]) == 0


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Folder not found: /data/my birds. All", "Folder not found: [folder]. All"),
        ("/data/my birds/sub/a b.png: bad", "[folder]/[image]: bad"),
        ("/data/my birds.labelight", "[…]/my birds.labelight"),
        (r"C:\Users\Bob\x.txt", "[…]/x.txt"),
        ("'/srv/q w/e.tif'", "'[image]'"),
        ("“my cat.JPG” is", "“[image]” is"),
        ("see https://example.org/a/b and/or 2024/05", "see https://example.org/a/b and/or 2024/05"),
    ],
)
def test_fault_70_places_and_names_are_hidden(text: str, clean: str) -> None:
    hiding = Hiding()
    hiding.hide(Path("/data/my birds"), "[folder]")
    assert without_names(hiding.clean(text)) == clean


def test_an_error_of_the_users_world_is_no_mishap(qtbot, window: MainWindow) -> None:
    def refuse(project: Project) -> None:
        raise UserError("There is no such thing. Nothing was changed.")

    window.session.edit(refuse)
    qtbot.waitUntil(lambda: "no such thing" in window._message.text, timeout=5000)
    assert not window._message._offer.isVisible()
