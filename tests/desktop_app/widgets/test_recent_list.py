"""The list of projects by hand: keys, menu, and what is painted for what is there, gone or unknown."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets.recent_list import RecentList, RecentProject
from tests.desktop_app.pictures import pixels

COLOURS = ("#ff0000", "#00ff00", "#0000ff", "#ffff00")


def tile(colour: str) -> QImage:
    made = QImage(96, 96, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


@pytest.fixture
def rows(qtbot, qapp) -> RecentList:
    theme.apply(qapp, "light")
    rows = RecentList()
    qtbot.addWidget(rows)
    rows.set_projects(
        [
            RecentProject(Path("/here/birds.labelight"), "5 images, no labels, opened today", tuple(map(tile, COLOURS))),
            RecentProject(Path("/here/<b>moths.labelight"), "1 image, 1 label, opened today", (tile(COLOURS[0]),)),
            RecentProject(Path("/away/gone.labelight"), "Not found", tuple(map(tile, COLOURS)), there=False),
        ]
    )
    rows.resize(500, 300)
    with qtbot.waitActive(rows):
        rows.show()
        rows.activateWindow()
    rows.setFocus()
    return rows


def painted(rows: RecentList, row: int) -> np.ndarray:
    """The row's pixels on a card, RGB."""
    picture = rows.viewport().grab(rows.visualItemRect(rows.item(row)))
    card = QImage(picture.size(), QImage.Format.Format_RGB32)
    card.fill(QColor(theme.LIGHT.surface))
    painter = QPainter(card)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return pixels(card)[..., ::-1]


def count(shown: np.ndarray, colour: str) -> int:
    return int((np.abs(shown.astype(int) - QColor(colour).getRgb()[:3]).max(axis=2) < 30).sum())


def test_four_pictures_are_a_mosaic_and_one_fills_it(rows: RecentList) -> None:
    four, one = painted(rows, 0), painted(rows, 1)
    assert all(count(four, colour) > 700 for colour in COLOURS)
    assert count(one, COLOURS[0]) > 3300
    red, yellow = (np.argwhere(np.abs(four.astype(int) - QColor(c).getRgb()[:3]).max(axis=2) < 30) for c in COLOURS[::3])
    assert (red.mean(axis=0) < yellow.mean(axis=0) - 25).all(), "the first is above and left of the last"


def test_what_is_gone_is_painted_faintly(rows: RecentList) -> None:
    gone = painted(rows, 2)
    assert not any(count(gone, colour) for colour in COLOURS)
    assert count(painted(rows, 0), theme.LIGHT.text) > count(gone, theme.LIGHT.text)


def test_without_pictures_there_is_an_icon(rows: RecentList) -> None:
    rows.set_projects([RecentProject(Path("/here/new.labelight"))])
    shown = painted(rows, 0)
    assert count(shown[:, :72], theme.LIGHT.sunken) > 2000
    assert count(shown[20:60, 20:60], theme.LIGHT.muted) > 50


def test_the_keys_open_and_remove_the_current_one(qtbot, rows: RecentList) -> None:
    said: list[tuple[str, str]] = []
    rows.chosen.connect(lambda path: said.append(("open", path.name)))
    rows.removal_requested.connect(lambda path: said.append(("remove", path.name)))
    rows.setCurrentRow(0)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.keyClick(rows, Qt.Key.Key_End)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert said == [("open", "birds.labelight"), ("remove", "gone.labelight")]


def test_a_click_opens_once(qtbot, rows: RecentList) -> None:
    said = []
    rows.chosen.connect(said.append)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(1)).center())
    assert [path.name for path in said] == ["<b>moths.labelight"]


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_removes_from_the_list(rows: RecentList, reason: QContextMenuEvent.Reason) -> None:
    said = []
    rows.removal_requested.connect(said.append)
    rows.setCurrentRow(2 if reason == QContextMenuEvent.Reason.Keyboard else 0)
    place = rows.visualItemRect(rows.item(2)).center() if reason == QContextMenuEvent.Reason.Mouse else QPoint(1, 1)
    QApplication.sendEvent(rows.viewport(), QContextMenuEvent(reason, place, rows.viewport().mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["Open\tEnter", "Remove from the list\tDel"]
    menu.actions()[1].trigger()
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [path.name for path in said] == ["gone.labelight"]


def test_the_row_stays_when_the_list_gets_shorter(rows: RecentList) -> None:
    rows.setCurrentRow(2)
    rows.set_projects(rows.projects()[:2])
    assert rows.currentRow() == 1


def test_a_row_is_read_out_as_a_whole(rows: RecentList) -> None:
    said = rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"birds, 5 images, no labels, opened today, in {Path('/here')}"
    assert rows.accessibleName()
