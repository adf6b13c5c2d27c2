"""The groups of the grid: what their headers say, and which of them are folded. Knows no widget and no image."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.words import tr


@dataclass(frozen=True)
class Group:
    """The next `count` rows of the order under one header. Without a colour the header has no swatch."""

    title: str
    count: int
    colour: str = ""
    shape: str = "circle"

    def in_words(self, folded: bool = False) -> str:
        """For people who hear the grid."""
        amount = tr("1 image" if self.count == 1 else "{count:,} images", count=self.count)
        return tr("{title}, {amount}, folded" if folded else "{title}, {amount}", title=self.title, amount=amount)


class Groups:
    """The groups shown now. Folding is remembered by title, so that it outlives a label that moves images between groups."""

    def __init__(self) -> None:
        self.shown: Sequence[Group] = ()
        self.counts: npt.NDArray[np.int64] | None = None
        self._grouping = ""
        self._folded: set[str] = set()

    def show(self, groups: Sequence[Group], grouping: str, rows: int) -> None:
        """Other groups. Another name of the grouping forgets the folding, as does an order without groups and name."""
        counts = np.fromiter((group.count for group in groups), np.int64, len(groups))
        if groups and (counts.min() < 0 or counts.sum() != rows):
            raise ValueError(f"the groups hold {counts.sum()} images, the order holds {rows}")
        named = grouping or ("groups" if groups else "")
        if named != self._grouping:
            self._folded.clear()
        self._grouping, self.shown, self.counts = named, tuple(groups), counts if groups else None

    @property
    def folded(self) -> npt.NDArray[np.bool_] | None:
        """Which groups are folded, by place; None: none is."""
        if not self._folded or not self.shown:
            return None
        return np.fromiter((group.title in self._folded for group in self.shown), bool, len(self.shown))

    def is_folded(self, place: int) -> bool:
        return self.shown[place].title in self._folded

    def fold(self, places: Sequence[int], folded: bool) -> None:
        """Fold these groups, or unfold them."""
        titles = {self.shown[place].title for place in places}
        self._folded = self._folded | titles if folded else self._folded - titles
