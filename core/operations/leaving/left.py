"""What every way out has in common: how it says how far it is, and what it returns."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Tell = Callable[[int, int], None]
"""(done, of how many), called often. Raises Cancelled to stop: then a file is not there, and copies made before stay."""


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Left:
    """`count` images, or copies of them, are at `place` now; `sentence` says it, `note` what is to be known besides."""

    count: int
    place: Path
    sentence: str
    note: str = ""

    @property
    def text(self) -> str:
        return f"{self.sentence} {self.note}".rstrip()

    @property
    def folder(self) -> Path:
        """What a file manager is to show."""
        return self.place if self.place.is_dir() else self.place.parent
