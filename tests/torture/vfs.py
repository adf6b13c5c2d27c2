"""SQLite's own way to the disk, listened to and made to fail: under the real program, at single writes.

Replaces three functions of the files that this process's SQLite opens (write, truncate, sync) and the deletion of files.
SQLite's structures are reached through ctypes, which works where Python uses SQLite as a shared library (`missing` says so).
"""

import ctypes
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FULL, IO_WRITE, IO_SYNC, IO_TRUNCATE, IO_DELETE = 13, 778, 1034, 1546, 2570
_IO = {"write": IO_WRITE, "sync": IO_SYNC, "truncate": IO_TRUNCATE, "delete": IO_DELETE}
_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong
_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_TRUNCATE = ctypes.CFUNCTYPE(_I, _P, _L)
_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)
_CLOSE = ctypes.CFUNCTYPE(_I, _P)
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)  # the name as it comes: SQLite keeps the pointer
_DELETE = ctypes.CFUNCTYPE(_I, _P, ctypes.c_char_p, _I)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", _I),
        ("file_size", _I),
        ("longest_path", _I),
        ("next", _P),
        ("name", ctypes.c_char_p),
        ("data", _P),
        ("open", _P),
        ("delete", _P),
    )


class _Methods(ctypes.Structure):
    _fields_ = (("version", _I), ("close", _P), ("read", _P), ("write", _P), ("truncate", _P), ("sync", _P), ("rest", _P * 13))


class _File(ctypes.Structure):
    _fields_ = (("methods", _P),)


@dataclass(frozen=True)
class Op:
    """One call on its way to the disk, or ("mark", what the program said then)."""

    kind: str
    name: str
    offset: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """What happens to the files that lie under `path` by name (the project, its log and journal, its drafts)."""

    path: Path
    ops: list[Op] = field(default_factory=list)
    seen: int = 0
    fail_at: int = 0
    """The how-manyth call fails, from 1; 0: none does."""
    for_good: bool = True
    kind: str = "full"
    """`full` (nothing of that write arrives), `torn` (full, after half of it), `io`."""
    keep_data: bool = False

    def mark(self, said: str) -> None:
        self.ops.append(Op("mark", said))

    def fail(self, at: int, kind: str = "full", *, for_good: bool = True) -> None:
        """From the `at`-th call on (1 is the next one)."""
        self.seen, self.fail_at, self.kind, self.for_good = 0, at, kind, for_good

    def heal(self) -> None:
        self.fail_at = 0

    def concerns(self, name: str) -> bool:
        return name.startswith(str(self.path))

    def refuses(self, what: str) -> int:
        """The error code for this call, or 0."""
        self.seen += 1
        if not self.fail_at or self.seen < self.fail_at or (self.seen > self.fail_at and not self.for_good):
            return 0
        if self.kind == "io":
            return _IO[what]
        return FULL if what == "write" else 0  # a full disk still syncs, cuts and deletes


_kept: list[Any] = []  # SQLite may call them as long as a file is open
_disk: list[Disk] = []
_files: dict[int, "_Opened"] = {}
_own_methods: dict[int, _Methods] = {}


@dataclass(frozen=True)
class _Opened:
    name: str
    methods: int  # address of SQLite's own


def missing() -> str:
    """Why it cannot be done here; empty if it can."""
    return "" if _library() is not None else "Python's SQLite is no shared library here"


@contextmanager
def watched(path: Path, *, keep_data: bool = False) -> Iterator[Disk]:
    """While it lasts, calls on files under this name go through the Disk; only those opened meanwhile are seen."""
    _install()
    disk = Disk(path.resolve(), keep_data=keep_data)
    _disk.append(disk)
    try:
        yield disk
    finally:
        _disk.remove(disk)
        for file, opened in _files.items():  # what is still open goes on by itself: it may outlive the interpreter
            _File.from_address(file).methods = opened.methods
        _files.clear()


def _library() -> ctypes.CDLL | None:
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return None
    assert sqlite3.sqlite_version
    found = {line.split()[-1] for line in maps.read_text().splitlines() if "libsqlite3" in line}
    return ctypes.CDLL(found.pop()) if len(found) == 1 else None


def _install() -> None:
    """Once per process: the functions of the default VFS are replaced by ours, which call them."""
    if _kept:
        return
    library = _library()
    assert library is not None
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = (ctypes.c_char_p,)
    vfs = library.sqlite3_vfs_find(None).contents
    real_open, real_delete = _OPEN(vfs.open), _DELETE(vfs.delete)

    def open_(self: int, name: int | None, file: int, flags: int, out: int) -> int:
        code = real_open(self, name, file, flags, out)
        if code == 0 and name and _disk:
            opened = _File.from_address(file)
            _files[file] = _Opened(ctypes.string_at(name).decode(), opened.methods)
            opened.methods = ctypes.addressof(_methods_of(opened.methods))
        return code

    def delete(self: int, name: bytes, folder_too: int) -> int:
        return _through("delete", name.decode(), lambda: real_delete(self, name, folder_too))

    ours = (_OPEN(open_), _DELETE(delete))
    _kept.extend((vfs, *ours))
    vfs.open, vfs.delete = (ctypes.cast(each, _P).value for each in ours)


def _methods_of(address: int) -> _Methods:
    if address in _own_methods:
        return _own_methods[address]
    before = _Methods.from_address(address)
    write, truncate, sync, close = (
        _WRITE(before.write),
        _TRUNCATE(before.truncate),
        _SYNC(before.sync),
        _CLOSE(before.close),
    )

    def on_write(file: int, data: int, size: int, offset: int) -> int:
        def torn() -> None:
            write(file, data, size // 2, offset)

        return _through("write", _files[file].name, lambda: write(file, data, size, offset), offset, (data, size), torn)

    def on_truncate(file: int, size: int) -> int:
        return _through("truncate", _files[file].name, lambda: truncate(file, size), size)

    def on_sync(file: int, flags: int) -> int:
        return _through("sync", _files[file].name, lambda: sync(file, flags))

    def on_close(file: int) -> int:
        _files.pop(file, None)
        return close(file)

    ours = (_WRITE(on_write), _TRUNCATE(on_truncate), _SYNC(on_sync), _CLOSE(on_close))
    methods = _Methods.from_buffer_copy(before)
    methods.write, methods.truncate, methods.sync, methods.close = (ctypes.cast(each, _P).value for each in ours)
    _kept.extend((methods, *ours, write, truncate, sync, close))
    _own_methods[address] = methods
    return methods


def _through(
    kind: str,
    name: str,
    real: Callable[[], int],
    offset: int = 0,
    data: tuple[int, int] = (0, 0),
    torn: Callable[[], None] | None = None,
) -> int:
    disk = _disk_of(name)
    if disk is None:
        return real()
    code = disk.refuses(kind)
    if code:
        if torn is not None and disk.kind == "torn":
            torn()
        return code
    if disk.keep_data:
        content = ctypes.string_at(*data) if data[1] else b""
        disk.ops.append(Op(kind, name, offset, content))
    return real()


def _disk_of(name: str) -> Disk | None:
    for disk in _disk:  # no generator: SQLite may call while Python closes one
        if disk.concerns(name):
            return disk
    return None
