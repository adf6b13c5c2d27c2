"""Label the rest: how many predictions are sure enough to become labels, a look at them, and the edit. Part of Train."""

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox

from core.operations import rest
from core.operations.rest import Accepted, Rest
from core.project.project import Project
from core.records import Change
from core.words import tr, tr_later
from desktop_app.pages.asking import Asking
from desktop_app.pages.parts import GAP, Card, button, label, row
from desktop_app.session import Session
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.wrap_row import WrapRow

_PRECISIONS = (0.90, 0.95, 0.98, 0.99)
_FIRST = 0.95
_NO_CLASSIFIER = tr_later("There is no classifier yet. Once one is trained, what it is sure of can become labels.")
_NO_PROJECT = tr_later("Open a project or choose a folder of images first.")
_LOOKING = tr_later("Looking at what the classifier is sure of…")


class RestPanel(Card):
    """Reads the session; the numbers come from the project, for the labels there are at that moment."""

    rows_wanted = Signal(object)  # rows int64: show these alone, selected
    left_wanted = Signal(object)  # rows int64: show these alone, least sure first

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Label the rest"))
        self._session = session
        self._rest: Rest | None = None
        self._precision = QComboBox()
        self._precision.setAccessibleName(tr("How many of the predictions that become labels shall be right"))
        for part in _PRECISIONS:
            self._precision.addItem(f"{part:.0%}", part)
        self._precision.setCurrentIndex(_PRECISIONS.index(_FIRST))
        self._precision.currentIndexChanged.connect(self._show)
        caption = label(tr("Of the predictions that become labels, right shall be"), kind="muted")
        caption.setBuddy(self._precision)
        self._line = label()
        self._line.setMinimumHeight(3 * self._line.fontMetrics().lineSpacing())  # buttons stay where they are
        self._accept = button(tr("Label them"), "check", self._on_accept, kind="accent")
        self._look = button(tr("Show them"), "eye", self._on_look)
        self._left = button(tr("Show what is left"), "grid", self._on_left)
        self._left.setToolTip(tr("What would stay without a label, the least sure first"))
        asked = row()
        asked.addWidget(caption, 1)
        asked.addWidget(self._precision)
        self.body.addLayout(asked)
        self.body.addWidget(self._line)
        buttons = WrapRow(GAP, GAP)
        buttons.add(self._accept, self._look, self._left)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        self._asking = Asking(self, session, self._question, self._on_rest)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._renew)
        self._show()

    @property
    def precision(self) -> float:
        """The part that shall be right, 0..1."""
        return float(self._precision.currentData())

    def _question(self) -> Any:
        return rest.look if self._session.snapshot.classifier is not None else None

    def _renew(self) -> None:
        self._rest = None if self._session.snapshot.classifier is None else self._rest
        self._asking.renew()

    def _on_rest(self, found: Rest | None) -> None:
        self._rest = found
        self._show()

    @Slot()
    def _show(self) -> None:
        why = self._reason()
        found = self._rest
        if found is None or why is not None:
            self._line.setText(why or "")
            for each in (self._accept, self._look, self._left):
                set_disabled_reason(each, why)
            return
        sentence, choice = found.sentence(self.precision), found.choice(self.precision)
        self._line.setText(sentence)
        nobody_sure = None if choice is not None else sentence
        set_disabled_reason(self._accept, nobody_sure or self._session.read_only or None)
        set_disabled_reason(self._look, nobody_sure)
        nothing = len(found.ids) == (choice.count if choice is not None else 0)
        set_disabled_reason(self._left, tr("Nothing is left without a label.") if nothing else None)

    def _reason(self) -> str | None:
        """Why nothing can be done here, None if it can."""
        if self._session.project is None:
            return tr(_NO_PROJECT)
        if self._session.snapshot.classifier is None:
            return tr(_NO_CLASSIFIER)
        if self._rest is None:
            return tr(_LOOKING)
        if self._rest.newer:
            return tr(
                "1 label is newer than the classifier. Train again, then label the rest."
                if self._rest.newer == 1
                else "{newer:,} labels are newer than the classifier. Train again, then label the rest.",
                newer=self._rest.newer,
            )
        return None

    def _on_accept(self) -> None:
        self.setFocus()  # the pressed button is disabled
        self._session.edit(partial(_accept, self.precision), self._on_accepted)

    def _on_accepted(self, outcome: tuple[Change, Accepted] | Accepted) -> None:
        if isinstance(outcome, Accepted):
            self._session.said.emit("info", outcome.sentence)
        else:
            self._session.done.emit(outcome[1].sentence)

    def _on_look(self) -> None:
        self.rows_wanted.emit(self._rows(slice(None, self._count())))

    def _on_left(self) -> None:
        self.left_wanted.emit(self._rows(slice(self._count(), None)))

    def _count(self) -> int:
        choice = self._rest.choice(self.precision) if self._rest is not None else None
        return choice.count if choice is not None else 0

    def _rows(self, part: slice) -> np.ndarray:
        ids = self._rest.ids[part] if self._rest is not None else np.empty(0, np.int64)
        return self._session.snapshot.images.rows(np.sort(ids))


def _accept(precision: float, project: Project) -> tuple[Change, Accepted] | Accepted:
    """Asked anew, for the labels there are when the edit is made."""
    done = rest.accept(project, precision=precision, dry_run=False)
    return (done.change, done) if done.change is not None else done
