"""The line at the top of the window: tabs, tools, what runs. A narrow window does without the icons of the tabs, and without
tools that are rarely wanted; one that is too narrow for what is left, as beside large text, has two lines."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop_app.theme import SPACE
from desktop_app.widgets.wrap_row import WrapRow

_BESIDE = 4  # px between icon and text of a tool button


class Header(QWidget):
    """`line` takes the tools; tabs are added with `add_tab`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tabs, tools = QWidget(), QWidget()
        self._tab_line, self.line = QHBoxLayout(tabs), QHBoxLayout(tools)
        for line in (self._tab_line, self.line):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(_BESIDE)
        self._both = WrapRow(SPACE + 2 * _BESIDE, _BESIDE)
        self._both.setContentsMargins(SPACE, 6, SPACE, 6)
        self._both.add(tabs)
        self._both.add(tools, greedy=True)
        self.setLayout(self._both)
        self._tabs: list[QToolButton] = []
        self._rare: list[QToolButton] = []
        self._tight = False

    def add_tab(self, tab: QToolButton) -> None:
        tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tabs.append(tab)
        self._tab_line.addWidget(tab)

    def add_rare(self, tool: QToolButton) -> None:
        """One that a narrow window does without."""
        self._rare.append(tool)
        self.line.addWidget(tool)

    def minimumSizeHint(self) -> QSize:
        """Without what goes, whether it is there or not: a window must be able to become so narrow that it goes."""
        tabs, tools, goes = self._tab_line.minimumSize(), self.line.minimumSize(), (0, 0) if self._tight else self._what_goes()
        edges = self._both.contentsMargins()
        width = max(tabs.width() - goes[0], tools.width() - goes[1])
        return QSize(width + edges.left() + edges.right(), self._both.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # a run began or ended: there is less room, or more
            self._fit()
        return done

    def _fit(self) -> None:
        least = self._tab_line.minimumSize().width() + self._both.spacing() + self.line.minimumSize().width()
        with_icons = least + (sum(self._what_goes()) if self._tight else 0)
        edges = self._both.contentsMargins()
        tight = self.width() - edges.left() - edges.right() < with_icons
        if tight != self._tight:
            self._tight = tight
            style = Qt.ToolButtonStyle.ToolButtonTextOnly if tight else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            for tab in self._tabs:
                tab.setToolButtonStyle(style)
            for tool in self._rare:
                tool.setVisible(not tight)

    def _what_goes(self) -> tuple[int, int]:
        """What the icons of the tabs and the rare tools take, px."""
        icons = sum(tab.iconSize().width() + _BESIDE for tab in self._tabs)
        return icons, sum(tool.sizeHint().width() + self.line.spacing() for tool in self._rare)
