"""What every source comes down to: rows of an image and its label, and what is to be said about them."""

from dataclasses import dataclass

from core.records import Mark
from core.words import tr


@dataclass(frozen=True, slots=True)
class Said:
    """A label as a source gives it: the name of a class, or a mark (then `name` is empty)."""

    name: str
    mark: Mark = "class"

    @property
    def words(self) -> str:
        """For a person."""
        if self.mark == "class":
            return self.name
        return {"skip": tr("skipped"), "unsure": tr("not sure"), "none": tr("none of these")}[self.mark]


@dataclass(frozen=True, slots=True)
class Row:
    """One image (path with `/`, and the blake2b-128 digest of its content where the source knows it) and its label."""

    path: str
    said: Said
    digest: bytes | None = None


@dataclass(frozen=True)
class Source:
    """`what` is its name in sentences; `notes` are sentences about what of it was not used, or is doubtful."""

    what: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def tidy(name: str) -> str:
    """A class name without the spaces around and between its words; bytes that are no text are written out."""
    return " ".join(name.encode("utf-8", "backslashreplace").decode().split())
