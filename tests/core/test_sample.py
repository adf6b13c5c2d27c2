"""The sample folder: the same digits as scikit-learn gives, made without importing it."""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits

_MAKE = """
import sys
from pathlib import Path
from core.sample import write_digits
print(write_digits(Path(sys.argv[1])))
print([m for m in ("sklearn", "pandas", "scipy") if m in sys.modules])
"""


def test_the_digits_of_scikit_learn_without_its_hundred_megabytes(tmp_path: Path) -> None:
    home = Path(__file__).parents[2]
    made = subprocess.run([sys.executable, "-c", _MAKE, str(tmp_path)], cwd=home, capture_output=True, text=True, check=True)
    truth, imported = made.stdout.splitlines()
    assert imported == "[]", "the window makes the sample in its own process"
    digits = load_digits()
    with Path(truth).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows] == [f"digit {digit}" for digit in digits.target]
    for number in (0, 900, 1796):
        with Image.open(tmp_path / "digits" / rows[number]["path"]) as picture:
            small = np.asarray(picture.resize((8, 8), Image.Resampling.BOX), dtype=float) * 16 / 255
        assert picture.size == (32, 32)
        assert np.corrcoef(small.ravel(), digits.images[number].ravel())[0, 1] > 0.9
