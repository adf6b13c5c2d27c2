"""How large the text of the window is, in per cent of the system's: which size it is, and the next ones."""

from PySide6.QtCore import QSettings

from desktop_app.theme import TEXT_SIZES, USUAL_SIZE

_SETTING = "text_size"


def remembered(settings: QSettings) -> int:
    """The size the user chose; the usual one where none is known, or none of ours."""
    try:
        percent = int(str(settings.value(_SETTING, USUAL_SIZE)))
    except ValueError:
        return USUAL_SIZE
    return percent if percent in TEXT_SIZES else USUAL_SIZE


def remember(settings: QSettings, percent: int) -> None:
    settings.setValue(_SETTING, percent)


def after(percent: int, steps: int) -> int:
    """So many sizes larger, or smaller below 0; the last one where there are no more."""
    place = TEXT_SIZES.index(percent) + steps
    return TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)]
