"""What is dragged between widgets of the window, by mime type. Knows no widget."""

from PySide6.QtCore import QMimeData

IMAGES = "application/x-labelight-images"
"""The selected images. Says only that: who receives it asks the selection."""
CLASS = "application/x-labelight-class"
"""A class, as its id in ASCII digits."""
_DIGITS = 9  # what fits the int of a signal


def images_dragged() -> QMimeData:
    data = QMimeData()
    data.setData(IMAGES, b"1")  # an empty format does not survive every platform's clipboard
    return data


def class_dragged(class_id: int) -> QMimeData:
    data = QMimeData()
    data.setData(CLASS, str(class_id).encode("ascii"))
    return data


def class_in(data: QMimeData) -> int:
    """The id of the class that is dragged, -1 if it is no class."""
    said = bytes(data.data(CLASS).data())
    return int(said) if said.isdigit() and len(said) <= _DIGITS else -1
