"""The way through the window that docs/guide/first-project.md describes, one method for each of its steps."""

import csv
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QToolButton

from core.project.collection import Collection
from desktop_app.session import Session
from desktop_app.widgets.confusion_matrix import ConfusionMatrix
from desktop_app.widgets.image_grid import ImageGrid
from desktop_app.widgets.map_view import MapView
from tools.hand import Hand

DIGITS = tuple(f"digit {n}" for n in range(10))
LASSOED = 6  # images that one lasso should take
SUGGESTED = 48  # labels that Labelight asks for: two rounds
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Tour:
    """`go` leaves a project that is labelled, trained and exported."""

    def __init__(self, hand: Hand, session: Session, learn_minutes: float) -> None:
        self._hand, self._session, self._minutes = hand, session, learn_minutes
        self._truth: dict[str, str] = {}

    def go(self, table: Path) -> None:
        self._begin()
        self._name_classes()
        self._lasso()
        self._follow_suggestions()
        self._look_around()
        if self._minutes > 0:
            self._learn()
        self._train()
        self._draw_at_random()
        self._label_the_rest()
        self._export(table)

    def _begin(self) -> None:
        hand = self._hand
        hand.picture("welcome")
        hand.press("Try it on sample images")
        hand.until(lambda: self._session.project is not None and len(self._shown.paths), "images")
        self._page("Label")
        hand.until(lambda: bool(np.isfinite(self._shown.xy).any()), "a first map")
        hand.wait(1.5)
        hand.picture("first-map")
        self._rest()
        hand.wait(2)
        self._page("Images")
        hand.wait(3)  # the lists of what to look at
        hand.picture("images")
        with next(self._session.project.path.parent.glob("digits.csv")).open(newline="") as file:
            self._truth = {row["path"]: row["label"] for row in csv.DictReader(file)}

    def _name_classes(self) -> None:
        hand = self._hand
        self._page("Label")
        hand.press(hand.find(QLineEdit, "Name of a new class"))
        for name in DIGITS:
            hand.type(name)
            hand.key(Qt.Key.Key_Return)
            hand.until(lambda name=name: name in [c.name for c in self._session.snapshot.classes], f"the class {name}")
        hand.picture("classes")

    def _lasso(self) -> None:
        """Where a few points of one digit lie together, one lasso and one key label all of them."""
        hand, view = self._hand, self._hand.find(MapView)
        for digit in DIGITS:
            spot = self._spot(view, digit)
            if spot is None:
                continue
            centre, radius = spot
            turns = np.linspace(0, 2 * np.pi, 24)
            hand.drag(view, [centre + QPointF(radius * np.cos(a), radius * np.sin(a)) for a in turns], SHIFT)
            hand.until(lambda: self._session.selection.mask.any(), "something in the lasso")
            if digit == DIGITS[4]:
                hand.picture("lasso")
            before = self._labels
            hand.key(self._key_of(digit))
            hand.until(lambda before=before: self._labels > before, f"labels of {digit}")
            hand.key(Qt.Key.Key_Escape)
            hand.key(Qt.Key.Key_Escape)

    def _spot(self, view: MapView, digit: str) -> tuple[QPointF, float] | None:
        """A circle on the map with at least LASSOED points, all of them of this digit."""
        rows = np.arange(len(self._shown.paths))
        places = np.array([(p.x(), p.y()) if (p := view.place_of(int(r))) is not None else (1e9, 1e9) for r in rows])
        mine = np.array([self._truth[path] == digit for path in self._shown.paths])
        inside = (places.min(1) > 40) & (places[:, 0] < view.width() - 40) & (places[:, 1] < view.height() - 40)
        best = None
        for row in np.flatnonzero(mine & inside):
            away = np.linalg.norm(places - places[row], axis=1)
            nearest = np.argsort(away)[: LASSOED + 1]
            free = np.sort(away[~mine])[0]
            if mine[nearest].all() and free - away[nearest[-1]] > 3 and (best is None or away[nearest[-1]] < best[1]):
                best = (row, float(away[nearest[-1]]), float(free))
        if best is None:
            return None
        return QPointF(*places[best[0]]), min(best[1] + 2.5, (best[1] + best[2]) / 2)

    def _follow_suggestions(self) -> None:
        hand, suggestions = self._hand, self._session.selection
        end = self._labels + SUGGESTED
        pictured = False
        while self._labels < end:
            hand.key(Qt.Key.Key_J, CTRL)
            hand.until(lambda: suggestions.rows.size == 1, "a suggestion")
            hand.wait(0.5)
            if not pictured:
                hand.picture("label-next")
                pictured = True
            for _ in range(24):
                if suggestions.rows.size != 1 or self._shown.label_codes[suggestions.rows[0]] != 0:
                    break
                self._label(int(suggestions.rows[0]))

    def _label(self, row: int) -> None:
        before = self._labels
        self._hand.key(self._key_of(self._truth[self._shown.paths[row]]))
        self._hand.until(lambda: self._labels > before, "one label more")
        self._hand.wait(0.15)

    def _look_around(self) -> None:
        hand = self._hand
        hand.key(Qt.Key.Key_Escape)
        hand.key(Qt.Key.Key_Escape)
        hand.wait(3)
        hand.picture("predictions")
        hand.choose("Order", "Least sure first")
        hand.choose("Colour by", "Familiar")
        hand.wait(3)
        hand.picture("familiar")
        hand.choose("Colour by", "Prediction")
        hand.key(Qt.Key.Key_F1)
        hand.wait(0.5)
        hand.sheet("keys")

    def _learn(self) -> None:
        hand = self._hand
        self._page("Learn")
        hand.choose("Pictures", "Documents, digits")
        hand.fill(time := hand.find(QDoubleSpinBox, "Time"), f"{self._minutes:g}")
        assert time.value() == self._minutes
        hand.wait(8)  # the two views come from a process of their own
        hand.picture("learn")
        hand.press("Start learning")
        hand.until(lambda: self._session.running is not None and self._session.running.stage == "pretrain", "learning")
        hand.wait(30 * self._minutes)
        hand.picture("learning")
        hand.until(lambda: len(self._session.snapshot.encoders) > 1, "a new encoder")
        self._rest()
        hand.wait(2)
        hand.picture("learnt")

    def _train(self) -> None:
        hand = self._hand
        self._page("Train")
        self._train_once()
        hand.picture("trained")
        hand.press(matrix := hand.find(ConfusionMatrix), self._mixed_up(matrix))
        hand.wait(1)
        hand.picture("mixed-up")

    def _train_once(self) -> None:
        before = self._session.snapshot.classifier
        self._hand.press("Train")
        self._hand.until(lambda: self._session.snapshot.classifier not in (None, before), "a classifier")
        self._rest()
        self._hand.wait(3)

    def _mixed_up(self, matrix: ConfusionMatrix) -> QPoint:
        """The middle of the cell, off the diagonal, with the most images."""
        counts = np.array(self._session.snapshot.classifier.details["confusion"])
        if not (counts - np.diag(np.diag(counts))).any():
            true = predicted = 0
        else:
            true, predicted = np.unravel_index((counts - np.diag(np.diag(counts))).argmax(), counts.shape)
        places = [QPoint(x, y) for x in range(0, matrix.width(), 3) for y in range(0, matrix.height(), 3)]
        inside = [place for place in places if matrix.place_at(QPointF(place)) == (true, predicted)]
        return inside[len(inside) // 2]

    def _draw_at_random(self) -> None:
        hand = self._hand
        self._page("Train")
        hand.press("Label 30 drawn at random")
        hand.wait(1)
        hand.picture("drawn")
        grid = hand.find(ImageGrid)
        for row in grid.order.tolist()[:30]:
            self._to_tile(grid, row)
            self._label(row)
        self._page("Train")
        self._train_once()
        hand.picture("checked")

    def _to_tile(self, grid: ImageGrid, row: int) -> None:
        """Click the tile of this image, wherever the grid shows it; the wheel is not needed for thirty."""
        view = grid.viewport()
        for y in range(10, view.height(), 20):
            for x in range(10, view.width(), 20):
                if grid.row_at(QPointF(x, y)) == row:
                    self._hand.press(view, QPoint(x, y))
                    return
        raise LookupError(f"the image of row {row} cannot be seen")

    def _label_the_rest(self) -> None:
        hand, before = self._hand, self._labels
        hand.press("Label them")
        hand.until(lambda: self._labels > before, "predictions that became labels")
        hand.wait(1)
        hand.picture("rest")

    def _export(self, table: Path) -> None:
        hand = self._hand
        self._page("Export")
        hand.picture("export")
        hand.save_as("Save…", table, "save-as")
        hand.until(table.exists, "the exported file")
        hand.wait(0.5)
        hand.picture("exported")

    # What can be seen

    @property
    def _shown(self) -> Collection:
        return self._session.snapshot.images

    @property
    def _labels(self) -> int:
        return int((self._shown.label_codes > 0).sum())

    def _key_of(self, digit: str) -> str:
        return next(c.key for c in self._session.snapshot.classes if c.name == digit)

    def _page(self, name: str) -> None:
        self._hand.press(self._hand.find(QToolButton, name))
        self._hand.wait(0.3)

    def _rest(self) -> None:
        """Nothing runs, and nothing follows."""
        self._hand.until(lambda: not self._session.busy, "the end of what runs")
        self._hand.wait(0.5)
        self._hand.until(lambda: not self._session.busy, "the end of what runs")
