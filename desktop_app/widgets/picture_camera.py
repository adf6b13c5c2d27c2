"""Where a picture lies in a window and how large. Arithmetic only; knows no Qt.

Zoom is counted from the size at which the whole picture fits, places in shares of the picture: so both keep their meaning
when a thumbnail gives way to the picture it stood for.
"""

from dataclasses import dataclass

_CLOSEST = 32.0  # screen pixels per picture pixel
_LEAST_RANGE = 8.0  # times the fitting size, for pictures that fill the window many times enlarged
_FITS = 0.001  # closer to the fitting size than this is fitting


@dataclass
class PictureCamera:
    """`width`, `height` of the window in its own units, `ratio` screen pixels to a unit."""

    width: float = 1.0
    height: float = 1.0
    ratio: float = 1.0
    across: float = 1.0
    down: float = 1.0
    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    @property
    def fitted(self) -> bool:
        """Whether the whole picture is shown as large as the window allows."""
        return abs(self.zoom - 1) < _FITS

    @property
    def scale(self) -> float:
        """Screen pixels per picture pixel."""
        return self.zoom * self._fit_scale * self.ratio

    @property
    def movable(self) -> bool:
        """Whether there is more of the picture than the window shows."""
        _, _, width, height = self.rect()
        return width > self.width + 0.5 or height > self.height + 0.5

    def resize(self, width: float, height: float, ratio: float) -> None:
        """A picture that fits goes on fitting; one that was zoomed keeps its size."""
        fitted, before = self.fitted, self._fit_scale * self.ratio
        self.width, self.height, self.ratio = max(1.0, width), max(1.0, height), ratio
        if not fitted:
            self.zoom *= before / (self._fit_scale * self.ratio)
            self._hold()

    def measure(self, across: int, down: int) -> None:
        """The picture has this many pixels; zoom and place are kept."""
        self.across, self.down = float(max(1, across)), float(max(1, down))
        self._hold()

    def fit(self) -> None:
        self.zoom, self.x, self.y = 1.0, 0.5, 0.5

    def toggle(self, x: float, y: float) -> None:
        """From fitting to one screen pixel per picture pixel around this place, and from anything else to fitting."""
        if self.fitted:
            self.zoom_at(x, y, self._actual)
        else:
            self.fit()

    def zoom_at(self, x: float, y: float, factor: float) -> None:
        """Come nearer (factor > 1) so that what lies under the place (x, y) stays under it, as far as edges allow."""
        left, top, width, height = self.rect()
        share_x, share_y = (x - left) / width, (y - top) / height
        self.zoom = self._allowed(self.zoom * factor)
        _, _, width, height = self.rect()
        self.x = share_x - (x - self.width / 2) / width
        self.y = share_y - (y - self.height / 2) / height
        self._hold()

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by this much."""
        _, _, width, height = self.rect()
        self.x -= dx / width
        self.y -= dy / height
        self._hold()

    def rect(self) -> tuple[float, float, float, float]:
        """left, top, width, height of the whole picture; it begins on a whole screen pixel, so that 1:1 is sharp."""
        width, height = (side * self._fit_scale * self.zoom for side in (self.across, self.down))
        left, top = self.width / 2 - self.x * width, self.height / 2 - self.y * height
        return round(left * self.ratio) / self.ratio, round(top * self.ratio) / self.ratio, width, height

    @property
    def _fit_scale(self) -> float:
        return min(self.width / self.across, self.height / self.down)

    @property
    def _actual(self) -> float:
        """The zoom at which one picture pixel is one screen pixel."""
        return 1 / (self.ratio * self._fit_scale)

    def _allowed(self, zoom: float) -> float:
        """Between the smaller of fitting and 1:1, and pixels so large that one sees nothing but them."""
        low, high = min(1.0, self._actual), max(self._actual * _CLOSEST, _LEAST_RANGE)
        return min(max(zoom, low), high)

    def _hold(self) -> None:
        """No gap between picture and edge where the picture is larger than the window; in the middle where it is smaller."""
        self.zoom = self._allowed(self.zoom)
        if self.fitted:
            self.fit()
        _, _, width, height = self.rect()
        self.x = _held(self.x, self.width / (2 * width))
        self.y = _held(self.y, self.height / (2 * height))


def _held(middle: float, half: float) -> float:
    """The middle of a window of this half width (both in shares of the picture), moved so that it stays inside."""
    return 0.5 if half >= 0.5 else min(max(middle, half), 1 - half)
