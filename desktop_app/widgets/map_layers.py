"""What is known about every point: place, colour, opacity, focus, selection. Knows no picture, no events and no widget."""

import numpy as np
import numpy.typing as npt

from desktop_app.theme import SHAPES
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_index import PointIndex
from desktop_app.widgets.map_raster import ALPHA_LEVELS, point_radius

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Colours = npt.NDArray[np.int32]
Styles = npt.NDArray[np.uint32]

FAINT, GREY, COLOURED = 0, 1, 2  # in the order of printing; coloured points in ALPHA_LEVELS layers, the sure ones last
SELECTED = COLOURED + ALPHA_LEVELS
LAYER_SHIFT = 24  # a style is layer << LAYER_SHIFT | ink, an ink is colour * ALPHA_LEVELS + alpha level
INK_MASK = (1 << LAYER_SHIFT) - 1
_FEW = 0.02  # share of the points up to which changed styles are patched


class MapLayers:
    """Arrays by row, and from them one style for each point: the layer it is printed in, and its ink."""

    def __init__(self) -> None:
        self.colours: Colours = np.empty(0, np.int32)
        self.palette: tuple[str, ...] = ()
        self.shapes: tuple[str, ...] = SHAPES
        self.alpha: Floats | None = None
        self.shown: Mask | None = None
        self.selected: Mask = np.empty(0, bool)
        self._styles: Styles | None = None
        self._changed: list[Rows] = []  # rows whose style is another one than in `_styles`
        self.set_places(np.empty((0, 2), np.float32))

    def set_places(self, places: Floats) -> None:
        """Float32 [N, 2]; a row that is not finite is not on the map."""
        self.index = PointIndex(places)
        self.places, self.finite = places, self.index.finite
        self._styles = None

    def set_colours(self, colours: Colours, palette: tuple[str, ...]) -> None:
        before, known = self.colours, len(self.palette)
        self.colours, self.palette = colours, palette
        self._compare(before, colours, len(palette) == known)

    def set_alpha(self, alpha: Floats | None) -> None:
        before, self.alpha = self.alpha, alpha
        self._compare(before, alpha)

    def set_shown(self, shown: Mask | None) -> None:
        before, self.shown = self.shown, shown
        self._compare(before, shown)

    def set_selected(self, selected: Mask) -> None:
        before, self.selected = self.selected, selected
        self._compare(before, selected)

    def pickable(self) -> Mask | None:
        """Which points a gesture may take; None: all."""
        return self.shown if self.shown is not None and len(self.shown) == len(self.places) else None

    def colour_of(self, row: int) -> str | None:
        """The colour of one point, None if it is grey."""
        index = int(self.colours[row]) if row < len(self.colours) else -1
        return self.palette[index] if 0 <= index < len(self.palette) else None

    def is_selected(self, row: int) -> bool:
        return row < len(self.selected) and bool(self.selected[row])

    def radius(self, camera: Camera) -> float:
        """Of a point, in logical pixels."""
        return point_radius(len(self.index), camera.width, camera.height, max(camera.zoom, 0.01))

    def styles(self) -> Styles:
        """uint32 [M], in the order of the index. The same array as long as nothing changed."""
        if self._styles is None:
            self._styles = self._styles_of(slice(None))[self.index.rows]
        elif self._changed:
            rows = np.unique(np.concatenate(self._changed))
            rows = rows[self.finite[rows]]
            self._styles = self._styles.copy()
            self._styles[self.index.position_of(rows)] = self._styles_of(rows)
        self._changed = []
        return self._styles

    def _compare(self, before: npt.NDArray | None, now: npt.NDArray | None, alike: bool = True) -> None:
        """Note which styles are no longer right: a few, if that is all there is, so that a label costs no more than it must."""
        if before is None and now is None:
            return
        if before is None or now is None or len(before) != len(now) or not alike or self._styles is None:
            self._styles = None
            return
        changed = np.flatnonzero(before != now)
        if len(changed) > _FEW * len(now):
            self._styles = None
        elif len(changed):
            self._changed.append(changed)

    def _styles_of(self, rows: slice | Rows) -> Styles:
        """uint32 of some rows, in their order."""
        count, known = len(self.places), np.uint32(len(self.palette))
        fits = len(self.colours) == count
        colours = self.colours[rows] if fits else np.full(count, -1, np.int32)[rows]
        codes = np.minimum(colours.view(np.uint32), known)  # -1 is a very large number without its sign
        if self.alpha is not None and len(self.alpha) == count:
            styles = _table(int(known))[codes * np.uint32(ALPHA_LEVELS) + _levels(self.alpha[rows])]
        else:
            styles = _table(int(known))[codes * np.uint32(ALPHA_LEVELS) + np.uint32(ALPHA_LEVELS - 1)]
        shown = self.pickable()
        if shown is not None:
            styles[~shown[rows]] = FAINT << LAYER_SHIFT
        if len(self.selected) == count:
            chosen = np.flatnonzero(self.selected[rows])
            styles[chosen] = codes[chosen] * np.uint32(ALPHA_LEVELS) | np.uint32(SELECTED << LAYER_SHIFT)
        return styles


def _table(known: int) -> Styles:
    """The style of each ink of `known` colours; the last is that of points without a colour."""
    inks = np.arange((known + 1) * ALPHA_LEVELS, dtype=np.uint32)
    layers = inks % ALPHA_LEVELS + np.uint32(COLOURED)
    layers[known * ALPHA_LEVELS :] = GREY
    inks[known * ALPHA_LEVELS :] = inks[-1]
    return inks | layers << np.uint32(LAYER_SHIFT)


def _levels(alpha: Floats) -> Styles:
    """0 for hardly opaque ... ALPHA_LEVELS - 1 for fully. What is not a number is hardly opaque."""
    levels = np.nan_to_num(alpha * np.float32(ALPHA_LEVELS), nan=0.0)
    return (np.clip(np.rint(levels, out=levels), 1, ALPHA_LEVELS, out=levels) - np.float32(1)).astype(np.uint32)
