"""None of these by hand: the slider, what map and grid show meanwhile, and the two things to do with what is found."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.project import labels
from desktop_app import theme
from desktop_app.main_window import MainWindow
from desktop_app.pages.colouring import STRANGERS
from desktop_app.pages.label_page import LabelPage
from desktop_app.session import Session

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, window: MainWindow) -> LabelPage:
    """Six labels of the one of two kinds."""
    session = window.session
    qtbot.waitUntil(lambda: session.answer is not None and session.reduced() is not None)
    window.show_page(2)
    for edit in (
        lambda project: labels.assign(project, images=[1, 3, 5, 7, 9, 11], class_id=1),
        lambda project: labels.clear(project, images=[2, 4]),
    ):
        with qtbot.waitSignal(session.changed):
            session.edit(edit)
    return window.label_page


def told(qtbot, page: LabelPage) -> None:
    """The panel is open, its threshold where the kind without labels is below it."""
    none = page._map.none
    qtbot.mouseClick(none.opener, LEFT)
    qtbot.waitUntil(lambda: not none.strangers.coming)
    none.slider.setValue(20)
    assert len(none.strangers.rows) >= 9


def legend(page: LabelPage) -> dict[str, int]:
    return {entry.name: entry.count for entry in page._map._entries()}


def test_it_is_off_and_suggests_until_it_is_moved(qtbot, page: LabelPage) -> None:
    none = page._map.none
    assert none.isHidden()
    qtbot.mouseClick(none.opener, LEFT)
    qtbot.waitUntil(lambda: not none.strangers.coming)
    assert none.isVisible()
    assert none._line.text().startswith("Off:")
    assert not none._mark.isEnabled()
    assert none._switch.text() == " Use 5%"
    qtbot.mouseClick(none._switch, LEFT)
    assert none.slider.value() == 5
    assert none._line.text().startswith("Below 5%: ")
    qtbot.mouseClick(none._switch, LEFT)
    assert none.slider.value() == 0
    none.slider.setFocus()
    qtbot.keyClick(none.slider, Qt.Key.Key_Right)
    assert none._line.text().startswith("Below 1%: ")


def test_the_map_the_tiles_and_the_viewer_follow_every_step(qtbot, page: LabelPage) -> None:
    told(qtbot, page)
    none, view = page._map.none, page._map.view
    for percent in (20, 40, 10):
        none.slider.setValue(percent)
        rows = none.strangers.rows
        assert legend(page)["None of these"] == len(rows)
        palette = view._layers.palette
        assert {palette[place] for place in view._layers.colours[rows].tolist()} <= {theme.tokens().text}
        said = [page._grid.grid.in_words(row) for row in range(20)]
        assert [row for row in range(20) if said[row].startswith("predicted none of these")] == rows.tolist()
    some = int(none.strangers.rows[0])
    page._grid._opener.open(some)
    said = page._grid._opener._caption(some).prediction
    assert (said.text, said.kind, said.confidence) == ("none of these", "prediction", None)
    page._grid._opener.viewer.close()


def test_while_it_is_open_any_colours_step_back_behind_them(qtbot, page: LabelPage) -> None:
    told(qtbot, page)
    layers, rows = page._map.view._layers, page._map.none.strangers.rows
    page._map.colour_by("folder")
    qtbot.waitUntil(lambda: page._map._colouring.entries != ())
    assert "None of these" in legend(page)
    assert (layers.alpha[rows] == 1).all()
    assert layers.alpha.min() < 0.5
    qtbot.mouseClick(page._map.none.opener, LEFT)
    assert page._map.none.isHidden()
    assert "None of these" not in legend(page)
    page._map.colour_by("prediction")
    assert legend(page)["None of these"] == len(rows), "what is predicted says so, open or not"


def test_the_legend_leaves_them_alone_on_the_map(qtbot, page: LabelPage) -> None:
    told(qtbot, page)
    page._map._on_legend(STRANGERS)
    assert np.flatnonzero(page._map.view._layers.shown).tolist() == page._map.none.strangers.rows.tolist()


def test_they_are_shown_alone_and_selected_the_least_familiar_first(qtbot, page: LabelPage) -> None:
    told(qtbot, page)
    rows = page._map.none.strangers.rows
    qtbot.mouseClick(page._map.none._show, LEFT)
    order = page._grid.grid.order
    assert sorted(order.tolist()) == rows.tolist() == page._selection.rows.tolist()
    assert np.all(np.diff(page.fields.get("familiar").values[order]) >= 0)


def test_marking_them_is_one_step_and_leaves_labels_alone(qtbot, window: MainWindow, page: LabelPage) -> None:
    session: Session = window.session
    told(qtbot, page)
    rows = page._map.none.strangers.rows
    with qtbot.waitSignal(session.done) as said:
        qtbot.mouseClick(page._map.none._mark, LEFT)
    assert said.args == [f"{len(rows)} images are marked as none of these."]
    codes = session.snapshot.images.label_codes
    assert np.flatnonzero(codes == labels.MARK_CODES["none"]).tolist() == rows.tolist()
    assert np.flatnonzero(codes == 1).tolist() == [0, 2, 4, 6, 8, 10]
    assert legend(page)["None of these"] == len(rows), "as a class, the map does not tell mark from prediction"
    assert not page._map.none._mark.isEnabled()
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert page._map.none.strangers.rows.tolist() == rows.tolist()


def test_groups_by_prediction_know_them(qtbot, page: LabelPage) -> None:
    told(qtbot, page)
    field = page.fields.get("prediction")
    names = np.array([*field.names, field.nowhere])[field.places]
    assert np.flatnonzero(names == "none of these").tolist() == page._map.none.strangers.rows.tolist()


def test_too_few_labels_are_the_reason_it_cannot_be_opened(qtbot, window: MainWindow, page: LabelPage) -> None:
    none = page._map.none
    assert none.opener.isEnabled()
    with qtbot.waitSignal(window.session.changed):
        window.session.edit(lambda project: labels.clear(project, images=[1, 3]))
    assert not none.opener.isEnabled()
    assert "at least 5 images" in none.opener.toolTip()
    with qtbot.waitSignal(window.session.changed):
        window.session.undo()
    assert none.opener.isEnabled()
    assert "none of these" in none.opener.toolTip().lower()


def test_its_colour_is_that_of_the_text_in_either_scheme(qtbot, qapp: QApplication, page: LabelPage) -> None:
    told(qtbot, page)
    for scheme in ("dark", "light"):
        theme.apply(qapp, scheme)
        QApplication.processEvents()
        assert page._map.view._layers.palette[-1] == theme.tokens().text
