"""The print in a real widget: moved, patched, drafted and finished, it is always the print a fresh widget makes."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets import map_picture
from desktop_app.widgets.map_view import MapView
from tests.desktop_app.pictures import pixels

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PALETTE = ["#d55e00", "#0072b2", "#009e73"]
COUNT = 5000


class Counter:
    """Counts the pixels printed anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pixels = 0
        self._real = map_picture.print_part
        monkeypatch.setattr(map_picture, "print_part", self._print)

    def _print(self, index, styles, look, frame, rect, every=1):
        self.pixels += (rect[2] - rect[0]) * (rect[3] - rect[1])
        return self._real(index, styles, look, frame, rect, every)


def new(qtbot, count: int = COUNT) -> MapView:
    theme.apply(QApplication.instance(), "light")
    view = MapView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    rng = np.random.default_rng(0)
    xy = np.concatenate([rng.normal(c, 1, (count // 2, 2)) for c in (0, 6)]).astype(np.float32)
    view.set_points(xy, animate=False)
    view.set_colours(rng.integers(-1, 3, count), PALETTE)
    view.set_selection(rng.random(count) < 0.02)
    view.set_minimap(False)
    view._hint = ""
    view.show()
    view.fit()
    return view


@pytest.fixture
def view(qtbot) -> MapView:
    return new(qtbot)


def drag(view: MapView, places: list[tuple[float, float]]) -> None:
    """A picture after each step, as on a screen."""
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(places) - 1), QEvent.Type.MouseButtonRelease]
    for kind, place in zip(kinds, [*places, places[-1]], strict=True):
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        at = QPointF(*place)
        QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), button, held, NONE))
        seen(view)


def seen(view: MapView) -> np.ndarray:
    return pixels(view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))


def afresh(qtbot, view: MapView) -> np.ndarray:
    """What a widget that never moved shows of the same."""
    other = new(qtbot, len(view._layers.places))
    other._layers = view._layers
    other.camera = view.camera
    return seen(other)


@pytest.mark.parametrize("zoom", [1.0, 3.7])
def test_a_panned_print_is_a_fresh_print(qtbot, monkeypatch, view: MapView, zoom: float) -> None:
    view.zoom(zoom)
    before = seen(view)
    counter = Counter(monkeypatch)
    drag(view, [(200, 200), (230, 190), (214, 260), (100, 171), (101, 171), (101, 140)])
    assert 0 < counter.pixels < 500 * 400
    after = seen(view)
    assert not np.array_equal(before, after)
    assert np.array_equal(after, afresh(qtbot, view))


def test_parts_of_a_pixel_are_owed_and_not_lost(qtbot, view: MapView) -> None:
    place = view.place_of(17)
    drag(view, [(200, 200), *[(200 + 5 + step * 0.3, 200.0) for step in range(11)], (209.0, 200.0)])
    assert view.place_of(17).x() - place.x() == pytest.approx(9, abs=0.01)
    assert np.array_equal(seen(view), afresh(qtbot, view))


def test_far_away_and_back_is_where_it_was(qtbot, view: MapView) -> None:
    before = seen(view)
    drag(view, [(10, 10), (490, 390), (10, 10)])
    drag(view, [(10, 390), (490, 10)])
    drag(view, [(490, 10), (10, 390)])
    assert np.array_equal(seen(view), before)


def test_a_label_prints_a_few_tiles_and_nothing_else_changes(qtbot, monkeypatch, view: MapView) -> None:
    before = seen(view)
    counter = Counter(monkeypatch)
    colours = view._layers.colours.copy()
    lonely = int(view._layers.places[:, 0].argmin())
    colours[lonely] = (colours[lonely] + 2) % 3
    view.set_colours(colours, PALETTE)
    after = seen(view)
    assert 0 < counter.pixels <= 9 * 64 * 64
    changed = np.argwhere((before != after).any(axis=2))
    assert len(changed)
    place = view.place_of(lonely)
    assert np.abs(changed - (place.y(), place.x())).max() < 12
    assert np.array_equal(after, afresh(qtbot, view))


def test_a_selection_of_many_is_printed_too(qtbot, view: MapView) -> None:
    seen(view)
    view.set_selection(np.arange(COUNT) % 3 == 0)
    selected = seen(view)
    assert np.array_equal(selected, afresh(qtbot, view))
    view.set_selection(np.zeros(COUNT, bool))
    assert not np.array_equal(seen(view), selected)
    assert np.array_equal(seen(view), afresh(qtbot, view))


def test_the_same_colours_again_print_nothing(monkeypatch, view: MapView) -> None:
    seen(view)
    counter = Counter(monkeypatch)
    view.set_colours(view._layers.colours.copy(), PALETTE)
    view.set_alpha(None)
    view.set_selection(view._layers.selected.copy())
    seen(view)
    assert counter.pixels == 0


def test_a_draft_becomes_the_whole_print_in_pieces(qtbot, monkeypatch, view: MapView) -> None:
    view.zoom(1.25)
    whole = seen(view)
    monkeypatch.setattr(map_picture, "AT_ONCE", 800)
    monkeypatch.setattr(map_picture, "_PIECE", 300)
    view._picture.forget()
    draft = seen(view)
    assert not view._picture.complete
    inked = [int((picture != whole[0, 0]).any(axis=2).sum()) for picture in (draft, whole)]
    assert 0 < inked[0] < 0.8 * inked[1]
    qtbot.waitUntil(lambda: view._picture.complete)
    monkeypatch.undo()
    assert np.array_equal(seen(view), afresh(qtbot, view))


def test_a_draft_can_be_panned_and_finished(qtbot, monkeypatch, view: MapView) -> None:
    seen(view)
    monkeypatch.setattr(map_picture, "AT_ONCE", 800)
    view.zoom(1.3)
    seen(view)
    drag(view, [(200, 200), (230, 190), (260, 230)])
    qtbot.waitUntil(lambda: view._picture.complete)
    monkeypatch.undo()
    assert np.array_equal(seen(view), afresh(qtbot, view))


def test_new_colours_of_too_many_come_when_they_are_ready(qtbot, monkeypatch, view: MapView) -> None:
    before = seen(view)
    monkeypatch.setattr(map_picture, "AT_ONCE", 800)
    view.set_colours((view._layers.colours + 1) % 3, PALETTE)
    assert np.array_equal(seen(view), before)
    qtbot.waitUntil(lambda: view._picture.complete)
    monkeypatch.undo()
    assert not np.array_equal(seen(view), before)
    assert np.array_equal(seen(view), afresh(qtbot, view))


def test_a_switch_of_scheme_prints_anew(qtbot, view: MapView) -> None:
    seen(view)
    theme.apply(QApplication.instance(), "dark")
    dark = seen(view)
    assert dark[0, 0].max() < 60
    view._picture.forget()
    assert np.array_equal(seen(view), dark)
    theme.apply(QApplication.instance(), "light")


@pytest.mark.parametrize("places", [[], [(3.0, 4.0)], [(np.nan, np.nan)] * 3, [(2.0, 2.0)] * 4])
def test_maps_of_nothing_and_of_one_place(qtbot, view: MapView, places: list[tuple[float, float]]) -> None:
    xy = np.array(places, np.float32).reshape(-1, 2)
    view.set_points(xy, animate=False)
    view.set_empty_text("No map yet")
    view.fit()
    seen(view)
    drag(view, [(200, 200), (230, 190), (260, 230)])
    view.zoom(3.0)
    view.set_density(True)
    view.set_minimap(True)
    assert seen(view).shape == (400, 500, 3)
    place = view.place_of(0)
    assert (place is None) == (not len(xy) or bool(np.isnan(xy[0, 0])))
    if place is not None:
        view.fit()
        assert view.place_of(0).toTuple() == pytest.approx((250, 200), abs=1)
        assert view.hit(view.place_of(0)) >= 0


def test_a_screen_of_double_density_gets_twice_the_pixels(qtbot, monkeypatch, view: MapView) -> None:
    """The print is made in device pixels and painted one to one, and a pan moves it by whole ones of them."""
    monkeypatch.setattr(MapView, "devicePixelRatioF", lambda self: 2.0)
    image = QImage(1000, 800, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    view.render(image)
    assert view._picture._front.pixels.shape == (800, 1000)
    view.camera.pan(7.5, -3.0, 2.0)
    view.render(image)
    moved = pixels(image)
    view._picture.forget()
    view.render(image)
    assert np.array_equal(pixels(image), moved)
    place = view.place_of(0) * 2
    area = moved[int(place.y()) - 12 : int(place.y()) + 12, int(place.x()) - 12 : int(place.x()) + 12]
    assert (area != moved[0, 0]).any()
