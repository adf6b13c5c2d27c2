"""Check it: what images drawn at random say about the classifier, and a draw of more of them. Part of Train."""

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import Signal

from core.classify.drawn import Drawn
from core.operations import random_check
from core.records import ClassifierCard
from core.words import tr, tr_later
from desktop_app.pages.asking import Asking
from desktop_app.pages.parts import Card, button, label, row
from desktop_app.session import Session
from desktop_app.widgets.reasons import set_disabled_reason

_NO_PROJECT = tr_later("Open a project or choose a folder of images first.")
_NONE_LEFT = tr_later("Every image has a label or a mark: there is none left to draw.")


class CheckPanel(Card):
    """Reads the session; the number is asked of the project, for the labels there are at that moment."""

    rows_wanted = Signal(object)  # rows int64: show these alone, to be labelled one by one

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._card: ClassifierCard | None = None
        self.body.setSpacing(2)
        self._number = label("–", kind="title")
        self._say = label(kind="muted")
        self._draw = button(tr("Label {NUMBER} drawn at random", NUMBER=random_check.NUMBER), "label", self._on_draw)
        self._draw.setToolTip(
            tr("Shows them alone on the Label page. Only a random draw says how good it is on the whole folder.")
        )
        self.body.addWidget(self._number)
        self.body.addWidget(self._say)
        self.body.addStretch(1)
        self.body.addLayout(row(self._draw, None))
        self.setAccessibleName(tr("How good it is on images drawn at random"))
        self._asking = Asking(self, session, self._question, self._on_drawn)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._renew)
        self._renew()

    def set_card(self, card: ClassifierCard | None) -> None:
        """The classifier it is about."""
        if card is not self._card:
            self._card = card
            self._renew()

    def _question(self) -> Any:
        there = self._session.project is not None and self._card is not None
        return partial(random_check.look, card=self._card) if there else None

    def _renew(self) -> None:
        self._asking.renew()
        set_disabled_reason(self._draw, self._reason())

    def _reason(self) -> str | None:
        if self._session.project is None:
            return tr(_NO_PROJECT)
        if self._session.read_only:
            return self._session.read_only
        return None if (self._session.snapshot.images.label_codes == 0).any() else tr(_NONE_LEFT)

    def _on_drawn(self, found: Drawn | None) -> None:
        found = found if found is not None else Drawn()
        self._number.setText("–" if found.accuracy is None else f"{found.accuracy:.0%}")
        self._say.setText(found.beside_the_number)
        self.setAccessibleDescription(found.sentence)

    def _on_draw(self) -> None:
        self.setFocus()  # the pressed button may be disabled before long
        self._session.keep(random_check.draw, self._on_draw_made)

    def _on_draw_made(self, ids: np.ndarray) -> None:
        shown = self._session.snapshot.images
        rows = shown.rows(ids[np.isin(ids, shown.ids)])
        if len(rows):
            self.rows_wanted.emit(np.sort(rows))
        else:
            self._session.said.emit("info", tr(_NONE_LEFT))
