"""Where the map looks: from map coordinates to pixels of the widget and back. Arithmetic only; knows no Qt."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.floating]
Bounds = tuple[float, float, float, float]
Place = TypeVar("Place", float, npt.NDArray[np.float64])

MARGIN = 28.0
_CLOSEST, _FARTHEST = 4000.0, 0.4  # times the scale at which everything just fits


@dataclass
class Camera:
    """Centre in map units, scale in pixels per map unit; y grows upwards on the map and downwards on the screen."""

    width: float = 1.0
    height: float = 1.0
    centre_x: float = 0.0
    centre_y: float = 0.0
    scale: float = 1.0
    fit_scale: float = 1.0
    fitted: bool = True
    _owed: tuple[float, float] = (0.0, 0.0)  # parts of a device pixel the picture was not moved yet

    def resize(self, width: int, height: int) -> None:
        self.width, self.height = max(1.0, float(width)), max(1.0, float(height))

    def fit(self, bounds: Bounds, margin: float = MARGIN) -> None:
        """Show everything between (left, bottom, right, top) in map units, with a margin in pixels."""
        self.measure(bounds, margin)
        self.centre_x, self.centre_y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
        self.scale, self.fitted = self.fit_scale, True

    def measure(self, bounds: Bounds, margin: float = MARGIN) -> None:
        """Learn the scale at which everything would fit, without moving."""
        wide, high = max(bounds[2] - bounds[0], 1e-6), max(bounds[3] - bounds[1], 1e-6)
        room = max(self.width - 2 * margin, 16.0), max(self.height - 2 * margin, 16.0)
        self.fit_scale = min(room[0] / wide, room[1] / high)

    @property
    def zoom(self) -> float:
        """1 when everything just fits, 2 when twice as near."""
        return self.scale / self.fit_scale

    def zoom_at(self, x: float, y: float, factor: float) -> None:
        """Come nearer (factor > 1) so that what lies under the pixel (x, y) stays under it."""
        new = float(np.clip(self.scale * factor, self.fit_scale * _FARTHEST, self.fit_scale * _CLOSEST))
        map_x, map_y = self.to_map(x, y)
        self.scale = new
        self.centre_x = map_x - (x - self.width / 2) / new
        self.centre_y = map_y + (y - self.height / 2) / new
        self.fitted, self._owed = False, (0.0, 0.0)

    def pan(self, dx: float, dy: float, ratio: float = 1.0) -> None:
        """Move the picture by this many pixels: by whole device pixels, of which `ratio` make a pixel; the rest is owed."""
        due = self._owed[0] + dx, self._owed[1] + dy
        moved = round(due[0] * ratio) / ratio, round(due[1] * ratio) / ratio
        self._owed = due[0] - moved[0], due[1] - moved[1]
        self.centre_x -= moved[0] / self.scale
        self.centre_y += moved[1] / self.scale
        self.fitted = False

    def go_to(self, x: float, y: float, scale: float) -> None:
        """This place of the map in the middle, at so many pixels a unit, within the limits of zooming."""
        self.centre_x, self.centre_y = x, y
        self.scale = float(np.clip(scale, self.fit_scale * _FARTHEST, self.fit_scale * _CLOSEST))
        self.fitted, self._owed = False, (0.0, 0.0)

    def look_at(self, x: float, y: float, ratio: float = 1.0) -> None:
        """Bring a place of the map into the middle, to the nearest device pixel."""
        self._owed = (0.0, 0.0)
        self.pan((self.centre_x - x) * self.scale, (y - self.centre_y) * self.scale, ratio)

    def to_map(self, x: Place, y: Place) -> tuple[Place, Place]:
        return self.centre_x + (x - self.width / 2) / self.scale, self.centre_y - (y - self.height / 2) / self.scale

    def to_screen(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """Pixels of many places in map units, as float64. NaN stays NaN."""
        return (
            (x.astype(np.float64) - self.centre_x) * self.scale + self.width / 2,
            (self.centre_y - y.astype(np.float64)) * self.scale + self.height / 2,
        )
