"""Two kinds of trouble: the user's world (UserError) and our bugs (anything else)."""

from pathlib import Path
from typing import Literal


class UserError(Exception):
    """Something in the user's world. Its message is shown as it is: what happened, what was kept, what to do."""


class OnlyReadable(UserError):
    """A project that cannot be opened for writing now, but perhaps for reading (core/project/reading.py). `why` is the first
    sentence of the message, which also says what to do; `kind`: held by another program, in a place that cannot be written, or
    made by a newer Labelight."""

    def __init__(self, path: Path, kind: Literal["held", "place", "newer"], why: str, advice: str) -> None:
        super().__init__(f"{why} {advice}")
        self.path = path
        self.kind = kind
        self.why = why


class Cancelled(Exception):
    """Raised by `Reporter.progress` once the run was asked to stop. What was saved before it stays."""


class StopAndKeep(Cancelled):
    """Raised instead, if what was made so far is to be used as it is. A stage that has nothing usable yet lets it pass."""
