"""Which map is shown: the newest, one of the earlier ones, or one that is to stay whatever is learnt next."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.dates import day_in_words
from core.project import maps
from core.project.project import Project
from core.records import Change, EncoderCard, MapCard
from core.specs import MapSpec
from core.words import tr, tr_later
from desktop_app.icons import icon
from desktop_app.session import Session

_MOST = 12


class MapsMenu(QMenu):
    """Filled anew whenever it is shown. Nothing here loses anything, so nothing is asked."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("Maps"), parent)
        self._session = session
        self._choices = QActionGroup(self)
        self._choices.triggered.connect(self._on_chosen)
        self._keep = QAction(tr("Keep this map"), self)
        self._keep.setCheckable(True)
        self._keep.setToolTip(tr("Whatever is learnt next, images stay where they are; new ones are placed among them"))
        self._keep.triggered.connect(self._on_keep)
        self._anew = QAction(icon("map"), tr("Lay out anew"), self)
        self._anew.triggered.connect(self._on_anew)
        self.addActions([self._keep, self._anew])
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    @Slot()
    def _fill(self) -> None:
        now = self._session.snapshot
        # The first two stay: a QMenu that lets go of an action also cuts what the action calls in it.
        for action in self.actions()[2:]:
            self.removeAction(action)
            self._choices.removeAction(action)
            action.deleteLater()
        shown = self._shown()
        self._keep.setChecked(now.map is not None)
        changeable = not self._session.read_only
        self._keep.setEnabled(shown is not None and changeable)
        self._anew.setEnabled(now.embedded > 1 and not self._session.busy and changeable)
        self._choices.setEnabled(changeable)
        self.addSection(tr("Maps"))
        for card in now.maps[: -_MOST - 1 : -1]:
            action = QAction(_in_words(card, now.encoders), self._choices)
            action.setCheckable(True)
            action.setChecked(card == shown)
            action.setData(card.id)
            self.addAction(action)
        if not now.maps:
            self.addAction(tr("None yet")).setEnabled(False)

    def _shown(self) -> MapCard | None:
        """The map that is looked at, as `maps.shown` finds it."""
        now = self._session.snapshot
        newest = [card for card in now.maps if now.encoder is not None and card.encoder == now.encoder.id] or list(now.maps)
        return next((card for card in now.maps if card.id == now.map), newest[-1] if newest else None)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self._session.edit(partial(_choose, int(action.data())))

    @Slot(bool)
    def _on_keep(self, keep: bool) -> None:
        shown = self._shown()
        self._session.edit(partial(_choose, shown.id if keep and shown is not None else None))

    @Slot()
    def _on_anew(self) -> None:
        self._session.start("map", MapSpec(anew=True))


def _choose(map_id: int | None, project: Project) -> Change:
    return maps.choose(project, map_id)


_PLAINLY = tr_later("{when}: {count:,} images, {name}")
_SAID = {
    "pca": tr_later("{when}: first sketch, {count:,} images, {name}"),
    "placed": tr_later("{when}: with newcomers, {count:,} images, {name}"),
}
"""By the method of the map."""


def _in_words(card: MapCard, encoders: tuple[EncoderCard, ...]) -> str:
    name = next((e.name for e in encoders if e.id == card.encoder), tr("an encoder"))
    made = datetime.fromtimestamp(card.created)
    when = f"{day_in_words(made)}, {made:%H:%M}"
    said = tr(_SAID.get(card.method, _PLAINLY), when=when, count=card.images, name=name)
    return said.replace("&", "&&")
