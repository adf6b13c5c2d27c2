"""What runs in the background: its name, how far it is, and buttons to pause and stop it. Starts nothing, knows no run."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.icons import icon
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.thin_progress import ThinProgress

_WIDTH = 330


class RunBar(QWidget):
    """Idle, it takes its place in the header without asking for attention."""

    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Background run")
        self._paused = False
        self._title, self._share = QLabel(), QLabel()
        for part in (self._title, self._share):
            part.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        self._detail = ElidedLabel()
        self._detail.setProperty("muted", True)
        self._bar = ThinProgress()
        self._pause, self._stop = QToolButton(), QToolButton()
        self._stop.setIcon(icon("stop"))
        self._stop.setToolTip("Stop; what was reached is kept")
        self._stop.setAccessibleName("Stop the run")
        self._stop.clicked.connect(self.stop_requested)
        self._pause.clicked.connect(self._on_pause)
        self._pause.hide()
        self._lay_out()
        self.set_idle()

    def set_running(self, title: str, fraction: float | None, detail: str = "") -> None:
        """What is under way, 0..1 of it (None: cannot be told), and a few words such as "about 12 min left"."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._share.setText("" if fraction is None else f"{fraction:.0%}")
        self._bar.set_fraction(fraction)
        self._set_paused(False)
        self._show_parts(running=True)
        self.setAccessibleDescription(" ".join(filter(None, (title, self._share.text(), detail))))

    def set_paused(self, detail: str = "Paused") -> None:
        """The run rests and can be resumed."""
        self._detail.setText(detail)
        self._set_paused(True)

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
        self._show_parts(running=False)
        self.setAccessibleDescription(text or "Nothing is running")

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(6)
        words.addWidget(self._title)
        words.addWidget(self._detail, 1)
        words.addWidget(self._share)
        self._middle = QWidget()
        self._middle.setFixedWidth(_WIDTH)
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

    def _show_parts(self, running: bool) -> None:
        for part in (self._title, self._share, self._bar, self._stop):
            part.setVisible(running)
        if not running:
            self._pause.hide()
        self._middle.setVisible(running or bool(self._detail.text()))

    def _set_paused(self, paused: bool) -> None:
        self._paused = paused
        self._pause.setIcon(icon("resume" if paused else "pause"))
        text = "Go on with the run" if paused else "Pause the run"
        self._pause.setToolTip(text)
        self._pause.setAccessibleName(text)

    @Slot()
    def _on_pause(self) -> None:
        (self.resume_requested if self._paused else self.pause_requested).emit()
