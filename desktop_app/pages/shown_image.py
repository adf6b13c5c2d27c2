"""What the viewer says of one image, and what its keys do to it. Shared by pages."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from core.names import printable
from core.project.project import Project
from core.records import Change, Class
from desktop_app.pages import label_edits
from desktop_app.session import Session
from desktop_app.snapshot import Snapshot
from desktop_app.theme import shape_of
from desktop_app.widgets.grid_marks import DECISIONS, Mark
from desktop_app.widgets.mark_row import MARKS
from desktop_app.widgets.viewer_caption import Caption

Edit = Callable[[Project], Change]
_MARK_KEYS = {look.key.lower(): look.mark for look in MARKS}
_DIGITS = "123456789"


def caption(session: Session, row: int, position: str) -> Caption:
    """Name, label and prediction of the image in this row."""
    now = session.snapshot
    class_id, confidence = session.prediction(row)
    guess, sure = _label(now, class_id), confidence if class_id > 0 else None
    prediction = None if guess is None else replace(guess, kind="prediction", confidence=sure)
    return Caption(file_name(now, row), position, _label(now, int(now.images.label_codes[row])), prediction)


def file_name(now: Snapshot, row: int) -> str:
    """Without its folder; bytes that are no text stand as escapes."""
    return printable(now.images.paths[row].rsplit("/", 1)[-1])


def label_keys(classes: tuple[Class, ...]) -> frozenset[str]:
    """Every key that labels; digits too that no class has yet, so that one can be told so."""
    return frozenset({*_DIGITS, *_MARK_KEYS, *(c.key.lower() for c in classes if c.key)})


def labelling(now: Snapshot, key: str, image: int) -> Edit | None:
    """What this key does to the image; None: no class has it."""
    for candidate in now.classes:
        if candidate.key.lower() == key:
            return partial(label_edits.assign, candidate.id, [image])
    return partial(label_edits.mark, _MARK_KEYS[key], [image]) if key in _MARK_KEYS else None


def clearing(image: int) -> Edit:
    return partial(label_edits.clear, [image])


def _label(now: Snapshot, code: int) -> Mark | None:
    if code in DECISIONS:
        text, icon = DECISIONS[code]
        return Mark("decision", text, icon=icon)
    return _class_mark(now, code)


def _class_mark(now: Snapshot, class_id: int) -> Mark | None:
    for place, candidate in enumerate(now.classes):
        if candidate.id == class_id:
            return Mark("label", candidate.name, candidate.colour, shape_of(place))
    return None
