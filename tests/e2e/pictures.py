"""Small pictures that a classifier can tell apart, made in code: bright discs, stripes and noise on coloured grounds."""

from pathlib import Path

import numpy as np
from PIL import Image

KINDS = ("disc", "stripes", "plain")


def make(folder: Path, per_kind: int = 12, side: int = 32, seed: int = 0) -> dict[str, str]:
    """Write the pictures; returns path -> kind."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    truth: dict[str, str] = {}
    for number in range(per_kind):
        for kind in KINDS:
            name = f"{kind[0]}{number:03d}.png"
            Image.fromarray(_picture(kind, side, rng)).save(folder / name)
            truth[name] = kind
    return truth


def _picture(kind: str, side: int, rng: np.random.Generator) -> np.ndarray:
    y, x = np.mgrid[:side, :side] / side
    if kind == "disc":
        cx, cy = rng.uniform(0.35, 0.65, 2)
        shape = ((x - cx) ** 2 + (y - cy) ** 2 < rng.uniform(0.04, 0.09)).astype(float)
    elif kind == "stripes":
        shape = (np.sin(2 * np.pi * (x * rng.uniform(4, 6) + rng.uniform(0, 1))) > 0).astype(float)
    else:
        shape = np.zeros((side, side))
    ground, front = rng.uniform(20, 90, 3), rng.uniform(160, 255, 3)
    image = ground + shape[..., None] * (front - ground) + rng.normal(0, 8, (side, side, 3))
    return np.clip(image, 0, 255).astype(np.uint8)
