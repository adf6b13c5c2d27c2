"""Export: take labels, images, classifier and embeddings away, and use the classifier on another folder."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.operations import strangers
from core.operations.leaving.choice import Survey, survey
from core.operations.leaving.left import Left
from core.project import encoders
from core.project.project import Project
from core.words import tr
from desktop_app.errand import Errand
from desktop_app.importing import Importer
from desktop_app.pages.asking import Asking
from desktop_app.pages.classifier_card import ClassifierCard
from desktop_app.pages.leaving_card import LeavingCard
from desktop_app.pages.leaving_cards import EmbeddingsCard, ImagesCard, LabelsCard
from desktop_app.pages.parts import GAP, Card, button, label, page_layout, row, scrolling
from desktop_app.pages.predict_panel import PredictPanel
from desktop_app.pages.watch_card import WatchCard
from desktop_app.session import Session
from desktop_app.widgets.columns import Columns
from desktop_app.widgets.reasons import set_disabled_reason

_COLUMNS = 2


class ExportPage(QWidget):
    """Every card says what it is about, asks where to, writes there in the background, and says what it wrote. The folder of
    the images is never written to."""

    def __init__(self, session: Session, importer: Importer) -> None:
        super().__init__()
        self._session, self._importer = session, importer
        self._survey: Survey | None = None
        self._errand = Errand(session, self)
        self.predict_panel = PredictPanel(session, self._errand)
        self.watch_card = WatchCard(session)
        self.labels_card = LabelsCard(session, self._errand)
        self.images_card = ImagesCard(session, self._errand)
        self.classifier_card = ClassifierCard(session, self._errand)
        self.embeddings_card = EmbeddingsCard(session, self._errand)
        self._cards: tuple[LeavingCard, ...] = (
            self.labels_card,
            self.images_card,
            self.classifier_card,
            self.embeddings_card,
        )
        self._buttons: dict[str, QPushButton] = {"csv": self.labels_card.run}
        self._below = label(kind="muted")
        self._state = label(kind="muted")
        self._lay_out()
        self._asking = Asking(self, session, self._question, self._on_survey)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._refresh)
        for signal in (session.opened, session.closed):
            signal.connect(self._forget)
        session.selection.changed.connect(self._on_selection)
        session.said.connect(self._on_said)
        self._errand.ended.connect(self._on_ended)
        importer.imported.connect(self._state.setText)
        self._refresh()

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = page_layout(inside)
        layout.addWidget(label(tr("Take the results away"), kind="title"))
        layout.addWidget(label(tr("Nothing is ever written into the folder of your images."), kind="muted"))
        for place in range(0, len(self._cards), _COLUMNS):
            line = Columns(2 * GAP)
            for card in self._cards[place : place + _COLUMNS]:
                line.add(card, least=400)
            layout.addLayout(line)
        for panel in (self.predict_panel, self.watch_card, self._import_card()):
            layout.addWidget(panel)
        layout.addWidget(self._below)
        layout.addWidget(self._state)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside))

    def _import_card(self) -> Card:
        card = Card(tr("Bring labels in"))
        text = tr(
            "From a table with the columns path and label, a COCO file, another project, or the names of the sub-folders. "
            "You see before what would happen, decide where labels differ, and can take it back in one step."
        )
        card.body.addWidget(label(text, kind="muted"))
        card.body.addStretch(1)
        self._buttons["import"] = button(tr("Import labels…"), "import", self._on_import)
        self._buttons["folders"] = button(tr("From sub-folders…"), "folder", self._on_folders)
        self._buttons["folders"].setToolTip(tr("Each image gets the name of the folder it lies in as its label"))
        card.body.addLayout(row(self._buttons["import"], self._buttons["folders"], None))
        return card

    # What the cards are about

    @Slot()
    def _refresh(self) -> None:
        now = self._session.snapshot
        nothing = tr("Open a project or choose a folder of images first.") if self._session.project is None else None
        no_images = nothing or (None if len(now.images) else tr("There are no images yet."))
        anything = now.classifier is not None or bool(now.label_counts())
        no_labels = no_images or (None if anything else tr("There are no labels and no predictions yet."))
        no_vectors = no_images or (None if now.embedded else tr("The images are not embedded yet."))
        self._whys = (no_labels, no_labels, nothing, no_vectors)
        for key in ("import", "folders"):
            set_disabled_reason(self._buttons[key], no_images or self._session.read_only or None)
        self._below.setText(_in_words(now.none_below))
        self._below.setVisible(now.none_below != strangers.OFF)
        self._tell_cards()
        self._on_selection()
        if hasattr(self, "_asking"):
            self._asking.renew()

    def _question(self) -> object:
        return _look if self._session.project is not None else None

    def _on_survey(self, found: Survey | None) -> None:
        self._survey = found
        self._tell_cards()

    def _tell_cards(self) -> None:
        for card, why in zip(self._cards, self._whys, strict=True):
            card.refresh(why, self._survey)

    @Slot()
    def _on_selection(self) -> None:
        ids, rows = self._session.snapshot.images.ids, self._session.selection.rows
        chosen = tuple(ids[rows].tolist()) if len(rows) and int(rows[-1]) < len(ids) else ()
        for card in self._cards:
            if card.choices is not None:
                card.choices.set_selected(chosen)

    @Slot()
    def _forget(self) -> None:
        """What was said is about another project, or did not come to its end."""
        self._state.setText("")
        self._survey = None
        for card in self._cards:
            card.forget()

    @Slot(str, str)
    def _on_said(self, kind: str, _text: str) -> None:
        if kind == "error":  # it is shown at the foot of the window
            self._state.setText("")

    @Slot(object)
    def _on_ended(self, end: object) -> None:
        """Its card says it; whoever went to another page meanwhile is told there."""
        if isinstance(end, Left) and not self.isVisible():
            self._session.said.emit("info", end.text)

    def write_csv(self, target: Path) -> None:
        self.labels_card.write(target)

    # Classifying another folder, and labels from elsewhere

    def predict(self, folder: Path, target: Path) -> None:
        """Classify this folder in the background; the CSV is written when that is done."""
        self.predict_panel.predict(folder, target)

    def import_labels(self, source: Path) -> None:
        """Shows what taking over this file would do."""
        self._importer.from_file(source)

    def _on_import(self) -> None:
        self._importer.choose()

    def _on_folders(self) -> None:
        self._importer.from_folders()


def _look(project: Project) -> Survey:
    """Reads nothing but columns: some ten milliseconds for ten thousand images."""
    card = encoders.in_use(project)
    return survey(project, encoders.embedded_ids(project, card.id) if card is not None else np.empty(0, np.int64))


def _in_words(below: float) -> str:
    if below == strangers.OFF:
        return ""
    return tr(
        "Predictions of images less familiar than {share} are written as “{name}”, and such images are copied into no folder. "
        "The threshold is moved on the Label page; how familiar an image is, the trained classifier says.",
        share=strangers.in_words(below),
        name=strangers.STRANGER,
    )
