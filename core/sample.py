"""The sample folder: scikit-learn's 1,797 handwritten digits as PNG files, with a truth file beside them.

It is there on every machine (scikit-learn is a dependency), so the demo needs no network.
"""

import csv
from pathlib import Path

import numpy as np
from PIL import Image

_SCALE = 4  # 8x8 pictures are too small to look at; 32x32 is also what the tiny encoder likes


def write_digits(folder: Path) -> Path:
    """Write `digits/*.png` and `digits.csv` (path,label) into this folder; returns the truth file. Done only once."""
    truth = folder / "digits.csv"
    if truth.exists():
        return truth
    from sklearn.datasets import load_digits

    pictures = folder / "digits"
    pictures.mkdir(parents=True, exist_ok=True)
    digits = load_digits()
    rows = []
    for number, (grey, label) in enumerate(zip(digits.images, digits.target, strict=True)):
        pixels = np.round(grey * (255 / 16)).astype(np.uint8)
        side = pixels.shape[0] * _SCALE
        name = f"{number:04d}.png"
        Image.fromarray(pixels).resize((side, side), Image.Resampling.BICUBIC).save(pictures / name)
        rows.append((name, f"digit {label}"))
    with truth.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "label"))
        writer.writerows(rows)
    return truth


def few_labels(truth: dict[str, str], per_class: int, seed: int = 0) -> dict[str, str]:
    """This many labels of each class, drawn at random."""
    rng = np.random.default_rng(seed)
    chosen: dict[str, str] = {}
    for name in sorted(set(truth.values())):
        paths = sorted(path for path, label in truth.items() if label == name)
        chosen.update({paths[i]: name for i in rng.permutation(len(paths))[:per_class]})
    return chosen
