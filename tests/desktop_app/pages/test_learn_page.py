"""The Learn page: no field changes without being meant, and it says what goes on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from core.jobs.events import Done, Metric, Progress
from core.records import Run
from core.specs import PRESETS
from desktop_app.pages.learn_page import LearnPage
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate


@pytest.fixture
def page(qtbot, session: Session) -> LearnPage:
    page = LearnPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def turn_wheel_over(field: QWidget) -> None:
    place = QPointF(field.rect().center())
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    QApplication.sendEvent(field, QWheelEvent(place, field.mapToGlobal(place), QPoint(), QPoint(0, 120), *nothing))


def test_a_wheel_turned_over_a_field_changes_it_only_with_the_focus(page: LearnPage) -> None:
    page.form.start.setCurrentIndex(1)
    page.form._fit()
    before = page.form.spec()
    fields = [*page.findChildren(QAbstractSpinBox), *page.findChildren(QComboBox)]
    assert len(fields) > 6
    for field in fields:
        turn_wheel_over(field)
    assert page.form.spec() == before
    page.form.size.setFocus()
    turn_wheel_over(page.form.size)
    assert page.form.spec() == replace(before, size=before.size + 32)


def test_starting_leaves_the_focus_on_no_field_and_says_what_goes_on(
    qtbot, session: Session, page: LearnPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "start", lambda *_: None)
    run = Run(1, "pretrain", {}, "running", 0.0)
    qtbot.mouseClick(page._run, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(session, "running", run)
    page._on_run_updated(RunUpdate("pretrain", run, None))
    assert not isinstance(QApplication.focusWidget(), QAbstractSpinBox | QComboBox)
    assert page._stop.isVisible()
    assert not page._why.isVisible()
    assert page._chart._empty[0] != "No learning yet"


def test_what_the_monitor_saw_is_said_in_words(page: LearnPage) -> None:
    run = Run(1, "pretrain", {}, "running", 0.0)
    page._on_run_updated(RunUpdate("pretrain", run, None))
    assert not page._health.isVisible()
    seen = {"alignment": 0.62, "rank": 138.4, "agreement": 0.48}
    page._on_run_updated(RunUpdate("pretrain", run, Metric(1, seen)))
    page._on_run_updated(RunUpdate("pretrain", run, Metric(2, {"loss": 1.0})))
    page._on_run_updated(RunUpdate("pretrain", run, Metric(3, {"alignment": 0.7, "rank": 140.0})))
    assert page._health.isVisible()
    assert page._health.text().split("  ·  ") == [
        "Two views of an image agree to 70%",
        "140 directions in use",
        "48% of the labelled images lie next to one of their class",
    ]


def test_used_as_it_is_means_stop_and_keep(qtbot, session: Session, page: LearnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(session, "stop", lambda keep=False: asked.append(keep))
    monkeypatch.setattr(session, "running", Run(1, "pretrain", {}, "running", 0.0))
    page._refresh()
    qtbot.mouseClick(page._use, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page._stop, Qt.MouseButton.LeftButton)
    assert asked == [True, False]


def test_the_kind_of_pictures_decides_what_views_may_differ_in(page: LearnPage) -> None:
    kinds = [page.form.kind.itemData(i) for i in range(page.form.kind.count())]
    assert kinds == list(PRESETS)
    page.form.kind.setCurrentIndex(kinds.index("documents"))
    assert page.form.spec().flip == 0
    page.form.kind.setCurrentIndex(kinds.index("photos"))
    assert page.form.spec().flip == 0.5


def test_the_views_have_the_room_until_there_is_a_loss_to_show(
    session: Session, page: LearnPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page._preview.isVisible()
    assert not page._loss.isVisible()
    run = Run(1, "pretrain", {}, "running", 0.0)
    monkeypatch.setattr(session, "running", run)
    page._on_run_updated(RunUpdate("pretrain", run, None))
    assert page._loss.isVisible()
    assert not page._preview.isVisible()
    page._on_run_updated(RunUpdate("pretrain", run, Metric(1, {"loss": 4.0})))
    monkeypatch.setattr(session, "running", None)
    page._refresh()
    assert page._loss.isVisible()
    assert page._preview.isVisible()


def test_what_follows_learning_is_said_when_it_is_done(page: LearnPage) -> None:
    run = Run(1, "pretrain", {}, "done", 0.0)
    page._on_run_updated(RunUpdate("embed", run, Done({})))
    assert page._state.text() == ""  # embedded without learning: nothing to say here
    page._on_run_updated(RunUpdate("pretrain", run, Done({})))
    page._on_run_updated(RunUpdate("embed", run, Done({})))
    assert "All images are embedded" in page._state.text()
    page._on_run_updated(RunUpdate("compare", run, Done({})))
    assert "compared" in page._state.text()


def test_what_was_on_its_way_when_it_was_paused_is_not_said(page: LearnPage, session: Session) -> None:
    """The page of a paused run went on to count the hours left."""
    page._state.setText("Paused. Nothing is lost.")
    session.paused = True
    page._on_run_updated(RunUpdate("pretrain", None, Progress(3, 10, {"loss": 2.0})))
    assert page._state.text() == "Paused. Nothing is lost."
    session.paused = False
    page._on_run_updated(RunUpdate("pretrain", None, Progress(4, 10, {"loss": 2.0})))
    assert "Loss" in page._state.text()
