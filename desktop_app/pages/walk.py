"""Where one is in an order of images that may change on the way. Ids only; knows no Qt and no project."""

import numpy as np
import numpy.typing as npt

from core.words import tr

Ids = npt.NDArray[np.int64]


class Walk:
    """`here` may fall out of the order (a filter hides it): it is then between the neighbours it had."""

    def __init__(self) -> None:
        self.here = -1
        self._order: Ids = np.empty(0, np.int64)
        self._place = 0  # of `here`; where it is not in the order, of the image after it
        self._inside = False

    def begin(self, order: Ids, here: int) -> None:
        """Start anew at this image of this order."""
        self._order, self._place = order, 0
        self.go(here)

    def go(self, here: int) -> None:
        """Be at this image."""
        self.here = here
        places = np.flatnonzero(self._order == here)
        self._inside = len(places) > 0
        if self._inside:
            self._place = int(places[0])

    def follow(self, order: Ids) -> None:
        """The order is another now."""
        passed, self._order = self._order[: self._place], order
        self.go(self.here)
        if not self._inside:
            left = np.flatnonzero(np.isin(order, passed))
            self._place = int(left[-1]) + 1 if len(left) else 0

    def step(self, by: int) -> int:
        """The image so many places on (or back, below 0), -1: there is none."""
        place = self._place + by - (0 if self._inside or by < 0 else 1)
        return int(self._order[place]) if 0 <= place < len(self._order) else -1

    def near(self, reach: int) -> list[int]:
        """The images up to this far away, the nearest first, the next before the previous."""
        steps = [self.step(by) for distance in range(1, reach + 1) for by in (distance, -distance)]
        return [image for image in steps if image >= 0]

    @property
    def first(self) -> int:
        return int(self._order[0]) if len(self._order) else -1

    @property
    def last(self) -> int:
        return int(self._order[-1]) if len(self._order) else -1

    @property
    def in_words(self) -> str:
        """Such as “12 of 345”."""
        count = len(self._order)
        return (
            tr("{place:,} of {count:,}", place=self._place + 1, count=count)
            if self._inside
            else tr("not among the {count:,} shown", count=count)
        )
