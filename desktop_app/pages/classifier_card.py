"""The classifier as ONNX, or classifier or encoder as safetensors, written and checked by a run in the background. Part of
Export."""

from functools import partial
from importlib import util
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMessageBox

from core.jobs.events import Done, Failed, Progress, Stopped
from core.operations.leaving import classifier_files
from core.records import EncoderCard
from core.specs import ExportSpec
from core.words import tr
from desktop_app.errand import Errand
from desktop_app.pages.asking_where import ask_file
from desktop_app.pages.leaving_card import LeavingCard
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate

Kind = Literal["onnx", "classifier", "encoder"]
_NEEDED = ("onnx", "onnxscript", "onnxruntime")


def missing() -> str:
    """Which packages are not there, in a sentence that says how to get them; "" if all are."""
    gone = [name for name in _NEEDED if util.find_spec(name) is None]
    if not gone:
        return ""
    return tr(
        'ONNX files need more packages ({names}). Install them with: pip install "labelight[onnx]"', names=", ".join(gone)
    )


class ClassifierCard(LeavingCard):
    """Starts the stage `export`, and says what it checked. Shows no images to choose: it is about the classifier in use, or its
    encoder."""

    def __init__(self, session: Session, errand: Errand) -> None:
        text = tr(
            "ONNX holds everything from pixels to probabilities; an example in Python and a model card lie beside it. "
            "Safetensors are for torch, with a card in JSON."
        )
        super().__init__(session, errand, tr("Classifier"), text)
        self.format = self.add_choice(
            tr("Format"),
            (
                (tr("ONNX, for other programs"), "onnx"),
                (tr("Classifier as safetensors"), "classifier"),
                (tr("Encoder as safetensors"), "encoder"),
            ),
        )
        self._missing = missing()
        self._target: Path | None = None
        self.add_foot(tr("Save…"), "export")
        self._stop.clicked.connect(self._on_stop)
        session.run_updated.connect(self._on_run_updated)
        self._renew()

    def _renew(self) -> None:
        kind, card, encoder = self._kind, self._session.snapshot.classifier, self._encoder()
        why, about = self._why, ""
        if kind == "encoder":
            about = "" if encoder is None else self._about_encoder(encoder)
            why = why or (tr("The images are not embedded yet.") if encoder is None else None)
        else:
            about = "" if card is None else _about(len(card.class_ids), card.labels)
            why = why or (tr("There is no classifier yet. Train one first.") if card is None else None)
        why = why or (self._missing if kind == "onnx" else "") or self._session.read_only or None
        self.renew_with(why, about)

    @property
    def _kind(self) -> Kind:
        kind: Kind = self.format.currentData()
        return kind

    def _encoder(self) -> EncoderCard | None:
        """That of the classifier, unless that has one of its own inside: both files together are then a whole. Else the one in
        use."""
        now = self._session.snapshot
        if now.classifier is not None and now.classifier.mode == "linear":
            number = now.classifier.encoder
            return next((card for card in now.encoders if card.id == number), now.encoder)
        return now.encoder

    def _about_encoder(self, encoder: EncoderCard) -> str:
        card = self._session.snapshot.classifier
        if card is not None and card.encoder == encoder.id and card.mode == "linear":
            return tr("“{encoder}”, the encoder of the classifier.", encoder=encoder.name)
        return tr("“{encoder}”, the encoder in use.", encoder=encoder.name)

    def ask(self) -> None:
        kind, title = self._kind, self._title()
        ending = classifier_files.ENDINGS[kind][0]
        name = f"encoder{ending}" if kind == "encoder" else f"classifier{ending}"
        kinds = tr("ONNX files (*.onnx)") if kind == "onnx" else tr("Safetensors files (*.safetensors)")
        place = ask_file(self, self._session, title, name, kinds)
        if place is not None and (not place[1] or self._may_replace(place[0])):
            self.write(*place)

    def _title(self) -> str:
        return tr("Save the encoder") if self._kind == "encoder" else tr("Save the classifier")

    def _may_replace(self, target: Path) -> bool:
        """The dialog has asked about the file itself, but not about those that are written beside it."""
        there = [file for file in classifier_files.beside(target, self._kind) if file.exists()]
        if not there:
            return True
        names = ", ".join(file.name for file in there)
        if self._kind == "onnx":
            question = tr("An example and a model card are written beside it. Replace {names} as well?", names=names)
        else:
            question = tr("A card in JSON is written beside it. Replace {names} as well?", names=names)
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        box = QMessageBox(QMessageBox.Icon.Question, self._title(), question, yes | no, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        return box.exec() == yes

    def write(self, target: Path, overwrite: bool = False) -> None:
        """Begin, if the files may be written there."""
        self.forget()
        encoder = self._encoder()
        if self._kind == "encoder" and encoder is not None:
            spec = partial(classifier_files.encoder, target=target, name=str(encoder.id), overwrite=overwrite)
        else:
            make = classifier_files.onnx if self._kind == "onnx" else classifier_files.classifier
            spec = partial(make, target=target, overwrite=overwrite)
        self._session.ask(spec, self._begin)

    def _begin(self, spec: ExportSpec) -> None:
        self._target = Path(spec.target)
        self._bar.set_fraction(None)
        self._show_progress(True)
        self._session.start("export", spec)

    @Slot()
    def _on_stop(self) -> None:
        running = self._session.running
        if running is not None and running.stage == "export":
            self._session.stop()

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        if update.stage != "export" or self._target is None:
            return
        event = update.event
        if isinstance(event, Progress) and event.total:
            self._bar.set_fraction(event.step / event.total)
        elif isinstance(event, Done | Failed | Stopped):
            target, self._target = self._target, None
            self._show_progress(False)
            if isinstance(event, Done):
                self.say(event.result["sentence"], target.parent)
                if not self.isVisible():
                    self._session.said.emit("info", self.outcome)
            elif isinstance(event, Failed):
                self.say(event.message)
            self._renew()


def _about(classes: int, labels: int) -> str:
    return tr("{classes:,} classes, learnt from {labels:,} labels.", classes=classes, labels=labels)
