"""Labels from a table: CSV with commas, semicolons or tabs, such as a spreadsheet or Labelight itself writes."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from core import cells
from core.errors import UserError
from core.operations.importing.rows import Row, Said, Source, tidy
from core.records import Mark
from core.words import tr

_LARGEST = 200 * 2**20
"""Bytes: a million long paths fit; anything larger is hardly a list of labels."""
_PATHS = ("path", "file", "filename", "filepath", "image", "imagename", "imagepath")
_LABELS = ("label", "class", "classname", "category", "categoryname")
_DELIMITERS = (",", ";", "\t")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # what spreadsheets call Unicode text
_MARKS: dict[str, Mark] = {"(skip)": "skip", "(unsure)": "unsure", "(none)": "none"}
"""As Labelight writes them (core.project.labels.Given.text)."""


def read(file: Path) -> Source:
    """Columns named path and label, or something like it: file, image; class, category. A row without a label says nothing.
    The file Labelight exports has marks and a column of predictions, which are no labels. Raises UserError that names the line,
    or the columns where it is not plain which ones are meant."""
    text = _text(file)
    delimiter, path, label = _columns(file, text)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)  # a name may have a line break in it
    exported = "origin" in (reader.fieldnames or ())
    notes = []
    if "confidence" in (reader.fieldnames or ()) and not exported:
        note = tr("{file} has a column “confidence”: what it calls labels may be guesses of a classifier.", file=file.name)
        notes.append(note)
    try:
        rows = tuple(_rows(file, reader, path, label, exported))
    except csv.Error as error:
        text = tr(
            "{file}, line {line}: this is no table ({error}). Nothing was imported.",
            file=file.name,
            line=reader.line_num,
            error=error,
        )
        raise UserError(text) from error
    return Source(file.name, rows, tuple(notes))


def _rows(file: Path, reader: "csv.DictReader[str]", path: str, label: str, exported: bool) -> Iterator[Row]:
    for row in reader:
        place = {"file": file.name, "line": reader.line_num}
        if not row[path]:
            raise UserError(tr("{file}, line {line}: the path is missing. Nothing was imported.", **place))
        if row[label] is None:
            raise UserError(tr("{file}, line {line}: the label is missing. Nothing was imported.", **place))
        name = tidy(cells.plain(row[label]))
        if name:
            mark = _MARKS.get(name, "class") if exported else "class"
            yield Row(cells.plain(row[path]).replace("\\", "/"), Said(name if mark == "class" else "", mark))


def _text(file: Path) -> str:
    if not file.is_file():
        raise UserError(tr("There is no file at {file}.", file=file))
    try:
        if file.stat().st_size > _LARGEST:
            raise UserError(tr("{file} is larger than a list of labels can be. Nothing was imported.", file=file.name))
        data = file.read_bytes()
    except OSError as error:
        raise UserError(tr("{file} cannot be read: {error}.", file=file, error=error.strerror)) from error
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "surrogateescape")


def _columns(file: Path, text: str) -> tuple[str, str, str]:
    """Delimiter, and the names of the columns of paths and of labels."""
    seen: list[str] = []
    for delimiter in _DELIMITERS:
        columns = _header(text, delimiter)
        paths, labels = _like(columns, _PATHS), _like(columns, _LABELS)
        if paths and labels:
            return delimiter, _one(file, columns, paths), _one(file, columns, labels)
        seen = max(seen, columns, key=len)
    found = ", ".join(seen) or tr("none")
    raise UserError(
        tr("{file} needs the columns path and label in its first line; it has: {found}.", file=file.name, found=found)
    )


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _like(columns: Sequence[str], names: Sequence[str]) -> list[str]:
    """Which columns may be meant: one that is called exactly as it should be is."""
    if names[0] in columns:
        return [names[0]]
    return [c for c in columns if "".join(letter for letter in c.casefold() if letter.isalnum()) in names]


def _one(file: Path, columns: Sequence[str], found: Sequence[str]) -> str:
    if len(found) == 1:
        return found[0]
    text = tr(
        "{file} has several columns that may be meant: {found}. Name one path and one label; it has: {columns}. "
        "Nothing was imported.",
        file=file.name,
        found=", ".join(found),
        columns=", ".join(columns),
    )
    raise UserError(text)
