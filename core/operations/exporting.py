"""Taking results away: the short way to what core/operations/leaving writes, one format in each file there."""

from pathlib import Path

from core.operations.leaving import by_class, embeddings, labels_file
from core.operations.leaving.names import safe_name
from core.operations.leaving.tables import write_csv
from core.project.project import Project

__all__ = ["copy_by_class", "safe_name", "write_csv", "write_embeddings", "write_labels"]


def write_labels(project: Project, target: Path, *, overwrite: bool = False) -> tuple[int, str]:
    """CSV or JSON of every image. Returns the number of rows, and what is to be said of predictions that are none of
    these."""
    left = labels_file.write(project, target, overwrite=overwrite)
    return left.count, left.note


def copy_by_class(project: Project, target: Path) -> tuple[int, str]:
    """Copy labelled images, and predicted ones without a label, into a folder per class. Existing files are left alone. Returns
    how many were copied, and what is to be said."""
    left = by_class.write(project, target)
    return left.count, left.note


def write_embeddings(project: Project, target: Path, *, overwrite: bool = False) -> int:
    """npz or CSV of every embedded image; returns how many these are."""
    return embeddings.write(project, target, overwrite=overwrite).count
