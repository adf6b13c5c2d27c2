"""The stores survive torn writes, and a reader sees what a writer added."""

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.pixels.cache import PixelCache
from core.pixels.digests import DigestIndex, first_of_each
from core.pixels.thumbnails import ThumbnailStore
from tests.core.pixels.pictures import digests_of

SIDE = 8


def squares(*numbers: int) -> np.ndarray:
    return np.stack([np.full((SIDE, SIDE, 3), n % 256, np.uint8) for n in numbers])


def filled(folder: Path, *numbers: int) -> PixelCache:
    cache = PixelCache(folder, SIDE)
    cache.add(digests_of(*numbers), squares(*numbers))
    return cache


def test_what_was_added_is_found(tmp_path: Path) -> None:
    cache = filled(tmp_path, 1, 2, 3)
    cache.add(digests_of(4), squares(4))
    for store in (cache, PixelCache(tmp_path, SIDE)):
        rows = store.rows(digests_of(3, 9, 1, 4))
        assert rows.tolist() == [2, -1, 0, 3]
        assert (store.array[rows[[0, 2, 3]]] == squares(3, 1, 4)).all()
    assert len(PixelCache(tmp_path, 16)) == 0


def test_wrong_shapes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected uint8"):
        PixelCache(tmp_path, SIDE).add(digests_of(1), np.zeros((1, 9, 9, 3), np.uint8))


def test_a_reader_sees_more_after_refresh(tmp_path: Path) -> None:
    reader = PixelCache(tmp_path, SIDE)
    writer = filled(tmp_path, 1)
    assert reader.rows(digests_of(1)).tolist() == [-1]
    reader.refresh()
    assert reader.rows(digests_of(1)).tolist() == [0]
    writer.add(digests_of(2), squares(2))
    old = reader.array
    reader.refresh()
    assert (reader.array[1] == 2).all()
    assert (old[0] == 1).all()


@pytest.mark.parametrize("ending", ["data", "index"])
@pytest.mark.parametrize("lost", [1, 5, 16, 100, 192, 250])
def test_a_torn_append_costs_only_the_torn_rows(tmp_path: Path, ending: str, lost: int) -> None:
    filled(tmp_path, 1, 2, 3, 4)
    path = tmp_path / f"pixels-{SIDE}.{ending}"
    path.write_bytes(path.read_bytes()[:-lost])
    cache = PixelCache(tmp_path, SIDE)
    kept = len(cache)
    assert kept == (
        max(0, 4 - -(-lost // (SIDE * SIDE * 3 if ending == "data" else 16))) if lost < 65 or ending == "data" else 0
    )
    cache.add(digests_of(7, 8), squares(7, 8))
    again = PixelCache(tmp_path, SIDE)
    rows = again.rows(digests_of(1, 2, 3, 4, 7, 8))
    assert rows.tolist() == [*range(kept), *[-1] * (4 - kept), kept, kept + 1]
    assert (again.array[rows[rows >= 0]] == squares(*[1, 2, 3, 4][:kept], 7, 8)).all()


def test_a_damaged_index_starts_anew_and_readers_notice(tmp_path: Path) -> None:
    reader = filled(tmp_path, 1, 2)
    (tmp_path / f"pixels-{SIDE}.index").write_bytes(b"rubbish" * 20)
    writer = PixelCache(tmp_path, SIDE)
    assert len(writer) == 0
    mapped = reader.array
    writer.add(digests_of(5, 6, 7), squares(5, 6, 7))
    assert (mapped == squares(1, 2)).all()
    reader.refresh()
    assert reader.rows(digests_of(1, 2, 5)).tolist() == [-1, -1, 0]
    assert (reader.array == squares(5, 6, 7)).all()


def test_two_writers_take_turns(tmp_path: Path) -> None:
    def write(start: int) -> None:
        cache = PixelCache(tmp_path, SIDE)
        for n in range(start, start + 20):
            cache.add(digests_of(n), squares(n))

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [*range(20), *range(100, 120)]
    cache = PixelCache(tmp_path, SIDE)
    assert (cache.array[cache.rows(digests_of(*numbers))] == squares(*numbers)).all()


def key(number: int) -> bytes:
    return digests_of(number).tobytes()


def test_thumbnails_are_found(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    store.add([(key(1), b"one"), (key(2), b"two" * 1000)])
    store.add([(key(3), b"")])
    store.add([(key(1), b"newer")])
    for reader in (store, ThumbnailStore(tmp_path)):
        assert [reader.get(key(n)) for n in (1, 2, 3, 4)] == [b"newer", b"two" * 1000, b"", None]
        assert reader.has(digests_of(1, 4, 3)).tolist() == [True, False, True]
        reader.close()
    store.add(())
    assert store.get(key(1)) is None


def test_thumbnails_in_many_small_steps(tmp_path: Path) -> None:
    store, reader = ThumbnailStore(tmp_path), ThumbnailStore(tmp_path)
    for n in range(100):
        store.add([(key(n), b"%d" % n)])
        reader.refresh()
        assert reader.get(key(n // 2)) == b"%d" % (n // 2)
    assert len(reader) == 100
    store.close()
    reader.close()


@pytest.mark.parametrize("ending", ["data", "index"])
@pytest.mark.parametrize("lost", [1, 31, 32, 70])
def test_torn_thumbnails_are_absent_and_made_anew(tmp_path: Path, ending: str, lost: int) -> None:
    store = ThumbnailStore(tmp_path)
    store.add((key(n), b"picture %d" % n) for n in range(8))
    store.close()
    path = tmp_path / f"thumbnails.{ending}"
    path.write_bytes(path.read_bytes()[:-lost])
    store, reader = ThumbnailStore(tmp_path), ThumbnailStore(tmp_path)
    kept = 8 - -(-lost // (9 if ending == "data" else 32))
    assert store.has(digests_of(*range(8))).tolist() == [n < kept for n in range(8)]
    assert [store.get(key(n)) for n in range(8)] == [b"picture %d" % n if n < kept else None for n in range(8)]
    store.add((key(n), b"picture %d" % n) for n in range(kept, 8))
    reader.refresh()
    assert [reader.get(key(n)) for n in range(8)] == [b"picture %d" % n for n in range(8)]
    store.close()
    reader.close()


def test_a_damaged_picture_is_not_shown(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    store.add([(key(1), b"one"), (key(2), b"two")])
    data = bytearray((tmp_path / "thumbnails.data").read_bytes())
    data[1] ^= 1
    (tmp_path / "thumbnails.data").write_bytes(data)
    assert store.get(key(1)) is None
    assert store.get(key(2)) == b"two"
    store.close()


@pytest.mark.parametrize("ending", ["data", "index"])
def test_a_store_without_one_of_its_files_starts_anew(tmp_path: Path, ending: str) -> None:
    store, reader = ThumbnailStore(tmp_path), ThumbnailStore(tmp_path)
    store.add([(key(1), b"one"), (key(2), b"two")])
    reader.refresh()
    store.close()
    (tmp_path / f"thumbnails.{ending}").unlink()
    store = ThumbnailStore(tmp_path)
    assert store.get(key(1)) is None
    store.add([(key(3), b"three"), (key(4), b"four"), (key(1), b"again")])
    reader.refresh()
    assert [reader.get(key(n)) for n in (1, 2, 3, 4)] == [b"again", None, b"three", b"four"]
    store.close()
    reader.close()


@example([0] * 17 + [17, 17, 25], 18, True)
@given(st.lists(st.integers(0, 40), max_size=60), st.integers(1, 60), st.booleans())
def test_the_index_is_a_dictionary(numbers: list[int], step: int, same_beginning: bool) -> None:
    def made(values: list[int]) -> np.ndarray:
        out = digests_of(*values) if values else np.empty((0, 16), np.uint8)
        if same_beginning:
            out[:, :7] = 1  # few values for the 8 bytes that are sorted by
        return out

    index = DigestIndex.of(made(numbers[:step]))
    for start in range(step, len(numbers), step):
        index = index.extended(made(numbers[start : start + step]))
    wanted = {made([n]).tobytes(): row for row, n in enumerate(numbers)}
    asked = made(list(range(45)))
    found = index.find(asked)
    for digest, row in zip(asked, found, strict=True):
        expected = wanted.get(digest.tobytes(), -1)
        assert row == expected
    firsts = first_of_each(made(numbers))
    assert firsts.tolist() == sorted({made([n]).tobytes(): row for row, n in reversed(list(enumerate(numbers)))}.values())


def test_a_large_index() -> None:
    digests = np.random.default_rng(0).integers(0, 256, (200_000, 16), np.uint8)
    index = DigestIndex.of(digests[:1000])
    for start in range(1000, 200_000, 19_900):
        index = index.extended(digests[start : start + 19_900])
    assert (index.find(digests) == np.arange(200_000)).all()
    assert len(index.tail.keys) < 100_000
