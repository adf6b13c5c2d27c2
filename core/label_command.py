"""The command `label`: labels from a table, a COCO file, another project, or the sub-folders of the images."""

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from core import opening
from core.errors import UserError
from core.file_commands import say
from core.operations.importing import applying, plan, sources
from core.operations.importing.applying import Choice
from core.operations.importing.plan import ImportPlan
from core.operations.importing.rows import Source
from core.project import classes
from core.project.project import Project
from core.project.writing import patiently
from core.words import tr

_SHOWN = 20  # conflicts


def label(options: argparse.Namespace) -> dict[str, Any]:
    """Says the plan; carries it out in one edit, but for --dry-run, and for --conflicts stop where there are any."""
    opened = opening.to_read if options.dry_run else opening.to_change
    with opened(Path(options.project)) as project:
        source = _source(project, options)
        planned = plan.make(project, source)
        choice = Choice("all" if options.conflicts == "take" else "none", planned.twins() if options.same else {})
        if choice.mapping:
            planned = plan.make(project, source, choice.mapping)
        for line in plan.in_lines(planned):
            say(line)
        if options.dry_run or options.conflicts == "stop":
            _tell_conflicts(planned)
        if options.dry_run:
            return _counts(planned) | _planned(planned, choice, project)
        if options.conflicts == "stop" and planned.conflicts:
            raise UserError(tr("Nothing was imported. Say --conflicts keep or --conflicts take to go on."))
        _, outcome = patiently(partial(applying.apply, project, source, choice))
        say(outcome.sentence)
        done = {"labels": outcome.labels, "classes": len(classes.every(project)), "new_classes": list(outcome.made)}
        return done | _counts(outcome.plan) | {"dry_run": False}


def _source(project: Project, options: argparse.Namespace) -> Source:
    if options.from_folders:
        return sources.of_folders(project, options.from_folders)
    return sources.of_file(Path(options.source), project.path)


def _planned(planned: ImportPlan, choice: Choice, project: Project) -> dict[str, Any]:
    """What would be done."""
    taken = len(planned.conflicts) if choice.take == "all" else 0
    labels = planned.new + planned.agree + taken
    return {"labels": labels, "classes": len(classes.every(project)), "new_classes": list(planned.made), "dry_run": True}


def _counts(planned: ImportPlan) -> dict[str, Any]:
    numbers = {"unknown": len(planned.unknown), "new": planned.new, "agree": planned.agree}
    return numbers | {"conflicts": len(planned.conflicts), "twice": len(planned.twice)}


def _tell_conflicts(planned: ImportPlan) -> None:
    for conflict in planned.conflicts[:_SHOWN]:
        words = {"path": plan.few([conflict.path], 1), "here": conflict.here, "there": conflict.there}
        say(tr("{path}: here “{here}”, there “{there}”", **words))
    if len(planned.conflicts) > _SHOWN:
        say(tr("… and {count:,} more", count=len(planned.conflicts) - _SHOWN))
