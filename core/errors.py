"""Two kinds of trouble: the user's world (UserError) and our bugs (anything else)."""


class UserError(Exception):
    """Something in the user's world. Its message is shown as it is: what happened, what was kept, what to do."""


class FolderGone(UserError):
    """The folder of the images is not where it was. `folder`: where that was, so that the window can offer to locate it."""

    def __init__(self, message: str, folder: str) -> None:
        super().__init__(message)
        self.folder = folder


class DeviceError(UserError):
    """A device other than the CPU was full or stopped working: the CPU may do the same."""


class Cancelled(Exception):
    """Raised by `Reporter.progress` once the run was asked to stop. What was saved before it stays."""


class StopAndKeep(Cancelled):
    """Raised instead, if what was made so far is to be used as it is. A stage that has nothing usable yet lets it pass."""
