"""The window in the language made of English with accents, two fifths longer: a word without them goes round the catalogue, and
where one has no room a translation would have none either."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from core import words
from core.jobs.events import Progress
from desktop_app.main_window import MainWindow
from desktop_app.pages.image_menu import image_menu
from desktop_app.pages.keys import KEYS
from desktop_app.session import Session
from desktop_app.widgets.backups_dialog import BackupsDialog, Choice
from desktop_app.widgets.import_dialog import ImportDialog
from desktop_app.widgets.key_sheet import KeySheet
from desktop_app.worker_thread import RunUpdate
from tests.desktop_app.conftest import add_two_classifiers
from tests.desktop_app.fitting import cut
from tests.desktop_app.looking_through import import_dialog
from tests.desktop_app.spoken import texts
from tests.judged import held_out
from tools.languages import QT_TEXTS

DETAILS = {"confusion": [[2, 0], [1, 1]]} | held_out([1, 3, 2, 4], [0, 0, 1, 1], [0, 0, 0, 1])
PROGRESS = RunUpdate("pretrain", None, Progress(2, 100, {"loss": 5.1, "images_per_second": 43.0, "seconds_left": 1740.0}))
SIZES = [(1000, 700), (1360, 860)]

AS_IT_IS = {*words.NAMES.values(), *QT_TEXTS, "a", "Labelight", "cpu", "bundled"}
"""Names of languages, what Qt says (not in this language), classes, the machine and the encoder."""
KEYS_OF_THE_KEYBOARD = {"Ctrl", "Shift", "Enter", "Esc", "Del", "Space", "Left", "Right", "Home", "End", *"AEIOUZ"}


@pytest.fixture(autouse=True)
def _pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(words.VARIABLE, words.ENGLISH)
    words.speak(words.PSEUDO)
    yield
    words.speak(words.ENGLISH)


@pytest.fixture
def path(path: Path) -> Path:
    """With two classifiers, so that the Train page has everything to show."""
    add_two_classifiers(path, DETAILS)
    return path


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What our own widgets paint."""
    said: list[tuple[str, str]] = []
    real = QPainter.drawText

    def draw_text(painter: QPainter, *args: object) -> object:
        said.extend(("painted", part) for part in args if isinstance(part, str))
        return real(painter, *args)

    monkeypatch.setattr(QPainter, "drawText", draw_text)
    return said


def unaccented(said: list[tuple[str, str]], known: set[str]) -> dict[str, str]:
    """Texts with a word that has a vowel without an accent, and where; but for what is known."""
    found = {}
    for where, text in said:
        plain = re.sub(r"</?(?:span|b|br)/?>|#[0-9a-f]{6}", " ", text)  # markup and colours
        for name in sorted(known, key=len, reverse=True):
            plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", plain)
        if re.search(r"[aeiouAEIOU]", plain):
            found[text] = where
    return found


def known_of(window: MainWindow) -> set[str]:
    """Words that are the user's own."""
    project = window.session.project
    places = (project.path, window.session.snapshot.images.folder) if project is not None else ()
    parts = {part for place in places for part in (str(place), *Path(place).parts, place.name)}
    return AS_IT_IS | KEYS_OF_THE_KEYBOARD | {"labelight"} | parts


def every_page(window: MainWindow, qtbot: QtBot) -> Iterator[int]:
    for page in range(5):
        window.show_page(page)
        qtbot.wait(50)
        yield page


def remaining(window: MainWindow, qtbot: QtBot) -> list[str]:
    """What has too little room once all is in its place: what is read in the background shows its buttons a moment later, and
    those beside them make room."""
    for _ in range(100):
        if not list(cut(window)):
            break
        qtbot.wait(50)
    return list(cut(window))


def menus(window: MainWindow) -> Iterator[QMenu]:
    """What opens on a click, as it is then."""
    page = window.label_page
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
        yield menu
    for count in (1, 2):
        yield image_menu(window, page, window.session.snapshot.classes, count)
    yield page._classes.menu_for(1)
    yield page._map._legend.make_menu()


def dialogs(window: MainWindow) -> Iterator[QWidget]:
    yield KeySheet(KEYS, window)
    for damaged in (False, True):
        dialog = BackupsDialog(words.tr("Backups"), words.tr("Looking for backups…"), damaged=damaged, parent=window)
        dialog.set_choices([Choice("3", usable=True)])
        yield dialog
    yield ImportDialog("3", lambda _image: None, window)
    yield import_dialog(window)
    failed = ImportDialog("3", lambda _image: None, window)
    failed.set_failed("3")
    yield failed


def test_no_text_of_the_pages_goes_round_the_catalogue(qtbot: QtBot, window: MainWindow, drawn: list[tuple[str, str]]) -> None:
    window.label_page.label_next()
    qtbot.waitUntil(lambda: len(window.label_page.suggestions.rows) > 0)
    window.session.run_updated.emit(PROGRESS)
    for _ in every_page(window, qtbot):
        window.grab()
    said = [*texts(window), *drawn]
    assert len(said) > 400
    assert unaccented(said, known_of(window)) == {}


def test_nor_of_menus_and_dialogs(qtbot: QtBot, window: MainWindow, drawn: list[tuple[str, str]]) -> None:
    opened = [*menus(window), *dialogs(window)]
    drawn.clear()
    import_dialog(window).grab()
    qtbot.waitUntil(lambda: len(window._undo.menu().actions()) > 1)  # the history is read on its own thread
    said = [text for shown in opened for text in texts(shown)]
    assert len(said) > 200
    assert len(drawn) > 5
    assert unaccented([*said, *drawn], known_of(window) | {"A", "00.png", "06.png", "07.png", "00000.png", "png"}) == {}


def test_nor_of_an_image_seen_closely(qtbot: QtBot, window: MainWindow, drawn: list[tuple[str, str]]) -> None:
    page = window.label_page
    window.show_page(2)
    window.session.selection.set_current(0)
    page.open_current()
    viewer = page._grid._opener.viewer
    qtbot.waitUntil(viewer.isVisible)
    qtbot.wait(50)
    viewer.grab()
    assert unaccented([*texts(viewer), *drawn], known_of(window) | {"00.png"}) == {}
    viewer.close()


def test_nor_of_a_window_without_a_project(qtbot: QtBot, window: MainWindow, drawn: list[tuple[str, str]]) -> None:
    known = known_of(window)
    window.session.close()
    drawn.clear()
    for _ in every_page(window, qtbot):
        window.grab()
    assert unaccented([*texts(window), *drawn], known | {"p"}) == {}


@pytest.mark.parametrize("size", SIZES, ids=["small", "usual"])
def test_longer_words_have_room(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for page in every_page(window, qtbot):
        assert (window.width(), window.height()) == size
        assert remaining(window, qtbot) == [], page
    window.train_page._open.click()  # the versions
    window.session.run_updated.emit(PROGRESS)
    for page in every_page(window, qtbot):
        assert (window.width(), window.height()) == size
        assert remaining(window, qtbot) == [], page


@pytest.mark.parametrize("size", SIZES, ids=["small", "usual"])
def test_longer_words_have_room_before_there_is_a_project(qtbot: QtBot, size: tuple[int, int]) -> None:
    window = MainWindow(Session(), QSettings())
    qtbot.addWidget(window)
    window.show()
    window.resize(*size)
    for page in every_page(window, qtbot):
        assert (window.width(), window.height()) == size
        assert remaining(window, qtbot) == [], page
    window.close()


def test_longer_words_have_room_in_dialogs(qtbot: QtBot, window: MainWindow) -> None:
    for dialog in dialogs(window):
        dialog.show()
        qtbot.wait(20)
        assert list(cut(dialog)) == [], type(dialog).__name__
        assert dialog.width() <= 1360
        dialog.close()
