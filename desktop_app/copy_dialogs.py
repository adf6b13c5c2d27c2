"""What the window asks about a copy of the project, and about changes that are not on the disk when it is closed."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.edits import Held
from desktop_app.session import Session

_SUFFIX = ".labelight"


def save_copy(parent: QWidget, session: Session) -> None:
    """Ask where to, and have it saved there. The dialog asks before a file is replaced."""
    project = session.project
    if project is None:
        return
    proposed = project.path.with_name(f"{project.path.stem} copy{_SUFFIX}")
    text, _ = QFileDialog.getSaveFileName(parent, "Save a copy", str(proposed), f"Labelight projects (*{_SUFFIX})")
    if text:
        target = Path(text)
        named = target.suffix == _SUFFIX  # another name than the one the dialog has asked about replaces nothing
        session.save_copy(target if named else target.with_name(target.name + _SUFFIX), replace=named)


def may_close(parent: QWidget, session: Session) -> bool:
    """Ask where something would be lost. False: the window stays."""
    if not session.is_stuck:
        return True
    buttons = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Warning, "Not everything is saved", _lost(session), parent=parent)
    copy = box.addButton("Save a copy…", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("Close without saving", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(buttons.Cancel)
    box.setDefaultButton(copy)
    box.exec()
    if box.clickedButton() is copy:
        save_copy(parent, session)
    return box.clickedButton() is discard


def held_in_words(held: Held) -> str:
    return f"{held.error.what} {_changes(held.count)} kept in memory, and what you see does not have them yet."


def _lost(session: Session) -> str:
    if session.held is not None:
        return f"{session.held.error.what} {_changes(session.held.count)} only in memory and would be lost."
    assert session.project is not None
    path = session.project.path
    return f"{path} was moved, replaced or deleted while it was open. If it was deleted, all of it is lost on closing."


def _changes(count: int) -> str:
    return "The last change is" if count == 1 else f"The last {count:,} changes are"
