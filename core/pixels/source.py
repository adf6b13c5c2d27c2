"""One reading of a file for both its digest and its pixels."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from core.pixels import quarantine
from core.pixels.decode import Unreadable, open_regular, unreadable_io
from core.pixels.digests import DIGEST_BYTES
from core.words import tr_later

_WHOLE = 64 << 20  # bytes up to which a file is read at once; larger ones are read twice instead of held in memory
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Source:
    """An open file: `digest` is blake2b-128 of all of it, `size` in bytes, `mtime` in ns, as of the moment of reading."""

    file: BinaryIO
    digest: bytes
    size: int
    mtime: int


@contextlib.contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The file, read through once. Raises `Unreadable` if it is gone, forbidden or no regular file."""
    with open_regular(path) as file:
        status = os.fstat(file.fileno())
        if status.st_size > _WHOLE:
            yield Source(file, _digest(file), status.st_size, status.st_mtime_ns)
            return
        data = _read(file)
        digest = hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()
        yield Source(BytesIO(data), digest, len(data), status.st_mtime_ns)


@contextlib.contextmanager
def open_known(path: Path, digest: bytes) -> Iterator[BinaryIO]:
    """The file, as long as it is still what was looked through under this digest, for a process that must not die of it.

    Raises `Unreadable` where it is another by now, or where its content has brought a decoder down since.
    """
    with open_source(path) as source:
        if source.digest != digest:
            raise Unreadable(tr_later("the file has changed since it was looked through"))
        reason = quarantine.load().get(digest)
        if reason is not None:
            raise Unreadable(reason)
        yield source.file


def _read(file: BinaryIO) -> bytes:
    with unreadable_io():
        return file.read()


def _digest(file: BinaryIO) -> bytes:
    state = hashlib.blake2b(digest_size=DIGEST_BYTES)
    with unreadable_io():
        while block := file.read(_BLOCK):
            state.update(block)
    return state.digest()
