"""The Learn page: no field changes without being meant, and it says what goes on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from core.records import Run
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
    page._start.setCurrentIndex(1)
    page._fit_fields()
    before = page.spec()
    fields = [*page.findChildren(QAbstractSpinBox), *page.findChildren(QComboBox)]
    assert len(fields) > 6
    for field in fields:
        turn_wheel_over(field)
    assert page.spec() == before
    page._size.setFocus()
    turn_wheel_over(page._size)
    assert page.spec() == replace(before, size=before.size + 32)


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
