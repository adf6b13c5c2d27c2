"""Taking a folder more into the open project, chosen or dropped onto the window. Shows two dialogs, owns no page."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from core.words import tr
from desktop_app import locating
from desktop_app.session import Session

Wish = Literal["add", "new", ""]


def ask_what(parent: QWidget, folder: Path, project: str) -> Wish:
    """What a folder is for that was dropped while a project is open: the one place that asks, so that tests answer in its
    stead."""
    box = QMessageBox(QMessageBox.Icon.Question, tr("A folder of images"), "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("Add “{folder}” to the project “{project}”?", folder=folder.name or str(folder), project=project))
    box.setInformativeText(
        tr("Its images join those that are there, with the same classes. Or begin a project of its own with them.")
    )
    add = box.addButton(tr("Add to this project"), QMessageBox.ButtonRole.AcceptRole)
    new = box.addButton(tr("New project"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(add)
    box.exec()
    return "add" if box.clickedButton() is add else "new" if box.clickedButton() is new else ""


class Adder(QObject):
    """`begin` makes a new project of a folder."""

    _dropped = Signal(object)

    def __init__(self, session: Session, window: QWidget, begin: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._session, self._begin = session, begin
        self._dropped.connect(self._on_dropped, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def choose(self) -> None:
        """Ask for a folder, and add it to the open project."""
        if self._session.project is None:
            return
        text = locating.ask_folder(self._window(), tr("Choose a folder to add to this project"))
        if text:
            self._session.add_folder(Path(text))

    def drop(self, folder: Path) -> None:
        """Later: whoever it was dragged from waits until the drop is over."""
        self._dropped.emit(folder)

    def _window(self) -> QWidget:
        """Asked for and not kept, as in `Locator`."""
        parent = self.parent()
        assert isinstance(parent, QWidget)
        return parent

    @Slot(object)
    def _on_dropped(self, folder: Path) -> None:
        project = self._session.project
        can_add = project is not None and not self._session.read_only
        wish = ask_what(self._window(), folder, project.path.stem) if project is not None and can_add else "new"
        if wish == "add":
            self._session.add_folder(folder)
        elif wish == "new":
            self._begin(folder)
