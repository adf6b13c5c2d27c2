"""The map with its tools: what colours the points, lasso and rectangle, legend. Part of the Label page."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from core.explore.fields import Groups, Numbers
from core.words import tr, tr_later
from desktop_app.fields import TITLES, Fields
from desktop_app.icons import icon
from desktop_app.pages.colouring import Colouring, by_class, by_group, by_number, with_strangers
from desktop_app.pages.map_files import MapFiles
from desktop_app.pages.maps_menu import MapsMenu
from desktop_app.pages.none_panel import NonePanel
from desktop_app.pages.parts import GAP, label, row
from desktop_app.pictures import Pictures
from desktop_app.session import NONE, Session
from desktop_app.theme import is_large, tokens
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.map_legend import LegendEntry, MapLegend
from desktop_app.widgets.map_options import MapLook, MapOptions
from desktop_app.widgets.map_view import MapView
from desktop_app.widgets.wrap_row import Choice, WrapRow

_TOOLS = (
    ("pan", "pan", tr_later("Move the map (drag); Shift and drag draws a lasso")),
    ("rectangle", "rectangle", tr_later("Select with a rectangle")),
    ("lasso", "lasso", tr_later("Select with a lasso")),
)
PREDICTION = "prediction"
_COLOURINGS = (
    PREDICTION,
    "label",
    "confidence",
    "familiar",
    "cluster",
    "likeness",
    "folder",
    "day",
    "size",
    "copies",
    "sharpness",
    "brightness",
)
_WITH_STRANGERS = (PREDICTION, "confidence", "familiar")  # what they would else be given a colour for
_NO_CLASSES = tr_later("No class yet. Its colour appears here.")
_COMING = tr_later("Being computed …")
_NO_EXAMPLES = tr_later("Select one image or a few and press Ctrl+M: colours show what looks like them.")
_NO_TEACHERS = tr_later("Label a few images of each class: colours show what looks like none of them.")
_MEANINGS = {
    "confidence": tr_later("From dark (unsure) to bright (sure)"),
    "sharpness": tr_later("From dark (blurred) to bright (sharp)"),
    "brightness": tr_later("From dark pictures to bright ones"),
    "familiar": tr_later("From dark (like nothing labelled) to bright (like what is labelled)"),
}


class MapPanel(QWidget):
    """Colours follow the session; gestures are passed on as `gesture(rows, mode)`. Owns which class is alone on the map."""

    gesture = Signal(object, str)

    def __init__(self, session: Session, pictures: Pictures, fields: Fields) -> None:
        super().__init__()
        self._session = session
        self._fields = fields
        self.view = MapView()
        self.view.set_thumbnails(pictures.pixmap)
        self.view.set_preview(pictures.preview)
        pictures.loader.ready.connect(self.view.thumbnail_ready)
        self._colour_by = Choice(tr("Colour by"))
        for key in _COLOURINGS:
            self._colour_by.addItem(tr(TITLES[key]), key)
        self._colour_by.activated.connect(self._colour)
        self._legend = MapLegend()
        self._legend.entry_clicked.connect(self._on_legend)
        self._isolated: int | None = None  # the key of an entry of the legend; None: everything is shown
        self._colouring = Colouring(np.empty(0, np.int64), ())
        self.none = NonePanel(session, fields)
        self.none.pointed.connect(self._colour)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_tools())
        layout.addWidget(self._legend)
        layout.addWidget(self.none)
        layout.addWidget(self.view, 1)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.answered.connect(self._colour)
        session.run_updated.connect(self._show_empty_text)
        session.rested.connect(self._show_empty_text)
        session.selection.changed.connect(self._show_selection)
        session.selection.current_changed.connect(self.view.ring)
        session.selection.scope_changed.connect(self._isolate)
        fields.ready.connect(self._on_field)
        fields.renewed.connect(self._on_field)
        self.view.selection_requested.connect(self.gesture)
        self._shown = session.snapshot.images.xy
        self._on_opened()

    @property
    def coloured_by(self) -> str:
        """The field that colours the points."""
        return str(self._colour_by.currentData())

    def camera(self) -> tuple[float, float, float] | None:
        """Where the map is looked at (see ViewState); None: all of it."""
        camera = self.view.camera
        return None if camera.fitted else (camera.centre_x, camera.centre_y, camera.scale)

    def set_view(self, colour_by: str, camera: tuple[float, float, float] | None) -> None:
        self.colour_by(colour_by if colour_by in _COLOURINGS and colour_by != "likeness" else _COLOURINGS[0])
        if camera is not None and np.isfinite(self._shown).any():
            self.view.go_to(*camera)

    @property
    def look(self) -> MapLook:
        """Shade, small map and pictures, as they are chosen now."""
        return self._options.look()

    def set_look(self, look: MapLook) -> None:
        """The map, and the menu that says so."""
        self._options.set_look(look)
        shown = self._options.look()  # what the menu could make of it
        self.view.set_density(shown.density)
        self.view.set_minimap(shown.minimap)
        self.view.set_thumbnail_size(shown.thumbnail_size)

    def colour_by(self, key: str) -> None:
        """Colour the points by this field (see fields.TITLES)."""
        self._colour_by.setCurrentIndex(self._colour_by.findData(key))
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()  # that of strangers is the text's

    def _make_tools(self) -> QWidget:
        bar = QWidget()
        self._tools = QButtonGroup(bar)
        self._tools.setExclusive(True)
        buttons = []
        for key, name, tip in _TOOLS:
            tool = QToolButton()
            tool.setIcon(icon(name))
            tool.setToolTip(tr(tip))
            tool.setAccessibleName(tr(tip))
            tool.setCheckable(True)
            tool.setProperty("tool", key)
            self._tools.addButton(tool)
            buttons.append(tool)
        buttons[0].setChecked(True)
        self._tools.buttonClicked.connect(self._on_tool)
        fit = QToolButton()
        fit.setIcon(icon("fit"))
        fit.setToolTip(tr("Show the whole map (F)"))
        fit.setAccessibleName(tr("Show the whole map"))
        fit.clicked.connect(self.view.fit)
        earlier = QToolButton()
        earlier.setIcon(icon("map"))
        earlier.setToolTip(tr("Keep this map, go back to an earlier one, lay it out anew"))
        earlier.setAccessibleName(tr("Maps"))
        earlier.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._maps = MapsMenu(self._session, earlier)
        earlier.setMenu(self._maps)
        self._count = ElidedLabel()
        self._count.setProperty("muted", True)
        by = label(tr("Colour by"), kind="muted")
        by.setWordWrap(False)
        together = [by, self._colour_by]
        if not is_large():
            colour = QWidget()  # words and choice stay together
            colour.setLayout(row(by, self._colour_by))
            # Apart from the count, which may fill its place to the last letter.
            colour.layout().setContentsMargins(GAP, 0, 0, 0)
            together = [colour]
        line = WrapRow(4, 6)
        line.add(*buttons, fit, self._make_options(), earlier, self.none.opener)
        line.add(self._count, greedy=True)
        line.add(*together)
        around = QVBoxLayout(bar)
        around.setContentsMargins(GAP, 6, GAP, 6)
        around.addLayout(line)
        return bar

    def _make_options(self) -> MapOptions:
        options = self._options = MapOptions()
        options.thumbnail_size_changed.connect(self.view.set_thumbnail_size)
        options.density_toggled.connect(self.view.set_density)
        options.minimap_toggled.connect(self.view.set_minimap)
        options.png_requested.connect(self._on_png)
        options.svg_requested.connect(self._on_svg)
        self._files = MapFiles(self._session, self)
        return options

    @Slot()
    def _on_png(self) -> None:
        self._files.ask_png(self.view.sheet(self._entries(), self._colouring.note))

    @Slot()
    def _on_svg(self) -> None:
        self._files.ask_svg(self.view.sheet(self._entries(), self._colouring.note))

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
        self._count.setText(tr("{placed:,} of {count:,} on the map", placed=placed, count=len(self._shown)) if placed else "")
        if self._session.project is None:
            self.view.set_empty_text(tr("No project is open"), tr("Choose a folder of images on the Images page."))
        elif self._session.busy:
            self.view.set_empty_text(
                tr("The first map is on its way"), tr("Images are embedded and appear here as they are ready.")
            )
        else:
            self.view.set_empty_text(tr("No map yet"), tr("It appears once there are readable images."))

    @Slot(str)
    def _on_field(self, key: str) -> None:
        if key == self._colour_by.currentData():
            self._colour()

    def _colour(self) -> None:
        found = self._colouring = self._coloured_by(self._colour_by.currentData())
        self.view.set_shapes(found.shapes)
        self.view.set_alpha(found.alpha)
        self.view.set_colours(found.index, found.palette)
        self._isolate()

    def _coloured_by(self, key: str) -> Colouring:
        """With the strangers among them, where their threshold is shown or under the hand."""
        found, codes = self._of_field(key), self._session.snapshot.images.label_codes
        strange = self._session.guesses()[0] == NONE
        if len(strange) != len(codes) or not (self.none.pointing or key in _WITH_STRANGERS):
            return found
        if key == PREDICTION:  # with those a person calls so: one colour for label and prediction, as of a class
            strange |= codes == NONE
        if not strange.any():
            return found
        return with_strangers(found, strange, tokens().text, self.none.pointing)

    def _of_field(self, key: str) -> Colouring:
        now = self._session.snapshot
        codes = now.images.label_codes
        guesses, confidence = self._session.guesses()
        if key == "label" or (key == "prediction" and len(guesses) != len(codes)):
            return by_class(codes, now.classes, None, tr("No label"))
        if key == "prediction":
            certain = np.where(codes > 0, 1.0, confidence)
            return by_class(np.where(codes > 0, codes, guesses), now.classes, certain, tr("No prediction"))
        field = self._fields.get(key)
        if isinstance(field, Groups):
            return by_group(field)
        if isinstance(field, Numbers):
            found = by_number(field)
            if key == "familiar" and not np.isfinite(field.values).any():
                return replace(found, note=tr(_NO_TEACHERS))
            return replace(found, note=tr(_MEANINGS[key])) if key in _MEANINGS else found
        note = tr(_NO_EXAMPLES if key == "likeness" and not self._fields.has_examples else _COMING)
        return Colouring(np.full(len(codes), -1, np.int64), (), note=note if now.images.ids.size else "")

    def _isolate(self) -> None:
        """Leave the one entry on the map, if one is chosen and there still is a colour for it; within what is looked at."""
        found, scope = self._colouring, self._session.selection.scope
        if self._isolated not in [entry.key for entry in found.entries]:
            self._isolated = None
        shown = scope if scope is not None and len(scope) == len(found.index) else None
        if self._isolated is not None and found.keys is not None:
            alone = found.keys == self._isolated
            shown = alone if shown is None else alone & shown
        self.view.set_shown(shown)
        self._show_legend()

    def _show_legend(self) -> None:
        self._legend.set_entries(self._entries(), self._colouring.note or tr(_NO_CLASSES))
        self._legend.set_isolated(self._isolated)

    def _entries(self) -> list[LegendEntry]:
        """The entries with how many images have them and how many of these are selected."""
        found, rows = self._colouring, self._session.selection.rows
        if found.keys is None or not found.entries or not self._session.snapshot.images.ids.size:
            return []
        least, most = (extreme(entry.key for entry in found.entries) for extreme in (min, max))
        keys, size = found.keys - least, most - least + 1
        numbers = np.bincount(keys, minlength=size)
        chosen = np.bincount(keys[rows[rows < len(keys)]], minlength=size)
        counts = {e.key: (int(numbers[e.key - least]), int(chosen[e.key - least])) for e in found.entries}
        return [LegendEntry(e.key, e.name, e.colour, e.shape, *counts[e.key]) for e in found.entries]
