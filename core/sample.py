"""The sample folder: scikit-learn's 1,797 handwritten digits as PNG files, with a truth file beside them.

It is there on every machine (scikit-learn is a dependency), so the demo needs no network.
"""

import csv
import importlib.util
from pathlib import Path

import numpy as np
from PIL import Image

_SIDE, _SCALE = 8, 4  # 8x8 pictures are too small to look at; 32x32 is also what the tiny encoder likes


def write_digits(folder: Path) -> Path:
    """Write `digits/*.png` and `digits.csv` (path,label) into this folder; returns the truth file. Done only once."""
    truth = folder / "digits.csv"
    if truth.exists():
        return truth
    pictures = folder / "digits"
    pictures.mkdir(parents=True, exist_ok=True)
    digits = _digits()
    rows = []
    for number, (*greys, label) in enumerate(digits):
        pixels = np.round(np.reshape(greys, (_SIDE, _SIDE)) * (255 / 16)).astype(np.uint8)
        side = _SIDE * _SCALE
        name = f"{number:04d}.png"
        Image.fromarray(pixels).resize((side, side), Image.Resampling.BICUBIC).save(pictures / name)
        rows.append((name, f"digit {label:.0f}"))
    with truth.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "label"))
        writer.writerows(rows)
    return truth


def _digits() -> np.ndarray:
    """A row for each: 64 greys of 0 to 16, and the digit. Read from the file beside scikit-learn, because to import that would
    take a second and 100 MB, which a window keeps to its end."""
    package = importlib.util.find_spec("sklearn")
    assert package is not None  # a dependency
    return np.loadtxt(Path(str(package.origin)).parent / "datasets" / "data" / "digits.csv.gz", delimiter=",")


def few_labels(truth: dict[str, str], per_class: int, seed: int = 0) -> dict[str, str]:
    """This many labels of each class, drawn at random."""
    rng = np.random.default_rng(seed)
    chosen: dict[str, str] = {}
    for name in sorted(set(truth.values())):
        paths = sorted(path for path, label in truth.items() if label == name)
        chosen.update({paths[i]: name for i in rng.permutation(len(paths))[:per_class]})
    return chosen
