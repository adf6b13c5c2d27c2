"""A long day with the window: thousands of random gestures of mouse and keyboard while runs go on behind them.

The window is the real one, without a display, in a process of its own; its files, runs and threads are real. Only what
belongs to the system is replaced: file dialogs, questions, drags to other programs, the file manager. Every exception
counts, in a slot, in a thread or in the log, and every warning of Qt.

Other programs make this one wait, so a stall is judged by the computing time of the window's thread between two moments at
which it would have answered; the time on the clock is told beside it. Memory is what the process holds at the end of the
first quarter and at the end, after a garbage collection, each the median of several looks, for which the window always shows
the same page in the same size.
"""

import argparse
import contextlib
import gc
import json
import logging
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QDrag,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPixmapCache,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QColorDialog,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QWidget,
)

from core.jobs.events import Failed
from core.jobs.reporter import ListReporter
from core.operations import runs
from core.project.project import Project
from core.specs import EmbedSpec, FinetuneSpec, IngestSpec, MapSpec, PretrainSpec
from desktop_app.app import build
from desktop_app.memory import give_back, share_heaps
from desktop_app.view_state import ViewState
from tests.conftest import ALLOWED_MESSAGES
from tests.e2e import pictures
from tests.torture.row import Amount, Row

SHORT, LONG = 400, 10_000  # gestures
LONGEST = 0.2  # seconds of computing in the window's thread at a time
GROWTH = 0.05
UNWANTED_KEY = "Keyboard event not accepted"  # what QTest says of a key that nobody had a use for
LOOKS = 9  # at the memory, for a median
SIZE = (1200, 800)
SETTLED = 200  # milliseconds until what is drawn of the map fits a new size
NEVER = ("Start learning", "Quit", "Resume", "Light or dark")  # hours, the end, and what has a gesture of its own
KEYS = "123456789sunzfkm.+-0" + "qwe"
SPECIAL = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_F2, Qt.Key.Key_F5,
    Qt.Key.Key_F1, Qt.Key.Key_Space,
)  # fmt: skip
WITH_CONTROL = "zzzaajmfc"
WORDS = ("d0", "label:disc", "-label:any", "stripes", "unsure", "(", "label:", '"', "none", "", "p01", "width:>3", "é%_'")
NAMES = ("disc", "stripes", "plain", "<b>bold</b>", "a & b", "ü", "x" * 60)


class Stalls:
    """The longest time in which the window would not have answered, by what was going on."""

    def __init__(self) -> None:
        self.doing = "nothing yet"
        self.computing: dict[str, float] = {}
        self.clock: dict[str, float] = {}
        self.begin()

    def begin(self) -> None:
        """What came before is not counted."""
        self._thread, self._clock = time.thread_time(), time.perf_counter()

    def tick(self) -> None:
        thread, clock = time.thread_time(), time.perf_counter()
        for longest, took in ((self.computing, thread - self._thread), (self.clock, clock - self._clock)):
            longest[self.doing] = max(took, longest.get(self.doing, 0.0))
        self._thread, self._clock = thread, clock


@dataclass
class Seen:
    """What must not happen, once each with how often."""

    losses: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)

    def exception(self, kind: type[BaseException], error: BaseException, trace: object, doing: str) -> None:
        where = "".join(traceback.format_exception(kind, error, trace)[-2:]).strip()  # type: ignore[arg-type]
        self.losses[f"{kind.__name__} in {doing}: {where}"] += 1


class Logged(logging.Handler):
    def __init__(self, seen: Seen) -> None:
        super().__init__(logging.ERROR)
        self._seen = seen

    def emit(self, record: logging.LogRecord) -> None:
        more = "".join(traceback.format_exception(*record.exc_info)[-2:]) if record.exc_info else ""  # type: ignore[misc]
        self._seen.losses[f"log: {record.getMessage()} {more}".strip()] += 1


class Day:
    """The window and the hands on it."""

    def __init__(self, home: Path, seed: int, images: int) -> None:
        self.random, self.home, self.seen, self.stalls = random.Random(seed), home, Seen(), Stalls()
        self._replace_what_is_the_systems()
        share_heaps()
        self.app = QApplication([])
        self.folder = home / "pictures"
        pictures.make(self.folder, per_kind=images // 3, side=40)
        pictures.make(home / "other", per_kind=4, side=24)
        self.projects = (home / "pictures.labelight", home / "other.labelight")
        with Project.create(self.projects[1], home / "other") as other:
            runs.run_here(other, "ingest", IngestSpec(), ListReporter())
        self.window = build(self.app, QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat))
        self._watch()
        self.session = self.window.session
        self.session.said.connect(self._on_said)
        self.session.run_updated.connect(self._on_run)
        self._made = 0
        self._ticks, self._popups = QTimer(), QTimer()
        self._ticks.timeout.connect(self.stalls.tick)
        self._popups.timeout.connect(self._end_popup)
        self.window.resize(*SIZE)
        self.window.show()
        self._ticks.start(5)
        self._popups.start(20)
        self.window.images_page.begin(self.folder)
        self.wait(lambda: len(self.session.snapshot.images) >= images - images % 3 and not self.session.busy, 300)
        self.window.show_page(2)
        self.stalls.tick()
        self.stalls.computing.clear()
        self.stalls.clock.clear()

    def wait(self, ready: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > deadline:
                raise TimeoutError(f"the window did not get there: {self.stalls.doing}")
            QTest.qWait(5)

    def gesture(self) -> None:
        name, weight = zip(*GESTURES, strict=True)
        chosen = self.random.choices(name, weight)[0]
        self.stalls.doing = chosen
        try:
            getattr(self, chosen)()
            self._answered()
        except Exception as error:
            if "already deleted" not in str(error):  # a widget that its own click took away
                self.seen.exception(type(error), error, error.__traceback__, self.stalls.doing)
        QTest.qWait(self.random.choice((0, 0, 1, 5, 15)))

    @contextlib.contextmanager
    def looked_at_as_at_first(self) -> Iterator[None]:
        """In the first size, on the same page in the same view, without other windows; afterwards as it was. What is drawn lies
        in memory by its size and kind: of the window 2 to 7 MB, as much again of the map, of its shade 1. When it happened
        to be more at the end, it looked like a growth of 6 %."""
        page, size, view = self.window._pages.currentIndex(), self.window.size(), self.window.label_page.view()
        for other in self._other_windows():
            other.close()
        self.window.resize(*SIZE)
        self.window.show_page(2)
        self.window.label_page.set_view(ViewState())
        self._map_view().fit()
        QTest.qWait(SETTLED)
        yield
        self.window.label_page.set_view(view)
        self.window.show_page(page)
        self.window.resize(size)

    def close(self) -> None:
        self.stalls.doing = "close"
        QMessageBox.question = lambda *_, **__: QMessageBox.StandardButton.Close
        self.window.close()
        if self.window.isVisible():
            self.seen.losses["the window does not close"] += 1
        self._ticks.stop()
        self._popups.stop()

    # Gestures

    def key(self) -> None:
        QTest.keyClick(self._target(), self.random.choice(KEYS))

    def special_key(self) -> None:
        more = self.random.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
        QTest.keyClick(self._target(), self.random.choice(SPECIAL), more)

    def control_key(self) -> None:
        code = QKeySequence(self.random.choice(WITH_CONTROL).upper())[0].key()
        more = self.random.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
        QTest.keyClick(self._target(), code, Qt.KeyboardModifier.ControlModifier | more)

    def click_tile_or_point(self) -> None:
        widget = self.random.choice((self._grid_view(), self._map_view()))
        more = self.random.choice((Qt.KeyboardModifier.NoModifier,) * 2 + (Qt.KeyboardModifier.ControlModifier,))
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, more, self._place_in(widget))

    def double_click(self) -> None:
        widget = self.random.choice((self._grid_view(), self._map_view()))
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=self._place_in(widget))

    def drag(self) -> None:
        widget = self.random.choice((self._grid_view(), self._map_view(), self._some_widget(QWidget)))
        if widget is None:
            return
        self.stalls.doing = f"drag on {type(widget).__name__}"
        more = self.random.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, more, self._place_in(widget))
        place = self._place_in(widget)
        for _ in range(6):
            place = self._place_in(widget)
            where = QPointF(place)
            event = QMouseEvent(
                QEvent.Type.MouseMove,
                where,
                widget.mapToGlobal(where),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                more,
            )
            QApplication.sendEvent(widget, event)
            self._answered()
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, more, place)

    def hover(self) -> None:
        widget = self.random.choice((self._grid_view(), self._map_view(), self._some_widget(QWidget)))
        if widget is not None:
            QTest.mouseMove(widget, self._place_in(widget))

    def scroll(self) -> None:
        widget = self.random.choice((self._grid_view(), self._map_view(), self._some_widget(QWidget)))
        if widget is None:
            return
        place, up = QPointF(self._place_in(widget)), self.random.choice((-360, -120, 120, 360))
        more = self.random.choice((Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ControlModifier,))
        event = QWheelEvent(
            place, widget.mapToGlobal(place), QPoint(), QPoint(0, up), Qt.MouseButton.NoButton, more,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)

    def menu(self) -> None:
        widget = self.random.choice((self._grid_view(), self._map_view(), self._some_widget(QWidget)))
        if widget is not None:
            place = self._place_in(widget)
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
            QApplication.sendEvent(widget, event)

    def press_button(self) -> None:
        button = self._some_widget(QAbstractButton)
        if button is not None and not any(word in f"{button.text()} {button.accessibleName()}" for word in NEVER):
            self.stalls.doing = f"press {button.text() or button.accessibleName()}"
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self) -> None:
        box = self._some_widget(QComboBox)
        if box is not None and box.count():
            self.stalls.doing = f"choose in {box.accessibleName()}"
            box.setFocus()
            QTest.keyClick(box, self.random.choice((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home)))

    def search(self) -> None:
        self._type(self.window.label_page._grid.tools.search, self.random.choice(WORDS))

    def type_somewhere(self) -> None:
        line = self._some_widget(QLineEdit)
        if line is not None and not isinstance(line.parent(), QAbstractSpinBox):
            self._type(line, self.random.choice(NAMES + WORDS))

    def new_class(self) -> None:
        self.window.label_page._on_class_added(self.random.choice(NAMES) + str(self.random.randrange(4)))

    def page(self) -> None:
        self.window.show_page(self.random.choice((0, 1, 2, 2, 2, 2, 3, 4)))

    def resize(self) -> None:
        self.window.resize(self.random.randint(700, 1700), self.random.randint(500, 1100))

    def light_or_dark(self) -> None:
        self.window._on_scheme()

    def other_window(self) -> None:
        """The viewer, the sheet of keys: something in it, or its end."""
        others = self._other_windows()
        if others:
            other = self.random.choice(others)
            if self.random.random() < 0.3:
                other.close()
            else:
                QTest.keyClick(other, self.random.choice((*SPECIAL, Qt.Key.Key_1, Qt.Key.Key_Plus, Qt.Key.Key_F11)))

    def change_files(self) -> None:
        self._made += 1
        files = sorted(self.folder.glob("*.png"))
        if self.random.random() < 0.5:
            pictures.make(self.folder / f"more{self._made % 5}", per_kind=1, side=40, seed=self._made)
        else:
            self.random.choice(files).rename(self.folder / f"moved{self._made:05d}.png")

    def start_run(self) -> None:
        if self.session.project is None or self.session.busy:
            return
        stage, spec = self.random.choice((
            ("ingest", IngestSpec()),
            ("embed", EmbedSpec()),
            ("map", MapSpec(anew=True)),
            ("finetune", FinetuneSpec(mode="linear", folds=2, repeats=1)),
            ("pretrain", PretrainSpec(start="random", encoder="tiny", size=32, batch=32, epochs=2)),
        ))  # fmt: skip
        self.stalls.doing = f"start {stage}"
        self.session.start(stage, spec)

    def switch_project(self) -> None:
        path = self.random.choice((self.projects[0],) * 3 + (self.projects[1],))
        running = self.session.running
        if running is not None:
            self.stalls.doing = "switch while a run goes on"
        self.session.open(path)
        self._answered()
        self.wait(lambda: running is None or self.session.running is not running, 60)
        self.wait(lambda: self.session.project is None or len(self.session.snapshot.images) > 0, 60)

    # Odds and ends

    def _answered(self) -> None:
        """The events a person would have seen done before going on."""
        QApplication.processEvents()
        self.stalls.tick()

    def _grid_view(self) -> QWidget:
        return self.window.label_page._grid.grid

    def _map_view(self) -> QWidget:
        return self.window.label_page._map.view

    def _other_windows(self) -> list[QWidget]:
        return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self.window and w.isWindow()]

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _some_widget(self, kind: type[QWidget]) -> QWidget | None:
        shown = [w for w in self.window.findChildren(kind) if w.isVisible() and w.isEnabled() and w.width() and w.height()]
        return self.random.choice(shown) if shown else None

    def _place_in(self, widget: QWidget) -> QPoint:
        return QPoint(self.random.randrange(max(1, widget.width())), self.random.randrange(max(1, widget.height())))

    def _type(self, line: QLineEdit, text: str) -> None:
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        for letter in text[:12]:
            # QTest knows the keys of ASCII only, and ends the process at any other letter.
            QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
            self._answered()
        if self.random.random() < 0.6:
            QTest.keyClick(line, Qt.Key.Key_Return)

    def _end_popup(self) -> None:
        """Menus and dialogs wait for a hand in a loop of their own: this is the hand."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu) and self.random.random() < 0.6:
            usable = [a for a in popup.actions() if a.isEnabled() and a.isVisible() and not a.isSeparator()]
            usable = [a for a in usable if not any(word in a.text() for word in NEVER)]
            if usable:
                chosen = self.random.choice(usable)
                self.stalls.doing = f"menu: {chosen.text()}"
                popup.close()
                if chosen.menu() is None:
                    chosen.trigger()
                return
        if popup is not None:
            popup.close()
            return
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QDialog):
            modal.reject()

    def _on_said(self, kind: str, text: str) -> None:
        self.seen.said[f"{kind}: {text}"[:100]] += 1

    def _on_run(self, update: object) -> None:
        event = getattr(update, "event", None)
        if isinstance(event, Failed):
            told = f"run {update.stage}: {event.message} {event.detail[-300:]}"  # type: ignore[attr-defined]
            (self.seen.losses if "inside Labelight" in told or "killed" in told else self.seen.said)[told] += 1

    def _watch(self) -> None:
        seen, stalls = self.seen, self.stalls
        # By whatever key, button or drag: what the window was made to do, not by what.
        self.window._actions["Light or dark"].triggered.connect(lambda: setattr(stalls, "doing", "light_or_dark"))
        sys.excepthook = lambda kind, error, trace: seen.exception(kind, error, trace, stalls.doing)
        threading.excepthook = lambda a: seen.exception(a.exc_type, a.exc_value, a.exc_traceback, "a thread")  # type: ignore[arg-type]
        sys.unraisablehook = lambda a: seen.exception(a.exc_type, a.exc_value, a.exc_traceback, str(a.object))  # type: ignore[arg-type]
        logging.getLogger().addHandler(Logged(seen))

        def told(kind: object, _context: object, text: str) -> None:
            if "Debug" not in str(kind) and "Info" not in str(kind) and not text.startswith((*ALLOWED_MESSAGES, UNWANTED_KEY)):
                seen.losses[f"Qt in {stalls.doing}: {text}"] += 1

        qInstallMessageHandler(told)

    def _replace_what_is_the_systems(self) -> None:
        rng, home = self.random, self.home

        def file(*_: object, **__: object) -> tuple[str, str]:
            return self.random.choice(("", str(home / "out" / f"file{rng.randrange(3)}.csv"))), ""

        (home / "out").mkdir()
        QFileDialog.getOpenFileName = lambda *_, **__: ("", "")
        QFileDialog.getSaveFileName = file
        QFileDialog.getExistingDirectory = lambda *_, **__: ""
        QColorDialog.getColor = lambda *_, **__: QColorDialog.customColor(0)
        QMessageBox.question = lambda *_, **__: QMessageBox.StandardButton.Cancel
        QDesktopServices.openUrl = lambda *_: True
        QDrag.exec = lambda *_: Qt.DropAction.IgnoreAction


GESTURES: tuple[tuple[str, int], ...] = (
    ("key", 24), ("special_key", 14), ("control_key", 10), ("click_tile_or_point", 14), ("double_click", 2), ("drag", 6),
    ("hover", 8), ("scroll", 8), ("menu", 5), ("press_button", 10), ("choose", 4), ("search", 3), ("type_somewhere", 3),
    ("new_class", 2), ("page", 5), ("resize", 2), ("light_or_dark", 1), ("other_window", 6), ("change_files", 1),
    ("start_run", 2), ("switch_project", 1),
)  # fmt: skip


def memory() -> float:
    """Bytes this process holds, in megabytes, without pages of files, which the system drops when it wants, and without drawn
    tiles, which are at most 24 MB (theme.py) and need hours to come to that; 0 where that cannot be told."""
    QPixmapCache.clear()
    gc.collect()
    give_back()  # as the program does every minute
    try:
        line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon"))
    except OSError:
        return 0.0
    return int(line.split()[1]) / 1024


def live(gestures: int, seed: int, images: int) -> dict[str, object]:
    """One day; what was found, as JSON."""
    with tempfile.TemporaryDirectory() as text:
        home = Path(text)
        os.environ.update(LABELIGHT_CACHE=str(home / "cache"), XDG_CONFIG_HOME=str(home / "config"))
        day = Day(home, seed, images)
        looks: list[float] = []
        every = max(20, gestures // 100)
        for n in range(gestures):
            day.gesture()
            if n % every == 0:
                day.stalls.tick()
                with day.looked_at_as_at_first():
                    looks.append(memory())
                day.stalls.begin()  # the look is ours, and takes a while
        threads = threading.active_count()
        day.close()
        early, late = looks[len(looks) // 4 - LOOKS // 2 :][:LOOKS], looks[-LOOKS:]
        return {
            "losses": day.seen.losses.most_common(),
            "said": day.seen.said.most_common(12),
            "computing": _longest_first(day.stalls.computing),
            "clock": _longest_first(day.stalls.clock),
            "memory": [statistics.median(early), statistics.median(late)],
            "looks": [round(x) for x in looks],
            "threads": threads,
        }


def _longest_first(times: dict[str, float]) -> list[tuple[float, str]]:
    return sorted(((took, doing) for doing, took in times.items()), reverse=True)


def run(amount: Amount) -> list[Row]:
    gestures, images = (SHORT, 60) if amount.short else (LONG, 300)
    command = [sys.executable, "-m", "tests.torture.long_day", str(gestures), str(amount.seed), str(images)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=Path(__file__).parents[2])
    if done.returncode != 0:
        ended = f"the window's process ended with {done.returncode}"
        return [Row("a long day in the window", ended, "no exception", (ended, *done.stderr.splitlines()[-15:]))]
    found = json.loads(done.stdout.splitlines()[-1])
    return [_exceptions(found, gestures), _stalls(found), *([] if amount.short else [_memory(found)])]


def _exceptions(found: dict[str, list[list[object]]], gestures: int) -> Row:
    losses = tuple(f"{times} x {what}" for what, times in found["losses"])
    return Row("a long day in the window", f"{gestures:,} gestures, {len(losses)} kinds of trouble", "no exception", losses)


def _stalls(found: dict[str, list[list[object]]]) -> Row:
    times = [(float(str(took)), str(doing)) for took, doing in found["computing"]]
    (longest, doing), (clock, then) = times[0], found["clock"][0]
    text = (
        f"longest {1000 * longest:.0f} ms of computing in the window's thread ({doing}); "
        f"on the clock, beside other programs, {1000 * float(str(clock)):.0f} ms ({then})"
    )
    losses = tuple(f"{1000 * took:.0f} ms in {doing}" for took, doing in times if took > LONGEST)
    return Row("stalls of the window", text, f"under {1000 * LONGEST:.0f} ms of computing", losses)


def _memory(found: dict[str, list[float]]) -> Row:
    early, late = found["memory"]
    growth = late / early - 1 if early else 0.0
    text = f"{early:.1f} MB after the first quarter, {late:.1f} MB at the end, {growth:+.1%}, {found['threads']} threads"
    losses = (text,) if growth > GROWTH else ()
    return Row("memory of the window", text, f"grows by less than {GROWTH:.0%}", losses)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gestures", "seed", "images"):
        parser.add_argument(name, type=int)
    options = parser.parse_args()
    try:
        print(json.dumps(live(options.gestures, options.seed, options.images)), flush=True)
    except BaseException:
        traceback.print_exc()
        os._exit(1)  # threads of the window are still there
    return 0


if __name__ == "__main__":
    sys.exit(main())
