"""The map as something to look at: points, pictures, rings, preview. What hands do with it is in map_view."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QTimer, QVariantAnimation, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.words import tr
from desktop_app.theme import Theme, tokens
from desktop_app.widgets.empty_state import paint_empty_state
from desktop_app.widgets.map_camera import Camera
from desktop_app.widgets.map_density import DensityShade
from desktop_app.widgets.map_frame import frame_of
from desktop_app.widgets.map_layers import MapLayers
from desktop_app.widgets.map_legend import LegendEntry
from desktop_app.widgets.map_minimap import MiniMap
from desktop_app.widgets.map_paint import paint_card, paint_gesture, paint_hint, paint_ring
from desktop_app.widgets.map_picture import MapPicture
from desktop_app.widgets.map_print import Look
from desktop_app.widgets.map_sheet import Sheet, taken
from desktop_app.widgets.map_thumbs import MapThumbs
from desktop_app.widgets.map_tools import Gesture

Preview = Callable[[int], tuple[QPixmap | None, str]]
PICK_RADIUS = 14.0
_TRAVEL = 400  # milliseconds
_REST = 120  # milliseconds after the last move, before the whole print is begun
_WORK = 0.010  # seconds of it between two events
_TRAVEL_UP_TO = 100_000  # points; more would stutter


class MapSurface(QWidget):
    """Everything that is shown. Setters never emit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Map of the images"))
        self.setMinimumSize(160, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.camera = Camera()
        self._layers = MapLayers()
        self._picture = MapPicture()
        self._thumbs = MapThumbs()
        self._density = DensityShade()
        self._minimap = MiniMap()
        self._shaded = False
        self._goal: npt.NDArray[np.float32] = self._layers.places
        self._origin = self._goal
        self._preview: Preview | None = None
        self._previewed = -1
        self._hovered = -1
        self._ringed = -1
        self._faintly_ringed: list[int] = []
        self._gesture: Gesture | None = None
        self._empty = ("", "")
        self._hint = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._work = QTimer(self, interval=0)
        self._rest.timeout.connect(self._work.start)
        self._work.timeout.connect(self._on_work)
        self._travel = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_TRAVEL)
        self._travel.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._travel.valueChanged.connect(self._on_travel)

    def set_points(self, xy: npt.ArrayLike, animate: bool = True) -> None:
        """Places of all images, float [N, 2]; NaN: not on the map. As many as before: they travel to their new places."""
        self._travel.stop()
        before, self._goal = self._layers.places, np.ascontiguousarray(xy, np.float32).reshape(-1, 2)
        self._previewed = self._hovered = -1
        same = len(before) == len(self._goal) and len(self._layers.index) > 0
        if same and animate and self.isVisible() and len(before) <= _TRAVEL_UP_TO:
            self._origin = np.where(np.isfinite(before), before, self._goal)
            self._travel.start()
        else:
            self._place(self._goal)

    def set_colours(self, colour_index: npt.ArrayLike, palette: Sequence[str]) -> None:
        """Which colour of `palette` each image has, int [N]; -1: grey context."""
        self._layers.set_colours(np.array(colour_index, np.int32), tuple(palette))
        self.update()

    def set_alpha(self, alpha: npt.ArrayLike | None) -> None:
        """How opaque coloured points are, float [N] in 0..1, such as a confidence; None: all of them fully."""
        self._layers.set_alpha(None if alpha is None else np.array(alpha, np.float32))
        self.update()

    def set_shapes(self, shapes: Sequence[str]) -> None:
        """Shapes that double the colours (by default theme.SHAPES), drawn where points are large enough; empty: discs.

        A palette more than twice as long is taken for a ramp and drawn as discs.
        """
        self._layers.shapes = tuple(shapes)
        self.update()

    def set_selection(self, mask: npt.ArrayLike) -> None:
        """Which images are selected, bool [N]."""
        self._layers.set_selected(np.array(mask, bool))
        self.update()

    def set_shown(self, mask: npt.ArrayLike | None) -> None:
        """Focus: the others stay as faint context and cannot be picked. None: all are shown."""
        self._layers.set_shown(None if mask is None else np.array(mask, bool))
        self._thumbs.forget()
        self.update()

    def ring(self, row: int) -> None:
        """Point out one image; -1: none."""
        self._ringed = row
        self.update()

    def ring_faintly(self, rows: npt.ArrayLike) -> None:
        """Mark a few images, int64 rows, besides the one that is pointed out."""
        self._faintly_ringed = np.asarray(rows, np.int64).tolist()
        self.update()

    def set_thumbnails(self, provider: Callable[[int], QPixmap | None] | None) -> None:
        """Where pictures on the map come from; None: points only."""
        self._thumbs.provider = provider
        self.update()

    def set_thumbnail_size(self, pixels: int | None) -> None:
        """How large pictures on the map are; None: as large as there is room for, where few points are in view; 0: none."""
        self._thumbs.size = pixels
        self._thumbs.forget()
        self.update()

    def set_density(self, on: bool) -> None:
        """Whether a soft shade says how many points lie where."""
        self._shaded = on
        self.update()

    def set_minimap(self, on: bool) -> None:
        """Whether a small map in the corner says what is seen, once only a part is."""
        self._minimap.on = on
        self.update()

    def set_preview(self, provider: Preview | None) -> None:
        """What the card beside a hovered point shows: a picture, and text whose first line is the name."""
        self._preview = provider
        self.update()

    def thumbnail_ready(self, _row: int) -> None:
        """A picture that was asked for has come."""
        self.update()

    def set_empty_text(self, title: str, hint: str = "") -> None:
        """What is said while no image is on the map."""
        self._empty = (title, hint)
        self.update()

    def fit(self) -> None:
        """Show the whole map."""
        self.camera.fit(self._layers.index.bounds)
        self.update()

    def go_to(self, x: float, y: float, scale: float) -> None:
        """Put this place of the map, in its units, into the middle, at so many pixels a unit."""
        self.camera.go_to(x, y, scale)
        self.update()

    def place_of(self, row: int) -> QPointF | None:
        """Where an image is in the widget now; None: not on the map."""
        if not 0 <= row < len(self._layers.places) or not self._layers.finite[row]:
            return None
        x, y = self.camera.to_screen(*self._layers.places[row : row + 1].T)
        return QPointF(float(x[0]), float(y[0]))

    def hit(self, place: QPointF) -> int:
        """The image under this pixel, -1: none within reach. A picture hides the points under it from the hand too."""
        if self._travel.state() == QVariantAnimation.State.Running:
            return -1
        pictured = self._thumbs.at(place)
        if pictured >= 0:
            return pictured
        x, y = self.camera.to_map(place.x(), place.y())
        return self._layers.index.nearest(x, y, PICK_RADIUS / self.camera.scale, self._layers.pickable())

    def sheet(self, entries: Sequence[LegendEntry], note: str = "") -> Sheet:
        """What is seen now, to be drawn into a file, with a legend of these entries or, without any, this note."""
        theme = tokens()
        sheet = taken(self._layers, self.camera, theme, entries, note, self.font(), self._shaded)
        painter = QPainter(sheet.over)
        self._thumbs.draw(painter, self._layers, self.camera, sheet.over.devicePixelRatio(), theme)
        painter.end()
        return sheet

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, area = tokens(), QRectF(self.rect())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.map_background))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not len(self._layers.index):
            paint_empty_state(painter, area, self.font(), *self._empty, "map")
            painter.end()
            return
        self._paint_points(painter, theme)
        for row in (*(marked for marked in self._faintly_ringed if marked != self._ringed), self._hovered):
            self._paint_ring(painter, row, False)
        self._paint_ring(painter, self._ringed, True)
        if self._gesture is not None and self._gesture.dragging:
            paint_gesture(painter, self._gesture, theme)
        else:
            paint_hint(painter, area, self.font(), self._hint, theme)
        self._minimap.draw(painter, self._layers, self.camera, self.devicePixelRatioF(), theme)
        place = self.place_of(self._previewed)
        if place is not None and self._preview is not None:
            paint_card(painter, area, place, self.font(), *self._preview(self._previewed), theme)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.camera.resize(self.width(), self.height())
        if self.camera.fitted:
            self.fit()
        else:
            self.camera.measure(self._layers.index.bounds)

    def _paint_points(self, painter: QPainter, theme: Theme) -> None:
        layers, ratio = self._layers, self.devicePixelRatioF()
        look = Look(theme, layers.palette, layers.shapes, layers.radius(self.camera), ratio)
        frame = frame_of(self.camera, layers.index.middle, ratio)
        shade = partial(self._density.draw, layers.index, self.camera, theme) if self._shaded else None
        self._picture.show(painter, layers.index, layers.styles(), look, frame, shade)
        if not self._picture.complete and not self._rest.isActive() and not self._work.isActive():
            (self._work if self._picture.stale else self._rest).start()
        self._thumbs.draw(painter, layers, self.camera, ratio, theme)

    def _paint_ring(self, painter: QPainter, row: int, strong: bool) -> None:
        place, picture = self.place_of(row), self._thumbs.square_of(row)
        if picture is not None:
            paint_ring(painter, picture.adjusted(-3, -3, 3, 3), 8.0, tokens(), strong)
        elif place is not None:
            far = self._layers.radius(self.camera) + 4 + strong * 2
            paint_ring(painter, QRectF(place.x() - far, place.y() - far, 2 * far, 2 * far), far, tokens(), strong)

    def _on_travel(self, share: float) -> None:
        moving = self._origin + (self._goal - self._origin) * np.float32(share)
        self._place(moving if share < 1 else self._goal)

    def _place(self, places: npt.NDArray[np.float32]) -> None:
        """The one way places get on the screen. The view is kept unless it was fitted or means nothing any more."""
        before = self.camera.fit_scale
        self._layers.set_places(places)
        self._thumbs.forget()
        bounds = self._layers.index.bounds
        self.camera.measure(bounds)
        if self.camera.fitted or not 0.5 < self.camera.fit_scale / before < 2:
            self.camera.fit(bounds)
        self.update()

    def _view_moved(self) -> None:
        """The camera moved under a hand: what is still to be printed waits until it rests."""
        self._work.stop()
        if not self._picture.complete:
            self._rest.start()
        self.update()

    @Slot()
    def _on_work(self) -> None:
        if self._picture.work(_WORK):
            self._work.stop()
            self.update()
