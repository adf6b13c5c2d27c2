"""The small antialiased shapes every point of the map is printed with. Arithmetic only; knows no Qt.

A stamp is how much of each pixel around a point its shape covers, for a few sub-pixel positions of the point.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Covers = npt.NDArray[np.uint8]
_KEPT = 300
"""Stamps of 5 kB or so, made in 0.5 (circles) to 1.5 ms (stars). Ten classes need 290 from the whole map to its deepest place:
with 128 kept, the same way once more takes 0.4 s of computing instead of 2 ms. 512 in float32 were 4 MB over a long day."""


@dataclass(frozen=True)
class Stamp:
    """Offsets (below 128) of K pixels from the point's own, and their cover in 255ths for `phases` x `phases` positions."""

    phases: int
    dx: npt.NDArray[np.int8]
    dy: npt.NDArray[np.int8]
    core: Covers  # phases * phases, K
    ring: Covers  # the same, of the outline around the core; 0 where there is none

    @property
    def reach(self) -> int:
        return int(max(np.abs(self.dx).max(), np.abs(self.dy).max()))


def phases_for(radius: float) -> int:
    """How finely the place of a point within its pixel is told apart, along each edge: dust not at all."""
    if radius < 1.0:
        return 1
    return 4 if radius >= 1.6 else 2


@lru_cache(maxsize=_KEPT)
def stamp(shape: str, radius: float, phases: int, ring: float = 0.0, halo: float = 0.0) -> Stamp:
    """A shape of this radius in device pixels, with an outline `ring` wide and an empty border `halo` wide around it."""
    reach = int(np.ceil(radius + ring + halo + 0.5))
    steps = np.arange(-reach, reach + 1)
    dy, dx = (a.ravel() for a in np.meshgrid(steps, steps, indexing="ij"))
    phase_y, phase_x = (a.reshape(-1, 1) for a in np.meshgrid(np.arange(phases), np.arange(phases), indexing="ij"))
    x = dx - (phase_x + 0.5) / phases + 0.5
    y = dy - (phase_y + 0.5) / phases + 0.5
    distance = _distance(shape, x, y, radius)
    core = np.clip(0.5 - distance, 0, 1)
    outline = np.clip(0.5 - (distance - ring), 0, 1) - core
    touched = distance < ring + halo + 0.5
    keep = np.any(touched, axis=0) & (np.any(core + outline > 0.02, axis=0) | (halo > 0))
    covered = _in_255ths(core[:, keep])
    around = _in_255ths(outline[:, keep]) if ring else np.broadcast_to(np.uint8(0), covered.shape)
    return Stamp(phases, dx[keep].astype(np.int8), dy[keep].astype(np.int8), covered, around)


def _in_255ths(cover: npt.NDArray[np.float64]) -> Covers:
    return (255 * cover + 0.5).astype(np.uint8)


@lru_cache(maxsize=1024)
def outline_points(shape: str, radius: float) -> tuple[tuple[float, float], ...]:
    """The corners of a shape around (0, 0), y downwards, all shapes of about the same area; empty for the circle."""
    star = [(1.25, 0.55)[i % 2] for i in range(10)]
    corners: dict[str, list[tuple[float, float]]] = {
        "square": _regular(4, 1.22, 45),
        "triangle": [(x, y + 0.16) for x, y in _regular(3, 1.42, -90)],
        "down": [(x, y - 0.16) for x, y in _regular(3, 1.42, 90)],
        "diamond": [(x * 0.88, y * 1.12) for x, y in _regular(4, 1.26, 0)],
        "pentagon": _regular(5, 1.18, -90),
        "hexagon": _regular(6, 1.12, 0),
        "star": [(r * np.cos(a), r * np.sin(a)) for r, a in zip(star, np.radians(-90 + 36 * np.arange(10)), strict=True)],
        "plus": _plus(1.15, 0.44),
        "cross": _turn(_plus(1.2, 0.42), 45),
    }
    return tuple((float(x) * radius, float(y) * radius) for x, y in corners.get(shape, []))


def _regular(count: int, size: float, start: float) -> list[tuple[float, float]]:
    angles = np.radians(start + 360 / count * np.arange(count))
    return [(float(size * np.cos(a)), float(size * np.sin(a))) for a in angles]


def _plus(arm: float, half: float) -> list[tuple[float, float]]:
    quarter = [(half, -arm), (half, -half), (arm, -half)]
    return [_turned(point, 90 * turn) for turn in range(4) for point in quarter]


def _turn(points: list[tuple[float, float]], degrees: float) -> list[tuple[float, float]]:
    return [_turned(point, degrees) for point in points]


def _turned(point: tuple[float, float], degrees: float) -> tuple[float, float]:
    c, s = float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))
    return point[0] * c - point[1] * s, point[0] * s + point[1] * c


def _distance(shape: str, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], radius: float) -> npt.NDArray[np.float64]:
    """Signed distance to the outline, negative inside."""
    corners = outline_points(shape, radius)
    if not corners:
        return np.hypot(x, y) - radius
    best = np.full(x.shape, np.inf)
    inside = np.zeros(x.shape, dtype=bool)
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        ex, ey = x1 - x0, y1 - y0
        along = np.clip(((x - x0) * ex + (y - y0) * ey) / (ex * ex + ey * ey), 0, 1)
        best = np.minimum(best, np.hypot(x - x0 - along * ex, y - y0 - along * ey))
        crosses = (y0 > y) != (y1 > y)
        if abs(ey) > 1e-12:
            inside ^= crosses & (x < x0 + (y - y0) * ex / ey)
    return np.where(inside, -best, best)
