"""Keeping a map, going back to an earlier one, and what newer maps do to that."""

import numpy as np
import pytest

from core.project import maps
from core.project.project import Project
from desktop_app.main_window import MainWindow
from desktop_app.pages.maps_menu import MapsMenu


def new_map(project: Project):
    encoder = maps.every(project)[0].encoder
    return maps.add(project, encoder, "umap", np.arange(1, 21), np.full((20, 2), 50) + np.arange(20)[:, None])


@pytest.fixture
def menu(qtbot, window: MainWindow) -> MapsMenu:
    with qtbot.waitSignal(window.session.changed):
        window.session.edit(new_map)
    menu = window.label_page._map._maps
    menu.aboutToShow.emit()
    return menu


def entries(menu: MapsMenu) -> list[str]:
    return [a.text().split(": ")[1] for a in menu._choices.actions()]


def first_x(window: MainWindow) -> float:
    return float(window.session.snapshot.images.xy[0, 0])


def test_it_lists_maps_newest_first_and_ticks_the_one_that_is_shown(menu: MapsMenu) -> None:
    assert entries(menu) == ["20 images, bundled", "first sketch, 20 images, bundled"]
    assert [a.isChecked() for a in menu._choices.actions()] == [True, False]
    assert not menu._keep.isChecked()


def test_an_earlier_map_comes_back_and_stays(qtbot, window: MainWindow, menu: MapsMenu) -> None:
    assert first_x(window) == 50
    with qtbot.waitSignal(window.session.changed):
        menu._choices.actions()[1].trigger()
    assert first_x(window) == 1
    with qtbot.waitSignal(window.session.changed):
        window.session.edit(new_map)
    assert first_x(window) == 1
    menu.aboutToShow.emit()
    assert menu._keep.isChecked()
    with qtbot.waitSignal(window.session.changed):
        menu._keep.trigger()
    assert first_x(window) == 50


def test_keeping_what_is_shown_moves_nothing(qtbot, window: MainWindow, menu: MapsMenu) -> None:
    with qtbot.waitSignal(window.session.changed):
        menu._keep.trigger()
    assert first_x(window) == 50
    assert window.session.snapshot.map == window.session.snapshot.maps[-1].id


def test_a_closed_project_has_no_maps(window: MainWindow, menu: MapsMenu) -> None:
    window.session.close()
    menu.aboutToShow.emit()
    assert menu._choices.actions() == []
    assert not menu._keep.isEnabled()
    assert not menu._anew.isEnabled()
