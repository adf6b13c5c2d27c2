"""Standard streams that can be written to: pythonw and windowed bundles have none (faults.md 68)."""

import os
import sys
from pathlib import Path


def ensure() -> None:
    """Give what is printed somewhere to go. Called first of all, since libraries keep the streams they find on import."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            sink = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open as long as the program runs)
            setattr(sys, name, sink)
