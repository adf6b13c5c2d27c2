"""The map with its tools: what colours the points, lasso and rectangle, legend. Part of the Label page."""

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QButtonGroup, QComboBox, QToolButton, QVBoxLayout, QWidget

from desktop_app import theme
from desktop_app.icons import icon
from desktop_app.pages.map_files import MapFiles
from desktop_app.pages.parts import GAP, label, row
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.map_legend import LegendEntry, MapLegend
from desktop_app.widgets.map_options import MapOptions
from desktop_app.widgets.map_view import MapView

_TOOLS = (
    ("pan", "pan", "Move the map (drag); Shift and drag draws a lasso"),
    ("rectangle", "rectangle", "Select with a rectangle"),
    ("lasso", "lasso", "Select with a lasso"),
)
_COLOURINGS = (("prediction", "Prediction"), ("label", "Label"), ("confidence", "Confidence"))
_NO_CLASSES = "No class yet. Its colour appears here."
_RAMP_IN_WORDS = "From dark (unsure) to bright (sure)"
_RAMP = ("#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725")  # viridis: reads without colour vision too
_NO_CLASS = 0  # where a class id is expected: images without a label or prediction


class MapPanel(QWidget):
    """Colours follow the session; gestures are passed on as `gesture(rows, mode)`. Owns which class is alone on the map."""

    gesture = Signal(object, str)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self.view = MapView()
        self.view.set_thumbnails(pictures.pixmap)
        self.view.set_preview(pictures.preview)
        pictures.loader.ready.connect(self.view.thumbnail_ready)
        self._colour_by = QComboBox()
        self._colour_by.setAccessibleName("Colour by")
        for key, text in _COLOURINGS:
            self._colour_by.addItem(text, key)
        self._colour_by.activated.connect(self._colour)
        self._legend = MapLegend()
        self._legend.entry_clicked.connect(self._on_legend)
        self._isolated: int | None = None  # a class id or _NO_CLASS; None: everything is shown
        self._coloured = np.empty(0, np.int64)  # the class id that colours each image
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_tools())
        layout.addWidget(self._legend)
        layout.addWidget(self.view, 1)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.answered.connect(self._colour)
        session.run_updated.connect(self._show_empty_text)
        session.selection.changed.connect(self._show_selection)
        session.selection.current_changed.connect(self.view.ring)
        self.view.selection_requested.connect(self.gesture)
        self._shown = session.snapshot.images.xy
        self._on_opened()

    def _make_tools(self) -> QWidget:
        bar = QWidget()
        self._tools = QButtonGroup(bar)
        self._tools.setExclusive(True)
        buttons = []
        for key, name, tip in _TOOLS:
            tool = QToolButton()
            tool.setIcon(icon(name))
            tool.setToolTip(tip)
            tool.setAccessibleName(tip)
            tool.setCheckable(True)
            tool.setProperty("tool", key)
            self._tools.addButton(tool)
            buttons.append(tool)
        buttons[0].setChecked(True)
        self._tools.buttonClicked.connect(self._on_tool)
        fit = QToolButton()
        fit.setIcon(icon("fit"))
        fit.setToolTip("Show the whole map (F)")
        fit.setAccessibleName("Show the whole map")
        fit.clicked.connect(self.view.fit)
        self._count = ElidedLabel()
        self._count.setProperty("muted", True)
        by = label("Colour by", kind="muted")
        by.setWordWrap(False)
        line = row(*buttons, fit, self._make_options(), GAP, by, self._colour_by, spacing=4)
        line.insertWidget(line.count() - 2, self._count, 1)
        line.setContentsMargins(GAP, 6, GAP, 6)
        bar.setLayout(line)
        return bar

    def _make_options(self) -> MapOptions:
        options = MapOptions()
        options.thumbnail_size_changed.connect(self.view.set_thumbnail_size)
        options.density_toggled.connect(self.view.set_density)
        options.minimap_toggled.connect(self.view.set_minimap)
        options.png_requested.connect(self._on_png)
        options.svg_requested.connect(self._on_svg)
        self._files = MapFiles(self._session, self)
        return options

    @Slot()
    def _on_png(self) -> None:
        self._files.ask_png(self.view.sheet(self._entries(), self._note()))

    @Slot()
    def _on_svg(self) -> None:
        self._files.ask_svg(self.view.sheet(self._entries(), self._note()))

    @Slot(object)
    def _on_tool(self, tool: QToolButton) -> None:
        self.view.set_tool(tool.property("tool"))

    @Slot(int)
    def _on_legend(self, key: int) -> None:
        self._isolated = None if key == self._isolated else key
        self._isolate()

    def _on_opened(self) -> None:
        self._isolated = None
        self._place(animate=False)

    def _on_changed(self) -> None:
        xy = self._session.snapshot.images.xy
        if len(xy) != len(self._shown) or not np.array_equal(xy, self._shown, equal_nan=True):
            self._place(animate=True)
        else:
            self._colour()

    def _place(self, animate: bool) -> None:
        self._shown = self._session.snapshot.images.xy
        self.view.set_points(self._shown, animate=animate)
        self._show_selection()
        self._colour()
        self._show_empty_text()

    def _show_selection(self) -> None:
        self.view.set_selection(self._session.selection.mask)
        self._show_legend()

    def _show_empty_text(self) -> None:
        placed = int(np.isfinite(self._shown[:, 0]).sum())
        self._count.setText(f"{placed:,} of {len(self._shown):,} on the map" if placed else "")
        if self._session.project is None:
            self.view.set_empty_text("No project is open", "Choose a folder of images on the Images page.")
        elif self._session.busy:
            self.view.set_empty_text("The first map is on its way", "Images are embedded and appear here as they are ready.")
        else:
            self.view.set_empty_text("No map yet", "It appears once there are readable images.")

    def _colour(self) -> None:
        by = self._colour_by.currentData()
        if by == "confidence":
            self._colour_by_confidence()
            return
        now = self._session.snapshot
        palette = [c.colour for c in now.classes]
        codes = now.images.label_codes
        guesses, confidence = self._session.guesses()
        shown = np.where(codes > 0, codes, guesses) if by == "prediction" and len(guesses) == len(codes) else codes
        index = np.full(len(codes), -1, np.int64)
        for place, candidate in enumerate(now.classes):
            index[shown == candidate.id] = place
        self._coloured = np.where(index >= 0, shown, _NO_CLASS)
        self.view.set_shapes([theme.shape_of(c.position) for c in now.classes])
        self.view.set_colours(index, palette)
        certain = np.where(codes > 0, 1.0, np.clip(confidence, 0.25, 1.0)) if by == "prediction" and len(confidence) else None
        self.view.set_alpha(certain.astype(np.float32) if certain is not None and len(certain) == len(codes) else None)
        self._isolate()

    def _colour_by_confidence(self) -> None:
        guesses, confidence = self._session.guesses()
        steps = 32
        index = np.where(guesses > 0, np.minimum(confidence * steps, steps - 1), -1).astype(np.int64)
        self.view.set_alpha(None)
        self.view.set_shapes([])
        self.view.set_colours(index, ramp(steps))
        self._isolate()

    def _isolate(self) -> None:
        """Leave the one class on the map, if one is chosen and there still is a colour for it."""
        if self._isolated not in [entry.key for entry in self._entries()]:
            self._isolated = None
        self.view.set_shown(None if self._isolated is None else self._coloured == self._isolated)
        self._show_legend()

    def _show_legend(self) -> None:
        self._legend.set_entries(self._entries(), self._note() or _NO_CLASSES)
        self._legend.set_isolated(self._isolated)

    def _note(self) -> str:
        """What the colours mean where they are no classes."""
        return _RAMP_IN_WORDS if self._colour_by.currentData() == "confidence" else ""

    def _entries(self) -> list[LegendEntry]:
        """One for each class, and one for the images that have none."""
        by, classes, rows = self._colour_by.currentData(), self._session.snapshot.classes, self._session.selection.rows
        if not classes or by == "confidence":
            return []
        most = max(c.id for c in classes) + 1
        numbers = np.bincount(self._coloured, minlength=most)
        chosen = np.bincount(self._coloured[rows[rows < len(self._coloured)]], minlength=most)
        known = [(c.id, c.name, c.colour, theme.shape_of(c.position)) for c in classes]
        if numbers[_NO_CLASS]:
            known.append((_NO_CLASS, "No label" if by == "label" else "No prediction", "", "circle"))
        return [LegendEntry(key, *look, int(numbers[key]), int(chosen[key])) for key, *look in known]


def ramp(steps: int) -> list[str]:
    """Colours from unsure (dark) to sure (bright), as `#rrggbb`."""
    anchors = np.array([QColor(c).getRgb()[:3] for c in _RAMP], float)
    places = np.linspace(0, len(anchors) - 1, steps)
    channels = [np.interp(places, np.arange(len(anchors)), anchors[:, i]) for i in range(3)]
    return [f"#{int(r):02x}{int(g):02x}{int(b):02x}" for r, g, b in zip(*channels, strict=True)]
