"""What lies inside a lasso, against slow obvious versions."""

import itertools

import numpy as np
import pytest

from desktop_app.widgets.map_index import PointIndex
from desktop_app.widgets.map_inside import inside_polygon, rows_in_polygon, rows_in_rectangle, simplified


def slowly(point: np.ndarray, corners: np.ndarray) -> bool:
    """Even-odd rule, edge by edge."""
    inside = False
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if (y0 > point[1]) != (y1 > point[1]) and point[0] < x0 + (point[1] - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside


def test_polygon_against_a_slow_version() -> None:
    rng = np.random.default_rng(2)
    for _ in range(20):
        xy = rng.uniform(0, 10, (300, 2)).astype(np.float32)
        xy[5] = np.nan
        polygon = rng.uniform(0, 10, (rng.integers(3, 12), 2))
        expected = [row for row in range(300) if slowly(xy[row], polygon)]
        assert inside_polygon(xy[:, 0], xy[:, 1], polygon).tolist() == expected


def test_rows_of_the_map_against_a_slow_version() -> None:
    """Far from the origin, with rows that have no place."""
    rng = np.random.default_rng(4)
    xy = (rng.normal(0, 3, (500, 2)) + np.array([40, -70])).astype(np.float32)
    xy[::50] = np.nan
    index = PointIndex(xy)
    for _ in range(20):
        polygon = rng.normal(0, 3, (rng.integers(3, 12), 2)) + np.array([40, -70])
        expected = [row for row in range(500) if np.isfinite(xy[row]).all() and slowly(xy[row], polygon)]
        assert rows_in_polygon(index, polygon).tolist() == expected
        (x0, y0), (x1, y1) = polygon[:2]
        among = (np.abs(xy[:, 0] - (x0 + x1) / 2) <= abs(x1 - x0) / 2) & (np.abs(xy[:, 1] - (y0 + y1) / 2) <= abs(y1 - y0) / 2)
        assert rows_in_rectangle(index, (x0, y0, x1, y1)).tolist() == np.flatnonzero(among).tolist()


@pytest.mark.parametrize("polygon", [np.empty((0, 2)), np.zeros((2, 2)), np.ones((5, 2)), np.array([[0.0, 1], [4, 1], [2, 1]])])
def test_a_lasso_around_nothing(polygon: np.ndarray) -> None:
    index = PointIndex(np.array([(1, 1), (0.5, 1), (3, 4)], np.float32))
    assert rows_in_polygon(index, polygon).tolist() == []
    assert rows_in_polygon(PointIndex(np.empty((0, 2), np.float32)), polygon).tolist() == []


def test_what_a_simplified_lasso_drops_lies_near_what_is_left() -> None:
    rng = np.random.default_rng(5)
    angles = np.linspace(0, 6.2, 800)
    walk = np.stack([np.cos(angles), np.sin(angles)], axis=1) * 200 + np.cumsum(rng.normal(0, 1.5, (800, 2)), axis=0)
    for tolerance in (0.5, 1.0, 4.0):
        left = simplified(walk, tolerance)
        assert 3 < len(left) < 800
        assert {tuple(corner) for corner in left} <= {tuple(corner) for corner in walk}
        away = np.min([_distance(walk, a, b) for a, b in itertools.pairwise(left)], axis=0)
        assert away.max() <= tolerance
    straight = np.stack([np.linspace(0, 50, 200), np.linspace(0, 20, 200)], axis=1)
    assert simplified(straight, 0.75).tolist() == [straight[0].tolist(), straight[-1].tolist()]


def _distance(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    along = end - start
    share = np.clip((points - start) @ along / max(along @ along, 1e-12), 0, 1)
    return np.linalg.norm(points - start - share[:, None] * along, axis=1)
