"""Contents that brought the decoder down when they were tried alone: never decoded again on this machine, in any process.

Known by digest, so that copies and renamed files are covered too. Another version of the decoder tries them anew.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import PIL

from core import paths
from core.jobs.manifest import write_json

_DECODER = f"Pillow {PIL.__version__}"


def load(file: Path | None = None) -> dict[bytes, str]:
    """Digest -> reason. Empty if there is no such file, or if another decoder filled it."""
    try:
        value: Any = json.loads((file or paths.quarantine()).read_text(encoding="utf-8"))
        if value["decoder"] != _DECODER:
            return {}
        return {bytes.fromhex(digest): str(reason) for digest, reason in value["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # damaged: they are found again


def add(reasons: Mapping[bytes, str], file: Path | None = None) -> None:
    """Keep these for good. Raises OSError if the cache folder cannot be written."""
    file = file or paths.quarantine()
    kept = load(file) | dict(reasons)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_json(file, {"decoder": _DECODER, "files": {digest.hex(): reason for digest, reason in kept.items()}})
