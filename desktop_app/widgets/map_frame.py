"""Which device pixels a print of the map shows. Arithmetic only; knows no Qt."""

from dataclasses import dataclass, replace

from desktop_app.widgets.map_camera import Camera

Box = tuple[float, float, float, float]  # left, top, right, bottom
Rect = tuple[int, int, int, int]  # the same in whole device pixels of a frame, right and bottom excluded
STEPS = 16  # parts of a pixel that are told apart


@dataclass(frozen=True)
class Frame:
    """A window onto an endless grid of device pixels. Frames of one grid differ by whole pixels, so their prints can be moved.

    A point at (x, y) map units from the middle of the map (y downwards) is in column
    floor(x * scale + phase_x / STEPS) of the grid, `left` of which are left of the frame.
    """

    width: int
    height: int
    scale: float  # device pixels per map unit
    phase_x: int
    phase_y: int
    left: int
    top: int

    def same_grid(self, other: "Frame") -> bool:
        return replace(other, left=self.left, top=self.top) == self

    def whole(self) -> Rect:
        return 0, 0, self.width, self.height

    def around(self, rect: Rect, reach: float = 0.0) -> Box:
        """The part of the map under a rectangle of pixels and `reach` pixels around it, from the middle of the map."""
        x, y = self.left - self.phase_x / STEPS, self.top - self.phase_y / STEPS
        left, top, right, bottom = rect
        return (
            (left + x - reach) / self.scale,
            (top + y - reach) / self.scale,
            (right + x + reach) / self.scale,
            (bottom + y + reach) / self.scale,
        )


def frame_of(camera: Camera, middle: tuple[float, float], ratio: float) -> Frame:
    """What the camera sees, in device pixels (`ratio` of them to a logical one); `middle` is that of the map, in map units."""
    scale = camera.scale * ratio
    x = round(((middle[0] - camera.centre_x) * scale + camera.width * ratio / 2) * STEPS)
    y = round(((camera.centre_y - middle[1]) * scale + camera.height * ratio / 2) * STEPS)
    size = round(camera.width * ratio), round(camera.height * ratio)
    return Frame(*size, scale, x % STEPS, y % STEPS, -(x // STEPS), -(y // STEPS))
