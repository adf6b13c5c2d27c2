"""Which reader a file is for, by its ending."""

from collections.abc import Callable
from pathlib import Path

from core.operations.importing import coco, earlier, folders, tables
from core.operations.importing.rows import Source
from core.project import images
from core.project.project import Project
from core.words import tr_later

ENDINGS = (".csv", ".tsv", ".txt", ".json", ".labelight")
KINDS = tr_later("Labels (*.csv *.tsv *.txt *.json *.labelight)")
"""For a dialog that asks for a file."""


def of_file(file: Path, own: Path, stopped: Callable[[], bool] = lambda: False) -> Source:
    """What a table, a COCO file or another project says; `own` is the path of the project that asks. Raises UserError that
    says what is wrong with it; Cancelled where a project was to be copied and `stopped` says so."""
    if file.suffix.lower() == ".json":
        return coco.read(file)
    if file.suffix.lower() == ".labelight":
        return earlier.read(file, own, stopped)
    return tables.read(file)


def of_folders(project: Project, which: folders.Which) -> Source:
    """What the folders of the project's own images say."""
    return folders.source(paths(project), which)


def paths(project: Project) -> list[str]:
    """Of every image the project knows."""
    with project.read() as connection:
        return list(images.ids_by_path(connection))
