"""Two kinds of trouble: the user's world (UserError) and our bugs (anything else)."""

from pathlib import Path
from typing import Literal

WriteTrouble = Literal["full", "failing", "locked", "moved", "read-only"]


class UserError(Exception):
    """Something in the user's world. Its message is shown as it is: what happened, what was kept, what to do."""


class FolderGone(UserError):
    """The folder of the images is not where it was. `folder`: where that was, so that the window can offer to locate it."""

    def __init__(self, message: str, folder: str) -> None:
        super().__init__(message)
        self.folder = folder


class DeviceError(UserError):
    """A device other than the CPU was full or stopped working: the CPU may do the same."""


class WriteFailed(UserError):
    """A project could not be written, or read on the way; what it held before is unchanged. `what` is the first sentence of the
    message, which also says what to do; `kind` is why."""

    def __init__(self, kind: WriteTrouble, what: str, advice: str) -> None:
        super().__init__(f"{what} {advice}")
        self.kind = kind
        self.what = what

    @property
    def may_pass(self) -> bool:
        """Whether the same may succeed a moment later, though nobody did anything about it."""
        return self.kind in ("failing", "locked")


class DamagedProject(UserError):
    """The file at `path` cannot be used as it is: what can be read of it, or a backup, becomes a new project."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


class DamagedPart(UserError):
    """A stored array is damaged, and nothing else: labels and classes are whole."""


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
