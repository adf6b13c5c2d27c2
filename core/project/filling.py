"""Takes the rows of a damaged project over into a new one, table by table, within one transaction.

Parents come first, so that a row whose parent is lost is refused by the new file itself and goes too. Labels, classes
and images matter most, and the file says them twice: what is lost of labels and classes is put back from the history, and
what is lost of images (path and content) or else of labels from their indexes.
"""

import json
import sqlite3
import time
import uuid
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from core.project import arrays, lost_folders, schema
from core.project.plausible import is_plausible
from core.project.salvage import Layout, Row, Salvage
from core.records import CLASS_COLOURS
from core.words import tr

_WITHOUT_RUN = ("encoders", "embeddings", "maps", "classifiers")  # they stay when the run that made them is lost
_CURRENT = {"current encoder": "encoders", "current classifier": "classifiers"}
_NO_DIGEST = bytes(16)  # ingest takes it for content not read yet
_LARGEST_STEP = 2**29  # bytes of one step of the history, unpacked
_SKIPPED_IDS = 1_000  # ids that may have been in use before: old classifiers know classes by them


class Filling:
    """Fills the new file of this connection; `near` is where the damaged file lies. `remarks`: what a user should know."""

    def __init__(self, salvage: Salvage, connection: Connection, near: Path) -> None:
        self.remarks: list[str] = []
        self._salvage = salvage
        self._connection = connection
        self._raw: Any = connection.connection.driver_connection
        self._near = near
        self._totals: dict[str, int | None] = {}  # rows there were, None: unknown
        self._made_up = 0  # classes that have lost their name

    def run(self) -> None:
        self._take_folders()
        self._take("images")
        self._restore_images()
        self._take("history")
        self._history_is_whole = self._all_there("history") and self._history_can_be_read()
        self._take("classes")
        self._replay("classes")
        self._make_up_classes()
        self._take("labels")
        self._drop_contradicted_labels()
        self._replay("labels")
        self._restore_labels()
        self._take("picks")
        for table in ("runs", "metrics", "arrays", "chunks"):
            self._take(table)
        self._drop_arrays(array for array in self._ids("arrays") if not arrays.is_sound(self._connection, array))
        for table in ("encoders", "embeddings", "maps", "classifiers", "predictions", "familiarity"):
            self._take(table)
        self._drop_arrays(self._unused_arrays())
        self._take_settings()
        self._drop_history_that_hangs_in_the_air()
        self._never_give_an_id_twice()

    def kept(self) -> dict[str, int]:
        """Rows per table, without those that only stand for something lost."""
        kept = {table: self._count(table) for table in self._totals}
        kept["classes"] -= self._made_up
        kept["folders"] -= len(self._lost_folders)
        return kept

    def lost(self, kept: dict[str, int]) -> dict[str, int | None]:
        return {table: None if total is None else max(0, total - kept[table]) for table, total in self._totals.items()}

    # One table

    def _take(self, table: str) -> None:
        """Every row that can be read, means something, and that the new file accepts."""
        found = self._salvage.table(table)
        runs = self._ids("runs") if table in _WITHOUT_RUN else set()
        read = 0
        for row in found.rows:
            read += 1
            if table in _WITHOUT_RUN and row["run_id"] not in runs:
                row["run_id"] = None
            if is_plausible(table, row):
                self._insert(table, row)
        self._totals[table] = read + found.unreadable if found.whole else None

    def _insert(self, table: str, row: Row) -> bool:
        """False if the new file refuses it: a value is missing, is there already, or points to nothing."""
        names = ", ".join(f'"{name}"' for name in row)
        try:
            self._raw.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", (*row.values(),))  # noqa: S608
        except sqlite3.IntegrityError:
            return False
        return True

    def _count(self, table: str) -> int:
        return int(self._raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608

    def _ids(self, table: str) -> set[int]:
        (key,) = schema.metadata.tables[table].primary_key.columns
        return {number for (number,) in self._raw.execute(f"SELECT {key.name} FROM {table}")}  # noqa: S608

    def _all_there(self, table: str) -> bool:
        return self._totals[table] == self._count(table)

    # Images

    def _take_folders(self) -> None:
        self._take("folders")
        self._lost_folders: list[int] = []
        if not self._all_there("folders") or not self._count("folders"):
            in_rows = (row["folder_id"] for row in self._salvage.table("images").rows)
            entries, _ = self._salvage.index("sqlite_autoindex_images_1")
            in_index = (folder for folder, _, _ in _made_of(entries, int, bytes, int))
            self._lost_folders = lost_folders.put_in(self._raw, {*in_rows, *in_index}, self._near)

    def _restore_images(self) -> None:
        """Put back what the indexes still name. They are read as missing until ingest has looked at the files again."""
        if not self._all_there("images"):
            known, restored = self._ids("images"), 0
            names, names_are_whole = self._salvage.index("sqlite_autoindex_images_1")
            digests = {image: digest for digest, image in _made_of(self._salvage.index("images_by_digest")[0], bytes, int)}
            for folder, path, image in _made_of(names, int, bytes, int):
                row = _unseen_image(folder, path, image, digests.get(image, _NO_DIGEST))
                if image not in known and is_plausible("images", row):
                    restored += self._insert("images", row)
            if names_are_whole and self._totals["images"] is None:
                self._totals["images"] = len(names)
            if restored:
                self.remarks.append(
                    tr(
                        "{restored:,} of the images came back by name only; `main.py ingest` reads them again.",
                        restored=restored,
                    )
                )
        self.remarks += lost_folders.guess(self._raw, self._lost_folders, self._near)

    # Classes and labels

    def _replay(self, table: str) -> None:
        """Put back what is lost of this table from the history, which holds each row as every edit left it.

        Only from a whole one: with a gap it could bring back what was taken away since.
        """
        if self._all_there(table) or not self._history_is_whole:
            return
        state: dict[Any, Row] = {}
        for changes in self._steps_in_force():
            change = changes.get(table, {"keys": [], "after": []})
            state |= dict(zip(change["keys"], change["after"], strict=True))
        rows = {key: row for key, row in state.items() if row is not None}
        known, layout = self._ids(table), self._layout(table)
        for key, row in rows.items():
            if key not in known and layout.accepts(row) and row[layout.key] == key and is_plausible(table, row):
                self._insert(table, row)
        if self._totals[table] is None:
            self._totals[table] = len(known | rows.keys())

    def _make_up_classes(self) -> None:
        """Names for classes of which only the labels are left, so that their images stay together."""
        if self._all_there("classes"):
            return
        wanted = {row["class_id"] for row in self._salvage.table("labels").rows if row["class_id"] is not None}
        wanted |= {class_id for class_id, _ in _made_of(self._salvage.index("labels_by_class")[0], int, int)}
        entries, _ = self._salvage.index("sqlite_autoindex_classes_1")
        names = {number: name for name, number in _made_of(entries, str, int)}
        for number in sorted(wanted - self._ids("classes")):
            row = _plain_class(number, names.get(number, f"class {number} (name lost)"))
            made = is_plausible("classes", row) and self._insert("classes", row)
            self._made_up += made and number not in names
        if self._made_up:
            self.remarks.append(
                tr(
                    "Classes that lost their names ({made_up:,}) are called “class 1 (name lost)” and so on.",
                    made_up=self._made_up,
                )
            )

    def _drop_contradicted_labels(self) -> None:
        """Labels the index does not know as they are: with a bit flipped, the row or the index says another class or image.
        The history, where it is whole, says which one; else the row stands."""
        entries, whole = self._salvage.index("labels_by_class")
        if not whole or not self._history_is_whole:
            return
        known = set(entries)
        rows = self._raw.execute("SELECT class_id, image_id FROM labels").fetchall()
        contradicted = [(image,) for class_id, image in rows if (class_id, image) not in known]
        self._raw.executemany("DELETE FROM labels WHERE image_id=?", contradicted)

    def _restore_labels(self) -> None:
        """What neither the table nor the history says any more, but the index of labels by class; not who gave them."""
        if self._all_there("labels"):
            return
        entries, whole = self._salvage.index("labels_by_class")
        known = self._ids("labels")
        for class_id, image in _made_of(entries, int, int):
            if image not in known:
                self._insert("labels", _plain_label(image, class_id))
        if whole and self._totals["labels"] is None:
            self._totals["labels"] = len(entries)

    def _steps_in_force(self) -> Iterator[dict[str, Any]]:
        for (payload,) in self._raw.execute("SELECT payload FROM history WHERE undone=0 ORDER BY id"):
            yield _unpacked(payload)

    def _history_can_be_read(self) -> bool:
        payloads = self._raw.execute("SELECT payload FROM history")
        return all(_is_step(payload) for (payload,) in payloads)

    def _drop_history_that_hangs_in_the_air(self) -> None:
        """An undo must not bring back rows that hang on nothing."""
        if self._history_is_whole and all(map(self._all_there, ("images", "classes", "labels"))):
            return
        if self._totals["history"] != 0:
            self._raw.execute("DELETE FROM history")
            self.remarks.append(tr("What was done before the rescue cannot be undone any more: the history is not whole."))

    # Arrays

    def _drop_arrays(self, numbers: Iterable[int]) -> None:
        arrays.drop(self._connection, list(numbers))

    def _unused_arrays(self) -> set[int]:
        used: set[int] = set()
        for table in schema.metadata.sorted_tables:
            for column in table.columns:
                if table is not schema.chunks and column.references(schema.arrays.c.id):
                    used |= {n for (n,) in self._raw.execute(f"SELECT {column.name} FROM {table.name}")}  # noqa: S608
        return self._ids("arrays") - used

    # The rest

    def _take_settings(self) -> None:
        """All but the uid, as both projects may be opened on this computer; the current encoder only if it is there."""
        self._take("meta")
        self._raw.execute("DELETE FROM meta WHERE key='uid'")
        self._insert("meta", {"key": "uid", "value": uuid.uuid4().hex})
        for key, table in _CURRENT.items():
            there = sorted(self._ids(table))
            chosen = self._raw.execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
            if chosen is not None and chosen[0] not in map(str, there):
                self._raw.execute("DELETE FROM meta WHERE key=?", (key,))
            elif chosen is None and there and self._totals["meta"] is None:
                self._insert("meta", {"key": key, "value": str(there[-1])})  # the newest, as before any choice

    def _never_give_an_id_twice(self) -> None:
        """SQLite's note of the largest id ever used comes over; where it is lost, some ids are left out."""
        found = self._salvage.table("sqlite_sequence")
        stated = {row["name"]: row["seq"] for row in found.rows if isinstance(row["seq"], int) and 0 <= row["seq"] < 2**53}
        skipped = 0 if found.whole and not found.unreadable else _SKIPPED_IDS
        for name, table in schema.metadata.tables.items():
            if table.dialect_options["sqlite"]["autoincrement"]:
                largest = max(self._ids(name), default=0)
                self._raw.execute("DELETE FROM sqlite_sequence WHERE name=?", (name,))
                self._insert("sqlite_sequence", {"name": name, "seq": max(largest, stated.get(name, largest + skipped))})

    def _layout(self, table: str) -> Layout:
        return Layout.of(self._raw, table)


def _made_of(entries: Iterable[Any], *kinds: type) -> Iterator[Any]:
    return (entry for entry in entries if tuple(map(type, entry)) == kinds)


def _unseen_image(folder: int, path: bytes, image: int, digest: bytes) -> Row:
    return {
        "id": image,
        "folder_id": folder,
        "path": path,
        "digest": digest,
        "file_size": 0,
        "mtime_ns": 0,
        "width": 0,
        "height": 0,
        "format": "",
        "state": "missing",
        "reason": tr("rescued by its name; look through the folder again"),
        "added": time.time(),
    }


def _plain_class(number: int, name: str) -> Row:
    colour = CLASS_COLOURS[number % len(CLASS_COLOURS)]
    return {"id": number, "name": name, "colour": colour, "key": "", "position": number}


def _plain_label(image: int, class_id: int) -> Row:
    row: Row = {"image_id": image, "class_id": class_id, "mark": "class", "origin": "import", "classifier_id": None}
    return row | {"changed": time.time()}


def _unpacked(payload: bytes) -> dict[str, Any]:
    """A step of the history: table -> keys, rows before, rows after."""
    steps: dict[str, Any] = json.loads(zlib.decompressobj().decompress(payload, _LARGEST_STEP))
    return steps


def _is_step(payload: bytes) -> bool:
    try:
        changes = _unpacked(payload)
    except (ValueError, RecursionError, zlib.error):
        return False
    known = isinstance(changes, dict) and set(changes) <= set(schema.metadata.tables)
    return known and all(map(_is_change, changes.values()))


def _is_change(change: Any) -> bool:
    if not isinstance(change, dict) or not all(isinstance(change.get(name), list) for name in ("keys", "before", "after")):
        return False
    keys, rows = change["keys"], change["before"] + change["after"]
    paired = len(rows) == 2 * len(keys) and len(change["before"]) == len(keys)
    return paired and all(isinstance(k, int | str) for k in keys) and all(isinstance(r, dict | None) for r in rows)
