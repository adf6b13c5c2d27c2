"""A project is looked at again as it was left, and nothing in the file can break that."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.project.project import Project
from desktop_app.main_window import MainWindow
from desktop_app.pages.grid_tools import LABELLED, SELECTED, Wish
from desktop_app.view_state import KEY, ViewState
from desktop_app.widgets.map_options import MapLook


@pytest.mark.parametrize("camera", [None, (1.5, -2.0, 30.0)])
def test_it_comes_back_from_its_text(camera) -> None:
    grid = {"show": "labelled", "text": "-moth", "clusters": 7}
    look = {"density": True, "minimap": False, "pictures": "fixed", "picture_size": 80}
    view = ViewState(3, "newest", "folder", 200, "size", camera, **grid, **look, widths=(240, 500, 300), strategy="dropout")
    assert ViewState.from_json(view.to_json()) == view


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "3", '{"page": "x"}', '{"page": 7}'),
        *('{"camera": [1, 2]}', '{"camera": [1, 2, "NaN"]}', '{"camera": 5}'),
        *('{"widths": [1, 2]}', '{"widths": [200, 0, 300]}', '{"widths": ["a", 1, 1]}', '{"widths": 5}'),
        *('{"text": 3}', '{"show": null}', '{"strategy": 1}', '{"density": 1}', '{"minimap": "yes"}', '{"pictures": "all"}'),
        *('{"clusters": 1}', '{"clusters": 201}', '{"clusters": 2.5}', '{"picture_size": -1}', '{"page": true}'),
    ],
)
def test_what_is_no_view_is_none(text: str) -> None:
    assert ViewState.from_json(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_view_or_none(text: str) -> None:
    found = ViewState.from_json(text)
    assert found is None or isinstance(found, ViewState)


def test_unknown_fields_of_another_version_are_left_out() -> None:
    assert ViewState.from_json('{"sort": "sure", "new": 1}') == ViewState(sort="sure")


def test_a_project_opens_as_it_was_left(qtbot, window: MainWindow, path: Path) -> None:
    page = window.label_page
    window.show_page(2)
    page._grid.set_view(Wish(LABELLED, "0", "largest", "folder"), 180, 7)
    page._map.set_look(MapLook(density=True, minimap=False, pictures="fixed", size=96))
    page._splitter.moveSplitter(260, 1)
    page._splitter.moveSplitter(700, 2)
    page._map.set_view("folder", None)
    page._map.view.zoom(3.0)
    left = page.view()
    assert left.camera is not None
    assert left.widths is not None
    window.show_page(3)
    window.session.close()
    assert page.view().sort == "name", "nothing of one project is left for the next"
    assert page._grid.tools._clusters.lineEdit().text() == "20"
    page._map.set_look(MapLook())
    page._splitter.setSizes([300, 500, 400])
    with qtbot.waitSignal(window.session.opened):
        assert window.session.open(path)
    assert window._pages.currentIndex() == 3
    assert page.view() == left
    assert page._grid.tools._clusters.lineEdit().text() == "7"
    options = page._map._options
    assert (options.density.isChecked(), options.minimap.isChecked(), options.fixed.isChecked()) == (True, False, True)
    assert options._pixels.text() == "96 px"
    qtbot.waitUntil(lambda: sorted(page._grid.grid.order.tolist()) == [0, 1, 2, 3])


def reopened(qtbot, window: MainWindow, path: Path, view: str) -> None:
    """The window's project again, with this text for its view."""
    window.session.close()
    with Project.open(path) as project:
        project.set(KEY, view)
    with qtbot.waitSignal(window.session.opened):
        assert window.session.open(path)


def test_a_view_of_an_older_version_opens(qtbot, window: MainWindow, path: Path) -> None:
    old = '{"page": 2, "sort": "oldest", "group": "folder", "tile": 150, "colour_by": "label", "camera": null}'
    window.label_page._map.set_look(MapLook(density=True, pictures="none"))
    reopened(qtbot, window, path, old)
    view = window.label_page.view()
    assert view == ViewState(2, "oldest", "folder", 150, "label")
    assert window.label_page._map.view._thumbs.size is None
    assert not window.label_page._map.view._shaded


def test_the_map_looks_as_its_menu_says(qtbot, window: MainWindow, path: Path) -> None:
    for pictures, size in (("fixed", 120), ("none", 0), ("auto", None)):
        reopened(qtbot, window, path, ViewState(density=True, minimap=False, pictures=pictures, picture_size=120).to_json())
        shown = window.label_page._map.view
        assert (shown._shaded, shown._minimap.on, shown._thumbs.size) == (True, False, size)


@pytest.mark.parametrize("text", ["confidence<many", "species:moth", "label<3"])
def test_a_search_that_makes_no_sense_here_is_left_out(qtbot, window: MainWindow, path: Path, text: str) -> None:
    reopened(qtbot, window, path, ViewState(text=text, sort="label").to_json())
    tools = window.label_page._grid.tools
    qtbot.waitUntil(lambda: tools.wish() == Wish(sort="label"))
    qtbot.waitUntil(lambda: len(window.label_page._grid.grid.order) == 20)
    assert tools.count.text() == "20"


def test_what_was_selected_alone_is_not_known_any_more(qtbot, window: MainWindow, path: Path) -> None:
    reopened(qtbot, window, path, ViewState(show=SELECTED, text="1").to_json())
    assert window.label_page._grid.tools.wish() == Wish(text="1")
    assert len(window.label_page._grid.grid.order) == 11


def test_an_order_by_confidence_is_there_once_there_are_predictions(qtbot, window: MainWindow, path: Path) -> None:
    reopened(qtbot, window, path, ViewState(sort="unsure", text="prediction:a").to_json())
    session, panel = window.session, window.label_page._grid
    qtbot.waitUntil(lambda: session.answer is not None and len(panel.grid.order) > 0)
    ids, confidence = session.guesses()
    rows = panel.grid.order
    assert sorted(rows.tolist()) == [row for row in range(20) if ids[row] == 1]
    assert np.all(np.diff(confidence[rows]) >= 0)
    assert not panel.tools._anew.isEnabled()


def test_the_number_of_groups_follows_whoever_sets_it(window: MainWindow) -> None:
    said = []
    window.label_page._grid.tools.clusters_changed.connect(said.append)
    window.label_page.fields.set_clusters(12)
    assert window.label_page._grid.tools._clusters.lineEdit().text() == "12"
    assert said == [], "what is set in code is not asked for again"


def test_a_project_left_before_it_was_read_keeps_its_view(qtbot, window: MainWindow, path: Path) -> None:
    view = ViewState(page=3, sort="label", text="1").to_json()
    reopened(qtbot, window, path, view)
    window.session.close()
    assert window.session.open(path)
    window.session.close()  # at once
    with Project.open(path) as project:
        assert project.get(KEY) == view
