"""What the one-folder app changes around itself, put back for the programs it starts (docs/app.md)."""

import os
import sys
from collections.abc import MutableMapping

_SEARCHED = "LD_LIBRARY_PATH"


def restore(environment: MutableMapping[str, str] | None = None) -> None:
    """Let other programs find their own libraries: a file manager asked to show a folder would be given those of the app.

    PyInstaller's starter points to the app's libraries and keeps what was there before. The system has read it by now, and the
    app's own compute processes are started by such a starter again. Nothing is done outside the one-folder app.
    """
    environment = os.environ if environment is None else environment
    if not getattr(sys, "frozen", False):
        return
    before = environment.pop(f"{_SEARCHED}_ORIG", None)
    if before is None:
        environment.pop(_SEARCHED, None)
    else:
        environment[_SEARCHED] = before
