"""The map as a file: asks where, writes off the GUI thread, and says where it went. Part of the Label page."""

from collections.abc import Callable
from errno import EIO
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import UserError
from core.operations.files import put_in_place
from core.project.project import Project
from core.words import tr
from desktop_app.session import Session
from desktop_app.widgets.map_sheet import Sheet
from desktop_app.widgets.map_svg import MOST


class MapFiles(QObject):
    """Writes nothing over a file unless the dialog asked for that very file."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent

    def ask_png(self, sheet: Sheet) -> None:
        self._ask(tr("Save the map as PNG"), ".png", tr("PNG pictures (*.png)"), partial(_write_png, sheet))

    def ask_svg(self, sheet: Sheet) -> None:
        """No file that no program opens: with very many points in view, say so instead."""
        if (count := sheet.count()) > MOST:
            self._session.said.emit(
                "info",
                tr(
                    "{count:,} points are too many for an SVG ({MOST:,} at most). Save the map as PNG, or zoom in first.",
                    count=count,
                    MOST=MOST,
                ),
            )
            return
        self._ask(tr("Save the map as SVG"), ".svg", tr("SVG pictures (*.svg)"), partial(_write_svg, sheet))

    def _ask(self, title: str, ending: str, kinds: str, write: Callable[[Path], object]) -> None:
        project = self._session.project
        if project is None:
            return
        place = project.path.with_name(f"{project.path.stem} map{ending}")
        text, _ = QFileDialog.getSaveFileName(self._window, title, str(place), kinds)
        if text:
            self._session.ask(partial(_put, Path(text), ending, write), self._tell)

    def _tell(self, sentence: str) -> None:
        self._session.said.emit("info", sentence)


def _put(target: Path, ending: str, write: Callable[[Path], object], _project: Project) -> str:
    if target.suffix.lower() != ending:
        target = target.with_name(target.name + ending)
        if target.exists():  # the dialog asked about another name
            raise UserError(tr("{target} is there already and was left as it is. Choose another name.", target=target))
    put_in_place(target, write)
    return tr("The map is in {target}.", target=target)


def _write_png(sheet: Sheet, target: Path) -> None:
    if not sheet.image().save(str(target), "PNG"):
        raise OSError(EIO, tr("the picture could not be saved"))


def _write_svg(sheet: Sheet, target: Path) -> None:
    target.write_text(sheet.svg(), encoding="utf-8")
