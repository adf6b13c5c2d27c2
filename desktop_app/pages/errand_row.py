"""How far an errand of a panel is, a way to cancel it, and what came of it. Part of Export."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.operations.leaving.left import Left
from core.words import tr
from desktop_app.errand import Errand, Work
from desktop_app.pages.parts import GAP, button, label, row
from desktop_app.widgets.thin_progress import ThinProgress

_MAY_BREAK = "\u200b"  # a long path is shown in several lines


class ErrandRow(QWidget):
    """Empty, it takes no room."""

    changed = Signal()  # whether anything is being written, by whomever

    def __init__(self, errand: Errand) -> None:
        super().__init__()
        self._errand = errand
        self._folder: Path | None = None
        self._bar = ThinProgress()
        self._cancel = button(tr("Cancel"), "close", errand.stop, kind="quiet")
        self._outcome = label()
        self._show = button(tr("Show in folder"), "folder", self._on_show, kind="quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        going, said = row(), row()
        going.addWidget(self._bar, 1)
        going.addWidget(self._cancel)
        said.addWidget(self._outcome, 1)
        said.addWidget(self._show)
        layout.addLayout(going)
        layout.addLayout(said)
        errand.begun.connect(self._on_begun)
        errand.progressed.connect(self._on_progressed)
        errand.ended.connect(self._on_ended)
        self.say("")
        self._show_progress(False)

    @property
    def outcome(self) -> str:
        """What was said last."""
        return self._outcome.text().replace(_MAY_BREAK, "")

    def start(self, work: Work) -> None:
        self._errand.start(work, self)

    def say(self, text: str, folder: Path | None = None) -> None:
        """What came of it, and the folder to show."""
        self._outcome.setText(text.replace("/", f"/{_MAY_BREAK}").replace("\\", f"\\{_MAY_BREAK}"))
        self._outcome.setVisible(bool(text))
        self._folder = folder
        self._show.setVisible(folder is not None)

    @Slot()
    def _on_begun(self) -> None:
        if self._errand.owner is self:
            self.say("")
            self._bar.set_fraction(None)
            self._show_progress(True)
            self._cancel.setFocus()  # the pressed button is disabled
        self.changed.emit()

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        if self._errand.owner is self and total:
            self._bar.set_fraction(done / total)

    @Slot(object)
    def _on_ended(self, end: Left | str) -> None:
        if self._errand.owner is self:
            self._show_progress(False)
            self.say(end.text if isinstance(end, Left) else end, end.folder if isinstance(end, Left) else None)
        self.changed.emit()

    def _show_progress(self, going: bool) -> None:
        self._bar.setVisible(going)
        self._cancel.setVisible(going)

    @Slot()
    def _on_show(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
