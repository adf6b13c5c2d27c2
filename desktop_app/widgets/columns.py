"""Cards side by side, in shares of the width; those there is no room for go on below, so that no page scrolls to the side."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from desktop_app.theme import grown
from desktop_app.widgets.lines_layout import LinesLayout


class Columns(LinesLayout):
    """Add widgets in reading order with `add`."""

    def __init__(self, spacing: int) -> None:
        super().__init__(spacing)
        self._wishes: dict[QWidget, tuple[int, int]] = {}  # share, and the least width beside usual text
        self._heights: dict[int, int] = {}

    def add(self, widget: QWidget, share: int = 1, least: int = 0) -> None:
        """`least`: px beside usual text in which it still reads well; its own minimum counts anyway."""
        self._wishes[widget] = (share, least)
        self.addWidget(widget)

    def least(self, item: QLayoutItem) -> int:
        return max(super().least(item), grown(self._wishes[item.widget()][1]))

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            heights = [_height(line) for line in self._shared_lines(width)]
            self._heights[width] = sum(heights) + self.spacing() * max(len(heights) - 1, 0)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        seen = [item.sizeHint() for item in self.seen()]
        wide = sum(size.width() for size in seen) + self.spacing() * max(len(seen) - 1, 0)
        return QSize(wide, max((size.height() for size in seen), default=0))

    def minimumSize(self) -> QSize:
        seen = [item.minimumSize() for item in self.seen()]
        return QSize(max((size.width() for size in seen), default=0), max((size.height() for size in seen), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        lines = self._shared_lines(rect.width())
        more = max(0, rect.height() - self.heightForWidth(rect.width())) // max(len(lines), 1)
        top = rect.top()
        for line in lines:
            left, height = rect.left(), _height(line) + more
            if len(lines) == 1:
                height = rect.height()
            for item, width in line:
                item.setGeometry(QRect(left, top, width, height))
                left += width + self.spacing()
            top += height + self.spacing()

    def _shared_lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The lines, and how wide each of their items is where there is so much room."""
        return [self._shared_out(line, width) for line in self.lines(width)]

    def _shared_out(self, line: list[QLayoutItem], width: int) -> list[tuple[QLayoutItem, int]]:
        """By shares, but for those that need more than theirs or can do with less."""
        left, made = width - self.spacing() * (len(line) - 1), dict.fromkeys(range(len(line)), 0)
        open_ = set(made)
        while open_:
            shares = sum(self._wishes[line[n].widget()][0] for n in open_)
            wide = {n: left * self._wishes[line[n].widget()][0] // max(shares, 1) for n in open_}
            fixed = {n: max(line[n].minimumSize().width(), min(wide[n], line[n].maximumSize().width())) for n in open_}
            tight = {n for n in open_ if fixed[n] > wide[n]} or {n for n in open_ if fixed[n] < wide[n]} or set(open_)
            for n in tight:
                made[n] = fixed[n]
                left -= fixed[n]
            open_ -= tight
        return [(item, made[n]) for n, item in enumerate(line)]


def _height(line: list[tuple[QLayoutItem, int]]) -> int:
    """Never less than the minimum: a form with a line that does not wrap says less by its width."""
    wishes = (item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height() for item, wide in line)
    return max(max(wish, item.minimumSize().height()) for wish, (item, _) in zip(wishes, line, strict=True))
