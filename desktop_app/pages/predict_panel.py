"""Classify another folder: choose it, watch how far it is, and look at what came of it. Part of Export."""

import math
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from core.jobs.events import Done, Event, Failed, Progress, is_end
from core.names import printable
from core.operations import classified
from core.operations.classified import Classified
from core.project.project import Project
from core.records import Run
from core.specs import PredictSpec
from core.words import tr
from desktop_app.errand import Errand
from desktop_app.pages.asking import Asking
from desktop_app.pages.parts import Card, button, label, row
from desktop_app.pages.predict_result import PredictResult
from desktop_app.session import Session
from desktop_app.time_left import time_in_words
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.thin_progress import ThinProgress
from desktop_app.worker_thread import RunUpdate


class PredictPanel(Card):
    """The folder that was classified last is there again after a restart, with what was found."""

    def __init__(self, session: Session, errand: Errand) -> None:
        super().__init__(tr("Classify another folder"))
        self._session = session
        self._folder: Path | None = None
        self._target: Path | None = None  # a table that is written at the end
        self._state: Literal["", "waits", "goes"] = ""
        self._seen: tuple[object, ...] = ()  # what the answer that is shown depended on
        text = tr("The classifier looks at new images. Nothing in their folder is changed, and they do not join the project.")
        self.body.addWidget(label(text, kind="muted"))
        self._choose = button(tr("Choose a folder…"), "folder", self._on_choose)
        self._place = ElidedLabel()
        self.run = button(tr("Classify"), "play", self._on_run, kind="accent")
        self.stop = button(tr("Stop"), "stop", session.stop)
        head = row(self._choose)
        head.addWidget(self._place, 1)
        head.addWidget(self.run)
        head.addWidget(self.stop)
        self.body.addLayout(head)
        self._bar = ThinProgress()
        self._line = label(kind="muted")
        self.body.addWidget(self._bar)
        self.body.addWidget(self._line)
        self.result = PredictResult(session, errand)
        self.body.addWidget(self.result)
        self._asking = Asking(self, session, self._question, self._on_found)
        for signal in (session.opened, session.closed):
            signal.connect(self._forget)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._refresh)
        session.run_updated.connect(self._on_run_updated)
        self._forget()
        self._refresh()

    @property
    def line(self) -> str:
        """What is said below the buttons."""
        return self._line.text()

    def choose(self, folder: Path) -> None:
        self._folder = folder
        self._refresh()

    def predict(self, folder: Path, target: Path | None = None) -> None:
        """Classify this folder in the background; with `target` a CSV is written there when that is done."""
        if self._state or self._session.project is None or self._session.read_only:
            return
        self._folder, self._target, self._state = folder, target, "waits"
        self._say(tr("Waits until what is running has ended.") if self._session.busy else tr("Starting"))
        self._session.start("predict", PredictSpec(folder=str(folder)))
        self._refresh()

    # What is there

    @Slot()
    def _forget(self) -> None:
        """Another project, or none."""
        self._folder, self._target, self._state, self._seen = None, None, "", ()
        self._say("")
        self.result.show_found(None)

    @Slot()
    def _refresh(self) -> None:
        now, session = self._session.snapshot, self._session
        why = tr("Open a project or choose a folder of images first.") if session.project is None else None
        why = why or session.read_only or (None if now.classifier else tr("There is no classifier yet. Train one first."))
        none = tr("Choose a folder first.") if self._folder is None else None
        set_disabled_reason(self._choose, why)
        set_disabled_reason(self.run, why or none)
        waits = tr("It has not begun: what runs before it can be stopped above.")
        set_disabled_reason(self.stop, waits if self._state == "waits" else None)
        self.run.setVisible(not self._state)
        self.stop.setVisible(bool(self._state))
        self._bar.setVisible(bool(self._state))
        self._choose.setEnabled(why is None and not self._state)
        shown = self._folder if self._folder is not None else why
        self._place.setText(printable(str(shown)) if shown is not None else tr("No folder is chosen."))
        self.result.refresh()
        seen = (now.none_below, now.classifier.id if now.classifier else 0, tuple((c.name, c.colour) for c in now.classes))
        if seen != self._seen or session.project is None:
            self._seen = seen
            self._asking.renew()

    def _question(self) -> object:
        return classified.newest if self._session.project is not None else None

    def _on_found(self, found: Classified | None) -> None:
        self.result.show_found(found)
        if found is not None and self._folder is None:
            self.choose(found.folder)

    # Doing it

    def _on_choose(self) -> None:
        start = self._folder if self._folder is not None and self._folder.is_dir() else Path.home()
        text = QFileDialog.getExistingDirectory(self, tr("Choose a folder of images to classify"), str(start))
        if text:
            self.choose(Path(text))

    def _on_run(self) -> None:
        if self._folder is not None:
            self.predict(self._folder)

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        if not self._state or update.stage != "predict" or not self._is_ours(update.run):
            return
        if update.event is not None and is_end(update.event):
            self._on_end(update.event)
            return
        if self._state == "waits":
            self._state = "goes"
            self._bar.set_fraction(None)
            self._say(tr("Starting"))
            self._refresh()
        if isinstance(update.event, Progress) and not self._session.paused:
            self._on_progress(update.event)

    def _is_ours(self, run: Run | None) -> bool:
        """None: it could not even begin, which says no folder."""
        return run is None or run.spec.get("folder") == str(self._folder)

    def _on_progress(self, event: Progress) -> None:
        if not event.total:
            self._bar.set_fraction(None)
            self._say(tr("{count:,} images so far", count=event.step))
            return
        self._bar.set_fraction(event.step / event.total)
        rate = event.metrics.get("images_per_second", 0.0)
        left = (event.total - event.step) / rate if rate > 0 else math.inf
        parts = [tr("{done:,} of {total:,}", done=event.step, total=event.total), time_in_words(left)]
        self._say("  ·  ".join(filter(None, parts)))

    def _on_end(self, event: Event) -> None:
        target, self._target, self._state = self._target, None, ""
        if isinstance(event, Failed):
            self._say(event.message)
        elif isinstance(event, Done):
            self._say("")
            self._asking.renew()
            if target is not None:
                self._session.ask(partial(_write_table, target), self._tell)
        else:
            self._say(tr("Stopped. Nothing of it was kept."))
        self._refresh()

    def _tell(self, sentence: str) -> None:
        self._say(sentence)
        self._session.said.emit("info", sentence)

    def _say(self, text: str) -> None:
        self._line.setText(text)
        self._line.setVisible(bool(text))


def _write_table(target: Path, project: Project) -> str:
    found = classified.newest(project)
    assert found is not None
    return classified.save_table(found, target, False, project, lambda _done, _total: None).text
