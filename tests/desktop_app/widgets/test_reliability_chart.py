"""The reliability picture under the hand: what is pointed at, clicked and walked through, and what is said without one."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from core.classify.reliability import Reliability, reliability
from desktop_app import theme
from desktop_app.widgets.reliability_chart import ReliabilityChart

CONFIDENCE = np.repeat([0.6, 0.9], 40)
RIGHT = np.concatenate([np.arange(40) < 24, np.arange(40) < 20])


@pytest.fixture
def chart(qtbot, qapp: QApplication) -> ReliabilityChart:
    theme.apply(qapp, "light")
    made = ReliabilityChart()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_found(reliability(CONFIDENCE, RIGHT), CONFIDENCE)
    made.show()
    return made


def test_a_click_near_a_mark_asks_for_its_bin_and_one_beside_them_for_none(qtbot, chart: ReliabilityChart) -> None:
    clicked: list[int] = []
    chart.bin_clicked.connect(clicked.append)
    for place in (0, 1):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(place).toPoint() + QPoint(3, 30))
    between = (chart.place_of(0) + chart.place_of(1)) / 2
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=between.toPoint())
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert clicked == [0, 1]


def test_marks_lie_where_the_numbers_say(chart: ReliabilityChart) -> None:
    first, second = chart.place_of(0), chart.place_of(1)
    assert second.x() > first.x()
    assert second.y() > first.y()  # half of those it was surer of were right: lower on the picture


def test_it_can_be_walked_through_by_keys(qtbot, chart: ReliabilityChart) -> None:
    clicked: list[int] = []
    chart.bin_clicked.connect(clicked.append)
    assert chart.accessibleDescription().startswith("Where it says 90%, 20 of 40 images were right")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Space):
        qtbot.keyClick(chart, key)
    assert clicked == [0, 1]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription().startswith("Where it says 60%, 24 of 40")


def test_a_bin_that_is_off_is_painted_otherwise(chart: ReliabilityChart) -> None:
    picture = chart.grab().toImage()
    ratio = picture.devicePixelRatio()
    found = [picture.pixelColor((chart.place_of(n) * ratio).toPoint()).name() for n in (0, 1)]
    assert found == [theme.tokens().accent, theme.tokens().warn]


def test_the_tip_says_the_bin(qtbot, chart: ReliabilityChart) -> None:
    at = chart.place_of(1).toPoint()
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert "20 of 40 images were right: 50%" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_too_few_labels_are_said_and_lead_nowhere(qtbot, chart: ReliabilityChart) -> None:
    none: Reliability | None = reliability(CONFIDENCE[:5], RIGHT[:5])
    chart.set_found(none, CONFIDENCE[:5])
    clicked: list[int] = []
    chart.bin_clicked.connect(clicked.append)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(200, 150).toPoint())
    assert clicked == []
    assert chart.accessibleDescription() == "Too few labels to draw"
    chart.grab()
