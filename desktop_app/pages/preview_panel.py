"""Two views of the user's own images, as the form would have them made. Part of the Learn page, before learning starts."""

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent

from core.errors import UserError
from core.jobs.previews import PreviewJob, PreviewProcess
from core.project import images
from core.specs import PretrainSpec
from core.words import tr, tr_later
from desktop_app.background import Background
from desktop_app.pages.parts import GAP, Card, button, label
from desktop_app.session import Session
from desktop_app.widgets.columns import Columns
from desktop_app.widgets.view_strip import ViewStrip

_PICTURES = 12  # as many columns as a wide window has room for
_PAUSE = 250  # ms without a change of the form before views are made anew
_LINGER = 60_000  # ms the process stays after the panel was hidden: starting anew takes it two seconds
_TEXT = tr_later(
    "Learning teaches the encoder that both views in a column are the same picture. If you could "
    "not tell either, choose another kind of pictures."
)


class PreviewPanel(Card):
    """`show_views_of` a spec; the process that makes them lives while the panel can be seen."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Two views of your images"))
        self._session = session
        self._spec: PretrainSpec | None = None
        self._seed = 0
        self._process: PreviewProcess | None = None
        self._background: Background | None = None
        self._asked = 0  # only the answer to the newest question is shown
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_LINGER)
        self._leaving.timeout.connect(self._rest)
        self._strip = ViewStrip()
        self._others = button(tr("Other pictures"), "image", self._on_others, kind="quiet")
        self.body.addWidget(self._strip)
        line = Columns(GAP)
        line.add(label(tr(_TEXT), kind="muted"), 4, least=240)
        line.add(self._others, 1)
        line.setAlignment(self._others, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)
        session.closed.connect(self._rest)

    def show_views_of(self, spec: PretrainSpec) -> None:
        """Soon, and if they can be seen."""
        if spec != self._spec:
            self._spec = spec
            self._ask_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._leaving.stop()
        self._ask_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._leaving.start()

    @Slot()
    def _on_others(self) -> None:
        self._seed += 1
        self._ask()

    def _ask_soon(self) -> None:
        if self.isVisible():
            self._timer.start()

    @Slot()
    def _ask(self) -> None:
        if self._session.project is None or self._spec is None or not self.isVisible():
            return
        if self._process is None or self._background is None:
            self._process, self._background = PreviewProcess(), Background("previews", self)
            self._strip.set_text(tr("Making views…"))
        self._asked += 1
        self._session.ask(images.longest_side, partial(self._on_longest, self._asked, self._spec))

    def _on_longest(self, asked: int, spec: PretrainSpec, longest: int) -> None:
        if asked != self._asked or self._process is None or self._background is None:
            return
        shown = self._session.snapshot.images
        chosen = np.random.default_rng(self._seed).permutation(len(shown))[:_PICTURES]
        files = tuple(str(Path(shown.folder) / shown.paths[place]) for place in chosen.tolist())
        work = partial(self._process.views, PreviewJob(spec, files, longest, self._seed))
        self._background.run(work, partial(self._on_views, asked), partial(self._on_failed, asked))

    def _on_views(self, asked: int, views: np.ndarray) -> None:
        if asked == self._asked:
            self._strip.set_views(views)

    def _on_failed(self, asked: int, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if asked == self._asked:
            self._strip.set_text(str(error))

    @Slot()
    def _rest(self) -> None:
        """End the process; the views it made stay."""
        self._timer.stop()
        self._leaving.stop()
        process, background = self._process, self._background
        self._process, self._background = None, None
        self._asked += 1
        if process is not None and background is not None:
            process.close()
            background.close()
            background.deleteLater()
