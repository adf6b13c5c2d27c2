"""One line at the foot of the window: what happened, in plain text, and a way back where there is one. Information goes by
itself, errors stay."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from core.words import tr, tr_later
from desktop_app import theme
from desktop_app.icons import icon
from desktop_app.widgets.text_bar import TextBar

_SHOWN_FOR = 7000  # milliseconds: two lines are read in less
_OFFERED_FOR = 20_000  # with a way back: time to look at what was done

OFFERS = {
    "report": (
        "duplicate",
        tr_later("Copy report"),
        tr_later("What to send to who looks after this program: no image, no file name, no folder"),
    ),
    "cpu": ("resume", tr_later("Go on with the CPU"), tr_later("Slower, from the last checkpoint on")),
    "locate": ("folder", tr_later("Locate…"), tr_later("Choose where the folder of the images is now")),
}
"""Name -> icon, text and tool tip of its button."""


class MessageBar(TextBar):
    """`say(kind, text)` with kind info or error; `say_done(text)` offers to take it back. `offer`: a button for what can
    be done about it, by its name in OFFERS."""

    undo_wanted = Signal()
    offer_taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        undo, offer, close = QPushButton(icon("undo"), tr(" Undo")), QPushButton(), QToolButton()
        super().__init__(undo, offer, close, parent=parent)
        self._undo, self._offer, self._offered = undo, offer, ""
        undo.setAccessibleName(tr("Take this back"))
        undo.clicked.connect(self._on_undo)
        undo.hide()
        offer.clicked.connect(self._on_offer)
        offer.hide()
        close.setIcon(icon("close"))
        close.setAccessibleName(tr("Dismiss this message"))
        close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)

    def say(self, kind: str, text: str, offer: str = "") -> None:
        colours = theme.tokens()
        name, colour = ("warning", colours.bad) if kind == "error" else ("info", colours.accent)
        self.set_text(text, name, colour)
        self._undo.hide()
        self._set_offer(offer)
        self.show()
        if kind == "error":
            self._timer.stop()
        else:
            self._timer.start(_SHOWN_FOR)

    @Slot(str)
    def say_done(self, text: str) -> None:
        """About the newest step, with a button that takes it back."""
        self.say("info", text)
        self._undo.show()
        self._timer.start(_OFFERED_FOR)

    @Slot()
    def withdraw_offer(self) -> None:
        """It is about a project that is no longer open."""
        self._offer.hide()

    @Slot()
    def withdraw_undo(self) -> None:
        """Another step is the newest one now: the button would take back that."""
        self._undo.hide()

    def _set_offer(self, offer: str) -> None:
        self._offered = offer
        self._offer.setVisible(bool(offer))
        if offer:
            name, text, meaning = OFFERS[offer][0], tr(OFFERS[offer][1]), tr(OFFERS[offer][2])
            self._offer.setIcon(icon(name))
            self._offer.setText(f" {text}")
            self._offer.setToolTip(meaning)
            self._offer.setAccessibleName(text)

    @Slot()
    def _on_offer(self) -> None:
        """The message stays: what was offered may be given up."""
        self.offer_taken.emit(self._offered)

    def _on_undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()
