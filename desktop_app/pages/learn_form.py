"""How to learn: the form on the Learn page that makes a `PretrainSpec`. Knows what fits what, starts nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from core.records import EncoderCard
from core.specs import PRESETS, PretrainSpec, training_size
from core.words import tr, tr_later
from desktop_app.pages import start_choice
from desktop_app.pages.parts import GAP, label
from desktop_app.snapshot import Snapshot
from desktop_app.theme import text_scale
from desktop_app.widgets.decimal_box import DecimalBox
from desktop_app.widgets.elided_choice import ElidedChoice
from desktop_app.widgets.wheel_guard import WheelGuard

_KINDS = (
    ("photos", tr_later("Photos")),
    ("microscopy", tr_later("Microscopy, aerial: no side is up")),
    ("documents", tr_later("Documents, digits: never mirrored")),
    ("grey", tr_later("Without colour")),
)
_ENCODERS = (
    ("efficientnet_lite0", tr_later("EfficientNet-Lite0, fast on a CPU")),
    ("tiny", tr_later("Tiny, for small images without a GPU")),
    ("resnet18", "ResNet-18"),
    ("resnet34", "ResNet-34"),
    ("resnet50", tr_later("ResNet-50, the paper's")),
)


class LearnForm(QWidget):
    """`refresh` it with every snapshot; `changed` says that `spec` may be another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        defaults = PretrainSpec()
        self._encoders: Sequence[EncoderCard] = ()
        self.start = _choice(start_choice.STARTS, tr("Where pretraining begins. Few images: begin from the bundled encoder."))
        self.encoder = _choice(_ENCODERS, tr("The network that turns an image into an embedding."))
        self.kind = _choice(_KINDS, tr("What the two views of an image may differ in: flips, turns, crops and colours."))
        self.size = _number(32, 320, defaults.size, 32, " px", tr("Side of a view. Larger sees more and takes longer."))
        self.batch = _number(8, 4096, defaults.batch, 32, tr(" images"), tr("Images per step; each gives two views."))
        self.until = _choice((("minutes", tr_later("Minutes")), ("epochs", tr_later("Epochs"))), tr("When to stop."))
        self.minutes = _decimal(0.1, 100_000, 30, 1, tr(" min"), tr("How long to learn."))
        self.epochs = _number(1, 10_000, defaults.epochs, 10, tr(" epochs"), tr("Times every image is seen."))
        tip = tr("Of the NT-Xent loss: smaller looks harder at the most alike negatives.")
        self.temperature = _decimal(0.01, 2.0, defaults.temperature, 0.05, "", tip)
        self.device = ElidedChoice(_letters())
        self.weights = label(kind="muted")
        self._form = self._lay_out()
        self.start.activated.connect(self._on_start_chosen)
        self.until.activated.connect(self._fit)
        self.encoder.activated.connect(self._on_changed)
        self.kind.activated.connect(self._on_changed)
        self.size.valueChanged.connect(self._on_changed)
        self._fit()

    def spec(self) -> PretrainSpec:
        """What the form says."""
        boxed = self.until.currentData() == "minutes"
        return PretrainSpec(
            start=self.start.currentData(),
            encoder=self.encoder.currentData(),
            size=self.size.value(),
            batch=self.batch.value(),
            epochs=self.epochs.value(),
            minutes=self.minutes.value() if boxed else None,
            temperature=self.temperature.value(),
            device=self.device.currentData() or "auto",
            **PRESETS[self.kind.currentData()],
        )

    def refresh(self, now: Snapshot) -> None:
        """Offer the starts and the devices there are."""
        self._encoders = now.encoders
        start_choice.fill(self.start, now.encoders)
        devices = [("auto", tr("The best there is")), *((d["id"], d["name"]) for d in now.machine.get("devices", ()))]
        if self.device.count() != len(devices):
            self.device.clear()
            for key, text in devices:
                self.device.addItem(text, key)
        self._fit()

    def _lay_out(self) -> QFormLayout:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(GAP + 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        rows = (
            (tr("Pictures"), self.kind),
            (tr("Start"), self.start),
            (tr("Encoder"), self.encoder),
            (tr("Size"), self.size),
            (tr("Batch"), self.batch),
            (tr("Until"), self.until),
            (tr("Time"), self.minutes),
            (tr("Length"), self.epochs),
            (tr("Temperature"), self.temperature),
            (tr("Device"), self.device),
        )
        for text, field in rows:
            WheelGuard(field)
            field.setAccessibleName(text)
            form.addRow(text, field)
        form.insertRow(form.getWidgetPosition(self.encoder)[0] + 1, self.weights)
        return form

    @Slot()
    def _fit(self) -> None:
        """Show only what fits the choices; a start fits some encoders only."""
        fitting = start_choice.fitting(self.start.currentData(), self._encoders)
        fitting = tuple(name for name, _ in _ENCODERS) if fitting is None else fitting
        if self.encoder.currentData() not in fitting or self.encoder.count() != len(fitting):
            kept = self.encoder.currentData()
            self.encoder.clear()
            for name, text in _ENCODERS:
                if name in fitting:
                    self.encoder.addItem(tr(text), name)
            self.encoder.setCurrentIndex(max(0, self.encoder.findData(kept)))
        boxed = self.until.currentData() == "minutes"
        self._form.setRowVisible(self.minutes, boxed)
        self._form.setRowVisible(self.epochs, not boxed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        # Size, source and terms of what this start would download stand beside the choice.
        text = start_choice.in_words(self.spec())
        self.weights.setText(text)
        self._form.setRowVisible(self.weights, bool(text))
        self.changed.emit()

    @Slot()
    def _on_start_chosen(self) -> None:
        card = start_choice.earlier_encoder(self.start.currentData(), self._encoders)
        if card is not None:
            self.size.setValue(training_size(card.size))
        self._fit()


def _choice(options: tuple[tuple[str, str], ...], tip: str) -> QComboBox:
    box = ElidedChoice(_letters())
    box.setToolTip(tip)
    for key, text in options:
        box.addItem(tr(text), key)
    return box


def _number(low: int, high: int, value: int, step: int, suffix: str, tip: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setSingleStep(step)
    box.setValue(value)
    box.setSuffix(suffix)
    box.setToolTip(tip)
    return box


def _decimal(low: float, high: float, value: float, step: float, suffix: str, tip: str) -> QDoubleSpinBox:
    box = DecimalBox()
    box.setRange(low, high)
    box.setDecimals(1 if step >= 1 else 2)
    box.setSingleStep(step)
    box.setValue(value)
    box.setSuffix(suffix)
    box.setToolTip(tip)
    return box


def _letters() -> int:
    """The least a field shows of its choice; beside large text there is less room, and the name before it needs more."""
    return max(12, round(22 / text_scale()))
