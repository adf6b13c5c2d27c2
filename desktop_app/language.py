"""The language of the window: which one it is, what Qt itself says in it, and the button to choose another, or another size of
text."""

import os

from PySide6.QtCore import QLocale, QSettings, QTranslator, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from core import words
from core.words import tr
from desktop_app.icons import icon
from desktop_app.theme import TEXT_SIZES

_SETTING = "language"


class QtTexts(QTranslator):
    """What Qt's own buttons, menus and dialogs say, from the same file as our texts."""

    def __init__(self, table: dict[str, str], parent: QApplication) -> None:
        super().__init__(parent)
        self._table = table

    def isEmpty(self) -> bool:
        """False, else Qt would not ask."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """By the text alone; unchanged where there is no translation."""
        return self._table.get(text, text)


class LanguageButton(QToolButton):
    """Shows the languages by their own names, and the sizes of text; tells which one is wanted."""

    wanted = Signal(str)  # a key of words.NAMES
    size_wanted = Signal(int)  # one of theme.TEXT_SIZES

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        """`size` of the text as it is, in per cent."""
        super().__init__(parent)
        self.setIcon(icon("language"))
        self.setToolTip(tr("Language and text size"))
        self.setAccessibleName(tr("Language and text size"))
        self._size = size
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for code, name in words.NAMES.items():
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(code == words.language())
            action.setData(code)
            menu.addAction(action)
        self._add_sizes(menu)
        menu.triggered.connect(self._on_chosen)
        self.setMenu(menu)

    def _add_sizes(self, menu: QMenu) -> None:
        sizes = menu.addMenu(tr("Text size"))
        group = QActionGroup(sizes)  # a click on the one that is chosen leaves it so
        for size in TEXT_SIZES:
            action = QAction(f"{size} %", sizes)
            action.setCheckable(True)
            action.setChecked(size == self._size)
            action.setData(size)
            group.addAction(action)
            sizes.addAction(action)

    def _on_chosen(self, action: QAction) -> None:
        if isinstance(action.data(), int):
            if action.data() != self._size:
                self.size_wanted.emit(action.data())
            return
        action.setChecked(action.data() == words.language())  # the window that comes has its own menu
        if action.data() != words.language():
            self.wanted.emit(action.data())


def remembered(settings: QSettings) -> str:
    """The language the user chose; else what LABELIGHT_LANGUAGE says; else the system's, English where we do not speak it."""
    system = QLocale.system().name().split("_")[0]
    return str(settings.value(_SETTING, "") or os.environ.get(words.VARIABLE) or system)


def remember(settings: QSettings, code: str) -> None:
    settings.setValue(_SETTING, code)


def install(app: QApplication, code: str) -> None:
    """Speak this language in all that is made from now on."""
    words.speak(code)
    for before in app.findChildren(QtTexts):
        app.removeTranslator(before)
        before.setParent(None)
        before.deleteLater()
    if words.language() in words.NAMES and words.language() != words.ENGLISH:
        app.installTranslator(QtTexts(words.read(words.language())[words.QT], app))
