"""The line at the top of the window: tabs, tools, what runs. A narrow window does without the icons of the tabs, and without
tools that are rarely wanted."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

_BESIDE = 4  # px between icon and text of a tool button


class Header(QWidget):
    """`line` takes what stands in it; tabs are added with `add_tab`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QHBoxLayout(self)
        self._tabs: list[QToolButton] = []
        self._rare: list[QToolButton] = []
        self._tight = False

    def add_tab(self, tab: QToolButton) -> None:
        tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tabs.append(tab)
        self.line.addWidget(tab)

    def add_rare(self, tool: QToolButton) -> None:
        """One that a narrow window does without."""
        self._rare.append(tool)
        self.line.addWidget(tool)

    def minimumSizeHint(self) -> QSize:
        """Without what goes, whether it is there or not: a window must be able to become so narrow that it goes."""
        least = self.line.minimumSize()
        return least if self._tight else QSize(least.width() - self._what_goes(), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # a run began or ended: there is less room, or more
            self._fit()
        return done

    def _fit(self) -> None:
        with_icons = self.line.minimumSize().width() + (self._what_goes() if self._tight else 0)
        tight = self.width() < with_icons
        if tight != self._tight:
            self._tight = tight
            style = Qt.ToolButtonStyle.ToolButtonTextOnly if tight else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            for tab in self._tabs:
                tab.setToolButtonStyle(style)
            for tool in self._rare:
                tool.setVisible(not tight)

    def _what_goes(self) -> int:
        """What the icons of the tabs and the rare tools take, px."""
        icons = sum(tab.iconSize().width() + _BESIDE for tab in self._tabs)
        return icons + sum(tool.sizeHint().width() + self.line.spacing() for tool in self._rare)
