"""The commands about the project file itself: whether it is sound, the ways back, and what to send if something went wrong."""

import argparse
import sys
from pathlib import Path
from typing import Any

from core import desktop_entry, opening
from core.errors import DamagedProject, UserError
from core.logs import Hiding
from core.operations import backups as kept
from core.project import checking
from core.project import rescue as rescuing
from core.report import of_file
from core.words import tr

Result = dict[str, Any]


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
        say(tr("{project} is not sound. It was not changed.", project=options.project))
    else:
        say(tr("The project is sound: {held}. Every row agrees with its indexes, and every array with its digest.", held=held))
    return {"sound": not problems, "problems": problems, "contents": held}


def rescue(options: argparse.Namespace) -> Result:
    rescued = rescuing.rescue(Path(options.project), Path(options.new))
    say("\n".join(rescued.sentences))
    say(tr("The new project is {project}; {project_2} is as it was.", project=rescued.project, project_2=options.project))
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
    say(
        tr("To go back to one: main.py restore {project} NEW.labelight --backup N", project=options.project)
        if rows
        else _none(options.project)
    )
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
        raise UserError(
            tr(
                "There is no backup {backup}: main.py backups {project} lists {count}.",
                backup=options.backup,
                project=options.project,
                count=len(found),
            )
        )
    new = kept.restore(chosen, Path(options.new))
    say(
        tr(
            "{new} was made of the backup of {share}. {project} is as it was.",
            new=new,
            share=kept.in_words(chosen),
            project=options.project,
        )
    )
    return {"project": str(new), "labels": chosen.facts.labels, "made": chosen.facts.made, "kind": chosen.facts.kind}


def report(options: argparse.Namespace) -> dict[str, Any]:
    """The report on stdout, to be copied or redirected into a file."""
    made = of_file(Path(options.project) if options.project else None, Hiding())
    if options.json:
        return {"report": made.text}
    sys.stdout.write(made.text)
    return {}


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _none(project: str) -> str:
    return tr(
        "There is no backup of {project} on this computer. What can be read of a damaged project is saved by: main.py rescue",
        project=project,
    )


def desktop(options: argparse.Namespace) -> Result:
    done = desktop_entry.remove() if options.remove else desktop_entry.install()
    for file in done:
        say(str(file))
    if options.remove:
        say(tr("Taken out of the menu.") if done else tr("There was no menu entry of Labelight."))
    else:
        say(tr("Labelight is in the menu, and opens .labelight files. To take it out: main.py desktop --remove"))
    return {"files": [str(file) for file in done]}
