"""Shows in the header what the run that is going says, and hands its buttons to the session. Ends are told by the window."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from core.jobs.events import Event, Note, Progress, Silence, is_end
from core.words import tr
from core.workflow import STAGES
from desktop_app.pages.learn_page import progress_in_words
from desktop_app.session import Session
from desktop_app.time_left import time_in_words
from desktop_app.widgets.run_bar import RunBar
from desktop_app.worker_thread import RunUpdate


class RunTeller(QObject):
    """Connects itself to both."""

    def __init__(self, session: Session, bar: RunBar) -> None:
        super().__init__(bar)
        self._session, self._bar = session, bar
        session.run_updated.connect(self._on_run_updated)
        session.paused_changed.connect(self._on_paused)
        session.closed.connect(bar.set_idle)
        bar.stop_requested.connect(session.stop)
        bar.force_requested.connect(session.end_by_force)
        bar.pause_requested.connect(partial(session.set_paused, True))
        bar.resume_requested.connect(partial(session.set_paused, False))

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        doing = tr(STAGES[update.stage].doing)
        if isinstance(update.event, Silence):
            self._show_silence(update, update.event.lasts)
        elif update.stage != "probe":
            self._show(update.event, doing)

    def _show(self, event: Event | None, doing: str) -> None:
        if event is None:
            self._bar.set_running(doing, None, tr("Starting"))
            self._bar.set_pausable(True)
        elif is_end(event):
            self._bar.set_idle()
        elif self._session.paused:
            return  # said before it heard that it should rest
        elif isinstance(event, Progress):
            share = event.step / event.total if event.total else None
            self._bar.set_running(doing, share, _detail(event))
        elif isinstance(event, Note):
            self._bar.set_running(doing, None, event.text.removeprefix(doing).strip())

    def _show_silence(self, update: RunUpdate, silent: bool) -> None:
        self._bar.set_silent(silent, tr(STAGES[update.stage].doing))
        if not silent and update.stage == "probe":  # of which nothing else is shown
            self._bar.set_idle()
        elif not silent:
            self._bar.set_pausable(True)
            self._on_paused(self._session.paused)

    @Slot(bool)
    def _on_paused(self, paused: bool) -> None:
        if paused:
            self._bar.set_paused()


def _detail(event: Progress) -> str:
    """The time left alone, where it is known: there is no room for more, and it is what one looks there for."""
    if "seconds_left" in event.metrics:
        return time_in_words(event.metrics["seconds_left"])
    words = progress_in_words(event)
    return words or (tr("{step:,} of {total:,}", step=event.step, total=event.total) if event.total else f"{event.step:,}")
