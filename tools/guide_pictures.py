"""The pictures of docs/guide, made by doing what the guide says: from an empty home to an exported project, by clicks alone.

    python -m tools.guide_pictures [--out docs/pictures/guide] [--learn-minutes 1]

It opens the real window as `main.py` does, presses “Try it on sample images”, and goes on as a person would who knows digits:
the sample's truth file tells it which key to press, and nothing else. It calls no page; what it reads of the session is what
can be seen on the screen too. At its end it compares the exported file with the truth, and says how long everything took.
"""

import argparse
import csv
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tools import hand as hands

MINUTES = 1.0  # of learning


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("docs/pictures/guide"))
    parser.add_argument("--learn-minutes", type=float, default=MINUTES, help="0: leave learning out")
    parser.add_argument("--size", type=int, nargs=2, default=(1280, 800))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        _move_in(Path(home))
        right = _walk(Path(home), options)
    print(f"From an empty home to the exported file in {(time.monotonic() - began) / 60:.1f} minutes, {right:.1%} of it right.")
    return 0


def _move_in(home: Path) -> None:
    """A home with nothing in it: no settings, no cache, no compiled kernels, no project."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    places = {"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    places |= {"LABELIGHT_CACHE": "cache/labelight", "LABELIGHT_DATA": "data/labelight", "LABELIGHT_DEMO": "pictures"}
    for name, place in places.items():
        os.environ[name] = str(home / place)
        (home / place).mkdir(parents=True, exist_ok=True)
    for name in ("NUMBA_CACHE_DIR", "LABELIGHT_LANGUAGE"):
        os.environ.pop(name, None)


def _walk(home: Path, options: argparse.Namespace) -> float:
    from PySide6.QtCore import QSettings, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from desktop_app.app import build
    from tools.guide_tour import Tour

    qInstallMessageHandler(_say)
    app = QApplication(sys.argv[:1])
    hook = sys.excepthook
    settings = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("scheme", "light")
    window = build(app, settings)
    sys.excepthook = hook  # what nobody expected ends the script; it must not become a message in a picture
    window.resize(*options.size)
    window.show()
    window.activateWindow()
    table = home / "labels.csv"
    try:
        Tour(hands.Hand(app, window, options.out), window.session, options.learn_minutes).go(table)
        return _compared(table, next(home.rglob("digits.csv")))
    finally:
        window.session.close()
        window.close()


def _say(_kind: object, _context: object, text: str) -> None:
    """What Qt has to say, but for what a platform without windows cannot do."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def _compared(table: Path, truth_file: Path) -> float:
    """The part of all images whose exported class, label or prediction, is the true one."""
    with truth_file.open(newline="") as file:
        truth = {row["path"]: row["label"] for row in csv.DictReader(file)}
    with table.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    if len(rows) != len(truth):
        raise AssertionError(f"{len(rows)} rows were exported, of {len(truth)} images")
    return float(np.mean([truth[row["path"]] == (row["label"] or row["prediction"]) for row in rows]))


if __name__ == "__main__":
    sys.exit(main())
