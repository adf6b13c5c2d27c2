"""Labels from elsewhere in the window: what the dialog says is what is done, in one step, and labelling goes on meanwhile."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.operations.importing.plan import LEFT_OUT
from core.project import classes, labels
from desktop_app.main_window import MainWindow
from desktop_app.widgets.import_dialog import ImportDialog

TABLE = "path,label\n00.png,b\n02.png,b\n05.png,A\n06.png,third\n07.png,fourth\nnowhere.png,a\n"
"""00.png and 02.png are a here; A is nearly a."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "few.csv").write_text(TABLE)
    return tmp_path / "few.csv"


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, file: Path) -> ImportDialog:
    return shown(qtbot, window, file)


def shown(qtbot: QtBot, window: MainWindow, file: Path) -> ImportDialog:
    window.export_page.import_labels(file)
    dialog = window._importer.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog._progress.isVisible())
    return dialog


def given(window: MainWindow) -> dict[str, str]:
    project = window.session.project
    assert project is not None
    now = window.session.snapshot.images
    return {now.paths[now.ids.tolist().index(image)]: label.text for image, label in labels.with_origin(project).items()}


BEFORE = {"00.png": "a", "02.png": "a", "01.png": "b", "03.png": "b"}


def test_mapping_and_decisions_are_carried_out_in_one_step_that_can_be_undone(
    qtbot: QtBot, window: MainWindow, dialog: ImportDialog
) -> None:
    assert given(window) == BEFORE
    assert "3 images without a label get one." in dialog.text
    assert "“A” counts as “a”." in dialog.text
    dialog.classes.choose("third", LEFT_OUT)
    qtbot.waitUntil(lambda: "2 images without a label get one." in dialog.text)
    assert "Classes that would be new: fourth." in dialog.text
    table = dialog.conflicts.table
    place = table.visualRect(table.model().index(1, 2)).center()  # 02.png, as the source says
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.accept_button.text().strip() == "Import 3 labels"
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window._message.isVisible())
    assert given(window) == BEFORE | {"02.png": "b", "05.png": "a", "07.png": "fourth"}
    assert window._message.text.startswith("3 labels were imported from few.csv. Other labels that were replaced: 1.")
    assert window.export_page._state.text() == window._message.text
    assert [c.name for c in window.session.snapshot.classes] == ["a", "b", "fourth"]
    window._message.undo_wanted.emit()
    qtbot.waitUntil(lambda: [c.name for c in window.session.snapshot.classes] == ["a", "b"])
    assert given(window) == BEFORE


def test_what_is_labelled_while_the_dialog_is_open_is_a_conflict_and_kept(
    qtbot: QtBot, window: MainWindow, dialog: ImportDialog
) -> None:
    window.session.edit(lambda project: labels.assign(project, images=[7], class_id=2))  # 06.png
    qtbot.waitUntil(lambda: "3 images have another label here." in dialog.text)
    assert dialog.taken == frozenset()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window._message.isVisible())
    assert given(window) == BEFORE | {"05.png": "a", "06.png": "b", "07.png": "fourth"}


def test_a_class_that_is_made_while_the_dialog_is_open_is_no_longer_a_new_one(
    qtbot: QtBot, window: MainWindow, dialog: ImportDialog
) -> None:
    window.session.edit(lambda project: classes.add(project, name="third")[0])
    qtbot.waitUntil(lambda: "Classes that would be new: fourth." in dialog.text)
    assert dialog.classes._heading.text() == "2 classes are not in this project"


@pytest.mark.parametrize(
    ("text", "why"),
    [("a,b\n1,2\n", "needs the columns path and label"), ("path,label\n00.png,b\n,c\n", "line 3: the path is missing")],
)
def test_a_file_that_is_no_list_of_labels_says_why(qtbot: QtBot, window: MainWindow, file: Path, text: str, why: str) -> None:
    file.write_text(text)
    dialog = shown(qtbot, window, file)
    assert why in dialog.text
    assert not dialog.accept_button.isVisible()
    qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert window._importer.dialog is None
    assert given(window) == BEFORE


def test_a_second_source_takes_the_place_of_the_first(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    shown(qtbot, window, file)
    file.write_text("path,label\n09.png,b\n")
    second = shown(qtbot, window, file)
    assert [d for d in window.findChildren(ImportDialog) if d.isVisible()] == [second]
    assert second.text == "1 image without a label gets one."
    assert second.accept_button.text().strip() == "Import 1 label"


def test_closing_the_project_closes_the_dialog(window: MainWindow, dialog: ImportDialog) -> None:
    window.session.close()
    assert window._importer.dialog is None
    window._importer.from_folders()
    assert window._importer.dialog is None
