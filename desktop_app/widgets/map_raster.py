"""Prints points into a picture with numpy: premultiplied ARGB, later points over earlier ones. Knows no Qt and no widget.

Nothing is blended between points: the soft edge of a point overwrites what lies below it, which leaves a hair of background
between neighbours. That keeps dense places readable and makes the print one gather and one scatter per thousand points.
"""

import numpy as np
import numpy.typing as npt

from desktop_app.widgets.map_stamps import Stamp

Floats = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint32]
ALPHA_LEVELS = 16
_AT_ONCE = 1024


class Canvas:
    """A transparent picture with a margin, so that points near the edge need no clipping of their own."""

    def __init__(self, width: int, height: int, margin: int) -> None:
        self.width, self.height, self.margin = width, height, margin
        self.stride = width + 2 * margin
        self.pixels: Pixels = np.zeros((height + 2 * margin) * self.stride, np.uint32)

    def array(self) -> Pixels:
        """The inner picture as (height, width), a view."""
        whole = self.pixels.reshape(-1, self.stride)
        return whole[self.margin : self.margin + self.height, self.margin : self.margin + self.width]

    def splat(self, x: Floats, y: Floats, ink: npt.NDArray[np.int64], inks: Pixels, stamp: Stamp) -> None:
        """Print points at device pixels (x, y), in order. `ink` picks the row of `inks` (see `mixed`) for each."""
        column, line = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
        phases = stamp.phases
        phase = ((y - line) * phases).astype(np.int64) * phases + ((x - column) * phases).astype(np.int64)
        which = ink * (phases * phases) + phase
        base = (line + self.margin) * self.stride + column + self.margin
        offsets = stamp.dy * self.stride + stamp.dx
        for start in range(0, len(base), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            self.pixels[base[part, None] + offsets] = inks.take(which[part], axis=0)

    def visible(self, x: Floats, y: Floats, stamp: Stamp) -> npt.NDArray[np.int64]:
        """Indexes of the points whose stamp touches the picture and fits the margin. NaN is nowhere."""
        reach = min(stamp.reach, self.margin)
        return np.flatnonzero((x > -reach) & (x < self.width + reach) & (y > -reach) & (y < self.height + reach))


def mixed(colours: Floats, alphas: Floats, stamp: Stamp, ring: tuple[float, float, float] | None = None) -> Pixels:
    """The pixels of every ink: premultiplied ARGB of [ink, phase] x pixel. Colours are RGB in 0..1, one alpha for each."""
    cover = stamp.core[None] * alphas[:, None, None]
    channels = [cover * colours[:, c, None, None] for c in range(3)]
    if ring is not None:
        channels = [channel + stamp.ring * np.float32(ring[c]) for c, channel in enumerate(channels)]
        cover = cover + stamp.ring
    packed = np.zeros(cover.shape, np.uint32)
    for shift, channel in ((24, cover), (16, channels[0]), (8, channels[1]), (0, channels[2])):
        packed |= (np.clip(channel, 0, 1) * np.float32(255) + np.float32(0.5)).astype(np.uint32) << np.uint32(shift)
    return packed.reshape(-1, stamp.core.shape[1])


def point_radius(count: int, width: float, height: float, zoom: float) -> float:
    """How large a point is, in logical pixels: smaller when many share the room, growing slowly as one comes nearer."""
    room = np.sqrt(width * height / max(count, 1))
    radius = float(np.clip(0.26 * room, 0.85, 5.0) * np.clip(zoom, 0.5, 40.0) ** 0.25)
    return round(radius * 4) / 4 if radius > 1.5 else round(radius * 10) / 10
