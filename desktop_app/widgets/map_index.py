"""The points of a map in the order of their place: which are near, which lie in a box, how many. Knows no Qt."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Box = tuple[float, float, float, float]

SIDE = 256  # cells along each edge: their number fits 16 bits, which numpy sorts in one pass
_SAMPLE = 20_000  # points that decide where the cells are


class PointIndex:
    """Points sorted by the cell they lie in, so that any part of the map is near together in memory.

    `x`, `y` are float32 columns [M] of the M points that are finite, counted from `middle`, y downwards; `rows` [M] are their
    rows. "Position" means an index into these columns. Boxes are (left, top, right, bottom) in the same coordinates.
    """

    def __init__(self, xy: Floats) -> None:
        x, y = np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1])
        self.finite: Mask = np.isfinite(x) & np.isfinite(y)
        rows = np.flatnonzero(self.finite)
        if len(rows) < len(xy):
            x, y = x[rows], y[rows]
        self.bounds = _bounds(x, y)
        left, bottom, right, top = self.bounds
        self.middle = (left + right) / 2, (bottom + top) / 2
        self.extent = max(right - left, top - bottom) / 2  # how far from the middle a point can be, in map units
        self.x = (x - self.middle[0]).astype(np.float32)
        self.y = (self.middle[1] - y).astype(np.float32)
        self._axes = _Axis.over(self.x), _Axis.over(self.y)
        cells = self._axes[1].cells(self.y) * SIDE + self._axes[0].cells(self.x)
        order = np.argsort(cells.astype(np.uint16), kind="stable")
        self.x, self.y, self.rows = self.x[order], self.y[order], rows[order]
        self._positions: npt.NDArray[np.int32] | None = None
        counts = np.bincount(cells, minlength=SIDE * SIDE)
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)  # of each cell in the columns
        self._table = np.zeros((SIDE + 1, SIDE + 1), np.int32)  # points in the cells before a line and a column
        self._table[1:, 1:] = counts.reshape(SIDE, SIDE).cumsum(axis=0).cumsum(axis=1)

    def __len__(self) -> int:
        return len(self.rows)

    def position_of(self, rows: Rows) -> Rows:
        """Where finite rows are in the columns."""
        if self._positions is None:
            self._positions = np.zeros(len(self.finite), np.int32)
            self._positions[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        return self._positions[rows]

    def local(self, x: float, y: float) -> tuple[float, float]:
        """A place in map units as the columns have it."""
        return x - self.middle[0], self.middle[1] - y

    def count(self, box: Box) -> int:
        """How many points the cells under a box hold: those in the box and a few more."""
        left, top, right, bottom = self._cells_under(box)
        table = self._table
        return int(table[bottom + 1, right + 1] - table[top, right + 1] - table[bottom + 1, left] + table[top, left])

    def positions(self, box: Box, every: int = 1) -> slice | Rows:
        """Where the points of the cells under a box are in the columns, ascending; of all points only each `every`th."""
        left, top, right, bottom = self._cells_under(box)
        if left == 0 and right == SIDE - 1:
            start, end = self._starts[top * SIDE], self._starts[(bottom + 1) * SIDE]
            return slice(int(-(-start // every) * every), int(end), every)
        lines = np.arange(top, bottom + 1) * SIDE
        starts, ends = -(-self._starts[lines + left] // every), -(-self._starts[lines + right + 1] // every)
        return _ranges(starts, ends) * every if every > 1 else _ranges(starts, ends)

    def inside(self, box: Box, every: int = 1) -> Rows:
        """The positions of the points in a box, its edges included; of all points only each `every`th."""
        at = self.positions(box, every)
        x, y = self.x[at], self.y[at]
        found = np.flatnonzero((x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3]))
        return at.start + found * every if isinstance(at, slice) else at[found]

    def near(self, x: float, y: float, radius: float) -> tuple[Rows, npt.NDArray[np.float64]]:
        """Rows within `radius` of a place in map units and their squared distances, in no particular order."""
        x, y = self.local(x, y)
        found = self.inside((x - radius, y - radius, x + radius, y + radius))
        distance = (self.x[found] - x).astype(np.float64) ** 2 + (self.y[found] - y).astype(np.float64) ** 2
        within = distance <= radius * radius
        return self.rows[found[within]], distance[within]

    def nearest(self, x: float, y: float, radius: float, allowed: Mask | None = None) -> int:
        """The nearest row within `radius`, -1 if there is none."""
        rows, distance = self.near(x, y, radius)
        if allowed is not None:
            keep = allowed[rows]
            rows, distance = rows[keep], distance[keep]
        return int(rows[np.argmin(distance)]) if len(rows) else -1

    def box_of_cells(self) -> Box:
        """The box that all cells together cover; points outside belong to the cells at its edge."""
        (x, y) = self._axes
        return x.low, y.low, x.low + SIDE / x.per_unit, y.low + SIDE / y.per_unit

    def _cells_under(self, box: Box) -> tuple[int, int, int, int]:
        x, y = self._axes
        columns, lines = x.cells(np.array(box[0::2], np.float32)), y.cells(np.array(box[1::2], np.float32))
        return int(columns[0]), int(lines[0]), int(columns[1]), int(lines[1])


class _Axis:
    """Equal cells between `low` and most points' highest value; the first and the last also hold what lies beyond."""

    def __init__(self, low: float, high: float) -> None:
        self.low = float(low)
        self.per_unit = SIDE / max(float(high) - self.low, 1e-9)

    @classmethod
    def over(cls, values: Floats) -> "_Axis":
        """A few points far away from all others must not press those into a few cells."""
        sample = values[:: max(1, len(values) // _SAMPLE)]
        if not len(sample):
            return cls(0.0, 1.0)
        low, high = np.percentile(sample, (0.2, 99.8))
        spare = 0.02 * (high - low)
        return cls(low - spare, high + spare)

    def cells(self, values: Floats) -> npt.NDArray[np.int32]:
        scaled = (values - np.float32(self.low)) * np.float32(self.per_unit)
        np.clip(scaled, 0, SIDE - 1, out=scaled)
        return scaled.astype(np.int32)


def _bounds(x: Floats, y: Floats) -> Box:
    """(left, bottom, right, top) of all points in map units; (0, 0, 1, 1) without any."""
    if not len(x):
        return 0.0, 0.0, 1.0, 1.0
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _ranges(starts: Rows, ends: Rows) -> Rows:
    """start, start + 1, ... end - 1 of each pair, one after the other."""
    keep = ends > starts
    starts, lengths = starts[keep], (ends - starts)[keep]
    if not len(starts):
        return np.empty(0, np.int64)
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
