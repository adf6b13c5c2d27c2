"""The whole window at one size: every page, what can lie over it, dialogs and viewer; and what of it has too little room.

In a process of its own, where Qt is told how large a pixel is before it begins:

    QT_SCALE_FACTOR=2 python -m tests.desktop_app.looking_through PROJECT
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSettings, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.jobs.events import Progress
from core.operations.importing import plan as planning
from core.operations.importing.rows import Row, Said, Source
from desktop_app import theme
from desktop_app.main_window import MainWindow
from desktop_app.pages.keys import KEYS
from desktop_app.session import Session
from desktop_app.widgets.backups_dialog import BackupsDialog, Choice
from desktop_app.widgets.import_dialog import ImportDialog
from desktop_app.widgets.key_sheet import KeySheet
from desktop_app.widgets.offer_bar import OfferBar
from desktop_app.worker_thread import RunUpdate
from tests.desktop_app.fitting import cut, overlapping, painted, scrolling_sideways

PAGES = 5
LONG = "A sentence that says what happened and where, and what can be done about it, as messages of this program do. "
PROGRESS = RunUpdate("pretrain", None, Progress(2, 100, {"loss": 5.1, "images_per_second": 43.0, "seconds_left": 1740.0}))


def troubles(window: MainWindow, size: tuple[int, int]) -> list[str]:
    """With the project that is open, then with a run and all that can be opened on a page, its dialogs, then without it."""
    found = [f"page {page}: {what}" for page, what in _pages(window, size)]
    _open_everything(window)
    found += [f"page {page}, all open: {what}" for page, what in _pages(window, size)]
    offer = window.findChild(OfferBar)  # it lies over the foot of the page
    offer.show_offer(LONG, "See what it would do…", "folder")
    found += [f"offer: {what}" for what in _looked_at(offer)]
    offer.hide()
    for number, dialog in enumerate(_dialogs(window)):
        dialog.show()
        found += [f"dialog {number}: {what}" for what in _looked_at(dialog)]
        room = dialog.screen().availableGeometry().size().expandedTo(QSize(*size))
        if room.expandedTo(dialog.size()) != room:
            found.append(f"dialog {number}: larger than the screen, {dialog.width()} x {dialog.height()}")
        dialog.close()
    window.session.close()
    found += [f"page {page}, no project: {what}" for page, what in _pages(window, size)]
    return found


def _pages(window: MainWindow, size: tuple[int, int]) -> Iterator[tuple[int, str]]:
    for page in range(PAGES):
        window.show_page(page)
        window.resize(*size)
        for what in _looked_at(window):
            yield page, what
        if (window.width(), window.height()) != size:
            yield page, f"the window takes {window.width()} x {window.height()}"


def _looked_at(top: QWidget) -> list[str]:
    """What is wrong once it has come to rest: what is computed in the background changes what is shown."""
    found: list[str] = []
    for _ in range(20):
        QTest.qWait(40)
        with painted() as too_large:
            top.grab()
        found = [*cut(top), *overlapping(top), *scrolling_sideways(top), *too_large]
        if not found:
            break
    return found


def _open_everything(window: MainWindow) -> None:
    """The versions, a run in the header, the threshold over the map, groups in the grid, a kind of odd images."""
    window.train_page._open.click()
    window.session.run_updated.emit(PROGRESS)
    window.label_page._map.none.opener.click()
    grid = window.label_page._grid
    grid.tools.group_choice.setCurrentIndex(grid.tools.group_choice.findData("label"))
    grid.tools.changed.emit()
    window._banner.show_reason(LONG)


def _dialogs(window: MainWindow) -> Iterator[QWidget]:
    yield KeySheet(KEYS, window)
    for damaged in (False, True):
        dialog = BackupsDialog("Backups", LONG, damaged=damaged, parent=window)
        dialog.set_choices([Choice(LONG, usable=True)])
        yield dialog
    yield import_dialog(window)
    window.show_page(2)
    window.session.selection.set_current(0)
    window.label_page.open_current()
    viewer = window.label_page._grid._opener.viewer
    while not viewer.isVisible():  # it finds its place as it opens, with the first thumbnail: shown before that it is too large
        QTest.qWait(20)
    yield viewer


def import_dialog(window: MainWindow) -> ImportDialog:
    """With everything it can show."""
    rows = (("00.png", "b"), ("05.png", "1"), ("06.png", "A"), ("07.png", "2"), ("00000.png", "1"))
    source = Source("3", tuple(Row(path, Said(name)) for path, name in rows))
    dialog = ImportDialog("3", lambda _image: None, window)
    mapping = {"A": "a", "2": planning.LEFT_OUT}
    dialog.set_plan(planning.make(window.session.project, source, mapping), ["a", "b"])
    dialog.classes.choose("2", planning.LEFT_OUT)
    assert not dialog.classes.isHidden()
    assert not dialog.conflicts.isHidden()
    return dialog


def main() -> int:
    """Print what was found in a window of 1000x700 on the project that is named."""
    app = QApplication([])
    theme.apply(app, "light")
    session = Session()
    assert session.open(Path(sys.argv[1]))
    while not len(session.snapshot.images):
        QTest.qWait(20)
    window = MainWindow(session, QSettings(str(Path(sys.argv[1]).with_suffix(".ini")), QSettings.Format.IniFormat))
    session.opened.emit()
    window.show()
    ratio = window.devicePixelRatioF()
    found = troubles(window, (1000, 700))
    window.close()
    sys.stdout.write(json.dumps({"ratio": ratio, "found": found}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
