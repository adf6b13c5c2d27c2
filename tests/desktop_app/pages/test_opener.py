"""Looking through images one by one, from a grid: the order, the labels, what follows, and what happens under way."""

import threading
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.pixels.source import open_source
from core.project import classes, images, labels, schema
from core.project.project import Project
from core.records import Change
from desktop_app.full_pictures import FileKey, Loaded, load
from desktop_app.main_window import MainWindow
from desktop_app.pages.opener import Opener
from desktop_app.session import Session
from desktop_app.widgets.viewer import Viewer

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
GONE = 13  # the row of a file that is not there


def colour(row: int) -> tuple[int, int, int]:
    return (10 * row + 20, 240 - 10 * row, 40 + 5 * row)


@pytest.fixture
def path(path: Path) -> Path:
    """The project of all these tests, with a picture of its own colour in each file but one, known by their digests."""
    with Project.open(path) as project, project.write() as connection:
        for row in range(20):
            if row != GONE:
                size, file = (300, 200) if row % 5 else (20, 30), path.parent / "pictures" / f"{row:02d}.png"
                Image.new("RGB", size, colour(row)).save(file)
                with open_source(file) as source:
                    known = schema.images.update().where(schema.images.c.id == row + 1)
                    connection.execute(known.values(digest=source.digest))
    return path


@pytest.fixture
def opener(window: MainWindow) -> Opener:
    window.show_page(2)
    return window.label_page._grid._opener


@pytest.fixture
def viewer(opener: Opener) -> Viewer:
    return opener.viewer


class Gate:
    """Holds back the decoding of full pictures until it is opened."""

    def __init__(self) -> None:
        self.opened = threading.Event()

    def __call__(self, key: FileKey) -> Loaded:
        assert self.opened.wait(10)
        return load(key)


@pytest.fixture
def gate(opener: Opener):
    made = Gate()
    opener._full._fetch = made
    yield made
    made.opened.set()


def open_(qtbot, opener: Opener, row: int) -> Viewer:
    """By a double click on its tile."""
    grid = opener._grid
    grid.scroll_to(row, smooth=False)
    place = grid._tile(grid.position_of(row)).center()
    qtbot.mouseClick(grid.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(grid.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: opener.viewer.isVisible() and opener.viewer.windowTitle() == f"{row:02d}.png")
    qtbot.waitUntil(opener.viewer.isActiveWindow)
    return opener.viewer


def press(qtbot, viewer: Viewer, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        qtbot.keyClick(viewer._canvas, key, modifiers)


def said(viewer: Viewer) -> str:
    return viewer._canvas.accessibleDescription()


def seen(viewer: Viewer) -> tuple[int, ...]:
    """The colour in the middle of the picture."""
    shown = viewer._canvas.grab().toImage()
    return shown.pixelColor(shown.rect().center() + QPoint(3, 3)).getRgb()[:3]


def wait_for(qtbot, viewer: Viewer, row: int) -> None:
    qtbot.waitUntil(lambda: viewer.windowTitle() == f"{row:02d}.png")


def codes(session: Session) -> np.ndarray:
    return session.snapshot.images.label_codes


def test_a_double_click_opens_it_with_all_that_is_known(qtbot, opener: Opener) -> None:
    viewer = open_(qtbot, opener, 2)
    qtbot.waitUntil(lambda: "300 × 200 pixels" in said(viewer))
    assert "3 of 20" in said(viewer)
    assert "Label: a" in said(viewer)
    assert seen(viewer) == colour(2)
    viewer.close()


def test_keys_go_through_the_order_of_the_grid_and_selection_and_grid_follow(qtbot, window: MainWindow, opener: Opener) -> None:
    order = np.array([4, 11, 2, 19, 0])
    opener._grid.set_order(order)
    opener._grid.resize(opener._grid.width(), 160)  # one row of tiles at a time
    viewer = open_(qtbot, opener, 11)
    selection = window.session.selection
    steps = ((Qt.Key.Key_Right, 2), (Qt.Key.Key_PageDown, 19), (Qt.Key.Key_Up, 2), (Qt.Key.Key_Home, 4), (Qt.Key.Key_End, 0))
    for key, row in steps:
        press(qtbot, viewer, key)
        wait_for(qtbot, viewer, row)
        assert seen(viewer) == colour(row)
        assert selection.current == row
        assert selection.rows.tolist() == [row]
        assert opener._grid.current == row
        assert window.label_page._map.view._ringed == row
    assert "5 of 5" in said(viewer)
    press(qtbot, viewer, Qt.Key.Key_Right)  # there is none
    assert viewer.windowTitle() == "00.png"
    viewer.close()


def test_the_grid_scrolls_along(qtbot, window: MainWindow, opener: Opener) -> None:
    grid = opener._grid
    window.resize(window.width(), 480)
    grid.set_size(320)
    viewer = open_(qtbot, opener, 0)
    press(qtbot, viewer, Qt.Key.Key_End)
    wait_for(qtbot, viewer, 19)
    qtbot.waitUntil(lambda: grid.viewport().rect().contains(grid._tile(19)))
    viewer.close()


def test_several_selected_images_stay_selected(qtbot, window: MainWindow, opener: Opener) -> None:
    selection = window.session.selection
    viewer = open_(qtbot, opener, 2)
    selection.apply(np.array([2, 3, 4]), "replace")
    press(qtbot, viewer, Qt.Key.Key_Right, Qt.Key.Key_Right)
    wait_for(qtbot, viewer, 4)
    assert selection.rows.tolist() == [2, 3, 4]
    assert selection.current == 4
    viewer.close()


def test_class_keys_label_what_is_shown_and_go_on(qtbot, window: MainWindow, opener: Opener) -> None:
    session = window.session
    a, b = (c.id for c in session.snapshot.classes)
    viewer = open_(qtbot, opener, 7)
    press(qtbot, viewer, Qt.Key.Key_1)
    wait_for(qtbot, viewer, 8)
    press(qtbot, viewer, Qt.Key.Key_2)
    wait_for(qtbot, viewer, 9)
    for key in (Qt.Key.Key_S, Qt.Key.Key_U, Qt.Key.Key_N):
        press(qtbot, viewer, key)
    wait_for(qtbot, viewer, 12)
    qtbot.waitUntil(lambda: codes(session)[[7, 8, 9, 10, 11]].tolist() == [a, b, -2, -3, -4])
    assert codes(session)[12] == 0
    press(qtbot, viewer, Qt.Key.Key_Left)
    wait_for(qtbot, viewer, 11)
    assert "Label: none of these" in said(viewer)
    viewer.close()


def test_the_key_is_the_one_the_class_has(qtbot, window: MainWindow, opener: Opener) -> None:
    session = window.session
    viewer = open_(qtbot, opener, 7)
    press(qtbot, viewer, Qt.Key.Key_3)
    assert "No class has the key 3 yet." in said(viewer)
    assert viewer.windowTitle() == "07.png"
    added = []
    session.edit(lambda project: classes.add(project, name="c"), added.append)
    qtbot.waitUntil(lambda: added != [])
    press(qtbot, viewer, Qt.Key.Key_3)
    wait_for(qtbot, viewer, 8)
    assert "No class has" not in said(viewer)
    qtbot.waitUntil(lambda: codes(session)[7] == added[0][1].id)
    viewer.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_the_label_off_and_the_caption_follows(qtbot, window: MainWindow, opener: Opener, key: Qt.Key) -> None:
    viewer = open_(qtbot, opener, 2)
    assert "Label: a" in said(viewer)
    press(qtbot, viewer, key)
    qtbot.waitUntil(lambda: "No label" in said(viewer))
    assert viewer.windowTitle() == "02.png"
    assert codes(window.session)[2] == 0
    viewer.close()


def test_undo_and_redo_show_the_image_they_change(qtbot, window: MainWindow, opener: Opener) -> None:
    session = window.session
    a = session.snapshot.classes[0].id
    viewer = open_(qtbot, opener, 7)
    press(qtbot, viewer, Qt.Key.Key_1)
    wait_for(qtbot, viewer, 8)
    qtbot.waitUntil(lambda: codes(session)[7] == a)
    press(qtbot, viewer, Qt.Key.Key_Z, modifiers=CTRL)
    wait_for(qtbot, viewer, 7)
    assert "No label" in said(viewer)
    assert codes(session)[7] == 0
    press(qtbot, viewer, Qt.Key.Key_Z, modifiers=CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Label: a" in said(viewer))
    assert codes(session)[7] == a
    viewer.close()


def test_the_caption_follows_edits_made_elsewhere(qtbot, window: MainWindow, opener: Opener) -> None:
    viewer = open_(qtbot, opener, 2)
    class_id = window.session.snapshot.classes[0].id
    window.label_page._on_rename(class_id, "<b>moth</b>")
    qtbot.waitUntil(lambda: "Label: <b>moth</b>" in said(viewer))
    viewer.close()


def test_the_caption_follows_the_quick_classifier(qtbot, window: MainWindow, opener: Opener) -> None:
    session = window.session
    viewer = open_(qtbot, opener, 8)
    qtbot.waitUntil(lambda: "Prediction: a" in said(viewer))
    a, b = (c.id for c in session.snapshot.classes)
    for class_id, ids in ((b, [1, 3]), (a, [2, 4])):  # the other way round
        session.edit(partial(assign, class_id, ids))
    qtbot.waitUntil(lambda: "Prediction: b" in said(viewer))
    viewer.close()


def assign(class_id: int, ids: list[int], project: Project) -> Change:
    return labels.assign(project, images=ids, class_id=class_id)


def test_a_label_that_hides_the_image_leaves_its_neighbours(qtbot, window: MainWindow, opener: Opener) -> None:
    panel, session = window.label_page._grid, window.session
    shown = panel.tools.show_choice
    shown.setCurrentIndex(shown.findData("unlabelled"))
    shown.activated.emit(shown.currentIndex())
    viewer = open_(qtbot, opener, 8)
    window.session.selection.apply(np.array([8]), "replace")
    window.label_page.label_selection(session.snapshot.classes[0].id)  # beside it, in the main window
    qtbot.waitUntil(lambda: len(opener._grid.order) == 15)
    assert viewer.windowTitle() == "08.png"
    assert "Label: a" in said(viewer)
    assert "not among the 15 shown" in said(viewer)
    press(qtbot, viewer, Qt.Key.Key_Left)
    wait_for(qtbot, viewer, 7)
    press(qtbot, viewer, Qt.Key.Key_Right)
    wait_for(qtbot, viewer, 9)
    viewer.close()


def test_a_thumbnail_stands_in_and_what_comes_late_is_dropped(qtbot, opener: Opener, gate: Gate) -> None:
    viewer = open_(qtbot, opener, 1)
    assert seen(viewer) == colour(1)  # its thumbnail
    assert "pixels" not in said(viewer)
    press(qtbot, viewer, Qt.Key.Key_Right)
    wait_for(qtbot, viewer, 2)
    press(qtbot, viewer, Qt.Key.Key_Right)
    wait_for(qtbot, viewer, 3)
    assert seen(viewer) == colour(3)
    gate.opened.set()  # images 1 and 2 are decoded now, then 3
    qtbot.waitUntil(lambda: "300 × 200 pixels" in said(viewer))
    assert seen(viewer) == colour(3)
    assert viewer.windowTitle() == "03.png"
    viewer.close()


def test_the_neighbours_are_decoded_ahead(qtbot, opener: Opener) -> None:
    viewer = open_(qtbot, opener, 6)
    qtbot.waitUntil(lambda: all(opener._loaded(opener._session.snapshot.images.ids[row]) for row in (6, 7)))
    press(qtbot, viewer, Qt.Key.Key_Right)
    assert viewer.windowTitle() == "07.png"  # at once
    assert "300 × 200 pixels" in said(viewer)
    assert seen(viewer) == colour(7)
    viewer.close()


def test_the_image_before_stays_with_its_text_while_there_is_nothing_to_show(
    qtbot, window: MainWindow, opener: Opener, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    before = codes(session).tolist()
    viewer = open_(qtbot, opener, 1)
    monkeypatch.setattr(opener, "_stand_in", lambda row: None)  # no thumbnail has been made yet
    press(qtbot, viewer, Qt.Key.Key_End)
    assert viewer.windowTitle() == "01.png"
    assert seen(viewer) == colour(1)
    press(qtbot, viewer, Qt.Key.Key_2)  # of what? nothing is labelled that is not on the screen
    gate.opened.set()
    wait_for(qtbot, viewer, 19)
    qtbot.waitUntil(lambda: seen(viewer) == colour(19))
    session.edit(lambda project: classes.add(project, name="c"))  # edits are made in turn: a label would be there by then
    qtbot.waitUntil(lambda: len(session.snapshot.classes) == 3)
    assert codes(session).tolist() == before
    viewer.close()


def test_a_file_that_is_gone_is_named_and_one_goes_on(qtbot, opener: Opener) -> None:
    viewer = open_(qtbot, opener, GONE)
    assert "13.png cannot be shown" in said(viewer)
    press(qtbot, viewer, Qt.Key.Key_Right)
    wait_for(qtbot, viewer, GONE + 1)
    assert "cannot be shown" not in said(viewer)
    assert seen(viewer) == colour(GONE + 1)
    press(qtbot, viewer, Qt.Key.Key_Left)
    wait_for(qtbot, viewer, GONE)
    viewer.close()


def test_an_image_that_leaves_the_project_stays_shown_between_its_neighbours(qtbot, window: MainWindow, opener: Opener) -> None:
    session = window.session
    viewer = open_(qtbot, opener, 8)
    session.edit(lambda project: images.set_missing(project, ["08.png"]))
    qtbot.waitUntil(lambda: len(session.snapshot.images) == 19)
    assert viewer.windowTitle() == "08.png"
    assert seen(viewer) == colour(8)
    assert "no longer in the project" in said(viewer)
    before = codes(session).tolist()
    press(qtbot, viewer, Qt.Key.Key_1, Qt.Key.Key_Delete)  # it cannot be labelled any more
    assert viewer.windowTitle() == "08.png"
    press(qtbot, viewer, Qt.Key.Key_Right)
    wait_for(qtbot, viewer, 9)
    assert "9 of 19" in said(viewer)
    session.edit(lambda project: classes.add(project, name="c"))  # edits are made in turn: a label would be there by then
    qtbot.waitUntil(lambda: len(session.snapshot.classes) == 3)
    assert codes(session).tolist() == before
    viewer.close()


def test_closing_gives_the_keys_back_to_the_grid(qtbot, window: MainWindow, opener: Opener) -> None:
    viewer = open_(qtbot, opener, 2)
    press(qtbot, viewer, Qt.Key.Key_Right)
    wait_for(qtbot, viewer, 3)
    press(qtbot, viewer, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is opener._grid)
    qtbot.keyClick(opener._grid, Qt.Key.Key_Right)
    assert window.session.selection.rows.tolist() == [4]


def test_it_closes_with_the_project(qtbot, window: MainWindow, opener: Opener) -> None:
    viewer = open_(qtbot, opener, 2)
    window.session.close()
    assert not viewer.isVisible()


def test_on_the_images_page_nothing_is_labelled(qtbot, window: MainWindow) -> None:
    window.show_page(0)
    opener = window.images_page._opener
    viewer = open_(qtbot, opener, 7)
    press(qtbot, viewer, Qt.Key.Key_1, Qt.Key.Key_S, Qt.Key.Key_Delete)
    assert viewer.windowTitle() == "07.png"
    press(qtbot, viewer, Qt.Key.Key_Right)
    wait_for(qtbot, viewer, 8)
    assert opener._grid.current == 8
    window.session.edit(lambda project: classes.add(project, name="c"))  # after any label
    qtbot.waitUntil(lambda: len(window.session.snapshot.classes) == 3)
    assert (codes(window.session) != 0).sum() == 4
    viewer.close()
