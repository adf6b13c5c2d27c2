"""What the grid knows about each image besides its picture: label, prediction, confidence, state. Plain arrays and lookups."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from core.words import tr, tr_later

SKIP, UNSURE, NONE_OF_THESE = -2, -3, -4
OK, UNREADABLE, MISSING = 0, 1, 2
SUGGESTED, DUPLICATE = 1, 2
"""Bits of a badge mask."""
DECISIONS = {
    SKIP: (tr_later("skipped"), "skip"),
    UNSURE: (tr_later("not sure"), "question"),
    NONE_OF_THESE: (tr_later("none of these"), "none"),
}


@dataclass(frozen=True)
class Mark:
    """What one tile says. `colour` is empty for what is no class, `icon` for classes."""

    kind: Literal["label", "prediction", "decision"]
    text: str
    colour: str = ""
    shape: str = "circle"
    icon: str = ""
    confidence: float | None = None


@dataclass(frozen=True)
class Badge:
    """A small sign in the corner of a tile, and the word for it."""

    icon: str
    word: str


_BADGES = {SUGGESTED: Badge("spark", tr_later("suggested")), DUPLICATE: Badge("duplicate", tr_later("duplicate"))}
_BADGES_OF = tuple(tuple(badge for bit, badge in _BADGES.items() if mask & bit) for mask in range(4))


@dataclass
class Marks:
    """Arrays may be shorter than the collection (predictions not there yet): what is missing says nothing."""

    labels: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    predictions: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    confidence: npt.NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))
    palette: Sequence[str] = ()
    names: Sequence[str] = ()
    shapes: Sequence[str] = ("circle",)
    state: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    badges: npt.NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))

    @property
    def any(self) -> bool:
        return bool(len(self.labels) or len(self.predictions))

    def of(self, row: int) -> Mark | None:
        """The label if there is one, else the prediction, else nothing."""
        label = int(self.labels[row]) if row < len(self.labels) else -1
        if label in DECISIONS:
            text, icon = tr(DECISIONS[label][0]), DECISIONS[label][1]
            return Mark("decision", text, icon=icon)
        if 0 <= label < len(self.names):
            return Mark("label", self.names[label], self.palette[label], self.shapes[label % len(self.shapes)])
        guess = int(self.predictions[row]) if row < len(self.predictions) else -1
        if guess in DECISIONS:
            text, icon = tr(DECISIONS[guess][0]), DECISIONS[guess][1]
            return Mark("prediction", text, icon=icon)
        if not 0 <= guess < len(self.names):
            return None
        sure = float(self.confidence[row]) if row < len(self.confidence) else None
        return Mark(
            "prediction", self.names[guess], self.palette[guess], self.shapes[guess % len(self.shapes)], confidence=sure
        )

    def trouble(self, row: int) -> int:
        """OK, UNREADABLE or MISSING."""
        return int(self.state[row]) if row < len(self.state) else OK

    def badges_of(self, row: int) -> tuple[Badge, ...]:
        """What the corner of the tile shows."""
        return _BADGES_OF[int(self.badges[row]) % len(_BADGES_OF)] if row < len(self.badges) else ()

    def in_words(self, row: int) -> str:
        """For people who hear the grid."""
        return ", ".join([self._mark_in_words(row), *(tr(badge.word) for badge in self.badges_of(row))])

    def _mark_in_words(self, row: int) -> str:
        mark = self.of(row)
        if mark is None:
            return tr("no label")
        if mark.kind == "prediction":
            if mark.confidence is None:
                return tr("predicted {name}", name=mark.text)
            return tr("predicted {name}, {confidence:.0%}", name=mark.text, confidence=mark.confidence)
        return tr("labelled {name}", name=mark.text) if mark.kind == "label" else mark.text
