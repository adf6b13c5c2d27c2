"""What wrap_row.py and columns.py have in common: widgets in reading order, broken into lines by their least widths."""

from PySide6.QtWidgets import QLayout, QLayoutItem


class LinesLayout(QLayout):
    """It needs a parent layout or widget that asks for height by width."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def least(self, item: QLayoutItem) -> int:
        """Pixels of width below which it goes into the next line."""
        return item.minimumSize().width()

    def seen(self) -> list[QLayoutItem]:
        """Those that are not hidden."""
        return [item for item in self._items if not item.isEmpty()]

    def lines(self, width: int) -> list[list[QLayoutItem]]:
        """What is to be seen, by line, where there is so much room."""
        lines: list[list[QLayoutItem]] = []
        room = 0
        for item in self.seen():
            least = self.least(item)
            if not lines or room < self.spacing() + least:
                lines.append([item])
                room = width - least
            else:
                lines[-1].append(item)
                room -= self.spacing() + least
        return lines

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True
