"""How the map is shown, behind one button: pictures on it, shade, small map, and a picture of it as a file. Asks only."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QToolButton, QWidget, QWidgetAction

from core.words import tr
from desktop_app.icons import icon
from desktop_app.widgets.map_thumbs import SIZES

_SIZE = 64
_STEP = 8


AUTO, NONE, FIXED = "auto", "none", "fixed"


@dataclass(frozen=True)
class MapLook:
    """What the options say: shade, small map, pictures (AUTO, NONE or FIXED), and how large they are where FIXED."""

    density: bool = False
    minimap: bool = True
    pictures: str = AUTO
    size: int = _SIZE

    @property
    def thumbnail_size(self) -> int | None:
        """As the map wants it: pixels, 0 for none, None for as many as there is room for."""
        return {AUTO: None, NONE: 0}.get(self.pictures, self.size)


class MapOptions(QToolButton):
    """`set_look` never emits. `thumbnail_size_changed` says pixels, 0 for none, or None for as many as there is room for."""

    thumbnail_size_changed = Signal(object)
    density_toggled = Signal(bool)
    minimap_toggled = Signal(bool)
    png_requested = Signal()
    svg_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("eye"))
        self.setToolTip(tr("How the map is shown; save it as a picture"))
        self.setAccessibleName(tr("View options of the map"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._sizes = QActionGroup(menu)
        menu.addAction(heading(menu, tr("Pictures on the map")))
        self.automatic = self._choice(menu, tr("Where there is room"))
        self.off = self._choice(menu, tr("None"))
        self.fixed = self._choice(menu, tr("All in one size"))
        self.automatic.setChecked(True)
        self._sizes.triggered.connect(self._on_size)
        menu.addAction(self._make_slider(menu))
        menu.addSeparator()
        self.density = self._toggle(menu, tr("Shade by density"), False)
        self.minimap = self._toggle(menu, tr("Small map when zoomed in"), True)
        self.density.toggled.connect(self.density_toggled)
        self.minimap.toggled.connect(self.minimap_toggled)
        menu.addSeparator()
        self.png = menu.addAction(icon("image"), tr("Save as PNG…"))
        self.svg = menu.addAction(icon("image"), tr("Save as SVG…"))
        self.png.triggered.connect(self._on_png)
        self.svg.triggered.connect(self._on_svg)
        self.setMenu(menu)

    def look(self) -> MapLook:
        """What is chosen now."""
        pictures = next(key for key, action in self._by_key().items() if action.isChecked())
        return MapLook(self.density.isChecked(), self.minimap.isChecked(), pictures, self.slider.value() * _STEP)

    def set_look(self, look: MapLook) -> None:
        """Show these choices; what is none of them is the first."""
        with QSignalBlocker(self.density), QSignalBlocker(self.minimap), QSignalBlocker(self.slider):
            self.density.setChecked(look.density)
            self.minimap.setChecked(look.minimap)
            self.slider.setValue(look.size // _STEP)
        self._by_key().get(look.pictures, self.automatic).setChecked(True)  # the group tells of triggers only
        self._say_size()

    def _by_key(self) -> dict[str, QAction]:
        return {AUTO: self.automatic, NONE: self.off, FIXED: self.fixed}

    def _say_size(self) -> None:
        self._pixels.setText(f"{self.slider.value() * _STEP} px")

    def _choice(self, menu: QMenu, text: str) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        self._sizes.addAction(action)
        return action

    @staticmethod
    def _toggle(menu: QMenu, text: str, on: bool) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(on)
        return action

    def _make_slider(self, menu: QMenu) -> QWidgetAction:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SIZES[0] // _STEP, SIZES[1] // _STEP)
        self.slider.setValue(_SIZE // _STEP)
        self.slider.setMinimumWidth(130)
        self.slider.setAccessibleName(tr("Size of the pictures on the map"))
        self.slider.valueChanged.connect(self._on_slider)
        self._pixels = QLabel()
        self._pixels.setTextFormat(Qt.TextFormat.PlainText)
        self._pixels.setProperty("muted", True)
        self._pixels.setMinimumWidth(self._pixels.fontMetrics().horizontalAdvance("000 px"))
        self._say_size()
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(32, 2, 12, 6)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._pixels)
        action = QWidgetAction(menu)
        action.setDefaultWidget(line)
        return action

    @Slot(QAction)
    def _on_size(self, _action: QAction) -> None:
        self.thumbnail_size_changed.emit(self.look().thumbnail_size)

    @Slot(int)
    def _on_slider(self, steps: int) -> None:
        self._say_size()
        with QSignalBlocker(self._sizes):
            self.fixed.setChecked(True)
        self.thumbnail_size_changed.emit(steps * _STEP)

    @Slot()
    def _on_png(self) -> None:
        self.png_requested.emit()

    @Slot()
    def _on_svg(self) -> None:
        self.svg_requested.emit()


def heading(menu: QMenu, text: str) -> QWidgetAction:
    """Sections of a menu have no text in this style."""
    words = QLabel(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setProperty("muted", True)
    words.setContentsMargins(10, 6, 12, 2)
    action = QWidgetAction(menu)
    action.setDefaultWidget(words)
    action.setEnabled(False)
    return action
