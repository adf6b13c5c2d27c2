"""What runs in the background: its name, how far it is, and buttons to pause and end it. Starts nothing, knows no run."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.words import tr
from desktop_app.icons import icon
from desktop_app.theme import grown
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.thin_progress import ThinProgress

_NARROWEST, _WIDTH = 150, 330  # px of the words and the bar below them
_DETAIL = 80  # px that make a detail worth its place beside the title


class RunBar(QWidget):
    """Idle, it takes its place in the header without asking for attention."""

    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    force_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Background run"))
        self._paused = self._silent = False
        self._title, self._share = ElidedLabel(), QLabel()
        self._share.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        self._detail = ElidedLabel()
        self._detail.setProperty("muted", True)
        self._bar = ThinProgress()
        self._pause, self._stop = QToolButton(), QToolButton()
        self._stop.setIcon(icon("stop"))
        self._stop.setToolTip(tr("Stop; what was reached is kept"))
        self._stop.setAccessibleName(tr("Stop the run"))
        self._stop.clicked.connect(self.stop_requested)
        self._pause.clicked.connect(self._on_pause)
        self._pause.hide()
        self._force = QToolButton()
        self._force.setText(tr("End by force"))
        self._force.setToolTip(tr("It does not answer. End it now; what it stored and its last checkpoint are kept"))
        self._force.setAccessibleName(tr("End the run by force"))
        self._force.clicked.connect(self.force_requested)
        self._force.hide()
        self._lay_out()
        self.set_idle()

    def set_running(self, title: str, fraction: float | None, detail: str = "") -> None:
        """What is under way, 0..1 of it (None: cannot be told), and a few words such as "about 12 min left"."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._share.setText("" if fraction is None else f"{fraction:.0%}")
        self._bar.set_fraction(fraction)
        self._set_paused(False)
        self._silent = False
        self._show_parts(running=True)
        said = " ".join(filter(None, (title, self._share.text(), detail)))
        self.setAccessibleDescription(said)
        self.setToolTip(f"<span>{escape(said)}</span>")

    def set_paused(self, detail: str = "") -> None:
        """The run rests and can be resumed."""
        self._detail.setText(detail or tr("Paused"))
        self._set_paused(True)
        self._fit()

    def set_silent(self, silent: bool, title: str) -> None:
        """Nothing has been heard from it for long, or it is heard again and goes on where it was."""
        if silent:
            self.set_running(title, None, tr("Not responding"))
        self._silent = silent
        self._show_parts(running=True)
        if not silent:
            self._detail.setText("")

    def set_pausable(self, pausable: bool) -> None:
        """Whether this run can be paused at all; no button otherwise."""
        self._pause.setVisible(pausable)

    def set_idle(self, text: str = "") -> None:
        """Nothing runs."""
        self._title.setText("")
        self._share.setText("")
        self._detail.setText(text)
        self._bar.set_fraction(0.0)
        self._set_paused(False)
        self._silent = False
        self._show_parts(running=False)
        self.setAccessibleDescription(text or tr("Nothing is running"))
        self.setToolTip("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(6)
        words.addWidget(self._title)
        words.addWidget(self._detail, 1)
        words.addWidget(self._share)
        self._middle = _Middle()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(words)
        column.addWidget(self._bar)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._middle)
        line.addWidget(self._pause)
        line.addWidget(self._stop)
        line.addWidget(self._force)

    def _show_parts(self, running: bool) -> None:
        for part in (self._share, self._bar):
            part.setVisible(running)
        self._stop.setVisible(running and not self._silent)
        self._force.setVisible(running and self._silent)
        self._fit()
        if not running or self._silent:
            self._pause.hide()
        self._middle.setVisible(running or bool(self._detail.text()))

    def _fit(self) -> None:
        """Where there is no room for both, the time left stays: it is what one looks there for, and the tool tip has all."""
        needed = self._title.sizeHint().width() + self._share.sizeHint().width() + grown(_DETAIL)
        self._title.setVisible(bool(self._title.text()) and (self._middle.width() >= needed or not self._detail.text()))

    def _set_paused(self, paused: bool) -> None:
        self._paused = paused
        self._pause.setIcon(icon("resume" if paused else "pause"))
        text = tr("Go on with the run") if paused else tr("Pause the run")
        self._pause.setToolTip(text)
        self._pause.setAccessibleName(text)

    @Slot()
    def _on_pause(self) -> None:
        (self.resume_requested if self._paused else self.pause_requested).emit()


class _Middle(QWidget):
    """As wide as there is room for, whatever it shows just now: a title that is hidden for want of room has to come back."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(grown(_NARROWEST))
        self.setMaximumWidth(grown(_WIDTH))

    def sizeHint(self) -> QSize:
        return QSize(grown(_WIDTH), super().sizeHint().height())
