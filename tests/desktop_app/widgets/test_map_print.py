"""From points to pixels: the same pixels whatever is printed at once, and what lies over what."""

import numpy as np
import pytest

from desktop_app.theme import DARK, LIGHT, SHAPES
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_frame import Frame, frame_of
from desktop_app.widgets.map_index import PointIndex
from desktop_app.widgets.map_layers import MapLayers
from desktop_app.widgets.map_print import Look, print_part

PALETTE = ("#d55e00", "#0072b2", "#009e73")


def made(count: int, seed: int = 0) -> MapLayers:
    """Two crowds and a few lost points, of every style there is."""
    rng = np.random.default_rng(seed)
    xy = np.concatenate([rng.normal(0, 1, (count // 2, 2)), rng.normal(6, 0.3, (count - count // 2, 2))]).astype(np.float32)
    xy[:5] = [(40, 3), (-30, 0), (np.nan, 0), (0, np.inf), (6, 6)]
    layers = MapLayers()
    layers.set_places(xy)
    layers.set_colours(rng.integers(-1, 3, count).astype(np.int32), PALETTE)
    layers.set_alpha(rng.random(count).astype(np.float32))
    layers.set_shown(rng.random(count) < 0.8)
    layers.set_selected(rng.random(count) < 0.1)
    return layers


def frame(layers: MapLayers, zoom: float, ratio: float = 1.0) -> Frame:
    camera = Camera(300.0, 200.0)
    camera.fit(layers.index.bounds)
    camera.zoom_at(170.3, 96.7, zoom)
    x, y = layers.places[len(layers.places) - 1].tolist()  # in the denser crowd
    camera.look_at(x + 7.3 / camera.scale, y - 11.9 / camera.scale)
    return frame_of(camera, layers.index.middle, ratio)


@pytest.mark.parametrize("every", [1, 3])
@pytest.mark.parametrize(("radius", "ratio"), [(0.85, 1.0), (1.2, 1.0), (1.7, 1.0), (5.0, 1.0), (2.5, 2.0), (1.4, 1.5)])
@pytest.mark.parametrize("zoom", [1.0, 7.3, 400.0])
def test_a_part_is_the_same_as_that_part_of_the_whole(zoom: float, radius: float, ratio: float, every: int) -> None:
    layers = made(8000)
    view, look = frame(layers, zoom, ratio), Look(LIGHT, PALETTE, SHAPES, radius, ratio)
    whole = print_part(layers.index, layers.styles(), look, view, view.whole(), every)
    assert whole.shape == (view.height, view.width)
    assert len(np.unique(whole)) > 3
    rng = np.random.default_rng(1)
    for _ in range(12):
        left, right = sorted(rng.choice(view.width + 1, 2, replace=False).tolist())
        top, bottom = sorted(rng.choice(view.height + 1, 2, replace=False).tolist())
        part = print_part(layers.index, layers.styles(), look, view, (left, top, right, bottom), every)
        assert np.array_equal(part, whole[top:bottom, left:right])


def test_a_point_is_where_the_camera_says() -> None:
    """Alone on the map, the darkest pixel is the one the point lies in, at any zoom."""
    for place in [(0.31, 0.72), (-3.2, 8.8)]:
        layers = MapLayers()
        layers.set_places(np.array([(-10, -10), (10, 10), place], np.float32))
        for zoom in (1.0, 30.0, 3000.0):
            camera = Camera(300.0, 200.0)
            camera.fit(layers.index.bounds)
            camera.zoom_at(150, 100, zoom)
            camera.look_at(place[0] + 0.01 / zoom, place[1] - 0.02 / zoom)
            x, y = camera.to_screen(np.array([place[0]]), np.array([place[1]]))
            view = frame_of(camera, layers.index.middle, 1.0)
            pixels = print_part(layers.index, layers.styles(), Look(LIGHT, (), (), 0.85, 1.0), view, view.whole())
            alpha = pixels >> np.uint32(24)
            darkest = np.argwhere(alpha == alpha.max()) + 0.5
            assert np.abs(darkest - (y[0], x[0])).max(axis=1).min() <= 0.6
            assert len(darkest) <= (3 if zoom == 1.0 else 1)


def test_what_lies_over_what() -> None:
    """Selected over sure over unsure over grey over what is not in focus, in whatever order they come."""
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(5)
        layers = MapLayers()
        layers.set_places(np.zeros((5, 2), np.float32))
        layers.set_colours(np.array([1, -1, 0, 1, 2], np.int32)[order], PALETTE)
        layers.set_alpha(np.array([1, 1, 0.3, 1, 0.1], np.float32)[order])
        layers.set_shown(np.array([False, True, True, True, True])[order])
        camera = Camera(40.0, 40.0)
        view = frame_of(camera, layers.index.middle, 1.0)
        look = Look(DARK, PALETTE, (), 4.0, 1.0)
        middle = print_part(layers.index, layers.styles(), look, view, view.whole())[20, 20]
        assert f"#{int(middle) & 0xFFFFFF:06x}" == "#0072b2"
        layers.set_selected(np.array([False, False, False, False, True])[order])
        middle = print_part(layers.index, layers.styles(), look, view, view.whole())[20, 20]
        assert f"#{int(middle) & 0xFFFFFF:06x}" == "#009e73"


def test_a_crowd_of_dust_is_not_paler_than_a_few_points() -> None:
    rng = np.random.default_rng(0)
    layers = MapLayers()
    layers.set_places(rng.uniform(0, 30, (60_000, 2)).astype(np.float32))
    layers.set_colours(np.zeros(60_000, np.int32), PALETTE)
    camera = Camera(40.0, 40.0)
    camera.fit(layers.index.bounds, 5.0)
    view = frame_of(camera, layers.index.middle, 1.0)
    for radius in (0.85, 1.2):
        pixels = print_part(layers.index, layers.styles(), Look(LIGHT, PALETTE, (), radius, 1.0), view, view.whole())
        assert (pixels[8:-8, 8:-8] >> np.uint32(24)).mean() > 240


def test_styles_patched_are_styles_made_anew() -> None:
    """Few changes are patched; nothing tells that from making all of them again."""
    rng = np.random.default_rng(2)
    patched, count = made(4000), 4000
    patched.styles()
    for step in range(8):
        before = patched.styles()
        rows = rng.integers(0, count, 5)
        colours, shown, selected = patched.colours.copy(), patched.shown.copy(), patched.selected.copy()
        colours[rows] = rng.integers(-1, 3, 5)
        shown[rows[:2]] = step % 2 == 0
        selected[rows[2:]] ^= True
        patched.set_colours(colours, PALETTE)
        patched.set_shown(shown)
        patched.set_selected(selected)
        fresh = made(4000)
        fresh.set_colours(colours, PALETTE)
        fresh.set_shown(shown)
        fresh.set_selected(selected)
        assert np.array_equal(patched.styles(), fresh.styles())
        assert patched.styles() is patched.styles()
        assert not np.array_equal(before, patched.styles())
    patched.set_colours(patched.colours.copy(), PALETTE[:2])
    fresh.set_colours(patched.colours, PALETTE[:2])
    assert np.array_equal(patched.styles(), fresh.styles())


def test_cells_hold_every_finite_point_once() -> None:
    rng = np.random.default_rng(3)
    xy = np.concatenate([rng.normal(0, 1, (3000, 2)), rng.uniform(-500, 500, (9, 2))]).astype(np.float32)
    xy[::100] = np.nan
    index = PointIndex(xy)
    assert np.array_equal(np.sort(index.rows), np.flatnonzero(np.isfinite(xy).all(axis=1)))
    assert np.allclose(index.x + index.middle[0], xy[index.rows, 0], atol=1e-4)
    assert np.array_equal(index.rows[index.position_of(np.array([1, 2, 3]))], [1, 2, 3])
    for box in rng.normal(0, 2, (50, 4)):
        left, top, right, bottom = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
        expected = (index.x >= left) & (index.x <= right) & (index.y >= top) & (index.y <= bottom)
        assert np.array_equal(index.inside((left, top, right, bottom)), np.flatnonzero(expected))
        assert index.count((left, top, right, bottom)) >= expected.sum()
        thinned = index.inside((left, top, right, bottom), 4)
        assert np.array_equal(thinned, [at for at in np.flatnonzero(expected) if at % 4 == 0])
