"""The images to label next, as they were suggested last: computed when asked for, off the GUI thread, and the same until then.

Kept by id, so that they outlive images that come or go. Rows are those of the session's snapshot.
"""

from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.classify.quick import Reduced, learn
from core.classify.strategies import AT_RANDOM, AUTO, RANDOM, STRATEGIES, Pick
from core.classify.suggest import suggest
from core.explore.fields import Groups
from core.operations import random_check
from core.project import picks
from core.project.collection import Collection
from core.words import tr
from desktop_app.background import Background
from desktop_app.session import Session

NUMBER = 24
"""How many at once: a few minutes of work, after which the classifier knows better what to ask."""
_GONE = -1  # the code of an image that has embeddings and is no longer shown
State = Literal["unasked", "coming", "unembedded", "exhausted", "there"]
"""unembedded: asked for, and made as soon as there are embeddings; exhausted: there is no image left to suggest."""


@dataclass(frozen=True)
class Suggested:
    """ids int64 [n] of images, those with the same reason together; reasons: why, one of `words` by its place, int64 [n]."""

    ids: np.ndarray
    reasons: np.ndarray
    words: tuple[str, ...]

    @property
    def drawn(self) -> np.ndarray:
        """int64, the ids of those that are there at random."""
        at_random = [place for place, word in enumerate(self.words) if word == _sentence(RANDOM)]
        return self.ids[np.isin(self.reasons, at_random)]


_NOTHING = Suggested(np.empty(0, np.int64), np.empty(0, np.int64), ())


class Suggestions(QObject):
    """`ask`, and `ready` follows; what was suggested before stays until then."""

    ready = Signal()  # other images are suggested, or `state` says why there are none

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._now = _NOTHING
        self._state: State = "unasked"
        self._strategy = AUTO
        self._turn = 0  # how often was asked: the random ones are others each time, and only the last answer counts
        self._background: Background | None = None
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.embeddings_loaded.connect(self._on_embeddings)

    @property
    def state(self) -> State:
        return self._state

    @property
    def rows(self) -> np.ndarray:
        """int64, in the order in which they are to be looked at."""
        return self._session.snapshot.images.rows(self._now.ids)

    @property
    def left(self) -> np.ndarray:
        """Those that have no label and no mark yet, int64 rows, in the same order."""
        rows = self.rows
        return rows[self._session.snapshot.images.label_codes[rows] == 0]

    def is_left(self, row: int) -> bool:
        return bool((self.left == row).any())

    def reason(self, row: int) -> str:
        """Why this image is suggested, "" if it is not."""
        shown = self._session.snapshot.images
        places = np.flatnonzero(self._now.ids == shown.ids[row]) if 0 <= row < len(shown) else ()
        return self._now.words[int(self._now.reasons[places[0]])] if len(places) else ""

    def groups(self) -> Groups:
        """The reasons as a field of all images."""
        shown = self._session.snapshot.images
        places = np.full(len(shown), -1, np.int64)
        for place in range(len(self._now.words)):
            places[shown.rows(self._now.ids[self._now.reasons == place])] = place
        return Groups(places, self._now.words, tr("Not suggested"))

    @property
    def strategy(self) -> str:
        """A key of STRATEGIES."""
        return self._strategy

    def set_strategy(self, strategy: str) -> None:
        """What is suggested from now on is chosen by this one, or as at first where there is none of this name. What was
        suggested by another one is gone, and so is what is still on its way."""
        strategy = strategy if strategy in STRATEGIES else AUTO
        if strategy != self._strategy:
            self._strategy = strategy
            self._turn += 1
            self._set(_NOTHING, "unasked")

    def ask(self) -> None:
        """Suggest images for the labels there are now; `ready` follows."""
        reduced, shown = self._session.reduced(), self._session.snapshot.images
        if self._background is None or self._state == "coming":
            return
        if reduced is None and self._strategy != AT_RANDOM:
            self._set(_NOTHING, "unembedded")
            return
        self._state = "coming"
        self._turn += 1
        failed = partial(self._on_failed, self._turn)
        if reduced is None or self._strategy == AT_RANDOM:
            draw = partial(random_check.draw, number=NUMBER)
            self._session.keep(draw, partial(self._on_drawn, self._turn), failed)
        else:
            ask = partial(suggested, *reduced, shown, NUMBER, self._turn, self._strategy)
            self._background.run(ask, partial(self._on_found, self._turn), failed)

    def _on_drawn(self, turn: int, ids: np.ndarray) -> None:
        self._on_noted(turn, Suggested(ids, np.zeros(len(ids), np.int64), (_sentence(RANDOM),)))

    def _on_found(self, turn: int, found: Suggested) -> None:
        """Shown once it is noted which of them were drawn at random: a label could be faster than the note otherwise."""
        if turn == self._turn:
            note = partial(picks.add, images=found.drawn.tolist(), reason="suggestion")
            self._session.keep(note, lambda _: self._on_noted(turn, found), partial(self._on_failed, turn))

    def _on_noted(self, turn: int, found: Suggested) -> None:
        if turn == self._turn:
            self._set(found, "there" if len(found.ids) else "exhausted")

    def _on_failed(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        self._set(self._now, "there" if len(self._now.ids) else "unasked")
        self._session.said.emit("error", tr("What to label next could not be found out: {error}", error=error))

    def _set(self, found: Suggested, state: State) -> None:
        self._now, self._state = found, state
        self.ready.emit()

    def _on_opened(self) -> None:
        self._on_closed()
        self._background = Background("suggestions", self)

    def _on_closed(self) -> None:
        if self._background is not None:
            self._background.close()
            self._background = None
        self._now, self._state, self._strategy, self._turn = _NOTHING, "unasked", AUTO, 0

    def _on_embeddings(self) -> None:
        # The first part is enough to begin with: images are embedded in random order, so it is a fair sample.
        if self._state in ("unembedded", "exhausted"):
            self.ask()


def suggested(ids: np.ndarray, reduced: Reduced, shown: Collection, number: int, turn: int, strategy: str = AUTO) -> Suggested:
    """Up to `number` of the images `ids` int64 [M] with these embeddings that have neither label nor mark among `shown`."""
    codes = np.full(len(ids), _GONE, np.int64)
    codes[np.isin(ids, shown.ids)] = shown.label_codes[shown.rows(ids)]
    taught = np.flatnonzero(codes > 0)
    # Asked anew and not kept from the last answer: a probability per image and class is much to hold on to for one key.
    learnt = learn(reduced, taught, codes[taught])
    answer = learnt[1] if learnt is not None else None
    chosen = suggest(reduced.values, codes != 0, answer, number, np.random.default_rng((len(taught), turn)), strategy)
    return _by_reason(ids, chosen)


def _by_reason(ids: np.ndarray, chosen: list[Pick]) -> Suggested:
    words = tuple(dict.fromkeys(pick.reason for pick in chosen))
    reasons = np.array([words.index(pick.reason) for pick in chosen], np.int64)
    order = np.argsort(reasons, kind="stable")
    rows = np.array([pick.row for pick in chosen], np.int64)
    return Suggested(ids[rows[order]], reasons[order], tuple(_sentence(tr(word)) for word in words))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
