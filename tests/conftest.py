"""Shared by all tests: no display needed, no cache or settings of the user touched, nothing left behind by a Qt test."""

import gc
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The offscreen platform has no window manager to give size hints to, and says so for every window.
ALLOWED_MESSAGES = tuple(
    f"This plugin does not support {what}" for what in ("propagateSizeHints()", "raise()", "grabbing the keyboard")
)


def pytest_configure(config: pytest.Config) -> None:
    """Processes that test side by side (pytest-xdist) keep to cores of their own: torch on two threads is ten times slower than
    on one while another process wants the same cores."""
    worker, count = os.environ.get("PYTEST_XDIST_WORKER", ""), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if worker and hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        own = cores[int(worker.removeprefix("gw")) % len(cores) :: count]
        os.sched_setaffinity(0, own or cores)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first, so that no process waits for the other at the end."""
    items.sort(key=lambda item: "e2e" not in item.path.parts)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-pictures", action="store_true", help="write the reference pictures anew; look at them")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Everything rebuildable goes to a folder of this session; numba's compiled kernels are kept, they cost half a minute."""
    patch = pytest.MonkeyPatch()
    kept = os.environ.get("LABELIGHT_TEST_NUMBA", str(Path(__file__).parent.parent / ".pytest_cache" / "numba"))
    patch.setenv("NUMBA_CACHE_DIR", kept)
    Path(kept).mkdir(parents=True, exist_ok=True)
    patch.setenv("LABELIGHT_CACHE", str(tmp_path_factory.mktemp("cache")))
    patch.setenv("LABELIGHT_DATA", str(tmp_path_factory.mktemp("data")))
    # For the windows that tests start as processes of their own; those in this process are kept apart test by test below.
    patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Settings of every kind but those with a file name of their own lie in a folder of this test alone."""
    from PySide6.QtCore import QSettings

    home = str(tmp_path_factory.mktemp("settings"))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)  # the native one is the registry or a preferences service elsewhere
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(form, scope, home)


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A Qt test may leave no thread, Python's or Qt's, no running timer, no child process and no visible window."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    gc.collect()  # the windows of earlier tests, here and not by whichever thread comes to collect them: that ends the program
    gc.freeze()  # what is left belongs to modules: up to 700,000 objects, half a second each time one goes through all of them
    threads, children = set(threading.enumerate()), _children()
    with _watched_messages() as said:
        yield
    gc.collect()
    _settle(lambda: not (set(threading.enumerate()) - threads) and not (_children() - children) and not running_qt_threads())
    left = {
        "threads": [t.name for t in set(threading.enumerate()) - threads if t.is_alive()],
        "Qt threads": running_qt_threads(),
        "child processes": sorted(_children() - children),
        "timers": _running_timers(),
        "windows": _visible_windows(),
        "Qt messages": said,
    }
    assert not any(left.values()), {what: which for what, which in left.items() if which}


class _watched_messages:
    """Collects what Qt warns about; the allow-list above is explained there."""

    def __enter__(self) -> list[str]:
        from PySide6.QtCore import QtMsgType, qInstallMessageHandler

        self._said: list[str] = []
        quiet = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)

        def note(kind: QtMsgType, _context: object, text: str) -> None:
            if kind not in quiet and not text.startswith(ALLOWED_MESSAGES):
                self._said.append(text)

        self._before = qInstallMessageHandler(note)
        return self._said

    def __exit__(self, *_: object) -> None:
        from PySide6.QtCore import qInstallMessageHandler

        qInstallMessageHandler(self._before)


def _settle(ready: object, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not ready() and time.monotonic() < deadline:
        time.sleep(0.02)


def _children() -> set[int]:
    """Child processes that still run, by Linux's own list; empty elsewhere."""
    tasks = Path("/proc/self/task")
    if not tasks.is_dir():
        return set()
    found: set[int] = set()
    for task in tasks.iterdir():
        try:
            pids = [int(p) for p in (task / "children").read_text().split()]
        except OSError:
            continue  # the thread ended while we looked
        found.update(pid for pid in pids if _state(pid) not in ("Z", ""))
    return found


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


def running_qt_threads() -> list[str]:
    """QThreads that still run, but for the one this is called in. `threading` knows a QThread only while it runs Python."""
    import shiboken6
    from PySide6.QtCore import QThread

    # type() and not isinstance(): a lazy module among the objects would be loaded by being asked for its class.
    threads = [o for o in gc.get_objects() if issubclass(type(o), QThread) and shiboken6.isValid(o)]
    here = QThread.currentThread()
    return [type(t).__name__ for t in threads if t is not here and t.isRunning()]


def _running_timers() -> list[str]:
    """Timers of windows that are already closed: a widget that nobody shows any more must not go on waking up."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    windows = [w for w in QApplication.topLevelWidgets() if not w.isVisible()]
    timers = [t for w in windows for t in w.findChildren(QTimer) if t.isActive() and not t.isSingleShot()]
    return [f"{type(t.parent()).__name__}, every {t.interval()} ms" for t in timers]


def _visible_windows() -> list[str]:
    from PySide6.QtWidgets import QApplication

    return [type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible()]
