"""Train: make a classifier from the labels, and see honestly how good it is."""

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.jobs.events import Done, Failed, Note, Progress, is_end
from core.operations.evaluation import in_words, too_few
from core.records import ClassifierCard
from core.specs import FinetuneSpec
from core.words import tr, tr_later
from desktop_app.pages.check_panel import CheckPanel
from desktop_app.pages.judged_card import JudgedCard
from desktop_app.pages.parts import GAP, Card, Figure, button, label, page_layout, row, scrolling
from desktop_app.pages.rest_panel import RestPanel
from desktop_app.pages.second_look_panel import SecondLookPanel
from desktop_app.pages.versions_panel import VersionsPanel
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.theme import grown
from desktop_app.widgets.columns import Columns
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.wrap_row import Choice
from desktop_app.worker_thread import RunUpdate

_MODES = (
    ("auto", tr_later("Choose by itself")),
    ("linear", tr_later("On the embeddings (seconds)")),
    ("full", tr_later("The whole encoder (minutes)")),
)
_LOWEST = 330  # pixels in which the matrix can be read and two lines of the second look are seen
_NARROWEST = 290  # in which the names of the classes can be read
_COLUMNS = (tr_later("Class"), tr_later("Labels"), tr_later("Found"), tr_later("Right"))
_MEANINGS = (
    "",
    tr_later("Labels of the class that were left out in turn"),
    tr_later("How many of its images were taken for it (recall)"),
    tr_later("How many of those taken for it were of it (precision)"),
)


class TrainPage(QWidget):
    """The numbers come from labels the classifier was not fitted to; a matrix cell selects the images in it."""

    rows_wanted = Signal(object)  # rows int64: show these on the Label page
    left_wanted = Signal(object)  # rows int64: show these there, least sure first
    drawn_wanted = Signal(object)  # rows int64, drawn at random: show these there, to be labelled

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._card: ClassifierCard | None = None
        self._names: list[str] = []  # of its classes, as they are called now
        self._outcome = ""
        page = QWidget()  # in a small window it scrolls, and nothing is squeezed
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(page))
        layout = page_layout(page)
        layout.addWidget(label(tr("Train a classifier"), kind="title"))
        layout.addLayout(self._make_controls())
        self._versions = VersionsPanel(session)
        self._versions.gone_to.connect(self._refresh)
        self._versions.rows_wanted.connect(self.rows_wanted)
        self._versions.hide()
        layout.addWidget(self._versions)
        self._say = label(kind="heading")
        self._how = label(kind="muted")
        layout.addWidget(self._say)
        layout.addWidget(self._how)
        self._figures = {
            "accuracy": Figure(tr("right on images it was not trained on")),
            "labels": Figure(tr("labels it learnt from")),
        }
        layout.addLayout(self._make_overview())
        layout.addLayout(self._make_details(pictures), 1)
        for signal in (session.opened, session.closed):
            signal.connect(self._forget)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._refresh)
        session.run_updated.connect(self._on_run_updated)
        self._refresh()

    def _make_controls(self) -> Columns:
        self._mode = Choice(tr("How to train"))
        for key, text in _MODES:
            self._mode.addItem(tr(text), key)
        self._mode.setToolTip(tr("With few labels per class, a classifier on the embeddings is the better one."))
        self._run = button(tr("Train"), "train", self._on_train, kind="accent")
        self._stop = button(tr("Stop"), "stop", self._session.stop)
        self._state = label(kind="muted")
        self._open = button(tr("Versions"), "history", self._on_open)
        self._open.setCheckable(True)
        self._open.setToolTip(tr("The classifiers made so far: compare them, go back to one"))
        line = Columns(GAP)
        line.add(_beside(self._run, self._mode, self._stop), 2)
        line.add(self._state, 5, least=260)
        line.add(self._open, 1)
        line.setAlignment(self._open, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return line

    def _make_details(self, pictures: Pictures) -> Columns:
        self._judged = JudgedCard()
        self._judged.ids_wanted.connect(self._on_ids_wanted)
        table = Card(tr("Class by class"))
        self._table = QTableWidget(0, len(_COLUMNS))
        self._table.setHorizontalHeaderLabels([tr(name) for name in _COLUMNS])
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(len(_COLUMNS)):
            self._table.horizontalHeaderItem(column).setTextAlignment(_alignment(column))
            self._table.horizontalHeaderItem(column).setToolTip(tr(_MEANINGS[column]))
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._table.setShowGrid(False)
        self._table.setAccessibleName(tr("Scores of each class"))
        table.body.addWidget(self._table, 1)
        self._cards = (self._judged, table)
        self._second = SecondLookPanel(self._session, pictures)
        self._second.rows_wanted.connect(self.rows_wanted)
        line = Columns(2 * GAP)
        # As high as there is room for: what they would like to have must not make a page scroll that need not.
        for part in (self._table, self._second.list):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        for card, share in ((self._judged, 5), (table, 4), (self._second, 5)):
            card.setMinimumHeight(grown(_LOWEST))
            line.add(card, share, least=_NARROWEST)
        return line

    def _make_overview(self) -> Columns:
        """How good it is, and beside it what that allows."""
        self._numbers = QWidget()  # hidden with what is in it, or its place would stay empty
        figures = QVBoxLayout(self._numbers)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(2 * GAP)
        for figure in self._figures.values():
            figures.addWidget(figure, 1)
        self._check = CheckPanel(self._session)
        self._check.rows_wanted.connect(self.drawn_wanted)
        self._rest = RestPanel(self._session)
        self._rest.rows_wanted.connect(self.rows_wanted)
        self._rest.left_wanted.connect(self.left_wanted)
        line = Columns(2 * GAP)
        line.add(self._numbers, 3, least=180)
        line.add(self._check, 4, least=270)
        line.add(self._rest, 6, least=320)
        return line

    def _forget(self) -> None:
        """What was said is about another project."""
        self._outcome = ""

    def _refresh(self) -> None:
        now = self._session.snapshot
        training = self._session.running is not None and self._session.running.stage == "finetune"
        set_disabled_reason(self._run, self._reason(training))
        self._stop.setVisible(training)
        if not training:
            self._state.setText(self._reason(training) or self._outcome or _few_labels_hint(now.label_counts()))
        many = len(now.classifiers)
        self._open.setText(tr(" {many:,} versions" if many > 1 else " Versions", many=many))
        set_disabled_reason(self._open, None if many else tr("There is no classifier yet."))
        if not many and self._open.isChecked():
            self._open.setChecked(False)
            self._versions.hide()
        card = self._versions.card
        if card is None or card is not self._card or self._names_of(card) != self._names:
            self._show(card)

    def _reason(self, training: bool) -> str | None:
        if self._session.project is None:
            return tr("Open a project or choose a folder of images first.")
        if self._session.read_only:
            return self._session.read_only
        if training:
            return tr("Training is going on already.")
        if self._session.snapshot.labelled_classes() < 2:
            return tr("A classifier needs labels of at least two classes. Label some images of each on the Label page.")
        if not self._session.snapshot.embedded:
            return tr("The images are not embedded yet; that happens by itself and takes a moment.")
        return None

    def _names_of(self, card: ClassifierCard) -> list[str]:
        """A class that was renamed since has its new name; one that was deleted the name it had."""
        now = {c.id: c.name for c in self._session.snapshot.classes}
        return [now.get(i, name) for i, name in zip(card.class_ids, card.class_names, strict=True)]

    def _show(self, card: ClassifierCard | None) -> None:
        self._card = card
        self._names = self._names_of(card) if card is not None else []
        for part in (self._numbers, *self._cards, self._check):
            part.setVisible(card is not None)
        self._check.set_card(card)
        if card is None:
            self._say.setText(tr("No classifier yet"))
            self._how.setText(tr("Label a few images of each class, then train. Ten per class is a good beginning."))
            return
        details = card.details
        self._say.setText(in_words(card.accuracy, card.interval, details.get("how", "")))
        curve = details.get("curve") or {}
        other = "" if self._versions.in_use else tr("This is classifier {id}, which is not the one in use.", id=card.id)
        self._how.setText(" ".join(filter(None, (other, details.get("reason", ""), curve.get("sentence", "")))))
        counts = np.array(details.get("confusion", np.zeros((0, 0))), np.int64)
        self._show_figures(card, counts)
        self._judged.show_judged(card, self._names)
        self._fill_table(counts)

    def _show_figures(self, card: ClassifierCard, counts: np.ndarray) -> None:
        low, high = card.interval or (0.0, 1.0)
        few = too_few(counts, self._names) if len(counts) else ""
        judged = tr("right on labels of yours that were left out ({low:.0%} to {high:.0%}).", low=low, high=high)
        self._figures["accuracy"].set("–" if card.accuracy is None else f"{card.accuracy:.0%}", f"{judged} {few}".strip())
        self._figures["labels"].set(
            f"{card.labels:,}", tr("labels of {count:,} classes it learnt from", count=len(card.class_names))
        )

    def _fill_table(self, counts: np.ndarray) -> None:
        self._table.setRowCount(len(self._names) if len(counts) else 0)
        for place, name in enumerate(self._names if len(counts) else ()):
            right, given, said = counts[place, place], counts[place].sum(), counts[:, place].sum()
            found = f"{right / given:.0%}" if given else "–"
            precise = f"{right / said:.0%}" if said else "–"
            for column, text in enumerate((name, f"{given:,}", found, precise)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_alignment(column))
                self._table.setItem(place, column, item)

    def _on_train(self) -> None:
        self.setFocus()  # the pressed button is disabled, and would hand the focus to a choice that a stray key then changes
        self._outcome = ""
        self._state.setText(tr("Starting: the compute process loads its libraries."))
        self._session.start("finetune", FinetuneSpec(mode=self._mode.currentData()))

    def _on_open(self) -> None:
        self._versions.setVisible(self._open.isChecked())
        if not self._open.isChecked():
            self._versions.go_to_used()  # what is seen without the list is what is in use

    @Slot(object)
    def _on_ids_wanted(self, ids: np.ndarray) -> None:
        rows = self._session.snapshot.images.rows(ids)
        if len(rows):
            self.rows_wanted.emit(rows)

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        if update.stage != "finetune":
            return
        event = update.event
        if isinstance(event, Note):
            self._state.setText(event.text)
        elif isinstance(event, Progress) and event.total:
            self._state.setText(tr("{share:.0%} done", share=event.step / event.total))
        if isinstance(event, Failed):
            self._outcome = event.message
        elif isinstance(event, Done):
            self._outcome = tr("Done. Every image has a new prediction.")
        if event is None or is_end(event):
            self._refresh()


def _beside(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*parts, None))
    return made


def _alignment(column: int) -> Qt.AlignmentFlag:
    """Names to the left, numbers to the right, their headings above them."""
    return (Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignVCenter


def _few_labels_hint(counts: dict[int, int]) -> str:
    fewest = min((n for code, n in counts.items() if code > 0), default=0)
    return tr("Fewer than five labels in a class: the number will be rough.") if 0 < fewest < 5 else ""
