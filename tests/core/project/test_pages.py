"""The page reader against SQLite itself: the same rows, from sound files; and an end to every file made to be slow."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.project.pages import Broken, PageFile, Value

values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.integers(-2, 300),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.binary(max_size=40),
    st.integers(0, 9000).map(bytes),  # far over one page: goes on in others
)


def rows_of(path: Path, table: str) -> dict[int, tuple[Value, ...]]:
    root = root_of(path, table)
    with PageFile(path) as file:
        tree = file.tree(root)
        assert tree.whole
        return {r.rowid: file.values(r) for number in tree.pages for r in file.records(number) if r is not None}


def root_of(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT rootpage FROM sqlite_schema WHERE name=?", (name,)).fetchone()[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(values, values, values), max_size=60),
    page_size=st.sampled_from([512, 1024, 4096, 65536]),
    gone=st.integers(0, 20),
)
def test_reads_what_sqlite_reads(tmp_path: Path, rows: list[tuple[Value, ...]], page_size: int, gone: int) -> None:
    path = tmp_path / "any.db"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size={page_size}")
        connection.execute("CREATE TABLE t (a, b, c)")
        connection.execute("CREATE INDEX by_a ON t (a)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.execute("DELETE FROM t WHERE rowid <= ?", (gone,))
        connection.commit()
        expected = {row[0]: row[1:] for row in connection.execute("SELECT rowid, * FROM t")}
        entries = sorted(connection.execute("SELECT a, rowid FROM t").fetchall(), key=repr)
    assert rows_of(path, "t") == expected
    with PageFile(path) as file:
        assert file.page_size == page_size
        tree = file.tree(root_of(path, "by_a"), index=True)
        found = [file.values(r) for number in tree.pages for r in file.records(number) if r is not None]
        assert sorted(found, key=repr) == entries
        assert not file.free_pages() & tree.reached


def hot_copy(tmp_path: Path) -> tuple[Path, int]:
    """A file whose newest rows lie in its log only, and how many rows there are."""
    live, copy = tmp_path / "live.db", tmp_path / "copy.db"
    with closing(sqlite3.connect(live, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (a, b)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, b"x" * 100) for n in range(100)])
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, b"y" * 5000) for n in range(20)])
        connection.execute("DELETE FROM t WHERE a=7")
        connection.execute("BEGIN")
        connection.execute("PRAGMA cache_size=1")  # spills pages of what is never committed into the log
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, b"z" * 5000) for n in range(500)])
        shutil.copy(live, copy)
        shutil.copy(live.with_name("live.db-wal"), copy.with_name("copy.db-wal"))
    return copy, 118


def test_takes_from_the_log_what_was_committed_and_no_more(tmp_path: Path) -> None:
    path, count = hot_copy(tmp_path)
    log = path.with_name("copy.db-wal")
    before = path.read_bytes(), log.read_bytes()
    with PageFile(path) as file:
        rows = [file.values(r) for number in file.tree(2).pages for r in file.records(number) if r is not None]
    assert len(rows) == count
    assert (path.read_bytes(), log.read_bytes()) == before
    assert sorted(p.name for p in tmp_path.glob("copy*")) == ["copy.db", "copy.db-wal"]
    with closing(sqlite3.connect(path)) as connection:
        assert sorted(connection.execute("SELECT * FROM t").fetchall()) == sorted(rows)


def test_a_damaged_log_counts_up_to_the_damage(tmp_path: Path) -> None:
    path, _ = hot_copy(tmp_path)
    log = path.with_name("copy.db-wal")
    data = bytearray(log.read_bytes())
    for start, fewest in ((len(data) // 2, 100), (10, 100)):
        data[start] ^= 1
        log.write_bytes(data)
        with PageFile(path) as file:
            assert sum(1 for number in file.tree(2).pages for _ in file.records(number)) >= fewest


def test_circles_end(tmp_path: Path) -> None:
    path = tmp_path / "circle.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.executemany("INSERT INTO t VALUES (?)", [(b"x" * 3000,) for n in range(3000)])
        connection.execute("INSERT INTO t VALUES (?)", (b"y" * 50_000,))
        connection.execute("DELETE FROM t WHERE rowid < 500")
        connection.commit()
    data = bytearray(path.read_bytes())
    root = root_of(path, "t")
    data[(root - 1) * 4096 + 8 : (root - 1) * 4096 + 12] = root.to_bytes(4, "big")  # its own last child
    trunk = int.from_bytes(data[32:36], "big")
    data[(trunk - 1) * 4096 : (trunk - 1) * 4096 + 4] = trunk.to_bytes(4, "big")
    with PageFile(path) as file:
        tree = file.tree(root)
        large = next(r for n in tree.pages for r in file.records(n) if r is not None and r.size > 40_000)
    data[(large.overflow - 1) * 4096 : (large.overflow - 1) * 4096 + 4] = large.overflow.to_bytes(4, "big")
    path.write_bytes(data)
    with PageFile(path) as file:
        assert not file.tree(root).whole
        assert trunk in file.free_pages()
        with pytest.raises(Broken):
            file.values(large)


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", bytes(4096), b"\xff" * 10_000])
def test_no_file_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.db"
    path.write_bytes(content)
    with PageFile(path) as file:
        assert file.header is None
        assert not file.tree(1).whole
        assert file.free_pages() == set()
        assert file.table_leaves(set()) == []
