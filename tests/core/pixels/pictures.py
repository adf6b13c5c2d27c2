"""Small pictures on disk for these tests."""

from pathlib import Path

import numpy as np
from PIL import Image


def put(path: Path, seed: int, side: int = 24) -> Path:
    """A picture that no other seed gives."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tone = np.random.default_rng(seed).integers(0, 255, (side, side, 3)).astype(np.uint8)
    Image.fromarray(tone).save(path, "JPEG" if path.suffix == ".jpg" else "PNG")
    return path


def digests_of(*numbers: int) -> np.ndarray:
    """uint8 [N, 16]: made-up digests, well spread like real ones."""
    return np.stack([np.random.default_rng(n).integers(0, 256, 16).astype(np.uint8) for n in numbers])
