"""Icons that follow the palette: our own SVG lines, tinted while painting, so a switch of scheme needs no re-setting.

Names are the files of resources/icons without their ending. No icon theme of the desktop is asked.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop_app.theme import tokens

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"


def names() -> list[str]:
    """Every name `icon` knows."""
    return sorted(path.stem for path in FOLDER.glob("*.svg") if path.stem != "labelight" and not path.stem.startswith("qss_"))


def icon(name: str, colour: str | None = None) -> QIcon:
    """A line icon in the palette's text colour, or in `colour`: `#rrggbb`, or a token of the theme such as "accent"."""
    if not (FOLDER / f"{name}.svg").is_file():
        raise KeyError(f"no icon named {name!r}")
    return QIcon(_TintedEngine(name, colour))


def app_icon() -> QIcon:
    """The application's own icon in the sizes window managers ask for."""
    out = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        out.addPixmap(_render("labelight", QSize(side, side), None))
    return out


def pixmap(name: str, side: int, colour: str | QColor, ratio: float = 1.0) -> QPixmap:
    """One icon of `side` logical pixels in one colour, for widgets that paint themselves. The logo keeps its own colours."""
    device = QSize(round(side * ratio), round(side * ratio))
    out = _render(name, device, None) if name == "labelight" else _cached(name, device, QColor(colour))
    out.setDevicePixelRatio(ratio)
    return out


class _TintedEngine(QIconEngine):
    """Renders one SVG in the colour that the mode has in the application's palette."""

    def __init__(self, name: str, colour: str | None) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        image = self.scaledPixmap(QSize(round(side * ratio), round(side * ratio)), mode, state, ratio)
        image.setDevicePixelRatio(ratio)
        target = QRect(0, 0, side, side)
        target.moveCenter(rect.center())
        painter.drawPixmap(target, image)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return _cached(self._name, size, self._tint(mode))

    def iconName(self) -> str:
        return self._name

    def isNull(self) -> bool:
        return False

    def _tint(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if self._colour is not None:
            return QColor(getattr(tokens(), self._colour, self._colour))
        return palette.color(QPalette.ColorRole.ButtonText)


def _cached(name: str, device: QSize, colour: QColor) -> QPixmap:
    key = f"labelight/{name}/{device.width()}x{device.height()}/{colour.rgba():x}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return QPixmap(found)
    made = _render(name, device, colour)
    QPixmapCache.insert(key, made)
    return QPixmap(made)


def _render(name: str, device: QSize, colour: QColor | None) -> QPixmap:
    out = QPixmap(device)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name).render(painter, QRectF(0, 0, device.width(), device.height()))
    if colour is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(out.rect(), colour)
    painter.end()
    return out


@lru_cache(maxsize=128)
def _renderer(name: str) -> QSvgRenderer:
    return QSvgRenderer((FOLDER / f"{name}.svg").as_posix())
