"""What the window asks about a copy of the project, and where closing would lose changes that are not on the disk."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.words import tr
from desktop_app.edits import Held
from desktop_app.session import Session

_SUFFIX = ".labelight"


def save_copy(parent: QWidget, session: Session) -> None:
    """Ask where to, and have it saved there. The dialog asks before a file is replaced."""
    project = session.project
    if project is None:
        return
    proposed = project.path.with_name(f"{project.path.stem} copy{_SUFFIX}")
    text, _ = QFileDialog.getSaveFileName(
        parent, tr("Save a copy"), str(proposed), tr("Labelight projects (*{suffix})", suffix=_SUFFIX)
    )
    if text:
        target = Path(text)
        named = target.suffix == _SUFFIX  # another name than the one the dialog has asked about replaces nothing
        session.save_copy(target if named else target.with_name(target.name + _SUFFIX), replace=named)


def may_be_lost(parent: QWidget, session: Session) -> bool:
    """Ask where closing would lose something. False: the window stays."""
    if not session.is_stuck:
        return True
    buttons = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Warning, tr("Not everything is saved"), _lost(session), parent=parent)
    copy = box.addButton(tr("Save a copy…"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(buttons.Cancel)
    box.setDefaultButton(copy)
    box.exec()
    if box.clickedButton() is copy:
        save_copy(parent, session)
    return box.clickedButton() is discard


def held_in_words(held: Held) -> str:
    kept = tr(
        "The last change is kept in memory, and what you see does not have it yet."
        if held.count == 1
        else "The last {count:,} changes are kept in memory, and what you see does not have them yet.",
        count=held.count,
    )
    return f"{held.error.what} {kept}"


def _lost(session: Session) -> str:
    if session.held is not None:
        count = session.held.count
        lost = tr(
            "The last change is only in memory and would be lost."
            if count == 1
            else "The last {count:,} changes are only in memory and would be lost.",
            count=count,
        )
        return f"{session.held.error.what} {lost}"
    assert session.project is not None
    path = session.project.path
    return tr(
        "{path} was moved, replaced or deleted while it was open. If it was deleted, all of it is lost on closing.", path=path
    )
