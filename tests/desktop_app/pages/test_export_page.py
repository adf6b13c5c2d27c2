"""The Export page says what happened, and nothing that is not so."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.jobs.events import Done, Stopped
from core.operations import strangers
from core.operations.leaving.left import Left, Tell
from core.project import classifiers, encoders, labels
from core.project.project import Project
from core.records import Change, ClassifierCard, EncoderCard, Run
from core.specs import ExportSpec
from desktop_app.importing import Importer
from desktop_app.pages import classifier_card
from desktop_app.pages.export_page import ExportPage
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.import_dialog import ImportDialog
from desktop_app.worker_thread import RunUpdate


@pytest.fixture
def page(qtbot, session: Session) -> Iterator[ExportPage]:
    around, pictures = QWidget(), Pictures(session)
    qtbot.addWidget(around)
    page = ExportPage(session, Importer(session, pictures, around))
    qtbot.addWidget(page)
    yield page
    pictures.close()


@pytest.fixture
def shown(qtbot, session: Session, page: ExportPage) -> Iterator[ExportPage]:
    """The page as it is looked at, once it knows its images. Files 00.png to 05.png are there, the others are not."""
    for n in range(6):
        (session.snapshot.images.folder / f"{n:02d}.png").write_bytes(b"x" * 1000)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: page._survey is not None)
    yield page
    page.close()


def test_every_card_says_what_it_is_about_before_it_writes(shown: ExportPage, session: Session) -> None:
    assert shown.labels_card._about.text() == "20 images: 4 labelled, 0 with a prediction alone."
    assert shown.images_card._about.text() == "4 images with a class, 4 bytes of copies."
    assert shown.embeddings_card._about.text() == "20 embeddings of “bundled”."
    assert shown.classifier_card._about.text() == "There is no classifier yet. Train one first."
    assert not shown.classifier_card.run.isEnabled()
    shown.labels_card.choices.set_which("predicted")
    assert shown.labels_card._about.text() == "No image is chosen."
    assert not shown.labels_card.run.isEnabled()


def test_the_selected_images_can_be_chosen(shown: ExportPage, session: Session) -> None:
    shown.images_card.choices.set_which("selected")
    assert not shown.images_card.run.isEnabled()
    session.selection.apply(np.array([0, 1, 10]), "replace")
    assert shown.images_card.choices.which.currentText() == "Selected images (3)"
    assert shown.images_card._about.text().startswith("2 images with a class")
    assert shown.images_card.run.isEnabled()


@pytest.mark.parametrize(("form", "name"), [("csv", "labels.csv"), ("json", "labels.json"), ("coco", "coco.json")])
def test_a_file_is_named_counted_and_shown_in_its_folder(
    qtbot, shown: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, name: str
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (asked.append(a[2]), (str(tmp_path / "mine"), ""))[1])
    card = shown.labels_card
    card.format.setCurrentIndex(card.format.findData(form))
    qtbot.mouseClick(card.run, Qt.MouseButton.LeftButton)
    target = (tmp_path / "mine").with_suffix(Path(name).suffix)
    qtbot.waitUntil(lambda: str(target) in card.outcome)
    assert asked == [str(tmp_path / name)]
    assert card.outcome.startswith("20 ")
    assert target.exists()
    qtbot.mouseClick(card._show, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path)]


def test_nothing_is_replaced_that_the_dialog_did_not_ask_about(
    qtbot, session: Session, shown: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    with qtbot.waitSignal(session.said) as told:
        shown.labels_card.ask()
    assert told.args[0] == "error"
    assert (tmp_path / "mine.csv").read_text() == "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine.csv"), ""))
    shown.labels_card.ask()
    qtbot.waitUntil(lambda: "20 rows" in shown.labels_card.outcome)
    assert (tmp_path / "mine.csv").read_text().startswith("path,")


def test_images_go_into_folders_and_a_tree(qtbot, shown: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    card = shown.images_card
    qtbot.mouseClick(card.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "4 images were copied" in card.outcome)
    assert sorted(p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.png")) == [
        "a/00.png", "a/02.png", "b/01.png", "b/03.png",
    ]  # fmt: skip
    card.shape.setCurrentIndex(card.shape.findData("split"))
    assert card.choices.choice.which == "labelled"
    card.write(tmp_path / "tree")
    qtbot.waitUntil(lambda: "2 images to train with and 2 for validation" in card.outcome)
    assert {p.parent.parent.name for p in (tmp_path / "tree").rglob("*.png")} == {"train", "val"}


@pytest.mark.parametrize(("answer", "made"), [("Make", "p by class"), ("Put", ""), ("Cancel", None)])
def test_a_folder_with_other_things_is_asked_about(
    qtbot, shown: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, made: str | None
) -> None:
    def choose(box: QMessageBox) -> None:
        next(b for b in box.buttons() if answer in b.text()).click()

    place = tmp_path / "full"
    place.mkdir()
    (place / "mine.txt").write_text("mine")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    monkeypatch.setattr(QMessageBox, "exec", choose)
    shown.images_card.ask()
    if made is None:
        assert not shown._errand.going
    else:
        qtbot.waitUntil(lambda: "4 images" in shown.images_card.outcome)
        assert (place / made / "a" / "00.png").exists()
    assert (place / "mine.txt").read_text() == "mine"


def test_an_export_can_be_stopped_while_labels_go_on(qtbot, session: Session, shown: ExportPage, tmp_path: Path) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slow(_project: Project, tell: Tell) -> Left:
        tell(0, 10)
        began.set()
        go_on.wait(10)
        tell(1, 10)
        raise AssertionError("it was to be stopped")

    card = shown.images_card
    card.start(slow)
    qtbot.waitUntil(lambda: card._about.text() == "0 of 10")
    assert began.wait(10)
    assert "Something else is being written" in shown.labels_card._about.text()
    assert not shown.labels_card.run.isEnabled()
    with qtbot.waitSignal(session.changed):  # an edit does not wait for it
        session.edit(lambda project: labels.assign(project, images=[9], class_id=1))
    qtbot.mouseClick(card._stop, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(lambda: card.outcome.startswith("Stopped."))
    assert card.run.isVisible()
    qtbot.waitUntil(lambda: shown.labels_card.run.isEnabled())


def test_closing_the_project_ends_what_is_being_written(qtbot, session: Session, shown: ExportPage) -> None:
    def slow(_project: Project, tell: Tell) -> Left:
        while True:
            tell(0, 10)
            time.sleep(0.01)

    shown.images_card.start(slow)
    session.close()
    assert not shown._errand.going
    assert shown.images_card.outcome == ""


def test_copying_that_fails_does_not_say_that_it_goes_on(qtbot, session: Session, page: ExportPage) -> None:
    with qtbot.waitSignal(session.said) as told:
        page.images_card.write(session.snapshot.images.folder)
    assert told.args[0] == "error"
    assert "never written to" in told.args[1]
    assert page.images_card.outcome == ""
    assert not page._errand.going


def test_what_was_said_about_one_project_is_not_said_of_the_next(
    qtbot, session: Session, page: ExportPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.said) as told:  # on another page one is told as well
        page.write_csv(tmp_path / "labels.csv")
    assert told.args == ["info", page.labels_card.outcome]
    assert "20 rows" in page.labels_card.outcome
    session.close()
    assert page.labels_card.outcome == ""


def test_the_classifier_card_says_what_was_checked_and_names_what_is_missing(
    qtbot, session: Session, page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ExportSpec]] = []
    monkeypatch.setattr(session, "start", lambda stage, spec: started.append((stage, spec)))
    card = page.classifier_card
    card.write(tmp_path / "c.onnx")
    qtbot.waitUntil(lambda: bool(started))
    assert (started[0][0], started[0][1].target) == ("export", str(tmp_path / "c.onnx"))
    run = Run(1, "export", {}, "done", 0.0, 1.0)
    session.run_updated.emit(RunUpdate("export", run, Done({"sentence": "It says what Labelight says."})))
    assert card.outcome == "It says what Labelight says."
    monkeypatch.setattr(classifier_card.util, "find_spec", lambda _name: None)
    assert 'pip install "labelight[onnx]"' in classifier_card.missing()


@pytest.fixture
def trained(qtbot, session: Session) -> EncoderCard:
    """The project has a classifier, on top of an encoder that is not the one in use."""

    def add(project: Project) -> Change:
        own = encoders.add(project, EncoderCard(0, "own", "tiny", "random", 32, 256), None, use=False)
        card = ClassifierCard(0, own.id, "linear", (1, 2), ("a", "b"), 4, 0.9, (0.6, 0.98), 0.0, {})
        ids = np.arange(1, 21)
        classifiers.add(project, card, b"never loaded", ids, np.full((20, 2), 0.5, np.float16), None)
        return Change("train", frozenset({"encoders", "classifiers", "predictions"}))

    with qtbot.waitSignal(session.changed):
        session.edit(add)
    return next(card for card in session.snapshot.encoders if card.name == "own")


@pytest.mark.parametrize(
    ("kind", "about", "name", "card_name"),
    [
        ("onnx", "2 classes, learnt from 4 labels.", "classifier.onnx", "classifier.md"),
        ("classifier", "2 classes, learnt from 4 labels.", "classifier.safetensors", "classifier.json"),
        ("encoder", "“own”, the encoder of the classifier.", "encoder.safetensors", "encoder.json"),
    ],
)
def test_the_classifier_card_writes_what_is_chosen_and_replaces_only_what_was_asked_about(
    qtbot,
    session: Session,
    shown: ExportPage,
    trained: EncoderCard,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    about: str,
    name: str,
    card_name: str,
) -> None:
    started: list[ExportSpec] = []
    monkeypatch.setattr(session, "start", lambda _stage, spec: started.append(spec))
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (asked.append(a[2:4]), (str(tmp_path / name), ""))[1])
    questions: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: (questions.append(box.text()), QMessageBox.StandardButton.No)[1])
    card = shown.classifier_card
    card._missing = ""  # whether the packages for ONNX are here or not
    card.format.setCurrentIndex(card.format.findData(kind))
    assert card._about.text() == about
    qtbot.mouseClick(card.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(started))
    assert asked == [(str(tmp_path / name), f"{'ONNX' if kind == 'onnx' else 'Safetensors'} files (*{Path(name).suffix})")]
    assert (started[0].kind, started[0].target) == (kind, str(tmp_path / name))
    assert started[0].encoder == (str(trained.id) if kind == "encoder" else "")
    assert questions == []  # nothing lies there
    session.run_updated.emit(RunUpdate("export", Run(1, "export", {}, "stopped", 0.0, 1.0), Stopped()))
    (tmp_path / card_name).write_text("mine")
    qtbot.mouseClick(card.run, Qt.MouseButton.LeftButton)
    assert [f"Replace {card_name} as well?" in question for question in questions] == [True]
    assert len(started) == 1


def test_without_the_packages_for_onnx_safetensors_can_be_written(
    session: Session, shown: ExportPage, trained: EncoderCard
) -> None:
    card = shown.classifier_card
    card._missing = "ONNX files need more packages."
    card.refresh(None, None)
    assert not card.run.isEnabled()
    card.format.setCurrentIndex(card.format.findData("classifier"))
    assert card.run.isEnabled()


def test_the_encoder_in_use_leaves_without_a_classifier(
    qtbot, shown: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.safetensors"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), ""))
    card = shown.classifier_card
    card.format.setCurrentIndex(card.format.findData("encoder"))
    assert card._about.text() == "“bundled”, the encoder in use."
    qtbot.mouseClick(card.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(card.outcome), timeout=120_000)
    assert card.outcome == f"The encoder is in {target}, and how to use it in the JSON file beside it."
    assert target.stat().st_size > 1_000_000
    assert json.loads(target.with_suffix(".json").read_text(encoding="utf-8"))["name"] == "bundled"


def test_the_threshold_for_none_of_these_is_said(qtbot, session: Session, page: ExportPage) -> None:
    page.show()
    assert page._below.isHidden()
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: strangers.set_none_below(project, 0.05))
    assert "less familiar than 5% are written as “none of these”" in page._below.text()
    assert page._below.isVisible()
    page.close()


def test_labels_come_in_from_a_coco_file_and_undo_takes_them_back(
    qtbot, session: Session, page: ExportPage, tmp_path: Path
) -> None:
    file = tmp_path / "coco.json"
    file.write_text(
        '{"images": [{"id": 1, "file_name": "09.png"}], "categories": [{"id": 5, "name": "third"}], '
        '"annotations": [{"id": 1, "image_id": 1, "category_id": 5}]}'
    )
    before = session.snapshot.label_counts()
    page.import_labels(file)
    dialog = planned(qtbot, page)
    assert "1 image without a label gets one." in dialog.text
    assert session.snapshot.label_counts() == before
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [c.name for c in session.snapshot.classes] == ["a", "b", "third"])
    assert page._state.text() == "1 label was imported from coco.json. New classes: third."
    session.undo()
    qtbot.waitUntil(lambda: session.snapshot.label_counts() == before)


def test_a_file_is_asked_for_and_cancelling_changes_nothing(
    qtbot, session: Session, page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "few.csv"
    file.write_text("path,label\n09.png,third\n00.png,b\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    before, undo = session.snapshot.label_counts(), session.snapshot.undo_text
    qtbot.mouseClick(page._buttons["import"], Qt.MouseButton.LeftButton)
    dialog = planned(qtbot, page)
    qtbot.mouseClick(dialog.conflicts.take_theirs, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert page._importer.dialog is None
    session._background.wait()
    assert (session.snapshot.label_counts(), session.snapshot.undo_text) == (before, undo)
    assert [c.name for c in session.snapshot.classes] == ["a", "b"]
    assert page._state.text() == ""


def test_the_names_of_sub_folders_come_in_through_the_same_dialog(qtbot, session: Session, page: ExportPage) -> None:
    qtbot.mouseClick(page._buttons["folders"], Qt.MouseButton.LeftButton)
    dialog = planned(qtbot, page)
    assert "Nothing in the names of the sub-folders is about the images of this project." in dialog.text
    assert "lie in no sub-folder" in dialog.text
    assert not dialog.accept_button.isEnabled()


def planned(qtbot, page: ExportPage) -> ImportDialog:
    """The dialog, once it says what would happen."""
    dialog = page._importer.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog._progress.isVisible())
    return dialog
