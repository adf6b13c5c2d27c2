"""What the two tables of the import dialog have in common: lines that are chosen whole, a few of them seen at a time."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop_app.theme import grown

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
EDGE = 8  # pixels around the words of a cell
_LINE, _AROUND = 30, 12  # pixels beside usual text
_SHOWN = 4  # lines the table asks for room for


class DecisionTable(QTableView):
    """Asks for room for `fewest` lines at least."""

    def __init__(self, fewest: int) -> None:
        super().__init__()
        self._fewest, self._line = fewest, grown(_LINE)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._line)
        self.horizontalHeader().setHighlightSections(False)

    def height_of(self, lines: int) -> int:
        """Pixels, with the header."""
        return (lines + 1) * self._line + _AROUND

    def sizeHint(self) -> QSize:
        lines = min(max(self.model().rowCount(), self._fewest), _SHOWN)
        return QSize(super().sizeHint().width(), self.height_of(lines))
