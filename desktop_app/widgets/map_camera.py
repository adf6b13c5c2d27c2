"""Where the map looks: from map coordinates to pixels of the widget and back. Arithmetic only; knows no Qt."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

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

    def resize(self, width: int, height: int) -> None:
        self.width, self.height = max(1.0, float(width)), max(1.0, float(height))

    def fit(self, xy: Floats) -> None:
        """Show everything, with a margin."""
        if len(xy):
            low, high = xy.min(axis=0).astype(float), xy.max(axis=0).astype(float)
        else:
            low, high = np.zeros(2), np.ones(2)
        extent = np.maximum(high - low, 1e-6)
        room = max(self.width - 2 * MARGIN, 16.0), max(self.height - 2 * MARGIN, 16.0)
        self.centre_x, self.centre_y = (float(v) for v in (low + high) / 2)
        self.scale = self.fit_scale = float(min(room[0] / extent[0], room[1] / extent[1]))
        self.fitted = True

    def measure(self, xy: Floats) -> None:
        """Learn the scale at which everything would fit, without moving."""
        held = (self.centre_x, self.centre_y, self.scale, self.fitted)
        self.fit(xy)
        self.centre_x, self.centre_y, self.scale, self.fitted = held

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
        self.fitted = False

    def look_at(self, x: float, y: float, scale: float) -> None:
        """This place of the map in the middle, at so many pixels a unit, within the limits of zooming."""
        self.centre_x, self.centre_y = x, y
        self.scale = float(np.clip(scale, self.fit_scale * _FARTHEST, self.fit_scale * _CLOSEST))
        self.fitted = False

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by this many pixels."""
        self.centre_x -= dx / self.scale
        self.centre_y += dy / self.scale
        self.fitted = False

    def to_map(self, x: float, y: float) -> tuple[float, float]:
        return self.centre_x + (x - self.width / 2) / self.scale, self.centre_y - (y - self.height / 2) / self.scale

    def to_screen(self, xy: Floats) -> tuple[Floats, Floats]:
        """Pixels of many points. NaN stays NaN."""
        x = xy[:, 0] * np.float32(self.scale) + np.float32(self.width / 2 - self.centre_x * self.scale)
        y = xy[:, 1] * np.float32(-self.scale) + np.float32(self.height / 2 + self.centre_y * self.scale)
        return x, y
