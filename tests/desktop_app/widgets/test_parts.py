"""Class list, matrix, thumbnails, run bar and the rest: what a person does comes out, what is filled in does not."""

import subprocess
import sys

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from core.records import Class
from desktop_app.widgets.class_list import ClassList
from desktop_app.widgets.confusion_matrix import ConfusionMatrix
from desktop_app.widgets.loss_chart import LossChart
from desktop_app.widgets.message_bar import MessageBar
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.run_bar import RunBar

CLASSES = [Class(3, "moth", "#0072b2", "1", 0), Class(9, "<b>fly</b>", "#e69f00", "2", 1)]


def test_typing_a_name_adds_a_class_and_filling_says_nothing(qtbot) -> None:
    listed = ClassList()
    qtbot.addWidget(listed)
    said = []
    for signal in (listed.class_added, listed.class_chosen, listed.rename_requested, listed.delete_requested):
        signal.connect(lambda *values: said.append(values))
    listed.show()
    listed.set_classes(CLASSES, {3: 2})
    assert said == []
    field = next(e for e in listed.findChildren(QLineEdit) if e.isVisible())
    qtbot.keyClicks(field, "wasp")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert said == [("wasp",)]
    assert field.text() == ""


def test_a_matrix_cell_is_clicked_where_it_is_seen(qtbot) -> None:
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(400, 400)
    matrix.show()
    matrix.set_matrix(np.array([[5, 2], [1, 7]]), ["moth", "fly"])
    said = []
    matrix.cell_clicked.connect(lambda true, predicted: said.append((true, predicted)))
    for true in (0, 1):
        for predicted in (0, 1):
            place = matrix._layout().rect(true, predicted).center().toPoint()
            qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    assert said == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert "moth" in matrix.in_words(0, 1)
    assert "fly" in matrix.in_words(0, 1)


def test_an_empty_matrix_and_chart_paint(qtbot) -> None:
    for widget in (ConfusionMatrix(), LossChart()):
        qtbot.addWidget(widget)
        widget.resize(300, 200)
        assert not widget.grab().isNull()


def test_a_disabled_button_says_why_and_gets_its_own_tip_back(qtbot) -> None:
    button = QPushButton("Train")
    qtbot.addWidget(button)
    button.setToolTip("Make a classifier")
    set_disabled_reason(button, "Label two classes first.")
    assert not button.isEnabled()
    assert button.toolTip() == "Label two classes first."
    set_disabled_reason(button, None)
    assert button.isEnabled()
    assert button.toolTip() == "Make a classifier"


def test_messages_are_plain_text_and_errors_stay(qtbot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say("error", "<h1>not markup</h1>")
    assert bar.text == "<h1>not markup</h1>"
    assert bar._text.textFormat() == Qt.TextFormat.PlainText
    assert not bar._timer.isActive()
    bar.say("info", "done")
    assert bar._timer.isActive()
    bar._timer.stop()


def test_run_bar_asks_to_stop(qtbot) -> None:
    bar = RunBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.set_running("Pretraining", 0.5, "about 3 min left")
    with qtbot.waitSignal(bar.stop_requested):
        qtbot.mouseClick(bar._stop, Qt.MouseButton.LeftButton)
    bar.set_idle()
    assert not bar._stop.isVisible()


def test_void_calls_do_not_wear_out_the_interpreter() -> None:
    """PySide6 6.12.0 aborts Python 3.11 after some thousand calls that return nothing (docs/decisions/0007)."""
    code = (
        "from PySide6.QtWidgets import QApplication, QLabel; app = QApplication([]); label = QLabel()\n"
        "for n in range(200_000): label.setText('x')"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
