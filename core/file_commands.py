"""The commands about the project file itself, and what opening and leaving it from the command line brings with it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core import opening
from core.errors import DamagedPart, DamagedProject, UserError
from core.operations import backups as kept
from core.project import checking, mending
from core.project import rescue as rescuing
from core.project.project import Project

Result = dict[str, Any]


@contextmanager
def opened(path: Path) -> Iterator[Project]:
    """The project for one command. Backed up after it, if labels changed or the newest backup is half an hour old; damaged
    arrays it met are taken away, where they can be made again."""
    with opening.to_change(path) as project:
        try:
            yield project
        except DamagedPart as error:
            raise UserError(_mended(project, error)) from error
        try:
            kept.make(project, "after a command", seldom=True)
        except UserError as error:
            say(f"Note: {error}")


@contextmanager
def opened_to_read(path: Path) -> Iterator[Project]:
    """The same for a command that changes nothing; where the project cannot be written, as it can be read."""
    with opening.to_read(path) as project:
        try:
            yield project
        except DamagedPart as error:
            if project.read_only:
                raise
            raise UserError(_mended(project, error)) from error


def check(options: argparse.Namespace) -> Result:
    """Exit code 1 if there are problems (core/cli.py goes by "sound")."""
    try:
        with opening.to_read(Path(options.project)) as project:
            problems = checking.check(project)
            held = "" if problems else checking.contents(project)
    except DamagedProject as error:
        problems, held = [str(error)], ""
    if problems:
        say("\n".join(problems))
        say(f"{options.project} is not sound. It was not changed.")
    else:
        say(f"The project is sound: {held}. Every row agrees with its indexes, and every array with its digest.")
    return {"sound": not problems, "problems": problems, "contents": held}


def rescue(options: argparse.Namespace) -> Result:
    rescued = rescuing.rescue(Path(options.project), Path(options.new))
    say("\n".join(rescued.sentences))
    say(f"The new project is {rescued.project}; {options.project} is as it was.")
    return {"kept": rescued.kept, "lost": rescued.lost, "project": str(rescued.project)}


def backups(options: argparse.Namespace) -> Result:
    """Newest first, numbered as `restore --backup` takes them."""
    rows = []
    for number, backup in enumerate(kept.listed(Path(options.project)), start=1):
        sound, facts = kept.is_sound(backup), backup.facts
        state = "" if sound or facts.kind == "table" else " DAMAGED"
        say(f"{number:3}  {kept.in_words(backup)}, {backup.size / 2**20:,.1f} MB{state}")
        rows.append(
            {"number": number, "made": facts.made, "why": facts.why, "kind": facts.kind, "labels": facts.labels}
            | {"classes": facts.classes, "images": facts.images, "bytes": backup.size, "sound": sound, "of": facts.project}
        )
    say(f"To go back to one: main.py restore {options.project} NEW.labelight --backup N" if rows else _none(options.project))
    return {"backups": rows}


def restore(options: argparse.Namespace) -> Result:
    """The newest sound one, or the one that was named."""
    found = kept.listed(Path(options.project))
    if not found:
        raise UserError(_none(options.project))
    if options.backup is None:
        chosen = next((backup for backup in found if kept.is_sound(backup)), found[0])
    elif 1 <= options.backup <= len(found):
        chosen = found[options.backup - 1]
    else:
        raise UserError(f"There is no backup {options.backup}: main.py backups {options.project} lists {len(found)}.")
    new = kept.restore(chosen, Path(options.new))
    say(f"{new} was made of the backup of {kept.in_words(chosen)}. {options.project} is as it was.")
    return {"project": str(new), "labels": chosen.facts.labels, "made": chosen.facts.made, "kind": chosen.facts.kind}


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _none(project: str) -> str:
    return (
        f"There is no backup of {project} on this computer. What can be read of a damaged project is saved by: main.py rescue"
    )


def _mended(project: Project, error: DamagedPart) -> str:
    change, sentences = mending.mend(project)
    words = [s for s in sentences if s not in str(error)]
    again = ["What is made again was taken out of the project. Run the command again."] if change.tables else []
    return " ".join([str(error), *words, *again])
