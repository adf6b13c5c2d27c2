"""The Train page on stored classifiers: what it says stays true when labels, names and versions change."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from core.jobs.events import Done, Failed
from core.project import classes, labels
from desktop_app.pages.train_page import TrainPage
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate
from tests.desktop_app.conftest import add_two_classifiers
from tests.judged import held_out

DETAILS = {
    "how": "cross-validation",
    "reason": "Linear: few labels.",
    "curve": {"sentence": "About 40 more labels may bring 80% (between 20 and 110)."},
    "confusion": [[2, 0], [1, 1]],
} | held_out([1, 3, 2, 4], [0, 0, 1, 1], [0, 0, 0, 1])


@pytest.fixture
def path(path: Path) -> Path:
    """With two classifiers, the second one better."""
    add_two_classifiers(path, DETAILS)
    return path


@pytest.fixture
def page(qtbot, session: Session):
    pictures = Pictures(session)
    page = TrainPage(session, pictures)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    yield page
    pictures.close()


def test_the_outcome_stays_after_the_predictions_were_read(qtbot, session: Session, page: TrainPage) -> None:
    for event, said in ((Done({}), "Done."), (Failed("No memory left."), "No memory left.")):
        page._on_run_updated(RunUpdate("finetune", None, event))
        page._refresh()
        assert page._state.text().startswith(said)
    session.close()
    assert "No memory" not in page._state.text()


def test_it_says_which_classifier_won_and_what_more_labels_would_bring(page: TrainPage) -> None:
    assert page._how.text() == "Linear: few labels. About 40 more labels may bring 80% (between 20 and 110)."


def test_a_cell_without_images_leads_nowhere(qtbot, page: TrainPage) -> None:
    wanted = []
    page.rows_wanted.connect(lambda rows: wanted.append(rows.tolist()))
    for true, predicted in ((0, 1), (1, 0)):
        place = page._judged.matrix._layout().rect(true, predicted).center().toPoint()
        qtbot.mouseClick(page._judged.matrix, Qt.MouseButton.LeftButton, pos=place)
    assert wanted == [[1]]


def test_a_version_gone_to_stays_shown_when_something_is_labelled(qtbot, session: Session, page: TrainPage) -> None:
    assert page._figures["accuracy"]._number.text() == "75%"
    assert page._open.text() == " 2 versions"
    qtbot.mouseClick(page._open, Qt.MouseButton.LeftButton)
    assert page._versions.isVisible()
    qtbot.keyClick(page._versions._table, Qt.Key.Key_Down)
    assert page._figures["accuracy"]._number.text() == "50%"
    assert page._how.text().startswith("This is classifier 1, which is not the one in use. Linear")
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=[9], class_id=1))
    assert page._figures["accuracy"]._number.text() == "50%"
    qtbot.mouseClick(page._open, Qt.MouseButton.LeftButton)
    assert not page._versions.isVisible()
    assert page._figures["accuracy"]._number.text() == "75%"


def test_without_a_classifier_there_are_no_versions(qtbot, session: Session, page: TrainPage) -> None:
    qtbot.mouseClick(page._open, Qt.MouseButton.LeftButton)
    session.close()
    assert not page._open.isEnabled()
    assert page._open.toolTip() == "There is no classifier yet."
    assert not page._versions.isVisible()


def test_a_renamed_class_has_its_new_name_here(qtbot, session: Session, page: TrainPage) -> None:
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: classes.rename(project, class_id=2, name="moth"))
    assert page._judged.matrix._names == ["a", "moth"]
    assert page._table.item(1, 0).text() == "moth"


def test_the_pressed_button_does_not_hand_the_focus_to_a_choice(
    qtbot, session: Session, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key or a wheel turn meant for nothing would change how it trains."""
    monkeypatch.setattr(session, "start", lambda *_: page._run.setEnabled(False))
    mode = page._mode.pos()
    qtbot.mouseClick(page._run, Qt.MouseButton.LeftButton)
    assert not isinstance(QApplication.focusWidget(), QComboBox)
    page._stop.show()
    QApplication.processEvents()
    assert page._mode.pos() == mode


def test_a_mark_of_the_reliability_picture_leads_to_its_images(qtbot, page: TrainPage) -> None:
    judged = held_out([*range(1, 21)] * 2, [0] * 40, [0] * 40, [0.6] * 16 + [0.9] * 24)
    card = page._card
    assert card is not None
    page._show(replace(card, details=DETAILS | judged))
    page._judged.tabs.setCurrentIndex(1)
    assert page._judged.caption.text().startswith("It is less sure than it should be: when it says 90%")
    wanted = []
    page.rows_wanted.connect(lambda rows: wanted.append(rows.tolist()))
    qtbot.mouseClick(page._judged.chart, Qt.MouseButton.LeftButton, pos=page._judged.chart.place_of(0).toPoint())
    assert wanted == [list(range(16))]


def test_few_labels_are_warned_of_beside_the_number(page: TrainPage) -> None:
    assert page._figures["accuracy"]._meaning.text() == (
        "right on labels of yours that were left out (20% to 90%). Only 4 labels judge it: the range counts, not the number."
    )
    card = page._card
    assert card is not None
    page._show(replace(card, details=DETAILS | {"confusion": [[40, 0], [1, 3]]}))
    assert page._figures["accuracy"]._meaning.text().endswith("Fewer than 5 labels judge b: of these it says little.")
    page._show(replace(card, details=DETAILS | {"confusion": [[40, 0], [1, 4]]}))
    assert page._figures["accuracy"]._meaning.text().endswith("(20% to 90%).")
