"""The classifier as an ONNX file, written and checked by a run in the background. Part of Export."""

from functools import partial
from importlib import util
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMessageBox

from core.jobs.events import Done, Failed, Progress, Stopped
from core.operations.leaving import classifier_files
from core.specs import ExportSpec
from core.words import tr
from desktop_app.errand import Errand
from desktop_app.pages.asking_where import ask_file
from desktop_app.pages.leaving_card import LeavingCard
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate

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
    """Starts the stage `export`, and says what it checked. Shows no images to choose: it is about the classifier in use."""

    def __init__(self, session: Session, errand: Errand) -> None:
        text = tr(
            "One ONNX file with everything inside, from pixels to probabilities, for other programs and machines; beside it an "
            "example in Python and a model card."
        )
        super().__init__(session, errand, tr("Classifier"), text)
        self._missing = missing()
        self._target: Path | None = None
        self.add_foot(tr("Save as ONNX…"), "train")
        self._stop.clicked.connect(self._on_stop)
        session.run_updated.connect(self._on_run_updated)
        self._renew()

    def _renew(self) -> None:
        card = self._session.snapshot.classifier
        why = self._why
        if why is None:
            if card is None:
                why = tr("There is no classifier yet. Train one first.")
            else:
                why = self._missing or self._session.read_only or None
        self.renew_with(why, "" if card is None else _about(len(card.class_ids), card.labels))

    def ask(self) -> None:
        place = ask_file(self, self._session, tr("Save the classifier"), "classifier.onnx", tr("ONNX files (*.onnx)"))
        if place is not None and (not place[1] or self._may_replace(place[0])):
            self.write(*place)

    def _may_replace(self, target: Path) -> bool:
        """The dialog has asked about the file itself, but not about those that are written beside it."""
        there = [file for file in classifier_files.beside(target) if file.exists()]
        if not there:
            return True
        names = ", ".join(file.name for file in there)
        question = tr("An example and a model card are written beside it. Replace {names} as well?", names=names)
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        box = QMessageBox(QMessageBox.Icon.Question, tr("Save the classifier"), question, yes | no, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        return box.exec() == yes

    def write(self, target: Path, overwrite: bool = False) -> None:
        """Begin, if the files may be written there."""
        self.forget()
        self._session.ask(partial(classifier_files.onnx, target=target, overwrite=overwrite), self._begin)

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
