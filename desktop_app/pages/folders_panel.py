"""The folders of the project, where there are several: how many images each has, and the way to one that is not there."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.names import printable
from core.project.folders import FolderCard
from core.words import tr
from desktop_app.pages.parts import GAP, Card, button, row, scrolling
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.path_label import PathLabel

_WHOLE = 4  # rows that are seen before it scrolls; half of the next one says that there are more


class FoldersPanel(Card):
    """Tell it by `show_folders`; hidden while there is one folder, of which the page's heading speaks."""

    locate_wanted = Signal(object)  # Path of the folder that is somewhere else now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Folders"), parent)
        self._shown: tuple[object, ...] = ()
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._scroll = scrolling(self._rows)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self._scroll.viewport(), self._rows):
            part.setAutoFillBackground(False)  # the card's surface shows
        self._scroll.setAccessibleName(tr("Folders of this project"))
        self.body.addWidget(self._scroll)
        self.hide()

    def show_folders(self, folders: tuple[FolderCard, ...], gone: Collection[Path], can_locate: bool) -> None:
        """`gone`: those that were not found; `can_locate`: whether the project can be changed."""
        shown = (folders, frozenset(gone), can_locate)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for folder in folders:
            self._column.addWidget(_FolderRow(folder, folder.path in gone, can_locate, self))
        self._column.addStretch(1)
        heights = [self._column.itemAt(place).sizeHint().height() + GAP for place in range(len(folders))]
        most = sum(heights[:_WHOLE]) + (heights[_WHOLE] // 2 if len(heights) > _WHOLE else 0)
        self._scroll.setFixedHeight(max(0, most - GAP))
        self.setMaximumHeight(self.sizeHint().height())
        self.setVisible(len(folders) > 1)


class _FolderRow(QWidget):
    """Its path, its counts, and Locate… where it is not found."""

    def __init__(self, folder: FolderCard, gone: bool, can_locate: bool, panel: FoldersPanel) -> None:
        super().__init__()
        self._path, self._panel = folder.path, panel
        path = PathLabel(folder.path)
        self.setToolTip(path.toolTip())
        told = ElidedLabel(_told(folder, gone))
        told.setProperty("muted", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(path)
        column.addWidget(told)
        if gone:
            column.addSpacing(GAP // 2)
            locate = button(tr("Locate…"), "folder", self._on_locate)
            locate.setToolTip(tr("Choose where this folder is now; every label stays with its image"))
            locate.setAccessibleName(tr("Locate {folder}", folder=printable(folder.path.name)))
            locate.setEnabled(can_locate)
            column.addLayout(row(locate, None))

    def _on_locate(self) -> None:
        self._panel.locate_wanted.emit(self._path)


def _told(folder: FolderCard, gone: bool) -> str:
    images = tr("1 image" if folder.images == 1 else "{count:,} images", count=folder.images)
    if gone:
        return tr("Not found · {images}", images=images)
    if folder.unusable:
        return tr("{images} · {count:,} cannot be used", images=images, count=folder.unusable)
    return images
