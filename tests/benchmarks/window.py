"""What the window feels like on a real folder: how soon it is there, how soon the first map, the longest stall while learning.

    python -m tests.benchmarks.window [FOLDER] [--quick] [--json]

Without a folder the CIFAR folder beside the project is used. Stalls are measured inside the window's own event loop:
a 5 ms timer notes the longest time between two of its ticks.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "data" / "cifar10" / "unlabeled"
_VISIBLE = """
import sys, time; began = time.perf_counter()
sys.path.insert(0, {root!r})
from PySide6.QtWidgets import QApplication
from desktop_app.app import build
app = QApplication([]); window = build(app); window.show(); app.processEvents()
print(time.perf_counter() - began, "torch" in sys.modules)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--quick", action="store_true", help="learn for 20 s instead of 60 s")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = [*visible(), *loop(options.folder, 20 if options.quick else 60)]
    for row in rows:
        print(
            f"{row['what']:58} {row['value']:>10} {row['unit']:4} required {row['required']}  {'ok' if row['ok'] else 'MISSED'}"
        )
    if options.json:
        print(json.dumps(rows))
    return 0 if all(row["ok"] for row in rows) else 1


def visible() -> list[dict[str, object]]:
    """Median of five fresh processes."""
    root = str(Path(__file__).resolve().parents[2])
    times, torch_seen = [], False
    for _ in range(5):
        out = subprocess.run([sys.executable, "-c", _VISIBLE.format(root=root)], capture_output=True, text=True, check=True)
        seconds, seen = out.stdout.split()
        times.append(float(seconds))
        torch_seen |= seen == "True"
    return [
        row("window visible (median of 5 fresh processes)", float(np.median(times)), "s", 1.5),
        row("torch in sys.modules of the window", float(torch_seen), "", 0),
    ]


def loop(folder: Path, seconds: float) -> list[dict[str, object]]:
    from PySide6.QtCore import QSettings, QTimer
    from PySide6.QtWidgets import QApplication

    from core.specs import PretrainSpec
    from desktop_app.app import build

    with tempfile.TemporaryDirectory() as place:
        os.environ["LABELIGHT_CACHE"] = str(Path(place) / "cache")
        os.environ["LABELIGHT_DATA"] = str(Path(place) / "data")
        link = Path(place) / "folder"
        link.symlink_to(folder.resolve(), target_is_directory=True)
        app = QApplication.instance() or QApplication([])
        window = build(app, QSettings(str(Path(place) / "s.ini"), QSettings.Format.IniFormat))
        window.resize(1400, 900)
        window.show()
        session = window.session
        stall = Stall()
        timer = QTimer()
        timer.timeout.connect(stall.tick)
        timer.start(5)
        began = time.monotonic()
        window.images_page.begin(link)
        window.show_page(2)
        wait(app, lambda: bool(np.isfinite(session.snapshot.images.xy).any()), 600)
        first = time.monotonic() - began
        wait(app, lambda: len(session.snapshot.images) > 0 and bool(np.isfinite(session.snapshot.images.xy).all()), 600)
        every = time.monotonic() - began
        wait(app, lambda: not session.busy, 600)
        umap = time.monotonic() - began
        ingest_stall = stall.take()
        session.start("pretrain", PretrainSpec(start="random", encoder="tiny", size=32, minutes=seconds / 60))
        wait(app, lambda: session.running is not None and session.running.stage == "pretrain", 60)
        stall.take()
        number = len(session.snapshot.images)
        use(app, window, seconds + 5)
        learn_stall = stall.take()
        timer.stop()
        session.stop()
        wait(app, lambda: session.running is None, 60)
        session.close()
        window.close()
    return [
        row(f"first places on the map ({number:,} images) after choosing", first, "s", 90),
        row("every image on the map (PCA)", every, "s", 90),
        row("UMAP laid out and everything idle", umap, "s", None),
        row("longest stall until then", ingest_stall * 1000, "ms", 100),
        row("longest stall while learning and labelling", learn_stall * 1000, "ms", 100),
    ]


def use(app: object, window: object, seconds: float) -> None:
    """What a user does meanwhile: new classes, labels, undo, paging, scrolling."""
    session = window.session
    rng = np.random.default_rng(0)
    for name in ("one", "two", "three"):
        window.label_page._on_class_added(name)
    end, step = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        wait(app, never, 0.4, strict=False)
        rows = rng.integers(0, len(session.snapshot.images), 30)
        session.selection.apply(np.unique(rows), "replace")
        wait(app, never, 0.2, strict=False)
        known = session.snapshot.classes
        if known:
            window.label_page.label_selection(known[step % len(known)].id)
        if step % 5 == 4:
            session.undo()
        if step % 7 == 6:
            window.show_page((step // 7) % 5)
            wait(app, never, 0.3, strict=False)
            window.show_page(2)
        step += 1


class Stall:
    """The longest time between two ticks of a timer in the event loop."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._longest = 0.0

    def tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def take(self) -> float:
        longest, self._longest = self._longest, 0.0
        return longest


def never() -> bool:
    return False


def wait(app: object, ready: Callable[[], bool], seconds: float, strict: bool = True) -> None:
    """Run the event loop as the program does, until ready."""
    from PySide6.QtCore import QEventLoop, QTimer

    deadline = time.monotonic() + seconds
    inner = QEventLoop()
    while not ready() and time.monotonic() < deadline:
        QTimer.singleShot(20, inner.quit)
        inner.exec()
    if strict and not ready():
        raise TimeoutError("the window did not get there")


def row(what: str, value: float, unit: str, required: float | None) -> dict[str, object]:
    ok = required is None or value <= required
    return {"what": what, "value": round(value, 2), "unit": unit, "required": "-" if required is None else required, "ok": ok}


if __name__ == "__main__":
    sys.exit(main())
