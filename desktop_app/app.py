"""The composition root: makes the application, its log, its settings, the session and the window. Nothing else may."""

import argparse
import faulthandler
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog

from core import logs, paths
from core.sample import write_digits
from core.words import tr
from desktop_app import language, memory, text_size, theme
from desktop_app.background import Background
from desktop_app.endings import Endings
from desktop_app.icons import app_icon
from desktop_app.main_window import MainWindow
from desktop_app.mishaps import Mishaps
from desktop_app.reporting import Reporting
from desktop_app.session import Session


def main(arguments: list[str]) -> int:
    """Show the window; returns the exit code. Without a display it says so, and what works without one."""
    parser = argparse.ArgumentParser(prog="main.py", description="Labelight. Commands: python main.py --help")
    parser.add_argument("project", nargs="?", metavar="PROJECT")
    parser.add_argument("--demo", action="store_true", help="open the sample project")
    options = parser.parse_args(arguments)
    if not _has_display():
        sys.stderr.write(
            "labelight: there is no display here, so no window can be shown. "
            "The whole loop runs without one: python main.py demo\n"
        )
        return 1
    memory.share_heaps()
    app = QApplication(sys.argv[:1])
    shown = Shown(app, _named(app))
    endings = Endings(app)
    endings.asked.connect(shown.end)
    shown.stayed.connect(endings.listen)
    endings.listen()
    if options.demo:
        open_demo(shown.window)
    elif options.project:
        shown.open_soon(Path(options.project).resolve())
    with _crashes_written():
        return app.exec()


_TIDY = 60_000  # milliseconds


class Shown(QObject):
    """The window that is shown, and the one that takes its place when another language or size of text is chosen."""

    stayed = Signal()  # it was to `end`, but something is not on the disk

    def __init__(self, app: QApplication, settings: QSettings) -> None:
        super().__init__(app)
        self._app, self._settings = app, settings
        self.window = self._make()
        tidy = QTimer(self)
        tidy.timeout.connect(memory.give_back)
        tidy.start(_TIDY)

    def open_soon(self, project: Path) -> None:
        """Once the window is there."""
        QTimer.singleShot(0, self.window, partial(self.window.session.open, project))

    @Slot(str)
    def change_language(self, code: str) -> None:
        """Make the window anew in this language."""
        busy = tr("A run is going on. The language can be changed when it has ended or was stopped.")
        self._make_anew(partial(language.remember, self._settings, code), busy)

    @Slot(int)
    def change_text_size(self, percent: int) -> None:
        """Make the window anew with text of this size: what is in it was measured when it was made."""
        busy = tr("A run is going on. The size of the text can be changed when it has ended or was stopped.")
        self._make_anew(partial(text_size.remember, self._settings, percent), busy)

    def _make_anew(self, remember: Callable[[], None], busy: str) -> None:
        """Close the window and make one with what is then remembered, and with the same project as it was left. Not while a run
        goes on, which would have to end for it: `busy` says so."""
        before, project = self.window, self.window.session.project
        run = before.session.running
        if run is not None and run.stage != "probe":
            before.show_message("info", busy)
            return
        self._app.setQuitOnLastWindowClosed(False)
        try:
            if not before.close():
                return
            remember()
            self.window = self._make()
        finally:
            self._app.setQuitOnLastWindowClosed(True)
        before.session.deleteLater()
        before.deleteLater()
        if project is not None:
            self.open_soon(project.path)

    @Slot()
    def end(self) -> None:
        """Close as the system asks. Nobody may be there to answer: what is open is left, then the window."""
        popup = self._app.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self._app.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        QTimer.singleShot(0, self, self._end)  # what has opened a dialog is told first

    @Slot()
    def _end(self) -> None:
        if not self.window.end():
            self.stayed.emit()

    def _make(self) -> MainWindow:
        window = build(self._app, self._settings)
        window.language_wanted.connect(self.change_language, Qt.ConnectionType.QueuedConnection)  # its menu is open still
        window.text_size_wanted.connect(self.change_text_size, Qt.ConnectionType.QueuedConnection)
        window.show()
        return window


def build(app: QApplication, settings: QSettings | None = None) -> MainWindow:
    """The window on a new session, dressed and logged. Tests give their own settings."""
    # The quick classifier is many small numpy calls on a thread of its own: at Python's 5 ms the window waited up to
    # 300 ms for its turns while 30 images were labelled during pretraining; at 0.5 ms up to 62 ms.
    sys.setswitchinterval(0.0005)
    settings = settings or _named(app)
    language.install(app, language.remembered(settings))
    app.setWindowIcon(app_icon())
    hiding = logs.Hiding()
    _start_log(hiding)
    theme.apply(app, settings.value("scheme", "system"), text_size.remembered(settings))
    session = Session(app)
    window = MainWindow(session, settings)
    window.images_page.demo_wanted.connect(partial(open_demo, window))
    mishaps = Mishaps(window)
    mishaps.told.connect(window.show_mishap)
    mishaps.install()
    window.report_wanted.connect(Reporting(session, mishaps, hiding, window).copy)
    window.closed.connect(mishaps.uninstall)
    return window


def _named(app: QApplication) -> QSettings:
    """The user's settings, which go by the names of the application."""
    app.setApplicationName("Labelight")
    app.setOrganizationName("Labelight")
    return _settings()


def open_demo(window: MainWindow) -> None:
    """The sample digits as a project of the user's own; made on the first call."""
    home = Path(os.environ.get("LABELIGHT_DEMO") or platformdirs.user_data_dir(paths.APP, appauthor=False)) / "demo"
    if window.findChild(Background, "sample") is not None:
        return  # asked twice: the first is on its way
    maker = Background("sample", window)
    maker.setObjectName("sample")
    window.show_message("info", tr("Preparing the sample images…"))
    maker.run(partial(_make_demo, home), partial(_show_demo, window, maker, home))


def _make_demo(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    write_digits(home)


def _show_demo(window: MainWindow, maker: Background, home: Path, _made: None) -> None:
    maker.close()
    maker.setObjectName("")  # the next click may make another
    project = home / "digits.labelight"
    if project.exists():
        window.session.open(project)
    else:
        window.session.new(project, home / "digits")


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _start_log(hiding: logs.Hiding) -> None:
    """One log for the process; a window that comes after another has places of its own to hide."""
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h.formatter, logs.PrivateFormatter)]:
        logs.stop(handler)
    logs.start(logs.WINDOW, hiding)


def _settings() -> QSettings:
    """The user's; in a temporary folder where they cannot be kept (faults.md 38)."""
    settings = QSettings()
    settings.sync()
    if settings.isWritable() and settings.status() == QSettings.Status.NoError:
        return settings
    return QSettings(str(paths.temporary_home() / "settings.ini"), QSettings.Format.IniFormat)


@contextmanager
def _crashes_written() -> Iterator[None]:
    """The stacks of all threads go to a file if the interpreter dies (a bug in a library, or its own)."""
    try:
        with (paths.log_home() / logs.CRASHES).open("a", encoding="utf-8") as file:
            faulthandler.enable(file)
            try:
                yield
            finally:
                faulthandler.disable()
    except OSError:
        yield
