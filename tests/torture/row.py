"""What one part of the torture found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Amount:
    """How much to do. `short` is what CI does in well under a minute per part; the same seed does the same things."""

    short: bool = False
    seed: int = 0


@dataclass(frozen=True)
class Row:
    """One line of the table. `found` says what happened, with its figures; `losses` names everything that must not happen."""

    what: str
    found: str
    required: str
    losses: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.losses
