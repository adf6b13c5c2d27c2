"""What a right click on an image offers, in the grid and on the map: the same as the keys, for who does not know them yet."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from core.records import Class
from core.words import tr
from desktop_app import theme
from desktop_app.icons import icon
from desktop_app.pages.grid_tools import NEXT_KEY
from desktop_app.widgets.glyphs import swatch
from desktop_app.widgets.mark_row import MARKS


class Hands(Protocol):
    """What the menu can ask for, of the selected images."""

    def label_selection(self, class_id: int) -> None: ...
    def mark_selection(self, mark: str) -> None: ...
    def clear_selection_labels(self) -> None: ...
    def find_alike(self) -> None: ...
    def label_next(self) -> None: ...
    def open_current(self) -> None: ...
    def show_in_folder(self) -> None: ...
    def copy_paths(self) -> None: ...


def image_menu(parent: QWidget, hands: Hands, classes: Sequence[Class], count: int, *, can_label: bool = True) -> QMenu:
    """For `count` selected images. It lives until it closes; the caller shows it."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    label = menu.addMenu(icon("label"), tr("Label {count:,} images as", count=count) if count != 1 else tr("Label as"))
    label.setEnabled(bool(classes))
    for known in classes:
        look = QIcon(swatch(theme.shape_of(known.position), known.colour, 16, parent.devicePixelRatioF()))
        _add(label, look, known.name, known.key.upper(), partial(hands.label_selection, known.id))
    for look in MARKS:
        _add(menu, icon(look.icon), tr(look.text), look.key, partial(hands.mark_selection, look.mark))
    _add(menu, icon("close"), tr("Remove the label"), "Del", hands.clear_selection_labels)
    for action in menu.actions():
        action.setEnabled(action.isEnabled() and can_label)
    menu.addSeparator()
    _add(
        menu,
        icon("alike"),
        tr("Find images like these") if count != 1 else tr("Find images like this"),
        "Ctrl+M",
        hands.find_alike,
    )
    _add(menu, icon("eye"), tr("Look at it closely"), "Enter", hands.open_current)
    _add(menu, icon("spark"), tr("Label next"), NEXT_KEY, hands.label_next)
    menu.addSeparator()
    _add(menu, icon("folder"), tr("Show in its folder"), "", hands.show_in_folder)
    _add(menu, icon("export"), tr("Copy file names") if count != 1 else tr("Copy file name"), "Ctrl+C", hands.copy_paths)
    return menu


def _add(menu: QMenu, picture: QIcon, text: str, key: str, slot: Callable[[], None]) -> None:
    # The key stands in the text as a hint: a shortcut of the action's own would compete with the page's.
    action = QAction(picture, text.replace("&", "&&") + (f"\t{key}" if key else ""), menu)
    action.triggered.connect(slot)
    menu.addAction(action)
