"""The map with real mouse, wheel and keys, against slow obvious versions."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets.map_index import PointIndex
from desktop_app.widgets.map_view import MapView
from tests.desktop_app.pictures import check_picture, pixels

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot):
    theme.apply(QApplication.instance(), "light")
    view = MapView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    rng = np.random.default_rng(0)
    xy = np.concatenate([rng.normal(c, 1, (60, 2)) for c in (0, 8)]).astype(np.float32)
    xy[7] = np.nan
    view.set_points(xy, animate=False)
    view.set_colours(np.repeat([0, -1], 60), ["#d55e00"])
    view.set_selection(np.zeros(120, bool))
    view.show()
    view.fit()
    return view


def drag(view: MapView, places: list[tuple[int, int]], modifiers: Qt.KeyboardModifier = NONE) -> None:
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(places) - 1), QEvent.Type.MouseButtonRelease]
    for kind, place in zip(kinds, [*places, places[-1]], strict=True):
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        at = QPointF(*place)
        QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), button, held, modifiers))


def on_screen(view: MapView) -> np.ndarray:
    places = [view.place_of(row) for row in range(120)]
    return np.array([(p.x(), p.y()) if p is not None else (np.nan, np.nan) for p in places])


def asked(view: MapView) -> list[tuple[list[int], str]]:
    said: list[tuple[list[int], str]] = []
    view.selection_requested.connect(lambda rows, mode: said.append((rows.tolist(), mode)))
    return said


def test_wheel_keeps_what_is_under_the_pointer(view: MapView) -> None:
    before = view.camera.to_map(120, 90)
    place, turned = QPointF(120, 90), QPoint(0, 240)
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(place, place, QPoint(), turned, Qt.MouseButton.NoButton, NONE, phase, False)
    scale = view.camera.scale
    QApplication.sendEvent(view, wheel)
    assert view.camera.scale > scale * 1.3
    assert view.camera.to_map(120, 90) == pytest.approx(before)


def test_lasso_selects_exactly_what_lies_inside(view: MapView) -> None:
    said = asked(view)
    view.set_tool("lasso")
    corners = [(20, 40), (220, 20), (260, 180), (120, 280), (30, 200)]
    drag(view, [*corners, corners[0]])
    screen = on_screen(view)
    expected = [row for row in range(120) if _inside(screen[row], corners)]
    assert said == [(expected, "replace")]
    assert 0 < len(expected) < 119


def test_rectangle_adds_with_shift_and_removes_with_control(view: MapView) -> None:
    said = asked(view)
    view.set_tool("rectangle")
    screen = on_screen(view)
    expected = np.flatnonzero((screen[:, 0] < 200) & (screen[:, 1] > 100) & (screen[:, 0] > 5) & (screen[:, 1] < 295)).tolist()
    drag(view, [(5, 295), (100, 200), (200, 100)], Qt.KeyboardModifier.ShiftModifier)
    drag(view, [(5, 295), (100, 200), (200, 100)], Qt.KeyboardModifier.ControlModifier)
    assert said == [(expected, "add"), (expected, "remove")]


def test_drag_pans_and_asks_for_nothing(view: MapView) -> None:
    said = asked(view)
    before = on_screen(view)
    drag(view, [(200, 150), (230, 170), (260, 160)])
    assert said == []
    assert np.nanmax(np.abs(on_screen(view) - before - (60, 10))) < 0.5


def test_click_hits_the_nearest_point_and_empty_space_clears(qtbot, view: MapView) -> None:
    said, clicked = asked(view), []
    view.point_clicked.connect(clicked.append)
    place = view.place_of(3)
    qtbot.mouseClick(view, LEFT, pos=place.toPoint())
    screen = on_screen(view)
    nearest = int(np.nanargmin(np.hypot(*(screen - (place.toPoint().x(), place.toPoint().y())).T)))
    assert clicked == [nearest]
    assert said == [([nearest], "replace")]
    view.set_selection(np.arange(120) == nearest)
    qtbot.mouseClick(view, LEFT, pos=QPoint(398, 2))
    assert said[-1] == ([], "replace")


def test_a_point_without_a_place_is_never_hit(view: MapView) -> None:
    said = asked(view)
    view.set_tool("rectangle")
    drag(view, [(0, 0), (200, 200), (399, 299)])
    assert 7 not in said[0][0]
    assert len(said[0][0]) == 119
    assert view.place_of(7) is None


def test_a_few_images_are_ringed_and_no_others(view: MapView) -> None:
    before = pixels(view.grab().toImage())
    view.ring_faintly([3, 7, 80, 500])  # one is not on the map, one is not there at all
    changed = (pixels(view.grab().toImage()) != before).any(axis=2)
    for row in (3, 80):
        place = view.place_of(row)
        assert place is not None
        x, y = round(place.x()), round(place.y())
        assert changed[y - 12 : y + 12, x - 12 : x + 12].sum() > 20
        changed[y - 12 : y + 12, x - 12 : x + 12] = False
    assert not changed.any()
    view.ring_faintly([])
    assert not (pixels(view.grab().toImage()) != before).any()


def test_no_points_at_all(qtbot) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.set_points(np.empty((0, 2), np.float32), animate=False)
    view.set_empty_text("No map yet", "It comes by itself.")
    view.resize(200, 150)
    assert not view.grab().isNull()
    assert view.hit(QPointF(50, 50)) == -1


def test_nearest_against_brute_force() -> None:
    rng = np.random.default_rng(1)
    xy = rng.normal(size=(500, 2)).astype(np.float32)
    index = PointIndex(xy)
    for place in rng.normal(size=(200, 2)):
        away = np.hypot(*(xy - place).T)
        expected = int(away.argmin()) if away.min() <= 0.2 else -1
        assert index.nearest(*place, 0.2) == expected


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_picture_of_the_map(request: pytest.FixtureRequest, view: MapView, scheme: str) -> None:
    theme.apply(QApplication.instance(), scheme)
    view.set_selection(np.arange(120) % 10 == 0)
    view._hint = ""  # fonts differ between machines
    check_picture(request, view, f"map-{scheme}")
    theme.apply(QApplication.instance(), "light")


def _inside(point: np.ndarray, corners: object) -> bool:
    """Even-odd rule, edge by edge."""
    inside = False
    corners = list(corners)
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y0 > point[1]) != (y1 > point[1]) and point[0] < x0 + (point[1] - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside
