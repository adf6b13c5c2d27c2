"""The grid under the mouse: click, range, rubber band, headers, drag and drop. Asks for selections; knows no images."""

from html import escape

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from core.words import tr
from desktop_app.theme import tokens
from desktop_app.widgets.drags import class_in, images_dragged
from desktop_app.widgets.grid_choice import ALT, CTRL, SHIFT, GridChoice, Mode
from desktop_app.widgets.grid_drag import STACKED, Press, hot_spot, stack_picture
from desktop_app.widgets.grid_header import Part, part_at

_BAND_FROM = 5.0
_EDGE = 28  # pixels from the edge where a rubber band, or a class that is held, starts to scroll
_SCROLL_EVERY = 30  # milliseconds


class ImageGrid(GridChoice):
    """The whole grid. Its signals, and those of `GridChoice`, say what a person did, once per gesture."""

    hovered = Signal(int)
    class_dropped = Signal(int, int)
    """The image of a row got a class, by its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self._press: Press | None = None
        self._pointer = QPointF()
        self._band_mode: Mode = "replace"
        self._scroller = QTimer(self, interval=_SCROLL_EVERY)
        self._scroller.timeout.connect(self._scroll_at_the_edge)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pointer = event.position()
        tile, modifiers = self._at(event.position()), event.modifiers()
        waits = tile >= 0 and self._is_selected(tile) and not modifiers & SHIFT
        self._press = Press(self._content(event.position()), tile, self.group_at(event.position()), modifiers, waits)
        if tile < 0:
            self._band_mode = _mode_of(modifiers)
        elif waits:
            self._focus_on(tile)
        else:
            self._click_tile(tile, modifiers)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover_at(event.position())
            return
        away = self._content(event.position()) - self._press.place
        far = abs(away.x()) + abs(away.y())
        if self._press.tile >= 0:
            if far >= QApplication.startDragDistance():
                self._drag(self._press.tile)
        elif self._band is None and far >= _BAND_FROM:
            self._hover_at(None)
            self._scroller.start()
        if self._scroller.isActive():
            self._stretch_band()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._press is None:
            return
        band, self._band = self._band, None
        press, self._press = self._press, None
        self._scroller.stop()
        if band is not None:
            found = self._grid().within(band)
            if len(found) or self._band_mode == "replace":
                self._request(found, self._band_mode)
        elif press.header >= 0:
            self._click_header(press.header, part_at(press.place.x()), press.modifiers)
        elif press.waits:
            self._click_tile(press.tile, press.modifiers)
        elif press.tile < 0 and self._band_mode == "replace":
            self._request(np.empty(0, np.int64), "replace")
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and position >= 0:
            self.activated.emit(int(self._order[position]))
        elif self.group_at(event.position()) >= 0:
            self.mousePressEvent(event)  # the triangle folds and unfolds as fast as it is clicked

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if class_in(event.mimeData()) >= 0:
            event.acceptProposedAction()
            self._pointer = event.position()
            self._scroller.start()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._pointer = event.position()
        self._aim_at(self._at(self._pointer))
        event.setAccepted(self._target >= 0)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._scroller.stop()
        self._aim_at(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        self._scroller.stop()
        self._aim_at(-1)
        position, class_id = self._at(event.position()), class_in(event.mimeData())
        if position >= 0 and class_id >= 0:
            event.acceptProposedAction()
            self.class_dropped.emit(int(self._order[position]), class_id)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover_at(None)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._hovered_header[0] >= 0:
            self._hover_header(self._pointer)

    def _click_header(self, group: int, part: Part, modifiers: Qt.KeyboardModifier) -> None:
        """The triangle folds, with Shift every group; the rest selects: Shift adds, Alt removes, Ctrl does what a tile does."""
        if part == "fold" and modifiers & SHIFT:
            self.fold_all(not self.is_folded(group))
        elif part == "fold":
            self.fold(group, not self.is_folded(group))
        elif modifiers & CTRL and not modifiers & (SHIFT | ALT):
            self.select_group(group, "remove" if self._is_group_selected(group) else "add")
        else:
            self.select_group(group, _mode_of(modifiers))

    def _hover_at(self, place: QPointF | None) -> None:
        """The pointer is here; None: not over the grid."""
        self._hover_header(place)
        position = self._at(place) if place is not None else -1
        if position != self._hovered:
            self._repaint_tile(self._hovered)
            self._hovered = position
            self._repaint_tile(position)
            self.hovered.emit(int(self._order[position]) if position >= 0 else -1)

    def _hover_header(self, place: QPointF | None) -> None:
        group = self.group_at(place) if place is not None else -1
        now = (group, part_at(place.x()) if place is not None and group >= 0 else "")
        before, self._hovered_header = self._hovered_header[0], now
        for changed in {before, group} - {-1}:
            self.viewport().update(self._header(changed))

    def _tip_at(self, place: QPointF) -> str:
        """What a click on a header does, with its whole title: narrow headers cut it off."""
        group = self.group_at(place)
        if group < 0:
            return ""
        if part_at(place.x()) == "fold":
            return tr(
                "Unfold this group (Shift: all groups)" if self.is_folded(group) else "Fold this group (Shift: all groups)"
            )
        title = self.groups[group].in_words()
        said = tr("{title}: select all (Shift: add them, Alt: take them away)", title=title)
        return f"<span>{escape(said)}</span>"  # a title is text even where it looks like markup

    def _drag(self, position: int) -> None:
        """Everything selected is dragged; returns when it was dropped somewhere or nowhere."""
        self._press = None  # its release goes to where it is dropped
        self._hover_at(None)
        if not self._is_selected(position):
            self._choose(position)
        pixels = stack_picture(
            self._pictures_of_drag(position), int(self._selected.sum()), self.font(), self.devicePixelRatioF(), tokens()
        )
        drag = QDrag(self)
        drag.setMimeData(images_dragged())
        drag.setPixmap(pixels)
        drag.setHotSpot(hot_spot(pixels).toPoint())
        drag.exec(Qt.DropAction.CopyAction)

    def _pictures_of_drag(self, position: int) -> list[QPixmap]:
        """The one under the pointer and a few more that are selected and in view: nothing is fetched for a drag."""
        near = [p for p in self._visible().tolist() if p != position and self._is_selected(p)]
        rows = [int(self._order[p]) for p in [position, *near[: STACKED - 1]]]
        found = [self._provider(row) for row in rows] if self._provider is not None else []
        return [picture for picture in found if picture is not None and not picture.isNull()]

    def _aim_at(self, position: int) -> None:
        """The tile that would get the class which is held over the grid."""
        if position != self._target:
            self._repaint_tile(self._target)
            self._target = position
            self._repaint_tile(position)

    def _content(self, place: QPointF) -> QPointF:
        return place + QPointF(0, self.verticalScrollBar().value())

    def _stretch_band(self) -> None:
        if self._press is not None:
            self._band = QRectF(self._press.place, self._content(self._pointer)).normalized()
            self.viewport().update()

    def _scroll_at_the_edge(self) -> None:
        """A rubber band or a class held near an edge scrolls on."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        over = min(self._pointer.y() - _EDGE, 0) + max(self._pointer.y() - height + _EDGE, 0)
        if over:
            bar.setValue(bar.value() + int(np.clip(over, -60, 60)))
            if self._press is not None:
                self._stretch_band()
            else:
                self._aim_at(self._at(self._pointer))


def _mode_of(modifiers: Qt.KeyboardModifier) -> Mode:
    if modifiers & ALT:
        return "remove"
    return "add" if modifiers & (SHIFT | CTRL) else "replace"
