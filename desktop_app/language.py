"""The language of the window: which one it is, what Qt itself says in it, and the button to choose another."""

import os

from PySide6.QtCore import QLocale, QSettings, QTranslator, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from core import words
from core.words import tr
from desktop_app.icons import icon

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
    """Shows the languages by their own names; tells which one is wanted."""

    wanted = Signal(str)  # a key of words.NAMES

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("language"))
        self.setToolTip(tr("Language"))
        self.setAccessibleName(tr("Language"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for code, name in words.NAMES.items():
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(code == words.language())
            action.setData(code)
            menu.addAction(action)
        menu.triggered.connect(self._on_chosen)
        self.setMenu(menu)

    def _on_chosen(self, action: QAction) -> None:
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
