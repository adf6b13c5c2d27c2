"""Offers to take the names of the sub-folders as labels, once a folder was looked through in which they look like classes."""

from PySide6.QtCore import QObject, Slot

from core.jobs.events import Done
from core.operations.importing import offer
from core.operations.importing.offer import Offer
from core.words import tr
from desktop_app.importing import Importer
from desktop_app.session import Session
from desktop_app.widgets.offer_bar import OfferBar
from desktop_app.worker_thread import RunUpdate


class FolderOffer(QObject):
    """Belongs to the bar. Asks the project in the background, and notes there that it was offered: it is not again."""

    def __init__(self, session: Session, bar: OfferBar, importer: Importer) -> None:
        super().__init__(bar)
        self._session, self._bar, self._importer = session, bar, importer
        self._found: Offer | None = None
        session.run_updated.connect(self._on_run_updated)
        session.changed.connect(self._on_changed)
        session.closed.connect(bar.hide)
        bar.taken.connect(self._on_taken)

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        if update.stage == "ingest" and isinstance(update.event, Done) and not self._session.read_only:
            self._session.ask(offer.find, self._on_found)

    def _on_found(self, found: Offer | None) -> None:
        if found is None or self._session.snapshot.label_counts() or self._importer.dialog is not None:
            return
        self._found = found
        text = tr(
            "The images lie in {count:,} sub-folders that look like classes. Take their names as labels?", count=found.folders
        )
        self._bar.show_offer(text, tr("See what it would do…"), "folder")
        self._session.keep(offer.note_asked, _nothing)

    @Slot()
    def _on_changed(self) -> None:
        """Whoever has begun to label needs no other way."""
        if self._session.snapshot.label_counts():
            self._bar.hide()

    @Slot()
    def _on_taken(self) -> None:
        if self._found is not None:
            self._importer.from_folders(self._found.which)


def _nothing(_kept: None) -> None:
    """Nobody waits for it."""
