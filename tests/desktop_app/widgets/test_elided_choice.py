"""A choice that has no room ends in …; its tip and its list have all of it."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.widgets.elided_choice import ElidedChoice

LONG = "A network with a very long name, fast on a machine without a GPU"


def shown(qtbot: QtBot, width: int) -> ElidedChoice:
    box = ElidedChoice(8)
    qtbot.addWidget(box)
    box.addItems([LONG, "Tiny"])
    box.setToolTip("The network.")
    box.resize(width, box.sizeHint().height())
    with qtbot.waitExposed(box):
        box.show()
    return box


def test_what_has_no_room_ends_in_an_ellipsis_and_is_whole_in_tip_and_list(qtbot: QtBot) -> None:
    box = shown(qtbot, 160)
    assert box.shown().endswith("…")
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5))))
    assert QToolTip.text() == f"{LONG}\nThe network."
    QToolTip.hideText()
    box.showPopup()
    assert box.view().width() >= box.fontMetrics().horizontalAdvance(LONG)
    box.hidePopup()
    box.setCurrentIndex(1)
    assert box.shown() == "Tiny"


def test_what_has_room_is_shown_whole(qtbot: QtBot) -> None:
    assert shown(qtbot, 700).shown() == LONG
