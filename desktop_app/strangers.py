"""None of these while one labels: which images look like nothing labelled now, below a threshold the user moves.

Two kinds of shares are compared with the one threshold of the project. Here it is the live ones (fields.py), which follow every
label at once: they are what map, grid and viewer show. What `accept`, `predict` and exports give away goes by the shares that
were stored with the classifier's predictions (core/operations/strangers.py).

Nothing is computed anew while the threshold moves: a share is a column, and a step compares it. The project learns the
threshold once it rests.
"""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.classify.strangers import FEWEST
from core.explore.fields import Numbers
from core.operations import strangers
from core.project.project import Project
from core.records import Change
from core.words import tr, tr_later
from desktop_app.fields import Fields
from desktop_app.session import Session

_REST = 400  # milliseconds after the last move before the threshold is stored
_FAMILIAR = "familiar"
_NO_PROJECT = tr_later("Open a project or choose a folder of images first.")
_NOT_EMBEDDED = tr_later("The images are not embedded yet: how familiar they are cannot be told.")
_TOO_FEW = tr_later("Label at least {count} images first: what looks like none of them is told from the labels.")
_NONE_LEFT_OUT = tr_later("There are too few labels to tell yet. Label at least two images of each class.")
COMING = tr_later("How familiar the images are is being computed …")


class Strangers(QObject):
    """Tells the session which images are predicted as none of these; `changed` when the threshold, the images below it, or
    whether they can be told is another."""

    changed = Signal()

    def __init__(self, session: Session, fields: Fields) -> None:
        super().__init__(session)
        self._session, self._fields = session, fields
        self._below = strangers.OFF
        self._watched = False
        self._field: Numbers | None = None
        self._mask = np.zeros(0, bool)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._keep)
        session.opened.connect(self._on_opened)
        session.closing.connect(self._on_closing)
        session.closed.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        fields.ready.connect(self._on_field)
        fields.renewed.connect(self._on_field)

    @property
    def below(self) -> float:
        """The threshold as it stands now, 0..1; strangers.OFF: nothing is told apart."""
        return self._below

    @property
    def rows(self) -> np.ndarray:
        """int64: the images below the threshold that have neither label nor mark."""
        return np.flatnonzero(self._mask)

    def move(self, below: float) -> None:
        """Shown at once; the project's threshold once it rests."""
        if below != self._below:
            self._below = below
            self._rest.start()
            self._renew()

    def watch(self, on: bool) -> None:
        """Whether somebody looks at how many there are: then shares are wanted even while the threshold is off."""
        self._watched = on
        self._renew()

    def reason(self) -> str | None:
        """Why strangers cannot be told, as far as that is known without their shares; None if they can be."""
        if self._session.project is None:
            return tr(_NO_PROJECT)
        if self._session.reduced() is None:
            return tr(_NOT_EMBEDDED)
        labelled = sum(count for code, count in self._session.snapshot.label_counts().items() if code > 0)
        if labelled < FEWEST:
            return tr(_TOO_FEW, count=FEWEST)
        return None if self._field is None or np.isfinite(self._field.values).any() else tr(_NONE_LEFT_OUT)

    @property
    def coming(self) -> bool:
        """Whether the shares are on their way."""
        return self._field is None

    def _renew(self) -> None:
        codes = self._session.snapshot.images.label_codes
        field = self._fields.get(_FAMILIAR) if self._watched or self._below != strangers.OFF else None
        self._field = field if isinstance(field, Numbers) and len(field.values) == len(codes) else None
        mask = np.zeros(len(codes), bool)
        if self._field is not None and self._below != strangers.OFF:
            mask = strangers.below(self._field.values, self._below) & (codes == 0)
        if not np.array_equal(mask, self._mask):
            self._mask = mask
            self._session.set_strange(mask)
        self.changed.emit()

    def _keep(self) -> None:
        self._session.edit(partial(_keep, self._below))

    def _on_opened(self) -> None:
        self._rest.stop()
        self._below = self._session.snapshot.none_below
        self._renew()

    def _on_closing(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self._keep()

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"labels", "classes", "images", "embeddings", "encoders"}:
            self._renew()

    def _on_field(self, key: str) -> None:
        if key == _FAMILIAR:
            self._renew()


def _keep(below: float, project: Project) -> Change:
    return strangers.set_none_below(project, below)
