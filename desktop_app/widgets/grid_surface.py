"""The grid as something to look at: order, groups, tiles, scrolling. What hands do with it is in image_grid.

Holds no item per image: a million rows cost one array, and only the tiles in view are painted.
"""

from collections.abc import Callable, Collection, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEasingCurve, QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from core.words import tr, tr_later
from desktop_app.theme import SHAPES, Theme, grown, text_scale, tokens, with_alpha
from desktop_app.widgets.empty_state import paint_empty_state
from desktop_app.widgets.grid_groups import Group, Groups
from desktop_app.widgets.grid_header import LINE, HeaderState, Part, paint_header
from desktop_app.widgets.grid_layout import GAP, GridLayout
from desktop_app.widgets.grid_marks import Marks
from desktop_app.widgets.grid_tile import TileState, paint_tile

SMALLEST, LARGEST = 64, 320
_GLIDE = 220  # milliseconds
_KEYS = tr_later("Arrows move, Shift extends, Ctrl+A selects all, Enter opens, 1 to 9 label")
Rows = npt.NDArray[np.int64]


class GridSurface(QAbstractScrollArea):
    """Everything that is shown. Setters never emit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Grid of images"))
        self.setAccessibleDescription(tr(_KEYS))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._order: Rows = np.empty(0, np.int64)
        self._places: Rows = np.empty(0, np.int64)
        self._size = 128
        self._crop = True
        self._marks = Marks()
        self._selected: npt.NDArray[np.bool_] = np.empty(0, bool)
        self._groups = Groups()
        self._layout = GridLayout(0, self._size, 0, captions=False)
        self._provider: Callable[[int], QPixmap | None] | None = None
        self._forget: Callable[[Collection[int]], None] | None = None
        self._awaited: set[int] = set()  # rows whose pictures were asked for while they were in view
        self._current = -1  # a position, not a row
        self._hovered = -1
        self._hovered_header: tuple[int, Part] = (-1, "")
        self._target = -1  # the position a class is held over
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

    @property
    def groups(self) -> Sequence[Group]:
        """What the headers say; empty if there are none."""
        return self._groups.shown

    def set_order(self, rows: npt.ArrayLike, groups: Sequence[Group] = (), grouping: str = "") -> None:
        """Which rows are shown, in this order, int64. The current image stays current if it is still among them.

        `groups` cut the order into parts with a header each; their counts add up to the number of rows. Folded groups
        stay folded, by title, until `grouping`, what it is grouped by, has another name.
        """
        current, order = self.current, np.ascontiguousarray(rows, np.int64)
        self._groups.show(groups, grouping, len(order))
        self._order = order
        count = int(self._order.max()) + 1 if len(self._order) else 0
        self._places = np.full(count, -1, np.int64)
        self._places[self._order] = np.arange(len(self._order))
        self._current = self.position_of(current)
        self._hovered = self._target = -1
        self._hovered_header = (-1, "")
        self._measure()
        self._describe()

    def fold(self, group: int, folded: bool = True) -> None:
        """Fold one group, by its place, or unfold it. Its header stays where it is in the view."""
        self._fold([group], folded, group)

    def fold_all(self, folded: bool = True) -> None:
        """Fold every group, or unfold it. The header at the top stays there."""
        self._fold(range(len(self.groups)), folded, self._layout.stuck(self.verticalScrollBar().value())[0])

    def is_folded(self, group: int) -> bool:
        return self._groups.is_folded(group)

    def row_at(self, place: QPointF) -> int:
        """The row of the image under a viewport coordinate, -1: none."""
        position = self._at(place)
        return int(self._order[position]) if position >= 0 else -1

    def group_at(self, place: QPointF) -> int:
        """The group whose header is under a viewport coordinate, -1: none."""
        top = self.verticalScrollBar().value()
        stuck, _ = self._grid().stuck(top)
        near = [stuck, *self._grid().groups_in(int(place.y()) + top, 1)] if stuck >= 0 else []
        return next((group for group in near if QRectF(self._header(group)).contains(place)), -1)

    def set_thumbnail_provider(
        self, provider: Callable[[int], QPixmap | None] | None, forget: Callable[[Collection[int]], None] | None = None
    ) -> None:
        """Where pictures come from; None for a picture means it is on its way.

        `forget` is told the rows that were asked for and scrolled away before their picture came.
        """
        self._provider, self._forget = provider, forget
        self._awaited.clear()
        self.viewport().update()

    def thumbnail_ready(self, row: int) -> None:
        """A picture that was asked for has come: repaint its tile alone."""
        self._awaited.discard(row)
        self._repaint_tile(self.position_of(row))

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

        Both may also be -2 skipped, -3 not sure, -4 none of these. `state`: 0 ok, 1 unreadable, 2 missing.
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
            self._marks.badges,
        )
        if self._marks.any != had_captions:
            self._measure(keep=True)
        self._describe()
        self.viewport().update()

    def set_badges(self, badges: npt.ArrayLike) -> None:
        """Small signs on the tiles, one uint8 bit mask [N] over rows: SUGGESTED, DUPLICATE, or both. Empty: none."""
        self._marks.badges = np.asarray(badges, np.uint8)
        self._describe()
        self.viewport().update()

    def set_size(self, pixels: int) -> None:
        """The side of a picture, 64 to 320 pixels. What is in the middle of the view stays there."""
        pixels = int(np.clip(pixels, SMALLEST, LARGEST))
        if pixels == self._size:
            return
        seen = self._visible()
        anchor = self._current if self._current in seen else int(seen.min(initial=len(self._order)))
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
        self._describe()
        self.viewport().update()

    def scroll_to(self, row: int, smooth: bool = True) -> None:
        """Bring this row into view, if it is not; its group is unfolded for it."""
        position = self.position_of(row)
        if position < 0:
            return
        if self.groups and self.is_folded(self._grid().group_of(position)):
            self.fold(self._grid().group_of(position), False)
        bar, tile, height = self.verticalScrollBar(), self._grid().tile(position), self.viewport().height()
        top, above = bar.value(), self._grid().header or GAP
        if tile.top() - above < top:
            goal = tile.top() - above
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

    def in_words(self, row: int) -> str:
        """What is known of an image, for people who hear the grid."""
        said, position = self._marks.in_words(row), self.position_of(row)
        if position < 0 or not self.groups:
            return said
        group = self._grid().group_of(position)
        return tr("{said}, in {group}", said=said, group=self.groups[group].in_words(self.is_folded(group)))

    def following(self, row: int) -> int:
        """The next row that is not folded away, -1: there is none after it."""
        position = self.position_of(row)
        after = self._grid().moved(position, 0, 1) if position >= 0 else -1
        return int(self._order[after]) if after > position else -1

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure(keep=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._forget_all_but(set())

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.window))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not len(self._order) and not self.groups:
            paint_empty_state(painter, QRectF(self.viewport().rect()), self.font(), *self._empty, "images")
        visible = self._visible()
        self._paint_tiles(painter, visible, event.region(), theme)
        if self._band is not None:
            painter.setPen(QPen(QColor(theme.accent), 1.25))
            painter.setBrush(with_alpha(theme.accent, 0.12))
            painter.drawRoundedRect(self._band.translated(0, -self.verticalScrollBar().value()), 3, 3)
        self._paint_headers(painter, event.region(), theme)
        painter.end()
        self._forget_all_but(set(self._order[visible].tolist()))

    def _paint_tiles(self, painter: QPainter, visible: Rows, region: QRegion, theme: Theme) -> None:
        # From the last to the first: the pictures asked for last are fetched first, and those are then the ones on top.
        for position in reversed(visible.tolist()):
            tile = self._tile(position)
            if not region.intersects(tile.adjusted(-4, -4, 4, 4)):
                continue
            row = int(self._order[position])
            picture = self._provider(row) if self._provider is not None else None
            if picture is None:
                self._awaited.add(row)
            state = self._state_of(position, row)
            paint_tile(painter, QRectF(tile), self._size, picture, self._marks.of(row), state, self.font(), theme)

    def _state_of(self, position: int, row: int) -> TileState:
        return TileState(
            row < len(self._selected) and bool(self._selected[row]),
            position == self._current,
            self.hasFocus(),
            position == self._hovered,
            self._marks.trouble(row),
            self._crop,
            self._marks.badges_of(row),
            position == self._target,
        )

    def _paint_headers(self, painter: QPainter, region: QRegion, theme: Theme) -> None:
        """The one at the top last: the next one may lie half below it."""
        grid, top = self._grid(), self.verticalScrollBar().value()
        inside = grid.group_of(self._current) if self._current >= 0 and self.hasFocus() and self.groups else -1
        for group in reversed(self._groups_in_view()):
            box = self._header(group)
            if not region.intersects(box):
                continue
            folded = self.is_folded(group)
            hovered, part = self._hovered_header
            state = HeaderState(
                folded, grid.header_of(group).top() < top, part if hovered == group else "", folded and group == inside
            )
            paint_header(painter, QRectF(box), self.groups[group], state, self.font(), theme)

    def _grid(self) -> GridLayout:
        return self._layout

    def _visible(self) -> Rows:
        """Positions in view, ascending."""
        return self._grid().visible(self.verticalScrollBar().value(), self.viewport().height())

    def _tile(self, position: int) -> QRect:
        """In viewport coordinates."""
        return self._grid().tile(position).translated(0, -self.verticalScrollBar().value())

    def _at(self, place: QPointF) -> int:
        """The position under a viewport coordinate, -1: none; a header lies on top of the tiles."""
        if self.group_at(place) >= 0:
            return -1
        return self._grid().at(place + QPointF(0, self.verticalScrollBar().value()))

    def _groups_in_view(self) -> range:
        return self._grid().groups_in(self.verticalScrollBar().value(), self.viewport().height())

    def _header(self, group: int) -> QRect:
        """Where a header is painted, in viewport coordinates: the first one stays at the top until the next pushes it out."""
        top = self.verticalScrollBar().value()
        stuck, above = self._grid().stuck(top)
        y = above if group == stuck else self._grid().header_of(group).top() - top
        return QRect(0, y, self.viewport().width(), grown(LINE))

    def _describe(self) -> None:
        """What a screen reader says of the current image; the keys while there is none."""
        self.setAccessibleDescription(self.in_words(self.current) if self.current >= 0 else tr(_KEYS))

    def _repaint_tile(self, position: int) -> None:
        if position >= 0:
            self.viewport().update(self._tile(position).adjusted(-4, -4, 4, 4))

    def _forget_all_but(self, rows: set[int]) -> None:
        """Pictures that were asked for and are no longer in view need not be fetched."""
        gone = self._awaited - rows
        self._awaited -= gone
        if gone and self._forget is not None:
            self._forget(gone)

    def _fold(self, places: Sequence[int], folded: bool, hold: int) -> None:
        if not self.groups:
            return
        y = max(0, self._grid().header_of(hold).top() - self.verticalScrollBar().value())
        self._groups.fold(places, folded)
        self._glide.stop()
        self._measure()
        self.verticalScrollBar().setValue(self._grid().header_of(hold).top() - y)
        self._describe()

    def _measure(self, keep: bool = False) -> None:
        """Lay out anew. With `keep` the first tile in view stays where it is, whatever the number of columns becomes."""
        bar, before = self.verticalScrollBar(), self._layout
        seen = before.visible(bar.value(), self.viewport().height())[:1] if keep and bar.value() else np.empty(0, np.int64)
        grid = GridLayout(
            len(self._order),
            self._size,
            self.viewport().width(),
            self._marks.any,
            self._groups.counts,
            self._groups.folded,
            text_scale(),
        )
        self._layout = grid
        bar.setRange(0, max(0, grid.height - self.viewport().height()))
        bar.setEnabled(bar.maximum() > 0)  # where nothing scrolls its handle is not painted; its place is kept
        bar.setPageStep(max(1, self.viewport().height() - grid.pitch // 2))
        bar.setSingleStep(max(1, grid.pitch // 3))
        if len(seen):
            bar.setValue(bar.value() + grid.tile(int(seen[0])).top() - before.tile(int(seen[0])).top())
        self.viewport().update()

    def _on_glide(self, value: int) -> None:
        self.verticalScrollBar().setValue(value)
