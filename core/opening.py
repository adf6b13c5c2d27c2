"""How a command opens its project: to change it, or to read it, which also works where nothing can be changed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import DamagedPart, UserError
from core.operations import backups
from core.project import mending, runs
from core.project.project import Project
from core.project.reading import open_project
from core.words import tr, tr_later


@contextmanager
def to_change(path: Path) -> Iterator[Project]:
    """Backed up after the command, if labels changed or the newest backup is half an hour old. Raises UserError where it cannot
    be written, or an array is damaged: what can be made again is taken out then."""
    with Project.open(path) as project:
        _begin(project)
        with _mending(project):
            yield project
        try:
            backups.make(project, tr_later("after a command"), seldom=True)
        except UserError as error:
            _note(str(error))


@contextmanager
def to_read(path: Path) -> Iterator[Project]:
    """For a command that changes nothing: where the project cannot be written, it goes on with what can be read."""
    with open_project(path) as project:
        _begin(project)
        with _mending(project):
            yield project


def _begin(project: Project) -> None:
    if not project.read_only:
        runs.interrupt_left_over(project)
    for text in filter(None, (project.read_only, project.remark)):
        _note(text)


def _note(text: str) -> None:
    sys.stderr.write(f"Note: {text}\n")


@contextmanager
def _mending(project: Project) -> Iterator[None]:
    try:
        yield
    except DamagedPart as error:
        if project.read_only:
            raise
        raise UserError(_mended(project, error)) from error


def _mended(project: Project, error: DamagedPart) -> str:
    change, sentences = mending.mend(project)
    words = [s for s in sentences if s not in str(error)]
    again = [tr("What is made again was taken out of the project. Run the command again.")] if change.tables else []
    return " ".join([str(error), *words, *again])
