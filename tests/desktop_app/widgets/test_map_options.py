"""How the map is shown: pictures of one size, shade, small map, and the button they are behind."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets.map_density import blurred, density_of, shade
from desktop_app.widgets.map_index import PointIndex
from desktop_app.widgets.map_options import AUTO, FIXED, MapLook, MapOptions
from desktop_app.widgets.map_options import NONE as NO_PICTURES
from desktop_app.widgets.map_view import MapView
from tests.desktop_app.pictures import pixels

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot):
    theme.apply(QApplication.instance(), "light")
    view = MapView()
    qtbot.addWidget(view)
    view.resize(600, 500)
    rng = np.random.default_rng(0)
    xy = np.concatenate([rng.normal(c, 1, (4000, 2)) for c in (0, 8)]).astype(np.float32)
    view.set_points(xy, animate=False)
    view.set_colours(rng.integers(-1, 2, 8000), ["#d55e00", "#0072b2"])
    view.set_selection(np.zeros(8000, bool))
    view.show()
    view.fit()
    return view


@pytest.fixture
def picture(qapp) -> QPixmap:
    picture = QPixmap(32, 32)
    picture.fill(Qt.GlobalColor.red)
    return picture


def seen(view: MapView) -> np.ndarray:
    return pixels(view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))


def squares(view: MapView) -> dict[int, tuple[float, float, float]]:
    """Left, top and side of the pictures that are painted, by row."""
    view.grab()
    return {row: (s.left(), s.top(), s.width()) for row, s in view._thumbs._squares.items()}


def test_pictures_in_one_size_do_not_cover_each_other(view: MapView, picture: QPixmap) -> None:
    view.set_thumbnails(lambda row: picture)
    assert squares(view) == {}  # by themselves they leave a crowd alone
    before = seen(view)
    for size, fitting in ((32, 20), (80, 5)):  # the two groups of points take up about 200 px each
        view.set_thumbnail_size(size)
        found = list(squares(view).values())
        assert len(found) > fitting
        assert {side for _, _, side in found} == {size}
        for n, (x, y, _) in enumerate(found):
            assert all(abs(x - x1) >= size or abs(y - y1) >= size for x1, y1, _ in found[:n])
        reds = (seen(view) == (0, 0, 255)).all(axis=2)
        assert reds.sum() > 0.5 * len(found) * size * size
    view.set_thumbnail_size(0)
    assert squares(view) == {}
    assert np.array_equal(seen(view), before)
    view.set_thumbnail_size(None)
    assert squares(view) == {}


def test_pictures_in_one_size_stay_while_the_map_is_moved(view: MapView, picture: QPixmap) -> None:
    view.set_thumbnails(lambda row: picture)
    view.set_thumbnail_size(40)
    view.zoom(1.6)
    before = squares(view)
    view.camera.pan(31, -17)
    after = squares(view)
    kept = before.keys() & after.keys()
    assert len(kept) > 0.7 * len(before)
    assert all(np.allclose(np.subtract(after[row], before[row]), (31, -17, 0), atol=1) for row in kept)


def test_a_picture_of_one_size_is_touched_as_its_own_image(qtbot, view: MapView, picture: QPixmap) -> None:
    clicked: list[int] = []
    view.point_clicked.connect(clicked.append)
    view.set_thumbnails(lambda row: picture)
    view.set_thumbnail_size(64)
    row, (x, y, side) = next((r, s) for r, s in squares(view).items() if 5 < s[0] < 500 and 5 < s[1] < 400)
    qtbot.mouseClick(view, LEFT, NONE, QPoint(int(x + side - 3), int(y + 3)))
    assert clicked == [row]


def test_the_small_map_is_there_only_when_near_and_can_be_switched_off(view: MapView) -> None:
    assert view._minimap.box(view.camera) is None
    view.zoom(1.4)
    assert view._minimap.box(view.camera) is None
    view.zoom(2)
    box = view._minimap.box(view.camera)
    assert box is not None
    hint_top = view.height() - 16 - QFontMetricsF(view.font()).height() - 8
    assert box.bottom() < hint_top
    there = seen(view)
    view.set_minimap(False)
    away = seen(view)
    changed = np.argwhere((there != away).any(axis=2))
    assert len(changed) > 1000
    assert changed[:, 1].min() >= box.left() - 1
    assert changed[:, 0].max() <= box.bottom() + 1


def test_the_small_map_moves_the_view_and_selects_nothing(qtbot, view: MapView) -> None:
    asked: list[object] = []
    view.selection_requested.connect(asked.append)
    view.set_tool("lasso")
    view.zoom(4)
    box = view._minimap.box(view.camera)
    target = view._minimap.target(box.center(), view._layers, view.camera)
    assert target == pytest.approx(view._layers.index.middle, abs=0.05)
    corner = box.topLeft() + QPointF(box.width() * 0.75, box.height() * 0.25)
    wanted = view._minimap.target(corner, view._layers, view.camera)
    scale = view.camera.scale
    qtbot.mousePress(view, LEFT, NONE, box.center().toPoint())
    assert (view.camera.centre_x, view.camera.centre_y) == pytest.approx(target, abs=1.5 / scale * 20)
    qtbot.mouseMove(view, corner.toPoint())
    assert (view.camera.centre_x, view.camera.centre_y) == pytest.approx(wanted, abs=20 / scale)
    outside = QPoint(int(box.left()) - 60, int(box.center().y()))
    qtbot.mouseMove(view, outside)  # a drag that leaves it goes on
    assert view.camera.centre_x < target[0] - 3
    qtbot.mouseRelease(view, LEFT, NONE, outside)
    held = view.camera.centre_x
    qtbot.mouseMove(view, QPoint(100, 300))
    assert view.camera.centre_x == held
    assert view.camera.scale == scale
    assert asked == []


def test_the_frame_on_the_small_map_is_where_the_view_is(view: MapView) -> None:
    view.zoom(4)
    pictures = []
    for share in (0.3, 0.7):
        box = view._minimap.box(view.camera)
        view.camera.look_at(*view._minimap.target(box.topLeft() + QPointF(box.width() * share, 40), view._layers, view.camera))
        accent = np.array([0xD6, 0x54, 0x4A])  # BGR of the light scheme's accent
        inked = np.argwhere(np.abs(seen(view).astype(int) - accent).max(axis=2) < 40)
        inside = inked[(inked[:, 1] > box.left()) & (inked[:, 0] < box.bottom())]
        pictures.append(inside[:, 1].mean() - box.left() - box.width() * share)
    assert np.abs(pictures).max() < 4


def test_shade_is_off_by_default_and_changes_only_points(view: MapView) -> None:
    view._hint = ""
    plain = seen(view)
    view.set_density(True)
    shaded = seen(view)
    background = plain[0, 0]
    empty = (plain == background).all(axis=2)
    assert (shaded[~empty] != plain[~empty]).any()
    assert np.array_equal(shaded[empty], plain[empty])
    view.set_density(False)
    assert np.array_equal(seen(view), plain)


def test_density_counts_every_point_and_the_shade_grows_with_it() -> None:
    rng = np.random.default_rng(1)
    index = PointIndex(rng.normal(0, 2, (3000, 2)).astype(np.float32))
    density, (left, top, right, bottom) = density_of(index)
    cell = (right - left) / density.shape[1] * (bottom - top) / density.shape[0]
    assert density.sum() * cell == pytest.approx(3000, rel=1e-3)
    line, column = np.unravel_index(int(density.argmax()), density.shape)
    x = left + (column + 0.5) * (right - left) / density.shape[1] + index.middle[0]
    y = index.middle[1] - (top + (line + 0.5) * (bottom - top) / density.shape[0])
    assert np.hypot(x, y) < 1.5
    inks = shade(np.geomspace(0.5, 100, 50, dtype=np.float32)[None], theme.LIGHT)[0] >> np.uint32(24)
    assert (np.diff(inks[np.argmin(inks) :].astype(int)) >= 0).all()
    assert inks[-1] > 60
    assert not shade(np.full((2, 2), 0.001, np.float32), theme.LIGHT).any()


def test_blur_against_a_slow_version() -> None:
    values = np.random.default_rng(0).random((12, 17)).astype(np.float32)
    sigma, slow = 1.3, np.zeros((12, 17))
    weight = lambda n: np.exp(-0.5 * (n / sigma) ** 2) if abs(n) <= 4 else 0.0  # noqa: E731
    total = sum(weight(n) for n in range(-4, 5))
    for y in range(12):
        for x in range(17):
            slow[y, x] = sum(values[j, i] * weight(y - j) * weight(x - i) / total**2 for j in range(12) for i in range(17))
    assert np.allclose(blurred(values, sigma), slow, atol=1e-5)


def test_the_button_asks_for_what_is_chosen(qtbot, qapp) -> None:
    options = MapOptions()
    qtbot.addWidget(options)
    said: list[object] = []
    for signal in (options.thumbnail_size_changed, options.density_toggled, options.minimap_toggled):
        signal.connect(said.append)
    options.png_requested.connect(lambda: said.append("png"))
    options.svg_requested.connect(lambda: said.append("svg"))
    menu = options.menu()
    menu.popup(QPoint(0, 0))
    for action in (options.off, options.fixed, options.automatic, options.density, options.minimap, options.png, options.svg):
        qtbot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        menu.popup(QPoint(0, 0))
    assert said == [0, 64, None, True, False, "png", "svg"]
    said.clear()
    options.slider.setFocus()
    qtbot.keyClick(options.slider, Qt.Key.Key_Right)
    assert said == [72]
    assert options.fixed.isChecked()
    assert not options.automatic.isChecked()
    menu.close()


def test_the_button_shows_a_look_and_asks_for_nothing(qtbot, qapp) -> None:
    options = MapOptions()
    qtbot.addWidget(options)
    said: list[object] = []
    for signal in (options.thumbnail_size_changed, options.density_toggled, options.minimap_toggled):
        signal.connect(said.append)
    assert options.look() == MapLook()
    for look in (MapLook(True, False, NO_PICTURES, 32), MapLook(False, True, FIXED, 160), MapLook(True, True, AUTO, 24)):
        options.set_look(look)
        assert options.look() == look
        assert options._pixels.text() == f"{look.size} px"
    options.set_look(MapLook(pictures="of another version", size=4000))
    assert options.look() == MapLook(size=160)
    assert said == []


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_one_sees_what_is_chosen_in_both_schemes(qtbot, qapp, scheme: theme.Theme) -> None:
    theme.apply(qapp, scheme.name)
    options = MapOptions()
    qtbot.addWidget(options)
    options.set_look(MapLook(density=True, minimap=False))
    menu = options.menu()
    menu.popup(QPoint(0, 0))
    ink = QColor(scheme.text)

    def ticked(action: QAction) -> bool:
        place = menu.actionGeometry(action)
        place.setWidth(28)  # before the words
        shown = pixels(menu.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)).astype(int)
        return int((np.abs(shown - [ink.blue(), ink.green(), ink.red()]).max(axis=2) < 40).sum()) > 8

    seen = [ticked(action) for action in (options.automatic, options.off, options.fixed, options.density, options.minimap)]
    menu.close()
    theme.apply(qapp, "light")
    assert seen == [True, False, False, True, False]
