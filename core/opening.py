"""How a command opens its project: to change it, or to read it, which also works where nothing can be changed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.project import runs
from core.project.project import Project
from core.project.reading import open_project


@contextmanager
def to_change(path: Path) -> Iterator[Project]:
    """Raises UserError where it cannot be written."""
    with Project.open(path) as project:
        _begin(project)
        yield project


@contextmanager
def to_read(path: Path) -> Iterator[Project]:
    """For a command that changes nothing: where the project cannot be written, it goes on with what can be read."""
    with open_project(path) as project:
        _begin(project)
        yield project


def _begin(project: Project) -> None:
    if not project.read_only:
        runs.interrupt_left_over(project)
    for text in filter(None, (project.read_only, project.remark)):
        sys.stderr.write(f"Note: {text}\n")
