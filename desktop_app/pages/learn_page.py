"""Learn: let SimCLR learn the look of the images. What to start from, how long, and how it is going."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.jobs.events import Done, Failed, Metric, Note, Progress, Stopped, is_end
from core.project import runs as run_rows
from core.project.project import Project
from core.words import tr, tr_later
from desktop_app.icons import icon
from desktop_app.pages import start_choice
from desktop_app.pages.comparison_panel import ComparisonPanel
from desktop_app.pages.learn_form import LearnForm
from desktop_app.pages.parts import GAP, Card, button, label, page_layout, scrolling
from desktop_app.pages.preview_panel import PreviewPanel
from desktop_app.session import Session
from desktop_app.theme import grown
from desktop_app.time_left import time_in_words
from desktop_app.widgets.columns import Columns
from desktop_app.widgets.elided_choice import ElidedChoice
from desktop_app.widgets.loss_chart import LossChart
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.wheel_guard import WheelGuard
from desktop_app.widgets.wrap_row import WrapRow
from desktop_app.worker_thread import RunUpdate

_HEALTH_TIP = tr_later(
    "How alike the two views of one image are to the encoder; how many directions its embeddings "
    "use (the effective rank, RankMe: it falls towards 1 if the encoder collapses); and how often "
    "the nearest labelled image has the same label."
)
_ASKING = tr_later("Asking what this machine offers…")
_AFTER = {
    "embed": tr_later("Done. All images are embedded with the new encoder."),
    "compare": tr_later("Done, and compared with the encoder before."),
}
"""What is said when a stage that follows learning is done."""


class LearnPage(QWidget):
    """The form says how to learn; everything else shows what runs and what there is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._learnt = False  # the newest run here was a pretraining that ended well
        self._not_asked = ""  # why this machine could not be asked what it offers
        self._seen: dict[str, float] = {}  # the newest of what the monitor said of this run
        page = QWidget()  # in a small window it scrolls, and nothing is squeezed
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(page, upright=True))
        layout = page_layout(page)
        layout.addWidget(label(tr("Learn the look of your images"), kind="title"))
        text = tr(
            "SimCLR shows the encoder two altered views of the same image and teaches it to recognise them "
            "as one. It needs no labels, runs in the background, and can be stopped and resumed. You can "
            "label meanwhile."
        )
        layout.addWidget(label(text, kind="muted"))
        columns = Columns(2 * GAP)
        columns.add(self._make_form())
        columns.add(self._make_side())
        layout.addLayout(columns, 1)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._refresh)
        session.closed.connect(self._refresh)
        session.run_updated.connect(self._on_run_updated)
        session.run_updated.connect(self._on_probed)
        session.paused_changed.connect(self._on_paused)
        self._refresh()

    def _make_form(self) -> QWidget:
        card = Card(tr("How to learn"))
        self.form = LearnForm()
        card.body.addWidget(self.form)
        self._run = button(tr("Start learning"), "play", self._on_start, kind="accent")
        self._resume = button(tr("Resume"), "resume", self._on_resume)
        self._pause = button(tr("Pause"), "pause", self._on_pause)
        self._pause.setToolTip(tr("Let learning rest, and the computer with it"))
        self._stop = button(tr("Stop"), "stop", self._on_stop)
        self._stop.setToolTip(tr("End learning here; it can be resumed later"))
        self._use = button(tr("Use as it is"), "check", self._on_use)
        self._use.setToolTip(tr("End learning here and use the encoder as it is now"))
        card.body.addSpacing(GAP)
        buttons = WrapRow(GAP, GAP)
        buttons.add(self._run, self._resume, self._pause, self._stop, self._use)
        card.body.addLayout(buttons)
        self._why = label(kind="muted")
        card.body.addWidget(self._why)
        card.body.addStretch(1)
        card.setMinimumWidth(grown(380))
        card.setMaximumWidth(grown(460))
        self.form.changed.connect(self._show_preview)
        return card

    def _make_side(self) -> QWidget:
        page = QWidget()
        side = QVBoxLayout(page)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(2 * GAP)
        chart = self._loss = Card(tr("Loss"))
        self._chart = LossChart()
        self._state = label(kind="muted")
        chart.body.addWidget(self._chart, 1)
        chart.body.addWidget(self._state)
        self._health = label(kind="muted")
        self._health.setToolTip(tr(_HEALTH_TIP))
        self._health.hide()
        chart.body.addWidget(self._health)
        side.addWidget(chart, 1)
        side.addWidget(ComparisonPanel(self._session))
        self._preview = PreviewPanel(self._session)
        side.addWidget(self._preview)
        machine = Card(tr("This machine"))
        self._machine = label(tr("Asking…"), kind="muted")
        machine.body.addWidget(self._machine)
        machine.body.addStretch(1)
        self._current = ElidedChoice(12)
        self._current.setAccessibleName(tr("Encoder in use"))
        self._current.setToolTip(tr("Map, quick classifier and fine-tuning work with this encoder."))
        self._current.activated.connect(self._on_encoder_chosen)
        WheelGuard(self._current)
        use = Card(tr("Encoder in use"))
        use.body.addWidget(self._current)
        self._embedded = label(kind="muted")
        use.body.addWidget(self._embedded)
        use.body.addStretch(1)
        bottom = Columns(2 * GAP)
        bottom.add(machine)
        bottom.add(use)
        side.addLayout(bottom)
        side.addStretch(0)
        return page

    @Slot()
    def _show_preview(self) -> None:
        self._preview.show_views_of(self.form.spec())

    def _show_loss(self) -> None:
        """Once there is something to see; till then its room goes to the views."""
        self._loss.setVisible(self._learning() or self._chart.has_points or bool(self._state.text()))

    def _on_opened(self) -> None:
        self._chart.set_points([], [])
        self._chart.set_empty_text(tr("No learning yet"), tr("The loss appears here as learning goes on; it should fall."))
        self._state.setText("")
        self._session.ask(_last_curve, self._show_curve)
        self._refresh()

    def _show_curve(self, points: list[tuple[int, float]]) -> None:
        self._chart.set_points([p[0] for p in points], [p[1] for p in points])
        self._show_loss()

    def _refresh(self) -> None:
        now = self._session.snapshot
        learning = self._learning()
        reason = self._reason(learning)
        set_disabled_reason(self._run, reason)
        self._why.setText(reason or "")
        self._why.setVisible(bool(reason) and not learning)
        self._resume.setVisible(now.resumable is not None and not learning and not self._session.read_only)
        for part in (self._pause, self._stop, self._use):
            part.setVisible(learning)
        self._run.setVisible(not learning)
        self._fill_encoders()
        set_disabled_reason(self._current, self._session.read_only or None)
        self.form.refresh(now)
        self._machine.setText(_machine_in_words(now.machine) if now.machine else self._not_asked or tr(_ASKING))
        self._preview.setVisible(len(now.images) > 0 and not learning)
        self._show_loss()

    def _reason(self, learning: bool) -> str | None:
        if self._session.project is None:
            return tr("Open a project or choose a folder of images first.")
        if self._session.read_only:
            return self._session.read_only
        if learning:
            return tr("Learning is going on already.")
        if len(self._session.snapshot.images) < 2:
            return tr("Learning needs at least two readable images.")
        return None

    def _fill_encoders(self) -> None:
        now = self._session.snapshot
        wanted = [(card.id, f"{card.name} · {card.size} px") for card in now.encoders]
        if [self._current.itemData(i) for i in range(self._current.count())] != [w[0] for w in wanted]:
            self._current.clear()
            for key, text in wanted:
                self._current.addItem(text, key)
        if now.encoder is not None:
            self._current.setCurrentIndex(self._current.findData(now.encoder.id))
        self._embedded.setText(tr("{embedded:,} of {count:,} images embedded", embedded=now.embedded, count=len(now.images)))

    def _on_start(self) -> None:
        spec = start_choice.with_agreement(self, self.form.spec())
        if spec is None:
            return
        self.setFocus()  # the pressed button goes, and would hand the focus to a field that a stray key then changes
        self._chart.set_points([], [])
        self._chart.set_empty_text(tr("Learning has begun"), tr("The loss appears here after the first steps; it should fall."))
        self._session.start("pretrain", spec)
        self._state.setText(tr("Starting: the compute process loads its libraries."))

    def _on_resume(self) -> None:
        run = self._session.snapshot.resumable
        if run is not None:
            self.setFocus()
            self._session.resume(run)
            self._state.setText(tr("Going on from the last checkpoint."))

    def _on_use(self) -> None:
        self._session.stop(keep=True)
        self._state.setText(tr("Ending after this step; the encoder is used as it is."))

    def _on_stop(self) -> None:
        self._session.stop()

    def _on_pause(self) -> None:
        self._session.set_paused(not self._session.paused)

    @Slot(bool)
    def _on_paused(self, paused: bool) -> None:
        self._pause.setText(tr("Go on") if paused else tr("Pause"))
        self._pause.setIcon(icon("resume" if paused else "pause"))
        if paused and self._learning():
            self._state.setText(tr("Paused. Nothing is lost, and the time box waits too."))

    def _learning(self) -> bool:
        return self._session.running is not None and self._session.running.stage == "pretrain"

    def _on_encoder_chosen(self) -> None:
        self._session.use_encoder(int(self._current.currentData()))

    def _show_metric(self, event: Metric) -> None:
        if "loss" in event.values:
            self._chart.add(event.step, event.values["loss"])
        if "rank" in event.values:
            self._seen = self._seen | event.values
            self._health.setText(health_in_words(self._seen))
            self._health.show()

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        event = update.event
        if isinstance(event, Done) and update.stage in _AFTER and self._learnt:
            self._state.setText(tr(_AFTER[update.stage]))
        if update.stage != "pretrain":
            return
        self._learnt = isinstance(event, Done)
        if isinstance(event, Metric):
            self._show_metric(event)
        elif isinstance(event, Progress | Note):
            self._show_progress(event)
        elif isinstance(event, Failed):
            self._state.setText(event.message)
        elif isinstance(event, Done):
            compared = update.run is not None and update.run.result.get("before") is not None
            self._state.setText(
                tr(
                    "Done. The images are being embedded with the new encoder, then it is compared with the one in use."
                    if compared
                    else "Done. The images are being embedded with the new encoder."
                )
            )
        elif isinstance(event, Stopped):
            self._state.setText(tr("Stopped. What was reached was kept."))
        if event is None:
            self._seen = {}
            self._health.hide()
        if event is None or is_end(event):
            self._refresh()
        else:
            self._show_loss()

    @Slot(object)
    def _on_probed(self, update: RunUpdate) -> None:
        if update.stage == "probe" and isinstance(update.event, Failed):
            self._not_asked = update.event.message
            self._refresh()

    def _show_progress(self, event: Progress | Note) -> None:
        # What was still on its way when the run was paused says nothing any more: the page went on to count the hours left.
        if not self._session.paused:
            self._state.setText(event.text if isinstance(event, Note) else progress_in_words(event))


def health_in_words(values: Mapping[str, float]) -> str:
    """What the monitor saw, for people: "Two views of an image agree to 62 % · 138 directions in use · ..."."""
    parts = [
        tr("Two views of an image agree to {share:.0%}", share=max(values["alignment"], 0)),
        tr("{rank:,.0f} directions in use", rank=values["rank"]),
    ]
    if "agreement" in values:
        parts.append(tr("{share:.0%} of the labelled images lie next to one of their class", share=values["agreement"]))
    return "  ·  ".join(parts)


def progress_in_words(event: Progress) -> str:
    """ "Loss 4.21 · 120 images a second · about 12 min left" ."""
    parts = []
    if "megabytes" in event.metrics:
        parts.append(tr("{megabytes:,.0f} MB downloaded", megabytes=event.metrics["megabytes"]))
    if "loss" in event.metrics:
        parts.append(tr("Loss {loss:.3f}", loss=event.metrics["loss"]))
    if event.metrics.get("images_per_second"):
        parts.append(tr("{speed:,.0f} images a second", speed=event.metrics["images_per_second"]))
    if "seconds_left" in event.metrics:
        parts.append(time_in_words(event.metrics["seconds_left"]))
    return "  ·  ".join(filter(None, parts))


def _last_curve(project: Project) -> list[tuple[int, float]]:
    newest = next(iter(run_rows.every(project, "pretrain", limit=1)), None)
    rows = run_rows.metrics(project, newest.id) if newest is not None else []
    return [(step, values["loss"]) for step, values in rows if "loss" in values]


def _machine_in_words(machine: dict) -> str:
    devices = machine.get("devices")
    if not devices:
        return tr(_ASKING)
    lines = []
    for device in devices:
        memory = device.get("memory")
        lines.append(f"{device['name']}, {memory / 2**30:.0f} GB" if memory else str(device["name"]))
    if len(devices) == 1 and devices[0]["id"] == "cpu":
        lines.append(tr("No GPU was found. Everything works; learning takes longer."))
    return "\n".join(lines)
