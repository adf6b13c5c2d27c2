"""Where pretraining can begin, on the Learn page: the list of starts, what fits each, and the question before a download."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QMessageBox, QWidget

from core import weights
from core.errors import UserError
from core.project.encoders import BUNDLED
from core.records import EncoderCard
from core.specs import ENCODER_START, PretrainSpec
from core.words import tr, tr_later

STARTS = (
    ("bundled", tr_later("Bundled encoder, adapted")),
    ("random", tr_later("From nothing (the paper)")),
    ("imagenet", tr_later("ImageNet weights (download)")),
)
_FITTING = {"bundled": (BUNDLED.architecture,), "imagenet": tuple(weights.CARDS)}


def fill(box: QComboBox, cards: Sequence[EncoderCard]) -> None:
    """List the starts every project has and then its own encoders, newest first; the choice stays if it is still there."""
    earlier = [
        (f"{ENCODER_START}{card.id}", tr("Encoder “{name}”", name=card.name))
        for card in reversed(cards)
        if card.name != BUNDLED.name
    ]
    wanted = [*((key, tr(text)) for key, text in STARTS), *earlier]
    if [(box.itemData(i), box.itemText(i)) for i in range(box.count())] == wanted:
        return
    kept = box.currentData()
    box.clear()
    for key, text in wanted:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(kept)))


def earlier_encoder(start: str, cards: Sequence[EncoderCard]) -> EncoderCard | None:
    """The encoder of the project that this start is, if it is one."""
    return next((card for card in cards if start == f"{ENCODER_START}{card.id}"), None)


def fitting(start: str, cards: Sequence[EncoderCard]) -> tuple[str, ...] | None:
    """The architectures that can begin there; None: all."""
    card = earlier_encoder(start, cards)
    return _FITTING.get(start) if card is None else (card.architecture,)


def in_words(spec: PretrainSpec) -> str:
    """What is to be known of the weights this start needs from elsewhere; empty if it needs none."""
    try:
        card = weights.needed(spec.start, spec.encoder, spec.size)
    except UserError as error:
        return str(error)
    if card is None:
        return ""
    where = tr("Already on this computer.") if weights.is_stored(card) else tr("You are asked before the download.")
    return f"{weights.facts(card)}\n{where}"


def with_agreement(parent: QWidget, spec: PretrainSpec) -> PretrainSpec | None:
    """The spec, ready to run: asks once if weights have to be downloaded. None if the answer is no."""
    try:
        card = weights.needed(spec.start, spec.encoder, spec.size)
    except UserError:
        return spec  # the run ends with that sentence
    if card is None or weights.is_stored(card):
        return spec
    text = tr(
        "{facts}\n\nIt is kept in Labelight's cache folder, for all your projects. Download it now?", facts=weights.facts(card)
    )
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel
    answer = QMessageBox.question(parent, tr("Download ImageNet weights?"), text, buttons)
    return replace(spec, download=True) if answer == QMessageBox.StandardButton.Yes else None
