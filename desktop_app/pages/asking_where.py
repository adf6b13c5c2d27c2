"""Where an export is to go: the dialogs, which ask before anything is replaced or mixed with what is there. Part of Export."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.words import tr
from desktop_app.session import Session


def ask_file(parent: QWidget, session: Session, title: str, name: str, kinds: str) -> tuple[Path, bool] | None:
    """A file to write, and whether the dialog asked about replacing it. The ending of `name` is added if it lacks."""
    text, _ = QFileDialog.getSaveFileName(parent, title, str(home(session) / name), kinds)
    if not text:
        return None
    target, ending = Path(text), Path(name).suffix
    named = target.suffix.lower() == ending  # another name than the one the dialog has asked about replaces nothing
    return (target if named else target.with_name(target.name + ending)), named


def ask_folder(parent: QWidget, session: Session, title: str, name: str, *, mix: bool) -> Path | None:
    """A folder that is empty or new, or one with other things in it where these may be mixed (`mix`) and the user says so."""
    text = QFileDialog.getExistingDirectory(parent, title, str(home(session)))
    if not text:
        return None
    chosen = Path(text)
    if not any(chosen.iterdir()):
        return chosen
    fresh = _free(chosen / name)
    words = tr("“{folder}” is not empty. What lies there stays as it is.", folder=chosen.name or str(chosen))
    box = QMessageBox(QMessageBox.Icon.Question, title, words, parent=parent)
    make = box.addButton(tr("Make “{name}” in it", name=fresh.name), QMessageBox.ButtonRole.AcceptRole)
    into = box.addButton(tr("Put them beside what is there"), QMessageBox.ButtonRole.AcceptRole) if mix else None
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(make)
    box.exec()
    if box.clickedButton() is make:
        return fresh
    return chosen if into is not None and box.clickedButton() is into else None


def home(session: Session) -> Path:
    """Beside the project, but for one that lies among the images: nothing is written there."""
    if session.project is None:
        return Path.home()
    place, images = session.project.path.parent.absolute(), session.snapshot.images.folder
    return Path.home() if images is not None and place.is_relative_to(images) else place


def _free(path: Path) -> Path:
    if not path.exists():
        return path
    return next(p for p in (path.with_name(f"{path.name} ({n})") for n in range(2, 10_000)) if not p.exists())
