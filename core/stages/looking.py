"""The pictures of all folders of a project, one folder after the other; one that is not there does not end the rest."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from core.errors import UserError
from core.pixels.gone import what_is_gone
from core.pixels.walk import Found, walk
from core.roots import Roots


class Looking:
    """Goes through the folders once. `lost`: what is the matter with a folder, by its place in `roots`; with one folder that is
    raised instead, since nothing is left to look through. `skipped_folders` are called as images are (core/roots.py)."""

    def __init__(self, roots: Roots) -> None:
        self.lost: dict[int, UserError] = {}
        self._roots = roots
        self._met: list[Found] = []

    def files(self, tick: Callable[[], None]) -> Iterator[str]:
        """The name of every picture. Raises UserError if there is no folder to look through at all."""
        for place, root in enumerate(self._roots.paths):
            self._met.append(Found())
            beginning = self._roots.prefixes[place]
            try:
                for path in walk(root, self._met[-1], tick):
                    yield beginning + path
            except UserError as error:
                self._lose(place, error)

    def check(self, known: Sequence[str]) -> None:
        """After the last file: what was unplugged meanwhile, or is the empty place that a disk leaves behind, is lost too."""
        for place, root in enumerate(self._roots.paths):
            error = what_is_gone(root, partial(self._has_any, place, known)) if place not in self.lost else None
            if error is not None:
                self._lose(place, error)

    def total(self) -> int:
        """How many files there are; 0 while that is not known."""
        whole = len(self._met) == len(self._roots) and (self._met[-1].complete or len(self._roots) - 1 in self.lost)
        return sum(met.listed for met in self._met) if whole else 0

    def hides(self) -> Callable[[str], bool]:
        """Says of an image that was not seen whether it lies where nobody could look, so that it may still be there."""
        skipped = tuple(f"{folder}/" for folder in self.skipped_folders)
        return lambda name: name.startswith(skipped) or (bool(self.lost) and self._roots.place_of(name) in self.lost)

    def gone(self) -> list[dict[str, str]]:
        """What is the matter with which folder: {folder, message}."""
        return [{"folder": str(self._roots.paths[at]), "message": str(error)} for at, error in sorted(self.lost.items())]

    @property
    def skipped_folders(self) -> list[str]:
        return [self._roots.prefixes[n] + name for n, met in enumerate(self._met) for name in met.skipped_folders]

    def counted(self, what: str) -> dict[str, int]:
        """`not_supported` or `not_pictures`, of all folders."""
        return dict(sum((getattr(met, what) for met in self._met), Counter[str]()))

    def _has_any(self, place: int, names: Sequence[str]) -> bool:
        return any(self._roots.place_of(name) == place for name in names)

    def _lose(self, place: int, error: UserError) -> None:
        self.lost[place] = error
        if len(self.lost) == len(self._roots):
            raise self.lost[min(self.lost)]
