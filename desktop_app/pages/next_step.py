"""The foot of the class list: the button to what is to be labelled next, and a line that says where one is."""

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.classify.strategies import STRATEGIES
from core.words import tr, tr_later
from desktop_app.icons import icon
from desktop_app.pages.grid_tools import NEXT_KEY
from desktop_app.pages.parts import GAP, button, label, row
from desktop_app.pages.strategy_menu import StrategyButton
from desktop_app.session import Session
from desktop_app.suggestions import Suggestions
from desktop_app.theme import is_large

_FEW = 5  # labels per class up to which the button is what one is most likely to want next
_LINES, _LINES_OF_LARGE = 4, 2
_TIP = tr_later("The images it pays most to label, and why ({key})")
_MORE_TIP = tr_later("Other images, for what the classifier knows by now ({key})")


class NextStep(QWidget):
    """Reads the session, its selection and the suggestions; `wanted` when the button is pressed or a strategy is chosen."""

    wanted = Signal()

    def __init__(self, session: Session, suggestions: Suggestions) -> None:
        super().__init__()
        self._session, self._selection, self._suggestions = session, session.selection, suggestions
        self._shown = False  # whether what is suggested is
        self.button = button(tr("Label next"), "spark", self.wanted.emit)
        self.button.setText(tr(" Suggest more"))
        more = self.button.sizeHint().width()
        self.button.setText(tr(" Label next"))
        self.button.setMinimumWidth(max(more, self.button.sizeHint().width()))  # whichever of the two it says
        self.strategies = StrategyButton()
        self.strategies.chosen.connect(self._on_strategy)
        self.line = label(kind="muted")
        self.line.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Room for its longest text, so that what is above it does not move under the pointer as images are selected; beside
        # large text the classes need that room more.
        lines = _LINES_OF_LARGE if is_large() else _LINES
        self.line.setMinimumHeight(lines * self.line.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        line = row(self.button, self.strategies, spacing=2)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(self.line)
        for signal in (session.opened, session.closed, session.changed, session.answered, suggestions.ready):
            signal.connect(self.refresh)
        self._selection.changed.connect(self.refresh)
        self._selection.current_changed.connect(self.refresh)
        self.refresh()

    def set_shown(self, shown: bool) -> None:
        """Whether what is suggested is shown now: only then is there something to say of those that are labelled."""
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def refresh(self) -> None:
        """Say how it is now."""
        self.strategies.set_strategy(self._suggestions.strategy)
        all_done = len(self._suggestions.rows) > 0 and not len(self._suggestions.left)
        self.button.setText(tr(" Suggest more") if all_done else tr(" Label next"))
        self.button.setToolTip(tr(_MORE_TIP if all_done else _TIP, key=NEXT_KEY))
        nothing_to_do = not self._selection.mask.any() and self._has_few_labels()
        self._set_accent((all_done and self._reason() != "") or nothing_to_do)
        self.line.setText(self._in_words(all_done))

    def _set_accent(self, accent: bool) -> None:
        if bool(self.button.property("accent")) != accent:
            self.button.setProperty("accent", accent)
            self.button.setIcon(icon("spark", "on_accent" if accent else None))
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)

    def _has_few_labels(self) -> bool:
        now = self._session.snapshot
        labels = sum(count for code, count in now.label_counts().items() if code > 0)
        return bool(len(now.images)) and labels < _FEW * max(len(now.classes), 2)

    def _reason(self) -> str:
        """Why the current image is suggested, where that is what one is at: elsewhere one that is selected and has no label."""
        current = self._selection.current
        chosen = bool(np.isin(current, self._selection.rows)) and self._suggestions.is_left(current)
        return self._suggestions.reason(current) if self._shown or chosen else ""

    @Slot(str)
    def _on_strategy(self, strategy: str) -> None:
        self._suggestions.set_strategy(strategy)
        self.wanted.emit()

    def _in_words(self, all_done: bool) -> str:
        if self._session.project is None:
            return ""
        chosen = int(self._selection.mask.sum())
        if self._reason() and chosen <= 1:
            count, left = len(self._suggestions.rows), len(self._suggestions.left)
            if all_done:
                return tr("All {count:,} are labelled. {key} suggests more.", count=count, key=NEXT_KEY)
            reason = self._reason()
            title = tr(STRATEGIES[self._suggestions.strategy].title)
            return tr(
                "Suggested ({strategy}): {reason}. {labelled:,} of {count:,} labelled.",
                strategy=title.lower(),
                reason=f"{reason[:1].lower()}{reason[1:]}",
                labelled=count - left,
                count=count,
            )
        selected = tr("{chosen:,} selected. ", chosen=chosen) if chosen else ""
        if self._session.snapshot.labelled_classes() < 2:
            return selected + tr("Label one image of each of two classes, and every image gets a prediction.")
        return selected + tr("Predictions follow every label.")
