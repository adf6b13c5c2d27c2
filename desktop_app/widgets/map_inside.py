"""Which points lie inside a rectangle or a lasso. Knows no Qt."""

import numpy as np
import numpy.typing as npt

from desktop_app.widgets.map_index import PointIndex, Rows

Floats = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Polygon = npt.NDArray[np.float64]


def rows_in_rectangle(index: PointIndex, corners: tuple[float, float, float, float]) -> Rows:
    """Rows of the points within (x0, y0, x1, y1) in map units, in any order of corners, ascending."""
    (x0, y0), (x1, y1) = index.local(*corners[:2]), index.local(*corners[2:])
    found = index.inside((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return np.sort(index.rows[found])


def rows_in_polygon(index: PointIndex, polygon: Polygon) -> Rows:
    """Rows of the points inside a closed polygon of map units, float [K, 2], ascending."""
    if len(polygon) < 3:
        return np.empty(0, np.int64)
    corners = (polygon - index.middle) * (1, -1)
    low, high = corners.min(axis=0), corners.max(axis=0)
    found = index.inside((low[0], low[1], high[0], high[1]))
    return np.sort(index.rows[found[inside_polygon(index.x[found], index.y[found], corners)]])


def inside_polygon(x: Floats, y: Floats, polygon: Polygon) -> Rows:
    """Indexes of the points inside the closed polygon (even-odd rule, exact). NaN is never inside.

    Each edge looks only at the points whose height it spans, so a long lasso costs about as much as a short one.
    """
    if len(polygon) < 3:
        return np.empty(0, np.int64)
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    near = np.flatnonzero((x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1]))
    near = near[np.argsort(y[near], kind="stable")]
    px, py = x[near].astype(np.float64), y[near].astype(np.float64)
    inside = np.zeros(len(near), dtype=bool)
    following = np.roll(polygon, -1, axis=0)
    firsts = np.searchsorted(py, np.minimum(polygon[:, 1], following[:, 1]), side="left").tolist()
    lasts = np.searchsorted(py, np.maximum(polygon[:, 1], following[:, 1]), side="left").tolist()
    for (x0, y0), (x1, y1), first, last in zip(polygon.tolist(), following.tolist(), firsts, lasts, strict=True):
        if last > first:
            part = slice(first, last)
            inside[part] ^= px[part] < x0 + (py[part] - y0) * ((x1 - x0) / (y1 - y0))
    return np.sort(near[inside])


def simplified(polygon: Polygon, tolerance: float) -> Polygon:
    """The corners that matter: no dropped one lies further than `tolerance` from the line that replaces it."""
    if len(polygon) < 4:
        return polygon
    keep = np.zeros(len(polygon), bool)
    keep[[0, -1]] = True
    open_parts = [(0, len(polygon) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        away = _distances(polygon[first + 1 : last], polygon[first], polygon[last])
        furthest = int(np.argmax(away))
        if away[furthest] > tolerance:
            middle = first + 1 + furthest
            keep[middle] = True
            open_parts += [(first, middle), (middle, last)]
    return polygon[keep]


def _distances(points: Polygon, start: Polygon, end: Polygon) -> Polygon:
    """From each point to the straight piece between two others."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    return np.hypot(*(points - start - share[:, None] * along).T)
