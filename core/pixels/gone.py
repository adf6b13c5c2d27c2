"""Whether images are missing since the folder they lie in is: not connected, moved, or the empty place a disk leaves behind."""

from collections.abc import Callable, Iterable
from pathlib import Path

from core.errors import FolderGone
from core.pixels.walk import folder_emptied, folder_gone, is_empty
from core.roots import Roots, is_there


def what_is_gone(root: Path, had_images: Callable[[], bool] = lambda: True) -> FolderGone | None:
    """What to say of this folder, if it is gone; `had_images`: whether an empty one is none."""
    if not is_there(root):
        return folder_gone(root)
    if is_empty(root) and had_images():
        return folder_emptied(root)
    return None


def refuse_if_gone(names: Iterable[str], roots: Roots) -> None:
    """These images cannot be read: FolderGone if a folder they lie in is gone."""
    for place in sorted({roots.place_of(name) for name in names}):
        gone = what_is_gone(roots.paths[place])
        if gone is not None:
            raise gone
