"""Looking through very many images: the map's frames beside pyqtgraph's, how soon a map is there beside plain UMAP, and the
window over up to a million images.

    python -m tests.benchmarks.explore [--quick] [--json]

`--quick` leaves out UMAP of 50,000 and the window over a million images, and ends within 5 minutes. Needs the extra [bench]
(pyqtgraph). Ratios come from one run on one machine; nothing else should run meanwhile.
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
from typing import TYPE_CHECKING

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.benchmarks.many_images import measured
from tests.benchmarks.window import row

if TYPE_CHECKING:
    from desktop_app.widgets.map_view import MapView

WIDTH, HEIGHT = 1000, 800
FRAMES = 100
PALETTE = [f"#{c:02x}80{255 - c:02x}" for c in range(0, 250, 25)]
Row = dict[str, object]
Frames = tuple[float, float]
"""Median and worst of FRAMES, in ms."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    rows: list[Row] = []
    for count, required in ((200_000, 8.0), (1_000_000, 20.0)):
        rows += frames(count, required)
    rows += [lasso(), *colours()]
    app.processEvents()
    for count, required in ((10_000, 0.35), (50_000, 0.6))[: 1 if options.quick else 2]:
        rows += map_ready(count, required)
    counts = [1_000, 100_000] if options.quick else [1_000, 10_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory() as folder:
        rows += measured(Path(folder), counts)
    for r in rows:
        needed = "" if r["required"] == "-" else f"required {r['required']}  {'ok' if r['ok'] else 'MISSED'}"
        print(f"{r['what']:84} {r['value']:>10} {r['unit']:3} {needed}", flush=True)
    if options.json:
        print(json.dumps(rows))
    return 0 if all(r["ok"] for r in rows) else 1


def at_least(what: str, value: float, unit: str, required: float) -> Row:
    return {"what": what, "value": round(value, 3), "unit": unit, "required": required, "ok": value >= required}


# Frames


def points(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Places float32 [N, 2] in 20 groups, and the group of each, int64 [N]."""
    rng = np.random.default_rng(0)
    group = rng.integers(0, 20, count)
    return (rng.normal(0, 6, (20, 2))[group] + rng.normal(size=(count, 2))).astype(np.float32), group


def frames(count: int, required: float) -> list[Row]:
    ours, theirs = our_frames(count), their_frames(count)
    name = f"panning {count:,} points, one frame at {WIDTH}x{HEIGHT}: "
    return [
        row(name + f"median of {FRAMES}", ours[0], "ms", required),
        row(name + "worst", ours[1], "ms", 2 * required),
        row(name + "pyqtgraph, median", theirs[0], "ms", None),
        at_least(name + "pyqtgraph's median over ours", theirs[0] / ours[0], "x", 5.0),
    ]


def our_frames(count: int) -> Frames:
    view = our_map(count)
    view.zoom(1.8)
    settle()
    _send(view, QEvent.Type.MouseButtonPress, QPointF(500, 400))

    def step(n: int) -> None:
        _send(view, QEvent.Type.MouseMove, QPointF(500 + 6 * (n % 40), 400 + 4 * (n % 30)))
        view.repaint()

    found = timed(step)
    view.close()
    view.deleteLater()
    return found


def our_map(count: int) -> "MapView":
    """On the screen, printed to the last point."""
    from desktop_app.widgets.map_view import MapView

    xy, group = points(count)
    view = MapView()
    view.resize(WIDTH, HEIGHT)
    view.set_points(xy, animate=False)
    view.set_colours(group % 10, PALETTE)
    view.show()
    settle()
    return view


def lasso() -> Row:
    """From the release of the button to the rows: a wobbly circle of 800 corners around about 50,000 of 1,000,000 points."""
    view, found, times = our_map(1_000_000), [], []
    view.selection_requested.connect(lambda rows, _mode: found.append(len(rows)))
    view.set_tool("lasso")
    middle = QPointF(*np.median([view.place_of(row).toTuple() for row in range(0, 1_000_000, 5000)], axis=0))
    for radius in np.linspace(30, 50, 7):
        angles = np.linspace(0, 2 * np.pi, 800)
        away = radius + 3 * np.sin(40 * angles)
        path = [middle + QPointF(x, y) for x, y in zip(away * np.cos(angles), away * np.sin(angles), strict=True)]
        _send(view, QEvent.Type.MouseButtonPress, path[0])
        for place in path[1:]:
            _send(view, QEvent.Type.MouseMove, place)
        began = time.perf_counter()
        _send(view, QEvent.Type.MouseButtonRelease, path[-1])
        times.append(1000 * (time.perf_counter() - began))
    view.close()
    view.deleteLater()
    assert min(found) < 50_000 < max(found), found
    return row("lasso of about 50,000 among 1,000,000 points, worst of 7", max(times), "ms", 50.0)


def colours() -> list[Row]:
    """From the setter to the picture on the screen: one label, and a colour for every point."""
    rows = []
    for count, required in ((100_000, 30.0), (1_000_000, 30.0)):
        view, index = our_map(count), points(count)[1] % 10
        rng, times = np.random.default_rng(0), []
        for _ in range(30):
            index[rng.integers(count)] = rng.integers(10)
            began = time.perf_counter()
            view.set_colours(index, PALETTE)
            view.repaint()
            times.append(1000 * (time.perf_counter() - began))
        name = f"set_colours of {count:,} points to painted, "
        rows.append(row(name + "one changed, median of 30", float(np.median(times)), "ms", required))
        began = time.perf_counter()
        view.set_colours((index + 1) % 10, PALETTE)
        view.repaint()
        while not view._picture.complete:
            QApplication.processEvents()
        view.repaint()
        rows.append(row(name + "all changed", 1000 * (time.perf_counter() - began), "ms", None))
        view.close()
        view.deleteLater()
    return rows


def their_frames(count: int) -> Frames:
    import pyqtgraph

    xy, group = points(count)
    plot = pyqtgraph.PlotWidget()
    plot.resize(WIDTH, HEIGHT)
    brushes = np.array([pyqtgraph.mkBrush(c) for c in PALETTE], object)
    plot.addItem(pyqtgraph.ScatterPlotItem(xy[:, 0], xy[:, 1], size=3, pen=None, brush=brushes[group % 10]))
    plot.show()
    settle()
    box = plot.getViewBox()
    box.scaleBy((1 / 1.8, 1 / 1.8))
    settle()

    def step(n: int) -> None:
        box.translateBy(x=0.1 * (-1) ** (n // 20), y=0.07 * (-1) ** (n // 15))
        plot.viewport().repaint()

    found = timed(step)
    plot.close()
    plot.deleteLater()
    return found


def timed(step: Callable[[int], None]) -> Frames:
    step(0)
    times = []
    for n in range(1, FRAMES + 1):
        began = time.perf_counter()
        step(n)
        times.append(1000 * (time.perf_counter() - began))
    return float(np.median(times)), max(times)


def settle(seconds: float = 1.5) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def _send(view: object, kind: QEvent.Type, place: QPointF) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QMouseEvent(kind, place, view.mapToGlobal(place), button, held, keys))  # type: ignore[attr-defined]


# The map

_MAP = """
import json, sys, time
import numpy as np
kind, count = sys.argv[1], int(sys.argv[2])
rng = np.random.default_rng(0)
x = (rng.normal(size=(30, 256))[rng.integers(0, 30, count)] * 0.7 + rng.normal(size=(count, 256))).astype(np.float32)
began = time.perf_counter()
if kind == "ours":
    from core.jobs.reporter import ListReporter
    from core.specs import MapSpec
    from core.stages.map import lay_out
    xy, _ = lay_out(MapSpec(), x, np.zeros((count, 2), np.float32), np.zeros(count, bool), ListReporter())
else:
    import umap
    xy = umap.UMAP().fit(x).embedding_
seconds = time.perf_counter() - began
from sklearn.manifold import trustworthiness
some = np.random.default_rng(1).permutation(count)[:4000]
print(json.dumps([seconds, float(trustworthiness(x[some], xy[some], n_neighbors=15))]))
"""


def map_ready(count: int, required: float) -> list[Row]:
    """Both in fresh processes with nothing compiled yet."""
    ours, theirs = _map_in_a_process("ours", count), _map_in_a_process("plain", count)
    name = f"map of {count:,} x 256 in a fresh process: "
    return [
        row(name + "ours", ours[0], "s", None),
        row(name + "plain UMAP", theirs[0], "s", None),
        row(name + "ours over plain", ours[0] / theirs[0], "x", required),
        at_least(name + "trustworthiness, ours minus plain", ours[1] - theirs[1], "", -0.01),
    ]


def _map_in_a_process(kind: str, count: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as kernels:
        command = [sys.executable, "-W", "ignore", "-c", _MAP, kind, str(count)]
        environment = os.environ | {"NUMBA_CACHE_DIR": kernels}
        root = Path(__file__).resolve().parents[2]
        ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    seconds, trust = json.loads(ended.stdout.splitlines()[-1])
    return seconds, trust


if __name__ == "__main__":
    sys.exit(main())
