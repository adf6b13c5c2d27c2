"""The one writer of CSV: UTF-8, whole or not there, no cell that a spreadsheet would run as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core import cells
from core.operations.files import put_in_place


def fill_csv(file: Path, header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the table straight into this file."""
    fill_lines(file, header, ([row[name] for name in header] for row in rows))


def fill_lines(file: Path, header: Sequence[str], lines: Iterable[Sequence[Any]], numbers: int = 0) -> None:
    """As `fill_csv`, of lines in the order of the header; the last `numbers` cells of each are numbers that were made texts."""
    texts = len(header) - numbers
    with file.open("w", encoding="utf-8", errors="surrogateescape", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows([*map(cells.escaped, line[:texts]), *line[texts:]] for line in lines)


def as_text(lines: Iterable[Sequence[Any]]) -> str:
    """The lines alone, to be added to a table that is there."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(map(cells.escaped, line) for line in lines)
    return text.getvalue()


def write_csv(target: Path, header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Written beside and then put in place, over what was there. UserError if that cannot be done."""
    put_in_place(target, lambda file: fill_csv(file, header, rows))
