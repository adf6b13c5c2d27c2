"""How a classifier did on the labels that were left out: what it took for what, and whether it is as right as it is sure."""

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar

from core.classify.reliability import FEWEST, Reliability, reliability
from core.operations.left_out import left_out
from core.records import ClassifierCard
from core.words import tr, tr_later
from desktop_app.pages.parts import Card, label
from desktop_app.widgets.confusion_matrix import ConfusionMatrix
from desktop_app.widgets.reliability_chart import ReliabilityChart

_TABS = (tr_later("Mix-ups"), tr_later("How sure it is"))
_CELLS = tr_later("Rows: your labels. Columns: predictions. Click a cell to see its images.")


class JudgedCard(Card):
    """One of two pictures at a time; a click on either asks for the images behind it."""

    ids_wanted = Signal(object)  # int64 [n], ids of images

    def __init__(self) -> None:
        super().__init__()
        self._card: ClassifierCard | None = None
        self._found: Reliability | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pictures of how it did"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for text in _TABS:
            self.tabs.setTabToolTip(self.tabs.addTab(tr(text)), tr(text))
        self.tabs.setUsesScrollButtons(False)  # in a narrow window names end in …
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.caption = label(kind="muted")
        self.matrix, self.chart = ConfusionMatrix(), ReliabilityChart()
        self._stack = QStackedWidget()
        for part in (self.matrix, self.chart):
            self._stack.addWidget(part)
        # As high as there is room for: what they would like to have must not make a page scroll that need not.
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.caption)
        self.body.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self.matrix.cell_clicked.connect(self._on_cell)
        self.chart.bin_clicked.connect(self._on_bin)
        self._on_tab()

    def show_judged(self, card: ClassifierCard, names: list[str]) -> None:
        """Its classes under these names."""
        self._card, known = card, left_out(card)
        self._found = reliability(known.confidence, known.right)
        self.matrix.set_matrix(np.array(card.details.get("confusion", np.zeros((len(names), len(names)))), np.int64), names)
        self.chart.set_empty_text(
            tr("Too few labels to draw"),
            tr("From {FEWEST} labels on it shows how often it is as right as it is sure.", FEWEST=FEWEST),
        )
        self.chart.set_found(self._found, known.confidence)
        self._on_tab()

    @Slot()
    def _on_tab(self) -> None:
        place = self.tabs.currentIndex()
        self._stack.setCurrentIndex(place)
        self.caption.setText(tr(_CELLS) if place == 0 else self._in_words())
        self.caption.setVisible(bool(self.caption.text()))

    def _in_words(self) -> str:
        if self._found is None:
            return ""
        points = round(100 * self._found.error)
        off = tr(
            "On average it is less than a point off."
            if points == 0
            else "On average it is 1 point off."
            if points == 1
            else "On average it is {points} points off.",
            points=points,
        )
        return f"{self._found.sentence} {off}"

    @Slot(int, int)
    def _on_cell(self, true: int, predicted: int) -> None:
        if self._card is not None:
            known, names = left_out(self._card), self._card.class_ids
            self._want(known.ids[(known.given == names[true]) & (known.said == names[predicted])])

    @Slot(int)
    def _on_bin(self, place: int) -> None:
        if self._found is not None and self._card is not None:
            self._want(left_out(self._card).ids[self._found.bins[place].members])

    def _want(self, wanted: np.ndarray) -> None:
        if len(wanted):
            self.ids_wanted.emit(np.sort(wanted))
