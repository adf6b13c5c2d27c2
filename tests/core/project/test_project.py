import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.project import classes, classifiers, encoders, folders, history, images, labels, migrations, schema
from core.project.checking import check
from core.project.first_schema import FIRST_SCHEMA
from core.project.migrations import Step
from core.project.project import Project
from core.records import ClassifierCard


def test_reopened_project_is_the_same(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1, 2], class_id=moth.id)
    project.close()
    with Project.open(project.path) as again:
        assert [c.name for c in classes.every(again)] == ["moth"]
        assert labels.count(again) == {moth.id: 2}
        assert again.uid == project.uid


def test_closed_project_is_one_file(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    project.close()
    assert [p.name for p in project.path.parent.iterdir() if "labelight" in p.name] == [project.path.name]
    raw = sqlite3.connect(project.path)
    assert raw.execute("SELECT name FROM classes").fetchall() == [(moth.name,)]
    raw.close()


def test_schema_of_a_new_file_is_the_schema_of_today(project: Project) -> None:
    with project.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type='table'").scalars().all()
        for table in schema.metadata.tables.values():
            rows = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").all()
            found = {(r[1], str(r[2]), bool(r[3] or r[5])) for r in rows}
            assert found == {(c.name, str(c.type), not c.nullable) for c in table.columns}
    assert {t for t in tables if not t.startswith("sqlite_")} == set(schema.metadata.tables)


def test_second_opener_is_refused_with_a_sentence(project: Project) -> None:
    code = f"from core.project.project import Project; from pathlib import Path; Project.open(Path({str(project.path)!r}))"
    second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path.cwd())
    assert "is open in another Labelight" in second.stderr
    assert images.counts(project)["ok"] == 100


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_project_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.labelight"
    other.write_bytes(content)
    with pytest.raises(UserError, match="not a Labelight project"):
        Project.open(other)
    assert other.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["other.labelight"]


def test_create_never_overwrites(project: Project, folder: Path) -> None:
    with pytest.raises(UserError, match="exists already"):
        Project.create(project.path, folder)


def test_newer_file_is_refused_untouched(project: Project) -> None:
    project.close()
    raw = sqlite3.connect(project.path)
    raw.execute("PRAGMA user_version=99")
    raw.close()
    with pytest.raises(UserError, match="made by a newer Labelight"):
        Project.open(project.path)


def test_migration_backs_up_then_steps_in_one_transaction(project: Project) -> None:
    newest = migrations.STEPS[-1].to
    step = Step(newest + 1, "a column", ("ALTER TABLE images ADD COLUMN stars INTEGER",))
    with project.read() as connection:
        migrations.migrate(connection, project.path, (*migrations.STEPS, step))
        assert migrations.version_of(connection) == newest + 1
    backup = project.path.with_name(f"p.labelight.v{newest}.backup")
    raw = sqlite3.connect(backup)
    assert raw.execute("PRAGMA user_version").fetchone() == (newest,)
    assert raw.execute("SELECT count(*) FROM images").fetchone() == (100,)
    raw.close()


def test_failed_migration_leaves_the_old_version_whole(project: Project) -> None:
    newest = migrations.STEPS[-1].to
    bad = Step(newest + 1, "breaks half-way", ("ALTER TABLE images ADD COLUMN stars INTEGER", "SELECT nonsense"))
    with pytest.raises(Exception, match="nonsense"), project.write() as connection:
        migrations.migrate(connection, project.path, (*migrations.STEPS, bad))
    with project.read() as connection:
        assert migrations.version_of(connection) == newest
        assert "stars" not in [r[1] for r in connection.exec_driver_sql("PRAGMA table_info(images)")]


def test_a_project_of_the_first_version_keeps_its_predictions(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "old.labelight"
    with Project.create(path, folder) as project:
        card = ClassifierCard(0, encoders.bundled(project).id, "linear", (4, 7), ("a", "b"), 2, None, None, 0.0, {})
        stored = classifiers.add(project, card, b"weights", np.array([1, 2]), np.eye(2), None)
    raw = sqlite3.connect(path)
    raw.execute("DROP TABLE familiarity")
    raw.execute("DROP TABLE picks")
    raw.execute("PRAGMA user_version=1")
    raw.close()
    with Project.open(path) as project:
        found = classifiers.predictions(project, stored.id)
        assert found.ids.tolist() == [1, 2]
        assert found.familiar is None
        classifiers.set_predictions(project, stored.id, np.array([1, 2]), np.eye(2), np.array([0.25, 1.0]))
        familiar = classifiers.predictions(project, stored.id).familiar
        assert familiar is not None
        assert familiar.tolist() == [0.25, 1.0]
    assert path.with_name("old.labelight.v1.backup").exists()


def test_first_step_is_frozen() -> None:
    """A released step may never change: files made with it are out there."""
    import hashlib

    assert hashlib.sha256("\n".join(FIRST_SCHEMA).encode()).hexdigest()[:16] == "91063cbba1b7f415"


def test_acknowledged_labels_survive_kill_9(project: Project, tmp_path: Path) -> None:
    classes.add(project, name="moth")
    project.close()
    code = textwrap.dedent(f"""
        from pathlib import Path
        from core.project import labels
        from core.project.project import Project
        project = Project.open(Path({str(project.path)!r}))
        for image in range(1, 101):
            labels.assign(project, images=[image], class_id=1)
            print(image, flush=True)
    """)
    for round_ in range(5):
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        said = 0
        assert child.stdout is not None
        while said < 7 * (round_ + 1):
            said = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        said = max([said, *(int(line) for line in child.stdout.read().split())])
        child.wait()
        child.stdout.close()
        with Project.open(project.path) as again:
            assert labels.count(again)[1] >= said
            assert check(again) == []
            labels.clear(again, images=range(1, 101))


def test_moved_folder_is_one_row(project: Project, folder: Path, tmp_path: Path) -> None:
    elsewhere = folder.rename(tmp_path / "elsewhere")
    folders.move(project, elsewhere, 1)
    assert project.folder() == elsewhere
    with pytest.raises(UserError, match="no folder"):
        folders.move(project, folder, 1)


def test_nothing_to_undo_is_no_error(project: Project) -> None:
    assert history.undo(project) is None
    assert history.redo(project) is None
