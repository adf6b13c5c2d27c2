"""The look: palettes, tokens, class colours and the little QSS Fusion needs. Knows no widget of ours and no page.

Everything that paints asks `tokens()` while painting, so that a switch of scheme needs nothing but a repaint.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from desktop_app.theme_qss import style_sheet

Scheme = Literal["light", "dark", "system"]

SHAPES: tuple[str, ...] = ("circle", "square", "triangle", "diamond", "pentagon", "plus", "down", "hexagon", "star", "cross")

SPACE = 8
"""The spacing unit in pixels: 4 within a control, 8 between controls, 16 around a card, 24 between cards."""
_PIXMAP_CACHE = 24 * 1024
"""KiB at single density: the tiles of a large window, twice."""
_PROPERTY = "labelight_scheme"
_TEXT = 10.0 / 72 * 96
"""Pixels of the text that the window was drawn for: 10 points on a usual screen."""
_LARGE = 1.3
USUAL_SIZE = 100
TEXT_SIZES = (USUAL_SIZE, 125, 150, 175, 200)
"""Per cent of the system's size that the user may choose."""
_PART = 100
"""Widgets that are dressed in one turn of the event loop: some ten milliseconds."""


@dataclass(frozen=True)
class Theme:
    """Colours by what they are for, as `#rrggbb`. `text` and `muted` read on every surface at 4.5:1 or better."""

    name: Literal["light", "dark"]
    window: str
    surface: str
    raised: str
    sunken: str
    hover: str
    line: str
    line_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    map_background: str
    context: str
    tooltip: str
    on_tooltip: str


LIGHT = Theme(
    name="light",
    window="#f4f5f8",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#eceef3",
    hover="#eef0f6",
    line="#dfe2ea",
    line_strong="#b9bfcd",
    text="#1b2130",
    muted="#5b6377",
    accent="#4a54d6",
    accent_hover="#3c45bd",
    accent_soft="#e6e8fc",
    on_accent="#ffffff",
    good="#12754a",
    good_soft="#dcf3e6",
    warn="#955800",
    warn_soft="#fdeecf",
    bad="#c0303a",
    bad_soft="#fde4e5",
    map_background="#fafbfd",
    context="#bac1ce",
    tooltip="#1f2535",
    on_tooltip="#f4f5f8",
)
DARK = Theme(
    name="dark",
    window="#14171e",
    surface="#1b1f28",
    raised="#232833",
    sunken="#10131a",
    hover="#2a303d",
    line="#303745",
    line_strong="#4b5467",
    text="#e8ebf2",
    muted="#a0a9bb",
    accent="#8d97ff",
    accent_hover="#a5adff",
    accent_soft="#2c3160",
    on_accent="#10131f",
    good="#4fc98a",
    good_soft="#17382a",
    warn="#eab04f",
    warn_soft="#3d2f14",
    bad="#ff8087",
    bad_soft="#43222a",
    map_background="#12151c",
    context="#4d5566",
    tooltip="#343b4a",
    on_tooltip="#f2f4f9",
)


def tokens() -> Theme:
    """The tokens of the scheme now in force; before `apply`, whichever fits the palette."""
    app = QGuiApplication.instance()
    name = app.property(_PROPERTY) if app is not None else None
    if name is None:
        name = "dark" if QGuiApplication.palette().window().color().lightness() < 128 else "light"
    return DARK if name == "dark" else LIGHT


def shape_of(position: int) -> str:
    """The shape that doubles the colour at this position. It changes faster than colours repeat."""
    return SHAPES[position % len(SHAPES)]


def on_colour(colour: str | QColor) -> str:
    """Black or white, whichever reads better on `colour` (WCAG contrast)."""
    luminance = _luminance(QColor(colour))
    return "#000000" if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) else "#ffffff"


def contrast(first: str | QColor, second: str | QColor) -> float:
    """The WCAG contrast ratio of two opaque colours, 1 to 21."""
    low, high = sorted((_luminance(QColor(first)), _luminance(QColor(second))))
    return (high + 0.05) / (low + 0.05)


def mix(first: str | QColor, second: str | QColor, share: float) -> QColor:
    """`share` of the second colour in the first, 0 to 1."""
    a, b = QColor(first), QColor(second)
    keep = 1.0 - share
    return QColor.fromRgbF(
        a.redF() * keep + b.redF() * share, a.greenF() * keep + b.greenF() * share, a.blueF() * keep + b.blueF() * share
    )


def with_alpha(colour: str | QColor, alpha: float) -> QColor:
    """The colour at this opacity, 0 to 1."""
    out = QColor(colour)
    out.setAlphaF(alpha)
    return out


def small_font(font: QFont, delta: float = -1.0, bold: bool = False) -> QFont:
    """The font `delta` points away from `font`, in the same family."""
    out = QFont(font)
    size = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
    out.setPointSizeF(max(7.0, size + delta))
    if bold:
        out.setWeight(QFont.Weight.DemiBold)
    return out


def text_scale() -> float:
    """How much larger the text is than that the window was drawn for: by the system's font and what the user chose; never less
    than 1."""
    font, screen = QGuiApplication.font(), QGuiApplication.primaryScreen()
    pixels = font.pointSizeF() / 72 * screen.logicalDotsPerInchY() if font.pointSizeF() > 0 else font.pixelSize()
    return max(1.0, pixels / _TEXT)


def is_large() -> bool:
    """Whether words are so large that parts which stand side by side beside usual text go below one another."""
    return text_scale() > _LARGE


def grown(pixels: float) -> int:
    """So many pixels beside usual text, more beside larger: for rows, fields and marks that have to hold a word."""
    return round(pixels * text_scale())


def apply(app: QApplication, scheme: Scheme, text_size: int | None = None) -> None:
    """Dress the application. Can be called again at any time to switch; "system" follows the desktop while it runs.

    `text_size`: per cent of the system's; None leaves it as it is. What was measured before stays, so that a window that is
    there has to be made anew.
    """
    watcher = app.findChild(_Watcher) or _Watcher(app)
    if text_size is not None:
        watcher.set_text_size(text_size)
    watcher.follow(scheme)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class _Watcher(QObject):
    """Owned by the application: keeps the asked scheme and repeats the dressing when the desktop switches."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._scheme: Scheme = "system"
        self._text_size = USUAL_SIZE
        self._style_set = False
        self._dressing = _Dressing(app)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def follow(self, scheme: Scheme) -> None:
        self._scheme = scheme
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}[scheme]
        hints = QGuiApplication.styleHints()
        if hasattr(hints, "setColorScheme"):  # Qt 6.8: native frames and dialogs follow too
            hints.setColorScheme(wanted)
        self._dress()

    def set_text_size(self, percent: int) -> None:
        if percent != self._text_size:
            self._text_size, self._style_set = percent, False

    @Slot(Qt.ColorScheme)
    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._scheme == "system":
            self._dress()

    def _dress(self) -> None:
        app = cast(QApplication, self.parent())
        theme = self._wanted()
        if not self._style_set:
            app.setStyle("Fusion")
            app.setFont(_base_font(self._text_size))
            QPixmapCache.setCacheLimit(round(_PIXMAP_CACHE * app.devicePixelRatio() ** 2))
            self._style_set = True
        elif app.property(_PROPERTY) == theme.name:
            return
        app.setProperty(_PROPERTY, theme.name)
        app.setPalette(palette_of(theme))
        self._dressing.dress(style_sheet(theme, text_scale()))

    def _wanted(self) -> Theme:
        if self._scheme != "system":
            return DARK if self._scheme == "dark" else LIGHT
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


class _Dressing(QObject):
    """Gives every widget the look of another sheet, once: what can be seen at once, the rest in parts.

    `setStyleSheet` alone goes through the children of each widget it has rules for, at every level anew: eight times through
    each on our pages, a third of a second. Unpolishing the application makes it forget the rules, so that it finds nothing
    to go through."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._dressed: set[int] = set()  # by address: nothing is held that may go meanwhile
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._dress_part)

    def dress(self, sheet: str) -> None:
        self._app.style().unpolish(self._app)
        self._app.setStyleSheet(sheet)
        self._dressed.clear()
        self._polish([widget for widget in self._widgets() if widget.isVisible()])
        self._turns.start(0)

    @Slot()
    def _dress_part(self) -> None:
        waiting = [widget for widget in self._widgets() if _address(widget) not in self._dressed]
        self._polish(waiting[:_PART])
        if len(waiting) <= _PART:
            self._turns.stop()

    def _polish(self, widgets: list[QWidget]) -> None:
        for widget in widgets:
            widget.style().polish(widget)
            widget.update()
            self._dressed.add(_address(widget))

    def _widgets(self) -> Iterator[QWidget]:
        """All there are, parents first: their children inherit."""
        for top in self._app.topLevelWidgets():
            if top.parentWidget() is None:
                yield top
                yield from top.findChildren(QWidget)


def _address(widget: QWidget) -> int:
    return int(Shiboken.getCppPointer(widget)[0])


def _base_font(percent: int) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    families = set(QFontDatabase.families())
    if font.family() in {"", "Sans", "Sans Serif", "DejaVu Sans", "Bitstream Vera Sans"}:
        for better in ("Inter", "Inter Variable", "Noto Sans", "Cantarell", "Ubuntu"):
            if better in families:
                font.setFamily(better)
                break
    if font.pointSizeF() < 10.0:
        font.setPointSizeF(10.0)
    font.setPointSizeF(font.pointSizeF() * percent / USUAL_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def palette_of(theme: Theme) -> QPalette:
    """A complete palette for Fusion: nothing of the desktop's own palette shines through."""
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.tooltip,
        role.ToolTipText: theme.on_tooltip,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.line_strong,
        role.Shadow: theme.sunken,
    }
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    faint = mix(theme.text, theme.window, 0.55)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, faint)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.line))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, faint)
    return palette
