"""The window over very many images: opening, lasso, labels, scrolling. Rows for `tests.benchmarks.explore`.

A project of synthetic rows: real SQLite file, real thumbnails (of 200 made pictures, shared by all), embeddings of 64 numbers
in 20 groups, a map. The window is the program's own; stalls are the longest time between two ticks of a 5 ms timer in its
event loop.
"""

import io
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPointF, QSettings, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.pixels.thumbnails import ThumbnailStore
from core.project import classes, encoders, labels, maps
from core.project.project import Project
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from tests.benchmarks.window import Stall, never, row, wait

_PICTURES = 200
_WIDTH = 64
_PART = 50_000


def make_project(path: Path, count: int) -> None:
    """A project of `count` images, ten of them labelled in two classes."""
    folder = path.parent / "pictures"
    folder.mkdir(exist_ok=True)
    rng = np.random.default_rng(0)
    digests = [rng.bytes(16) for _ in range(_PICTURES)]
    group = rng.integers(0, 20, count)
    centres = rng.normal(size=(20, _WIDTH)) * 1.2
    with Project.create(path, folder) as project:
        _add_images(project, count, digests)
        encoder = encoders.bundled(project).id
        for first in range(0, count, _PART):
            part = group[first : first + _PART]
            vectors = (centres[part] + rng.normal(size=(len(part), _WIDTH))).astype(np.float16)
            encoders.add_embeddings(project, encoder, np.arange(first, first + len(part)) + 1, vectors)
        xy = centres[group, :2] * 6 + rng.normal(size=(count, 2))
        maps.add(project, encoder, "umap", np.arange(count) + 1, xy.astype(np.float32))
        for name, images in (("one", range(1, 6)), ("two", range(6, 11))):
            _, made = classes.add(project, name=name)
            labels.assign(project, images=list(images), class_id=made.id)
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
        _add_thumbnails(project, digests)


def _add_images(project: Project, count: int, digests: list[bytes]) -> None:
    columns = "id, folder_id, path, digest, file_size, mtime_ns, width, height, format, state, reason, added"
    with project.write() as connection:
        raw: Any = connection.connection
        raw.cursor().executemany(
            f"INSERT INTO images ({columns}) VALUES (?, 1, ?, ?, ?, ?, 640, 480, 'JPEG', 'ok', '', 1.0)",
            (
                (n + 1, f"site {n // 5000:03}/img {n:07}.jpg".encode(), digests[n % _PICTURES], 20_000 + n % 977, n * 10**12)
                for n in range(count)
            ),
        )


def _add_thumbnails(project: Project, digests: list[bytes]) -> None:
    store = ThumbnailStore(project.cache / "thumbnails")
    rng = np.random.default_rng(1)
    made = []
    for digest in digests:
        coarse = Image.fromarray(rng.integers(0, 256, (8, 8, 3), np.uint8)).resize((256, 192), Image.Resampling.BICUBIC)
        out = io.BytesIO()
        coarse.save(out, "JPEG", quality=85)
        made.append((digest, out.getvalue()))
    store.add(made)
    store.close()


class Painted(QObject):
    """When a widget was painted first after `watch`."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


class Open:
    """The window over one project."""

    def __init__(self, path: Path) -> None:
        self.app = QApplication.instance() or QApplication([])
        self.session = Session()
        self.window = MainWindow(self.session, QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat))
        self.window.resize(1400, 900)
        self.window.show()
        self.window.show_page(2)
        wait(self.app, never, 0.5, strict=False)
        self.stall, self.timer = Stall(), QTimer()
        self.timer.timeout.connect(self.stall.tick)
        self.timer.start(5)
        self.page = self.window.label_page
        self.grid, self.map = self.page._grid.grid, self.page._map.view
        self.grid_painted, self.map_painted = Painted(self.grid.viewport()), Painted(self.map)
        began = time.perf_counter()
        self.session.open(path)
        wait(self.app, lambda: len(self.grid.order) > 0 and self.grid_painted.at > began + 1e-9, 120)
        wait(self.app, self._grid_is_there, 120)
        self.grid_seconds = self.grid_painted.at - began
        wait(self.app, lambda: bool(self.map._layers.finite.any()) and self.map_painted.at > self.grid_painted.at - 1, 120)
        self.map_seconds = self.map_painted.at - began
        self.open_stall = self.stall.take()
        wait(self.app, lambda: self.session.answer is not None and self.session.reduced() is not None, 300)
        wait(self.app, never, 1.0, strict=False)
        self.stall.take()

    def _grid_is_there(self) -> bool:
        return len(self.grid.order) == len(self.session.snapshot.images) > 0

    def close(self) -> None:
        self.timer.stop()
        self.window.close()

    def lasso(self, wanted: int) -> float:
        """Milliseconds from letting go of a lasso around about so many points to grid and legend painted with them."""
        x, y = self.map.camera.to_screen(*self.session.snapshot.images.xy.T)
        middle = np.median(x), np.median(y)
        away = np.hypot(x - middle[0], y - middle[1])
        radius = float(np.partition(away, min(wanted, len(away) - 1))[min(wanted, len(away) - 1)])
        turn = np.linspace(0, 2 * np.pi, 60)
        path = [QPointF(middle[0] + radius * np.cos(t), middle[1] + radius * np.sin(t)) for t in turn]
        self._mouse(QEvent.Type.MouseButtonPress, path[0])
        for place in path[1:]:
            self._mouse(QEvent.Type.MouseMove, place)
        self.app.processEvents()
        began = time.perf_counter()
        self._mouse(QEvent.Type.MouseButtonRelease, path[-1])
        self.app.processEvents()
        self.window.repaint()
        self.app.processEvents()
        self.selected = int(self.session.selection.mask.sum())
        return 1000 * (max(self.grid_painted.at, self.map_painted.at) - began)

    def _mouse(self, kind: QEvent.Type, place: QPointF) -> None:
        button = Qt.MouseButton.LeftButton if kind != QEvent.Type.MouseMove else Qt.MouseButton.NoButton
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        shift = Qt.KeyboardModifier.ShiftModifier
        event = QMouseEvent(kind, place, self.map.mapToGlobal(place), button, held, shift)
        QApplication.sendEvent(self.map, event)

    def label(self, rounds: int) -> tuple[float, float]:
        """(95th percentile of milliseconds from a key to saved, predicted anew and painted; longest stall in ms)."""
        rng, times = np.random.default_rng(0), []
        self.session.selection.apply(np.empty(0, np.int64), "replace")
        self.page._grid.show_everything()
        wait(self.app, never, 0.5, strict=False)
        self.stall.take()
        for n in range(rounds):
            answers: list[float] = []
            connection = self.session.answered.connect(lambda found=answers: found.append(time.perf_counter()))
            target = int(rng.integers(20, len(self.session.snapshot.images)))
            self.session.selection.apply(np.array([target]), "replace")
            has = self.session.snapshot.images.label_codes[target]
            other = next(c.id for c in self.session.snapshot.classes[n % 2 :] + self.session.snapshot.classes if c.id != has)
            began = time.perf_counter()
            self.page.label_selection(other)
            while not answers or self.map_painted.at < answers[-1]:
                self.app.processEvents()
                if time.perf_counter() - began > 20:
                    raise TimeoutError("no answer came")
            times.append(1000 * (self.map_painted.at - began))
            self.session.answered.disconnect(connection)
            wait(self.app, never, 0.05, strict=False)  # two labels back to back in one event would count as one stall
        return float(np.percentile(times, 95)), 1000 * self.stall.take()

    def scroll(self) -> tuple[float, float]:
        """(Longest stall in ms while scrolling through everything; ms from stopping until every visible thumbnail is there)."""
        bar = self.grid.verticalScrollBar()
        wait(self.app, never, 0.5, strict=False)
        self.stall.take()
        steps = np.linspace(0, bar.maximum(), 60).astype(int)
        for value in steps[:-7]:
            bar.setValue(int(value))
            self.app.processEvents()
            wait(self.app, never, 0.016, strict=False)
        stall = self.stall.take()
        began = time.perf_counter()
        provider = self.grid._provider
        assert provider is not None
        visible = [int(self.grid.order[p]) for p in self.grid._visible()]
        while any(provider(r) is None for r in visible):
            self.app.processEvents()
            if time.perf_counter() - began > 20:
                raise TimeoutError("thumbnails did not come")
        return 1000 * stall, 1000 * (time.perf_counter() - began)


def measured(folder: Path, counts: list[int]) -> list[dict[str, object]]:
    """The same with ever more images; requirements hold for the largest, the label's for 100,000."""
    rows: list[dict[str, object]] = []
    for count in counts:
        path = folder / f"{count}.labelight"
        os.environ["LABELIGHT_CACHE"] = str(folder / "cache")
        os.environ["LABELIGHT_DATA"] = str(folder / "data")
        if not path.exists():
            make_project(path, count)
        opened = Open(path)
        try:
            rows += _rows(opened, count, count == max(counts) and count >= 1_000_000)
        finally:
            opened.close()
    return rows


def _rows(opened: Open, count: int, largest: bool) -> list[dict[str, object]]:
    name = f"{count:,} images: "
    lasso = float(np.median([opened.lasso(count // 20) for _ in range(5)]))
    label, label_stall = opened.label(20)
    scroll, thumbnails = opened.scroll()
    at_label = count == 100_000
    return [
        row(name + "opened to the first painted grid", opened.grid_seconds, "s", 2.0 if largest else None),
        row(name + "opened to the first painted map", opened.map_seconds, "s", 4.0 if largest else None),
        row(name + "longest stall while opening", 1000 * opened.open_stall, "ms", None),
        row(name + f"lasso of {opened.selected:,} to grid and counts", lasso, "ms", 100 if largest else None),
        row(name + "a label to saved and map recoloured, 95th percentile", label, "ms", 200 if at_label else None),
        row(name + "longest stall while labelling", label_stall, "ms", 50 if at_label else None),
        row(name + "longest stall while scrolling", scroll, "ms", 50 if largest else None),
        row(name + "thumbnails after stopping", thumbnails, "ms", 300 if largest else None),
    ]
