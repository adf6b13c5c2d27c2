"""Tools side by side that go on in the next line where there is no room, so that none is cut or out of reach.

A line is broken by the least widths of its parts; what is left over then goes to the parts that would like more.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QComboBox, QLayoutItem, QWidget

from desktop_app.widgets.lines_layout import LinesLayout


class WrapRow(LinesLayout):
    """Add widgets in reading order with `add`."""

    def __init__(self, spacing: int, line_spacing: int) -> None:
        super().__init__(spacing)
        self._line_spacing = line_spacing
        self._greedy: set[QWidget] = set()

    def add(self, *widgets: QWidget, greedy: bool = False) -> None:
        """`greedy`: takes what a line has left."""
        for widget in widgets:
            self.addWidget(widget)
            if greedy:
                self._greedy.add(widget)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def heightForWidth(self, width: int) -> int:
        edges = self.contentsMargins()
        lines = self.lines(width - edges.left() - edges.right())
        return sum(map(_height, lines)) + self._line_spacing * max(len(lines) - 1, 0) + edges.top() + edges.bottom()

    def sizeHint(self) -> QSize:
        seen = self.seen()
        wide = sum(item.sizeHint().width() for item in seen) + self.spacing() * max(len(seen) - 1, 0)
        return QSize(wide, _height(seen)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        seen = self.seen()
        least = QSize(max((item.minimumSize().width() for item in seen), default=0), _height(seen))
        return least.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        rect = rect.marginsRemoved(self.contentsMargins())
        top = rect.top()
        for line in self.lines(rect.width()):
            left, height = rect.left(), _height(line)
            for item, width in zip(line, self._widths(line, rect.width()), strict=True):
                tall = min(height, item.maximumSize().height(), item.sizeHint().height())
                item.setGeometry(QRect(left, top + (height - tall) // 2, width, tall))
                left += width + self.spacing()
            top += height + self._line_spacing

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        """The least of each, then evenly more up to what they would like, then all that is left to the greedy ones."""
        made = [item.minimumSize().width() for item in line]
        left = max(0, width - sum(made) - self.spacing() * (len(line) - 1))
        greedy = [item.widget() in self._greedy for item in line]
        liked = [max(0, item.sizeHint().width() - least) for item, least in zip(line, made, strict=True)]
        more = [0 if takes_all else wish for wish, takes_all in zip(liked, greedy, strict=True)]
        share = min(1.0, left / sum(more)) if sum(more) else 0.0
        made = [least + int(wish * share) for least, wish in zip(made, more, strict=True)]
        left = max(0, width - sum(made) - self.spacing() * (len(line) - 1))
        return [wide + (left // sum(greedy) if takes_all else 0) for wide, takes_all in zip(made, greedy, strict=True)]


class Choice(QComboBox):
    """A combo box that may be narrower than its longest entry, and never cuts the one that is chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.currentIndexChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        full, metrics = self.sizeHint(), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        return QSize(full.width() - widest + metrics.horizontalAdvance(self.currentText()), full.height())


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
