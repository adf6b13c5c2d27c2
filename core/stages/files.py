"""How stages leave arrays behind: beside, then replace, so that a reader never sees half a file."""

from pathlib import Path

import numpy as np


def write_arrays(path: Path, **arrays: np.ndarray) -> None:
    """An npz (no pickle: object arrays raise ValueError)."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    temporary.replace(path)
