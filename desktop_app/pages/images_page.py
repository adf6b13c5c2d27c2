"""Images: choose the folder, see what was found in it and what could not be used."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.names import printable
from core.pixels import reasons
from core.specs import IngestSpec
from core.words import tr
from desktop_app import theme
from desktop_app.icons import pixmap
from desktop_app.pages.folders_panel import FoldersPanel
from desktop_app.pages.oddities_panel import OdditiesPanel
from desktop_app.pages.opener import Opener
from desktop_app.pages.parts import GAP, Card, Figure, button, label, page_layout, row, scrolling
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.image_grid import ImageGrid
from desktop_app.widgets.recent_list import RecentList, RecentProject
from desktop_app.widgets.wrap_row import WrapRow

_RECENT_SHOWN = 5
_LOWEST = 270  # px beside usual text in which pictures and lists can be looked through


class ImagesPage(QWidget):
    """Without a project: what Labelight is and where to begin. With one: counts, the pictures, the unusable files."""

    demo_wanted = Signal()
    backups_wanted = Signal()
    removal_wanted = Signal(object)  # Path of a project that should leave the list
    locate_wanted = Signal(object)  # Path of a folder that is somewhere else now; None: the one that is not there
    folder_wanted = Signal()  # one more for the open project

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._gone: tuple[Path, ...] = ()
        self._stack = QStackedWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._recent = RecentList()
        self._stack.addWidget(self._make_welcome())
        self._stack.addWidget(self._make_overview(pictures))
        session.opened.connect(self._refresh)
        session.closed.connect(self._refresh)
        session.changed.connect(self._refresh)
        session.run_updated.connect(self._refresh_buttons)
        session.rested.connect(self._refresh_buttons)
        self._refresh()

    def set_recent(self, projects: list[RecentProject]) -> None:
        """The projects opened last, newest first."""
        self._recent.set_projects(projects[:_RECENT_SHOWN])
        self._recent_card.setVisible(bool(projects))

    @Slot(object)
    def set_folders_gone(self, gone: tuple[Path, ...]) -> None:
        """Which folders of the open project were not found; then there is a button to say where they are."""
        self._gone = gone
        self._locate.setVisible(bool(gone))
        self._refresh()

    def choose_folder(self) -> None:
        """Ask for a folder of images and begin a project beside it."""
        text = QFileDialog.getExistingDirectory(self, tr("Choose a folder of images"))
        if text:
            self.begin(Path(text))

    def choose_project(self) -> None:
        text, _ = QFileDialog.getOpenFileName(self, tr("Open a project"), "", tr("Labelight projects (*.labelight)"))
        if text:
            self._session.open(Path(text))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Passed on by hand: inside a page with a focus proxy Tab skips everything but the proxy."""
        (self._grid if self._session.project is not None else self._choose).setFocus(event.reason())

    def begin(self, folder: Path) -> None:
        """A new project over this folder, in a file beside it, or the one that lies there already; images and folder are never
        written to."""
        earlier = folder.parent / f"{folder.name}.labelight"
        if not earlier.exists():
            self._session.new(free_project_path(folder), folder)
            return
        question = QMessageBox(QMessageBox.Icon.Question, tr("A project is there already"), "", parent=self)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(tr("Beside this folder lies the project “{stem}”.", stem=earlier.stem))
        question.setInformativeText(tr("Open it and go on with its labels, or begin a second project over the same images?"))
        open_ = question.addButton(tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
        second = question.addButton(tr("Begin another"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(open_)
        question.exec()
        if question.clickedButton() is open_:
            self._session.open(earlier)
        elif question.clickedButton() is second:
            self._session.new(free_project_path(folder), folder)

    def _make_welcome(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout()
        column.setSpacing(2 * GAP)
        logo = label()
        side = theme.grown(72)
        logo.setFixedSize(side, side)
        logo.setPixmap(pixmap("labelight", side, theme.tokens().accent, self.devicePixelRatioF()))
        column.addWidget(logo)
        column.addWidget(label(tr("From a folder of images to a classifier"), kind="title"))
        text = tr(
            "Labelight looks at your images, lays them out on a map so that alike ones lie together, and "
            "learns your classes from the few you tag by eye. Everything stays on this computer. Choose a "
            "folder, or drop one here."
        )
        column.addWidget(label(text, kind="muted"))
        self._choose = button(tr("Choose a folder of images…"), "folder", self.choose_folder, kind="accent")
        open_ = button(tr("Open a project…"), "import", self.choose_project)
        sample = button(tr("Try it on sample images"), "spark", self.demo_wanted.emit, kind="quiet")
        buttons = WrapRow(GAP, GAP)
        buttons.add(self._choose, open_, sample)
        column.addLayout(buttons)
        self._recent_card = Card(tr("Projects opened last"))
        self._recent.chosen.connect(self._on_recent_chosen)
        self._recent.removal_requested.connect(self.removal_wanted)
        self._recent_card.body.addWidget(self._recent)
        self._recent_card.hide()
        column.addWidget(self._recent_card)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMinimumWidth(620)  # more where the font makes the buttons wider
        whole = QVBoxLayout(page)
        whole.addStretch(2)
        whole.addLayout(row(None, middle, None))  # an alignment would not ask how high wrapped text is at this width
        whole.addStretch(3)
        return scrolling(page, upright=True) if theme.is_large() else page

    def _make_overview(self, pictures: Pictures) -> QWidget:
        page = QWidget()
        layout = page_layout(page)
        self._title, self._place = label(kind="title"), label(kind="muted")
        self._again = button(tr("Look again"), "search", self._on_look_again)
        self._again.setToolTip(tr("Look for new, changed, missing and moved files"))
        self._locate = button(tr("Locate…"), "folder", self._on_locate, kind="accent")
        self._locate.setToolTip(tr("Choose where the folder of the images is now; every label stays with its image"))
        self._locate.hide()
        self._add = button(tr("Add a folder…"), "plus", self.folder_wanted.emit)
        self._add.setToolTip(tr("Take the images of one more folder into this project; it is never written to"))
        other = button(tr("New project…"), "folder", self.choose_folder)
        other.setToolTip(tr("Choose another folder of images and begin a project of its own"))
        backups = button(tr("Backups…"), "history", self.backups_wanted.emit)
        backups.setToolTip(tr("Go back to an earlier state of this project, as a new one"))
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self._title)
        heading.addWidget(self._place)
        top = row(spacing=GAP)
        if theme.is_large():
            top.setDirection(QBoxLayout.Direction.TopToBottom)
        top.addLayout(heading, 1)
        buttons = WrapRow(GAP, GAP)
        buttons.add(self._locate, self._again, self._add, other, backups)
        top.addLayout(buttons)
        layout.addLayout(top)
        self._figures = {
            "images": Figure(tr("images")),
            "mapped": Figure(tr("on the map")),
            "labelled": Figure(tr("labelled")),
            "unusable": Figure(tr("cannot be used")),
        }
        layout.addLayout(row(*self._figures.values(), spacing=2 * GAP))
        self._grid = ImageGrid()
        view = pictures.loader.view()
        self._grid.set_thumbnail_provider(view.pixmap, view.forget)
        pictures.loader.ready.connect(self._grid.thumbnail_ready)
        self._grid.set_size(112)
        self._opener = Opener(self._session, self._grid, pictures)
        self._grid.selection_requested.connect(self._session.selection.apply)
        self._session.selection.changed.connect(self._show_selection)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._grid)
        splitter.addWidget(self._make_side())
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setMinimumHeight(theme.grown(_LOWEST))
        layout.addWidget(splitter, 1)
        return scrolling(page, upright=True)

    def _make_side(self) -> QSplitter:
        """What is beside the grid: the folders, what to look at, and what cannot be used."""
        self._unusable = QListWidget()
        self._unusable.setAccessibleName(tr("Files that cannot be used, with the reason"))
        self._side = Card(tr("Files that cannot be used"))
        self._side.body.addWidget(self._unusable)
        self.oddities = OdditiesPanel(self._session)
        self.oddities.listed.connect(self._show_images)
        side = QSplitter(Qt.Orientation.Vertical)
        self.folders = FoldersPanel()
        self.folders.locate_wanted.connect(self.locate_wanted)
        side.addWidget(self.folders)
        side.addWidget(self.oddities)
        side.addWidget(self._side)
        side.setStretchFactor(1, 2)
        side.setStretchFactor(2, 1)
        side.setChildrenCollapsible(False)
        side.setSizes([1, 2000, 1000])  # by what they would like, the shorter list had the more room
        return side

    def _refresh(self) -> None:
        project, now = self._session.project, self._session.snapshot
        self._stack.setCurrentIndex(0 if project is None else 1)
        if project is None:
            return
        self._title.setText(project.path.stem)
        self._place.setText(self._where(project.path.name))
        self._place.setToolTip("\n".join(map(str, (*(card.path for card in now.folders), project.path))))
        self.folders.show_folders(now.folders, self._gone, not self._session.read_only)
        labelled = int((now.images.label_codes != 0).sum())
        self._figures["images"].set(f"{len(now.images):,}")
        self._figures["mapped"].set(f"{int(np.isfinite(now.images.xy[:, 0]).sum()):,}")
        self._figures["labelled"].set(f"{labelled:,}")
        self._figures["unusable"].set(f"{len(now.unusable):,}")
        self._show_images()
        self._fill_unusable()
        self._refresh_buttons()

    def _where(self, name: str) -> str:
        """Where the images are, and the project's file of this name."""
        folders = self._session.snapshot.folders
        if len(folders) > 1 and not self._gone:
            return tr("Images in {count:,} folders  ·  project file {name}", count=len(folders), name=name)
        return tr(
            "Folder not found: {folder}  ·  project file {name}"
            if self._gone
            else "Images in {folder}  ·  project file {name}",
            folder=short(self._gone[0] if self._gone else self._session.snapshot.images.folder),
            name=name,
        )

    def _on_locate(self) -> None:
        self.locate_wanted.emit(None)

    def _show_images(self) -> None:
        """All of them, or those of the kind that is looked at."""
        rows = self.oddities.rows
        self._grid.set_order(
            np.arange(len(self._session.snapshot.images)) if rows is None else rows, self.oddities.groups, "oddities"
        )
        self._opener.follow_order()
        self._show_selection()

    def _fill_unusable(self) -> None:
        now = self._session.snapshot
        self._side.setVisible(bool(now.unusable))
        self._unusable.clear()
        for image in now.unusable[:1000]:
            name = printable(image.path)
            self._unusable.addItem(QListWidgetItem(f"{name}\n{reasons.in_words(image.reason)}"))

    def _refresh_buttons(self) -> None:
        going = self._session.running is not None and self._session.running.stage == "ingest"
        self._again.setEnabled(not going and not self._session.read_only)
        self._add.setEnabled(not self._session.read_only)
        if self._session.busy:
            self._grid.set_empty_text(tr("Looking for images"), tr("They appear here as they are found."))
        else:
            self._grid.set_empty_text(tr("No images in this folder"), tr("Add some and look again, or choose another folder."))

    def _show_selection(self) -> None:
        self._grid.set_selection(self._session.selection.mask)

    def _on_look_again(self) -> None:
        self._session.start("ingest", IngestSpec())

    @Slot(object)
    def _on_recent_chosen(self, path: Path) -> None:
        self._session.open(path)


def short(folder: Path) -> str:
    """The last two parts of a long path; the tool tip has all of it."""
    return str(Path("…", *folder.parts[-2:])) if len(folder.parts) > 3 else str(folder)


def free_project_path(folder: Path) -> Path:
    """`birds.labelight` beside the folder `birds`, or `birds 2.labelight` where that is taken; at home if it must be."""
    parent = folder.parent if _writable(folder.parent) else Path.home()
    name = folder.name or "images"
    candidates = [parent / f"{name}.labelight", *(parent / f"{name} {n}.labelight" for n in range(2, 1000))]
    return next(path for path in candidates if not path.exists())


def _writable(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)
