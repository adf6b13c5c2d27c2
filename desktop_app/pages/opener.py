"""Opens one image large, from whichever grid it was activated in. Shared by pages; decodes off the GUI thread."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop_app.pictures import decoded, describe
from desktop_app.session import Session
from desktop_app.widgets.viewer import Viewer

_VIEWED = 2000  # pixels: sharp on a large screen, decoded in a fraction of a second


class Opener(QObject):
    """Connect a grid's `activated` to `open`."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._text = ""
        self.viewer = Viewer(parent)

    @Slot(int)
    def open(self, row: int) -> None:
        """Show the image of this row in the viewer, as soon as it is decoded."""
        self._text = describe(self._session, row)
        self._session.ask(partial(_full_size, self._session.snapshot.images.path(row)), self._on_decoded)

    def _on_decoded(self, image: QImage | None) -> None:
        self.viewer.show_image(image, self._text)


def _full_size(path: Path, _project: object) -> QImage | None:
    return decoded(path, _VIEWED)
