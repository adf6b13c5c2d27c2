"""Did learning help? What the newest comparison found, and the way to overrule it. Part of the Learn page."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.records import EncoderCard, Run
from core.words import tr
from desktop_app.pages.parts import GAP, Card, button, label
from desktop_app.session import Session
from desktop_app.widgets.columns import Columns
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.wrap_row import WrapRow

_CANDIDATES = ("before", "after", "both")


class ComparisonPanel(Card):
    """Hidden until an encoder was compared, or waits for it. It asks the session and decides nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Did learning help?"))
        self._session = session
        self._before: EncoderCard | None = None
        self._after: EncoderCard | None = None
        self._numbers = {name: label(kind="title") for name in _CANDIDATES}
        self._meanings = {name: label(kind="muted") for name in _CANDIDATES}
        columns = Columns(2 * GAP)
        for name in _CANDIDATES:
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(self._numbers[name])
            column.addWidget(self._meanings[name])
            column.addStretch(1)
            columns.add(part, least=120)
        self._sentence = label()
        self._use_before = button(tr("Use the one before"), "undo", self._on_use_before)
        self._use_after = button(tr("Use the new one"), "check", self._on_use_after)
        self._compare = button(tr("Compare now"), "play", session.compare_waiting)
        self.body.addLayout(columns)
        self.body.addWidget(self._sentence)
        buttons = WrapRow(GAP, GAP)
        buttons.add(self._use_before, self._use_after, self._compare)
        self.body.addLayout(buttons)
        for signal in (session.opened, session.closed, session.changed, session.run_updated, session.rested):
            signal.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        now = self._session.snapshot
        run = now.comparison
        card_of: dict[Any, EncoderCard] = {str(card.id): card for card in now.encoders}
        if now.waiting is not None:
            self._before, self._after = now.encoder, now.waiting
        elif run is not None:
            self._before, self._after = card_of.get(run.spec.get("before")), card_of.get(run.spec.get("encoder"))
        self.setVisible(self._before is not None and self._after is not None and (run or now.waiting) is not None)
        if now.waiting is not None:
            self._show_waiting(now.waiting)
        elif run is not None:
            self._show(run)
        for chosen, card in ((self._use_before, self._before), (self._use_after, self._after)):
            chosen.setVisible(card is not None and now.encoder is not None and card.id != now.encoder.id)
            set_disabled_reason(chosen, self._session.read_only or None)
        self._compare.setVisible(now.waiting is not None and not self._session.busy and not self._session.read_only)

    def _show_waiting(self, card: EncoderCard) -> None:
        self._set_figures({}, "")
        self._sentence.setText(
            tr(
                "“{name}” has not been compared yet. That is done once it has embedded all images; till then nothing changes.",
                name=card.name,
            )
        )

    def _show(self, run: Run) -> None:
        found: dict[str, Any] = run.result
        if found["after"] is None:
            self._set_figures({name: f"{value:,.1f}" for name, value in found["rankme"].items()}, tr("effective rank"))
        else:
            self._set_figures({name: f"{found[name]:.1%}" for name in _CANDIDATES}, tr("right"))
        self._sentence.setText(found["sentence"])

    def _set_figures(self, figures: dict[str, str], what: str) -> None:
        """Numbers by candidate; one that is missing is not shown."""
        for name in _CANDIDATES:
            self._numbers[name].setVisible(name in figures)
            self._meanings[name].setVisible(name in figures)
            meaning = f"{what}, {self._in_words(name)}"
            self._numbers[name].setText(figures.get(name, ""))
            self._numbers[name].setAccessibleName(meaning)
            self._meanings[name].setText(meaning)

    def _in_words(self, name: str) -> str:
        card = {"before": self._before, "after": self._after}.get(name)
        if card is None:
            return tr("both together")
        used = self._session.snapshot.encoder
        said = tr("before: {name}" if name == "before" else "now: {name}", name=card.name)
        return tr("{said} (in use)", said=said) if used is not None and card.id == used.id else said

    def _on_use_before(self) -> None:
        if self._before is not None:
            self._session.use_encoder(self._before.id)

    def _on_use_after(self) -> None:
        if self._after is not None:
            self._session.use_encoder(self._after.id)
