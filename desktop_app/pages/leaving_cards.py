"""The cards of the Export page that write files: labels and predictions, images by class, embeddings. Parts of Export."""

from pathlib import Path

from PySide6.QtWidgets import QSpinBox

from core.operations.leaving import by_class, coco, embeddings, image_folder, labels_file
from core.operations.leaving.choice import Survey
from core.words import tr
from desktop_app.errand import Errand
from desktop_app.pages.asking_where import ask_file, ask_folder
from desktop_app.pages.choice_row import ChoiceRow
from desktop_app.pages.leaving_card import LeavingCard
from desktop_app.session import Session
from desktop_app.theme import grown
from desktop_app.widgets.wheel_guard import WheelGuard

_PER_CENT = 100
_NUMBER = 120  # pixels of a field


class LabelsCard(LeavingCard):
    """One row or entry per image: CSV, JSON or COCO."""

    def __init__(self, session: Session, errand: Errand) -> None:
        text = tr("Path, label and where it came from, prediction and how sure it is, one for each image.")
        super().__init__(session, errand, tr("Labels and predictions"), text)
        self.format = self.add_choice(
            tr("Format"),
            (
                (tr("CSV, for spreadsheets and notebooks"), "csv"),
                (tr("JSON, with classes and classifier"), "json"),
                (tr("COCO, for classification (JSON)"), "coco"),
            ),
        )
        self.add_images(ChoiceRow("all"))
        self.add_foot(tr("Save…"), "export")

    def sentence(self, survey: Survey) -> tuple[str, bool]:
        assert self.choices is not None
        chosen = survey.of(self.choices.choice)
        count, labelled, guessed = (
            int(chosen.sum()),
            int((chosen & survey.labelled).sum()),
            int((chosen & survey.predicted).sum()),
        )
        if not count:
            return tr("No image is chosen."), False
        said = tr("1 image" if count == 1 else "{count:,} images", count=count)
        more = tr("{images}: {labelled:,} labelled, {guessed:,} with a prediction alone.",
                  images=said, labelled=labelled, guessed=guessed)  # fmt: skip
        return more, True

    def ask(self) -> None:
        form = self.format.currentData()
        name, kinds = (
            ("labels.csv", tr("CSV files (*.csv)")) if form == "csv" else (f"{'coco' if form == 'coco' else 'labels'}.json",
                                                                         tr("JSON files (*.json)"))
        )  # fmt: skip
        place = ask_file(self, self._session, tr("Save labels and predictions"), name, kinds)
        if place is not None:
            self.write(*place)

    def write(self, target: Path, overwrite: bool = False) -> None:
        assert self.choices is not None
        write = coco.write if self.format.currentData() == "coco" else labels_file.write
        choice = self.choices.choice
        self.start(lambda project, tell: write(project, target, choice, overwrite=overwrite, tell=tell))


class ImagesCard(LeavingCard):
    """A folder per class, or a tree to train from; copies or links."""

    def __init__(self, session: Session, errand: Errand) -> None:
        text = tr("The images in folders by label, or by prediction where there is no label. Nothing is moved.")
        super().__init__(session, errand, tr("Images by class"), text)
        self.shape = self.add_choice(
            tr("Folders"),
            (
                (tr("One per class"), "classes"),
                (tr("ImageFolder, to train with"), "tree"),
                (tr("ImageFolder, train and validation"), "split"),
            ),
        )
        self.share = QSpinBox(minimum=1, maximum=90, value=round(_PER_CENT * image_folder.SHARE), singleStep=5, suffix=" %")
        self.share.setToolTip(tr("This share of each class, the same images each time; copies of an image stay on one side"))
        self.share.setAccessibleName(tr("Share for validation"))
        self.share.setMaximumWidth(grown(_NUMBER))
        WheelGuard(self.share)
        self.add_field(tr("Validation"), self.share)
        self.means = self.add_choice(
            tr("Files"),
            (
                (tr("Copies"), "copy"),
                (tr("Symbolic links"), "symbolic"),
                (tr("Hard links"), "hard"),
            ),
        )
        self.means.setToolTip(
            tr(
                "Links take no room. A symbolic link breaks when the images move; a hard link is the same file under a second "
                "name, so whoever changes it changes your image, and must lie on the same disk."
            )
        )
        self.add_images(ChoiceRow("all"))
        self.add_foot(tr("Choose a folder…"), "folder")
        self.shape.currentIndexChanged.connect(self._on_shape)
        self._on_shape()

    def sentence(self, survey: Survey) -> tuple[str, bool]:
        assert self.choices is not None
        chosen = survey.of(self.choices.choice) & survey.classed
        count = int(chosen.sum())
        if not count:
            return tr("None of the images chosen has a class."), False
        said = tr("1 image" if count == 1 else "{count:,} images", count=count)
        if self.means.currentData() != "copy":
            return tr("{images} with a class, as links.", images=said), True
        size = float(survey.file_sizes[chosen].sum())
        return tr("{images} with a class, {size} of copies.", images=said, size=_in_bytes(size)), True

    def ask(self) -> None:
        classes = self.shape.currentData() == "classes"
        stem = self._session.project.path.stem if self._session.project is not None else "images"
        name = tr("{project} by class", project=stem) if classes else tr("{project} to train with", project=stem)
        target = ask_folder(self, self._session, tr("Choose an empty folder, or one to make it in"), name, mix=classes)
        if target is not None:
            self.write(target)

    def write(self, target: Path) -> None:
        assert self.choices is not None
        choice, means, shape = self.choices.choice, self.means.currentData(), self.shape.currentData()
        if shape == "classes":
            self.start(lambda project, tell: by_class.write(project, target, choice, means=means, tell=tell))
            return
        share = self.share.value() / _PER_CENT if shape == "split" else 0.0
        self.start(lambda project, tell: image_folder.write(project, target, choice, share=share, means=means, tell=tell))

    def _on_shape(self) -> None:
        """Who trains wants labels; who sorts wants all that has a class."""
        assert self.choices is not None
        self._form.setRowVisible(self.share, self.shape.currentData() == "split")
        self.choices.set_which("all" if self.shape.currentData() == "classes" else "labelled")


class EmbeddingsCard(LeavingCard):
    """The vectors of the current encoder."""

    def __init__(self, session: Session, errand: Errand) -> None:
        text = tr("The vectors of the current encoder, with labels, predictions and places on the map.")
        super().__init__(session, errand, tr("Embeddings"), text)
        self.format = self.add_choice(
            tr("Format"),
            ((tr("NumPy (npz)"), "npz"), (tr("CSV, for pandas and Parquet"), "csv")),
        )
        self.add_images(ChoiceRow("all"))
        self.add_foot(tr("Save…"), "export")

    def sentence(self, survey: Survey) -> tuple[str, bool]:
        assert self.choices is not None
        count = int((survey.of(self.choices.choice) & survey.embedded).sum())
        if not count:
            return tr("None of the images chosen is embedded."), False
        encoder = self._session.snapshot.encoder
        if encoder is None:
            return tr("1 embedding." if count == 1 else "{count:,} embeddings.", count=count), True
        return tr(
            "1 embedding of “{encoder}”." if count == 1 else "{count:,} embeddings of “{encoder}”.",
            count=count,
            encoder=encoder.name,
        ), True

    def ask(self) -> None:
        ending = self.format.currentData()
        kinds = tr("NumPy files (*.npz)") if ending == "npz" else tr("CSV files (*.csv)")
        place = ask_file(self, self._session, tr("Save embeddings"), f"embeddings.{ending}", kinds)
        if place is not None:
            self.write(*place)

    def write(self, target: Path, overwrite: bool = False) -> None:
        assert self.choices is not None
        choice = self.choices.choice
        self.start(lambda project, tell: embeddings.write(project, target, choice, overwrite=overwrite, tell=tell))


def _in_bytes(size: float) -> str:
    if size < 1000:
        return tr("1 byte" if size == 1 else "{size:,.0f} bytes", size=size)
    for unit in ("kB", "MB"):
        size /= 1000
        if size < 1000:
            return f"{size:,.0f} {unit}"
    size /= 1000
    return f"{size:,.1f} GB"
