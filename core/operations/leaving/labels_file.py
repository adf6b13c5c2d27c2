"""Labels and predictions as CSV or JSON (docs/formats.md, “Labels and predictions”)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.operations import strangers
from core.operations.leaving import rows as reading
from core.operations.leaving.choice import EVERYTHING, Choice
from core.operations.leaving.left import Left, Tell, silent
from core.operations.leaving.rows import Row, Rows
from core.operations.leaving.tables import fill_csv
from core.operations.leaving.targets import check_file, put_file
from core.project import classes, classifiers, encoders
from core.project.project import Project
from core.words import tr

FORMAT, VERSION = "labelight labels", 1
HEADER = (
    "path", "label", "origin", "prediction", "confidence", "familiar", "labelled", "x", "y", "width", "height", "digest",
)  # fmt: skip
"""Found by name; a later version adds columns at the end."""
ENDINGS = (".csv", ".json")
_EVERY = 500  # rows between two looks at whether to stop


def write(
    project: Project, target: Path, choice: Choice = EVERYTHING, *, overwrite: bool = False, tell: Tell = silent
) -> Left:  # fmt: skip
    """Every chosen image, one row each, in the format the name ends with. Raises UserError, or Cancelled by `tell`: then
    nothing was written."""
    ending = check_file(project, target, overwrite=overwrite, endings=ENDINGS)
    found = reading.read(project, choice)
    if ending == ".csv":
        put_file(target, lambda file: fill_csv(file, HEADER, map(_cells, _told(found, tell))), overwrite=overwrite)
    else:
        head = _head(project, choice)
        put_file(target, lambda file: _fill_json(file, head, found, tell), overwrite=overwrite)
    count = len(found)
    said = tr("1 row is in {file}." if count == 1 else "{count:,} rows are in {file}.", count=count, file=target)
    return Left(count, target, said, found.note)


def _told(found: Rows, tell: Tell) -> Iterator[Row]:
    for done, row in enumerate(found):
        if done % _EVERY == 0:
            tell(done, len(found))
        yield row


def when(seconds: float) -> str:
    """ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _cells(row: Row) -> dict[str, Any]:
    given, guess = row.given, row.guess
    x, y = row.place if row.place is not None else ("", "")
    return {
        "path": row.path,
        "label": row.label,
        "origin": given.origin if given is not None else "",
        "prediction": row.prediction,
        "confidence": guess.confidence if guess is not None else "",
        "familiar": guess.familiar if guess is not None and guess.familiar is not None else "",
        "labelled": when(given.at) if given is not None else "",
        "x": x,
        "y": y,
        "width": row.width,
        "height": row.height,
        "digest": row.digest.hex(),
    }


def _head(project: Project, choice: Choice) -> dict[str, Any]:
    card = classifiers.current(project)
    return {
        "format": FORMAT,
        "version": VERSION,
        "project": project.path.stem,
        "choice": {"which": choice.which, "confidence": choice.confidence},
        "none_below": strangers.none_below(project),
        "classes": [{"name": c.name, "colour": c.colour} for c in classes.every(project)],
        "encoder": encoders.current(project).name,
        "classifier": None
        if card is None
        else {
            "id": card.id,
            "classes": list(card.class_names),
            "labels": card.labels,
            "accuracy": card.accuracy,
            "interval": card.interval,
            "made": when(card.created),
        },
    }


def _fill_json(file: Path, head: dict[str, Any], found: Rows, tell: Tell) -> None:
    """One image a line, so that a file of a million is read and compared by lines too."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(dumped(head)[:-1] + ', "images": [\n')
        for number, row in enumerate(_told(found, tell)):
            out.write((",\n" if number else "") + dumped(_image(row)))
        out.write("\n]}\n")


def dumped(value: object) -> str:
    """JSON as people read it; a name whose bytes are no text as escapes, which Python reads back the same."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def _image(row: Row) -> dict[str, Any]:
    given, guess = row.given, row.guess
    return {
        "path": row.path,
        "width": row.width,
        "height": row.height,
        "digest": row.digest.hex(),
        "label": None
        if given is None
        else {
            "class": given.name if given.mark == "class" else None,
            "mark": None if given.mark == "class" else given.mark,
            "origin": given.origin,
            "at": when(given.at),
        },
        "prediction": None
        if guess is None
        else {
            "class": None if guess.strange else guess.name,
            "none_of_these": guess.strange,
            "confidence": guess.confidence,
            "familiar": guess.familiar,
        },
        "map": row.place,
    }
