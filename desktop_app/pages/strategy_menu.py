"""By what the images to label next are chosen: one entry per strategy, with what it asks for in a line."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.classify.strategies import STRATEGIES
from core.words import tr
from desktop_app.widgets.map_options import heading


class StrategyButton(QToolButton):
    """The arrow beside the button; `chosen` says the key of a strategy, `set_strategy` never does."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setArrowType(Qt.ArrowType.NoArrow)
        self.setAccessibleName(tr("By what the images to label next are chosen"))
        menu = QMenu(tr("What to label next"), self)
        menu.addAction(heading(menu, tr("How to choose what to label next")))
        self._choices = QActionGroup(menu)
        for key, strategy in STRATEGIES.items():
            action = menu.addAction(f"{tr(strategy.title)}\t{tr(strategy.line)}")
            action.setCheckable(True)
            action.setData(key)
            self._choices.addAction(action)
        self._choices.triggered.connect(self._on_triggered)
        self.setMenu(menu)
        self.set_strategy(next(iter(STRATEGIES)))

    def set_strategy(self, key: str) -> None:
        """Show this choice, a key of STRATEGIES."""
        for action in self._choices.actions():
            action.setChecked(action.data() == key)
        line = tr(STRATEGIES[key].line)
        self.setToolTip(f"{tr(STRATEGIES[key].title)}: {line[:1].lower()}{line[1:]}")

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))
