"""Asks the project for what a panel shows, once that can be seen; a late answer is not shown over a newer one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from core.project.project import Project
from desktop_app.session import Session


class Asking(QObject):
    """`renew` whenever what is shown may have changed. `work` gives the question, None if there is nothing to ask now (and
    `told` gets None); `told` gets the answer."""

    def __init__(
        self,
        panel: QWidget,
        session: Session,
        work: Callable[[], Callable[[Project], Any] | None],
        told: Callable[[Any], None],
    ) -> None:
        super().__init__(panel)
        self._panel, self._session, self._work, self._told = panel, session, work, told
        self._asked = 0
        self._due = True
        panel.installEventFilter(self)

    def renew(self) -> None:
        self._asked += 1
        self._due = True
        if self._panel.isVisible() or self._work() is None:
            self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._due:
            self._ask()
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        work = self._work()
        self._due = False
        if work is None:
            self._told(None)
        else:
            self._session.ask(work, partial(self._on_answer, self._asked))

    def _on_answer(self, asked: int, answer: Any) -> None:
        if asked == self._asked:
            self._told(answer)
