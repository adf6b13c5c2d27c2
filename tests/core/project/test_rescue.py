"""Rescue of damaged project files: every page in turn, logs, hostile files. The damaged file is never changed."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from core.errors import DamagedProject, UserError
from core.project import (
    arrays,
    classes,
    classifiers,
    encoders,
    history,
    images,
    imported,
    labels,
    maps,
    migrations,
    picks,
    runs,
    schema,
    storage,
)
from core.project.checking import check
from core.project.migrations import Step
from core.project.pages import PageFile
from core.project.project import Project
from core.project.rescue import Rescued, rescue
from core.project.salvage import Layout
from core.records import ClassifierCard, EncoderCard
from tests.core.project.conftest import found, vectors

PAGE = 4096
IMAGES = 150
LABELS = (
    "SELECT images.path, coalesce(classes.name, mark) FROM labels JOIN images ON images.id = image_id "
    "LEFT JOIN classes ON classes.id = class_id"
)


def fill(project: Project) -> None:
    """Small, but with a row in every table, and several pages of images, labels, history, metrics and arrays."""
    images.add_found(project, [found(f"folder/{n:04d}.jpg", n) for n in range(IMAGES)])
    ids = [classes.add(project, name=name)[1].id for name in ("ant", "bee", "moth")]
    for start in range(0, 120, 5):
        labels.assign(project, images=range(start + 1, start + 6), class_id=ids[start // 5 % 3])
    labels.mark(project, images=range(121, 131), mark="skip")
    imported.by_path(project, {f"folder/{n:04d}.jpg": "wasp" for n in range(130, 140)})
    labels.clear(project, images=[3, 4])
    picks.add(project, images=range(20, 40), reason="suggestion")
    run = runs.create(project, stage="pretrain", spec={"size": 32}).id
    runs.add_metrics(project, run, [(n, {"loss": 1 / n}) for n in range(1, 200)])
    runs.set_state(project, run, "done")
    encoders.bundled(project)
    own = encoders.add(project, EncoderCard(0, "own", "tiny", "random", 32, 8), bytes(range(256)) * 100, run).id
    every = np.arange(1, IMAGES + 1)
    encoders.add_embeddings(project, own, every, vectors(IMAGES), run)
    maps.add(project, own, "pca", every, np.ones((IMAGES, 2)), run)
    card = ClassifierCard(0, own, "linear", (1, 2, 3), ("ant", "bee", "moth"), 138, 0.8, (0.7, 0.9), 0.0, {})
    classifiers.add(project, card, b"w" * 9000, every, np.ones((IMAGES, 3), np.float32) / 3, run, every / IMAGES)


def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rescue waits 20 times for the disk; here are hundreds of them, and none is about a loss of power."""
    really = storage._on_connect

    def connect(raw: sqlite3.Connection, record: object) -> None:
        raw.execute("PRAGMA synchronous=OFF")
        really(raw, record)
        raw.execute("PRAGMA synchronous=OFF")

    monkeypatch.setattr(storage, "_on_connect", connect)


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    no_waiting_for_the_disk(monkeypatch)


def make_sound(place: Path) -> Path:
    """A project with a row in every table and arrays of several chunks."""
    (place / "pictures").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays, "CHUNK", 8192)
        with Project.create(place / "p.labelight", place / "pictures") as project:
            fill(project)
    return place / "p.labelight"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project every test damages a copy of."""
    return make_sound(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "p.labelight"))


def labels_of(path: Path) -> dict[str, str]:
    """Path of the image -> name of the class, or mark."""
    with closing(sqlite3.connect(path)) as connection:
        return {os.fsdecode(path): name for path, name in connection.execute(LABELS)}


def labels_on_opening(path: Path) -> dict[str, str] | str:
    """The same through Labelight, or what it says instead."""
    try:
        with Project.open(path) as project, project.read() as connection:
            return {path.decode(): name for path, name in connection.exec_driver_sql(LABELS)}
    except UserError as error:
        return str(error)


def everything(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    rows["meta"] = [(key, value) for key, value in rows["meta"] if key != "uid"]
    return {name: sorted(map(repr, values)) for name, values in rows.items()}


def root_of(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT rootpage FROM sqlite_schema WHERE name=?", (name,)).fetchone()[0])


def pages_of(path: Path, table: str) -> dict[int, int]:
    """Id of each row -> the page it lies on."""
    with PageFile(path) as file:
        leaves = file.tree(root_of(path, table)).pages
        return {record.rowid: page for page in leaves for record in file.records(page) if record is not None}


def overwrite(path: Path, page: int, content: bytes | None = None) -> None:
    data = bytearray(path.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = content or bytes(PAGE)
    path.write_bytes(data)


def rescued(path: Path) -> tuple[Rescued, Path]:
    """Rescue, with the promises every rescue must keep."""
    beside = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    new = path.parent / "new" / "n.labelight"
    shutil.rmtree(new.parent, ignore_errors=True)
    new.parent.mkdir()
    try:
        result = rescue(path, new)
        with Project.open(new) as project:
            assert check(project) == []
            assert history.entries(project) == [] or result.kept["history"] > 0
    finally:
        assert {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} == beside
        assert [p.name for p in new.parent.iterdir()] in ([], ["n.labelight"])
    return result, new


def flipped(data: bytes, page: int) -> bytes:
    start = (page - 1) * PAGE
    return data[:start] + bytes(byte ^ 255 for byte in data[start : start + PAGE]) + data[start + PAGE :]


def zeroed(data: bytes, page: int) -> bytes:
    return data[: (page - 1) * PAGE] + bytes(PAGE) + data[page * PAGE :]


def test_a_sound_project_comes_over_whole(copy: Path) -> None:
    result, new = rescued(copy)
    assert everything(new) == everything(copy)
    assert set(result.lost.values()) == {0}
    assert set(result.kept) == set(schema.metadata.tables)
    assert result.sentences[1] == "Of these nothing is lost."
    with Project.open(copy) as old, Project.open(new) as project:
        assert project.uid != old.uid
        history.undo(project)
        assert labels.columns(project).ids.tolist()[:5] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("damage", [flipped, zeroed])
def test_any_page_may_be_lost_without_a_label(sound: Path, tmp_path: Path, damage: Callable[[bytes, int], bytes]) -> None:
    data, truth, path = sound.read_bytes(), labels_of(sound), tmp_path / "p.labelight"
    assert len(truth) == 138
    for page in range(1, len(data) // PAGE + 1):
        path.write_bytes(damage(data, page))
        result, new = rescued(path)
        assert labels_of(new) == truth, f"page {page}"
        assert result.kept["images"] == IMAGES
        seen = labels_on_opening(path)
        assert seen == truth or "main.py rescue p.labelight" in seen


def test_a_cut_file_keeps_every_label_whose_page_is_there(sound: Path, tmp_path: Path) -> None:
    data, truth, path = sound.read_bytes(), labels_of(sound), tmp_path / "p.labelight"
    pages = pages_of(sound, "labels")
    for page in range(1, len(data) // PAGE + 1):
        path.write_bytes(data[: (page - 1) * PAGE])
        if page <= root_of(sound, "classes"):  # nothing of use is before it
            with pytest.raises(UserError, match="Nothing could be read"):
                rescued(path)
            continue
        result, new = rescued(path)
        kept = labels_of(new)
        assert kept.items() <= truth.items()
        there = {f"folder/{image - 1:04d}.jpg" for image, on in pages.items() if on < page}
        assert result.kept["images"] < IMAGES or there <= kept.keys()
        assert "main.py rescue p.labelight" in labels_on_opening(path)


def test_the_log_belongs_to_the_file(sound: Path, tmp_path: Path) -> None:
    """Labels given since the last checkpoint lie in the log only; the file itself may even have lost its first page."""
    live, path = tmp_path / "live.labelight", tmp_path / "crashed" / "p.labelight"
    shutil.copy(sound, live)
    path.parent.mkdir()
    with Project.open(live) as project:
        labels.assign(project, images=range(141, 151), class_id=2)
        for end in ("", "-wal"):
            shutil.copy(f"{live}{end}", f"{path}{end}")
    truth = labels_of(live)
    assert len(truth) == 148
    for page in (None, 1, root_of(live, "labels"), root_of(live, "history")):
        shutil.copy(sound, path)
        if page is not None:
            overwrite(path, page)
        _, new = rescued(path)
        assert labels_of(new) == truth


def test_what_was_cleared_does_not_come_back(copy: Path) -> None:
    """The rows of a cleared label stay on pages in no use."""
    with Project.open(copy) as project:
        labels.clear(project, images=range(1, IMAGES + 1))
        labels.assign(project, images=[9], class_id=1)
    for name in ("labels", "history", "images"):
        overwrite(copy, root_of(copy, name))
        _, new = rescued(copy)
        assert labels_of(new) == {"folder/0008.jpg": "ant"}


def test_a_damaged_encoder_takes_with_it_what_hangs_on_it(copy: Path) -> None:
    data = copy.read_bytes()
    at = data.index(bytes(range(256)) * 4)
    copy.write_bytes(data[:at] + b"?" + data[at + 1 :])
    with Project.open(copy) as project:
        assert len(check(project)) == 1  # SQLite itself sees nothing
    result, new = rescued(copy)
    assert labels_of(new) == labels_of(copy)
    once = ("encoders", "embeddings", "maps", "classifiers", "predictions", "familiarity")
    lost = dict.fromkeys(once, 1) | {"arrays": 9, "meta": 2}
    assert {table: n for table, n in result.lost.items() if n and table != "chunks"} == lost
    with Project.open(new) as project:
        assert encoders.current(project).name == "bundled"
        assert classifiers.current(project) is None
        assert history.next_steps(project)[0] == "clear the label of 2 images"


def test_lost_names_of_classes(copy: Path) -> None:
    truth = labels_of(copy)
    overwrite(copy, root_of(copy, "classes"))
    overwrite(copy, first_leaf(copy, "history"))
    result, new = rescued(copy)
    assert labels_of(new) == truth  # the index knows the names
    assert not result.kept["history"]
    overwrite(copy, 5)  # that index
    result, new = rescued(copy)
    assert set(labels_of(new).values()) == {f"class {n} (name lost)" for n in (1, 2, 3, 4)} | {"skip"}
    assert result.kept["classes"] == 0
    assert result.lost["classes"] is None
    with Project.open(new) as project:
        _, fresh = classes.add(project, name="fresh")
        assert fresh.id > 4


def test_lost_labels_and_history_come_from_the_index(copy: Path) -> None:
    truth = {path: name for path, name in labels_of(copy).items() if name != "skip"}
    leaf, older = first_leaf(copy, "labels"), first_leaf(copy, "history")
    overwrite(copy, leaf)
    overwrite(copy, older)
    result, new = rescued(copy)
    assert truth.items() <= labels_of(new).items()
    assert (result.kept["labels"], result.lost["labels"]) == (128, 10)  # a mark has no class to be indexed by


def test_a_label_with_a_flipped_bit_is_as_the_history_says(copy: Path) -> None:
    """SQLite sees nothing in it; the index of labels by class does, and the history says which of both is right."""
    truth = labels_of(copy)
    for part in ("labels", "labels_by_class"):
        page = root_of(copy, part)
        data = bytearray(copy.read_bytes())
        with PageFile(copy) as file:
            tree = file.tree(page, index=part != "labels")
            record = next(r for r in file.records(tree.pages[0]) if r is not None and b"\x02" in r.local[r.header :])
            at = data.index(record.local, (tree.pages[0] - 1) * PAGE) + record.local.index(b"\x02", record.header)
        data[at] ^= 1  # class 2 becomes 3
        damaged = copy.with_name(f"{part}.labelight")
        damaged.write_bytes(data)
        with closing(sqlite3.connect(damaged)) as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        with pytest.raises(DamagedProject):
            Project.open(damaged)
        assert damaged.read_bytes() == data
        _, new = rescued(damaged)
        assert labels_of(new) == truth
        damaged.unlink()


def test_a_column_that_has_lost_its_name_is_damage(copy: Path) -> None:
    data = copy.read_bytes()
    assert b"class_names TEXT" in data
    copy.write_bytes(data.replace(b"class_names TEXT", b"class_namer TEXT", 1))
    changed = copy.read_bytes()
    with pytest.raises(DamagedProject):
        Project.open(copy)
    assert copy.read_bytes() == changed


def first_leaf(path: Path, table: str) -> int:
    with PageFile(path) as file:
        return file.tree(root_of(path, table)).pages[0]


def test_a_lost_folder_is_looked_for_nearby(copy: Path) -> None:
    pictures = copy.parent / "my pictures" / "folder"
    pictures.mkdir(parents=True)
    (pictures / "0007.jpg").touch()
    overwrite(copy, root_of(copy, "folders"))
    result, new = rescued(copy)
    with Project.open(new) as project:
        assert project.folder() == pictures.parent.resolve()
    assert any("my pictures" in sentence for sentence in result.sentences)


def test_ids_are_not_given_twice(copy: Path) -> None:
    with Project.open(copy) as project:
        _, last = classes.add(project, name="last")
        classes.delete(project, class_id=last.id)
    _, new = rescued(copy)
    with Project.open(new) as project:
        assert classes.add(project, name="fresh")[1].id == last.id + 1
    overwrite(copy, root_of(copy, "sqlite_sequence"))
    _, new = rescued(copy)
    with Project.open(new) as project:
        assert classes.add(project, name="fresh")[1].id > last.id


def test_what_cannot_be_rescued_is_refused(copy: Path, tmp_path: Path) -> None:
    new = tmp_path / "n.labelight"
    refusals = [(tmp_path / "none", new, "no project"), (tmp_path, new, "no project"), (copy, copy, "exists already")]
    refusals += [(copy, tmp_path / "nowhere" / "n", "no folder"), (copy, tmp_path / "p.labelight-wal", "parts of")]
    for damaged, target, words in refusals:
        with pytest.raises(UserError, match=words):
            rescue(damaged, target)
    for content in (b"", b"a text " * 2000, bytes(range(256)) * 100):
        (tmp_path / "other").write_bytes(content)
        with pytest.raises(UserError, match="Nothing could be read"):
            rescue(tmp_path / "other", new)
    for pragma, words in (("application_id=7", "not a Labelight project"), ("user_version=9", "newer Labelight")):
        shutil.copy(copy, tmp_path / "other")
        with closing(sqlite3.connect(tmp_path / "other")) as connection:
            connection.execute(f"PRAGMA {pragma}")
        with pytest.raises(UserError, match=words):
            rescue(tmp_path / "other", new)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other", "p.labelight"]


HOSTILE = [
    "CREATE TRIGGER images_ AFTER INSERT ON labels BEGIN DELETE FROM images; END",
    "CREATE TRIGGER classes_ BEFORE UPDATE ON runs BEGIN SELECT load_extension('x'); END",
    "CREATE VIEW more AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n",
    "ALTER TABLE labels RENAME TO kept; CREATE VIEW labels AS SELECT * FROM kept",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_nothing_in_the_file_is_run(copy: Path, sql: str) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript(sql)
    result, new = rescued(copy)
    assert result.kept["images"] == IMAGES
    assert result.kept["labels"] == 138
    with closing(sqlite3.connect(new)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger')").fetchone() == (0,)
    with pytest.raises(UserError, match="triggers or views"):
        Project.open(copy)


def test_rows_that_say_nothing_of_use_are_dropped(copy: Path) -> None:
    rows = [
        "UPDATE labels SET class_id='moth' WHERE image_id=10",
        "UPDATE labels SET mark='nonsense' WHERE image_id=11",
        "UPDATE labels SET class_id=77 WHERE image_id=12",
        "UPDATE labels SET image_id=5000 WHERE image_id=13",
        "UPDATE images SET digest=x'00' WHERE id=14",
        "UPDATE images SET width='wide', state=5 WHERE id=15",
        "INSERT INTO classes (id, name, colour, key, position) VALUES (-4, 'negative', '', '', 1)",
        "INSERT INTO classes (id, name, colour, key, position) VALUES (50, printf('%.*c', 70000000, 'x'), '', '', 1)",
        "INSERT INTO classes (id, name, colour, key, position) VALUES (51, printf('%.*c', 5000, 'x'), '', '', 1)",
        "INSERT INTO runs (stage, spec, state, created, message, result) VALUES ('map', '{', 'done', 1, '', '{}')",
        "INSERT INTO arrays (id, dtype, shape, digest) VALUES (90, 'O', '[1]', x'00')",
        "INSERT INTO arrays (id, dtype, shape, digest) SELECT 91, '<f2', '[1000000000]', digest FROM arrays WHERE id=3",
        "UPDATE meta SET value='1; DROP TABLE images' WHERE key='current encoder'",
        "INSERT INTO meta VALUES ('machine', '[')",
        "DELETE FROM history",
    ]
    with closing(sqlite3.connect(copy)) as connection:
        for row in rows:
            connection.execute(row)
        connection.commit()
    result, new = rescued(copy)
    lost = {"images": 1, "labels": 3, "classes": 3, "runs": 1, "arrays": 2, "meta": 2}
    assert {table: number for table, number in result.lost.items() if number} == lost
    with Project.open(new) as project:
        assert [c.name for c in classes.every(project)] == ["ant", "bee", "moth", "wasp", "class 77 (name lost)"]
        assert [(image.id, image.state) for image in images.unreadable(project)] == [(15, "missing")]
        assert len(images.image_list(project)) == IMAGES - 2
        assert encoders.current(project).name == "bundled"


def test_a_history_that_lies_changes_nothing(copy: Path) -> None:
    import json
    import zlib

    changes = [
        {"labels": {"keys": [[1]], "before": [None], "after": [{}]}},
        {"labels": {"keys": [1], "before": [], "after": [None]}},
        {"labels": {"keys": [149], "before": [None], "after": [{"image_id": 149, "mark": "class; --", "changed": "x"}]}},
        {"sqlite_schema": {"keys": [], "before": [], "after": []}},
        [1, 2],
    ]
    truth = labels_of(copy)
    overwrite(copy, root_of(copy, "labels"))
    for payload in [zlib.compress(json.dumps(change).encode()) for change in changes] + [
        b"",
        b"x",
        zlib.compress(b"[" * 99_999),
    ]:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("INSERT INTO history (op, text, payload, undone, at) VALUES ('a', 'b', ?, 0, 1)", (payload,))
            connection.commit()
        _, new = rescued(copy)
        assert labels_of(new) == truth  # from the leaves of the table itself
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("DELETE FROM history WHERE op='a'")
            connection.commit()


def test_an_older_file_is_read_as_of_its_version_and_migrated(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = labels_of(copy)
    newest = migrations.STEPS[-1].to + 1
    steps = (*migrations.STEPS, Step(newest, "a column", ("ALTER TABLE images ADD COLUMN stars INTEGER DEFAULT 3",)))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations.migrate, "__defaults__", (steps,))
    for column in (False, True):  # a row written before the column came ends before it
        if column:
            with Project.open(copy):
                pass
        leaf = first_leaf(copy, "labels")
        page = copy.read_bytes()[(leaf - 1) * PAGE : leaf * PAGE]
        overwrite(copy, leaf)
        result, new = rescued(copy)
        assert result.kept["images"] == IMAGES
        assert labels_of(new) == truth
        overwrite(copy, leaf, page)
        with closing(sqlite3.connect(new)) as connection:
            assert connection.execute("SELECT DISTINCT stars FROM images").fetchall() == [(3,)]
            assert connection.execute("PRAGMA user_version").fetchone() == (newest,)


def test_the_rows_of_no_two_tables_look_alike(sound: Path) -> None:
    with closing(sqlite3.connect(sound)) as connection:
        layouts = [Layout.of(connection, name) for name in schema.metadata.tables]
    for one in layouts:
        for other in layouts:
            same = len(one.kinds) == len(other.kinds) and all(a & b for a, b in zip(one.kinds, other.kinds, strict=True))
            assert same == (one is other), (one.table, other.table)


def test_damage_is_told_with_what_to_do(copy: Path) -> None:
    """Whenever SQLite finds it: on opening, on reading, on writing, on checking; and closing stays possible."""
    told = r"is damaged\. Save what can be read .*main\.py rescue p\.labelight"
    leaf = first_leaf(copy, "labels")
    page = copy.read_bytes()[(leaf - 1) * PAGE : leaf * PAGE]
    overwrite(copy, leaf)
    with pytest.raises(UserError, match=told):  # what the user decided is looked at before anything is written
        Project.open(copy)
    overwrite(copy, leaf, page)
    overwrite(copy, first_leaf(copy, "runs"))
    with Project.open(copy) as project:
        for work in (runs.every, lambda p: runs.create(p, stage="map", spec={})):
            with pytest.raises(UserError, match=told):
                work(project)
        assert "main.py rescue p.labelight" in check(project)[0]
    overwrite(copy, root_of(copy, "meta"))
    with pytest.raises(UserError, match=r"main\.py rescue"):
        Project.open(copy)
    overwrite(copy, 1)
    with pytest.raises(UserError, match=r"main\.py rescue"):
        Project.open(copy)
