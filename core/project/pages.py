"""The pages of an SQLite file, read without SQLite: for rescue.py, which must read what SQLite refuses.

Follows https://sqlite.org/fileformat2.html. The file is opened for reading only and nothing in it is run. A page that the
disk cannot read counts as damaged. A page belongs to one tree and continues one row at most, so that even a file made to
be slow takes time in proportion to its size.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

Value = None | int | float | str | bytes

MAGIC = b"SQLite format 3\0"
LARGEST_ROW = 64 * 2**20  # bytes; ours are one chunk of an array (16 MiB) or a step of the history at most
_LOG_MAGIC = 0x377F0682  # the lowest bit says in which order checksums take their bytes
_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_JOURNAL_HEADER = 28  # bytes, padded to a sector
_JOURNAL_READ = 2**20  # bytes of a journal looked at: we only have one where a few pages change
_USUAL_PAGE = 4096
_HEADER = 100  # bytes of page 1 before its node
_INDEX_NODE, _TABLE_NODE, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_NULL, _REAL, _ZERO, _ONE, _BLOB, _TEXT = 0, 7, 8, 9, 12, 13
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)  # bytes of the serial types 0 to 9


class Broken(Exception):
    """These bytes are not what they should be."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it lies in its page: `kinds` are classes of values (`kind_of`), `rowid` is 0 in an index."""

    rowid: int
    serial_types: tuple[int, ...]
    header: int  # bytes before the values
    local: bytes  # the part inside the page, header included
    size: int  # bytes of the whole
    overflow: int  # page where it goes on, or 0

    @property
    def kinds(self) -> tuple[type, ...]:
        return tuple(kind_of(serial) for serial in self.serial_types)


@dataclass(frozen=True)
class Tree:
    """One b-tree: the pages that hold its rows, from left to right, all its pages, and whether none is missing."""

    pages: list[int]
    reached: set[int]
    whole: bool


@dataclass(frozen=True)
class _Node:
    kind: int
    cells: tuple[int, ...]  # where each begins in the page
    data: bytes
    right: int  # the last child, or 0

    def children(self) -> list[int]:
        """Pages below, from left to right; none below a leaf."""
        if self.kind not in (_TABLE_NODE, _INDEX_NODE):
            return []
        if any(at > len(self.data) - 4 for at in self.cells):
            raise Broken
        return [_number(self.data, at) for at in self.cells] + [self.right]


class PageFile:
    """An SQLite file and its write-ahead log, as the last commit left them. Raises OSError if it cannot be opened."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        log_path = path.with_name(path.name + "-wal")
        self._log_file = log_path.open("rb", buffering=0) if log_path.is_file() else io.BytesIO()
        page_size, self._log = _committed(self._log_file)
        header = _read(self._log_file, self._log[1], _HEADER) if 1 in self._log else _read(self._file, 0, _HEADER)
        self.header: bytes | None = header if _is_sane(header) else None
        """The first 100 bytes of the file, None if they are damaged."""
        self.page_size = _page_size(header) if self.header else page_size or _USUAL_PAGE
        self._usable = self.page_size - (header[20] if self.header else 0)
        in_file = self._file.seek(0, io.SEEK_END) // self.page_size
        self.count = max(in_file, *self._log) if self._log else in_file
        self._continued: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()
        self._log_file.close()

    def page(self, number: int) -> bytes:
        """One page; the first has number 1. Raises Broken if there is no such page or the disk cannot read it."""
        if not 1 <= number <= self.count:
            raise Broken
        if number in self._log:
            data = _read(self._log_file, self._log[number], self.page_size)
        else:
            data = _read(self._file, (number - 1) * self.page_size, self.page_size)
        if len(data) != self.page_size:
            raise Broken
        return data

    def free_pages(self) -> set[int]:
        """Pages in no use, which may still hold rows deleted long ago; as many as can be told."""
        free: set[int] = set()
        trunk = _number(self.header, 32) if self.header else 0
        while trunk and trunk not in free:
            try:
                data = self.page(trunk)
            except Broken:
                break
            free.add(trunk)
            count = min(_number(data, 4), self.page_size // 4 - 2)
            free.update(struct.unpack_from(f">{count}I", data, 8))
            trunk = _number(data, 0)
        return free

    def tree(self, root: int, index: bool = False) -> Tree:
        """The b-tree of a table or an index under this page."""
        node_kind, leaf_kind = (_INDEX_NODE, _INDEX_LEAF) if index else (_TABLE_NODE, _TABLE_LEAF)
        found = Tree([], set(), True)
        whole, waiting = True, [root]
        while waiting:
            number = waiting.pop()
            try:
                node = self._node(number)
                if node.kind not in (node_kind, leaf_kind) or number in found.reached:
                    raise Broken
                waiting += reversed(node.children())
            except Broken:
                whole = False
                continue
            found.reached.add(number)
            if index or node.kind == leaf_kind:
                found.pages.append(number)
        return Tree(found.pages, found.reached, whole)

    def table_leaves(self, besides: set[int]) -> list[int]:
        """Every page that looks like the leaf of a table, besides these: what no tree leads to any more."""
        return [number for number in range(2, self.count + 1) if number not in besides and self._is_leaf(number)]

    def records(self, number: int) -> Iterator[Record | None]:
        """The rows of a page; None for each that cannot be read."""
        try:
            node = self._node(number)
        except Broken:
            return
        for at in node.cells:
            try:
                yield self._record(node, at)
            except (Broken, IndexError, struct.error):
                yield None

    def values(self, record: Record) -> tuple[Value, ...]:
        """The values of a row. Raises Broken if a page it goes on in is damaged, or it is larger than any of ours."""
        body = memoryview(self._whole(record))[record.header :]
        values: list[Value] = []
        at = 0
        for serial in record.serial_types:
            size = _size_of(serial)
            values.append(_value(serial, bytes(body[at : at + size])))
            at += size
        return tuple(values)

    def _is_leaf(self, number: int) -> bool:
        try:
            return self.page(number)[0] == _TABLE_LEAF
        except Broken:
            return False

    def _node(self, number: int) -> _Node:
        data = self.page(number)
        start = _HEADER if number == 1 else 0
        kind, count = data[start], int.from_bytes(data[start + 3 : start + 5], "big")
        inner = kind in (_TABLE_NODE, _INDEX_NODE)
        cells = start + (12 if inner else 8)
        if kind not in (_INDEX_NODE, _TABLE_NODE, _INDEX_LEAF, _TABLE_LEAF) or cells + 2 * count > self._usable:
            raise Broken
        places: tuple[int, ...] = struct.unpack_from(f">{count}H", data, cells)
        return _Node(kind, places, data, _number(data, start + 8) if inner else 0)

    def _record(self, node: _Node, at: int) -> Record:
        at += 4 if node.kind == _INDEX_NODE else 0  # after the page to the left
        size, at = _varint(node.data, at)
        rowid = 0
        if node.kind == _TABLE_LEAF:
            rowid, at = _varint(node.data, at)
        inside = self._inside(size, node.kind == _TABLE_LEAF)
        local = node.data[at : at + inside]
        overflow = _number(node.data, at + inside) if inside < size else 0
        header, place = _varint(local, 0)
        serials: list[int] = []
        while place < header:
            serial, place = _varint(local, place)
            serials.append(serial)
        # Garbage seldom adds up: SQLite's own rows always do.
        if place != header or size != header + sum(map(_size_of, serials)):
            raise Broken
        return Record(_signed(rowid), tuple(serials), header, local, size, overflow)

    def _inside(self, size: int, table: bool) -> int:
        """How many bytes of a row of this size lie in its page; the rest goes on in other pages."""
        usable = self._usable
        most = usable - 35 if table else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return size
        least = (usable - 12) * 32 // 255 - 23
        wanted = least + (size - least) % (usable - 4)
        return wanted if wanted <= most else least

    def _whole(self, record: Record) -> bytes:
        if record.size > LARGEST_ROW:
            raise Broken
        whole, number = bytearray(record.local), record.overflow
        while len(whole) < record.size:
            if number in self._continued:
                raise Broken
            data = self.page(number)
            self._continued.add(number)
            whole += data[4 : min(self._usable, 4 + record.size - len(whole))]
            number = _number(data, 0)
        return bytes(whole)


def journalled(path: Path, number: int) -> bytes:
    """A page as the rollback journal beside the file remembers it, for a commit that was broken off; empty if it does not."""
    try:
        with path.with_name(path.name + "-journal").open("rb") as file:
            journal = file.read(_JOURNAL_READ)
    except OSError:
        return b""
    if journal[:8] != _JOURNAL or len(journal) < _JOURNAL_HEADER:
        return b""
    sector, size = (_number(journal, at) for at in (20, 24))
    if sector < _JOURNAL_HEADER or not _is_page_size(size):
        return b""
    for start in range(sector, len(journal) - size - 3, size + 8):
        if _number(journal, start) == number:
            return journal[start + 4 : start + 4 + size]
    return b""


def kind_of(serial: int) -> type:
    """The class of value a serial type stands for: NoneType, int, float, str or bytes."""
    if serial == _NULL:
        return type(None)
    if serial == _REAL:
        return float
    if serial <= _ONE:
        return int
    return str if serial % 2 else bytes


def _size_of(serial: int) -> int:
    if serial in (10, 11):  # reserved
        raise Broken
    return _SIZES[serial] if serial < _BLOB else (serial - _BLOB) // 2


def _value(serial: int, data: bytes) -> Value:
    if serial in (_ZERO, _ONE):
        return serial - _ZERO
    kind = kind_of(serial)
    if kind is int:
        return int.from_bytes(data, "big", signed=True)
    if kind is float:
        (real,) = struct.unpack(">d", data)
        return float(real)
    if kind is str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise Broken from None
    return data if kind is bytes else None


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">I", data, at)[0])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins here (7 bits a byte, 8 in the ninth), and where the next thing begins."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _signed(value: int) -> int:
    return value - 2**64 if value >= 2**63 else value


def _read(file: io.RawIOBase | io.BytesIO, start: int, size: int) -> bytes:
    """Bytes from here on; fewer at the end of the file, none where the disk cannot read."""
    try:
        file.seek(start)
        return file.read(size) or b""
    except OSError:
        return b""


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[16:18], "big")
    return 65536 if size == 1 else size


def _is_sane(header: bytes) -> bool:
    fixed = header.startswith(MAGIC) and header[21:24] == b"\x40\x20\x20"
    return len(header) == _HEADER and fixed and _is_page_size(_page_size(header))


def _is_page_size(size: int) -> bool:
    return 512 <= size <= 65536 and size & (size - 1) == 0


def _committed(log: io.RawIOBase | io.BytesIO) -> tuple[int, dict[int, int]]:
    """The page size of a write-ahead log (0 if it has none), and where in it the newest committed page of each number is.

    As in SQLite: everything after the first frame whose salt or checksum is wrong does not count.
    """
    start = _read(log, 0, 32)
    if len(start) < 32:
        return 0, {}
    magic, _, page_size, _, *salt_and_sums = struct.unpack(">8I", start)
    order = ">" if magic & 1 else "<"
    sums = _checksum(order, start[:24], (0, 0))
    if magic >> 1 != _LOG_MAGIC >> 1 or tuple(salt_and_sums[2:]) != sums or not _is_page_size(page_size):
        return 0, {}
    committed: dict[int, int] = {}
    pending: dict[int, int] = {}
    place = 32
    while len(frame := _read(log, place, 24 + page_size)) == 24 + page_size:
        number, last_of_commit, *salt_and_sum = struct.unpack_from(">6I", frame)
        sums = _checksum(order, frame[:8] + frame[24:], sums)
        if salt_and_sum != [*salt_and_sums[:2], *sums]:
            break
        pending[number] = place + 24
        if last_of_commit:
            committed |= pending
            pending = {}
        place += 24 + page_size
    return page_size, committed


def _checksum(order: str, data: bytes, sums: Sequence[int]) -> tuple[int, int]:
    """SQLite's: for each two words, first += word + second, second += other + first. As one product of matrices it takes a
    log of 100 MB a fraction of a second; word by word it took eight."""
    words = np.frombuffer(data, f"{order}u4").astype(np.uint32).reshape(-1, 2)
    whole, of_words = _weights(len(words))
    first, second = (int((of_words[row] * words).sum(dtype=np.uint32)) for row in (0, 1))
    before, after = sums
    first += whole[0][0] * before + whole[0][1] * after
    second += whole[1][0] * before + whole[1][1] * after
    return first & 0xFFFFFFFF, second & 0xFFFFFFFF


@cache
def _weights(count: int) -> tuple[list[list[int]], np.ndarray]:
    """How the two sums depend on what they were [2, 2], and on `count` pairs of words uint32 [2, count, 2], all mod 2**32."""
    weights = np.empty((2, count, 2), np.uint32)
    power = [[1, 0], [0, 1]]  # of [[1, 1], [1, 2]]
    for place in range(count - 1, -1, -1):
        for row, (left, right) in enumerate(power):
            weights[row, place] = (left + right) & 0xFFFFFFFF, right
        power = [[(left + right) & 0xFFFFFFFF, (left + 2 * right) & 0xFFFFFFFF] for left, right in power]
    return power, weights
