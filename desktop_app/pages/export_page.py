"""Export: take labels and predictions away, and use the classifier on another folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from core.jobs.events import Done, Failed, Progress, is_end
from core.operations import evaluation, exporting, strangers
from core.operations.labelling import read_truth
from core.project import labels
from core.project.project import Project
from core.specs import PredictSpec
from desktop_app.pages.parts import GAP, Card, button, label, page_layout, row
from desktop_app.session import Session
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.worker_thread import RunUpdate


class ExportPage(QWidget):
    """Every action asks where to, writes there, and says what it wrote. The folder of the images is never written to."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._target: Path | None = None
        layout = page_layout(self)
        layout.addWidget(label("Take the results away", kind="title"))
        layout.addWidget(label("Nothing is ever written into the folder of your images.", kind="muted"))
        self._buttons: dict[str, QPushButton] = {}
        grid = QGridLayout()
        grid.setSpacing(2 * GAP)
        for place, (key, heading, text, caption, name, slot) in enumerate(self._actions()):
            card = Card(heading)
            card.body.addWidget(label(text, kind="muted"))
            card.body.addStretch(1)
            made = button(caption, name, slot)
            self._buttons[key] = made
            card.body.addLayout(row(made, None))
            grid.addWidget(card, place // 2, place % 2)
        layout.addLayout(grid)
        self._below = label(kind="muted")
        self._state = label(kind="muted")
        layout.addWidget(self._below)
        layout.addWidget(self._state)
        layout.addStretch(1)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._refresh)
        for signal in (session.opened, session.closed):
            signal.connect(self._forget)
        session.said.connect(self._on_said)
        session.run_updated.connect(self._on_run_updated)
        self._refresh()

    def _actions(self) -> tuple[tuple[str, str, str, str, str, object], ...]:
        return (
            (
                "csv",
                "Labels and predictions",
                "One row per image: path, your label and where it came from, the prediction and its confidence.",
                "Save as CSV…",
                "export",
                self._on_csv,
            ),
            (
                "folders",
                "A folder per class",
                "Copies of the images, sorted by label, or by prediction where there is no label. Nothing is moved.",
                "Copy into folders…",
                "folder",
                self._on_folders,
            ),
            (
                "predict",
                "Classify another folder",
                "The classifier looks at new images and writes a CSV: path, label, confidence, how familiar it looks.",
                "Choose a folder…",
                "play",
                self._on_predict,
            ),
            (
                "embeddings",
                "Embeddings",
                "The vectors of the current encoder and the places on the map, as a NumPy file for notebooks.",
                "Save embeddings…",
                "map",
                self._on_embeddings,
            ),
            (
                "import",
                "Bring labels in",
                "A CSV with the columns path and label. One step to undo; unknown paths are told.",
                "Import labels…",
                "import",
                self._on_import,
            ),
        )

    def _refresh(self) -> None:
        now, project = self._session.snapshot, self._session.project
        nothing = "Open a project or choose a folder of images first." if project is None else None
        no_images = nothing or (None if len(now.images) else "There are no images yet.")
        no_classifier = nothing or (None if now.classifier else "There is no classifier yet. Train one first.")
        anything = now.classifier is not None or bool(now.label_counts())
        no_labels = no_images or (None if anything else "There are no labels and no predictions yet.")
        reasons = {
            "csv": no_labels,
            "folders": no_labels,
            "predict": no_classifier or self._session.read_only or None,
            "embeddings": no_images or (None if now.embedded else "The images are not embedded yet."),
            "import": no_images or self._session.read_only or None,
        }
        self._below.setText(_in_words(now.none_below))
        self._below.setVisible(now.none_below != strangers.OFF)
        for key, reason in reasons.items():
            set_disabled_reason(self._buttons[key], reason)

    def _forget(self) -> None:
        """What was said is about another project, or did not come to its end."""
        self._state.setText("")

    @Slot(str, str)
    def _on_said(self, kind: str, _text: str) -> None:
        if kind == "error":  # it is shown at the foot of the window
            self._forget()

    def _on_csv(self) -> None:
        self._ask_file("Save labels and predictions", "labels.csv", "CSV files (*.csv)", self.write_csv)

    def write_csv(self, target: Path) -> None:
        self._session.ask(partial(_write_csv, target), self._tell)

    def _on_folders(self) -> None:
        text = QFileDialog.getExistingDirectory(self, "Choose an empty folder for the copies")
        if text:
            self._state.setText("Copying…")
            self._session.ask(partial(_copy, Path(text)), self._tell)

    def _on_embeddings(self) -> None:
        self._ask_file("Save embeddings", "embeddings.npz", "NumPy files (*.npz)", self.write_embeddings)

    def write_embeddings(self, target: Path) -> None:
        self._session.ask(partial(_write_embeddings, target), self._tell)

    def _on_predict(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Choose a folder of images to classify")
        if folder:
            self._ask_file("Save the predictions", "predictions.csv", "CSV files (*.csv)", partial(self.predict, Path(folder)))

    def predict(self, folder: Path, target: Path) -> None:
        """Classify this folder in the background; the CSV is written when that is done."""
        self._target = target
        self._session.start("predict", PredictSpec(folder=str(folder)))

    def _on_import(self) -> None:
        text, _ = QFileDialog.getOpenFileName(self, "Import labels", "", "CSV files (*.csv)")
        if text:
            self.import_labels(Path(text))

    def import_labels(self, source: Path) -> None:
        self._session.edit(partial(_import, source), self._tell_import)

    def _ask_file(self, title: str, name: str, kinds: str, then: object) -> None:
        project = self._session.project
        place = str(project.path.with_name(name)) if project is not None else name
        text, _ = QFileDialog.getSaveFileName(self, title, place, kinds)
        if text:
            then(Path(text))

    def _tell(self, sentence: str) -> None:
        self._state.setText(sentence)
        self._session.said.emit("info", sentence)

    def _tell_import(self, outcome: tuple[object, labels.Imported]) -> None:
        imported = outcome[1]
        unknown = f" {len(imported.unknown_paths):,} paths are not in this project." if imported.unknown_paths else ""
        self._tell(f"{imported.labels:,} labels were imported, {len(imported.new_classes)} new classes.{unknown}")

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        if update.stage != "predict":
            return
        event = update.event
        if isinstance(event, Progress) and event.total:
            self._state.setText(f"Classifying: {event.step:,} of {event.total:,}")
        elif isinstance(event, Failed):
            self._state.setText(event.message)
        elif isinstance(event, Done) and self._target is not None and update.run is not None:
            table = update.run.result.get("table", [])
            self._session.ask(partial(_write_table, self._target, table), self._tell)
        if event is not None and is_end(event):
            self._target = None


def _in_words(below: float) -> str:
    if below == strangers.OFF:
        return ""
    return (
        f"Predictions of images less familiar than {strangers.in_words(below)} are written as “{strangers.STRANGER}”, and such "
        "images are copied into no folder. The threshold is moved on the Label page; how familiar an image is, the trained "
        "classifier says."
    )


def _write_csv(target: Path, project: Project) -> str:
    count, note = exporting.write_labels(project, target)
    return f"{count:,} rows are in {target}. {note}".rstrip()


def _copy(target: Path, project: Project) -> str:
    count, note = exporting.copy_by_class(project, target)
    if not count:
        return f"Every image that has a class is in {target} already; nothing was copied. {note}".rstrip()
    return f"{count:,} images were copied into {target}. The originals stay where they are. {note}".rstrip()


def _write_embeddings(target: Path, project: Project) -> str:
    count = exporting.write_embeddings(project, target)
    return f"{count:,} embeddings are in {target}."


def _write_table(target: Path, table: list[dict[str, object]], project: Project) -> str:
    told = strangers.told(project, table)
    exporting.write_csv(target, evaluation.COLUMNS, told.rows)
    return f"{len(table):,} predictions are in {target}. {told.sentence}".rstrip()


def _import(source: Path, project: Project) -> tuple[object, labels.Imported]:
    return labels.import_by_path(project, read_truth(source))
