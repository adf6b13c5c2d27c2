"""The system asks the window to end: Ctrl+C in its terminal, `kill`, a session that is shut down."""

import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core import covers
from core.jobs.reporter import ListReporter
from core.operations import runs
from core.project.project import Project
from core.specs import IngestSpec
from tests.e2e import pictures

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="another process cannot send these signals there")
LONG = 120  # seconds


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in (("HOME", tmp_path), ("XDG_CONFIG_HOME", tmp_path / "config"), ("LABELIGHT_CACHE", tmp_path / "cache")):
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    pictures.make(tmp_path / "pictures", per_kind=3)
    path = tmp_path / "p.labelight"
    path.with_suffix(".csv").write_text("path,label\nd000.png,disc\n", encoding="utf-8")
    with Project.create(path, tmp_path / "pictures") as made:
        runs.run_here(made, "ingest", IngestSpec(), ListReporter())
    return path


@contextmanager
def shown(project: Path, once_open: str, ignored: bool = False) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own with the project open. `once_open` is what it does then, with the session at hand."""
    code = textwrap.dedent("""
        import signal, sys, time
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
        from core.jobs.events import Metric
        from core.specs import PretrainSpec
        from desktop_app import app

        def say(text):
            print(text, flush=True)

        class Shown(app.Shown):
            def __init__(self, *given):
                super().__init__(*given)
                self.window.session.opened.connect(self.begin)

            def begin(self):
                window, session, project = self.window, self.window.session, self.window.session.project
        {once_open}

        app.Shown = Shown
        sys.exit(app.main([{project!r}]))
    """)
    code = code.format(once_open=textwrap.indent(textwrap.dedent(once_open), " " * 8), project=str(project))
    treated = signal.SIG_IGN if ignored else signal.SIG_DFL
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, treated),
    )
    with child:
        try:
            yield child
        finally:
            child.kill()


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_window_closes_as_by_hand(project: Path, number: signal.Signals) -> None:
    with shown(project, "QTimer.singleShot(0, lambda: say('open'))") as child:
        assert said(child) == "open"
        child.send_signal(number)
        assert child.wait(LONG) == 0
    assert sorted(path.name for path in project.parent.glob("p.labelight*")) == ["p.labelight"]
    kept = covers.read(project)
    assert kept is not None
    assert kept.images == 9  # the list of recent projects knows it


def test_a_run_ends_with_its_checkpoint_and_nothing_is_asked(project: Path) -> None:
    with shown(
        project,
        """
        stepped = lambda update: say("stepped") if isinstance(update.event, Metric) else None
        session.run_updated.connect(stepped)
        session.start("pretrain", PretrainSpec(start="random", encoder="tiny", size=32, batch=4, epochs=1_000_000))
        """,
    ) as child:
        assert said(child) == "stepped"
        child.send_signal(signal.SIGTERM)
        assert child.wait(LONG) == 0
    with Project.open(project) as again:
        assert runs.resumable(again) is not None


@pytest.mark.parametrize(
    ("kind", "opened"),
    [
        ("QMessageBox", "QMessageBox.question(window, 'Sure?', 'Sure?')"),
        ("QFileDialog", "QFileDialog.getOpenFileName(window, 'Which?')"),
        ("ImportDialog", "window._importer.from_file(project.path.with_suffix('.csv'))"),
        ("QMessageBox", "start_and_close()"),  # whether the run is to be ended
    ],
)
def test_what_is_open_is_left(project: Path, kind: str, opened: str) -> None:
    with shown(
        project,
        f"""
        def start_and_close():
            session.run_updated.connect(close)
            session.start("pretrain", PretrainSpec())

        def close(update):
            if update.stage == "pretrain":  # and not what asks what the machine offers
                session.run_updated.disconnect(close)
                window.close()

        QTimer.singleShot(0, lambda: {opened})

        def look():
            for dialog in QApplication.topLevelWidgets():
                if isinstance(dialog, QDialog) and dialog.isVisible():
                    looks.stop()
                    say(type(dialog).__name__)

        QTimer.singleShot(60_000, lambda: say("no dialog"))
        looks = self.looks = QTimer(interval=50)
        looks.timeout.connect(look)
        looks.start()
        """,
    ) as child:
        assert said(child) == kind
        child.send_signal(signal.SIGINT)
        assert child.wait(LONG) == 0


def test_who_has_the_window_stay_is_asked_the_next_time_too(project: Path) -> None:
    with shown(
        project,
        """
        from desktop_app import copy_dialogs
        answers = [False, True]
        copy_dialogs.may_be_lost = lambda *_: answers.pop(0)  # as where something is not on the disk
        self.stayed.connect(lambda: say(f"stayed {window.isVisible()}"))
        say("open")
        """,
    ) as child:
        assert said(child) == "open"
        child.send_signal(signal.SIGTERM)
        assert said(child) == "stayed True"
        child.send_signal(signal.SIGTERM)
        assert child.wait(LONG) == 0


def test_who_asks_again_ends_it_at_once(project: Path) -> None:
    with shown(
        project,
        """
        def closing():
            say("closing")
            time.sleep(600)
        session.close = closing
        say("open")
        """,
    ) as child:
        assert said(child) == "open"
        child.send_signal(signal.SIGINT)
        assert said(child) == "closing"
        child.send_signal(signal.SIGINT)
        assert child.wait(LONG) == -signal.SIGINT


def test_what_is_ignored_stays_ignored(project: Path) -> None:
    with shown(project, "say(signal.getsignal(signal.SIGINT) == signal.SIG_IGN)", ignored=True) as child:
        assert said(child) == "True"
        child.send_signal(signal.SIGTERM)
        assert child.wait(LONG) == 0
