"""The grid as something to look at: order, tiles, scrolling. What hands do with it is in image_grid.

Holds no item per image: a million rows cost one array, and only the tiles in view are painted.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEasingCurve, QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_app.theme import SHAPES, tokens, with_alpha
from desktop_app.widgets.empty_state import paint_empty_state
from desktop_app.widgets.grid_heading import paint_heading
from desktop_app.widgets.grid_layout import GAP, GridLayout, Group
from desktop_app.widgets.grid_marks import Marks
from desktop_app.widgets.grid_tile import TileState, paint_tile

SMALLEST, LARGEST = 64, 320
_GLIDE = 220  # milliseconds
Rows = npt.NDArray[np.int64]


class GridSurface(QAbstractScrollArea):
    """Everything that is shown. Setters never emit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Grid of images")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._order: Rows = np.empty(0, np.int64)
        self._groups: tuple[Group, ...] = ()
        self._layout = GridLayout(0, 128, 1)
        self._places: Rows = np.empty(0, np.int64)
        self._size = 128
        self._crop = True
        self._marks = Marks()
        self._selected: npt.NDArray[np.bool_] = np.empty(0, bool)
        self._provider: Callable[[int], QPixmap | None] | None = None
        self._current = -1  # a position, not a row
        self._hovered = -1
        self._hovered_group = -1
        self._band: QRectF | None = None
        self._empty = ("", "")
        self._glide = QVariantAnimation(self, duration=_GLIDE)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._on_glide)

    @property
    def order(self) -> Rows:
        """Which rows are shown, in this order."""
        return self._order

    @property
    def current(self) -> int:
        """The row the focus is on, -1 if there is none."""
        return int(self._order[self._current]) if 0 <= self._current < len(self._order) else -1

    def set_order(self, rows: npt.ArrayLike, groups: Sequence[Group] = ()) -> None:
        """Which rows are shown, in this order, int64. The current image stays current if it is still among them.

        `groups`: headings over parts of the rows; their counts add up to all of them.
        """
        current = self.current
        self._groups = tuple(groups)
        self._order = np.ascontiguousarray(rows, np.int64)
        count = int(self._order.max()) + 1 if len(self._order) else 0
        self._places = np.full(count, -1, np.int64)
        self._places[self._order] = np.arange(len(self._order))
        self._current = self.position_of(current)
        self._hovered = self._hovered_group = -1
        self._lay_out()
        self._measure()

    def set_thumbnail_provider(self, provider: Callable[[int], QPixmap | None] | None) -> None:
        """Where pictures come from; None for a picture means it is on its way."""
        self._provider = provider
        self.viewport().update()

    def thumbnail_ready(self, row: int) -> None:
        """A picture that was asked for has come: repaint its tile alone."""
        position = self.position_of(row)
        if position in self._visible():
            self.viewport().update(self._tile(position).adjusted(-3, -3, 3, 3))

    def set_marks(
        self,
        label_index: npt.ArrayLike,
        prediction_index: npt.ArrayLike = (),
        confidence: npt.ArrayLike = (),
        palette: Sequence[str] = (),
        names: Sequence[str] = (),
        state: npt.ArrayLike = (),
    ) -> None:
        """Label and prediction of each image as places in `palette` and `names`, -1: none.

        Labels may also be -2 skipped, -3 not sure, -4 none of these. `state`: 0 ok, 1 unreadable, 2 missing.
        Arrays may be empty while they are not known.
        """
        had_captions = self._marks.any
        self._marks = Marks(
            np.asarray(label_index, np.int64),
            np.asarray(prediction_index, np.int64),
            np.asarray(confidence, np.float32),
            list(palette),
            list(names),
            SHAPES,
            np.asarray(state, np.int64),
        )
        if self._marks.any != had_captions:
            self._measure()
        self.viewport().update()

    def set_size(self, pixels: int) -> None:
        """The side of a picture, 64 to 320 pixels. What is in the middle of the view stays there."""
        pixels = int(np.clip(pixels, SMALLEST, LARGEST))
        if pixels == self._size:
            return
        seen = self._visible()
        anchor = self._current if self._current in seen else seen.start
        self._size = pixels
        self._measure()
        if anchor < len(self._order):
            middle = self._grid().tile(anchor).center().y() - self.viewport().height() // 2
            self.verticalScrollBar().setValue(middle if anchor else 0)

    def set_crop(self, crop: bool) -> None:
        """Fill the square (True) or show whole pictures within it."""
        self._crop = crop
        self.viewport().update()

    def set_selection(self, mask: npt.ArrayLike) -> None:
        """Which images are selected, bool [N] over rows, the same mask as the map's."""
        self._selected = np.asarray(mask, bool)
        self.viewport().update()

    def set_current(self, row: int) -> None:
        """Put the focus on this row, without scrolling; -1: on none."""
        self._current = self.position_of(row)
        self.viewport().update()

    def scroll_to(self, row: int, smooth: bool = True) -> None:
        """Bring this row into view, if it is not."""
        position = self.position_of(row)
        if position < 0:
            return
        bar, tile, height = self.verticalScrollBar(), self._grid().tile(position), self.viewport().height()
        top, covered = bar.value(), self._grid().heading  # of the heading that stays at the top
        if tile.top() - GAP - covered < top:
            goal = tile.top() - GAP - covered
        elif tile.bottom() + GAP > top + height:
            goal = tile.bottom() + GAP - height
        else:
            return
        self._glide.stop()
        far = abs(goal - top) > 4 * height
        if not smooth or far or not self.isVisible():
            bar.setValue(goal)
            return
        self._glide.setStartValue(top)
        self._glide.setEndValue(int(np.clip(goal, 0, bar.maximum())))
        self._glide.start()

    def set_empty_text(self, title: str, hint: str = "") -> None:
        """What is said while there is nothing to show."""
        self._empty = (title, hint)
        self.viewport().update()

    def position_of(self, row: int) -> int:
        """Where in the order a row is, -1: not among those shown."""
        return int(self._places[row]) if 0 <= row < len(self._places) else -1

    def row_at(self, place: QPointF) -> int:
        """The row of the image under a viewport coordinate, -1: none."""
        position = self._at(place)
        return int(self._order[position]) if position >= 0 else -1

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.window))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not len(self._order):
            paint_empty_state(painter, QRectF(self.viewport().rect()), self.font(), *self._empty, "images")
        focused = self.hasFocus()
        for position in self._visible():
            tile = self._tile(position)
            if not tile.adjusted(-4, -4, 4, 4).intersects(event.rect()):
                continue
            row = int(self._order[position])
            state = TileState(
                row < len(self._selected) and bool(self._selected[row]),
                position == self._current,
                focused,
                position == self._hovered,
                self._marks.trouble(row),
                self._crop,
            )
            picture = self._provider(row) if self._provider is not None else None
            paint_tile(painter, QRectF(tile), self._size, picture, self._marks.of(row), state, self.font(), theme)
        for group, place in self._headings():
            if place.intersects(event.rect()):
                hovered = group == self._hovered_group
                paint_heading(painter, QRectF(place), self._groups[group], hovered, self.font(), theme)
        if self._band is not None:
            painter.setPen(QPen(QColor(theme.accent), 1.25))
            painter.setBrush(with_alpha(theme.accent, 0.12))
            painter.drawRoundedRect(self._band.translated(0, -self.verticalScrollBar().value()), 3, 3)
        painter.end()

    def _grid(self) -> GridLayout:
        now = self._layout
        if (now.count, now.side, now.width, now.captions) != (
            len(self._order),
            self._size,
            self.viewport().width(),
            self._marks.any,
        ):
            self._lay_out()
        return self._layout

    def _lay_out(self) -> None:
        counts = [group.count for group in self._groups]
        self._layout = GridLayout(len(self._order), self._size, self.viewport().width(), self._marks.any, counts)

    def _headings(self) -> list[tuple[int, QRect]]:
        """The headings in view, in viewport coordinates; that of the group one is in stays at the top until pushed out."""
        top, grid = self.verticalScrollBar().value(), self._grid()
        found = [(g, grid.heading_of(g).translated(0, -top)) for g in grid.headings(top, self.viewport().height())]
        if found and found[0][1].top() < 0:
            group, place = found[0]
            pushed = found[1][1].top() - place.height() if len(found) > 1 else 0
            found[0] = (group, place.translated(0, min(0, pushed) - place.top()))
        return found[::-1]

    def _heading_at(self, place: QPointF) -> int:
        """The group whose heading is under a viewport coordinate, -1: none."""
        return next((g for g, box in self._headings()[::-1] if QRectF(box).contains(place)), -1)

    def _visible(self) -> range:
        return self._grid().visible(self.verticalScrollBar().value(), self.viewport().height())

    def _tile(self, position: int) -> QRect:
        """In viewport coordinates."""
        return self._grid().tile(position).translated(0, -self.verticalScrollBar().value())

    def _at(self, place: QPointF) -> int:
        """The position under a viewport coordinate, -1: none, or a heading lies over it."""
        if self._heading_at(place) >= 0:
            return -1
        return self._grid().at(place + QPointF(0, self.verticalScrollBar().value()))

    def _measure(self) -> None:
        bar, grid = self.verticalScrollBar(), self._grid()
        bar.setRange(0, max(0, grid.height - self.viewport().height()))
        bar.setEnabled(bar.maximum() > 0)  # where nothing scrolls its handle is not painted; its place is kept
        bar.setPageStep(max(1, self.viewport().height() - grid.pitch // 2))
        bar.setSingleStep(max(1, grid.pitch // 3))
        self.viewport().update()

    def _on_glide(self, value: int) -> None:
        self.verticalScrollBar().setValue(value)
