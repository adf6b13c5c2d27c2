"""The map under the pointer: hover, dwell, Space, Esc, focus, many points, and places that travel."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets.map_thumbs import choose, tile_side
from desktop_app.widgets.map_view import MapView

LEFT, NONE, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot):
    theme.apply(QApplication.instance(), "light")
    view = MapView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_points([(0, 0), (10, 0), (0, 10), (10, 10), (np.nan, np.nan)], animate=False)
    view.set_selection(np.zeros(5, bool))
    view.show()
    return view


def move(view: MapView, place: QPointF, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    event = QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), Qt.MouseButton.NoButton, held, NONE)
    QApplication.sendEvent(view, event)


def drag(view: MapView, start: QPoint, end: QPoint, qtbot, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mousePress(view, LEFT, modifiers, start)
    for share in (0.3, 0.6, 1.0):
        move(view, QPointF(start) + (QPointF(end) - QPointF(start)) * share, LEFT)
    qtbot.mouseRelease(view, LEFT, modifiers, end)


def test_hover_is_said_once_per_change_and_previews_after_a_dwell(qtbot, view: MapView) -> None:
    hovered: list[int] = []
    previewed: list[int] = []
    view.point_hovered.connect(hovered.append)

    def preview(row: int) -> tuple[QPixmap | None, str]:
        previewed.append(row)
        return None, "<b>a name</b>\nLabel: bird"

    view.set_preview(preview)
    first, second = view.place_of(0), view.place_of(3)
    for step in range(6):
        move(view, first + QPointF(step, 0))
    assert not previewed
    qtbot.waitUntil(lambda: bool(previewed))
    move(view, second)
    qtbot.waitUntil(lambda: hovered == [0, 3])
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert hovered == [0, 3, -1]
    assert view.place_of(4) is None


def test_space_pans_with_any_tool(qtbot, view: MapView) -> None:
    said: list[object] = []
    view.selection_requested.connect(said.append)
    view.set_tool("rectangle")
    before = view.place_of(0)
    qtbot.keyPress(view, Qt.Key.Key_Space)
    drag(view, QPoint(100, 100), QPoint(140, 120), qtbot)
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    after = view.place_of(0)
    assert (after - before).toPoint() == QPoint(40, 20)
    assert not said
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert view.place_of(0).toPoint() == before.toPoint()


def test_escape_first_drops_the_gesture_then_clears(qtbot, view: MapView) -> None:
    said: list[tuple[list[int], str]] = []
    view.selection_requested.connect(lambda rows, mode: said.append((rows.tolist(), mode)))
    view.set_selection(np.array([True, False, False, False, False]))
    view.set_tool("lasso")
    qtbot.mousePress(view, LEFT, NONE, QPoint(5, 5))
    move(view, QPointF(200, 5), LEFT)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, NONE, QPoint(200, 5))
    assert said == []
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert said == [([], "replace")]


def test_what_is_not_shown_cannot_be_picked(qtbot, view: MapView) -> None:
    said: list[tuple[list[int], str]] = []
    view.selection_requested.connect(lambda rows, mode: said.append((rows.tolist(), mode)))
    view.set_shown(np.array([True, False, True, True, True]))
    view.set_tool("rectangle")
    drag(view, QPoint(1, 1), QPoint(398, 298), qtbot)
    assert said == [([0, 2, 3], "replace")]
    assert view.hit(view.place_of(1)) == -1
    view.set_shown(None)
    assert view.hit(view.place_of(1)) == 1


def test_double_click_activates(qtbot, view: MapView) -> None:
    with qtbot.waitSignal(view.point_activated) as heard:
        qtbot.mouseDClick(view, LEFT, NONE, view.place_of(2).toPoint())
    assert heard.args == [2]


def test_points_travel_to_their_new_places(qtbot, view: MapView) -> None:
    start = view.place_of(0)
    view.set_points([(10, 10), (0, 10), (10, 0), (0, 0), (5, 5)])
    assert view.place_of(0) == start
    qtbot.waitUntil(lambda: np.allclose(view._layers.places[0], (10, 10)))
    assert view.place_of(4) is not None


def test_setters_say_nothing(qtbot, view: MapView) -> None:
    said: list[object] = []
    for signal in (view.selection_requested, view.point_hovered, view.point_clicked):
        signal.connect(said.append)
    view.set_points(np.zeros((3, 2)), animate=False)
    view.set_colours([0, 1, -1], ["#e69f00", "#56b4e9"])
    view.set_alpha([0.1, np.nan, 1.0])
    view.set_selection([True, False, False])
    view.ring(1)
    view.grab()
    assert said == []


def test_pictures_on_the_map_do_not_cover_each_other() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 500, (2, 300)).astype(np.float32)
    rows = rng.permutation(10_000)[:300]
    chosen = choose(x, y, rows, 40.0)
    assert len(chosen) > 20
    for n, one in enumerate(chosen):
        for other in chosen[:n]:
            assert abs(x[one] - x[other]) >= 40 or abs(y[one] - y[other]) >= 40
    order = rng.permutation(300)
    again = choose(x[order], y[order], rows[order], 40.0)
    assert set(rows[order][again]) == set(rows[chosen])


def test_pictures_only_where_there_is_room() -> None:
    assert tile_side(0, 1000, 800) == 0
    assert tile_side(5000, 1000, 800) == 0
    assert 40 <= tile_side(600, 1000, 800) <= tile_side(20, 1000, 800) <= 112


def test_a_picture_on_the_map_is_its_own_image_wherever_it_is_touched(qtbot, view: MapView) -> None:
    """A point that lies hidden under a picture is not what a click on the picture means."""
    clicked: list[int] = []
    view.point_clicked.connect(clicked.append)
    view.set_points([(0, 0), (0.4, 0.3), (10, 10), (10, 0), (0, 10)], animate=False)
    picture = QPixmap(32, 32)
    picture.fill(Qt.GlobalColor.red)
    view.set_thumbnails(lambda row: picture)
    view.grab()
    front = next(row for row in (0, 1) if view._thumbs.square_of(row) is not None)
    hidden = 1 - front
    square = view._thumbs.square_of(front)
    assert square.contains(view.place_of(hidden))
    assert view.hit(view.place_of(hidden)) == front
    assert view.hit(square.topLeft() + QPointF(2, 2)) == front
    qtbot.mouseClick(view, LEFT, NONE, view.place_of(hidden).toPoint())
    assert clicked == [front]
    view.set_thumbnails(lambda row: None)
    view.grab()
    assert view.hit(view.place_of(hidden)) == hidden
