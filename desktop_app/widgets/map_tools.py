"""What a drag on the map means: pan, rectangle or lasso, and what it does to the selection. Knows no points and no widget."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt

from core.words import tr_later

Tool = Literal["pan", "rectangle", "lasso"]
Mode = Literal["replace", "add", "remove"]

DRAG_FROM = 4.0  # pixels: less is a click with an unsteady hand
HINTS: dict[str, str] = {
    "pan": tr_later("Drag to move  ·  Shift+drag to lasso  ·  wheel to zoom"),
    "rectangle": tr_later("Drag a rectangle  ·  Shift adds, Ctrl removes  ·  Space+drag to move"),
    "lasso": tr_later("Drag around points  ·  Shift adds, Ctrl removes  ·  Space+drag to move"),
}


@dataclass
class Gesture:
    """One press of a button until its release."""

    tool: Tool
    mode: Mode
    button: Qt.MouseButton
    start: QPointF
    last: QPointF
    dragging: bool = False
    path: list[QPointF] = field(default_factory=list)

    def move(self, place: QPointF) -> QPointF:
        """Go on to here; says how far that was."""
        step = place - self.last
        if not self.dragging:
            away = place - self.start
            if abs(away.x()) + abs(away.y()) < DRAG_FROM:
                return QPointF()
            self.dragging = True
            step = away
        self.last = QPointF(place)
        if self.tool == "lasso":
            self.path.append(QPointF(place))
        return step

    def polygon(self) -> npt.NDArray[np.float64]:
        """The lasso in widget pixels."""
        return np.array([(p.x(), p.y()) for p in self.path], np.float64).reshape(-1, 2)

    def corners(self) -> tuple[float, float, float, float]:
        """The rectangle in widget pixels."""
        return self.start.x(), self.start.y(), self.last.x(), self.last.y()


def begin(
    tool: Tool, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier, place: QPointF, space_held: bool
) -> Gesture | None:
    """The gesture a press starts. Shift adds, Ctrl or Alt removes; with either, the pan tool draws a lasso."""
    mode = mode_of(modifiers)
    if button == Qt.MouseButton.MiddleButton or (button == Qt.MouseButton.LeftButton and space_held):
        chosen: Tool = "pan"
    elif button == Qt.MouseButton.LeftButton:
        chosen = "lasso" if tool == "pan" and mode != "replace" else tool
    else:
        return None
    return Gesture(chosen, mode, button, QPointF(place), QPointF(place), path=[QPointF(place)])


def mode_of(modifiers: Qt.KeyboardModifier) -> Mode:
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
        return "remove"
    return "add" if modifiers & Qt.KeyboardModifier.ShiftModifier else "replace"
