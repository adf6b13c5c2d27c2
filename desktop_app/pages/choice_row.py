"""Which images an export is about: a list of choices, and how sure a prediction must be. Part of Export."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from core.operations.leaving.choice import Choice, Which
from core.words import tr, tr_later
from desktop_app.pages.parts import GAP
from desktop_app.widgets.elided_choice import ElidedChoice
from desktop_app.widgets.wheel_guard import WheelGuard

_WORDS: dict[Which, str] = {
    "all": tr_later("All images"),
    "labelled": tr_later("Labelled images"),
    "sure": tr_later("Labelled or predicted"),
    "predicted": tr_later("Predicted, no label"),
    "selected": tr_later("Selected images"),
}
_SURE = 90  # per cent


class ChoiceRow(QWidget):
    """`choice` says what is chosen; those with a confidence have a field for it."""

    changed = Signal()

    def __init__(self, first: Which) -> None:
        super().__init__()
        self._selected: tuple[int, ...] = ()
        self.which = ElidedChoice(12)
        self.which.setAccessibleName(tr("Which images"))
        for which, words in _WORDS.items():
            self.which.addItem(tr(words), which)
        self.set_which(first)
        self.confidence = QSpinBox(minimum=0, maximum=100, value=_SURE, singleStep=5)
        self.confidence.setPrefix(tr("at least "))
        self.confidence.setSuffix(" %")
        self.confidence.setAccessibleName(tr("The least confidence of a prediction"))
        for field in (self.which, self.confidence):
            WheelGuard(field)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self.which, 1)
        line.addWidget(self.confidence)
        self.which.currentIndexChanged.connect(self._on_changed)
        self.confidence.valueChanged.connect(self.changed)
        self._on_changed()

    @property
    def choice(self) -> Choice:
        which: Which = self.which.currentData()
        sure = self.confidence.value() / 100 if which in ("sure", "predicted") else 0.0
        return Choice(which, sure, self._selected if which == "selected" else ())

    def set_which(self, which: Which) -> None:
        self.which.setCurrentIndex(list(_WORDS).index(which))

    def set_selected(self, ids: tuple[int, ...]) -> None:
        """The images that are selected now."""
        if ids == self._selected:
            return
        self._selected = ids
        text = tr("Selected images ({count:,})", count=len(ids)) if ids else tr(_WORDS["selected"])
        with QSignalBlocker(self.which):
            self.which.setItemText(list(_WORDS).index("selected"), text)
        if self.which.currentData() == "selected":
            self.changed.emit()

    @Slot()
    def _on_changed(self) -> None:
        self.confidence.setVisible(self.which.currentData() in ("sure", "predicted"))
        self.changed.emit()
