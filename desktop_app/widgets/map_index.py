"""Which point is near, which points lie inside: a grid over the points and exact tests of polygons. Knows no Qt."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


class PointIndex:
    """Points binned into square cells, rows of one cell lying side by side. Points that are not finite are left out."""

    def __init__(self, xy: Floats) -> None:
        rows = np.flatnonzero(np.isfinite(xy).all(axis=1))
        points = xy[rows].astype(np.float64)
        self._low = points.min(axis=0) if len(points) else np.zeros(2)
        extent = float((points.max(axis=0) - self._low).max()) if len(points) else 1.0
        self._side = int(np.clip(np.sqrt(len(points)), 1, 1024))
        self._cell = max(extent, 1e-9) / self._side
        cells = self._cells_of(points)
        flat = cells[:, 1] * self._side + cells[:, 0]
        order = np.argsort(flat, kind="stable")
        self._rows: Rows = rows[order]
        self._points = points[order]
        self._starts = np.searchsorted(flat[order], np.arange(self._side * self._side + 1))

    def near(self, x: float, y: float, radius: float) -> tuple[Rows, npt.NDArray[np.float64]]:
        """Rows within `radius` of the place and their squared distances, in no particular order."""
        place = np.array([x, y])
        low = self._cells_of((place - radius)[None])[0]
        high = self._cells_of((place + radius)[None])[0]
        parts = []
        for line in range(low[1], high[1] + 1):
            start, end = self._starts[line * self._side + low[0]], self._starts[line * self._side + high[0] + 1]
            if end > start:
                parts.append(np.arange(start, end))
        if not parts:
            return np.empty(0, np.int64), np.empty(0)
        found = np.concatenate(parts)
        distance = ((self._points[found] - place) ** 2).sum(axis=1)
        inside = distance <= radius * radius
        return self._rows[found[inside]], distance[inside]

    def nearest(self, x: float, y: float, radius: float, allowed: npt.NDArray[np.bool_] | None = None) -> int:
        """The nearest row within `radius`, -1 if there is none."""
        rows, distance = self.near(x, y, radius)
        if allowed is not None:
            keep = allowed[rows]
            rows, distance = rows[keep], distance[keep]
        return int(rows[np.argmin(distance)]) if len(rows) else -1

    def _cells_of(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        return np.clip((points - self._low) / self._cell, 0, self._side - 1).astype(np.int64)


def inside_rectangle(x: Floats, y: Floats, corners: tuple[float, float, float, float]) -> Rows:
    """Rows of the points within (x0, y0, x1, y1), in any order of corners. NaN is never inside."""
    left, right = sorted((corners[0], corners[2]))
    top, bottom = sorted((corners[1], corners[3]))
    return np.flatnonzero((x >= left) & (x <= right) & (y >= top) & (y <= bottom))


def inside_polygon(x: Floats, y: Floats, polygon: npt.NDArray[np.float64]) -> Rows:
    """Rows of the points inside the closed polygon (even-odd rule, exact). NaN is never inside.

    Each edge looks only at the points whose height it spans, so a long lasso costs about as much as a short one.
    """
    if len(polygon) < 3:
        return np.empty(0, np.int64)
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    rows = inside_rectangle(x, y, (low[0], low[1], high[0], high[1]))
    rows = rows[np.argsort(y[rows], kind="stable")]
    px, py = x[rows].astype(np.float64), y[rows].astype(np.float64)
    inside = np.zeros(len(rows), dtype=bool)
    following = np.roll(polygon, -1, axis=0)
    for (x0, y0), (x1, y1) in zip(polygon, following, strict=True):
        if y0 == y1:
            continue
        first, last = np.searchsorted(py, (min(y0, y1), max(y0, y1)), side="left")
        if last > first:
            part = slice(first, last)
            inside[part] ^= px[part] < x0 + (py[part] - y0) * ((x1 - x0) / (y1 - y0))
    return np.sort(rows[inside])
