"""A project is looked at again as it was left, and nothing in the file can break that."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.main_window import MainWindow
from desktop_app.view_state import ViewState


@pytest.mark.parametrize("camera", [None, (1.5, -2.0, 30.0)])
def test_it_comes_back_from_its_text(camera) -> None:
    view = ViewState(3, "newest", "folder", 200, "size", camera)
    assert ViewState.from_json(view.to_json()) == view


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", '{"page": "x"}', '{"page": 7}', '{"camera": [1, 2]}', '{"camera": [1, 2, "NaN"]}', '{"camera": 5}'],
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
    page._grid.set_view("largest", "folder", 180)
    page._map.set_view("folder", None)
    page._map.view.zoom(3.0)
    left = page.view()
    assert left.camera is not None
    window.show_page(3)
    window.session.close()
    assert page.view().sort == "name", "nothing of one project is left for the next"
    with qtbot.waitSignal(window.session.opened):
        assert window.session.open(path)
    assert window._pages.currentIndex() == 3
    assert page.view() == left
