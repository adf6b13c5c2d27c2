"""Versions: the classifiers made so far, one of them beside the one in use, and the way back to it. Part of Train."""

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from core.operations import versions
from core.operations.versions import Pairing, Version
from core.project.project import Project
from core.records import ClassifierCard
from core.words import tr, tr_later
from desktop_app.pages.asking import Asking
from desktop_app.pages.parts import GAP, Card, button, label
from desktop_app.session import Session
from desktop_app.theme import grown, is_large
from desktop_app.widgets.columns import Columns
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.wrap_row import WrapRow

_COLUMNS = (tr_later("Classifier"), tr_later("Made"), tr_later("Labels"), tr_later("Encoder"), tr_later("Right"))
_ENCODER = 3  # the column that takes the room there is
_NUMBERS = 2  # the column that is set to the right
_LOWEST = 180  # pixels: four versions are seen at once
_ONLY = tr_later("This is the only classifier so far. Train again, and both are compared here on the same labels.")
_COMPARING = tr_later("Comparing…")
_IN_USE = tr_later("This one is in use. Go to another one to compare it.")
Answer = tuple[Version, Pairing | None]


class VersionsPanel(Card):
    """Reads the session. `card` is the one gone to: the page shows its numbers. Another one in use is gone to by itself."""

    gone_to = Signal()  # `card` is another one
    rows_wanted = Signal(object)  # rows int64: show these alone, selected

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Versions"))
        self._session = session
        self._used: int | None = None
        self._listed: list[tuple[Any, ...]] = []
        self._pair: Pairing | None = None
        self._make_table()
        self._facts = label(kind="muted")
        self._sentence = label()
        self._classes = label(kind="muted")
        self._use = button(tr("Use this one"), "check", self._on_use)
        self._use.setToolTip(tr("Predictions, Label the rest and Export work with it until the next training"))
        self._show = button(tr("Show where they differ"), "eye", self._on_show)
        self._show.setToolTip(tr("On the Label page: the images that one alone has right"))
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        for part in (self._facts, self._sentence, self._classes):
            right.addWidget(part)
        right.addStretch(1)
        buttons = WrapRow(GAP, GAP)
        buttons.add(self._use, self._show)
        right.addLayout(buttons)
        line = Columns(2 * GAP)
        line.add(self._table, least=400)
        line.add(beside, least=280)
        self.body.addLayout(line)
        self._asking = Asking(self, session, self._question, self._on_answer)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._refresh)
        self._refresh()

    @property
    def card(self) -> ClassifierCard | None:
        """The classifier gone to; None if there is none."""
        place = self._table.currentRow()
        number = self._listed[place][0] if 0 <= place < len(self._listed) else None
        return next((card for card in self._session.snapshot.classifiers if card.id == number), None)

    @property
    def in_use(self) -> bool:
        """Whether the one gone to is the one in use."""
        return self.card is not None and self.card.id == self._used

    def go_to_used(self) -> None:
        self._go_to(self._used)

    def _make_table(self) -> None:
        self._table = QTableWidget(0, len(_COLUMNS))
        self._table.setHorizontalHeaderLabels([tr(name) for name in _COLUMNS])
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if not is_large():  # beside large text the columns take more than there is, and the table scrolls
            header.setSectionResizeMode(_ENCODER, QHeaderView.ResizeMode.Stretch)
        for column in range(len(_COLUMNS)):
            self._table.horizontalHeaderItem(column).setTextAlignment(_alignment(column))
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.setMinimumHeight(grown(_LOWEST))
        self._table.setAccessibleName(tr("Classifiers made so far"))
        self._table.currentCellChanged.connect(self._on_moved)

    @Slot()
    def _refresh(self) -> None:
        now = self._session.snapshot
        used = now.classifier.id if now.classifier is not None else None
        names = {card.id: card.name for card in now.encoders}
        listed = [_row(card, names.get(card.encoder, ""), card.id == used) for card in reversed(now.classifiers)]
        before = self.card
        if listed != self._listed:
            self._listed = listed
            self._fill()
        wanted = before.id if before is not None and used == self._used else used
        self._used = used
        self._go_to(wanted)
        self._asking.renew()

    def _fill(self) -> None:
        with QSignalBlocker(self._table):
            self._table.setRowCount(len(self._listed))
            for place, texts in enumerate(self._listed):
                for column, text in enumerate(texts[1:]):
                    item = QTableWidgetItem(text)
                    item.setTextAlignment(_alignment(column))
                    self._table.setItem(place, column, item)

    def _go_to(self, number: int | None) -> None:
        place = next((n for n, texts in enumerate(self._listed) if texts[0] == number), -1)
        if place != self._table.currentRow():
            self._table.setCurrentCell(place, 0)

    @Slot()
    def _on_moved(self) -> None:
        self._asking.renew()
        self.gone_to.emit()

    def _question(self) -> Any:
        if self._session.project is None or self.card is None or self._used is None:
            return None
        self._tell(tr(_ONLY if len(self._listed) == 1 else _IN_USE if self.in_use else _COMPARING))
        return partial(_look, self.card.id, self._used)

    def _on_answer(self, answer: Answer | None) -> None:
        if answer is None:
            self._facts.setText("")
            self._tell(tr("There is no classifier yet."))
            return
        version, pair = answer
        spec = (
            tr("Spec: {settings}.", settings=version.settings)
            if version.settings
            else tr("How it was trained is not known any more.")
        )
        many = len(version.card.class_ids)
        classes = tr("1 class" if many == 1 else "{count:,} classes", count=many)
        self._facts.setText(
            tr("Classifier {id}, {classes}; {kind}. {spec}", id=version.card.id, classes=classes, kind=version.kind, spec=spec)
        )
        if pair is not None:
            self._tell(pair.sentence, pair)

    def _tell(self, text: str, pair: Pairing | None = None) -> None:
        self._pair = pair
        self._sentence.setText(text)
        self._classes.setText(pair.by_class() if pair is not None else "")
        self._classes.setVisible(bool(self._classes.text()))
        set_disabled_reason(self._use, text if self.card is None or self.in_use else self._session.read_only or None)
        apart = pair is not None and bool(pair.only_first or pair.only_second)
        set_disabled_reason(self._show, None if apart else text)

    def _on_use(self) -> None:
        self._table.setFocus()  # the pressed button is disabled
        if self.card is not None:
            self._session.use_classifier(self.card.id)

    def _on_show(self) -> None:
        if self._pair is not None:
            shown = self._session.snapshot.images
            ids = np.array(sorted(self._pair.only_first + self._pair.only_second), np.int64)
            self.rows_wanted.emit(shown.rows(ids[np.isin(ids, shown.ids)]))


def _row(card: ClassifierCard, encoder: str, in_use: bool) -> tuple[Any, ...]:
    """The id, and the texts of the columns."""
    name = tr("{id}, in use", id=card.id) if in_use else str(card.id)
    return card.id, name, versions.when(card), f"{card.labels:,}", encoder, versions.score(card)


def _look(number: int, used: int, project: Project) -> Answer:
    version = next(v for v in versions.every(project) if v.card.id == number)
    return version, versions.compare(project, number, used) if number != used else None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
