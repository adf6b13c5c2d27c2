"""An export of one's own: how many images each class has, as JSON. Whole or not there, never over a picture of the user."""

import json
import sys
from pathlib import Path

from core.operations.files import put_in_place
from core.project import classes, labels
from core.project.project import Project
from core.project.reading import open_project


def write_counts(project: Project, target: Path) -> int:
    """{class: labels} as UTF-8 JSON; returns the number of classes. Raises UserError if it cannot be written."""
    counted = labels.count(project)
    table = {one.name: counted.get(one.id, 0) for one in classes.every(project)}
    put_in_place(target, lambda file: file.write_text(json.dumps(table, ensure_ascii=False, indent=1), encoding="utf-8"))
    return len(table)


with open_project(Path(sys.argv[1])) as project:
    target = Path(sys.argv[2])
    count = write_counts(project, target)
    print(f"{count} classes are in {target.name}.")
