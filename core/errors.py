"""Two kinds of trouble: the user's world (UserError) and our bugs (anything else)."""

from pathlib import Path


class UserError(Exception):
    """Something in the user's world. Its message is shown as it is: what happened, what was kept, what to do."""


class DamagedProject(UserError):
    """The file at `path` cannot be used as it is: what can be read of it, or a backup, becomes a new project."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


class DamagedPart(UserError):
    """A stored array is damaged, and nothing else: labels and classes are whole."""


class Cancelled(Exception):
    """Raised by `Reporter.progress` once the run was asked to stop. What was saved before it stays."""


class StopAndKeep(Cancelled):
    """Raised instead, if what was made so far is to be used as it is. A stage that has nothing usable yet lets it pass."""
