"""Big arrays in the project: chunks of at most 16 MiB, each with a digest that is checked on reading.

SQLite limits a value to 1 GB, and neither its integrity check nor safetensors sees a flipped byte (faults.md 0.3, 0.4).
"""

import hashlib
import json

import numpy as np
from sqlalchemy import Connection, select

from core.errors import DamagedPart, UserError
from core.project import schema
from core.words import tr, tr_later

CHUNK = 16 * 2**20
_BYTES = "bytes"
_DAMAGED = tr_later(
    "A part of the project is damaged (an embedding, map, prediction or encoder). Labels and "
    "classes are whole. `main.py check PROJECT` says which part it is, and what to do."
)


def put(connection: Connection, array: np.ndarray) -> int:
    """Store an array of numbers; returns its id."""
    return _put(connection, np.ascontiguousarray(array).view(np.uint8).reshape(-1).data, array.dtype.str, array.shape)


def put_bytes(connection: Connection, data: bytes) -> int:
    """Store bytes (safetensors); returns their id."""
    return _put(connection, memoryview(data), _BYTES, (len(data),))


def get(connection: Connection, array_id: int) -> np.ndarray:
    """Read an array back. Raises DamagedPart if a chunk is missing or damaged."""
    row = connection.execute(select(schema.arrays).where(schema.arrays.c.id == array_id)).mappings().first()
    if row is None:
        raise DamagedPart(tr(_DAMAGED))
    whole = _get(connection, array_id)
    try:
        return np.frombuffer(whole, np.dtype(row["dtype"])).reshape(tuple(json.loads(row["shape"])))
    except (ValueError, TypeError) as error:  # what is said of it is damaged, not the array itself
        raise DamagedPart(tr(_DAMAGED)) from error


def get_pair(connection: Connection, ids: int, values: int) -> tuple[np.ndarray, np.ndarray]:
    """Image ids int64 [N] and their values [N, ...]. Raises DamagedPart also where the two do not belong together."""
    found, theirs = get(connection, ids), get(connection, values)
    if found.dtype != np.int64 or found.ndim != 1 or theirs.ndim == 0 or len(theirs) != len(found):
        raise DamagedPart(tr(_DAMAGED))
    return found, theirs


def get_bytes(connection: Connection, array_id: int) -> bytes:
    return bytes(_get(connection, array_id))


def is_sound(connection: Connection, array_id: int) -> bool:
    """Whether its bytes are those that were stored, and make an array of the kind and shape it is said to be."""
    dtype = connection.execute(select(schema.arrays.c.dtype).where(schema.arrays.c.id == array_id)).scalar()
    try:
        get_bytes(connection, array_id) if dtype == _BYTES else get(connection, array_id)
    except UserError:
        return False
    return True


def drop(connection: Connection, array_ids: list[int]) -> None:
    for array_id in array_ids:
        connection.execute(schema.chunks.delete().where(schema.chunks.c.array_id == array_id))
        connection.execute(schema.arrays.delete().where(schema.arrays.c.id == array_id))


def _put(connection: Connection, data: memoryview, dtype: str, shape: tuple[int, ...]) -> int:
    values = {"dtype": dtype, "shape": json.dumps(shape), "digest": digest_of(data)}
    array_id = connection.execute(schema.arrays.insert().values(**values).returning(schema.arrays.c.id)).scalar_one()
    for position, start in enumerate(range(0, len(data), CHUNK)):
        piece = bytes(data[start : start + CHUNK])
        connection.execute(
            schema.chunks.insert().values(array_id=array_id, position=position, digest=digest_of(piece), bytes=piece)
        )
    return int(array_id)


def _get(connection: Connection, array_id: int) -> bytearray:
    table = schema.chunks
    rows = connection.execute(
        select(table.c.digest, table.c.bytes).where(table.c.array_id == array_id).order_by(table.c.position)
    )
    whole = bytearray()
    for digest, piece in rows:
        if not isinstance(piece, bytes) or digest_of(piece) != digest:
            raise DamagedPart(tr(_DAMAGED))
        whole += piece
    expected = connection.execute(select(schema.arrays.c.digest).where(schema.arrays.c.id == array_id)).scalar()
    if digest_of(whole) != expected:
        raise DamagedPart(tr(_DAMAGED))
    return whole


def digest_of(data: bytes | bytearray | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
