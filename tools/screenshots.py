"""Pictures of the real window for the documents: all five pages, light and dark, on a real folder.

    python -m tools.screenshots FOLDER [--truth TRUTH.csv] [--out docs/pictures] [--name cifar]

Without a truth file names like n01494475_hammerhead.JPEG give two classes (animals are WordNet ids below n025). The loop is
the user's: choose folder, wait for the map, label a few, train; every picture is a grab of the window as it is then.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QToolButton

from core.operations.labelling import read_truth
from core.project import imported
from core.project.project import Project
from core.records import Change
from core.sample import few_labels
from core.specs import FinetuneSpec, PretrainSpec
from desktop_app import theme
from desktop_app.app import build
from desktop_app.main_window import MainWindow

PAGES = ("images", "learn", "label", "train", "export")
LONGEST = 900.0  # seconds a step may take before the script gives up


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--name", default="")
    parser.add_argument("--per-class", type=int, default=10)
    parser.add_argument("--learn-minutes", type=float, default=0.5)
    parser.add_argument("--size", type=int, nargs=2, default=(1440, 900))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        # Links, so that the project file lies beside a folder of ours and not beside the user's.
        folder = Path(place) / (options.name or options.folder.name)
        folder.symlink_to(options.folder.resolve(), target_is_directory=True)
        app = QApplication(sys.argv[:1])
        settings = QSettings(str(Path(place) / "settings.ini"), QSettings.Format.IniFormat)
        window = build(app, settings)
        window.resize(*options.size)
        window.show()
        Tour(app, window, options).go(folder)
        window.close()
    return 0


class Tour:
    """Walks the loop and takes a picture wherever a user would look."""

    def __init__(self, app: QApplication, window: MainWindow, options: argparse.Namespace) -> None:
        self.app, self.window, self.options = app, window, options
        self.session = window.session

    def go(self, folder: Path) -> None:
        self.grab("welcome")
        began = time.monotonic()
        self.window.images_page.begin(folder)
        self.until(lambda: len(self.session.snapshot.images) > 0)
        self.grab("scanning")
        self.until(lambda: bool(np.isfinite(self.session.snapshot.images.xy).any()))
        print(f"first map after {time.monotonic() - began:.1f} s")
        self.window.show_page(2)
        self.settle()
        self.grab("first-map")
        self.until(self.idle)
        print(f"map of all images after {time.monotonic() - began:.1f} s")
        self.learn()
        self.label()
        self.session.start("finetune", FinetuneSpec())
        self.until(lambda: self.session.snapshot.classifier is not None and self.idle())
        self.settle()
        self.at_work()
        for scheme in ("light", "dark"):
            theme.apply(self.app, scheme)
            for index, page in enumerate(PAGES):
                self.window.show_page(index)
                if page == "label":
                    self.select_some()
                self.settle()
                self.grab(f"{page}-{scheme}")

    def at_work(self) -> None:
        """The Label page as it is worked with: a lasso, suggestions, what is unfamiliar, pictures on the map."""
        self.window.show_page(2)
        page = self.window.label_page
        page.show_rows(self.some())
        self.settle()
        self.grab("selected")
        page.label_next()
        self.until(lambda: page.suggestions.state in ("there", "exhausted"))
        self.settle()
        self.grab("next")
        page.set_view(replace(page.view(), show="all", sort="strange", colour_by="familiar"))
        self.settle(3)
        self.grab("familiar")
        page.set_view(replace(page.view(), sort="name", colour_by="prediction"))
        page._map.view.zoom(8)
        self.settle(2)
        self.grab("close")
        page._map.view.fit()
        self.session.selection.apply(np.empty(0, np.int64), "replace")

    def learn(self) -> None:
        if self.options.learn_minutes <= 0:
            return
        self.window.show_page(1)
        spec = PretrainSpec(start="random", encoder="tiny", size=32, minutes=self.options.learn_minutes, batch=64)
        bundled = self.session.snapshot.encoder
        self.session.start("pretrain", spec)
        self.until(lambda: len(self.session.snapshot.encoders) > 1 and self.idle())
        self.grab("learnt")
        assert bundled is not None
        self.session.use_encoder(bundled.id)
        self.settle()
        self.until(self.idle)

    def label(self) -> None:
        truth = read_truth(self.options.truth) if self.options.truth else self.by_name()
        few = few_labels(truth, self.options.per_class)
        self.session.edit(lambda project: import_few(project, few))
        self.until(lambda: self.session.answer is not None)

    def by_name(self) -> dict[str, str]:
        paths = self.session.snapshot.images.paths
        return {path: "animal" if path.lower() < "n025" else "thing" for path in paths}

    def select_some(self) -> None:
        self.session.selection.apply(self.some(), "replace")

    def some(self) -> np.ndarray:
        """Rows that lie together on the map."""
        xy = self.session.snapshot.images.xy
        centre = xy[len(xy) // 3]
        return np.sort(np.argsort(np.linalg.norm(xy - centre, axis=1))[: max(12, len(xy) // 120)])

    def idle(self) -> bool:
        return not self.session.busy

    def until(self, ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + LONGEST
        while not ready():
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not get there")
            self.app.processEvents()
            time.sleep(0.01)

    def settle(self, seconds: float = 1.5) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.01)

    def grab(self, name: str) -> None:
        self.settle(0.3)
        for tab in self.window.findChildren(QToolButton):
            tab.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # without a screen the pointer stays over the first tab
        stem = f"{self.options.name}-{name}" if self.options.name else name
        self.window.grab().save(str(self.options.out / f"{stem}.png"))


def import_few(project: Project, few: dict[str, str]) -> tuple[Change, tuple[str, ...]]:
    return imported.by_path(project, few)


if __name__ == "__main__":
    sys.exit(main())
