"""Opens the images of a grid large, one at a time, in the grid's order. Shared by pages; decodes off the GUI thread.

It joins the viewer, which knows no project, with the session: steps, labels, undo, and what is said below the picture.
"""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Slot

from core.project import history
from core.records import Change
from core.words import tr
from desktop_app.full_pictures import FileKey, FullPictures, Loaded
from desktop_app.pages.shown_image import caption, clearing, label_keys, labelling
from desktop_app.pages.walk import Walk
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.image_grid import ImageGrid
from desktop_app.widgets.pyramid import Pyramid
from desktop_app.widgets.viewer import Viewer
from desktop_app.widgets.viewer_caption import Caption

_THUMBNAILS_AHEAD = 6  # in both directions: a step never finds nothing to show


class Opener(QObject):
    """Connects itself to the grid's `activated`; tell it by `follow_order` when the grid's order is another.

    `labels`: whether class keys, S, U, N and Delete label the image that is shown. `remark`: what else is to be said of a row.
    `label_next`: asked for what to label next; whoever answers says from where on by `open_there`.
    """

    def __init__(
        self,
        session: Session,
        grid: ImageGrid,
        pictures: Pictures,
        *,
        labels: bool = False,
        remark: Callable[[int], str] | None = None,
        label_next: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(grid)
        self._remark, self._label_next = remark, label_next
        self._session, self._grid, self._thumbnails, self._labels = session, grid, pictures, labels
        self._full = FullPictures()
        self._walk = Walk()
        self._asked = False  # from the viewer, for what to label next
        self._awaited = -1  # the image that is shown as soon as its thumbnail, or more, is there
        self.viewer = Viewer(grid)
        self._connect()

    @Slot(int)
    def open(self, row: int) -> None:
        """Show the image of this row in the viewer."""
        ids = self._session.snapshot.images.ids
        if 0 <= row < len(ids):
            self._walk.begin(ids[self._grid.order], int(ids[row]))
            self._go(int(ids[row]))

    def open_there(self, row: int, otherwise: str) -> None:
        """Go to this image, where the viewer asked for it; -1: there is none to go to, and `otherwise` says why. Asked for in
        the grid it leaves the viewer alone: it would take the keys away from there."""
        asked, self._asked = self._asked, False
        if asked and row >= 0:
            self.open(row)
        elif asked:
            self.viewer.set_note(otherwise)

    def follow_order(self) -> None:
        """The grid shows other images, or in another order: go on through those."""
        if self.viewer.isVisible():
            self._walk.follow(self._session.snapshot.images.ids[self._grid.order])
            self._look_ahead()
            self._refresh()

    def _connect(self) -> None:
        session, viewer = self._session, self.viewer
        self._grid.activated.connect(self.open)
        session.changed.connect(self._on_changed)
        session.answered.connect(self._refresh)
        session.closed.connect(self._on_project_closed)
        self._full.ready.connect(self._on_decoded)
        self._thumbnails.loader.ready.connect(self._on_thumbnail)
        viewer.step_requested.connect(self._on_step)
        viewer.first_requested.connect(self._on_first)
        viewer.last_requested.connect(self._on_last)
        viewer.label_key_pressed.connect(self._on_label_key)
        viewer.clear_requested.connect(self._on_clear)
        viewer.undo_requested.connect(self._on_undo)
        viewer.redo_requested.connect(self._on_redo)
        viewer.suggestions_requested.connect(self._on_suggestions)
        viewer.closed.connect(self._on_viewer_closed)

    def _go(self, image: int) -> None:
        """On to this image. The one before stays, with its text, for the instant in which there is no picture of this one."""
        if image >= 0:
            self._walk.go(image)
            self._awaited = image
            self._look_ahead()
            self._show_awaited()

    def _look_ahead(self) -> None:
        """Decode this image and its neighbours; thumbnails further on. What is asked of the thumbnails last comes first."""
        near = self._walk.near(_THUMBNAILS_AHEAD)
        wanted = (self._key(image) for image in (self._walk.here, *self._walk.near(1)))
        self._full.want([key for key in wanted if key is not None])
        for image in reversed([self._walk.here, *near]):
            row = self._row(image)
            if row >= 0:
                self._thumbnails.pixmap(row)

    def _show_awaited(self) -> None:
        row = self._row(self._awaited)
        if row < 0:
            return
        shown = self._loaded(self._awaited) or self._stand_in(row)
        if shown is None:
            return
        opening, self._awaited = not self.viewer.isVisible(), -1
        self._show_ways()
        self.viewer.show_image(shown, self._caption(row))
        if opening or self._grid.window().isActiveWindow():
            self.viewer.bring_forward()
        self._lead(row)

    def _lead(self, row: int) -> None:
        """Grid and map follow. A selection of several images is work of the user's and stays."""
        selection = self._session.selection
        if selection.mask.sum() <= 1:
            selection.apply(np.array([row]), "replace")
        selection.set_current(row)
        self._grid.set_current(row)
        self._grid.scroll_to(row)

    def _refresh(self) -> None:
        """What is said of the image, as it is now."""
        row = self._row(self._walk.here)
        if not self.viewer.isVisible() or self._awaited >= 0:
            return
        self._show_ways()
        if row >= 0:
            self.viewer.set_caption(self._caption(row))
        else:
            self.viewer.set_note(tr("This image is no longer in the project."))

    def _caption(self, row: int) -> Caption:
        remark = self._remark(row) if self._remark is not None else ""
        return caption(self._session, row, f"{remark} · {self._walk.in_words}" if remark else self._walk.in_words)

    def _show_ways(self) -> None:
        self.viewer.set_ways(self._walk.step(-1) >= 0, self._walk.step(1) >= 0)
        self.viewer.set_label_keys(label_keys(self._session.snapshot.classes) if self._labels else frozenset())

    def _shown(self) -> int:
        """The image the user sees, -1 for the instant in which another one is on its way to the screen."""
        return self._walk.here if self._awaited < 0 and self._row(self._walk.here) >= 0 else -1

    def _row(self, image: int) -> int:
        rows = self._session.snapshot.images.rows(np.array([image]))
        return int(rows[0]) if len(rows) else -1

    def _key(self, image: int) -> FileKey | None:
        images, row = self._session.snapshot.images, self._row(image)
        return FileKey(images.path(row), images.digests[row].tobytes()) if row >= 0 else None

    def _loaded(self, image: int) -> Loaded | None:
        key = self._key(image)
        return self._full.get(key) if key is not None else None

    def _stand_in(self, row: int) -> Pyramid | None:
        thumbnail = self._thumbnails.pixmap(row)
        return Pyramid.stand_in(thumbnail.toImage()) if thumbnail is not None else None

    @Slot(object)
    def _on_decoded(self, key: FileKey) -> None:
        loaded = self._full.get(key)
        if key != self._key(self._walk.here) or loaded is None:
            return
        if self._awaited >= 0:
            self._show_awaited()
        elif self.viewer.isVisible():
            self.viewer.sharpen(loaded)

    @Slot(int)
    def _on_thumbnail(self, row: int) -> None:
        if self._awaited >= 0 and row == self._row(self._awaited):
            self._show_awaited()

    @Slot(int)
    def _on_step(self, by: int) -> None:
        self._go(self._walk.step(by))

    @Slot()
    def _on_first(self) -> None:
        self._go(self._walk.first)

    @Slot()
    def _on_last(self) -> None:
        self._go(self._walk.last)

    @Slot(str)
    def _on_label_key(self, key: str) -> None:
        image = self._shown()
        edit = labelling(self._session.snapshot, key, image) if image >= 0 else None
        if edit is not None:
            self._session.edit(edit)
            self._go(self._walk.step(1))
        elif image >= 0:
            self.viewer.set_note(tr("No class has the key {key} yet.", key=key))

    @Slot()
    def _on_clear(self) -> None:
        if self._shown() >= 0:
            self._session.edit(clearing(self._shown()))

    @Slot()
    def _on_undo(self) -> None:
        self._session.edit(history.undo, self._on_history)

    @Slot()
    def _on_redo(self) -> None:
        self._session.edit(history.redo, self._on_history)

    @Slot()
    def _on_suggestions(self) -> None:
        if self._label_next is not None:
            self._asked = True
            self._label_next()

    def _on_history(self, change: Change | None) -> None:
        """Go back to the image that was changed: what happened out of sight would not be noticed."""
        if change is None:
            self.viewer.set_note(tr("There is nothing to take back or to do again."))
        elif self.viewer.isVisible() and "labels" in change.tables and change.images is not None and len(change.images) == 1:
            (image,) = change.images
            if image != self._walk.here and self._row(image) >= 0:
                self._go(image)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self.viewer.isVisible():
            if "images" in change.tables or "folders" in change.tables:
                self._look_ahead()
            self._refresh()

    @Slot()
    def _on_viewer_closed(self) -> None:
        self._awaited, self._asked = -1, False
        self._full.want([])

    @Slot()
    def _on_project_closed(self) -> None:
        self.viewer.close()
        self._walk, self._awaited = Walk(), -1
        self._full.stop()
