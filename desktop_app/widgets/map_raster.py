"""Prints points into a picture with numpy: premultiplied ARGB, later points over earlier ones. Knows no Qt and no widget.

Nothing is blended between points: the soft edge of a point overwrites what lies below it, which leaves a hair of background
between neighbours. That keeps dense places readable and makes the print one gather and one scatter per thousand points.
Points as small as dust are printed edges first, so that a crowd of them is solid and not paler than a few.
"""

import numpy as np
import numpy.typing as npt

from desktop_app.widgets.map_stamps import Stamp

Floats = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
ALPHA_LEVELS = 16
_AT_ONCE = 1 << 14  # pixels written by one call: they stay in the nearest cache
_CROWD = 4096  # points; fewer are not worth looking for those that cover others
_MOST_SPOTS = 1 << 23


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

    def splat(self, base: Numbers, phase: Numbers, ink: Numbers, inks: Pixels, stamp: Stamp) -> None:
        """Print points in order. `base` is the index of each point's pixel, `phase` its place within that pixel, and `ink`
        picks the row of `inks` (see `mixed`)."""
        kept = self._uncovered(base, phase, stamp.phases**2)
        if kept is not None:
            base, phase, ink = base[kept], phase[kept], ink[kept]
        which = ink.astype(np.int64) * stamp.phases**2 + phase
        places = base.astype(np.int64)
        offsets = stamp.dy.astype(np.int32) * np.int32(self.stride) + stamp.dx
        self._scatter(places, which, offsets, inks)
        if stamp.phases <= 2:
            middle = int(np.flatnonzero(offsets == 0)[0])
            self.pixels[places] = inks[which, middle]

    def _scatter(self, places: Places, which: Places, offsets: Places, inks: Pixels) -> None:
        step = max(64, _AT_ONCE // len(offsets))
        for start in range(0, len(places), step):
            part = slice(start, start + step)
            self.pixels[places[part, None] + offsets] = inks.take(which[part], axis=0)

    def _uncovered(self, base: Numbers, phase: Numbers, phases: int) -> Places | None:
        """The points that no later one covers pixel by pixel, or None if it is not worth looking."""
        spots = len(self.pixels) * phases
        if len(base) < _CROWD or spots > _MOST_SPOTS:
            return None
        spot = base * np.int32(phases) + phase if phases > 1 else base
        number = np.arange(len(base), dtype=np.int32)
        last = np.empty(spots, np.int32)
        last[spot] = number
        return np.flatnonzero(last[spot] == number)


def mixed(colours: Floats, alphas: Floats, stamp: Stamp, ring: tuple[float, float, float] | None = None) -> Pixels:
    """The pixels of every ink: premultiplied ARGB of [ink, phase] x pixel. Colours are RGB in 0..1, one alpha for each."""
    cover = (stamp.core / np.float32(255))[None] * alphas[:, None, None]
    channels = [cover * colours[:, c, None, None] for c in range(3)]
    if ring is not None:
        around = stamp.ring / np.float32(255)
        channels = [channel + around * np.float32(ring[c]) for c, channel in enumerate(channels)]
        cover = cover + around
    packed = np.zeros(cover.shape, np.uint32)
    for shift, channel in ((24, cover), (16, channels[0]), (8, channels[1]), (0, channels[2])):
        packed |= (np.clip(channel, 0, 1) * np.float32(255) + np.float32(0.5)).astype(np.uint32) << np.uint32(shift)
    return packed.reshape(-1, stamp.core.shape[1])


def point_radius(count: int, width: float, height: float, zoom: float) -> float:
    """How large a point is, in logical pixels: smaller when many share the room, growing slowly as one comes nearer."""
    room = np.sqrt(width * height / max(count, 1))
    radius = float(np.clip(0.26 * room, 0.85, 5.0) * np.clip(zoom, 0.5, 40.0) ** 0.25)
    return round(radius * 4) / 4 if radius > 1.5 else round(radius * 10) / 10
