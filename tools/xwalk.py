"""The real window by mouse and keys, on an X server of its own: lasso, labels by key, drags, undo.

    python -m tools.xwalk FOLDER OUT

Qt's tests send events to widgets; what a window system makes of a drag or of the focus is seen only here. After each step a
picture goes to OUT and the labels are read from a copy of the project file. Ends with 1 at the first effect that is missing.
Needs Xvfb, xdotool and ImageMagick (`apt-get install xvfb xdotool imagemagick`).
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NEEDED = ("Xvfb", "xdotool", "import")
WIDTH, HEIGHT, LONGEST = 1360, 860, 60.0  # pixels; seconds until the map, or an effect, is there
# Where things are in a window of this size, on the Label page.
NEW_CLASS, CLASSES, FIRST_TILE = (130, 72), {1: (126, 110), 2: (126, 144)}, (918, 190)
MAP_LEFT, MAP_RIGHT, MAP_TOP, MAP_FOOT = 240, 840, 125, 800
MIDDLE = (MAP_LEFT + MAP_RIGHT) // 2
LABELS = "select i.path, c.position from labels l join images i on i.id = l.image_id join classes c on c.id = l.class_id"


class Walk:
    def __init__(self, display: str, project: Path, out: Path) -> None:
        """One window on one project file."""
        self._environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._project, self._out, self._steps = project, out, 0

    def go(self) -> None:
        window = subprocess.Popen([sys.executable, "main.py", str(self._project)], env=self._environment)
        try:
            self.expect("a map", lambda: self.ask("select count(*) from maps where method = 'umap'") == [(1,)])
            self._label()
            self._drag_and_drop()
            self.keys("ctrl+q")
            self.expect("the end of the program", lambda: window.poll() == 0, shown=False)
        finally:
            window.kill()

    def _label(self) -> None:
        found = ("search", "--sync", "--onlyvisible", "--name", "labelight")
        self.do(*found, "windowmove", "0", "0", "windowsize", str(WIDTH), str(HEIGHT), "windowfocus")
        self.keys("ctrl+3")
        self.drag(NEW_CLASS, NEW_CLASS)
        for name in ("one", "two"):
            self.do("type", name)
            self.keys("Return")
        self.expect("two classes", lambda: self.ask("select count(*) from classes") == [(2,)])
        self.lasso(MAP_LEFT, MIDDLE - 60)
        self.keys("1")
        self.expect("labels of the lasso", lambda: self.count(0) > 1)
        first = self.count(0)  # Shift must begin anew now
        self.lasso(MIDDLE + 60, MAP_RIGHT)
        self.keys("2")
        self.expect("a lasso of its own for the second class", lambda: self.count(1) > 1 and self.count(0) == first)

    def _drag_and_drop(self) -> None:
        self.keys("Escape", "Escape")
        before, tile = self.labels(), self.ask("select path from images order by path")[0][0]
        other = 2 if before.get(tile) == 0 else 1
        self.drag(CLASSES[other], FIRST_TILE)
        self.expect("the class dropped on the image", lambda: self.labels() == before | {tile: other - 1})
        self.keys("ctrl+z")
        self.expect("the labels before the drag", lambda: self.labels() == before)
        self.drag(FIRST_TILE, CLASSES[other])
        self.expect("the image dropped on the class", lambda: self.labels() == before | {tile: other - 1})
        self.keys("ctrl+z", "ctrl+shift+z", "ctrl+z")
        self.expect("undo, redo, undo", lambda: self.labels() == before)

    def do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, stdout=subprocess.DEVNULL)

    def keys(self, *names: str) -> None:
        self.do("sleep", "0.3", "key", "--delay", "300", *names)

    def drag(self, start: tuple[int, int], end: tuple[int, int], steps: int = 25) -> None:
        """In small steps, as a hand does; from a place to itself it is a click."""
        self._pull([tuple(a + (b - a) * step // steps for a, b in zip(start, end, strict=True)) for step in range(steps + 1)])

    def lasso(self, left: int, right: int) -> None:
        self.do("keydown", "shift")
        self._pull([(left, MAP_TOP), (right, MAP_TOP), (right, MAP_FOOT), (left, MAP_FOOT)])
        self.do("keyup", "shift")

    def _pull(self, places: list[Any]) -> None:
        self.do("mousemove", *map(str, places[0]), "sleep", "0.3", "mousedown", "1", "sleep", "0.2")
        for x, y in places[1:]:
            self.do("mousemove", str(x), str(y), "sleep", "0.02")
        self.do("sleep", "0.3", "mouseup", "1", "sleep", "0.5")

    def expect(self, what: str, true: Callable[[], bool], shown: bool = True) -> None:
        end = time.monotonic() + LONGEST
        while not (met := true()) and time.monotonic() < end:
            time.sleep(0.3)
        self._steps += 1
        if shown:
            picture = self._out / f"{self._steps:02d}-{what.replace(' ', '-')}.png"
            subprocess.run(["import", "-window", "root", str(picture)], env=self._environment, check=True)
        print(f"{'ok' if met else 'MISSING'}: {what}")
        if not met:
            raise SystemExit(1)

    def ask(self, question: str) -> list[Any]:
        """Of a copy: the window holds the file itself locked."""
        with tempfile.TemporaryDirectory() as place:
            for file in self._project.parent.glob(f"{self._project.name}*"):
                shutil.copy(file, place)
            try:
                return sqlite3.connect(Path(place) / self._project.name).execute(question).fetchall()
            except sqlite3.DatabaseError:
                return []  # copied in the middle of a commit: asked again

    def labels(self) -> dict[bytes, int]:
        return dict(self.ask(LABELS))

    def count(self, position: int) -> int:
        return list(self.labels().values()).count(position)


def main() -> int:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or len(sys.argv) != 3:
        print(f"Not found: {', '.join(missing)}. {__doc__}" if missing else __doc__)
        return 2
    folder, out = (Path(word).resolve() for word in sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"HOME": place, "LABELIGHT_CACHE": f"{place}/cache", "XDG_CONFIG_HOME": place, "XDG_DATA_HOME": place}
        project = Path(place) / "walk.labelight"
        subprocess.run([sys.executable, "main.py", "new", str(project), str(folder)], check=True)
        screen = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
        with subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            assert server.stdout is not None
            try:
                Walk(f":{server.stdout.readline().strip()}", project, out).go()
            finally:
                server.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
